-- Two records that are linked have one survivor, at any depth, and a survivor was not merged itself.
with survivors as (

    select
        links.record_type,
        links.record_id,
        links.other_id,
        coalesce(here.surviving_id, links.record_id) as surviving_id,
        coalesce(there.surviving_id, links.other_id) as other_surviving_id
    from {{ ref('int_record_links') }} as links
    left join {{ ref('int_merged_records') }} as here
        on links.record_type = here.record_type and links.record_id = here.merged_id
    left join {{ ref('int_merged_records') }} as there
        on links.record_type = there.record_type and links.other_id = there.merged_id

)

select record_type, record_id, other_id
from survivors
where surviving_id <> other_surviving_id
union all
select chained.record_type, chained.merged_id, chained.surviving_id
from {{ ref('int_merged_records') }} as chained
inner join {{ ref('int_merged_records') }} as merged
    on chained.record_type = merged.record_type and chained.surviving_id = merged.merged_id
