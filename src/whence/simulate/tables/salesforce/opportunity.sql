with opportunities as (

    select
        drawn.deal + 1 as number,
        salesforce_id('001', drawn.account + 1) as account_id,
        accounts.account_name || ': ' || drawn.product
        || case when drawn.is_expansion then ' expansion' else '' end as name,
        drawn.stage as stage_name,
        cast(round(drawn.amount_cents * rates.rate) / 100 as decimal(15, 2)) as amount,
        rates.currency as currency_iso_code,
        drawn.probability * 100 as probability,
        cast(coalesce(drawn.closed_at, drawn.expected_at) as date) as close_date,
        drawn.outcome <> 'open' as is_closed,
        drawn.outcome = 'won' as is_won,
        case when drawn.is_expansion then 'Existing Customer - Upgrade' else 'New Customer' end as type,
        nullif(people.lead_source, '') as lead_source,
        nullif(people.first_campaign, -1) as campaign,
        users.number as owner,
        drawn.term_months as term_months_c,
        nullif(drawn.self_reported_source, '') as self_reported_source_c,
        nullif(drawn.loss_reason, '') as loss_reason_c,
        nullif(drawn.competitor, '') as competitor_c,
        drawn.created_at as created_date,
        coalesce(drawn.closed_at, drawn.created_at) as last_modified_date,
        false as is_deleted
    from drawn_deals as drawn
    inner join known_accounts as accounts using (account)
    inner join deal_rates as rates using (deal)
    inner join drawn_people as people on drawn.primary_person = people.person
    inner join our_users as users on drawn.owner = users.name

),

-- as the loading tool saw some of them before they were closed
earlier_loads as (

    select * replace (
        'Discovery' as stage_name,
        round(amount * 0.9, 2) as amount,
        10 as probability,
        false as is_closed,
        false as is_won,
        cast(null as varchar) as loss_reason_c,
        cast(null as varchar) as competitor_c,
        created_date as last_modified_date
    )
    from opportunities
    where number % 12 = 5 and is_closed

),

-- entered twice by mistake, and deleted when somebody noticed
deleted as (

    select * replace (
        number + 500000000 as number,
        created_date + interval 2 hour as created_date,
        created_date + interval 3 day as last_modified_date,
        'Discovery' as stage_name,
        false as is_closed,
        false as is_won,
        true as is_deleted
    )
    from opportunities
    where number % 31 = 7

)

select
    salesforce_id('006', number) as id,
    is_deleted,
    account_id,
    name,
    type,
    stage_name,
    amount,
    currency_iso_code,
    probability,
    'Pipeline' as forecast_category_name,
    close_date,
    is_closed,
    is_won,
    lead_source,
    case when campaign is not null then salesforce_id('701', campaign + 1) end as campaign_id,
    salesforce_id('005', owner) as owner_id,
    term_months_c,
    self_reported_source_c,
    loss_reason_c,
    competitor_c,
    created_date,
    last_modified_date,
    false as _fivetran_deleted,
    -- only what does not change any more is late
    synced(last_modified_date, case when is_closed then number else 0 end) as _fivetran_synced
from (
    from opportunities
    union all
    from earlier_loads
    union all
    from deleted
)
order by created_date, id, _fivetran_synced
