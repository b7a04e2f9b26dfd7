-- Records that are another one now, at any depth of merges. Of records that are one, the one survives that
-- was merged into no other; else a contact before a lead, a described one before one that is only named,
-- the lowest id.
with links as (

    select
        record_type || ' ' || record_id as here,
        record_type || ' ' || other_id as there
    from {{ ref('int_record_links') }}

),

components as (

    {{ connected_components('links', 'here', 'there') }}

),

described as (

    select
        'contact ' || contact_id as node,
        min(case coalesce(record_type, 'contact') when 'contact' then 1 when 'lead' then 2 else 3 end) as preference
    from {{ ref('int_source_contacts') }}
    group by contact_id
    union all
    select 'account ' || account_id, 1 from {{ ref('int_source_accounts') }}
    group by account_id
    union all
    select 'deal ' || deal_id, 1 from {{ ref('int_source_deals') }}
    group by deal_id

),

same_addresses as (

    select distinct record_type || ' ' || record_id as node from {{ ref('int_record_links') }}
    where not is_merge
    union
    select record_type || ' ' || other_id from {{ ref('int_record_links') }}
    where not is_merge

),

merged_away as (

    select
        record_type || ' ' || record_id as node,
        min(match_method) as match_method
    from {{ ref('int_record_links') }}
    where is_merge
    group by record_type, record_id

),

survivors as (

    select
        components.component,
        components.node,
        -- of two records into which the same third one was merged, neither is said to be the other
        coalesce(
            merged_away.match_method, case when same_addresses.node is null then 'merge_of_one_into_two' else 'same_email' end
        ) as match_method,
        first_value(components.node) over (
            partition by components.component
            order by
                case when merged_away.node is null then 1 else 2 end,
                coalesce(described.preference, 4),
                components.node
        ) as survivor,
        min(case when merged_away.node is null then 0 else 1 end) over (partition by components.component) = 1
            as is_in_circle
    from components
    left join merged_away on components.node = merged_away.node
    left join described on components.node = described.node
    left join same_addresses on components.node = same_addresses.node

)

select
    split_part(node, ' ', 1) as record_type,
    substr(node, length(split_part(node, ' ', 1)) + 2) as merged_id,
    substr(survivor, length(split_part(survivor, ' ', 1)) + 2) as surviving_id,
    match_method,
    is_in_circle
from survivors
where node <> survivor
