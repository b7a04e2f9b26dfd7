with deals as (

    select
        cast(deal_key(drawn.deal) as bigint) as deal_id,
        drawn.deal,
        accounts.account_name || ': ' || drawn.product
        || case when drawn.is_expansion then ' expansion' else '' end as property_dealname,
        case when drawn.is_expansion then 'existingbusiness' else 'newbusiness' end as property_dealtype,
        drawn.stage,
        cast(round(drawn.amount_cents / hubspot_rate(accounts.currency)) / 100 as decimal(15, 2)) as property_amount,
        accounts.currency as property_deal_currency_code,
        cast(drawn.amount_cents / 100 as decimal(15, 2)) as property_amount_in_home_currency,
        drawn.probability as property_hs_deal_stage_probability,
        drawn.created_at as property_createdate,
        coalesce(drawn.closed_at, drawn.expected_at) as property_closedate,
        drawn.outcome <> 'open' as property_hs_is_closed,
        drawn.outcome = 'won' as property_hs_is_closed_won,
        users.number as owner,
        drawn.term_months,
        nullif(drawn.loss_reason, '') as property_closed_lost_reason,
        nullif(drawn.competitor, '') as property_competitor,
        nullif(drawn.self_reported_source, '') as property_how_did_you_hear_about_us,
        hubspot_source(people.lead_source) as property_hs_analytics_source,
        case when drawn.deal % 31 = 6 then deal_key(drawn.deal + 50000000) end as property_hs_merged_object_ids,
        coalesce(drawn.closed_at, drawn.created_at) as changed_at,
        false as is_deleted
    from drawn_deals as drawn
    inner join known_accounts as accounts using (account)
    inner join our_users as users on drawn.owner = users.name
    inner join drawn_people as people on drawn.primary_person = people.person

),

-- as the loading tool saw some of them before they were closed
earlier_loads as (

    select * replace (
        'Discovery' as stage,
        round(property_amount * 0.9, 2) as property_amount,
        false as property_hs_is_closed,
        false as property_hs_is_closed_won,
        cast(null as varchar) as property_closed_lost_reason,
        cast(null as varchar) as property_competitor,
        property_createdate as changed_at
    )
    from deals
    where deal % 12 = 4 and property_hs_is_closed

),

-- entered twice by mistake, and merged into the other one when somebody noticed
deleted as (

    select * replace (
        deal_id + 50000000 as deal_id,
        property_createdate + interval 2 hour as property_createdate,
        property_createdate + interval 3 day as changed_at,
        'Discovery' as stage,
        false as property_hs_is_closed,
        false as property_hs_is_closed_won,
        cast(null as varchar) as property_hs_merged_object_ids,
        true as is_deleted
    )
    from deals
    where deal % 31 = 6

)

select
    deal_id,
    is_deleted,
    'default' as deal_pipeline_id,
    hubspot_stage_id(stage) as deal_pipeline_stage_id,
    40000 + owner as owner_id,
    property_dealname,
    property_dealtype,
    property_amount,
    property_deal_currency_code,
    property_amount_in_home_currency,
    property_createdate,
    property_closedate,
    property_hs_is_closed,
    property_hs_is_closed_won,
    property_hs_deal_stage_probability,
    term_months as property_term_months,
    property_closed_lost_reason,
    property_competitor,
    property_how_did_you_hear_about_us,
    property_hs_analytics_source,
    property_hs_merged_object_ids,
    -- only what does not change any more is late
    synced(changed_at, case when property_hs_is_closed then deal else 0 end) as _fivetran_synced
from (
    from deals
    union all
    from earlier_loads
    union all
    from deleted
)
order by property_createdate, deal_id, _fivetran_synced
