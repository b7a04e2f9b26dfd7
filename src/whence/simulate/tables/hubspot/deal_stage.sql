with entries as (

    select
        deal,
        stage,
        entered_at
    from drawn_stages
    union all
    select
        deal,
        stage_before,
        back_at
    from drawn_reopenings
    union all
    select
        deal,
        stage,
        again_at
    from drawn_reopenings

)

select
    cast(deal_key(deal) as bigint) as deal_id,
    hubspot_stage_id(stage) as value,
    entered_at as date_entered,
    entered_at as _fivetran_start,
    coalesce(
        lead(entered_at) over (partition by deal order by entered_at), timestamp '9999-12-31 23:59:59'
    ) as _fivetran_end,
    lead(entered_at) over (partition by deal order by entered_at) is null as _fivetran_active,
    'CRM_UI' as source,
    synced(entered_at, deal) as _fivetran_synced
from entries
order by date_entered, deal_id
