-- Every account id that anything names, and the record it was merged into.
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

)

select
    mentions.record_id,
    coalesce(merged.surviving_id, mentions.record_id) as surviving_id,
    bool_or(mentions.is_named) as is_named
from mentions
left join {{ ref('int_merged_records') }} as merged
    on merged.record_type = 'account' and mentions.record_id = merged.merged_id
where mentions.record_id is not null
group by mentions.record_id, merged.surviving_id
