{%- set uses = {
    'contact': ['contacts', 'touches', 'journeys', 'account_timeline', 'touch_credits', 'int_deal_contacts'],
    'account': ['accounts', 'contacts', 'deals', 'touches', 'journeys', 'account_timeline', 'touch_credits', 'excluded_touches'],
    'deal': ['deals', 'touches', 'journeys', 'account_timeline', 'touch_credits', 'int_deal_contacts'],
} %}

-- No mart names a record that is another one by now.
with mentions as (

    {%- for record_type, marts in uses.items() %}
    {%- set outer_last = loop.last %}
    {%- for mart in marts %}
    select distinct
        '{{ mart }}' as mart,
        '{{ record_type }}' as record_type,
        {{ record_type }}_id as record_id
    from {{ ref(mart) }}
    {{ 'union all' if not (loop.last and outer_last) }}
    {%- endfor %}
    {%- endfor %}

)

select
    mentions.mart,
    mentions.record_type,
    mentions.record_id
from mentions
inner join {{ ref('int_merged_records') }} as merged
    on mentions.record_type = merged.record_type and mentions.record_id = merged.merged_id
