with costs as (

    select
        campaign,
        sum(cost_cents) as cost_cents
    from drawn_spend
    group by campaign

)

select
    salesforce_id('701', campaigns.campaign + 1) as id,
    campaigns.campaign_name as name,
    campaigns.type,
    'Completed' as status,
    campaigns.ends_at >= timestamp '2026-07-01' as is_active,
    salesforce_id('701', 900 + campaigns.program) as parent_id,
    cast(campaigns.starts_at as date) as start_date,
    cast(campaigns.ends_at as date) - 1 as end_date,
    cast(round(costs.cost_cents / 100, -2) as decimal(15, 2)) as budgeted_cost,
    -- what an ad platform bills is in its own tables
    case when campaigns.platform not in ('google_ads', 'linkedin_ads')
        then cast(costs.cost_cents / 100 as decimal(15, 2))
    end as actual_cost,
    'USD' as currency_iso_code,
    campaigns.starts_at - interval 20 day as created_date,
    false as is_deleted,
    false as _fivetran_deleted,
    synced(campaigns.starts_at, campaigns.campaign) as _fivetran_synced
from our_campaigns as campaigns
left join costs using (campaign)
union all by name
select
    salesforce_id('701', 900 + program) as id,
    label || ' program' as name,
    'Other' as type,
    'In Progress' as status,
    true as is_active,
    'USD' as currency_iso_code,
    timestamp '2024-06-01 09:00:00' as created_date,
    false as is_deleted,
    false as _fivetran_deleted,
    timestamp '2024-06-01 09:25:00' as _fivetran_synced
from programs
order by id
