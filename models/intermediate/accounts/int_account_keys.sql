-- To which account each known account id leads: the record it was merged into, and the company on top of
-- it. Parents in a circle have no top; the lowest id among them is taken.
with mentions as (

    select account_id as record_id, true as is_named from {{ ref('int_source_accounts') }}
    union
    select account_id, true from {{ ref('int_source_touches') }}
    union
    select account_id, true from {{ ref('int_source_deals') }}
    union
    select account_id, true from {{ ref('int_source_contacts') }}
    union
    select parent_account_id, false from {{ ref('int_source_accounts') }}
    union
    select merged_id, false from {{ ref('int_merged_records') }}
    where record_type = 'account'
    union
    select surviving_id, false from {{ ref('int_merged_records') }}
    where record_type = 'account'

),

records as (

    select
        mentions.record_id,
        coalesce(merged.surviving_id, mentions.record_id) as surviving_id,
        bool_or(mentions.is_named) as is_named
    from mentions
    left join {{ ref('int_merged_records') }} as merged
        on merged.record_type = 'account' and mentions.record_id = merged.merged_id
    where mentions.record_id is not null
    group by mentions.record_id, merged.surviving_id

),

-- one parent per company: what its own record says before what a merged one says
parents as (

    select
        records.surviving_id as child_id,
        parent_records.surviving_id as parent_id
    from {{ ref('int_source_accounts') }} as accounts
    inner join records on accounts.account_id = records.record_id
    inner join records as parent_records on accounts.parent_account_id = parent_records.record_id
    where records.surviving_id <> parent_records.surviving_id
    qualify
        row_number() over (
            partition by records.surviving_id
            order by
                case when accounts.account_id = records.surviving_id then 1 else 2 end,
                accounts.source_system,
                accounts.account_id
        ) = 1

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
