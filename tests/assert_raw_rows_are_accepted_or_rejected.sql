{{ config(enabled=is_connected('files')) }}

-- Raw rows of the files source = accepted rows + rejected rows: accepted rows where the last step
-- hands them on, rejected rows where users look for them. Touches made of page views are no rows of
-- the table of touches.
{%- set tables = {
    'touches': 'int_touches', 'deals': 'int_deals', 'contacts': 'int_source_contacts', 'accounts': 'stg_files__accounts',
    'deal_contacts': 'int_source_deal_contacts', 'deal_stages': 'int_deal_stages', 'page_views': 'int_source_page_views',
    'spend': 'int_spend', 'targets': 'stg_files__targets', 'merges': 'stg_files__merges', 'identifications': 'stg_files__identifications',
} %}
{%- set less = {
    'touches': "and touch_id not in (select session_id from " ~ ref('int_sessions') ~ ")",
    'deal_contacts': "and deal_id in (select deal_id from named_deals)",
} %}

with named_deals as (

    -- a person of several records has one role on a deal, which may have been merged
    select deal_id from {{ ref('int_deals') }}
    union
    select merged.merged_id
    from {{ ref('int_merged_records') }} as merged
    inner join {{ ref('int_deals') }} as deals
        on merged.record_type = 'deal' and merged.surviving_id = deals.deal_id

),

counts as (

    {%- for table, accepted in tables.items() %}
    select
        '{{ table }}' as table_name,
        (
            select raw_rows from {{ ref('int_raw_tables') }}
            where source_system = 'files' and table_name = '{{ table }}'
        ) as raw_rows,
        (
            select count(*) from {{ ref(accepted) }}
            where source_system = 'files' {{ less.get(table, '') }}
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
