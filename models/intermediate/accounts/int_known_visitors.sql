-- Which person a visitor is: stitched back to the first visit, and on a shared device whoever was
-- identified last.
with evidence as (

    select
        claims.anonymous_id as identity_value,
        claims.identified_at,
        coalesce(claims.contact_id, addresses.contact_id, users.contact_id) as contact_id,
        claims.match_method
    from {{ ref('int_identity_claims') }} as claims
    left join {{ ref('int_known_addresses') }} as addresses on claims.email = addresses.email
    left join {{ ref('int_known_users') }} as users
        on
            claims.user_id = users.identity_value
            and coalesce(claims.identified_at, users.valid_from) >= users.valid_from
            and coalesce(claims.identified_at, users.valid_from) < users.valid_to
    where claims.anonymous_id is not null

),

intervals as (

    {{ identity_intervals('evidence', 'contact_id') }}

)

select * from intervals
