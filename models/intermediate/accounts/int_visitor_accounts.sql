-- For which account a visitor or a user came, whoever it was: what was last said of it.
with evidence as (

    select
        'user_id ' || user_id as identity_value,
        identified_at,
        account_id,
        match_method
    from {{ ref('int_account_claims') }}
    where user_id is not null
    union all
    select
        'anonymous_id ' || anonymous_id,
        identified_at,
        account_id,
        match_method
    from {{ ref('int_account_claims') }}
    where anonymous_id is not null

),

intervals as (

    {{ identity_intervals('evidence', 'account_id') }}

)

select
    split_part(identity_value, ' ', 1) as identity_type,
    substr(identity_value, length(split_part(identity_value, ' ', 1)) + 2) as identity_value,
    account_id,
    match_method,
    valid_from,
    valid_to
from intervals
where account_id is not null
