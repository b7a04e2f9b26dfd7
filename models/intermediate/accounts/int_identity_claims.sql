-- Every time somebody's keys stood side by side: on a person's record, in a call that identifies a visitor,
-- on a touch. The person is known where a record is named or an address that records have.
with claims as (

    select
        coalesce(created_at, lead_created_at) as identified_at,
        contact_id,
        {{ clean_email('email') }} as email,
        user_id,
        anonymous_id,
        'crm_record' as match_method
    from {{ ref('int_source_contacts') }}
    where coalesce(user_id, anonymous_id) is not null
    union all
    select
        identified_at,
        contact_id,
        {{ clean_email('email') }},
        user_id,
        anonymous_id,
        match_method
    from {{ ref('int_source_identifications') }}
    union all
    select
        touched_at,
        contact_id,
        {{ clean_email('email') }},
        user_id,
        anonymous_id,
        'identified_visit'
    from {{ ref('int_source_touches') }}
    where
        case when contact_id is null then 0 else 1 end
        + case when email is null then 0 else 1 end
        + case when user_id is null then 0 else 1 end
        + case when anonymous_id is null then 0 else 1 end > 1

)

select
    claims.identified_at,
    coalesce(merged.surviving_id, claims.contact_id) as contact_id,
    claims.email,
    claims.user_id,
    claims.anonymous_id,
    claims.match_method
from claims
left join {{ ref('int_merged_records') }} as merged
    on merged.record_type = 'contact' and claims.contact_id = merged.merged_id
