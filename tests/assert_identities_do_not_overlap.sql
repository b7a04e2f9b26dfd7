-- At any instant a key leads to one person at most, and a visitor to one account at most; intervals follow
-- one another without a gap from the first to the last instant.
with intervals as (

    select 'person' as leads_to, identity_type, identity_value, valid_from, valid_to
    from {{ ref('int_identities') }}
    union all
    select 'account', identity_type, identity_value, valid_from, valid_to
    from {{ ref('int_visitor_accounts') }}

),

neighbours as (

    select
        *,
        lag(valid_to, 1, timestamp '1900-01-01') over (
            partition by leads_to, identity_type, identity_value order by valid_from
        ) as previous_valid_to,
        lead(valid_from, 1, timestamp '2200-01-01') over (
            partition by leads_to, identity_type, identity_value order by valid_from
        ) as next_valid_from
    from intervals

)

select *
from neighbours
where valid_from <> previous_valid_to or valid_to <> next_valid_from or valid_from >= valid_to
