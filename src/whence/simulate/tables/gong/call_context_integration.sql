with objects as (

    select
        id,
        number,
        happened_at,
        'Account' as object_type,
        account_key(account) as object_id
    from recorded_calls
    where account is not null and number % 20 < 13
    union all
    select
        id,
        number,
        happened_at,
        'Opportunity',
        deal_key(deal)
    from recorded_calls
    where deal is not null and number % 20 < 13

)

select
    id as call_id,
    crm_name() as system,
    object_type,
    object_id,
    field as name,
    case field when 'Stage' then 'Discovery' end as value,
    'TimeOfCall' as timing,
    false as _fivetran_deleted,
    synced(happened_at + interval 2 hour, number) as _fivetran_synced
from objects
cross join (values ('Name'), ('Stage')) as fields (field)
where field = 'Name' or object_type = 'Opportunity'
order by happened_at, call_id, object_type, name
