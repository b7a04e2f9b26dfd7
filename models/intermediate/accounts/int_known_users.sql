-- Which person a user of the website or product is. A login that was given two e-mail addresses over time
-- never makes one person of two: it leads to each for as long as it was theirs.
with evidence as (

    select
        claims.user_id as identity_value,
        claims.identified_at,
        coalesce(claims.contact_id, addresses.contact_id) as contact_id,
        claims.match_method
    from {{ ref('int_identity_claims') }} as claims
    left join {{ ref('int_known_addresses') }} as addresses on claims.email = addresses.email
    where claims.user_id is not null

),

intervals as (

    {{ identity_intervals('evidence', 'contact_id') }}

)

select * from intervals
