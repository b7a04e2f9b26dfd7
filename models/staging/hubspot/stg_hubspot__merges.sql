-- Records that became others. The surviving record lists them all; of contacts the audit also has each
-- step and its time. A record that survived once may have been merged later.
{{ config(enabled=is_connected('hubspot')) }}

with merged_records as (

    select
        'contact' as record_type,
        vid_to_merge as merged_id,
        canonical_vid as surviving_id,
        timestamp as merged_at
    from {{ ref('base_hubspot__contact_merge_audit') }}
    where rejected_reason is null
    union all
    select
        'contact',
        split_part(merge, ':', 1),
        id,
        {{ read_epoch("split_part(merge, ':', 2)") }}
    from (
        select {{ each_match_in('property_hs_calculated_merged_vids', '[0-9]+(:[0-9]+)?') }} as merge, id
        from {{ ref('base_hubspot__contact') }}
        where rejected_reason is null
    )
    {%- for record_type, table, id in [('contact', 'contact', 'id'), ('account', 'company', 'id'), ('deal', 'deal', 'deal_id')] %}
    union all
    select
        '{{ record_type }}',
        {{ each_id_in('property_hs_merged_object_ids') }},
        {{ id }},
        cast(null as timestamp)
    from {{ ref('base_hubspot__' ~ table) }}
    where rejected_reason is null
    {%- endfor %}

)

select
    record_type,
    merged_id,
    surviving_id,
    'merged' as match_method,
    max(merged_at) as merged_at,
    'hubspot' as source_system
from merged_records
where merged_id <> surviving_id
group by record_type, merged_id, surviving_id
