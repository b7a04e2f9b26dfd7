-- To which account each known account id leads: the record it was merged into, and the company on top of
-- it. Parents in a circle have no top; the lowest id among them is taken.
with records as (

    select * from {{ ref('int_account_records') }}

),

parents as (

    select * from {{ ref('int_account_parents') }}

),

families as (

    {{ connected_components('parents', 'child_id', 'parent_id') }}

),

tops as (

    select
        families.component,
        min(families.node) filter (where parents.child_id is null) as top_id,
        min(parents.parent_id) as lowest_parent_id
    from families
    left join parents on families.node = parents.child_id
    group by families.component

)

select
    records.record_id,
    {% if var('account_level') == 'parent' -%}
    coalesce(tops.top_id, tops.lowest_parent_id, records.surviving_id) as account_id,
    {%- else -%}
    records.surviving_id as account_id,
    {%- endif %}
    records.surviving_id,
    parents.parent_id as parent_account_id,
    coalesce(tops.top_id, tops.lowest_parent_id, records.surviving_id) as top_account_id,
    records.is_named,
    tops.component is not null and tops.top_id is null as is_in_circle
from records
left join parents on records.surviving_id = parents.child_id
left join families on records.surviving_id = families.node
left join tops on families.component = tops.component
