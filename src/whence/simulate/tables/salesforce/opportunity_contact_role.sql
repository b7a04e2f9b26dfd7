select
    salesforce_id('00K', number) as id,
    salesforce_id('006', deal + 1) as opportunity_id,
    contact_id,
    role,
    is_primary,
    created_date,
    is_deleted,
    false as _fivetran_deleted,
    synced(created_date, number) as _fivetran_synced
from (
    select
        role_number + 1 as number,
        roles.deal,
        salesforce_id('003', roles.person + 1) as contact_id,
        case people.buying_role
            when 'decision_maker' then 'Decision Maker'
            when 'economic_buyer' then 'Economic Buyer'
            when 'champion' then 'Business User'
            when 'technical_evaluator' then 'Evaluator'
            when 'procurement' then 'Procurement'
            else 'Influencer'
        end as role,
        roles.is_primary,
        deals.created_at + interval 10 minute as created_date,
        roles.role_number % 67 = 13 as is_deleted
    from entered_roles as roles
    inner join drawn_people as people using (person)
    inner join drawn_deals as deals using (deal)
    where roles.is_entered
    union all
    select
        person + 1 + 700000000,
        deal,
        salesforce_id('003', person + 1 + 700000000),
        'Influencer',
        false,
        deals.created_at + interval 1 hour,
        false
    from drawn_second_jobs
    inner join drawn_deals as deals using (deal)
)
order by created_date, id
