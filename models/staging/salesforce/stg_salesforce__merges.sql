{{ config(enabled=is_connected('salesforce')) }}

-- Records that became another: duplicates that were merged, of which Salesforce keeps a deleted row
-- that names the survivor, and leads that were converted to contacts.
{%- set tables = {'account': 'account', 'contact': 'contact', 'lead': 'contact'} %}
with records as (

    {%- for table, record_type in tables.items() %}
    select
        '{{ record_type }}' as record_type,
        id,
        master_record_id,
        {{ 'converted_contact_id' if table == 'lead' else 'cast(null as string)' }} as converted_contact_id,
        {{ 'converted_date' if table == 'lead' else 'cast(null as date)' }} as converted_date
    from {{ ref('base_salesforce__' ~ table) }}
    where id is not null and coalesce(_fivetran_active, true)
    -- rejected rows count, since the merged ones are, but of a record only the latest row
    qualify row_number() over (partition by id order by loaded_at desc nulls last, master_record_id asc nulls last) = 1
    {{ 'union all' if not loop.last }}
    {%- endfor %}

)

select
    record_type,
    id as merged_id,
    master_record_id as surviving_id,
    'merged' as match_method,
    cast(null as timestamp) as merged_at,
    'salesforce' as source_system
from records
where master_record_id <> id
union all
select
    record_type,
    id,
    converted_contact_id,
    'converted_lead',
    {{ as_milestone('cast(converted_date as timestamp)', 'true') }},
    'salesforce'
from records
where converted_contact_id <> id
