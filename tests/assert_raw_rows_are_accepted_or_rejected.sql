{{ config(enabled='files' in var('touch_sources')) }}

-- Raw rows = accepted rows + rejected rows, for every raw file. Raw rows are counted twice, by the
-- reader and in the file itself; accepted rows where the last step hands them on, rejected rows
-- where users look for them.
{%- set tables = {
    'touches': 'int_touches', 'deals': 'int_deals', 'contacts': 'int_source_contacts', 'accounts': 'stg_files__accounts',
    'deal_contacts': 'int_deal_contacts', 'deal_stages': 'int_deal_stages', 'page_views': 'stg_files__page_views',
    'spend': 'int_spend', 'targets': 'stg_files__targets',
} %}

with counts as (

    {%- for table, accepted in tables.items() %}
    select
        '{{ table }}' as table_name,
        (select count(*) from {{ ref('base_files__' ~ table) }}) as raw_rows,
        {{ raw_row_count(table) }} as rows_in_file,
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
where raw_rows <> accepted_rows + rejected_rows or rows_in_file > raw_rows
