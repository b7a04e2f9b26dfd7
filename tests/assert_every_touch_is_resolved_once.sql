-- Every touch of the sources is there once, with one person and one account at most, both of which exist.
with resolved as (

    select
        touch_id,
        count(*) as row_count
    from {{ ref('touches') }}
    group by touch_id

),

counts as (

    select
        source_system,
        count(*) as touch_count
    from {{ ref('touches') }}
    group by source_system

),

covered as (

    select
        source_system,
        sum(touch_count) as touch_count
    from {{ ref('int_identity_coverage') }}
    group by source_system

)

select
    'is there once' as claim,
    touches.touch_id
from {{ ref('int_source_touches') }} as touches
left join resolved on touches.touch_id = resolved.touch_id
where coalesce(resolved.row_count, 0) <> 1
union all
select 'has a known person', touches.touch_id
from {{ ref('touches') }} as touches
left join {{ ref('contacts') }} as contacts on touches.contact_id = contacts.contact_id
where touches.contact_id is not null and contacts.contact_id is null
union all
select 'has a known account', touches.touch_id
from {{ ref('touches') }} as touches
left join {{ ref('accounts') }} as accounts on touches.account_id = accounts.account_id
where touches.account_id is not null and accounts.account_id is null
union all
select 'has a match method if it has an account', touch_id
from {{ ref('touches') }}
where (account_id is null) <> (match_method = 'unmatched')
union all
select 'is covered', coalesce(counts.source_system, covered.source_system)
from covered
full outer join counts on covered.source_system = counts.source_system
where covered.touch_count is distinct from counts.touch_count
