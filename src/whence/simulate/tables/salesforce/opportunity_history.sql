-- a row for every change of stage or amount, not for every stage
with entries as (

    select
        deal,
        stage,
        entered_at,
        amount_cents
    from drawn_stages
    union all
    select
        deal,
        stage_before,
        back_at,
        amount_cents
    from drawn_reopenings
    union all
    select
        deal,
        stage,
        again_at,
        amount_cents
    from drawn_reopenings
    union all
    -- somebody set the close date anew
    select
        deal,
        stage,
        entered_at + interval 5 hour,
        amount_cents
    from drawn_stages
    where deal % 4 = 1 and stage = 'Discovery'
    and entered_at + interval 5 hour < (
        select min(later.entered_at) from drawn_stages as later
        where later.deal = drawn_stages.deal and later.entered_at > drawn_stages.entered_at
    )

)

select
    salesforce_id('008', row_number() over (order by entries.entered_at, entries.deal, entries.stage))
        as id,
    salesforce_id('006', entries.deal + 1) as opportunity_id,
    entries.entered_at as created_date,
    salesforce_id('005', users.number) as created_by_id,
    entries.stage as stage_name,
    cast(round(entries.amount_cents * rates.rate) / 100 as decimal(15, 2)) as amount,
    cast(deals.expected_at as date) as close_date,
    false as is_deleted,
    synced(entries.entered_at, entries.deal) as _fivetran_synced
from entries
inner join drawn_deals as deals using (deal)
inner join deal_rates as rates using (deal)
inner join our_users as users on deals.owner = users.name
order by id
