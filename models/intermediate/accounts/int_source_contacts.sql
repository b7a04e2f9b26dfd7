-- One row per described person; a person whom two sources describe is taken from the first by name.
with described as (

    {% for source in var('contact_sources') or ['files'] %}
    select
        contact_id,
        account_id,
        email,
        anonymous_id,
        title,
        buying_role,
        lead_source,
        created_at,
        lead_created_at,
        mql_at,
        sql_at,
        source_system
    from {{ ref('stg_' ~ source ~ '__contacts') }}{{ ' where false' if not var('contact_sources') }}
    {{ 'union all' if not loop.last }}
    {% endfor %}

)

select *
from described
qualify row_number() over (partition by contact_id order by source_system) = 1
