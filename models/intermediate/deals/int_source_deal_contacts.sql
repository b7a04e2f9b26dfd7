-- Who has a role on which deal; one row per deal and person.
with deal_contacts as (

    {% for source in var('deal_sources') or ['files'] %}
    select
        deal_id,
        contact_id,
        buying_role,
        is_primary,
        source_system
    from {{ ref('stg_' ~ source ~ '__deal_contacts') }}{{ ' where false' if not var('deal_sources') }}
    {{ 'union all' if not loop.last }}
    {% endfor %}

)

select *
from deal_contacts
qualify row_number() over (partition by deal_id, contact_id order by source_system) = 1
