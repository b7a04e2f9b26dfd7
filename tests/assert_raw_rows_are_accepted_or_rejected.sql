{{ config(enabled='files' in var('touch_sources')) }}

-- Raw rows = accepted rows + rejected rows, for every raw file. Accepted rows are counted where
-- the last staging step hands them on, rejected rows where users look for them.
{%- set tables = {
    'touches': 'int_touches', 'deals': 'int_deals', 'contacts': 'int_source_contacts', 'accounts': 'stg_files__accounts',
    'deal_contacts': 'int_source_deal_contacts', 'deal_stages': 'stg_files__deal_stages', 'page_views': 'stg_files__page_views',
    'spend': 'int_spend', 'targets': 'stg_files__targets',
} %}

with counts as (

    {%- for table, accepted in tables.items() %}
    select
        '{{ table }}' as table_name,
        (select count(*) from {{ ref('base_files__' ~ table) }}) as raw_rows,
        (
            select count(*) from {{ ref(accepted) }}
            where source_system = 'files'
        ) as accepted_rows,
        (
            select count(*) from {{ ref('int_rejected_rows') }}
            where source_system = 'files' and table_name = '{{ table }}'
        ) as rejected_rows
    {{ 'union all' if not loop.last }}
    {%- endfor %}

)

select *
from counts
where raw_rows <> accepted_rows + rejected_rows
