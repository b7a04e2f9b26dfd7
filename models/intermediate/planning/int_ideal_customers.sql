{%- set fields = ['industry', 'segment', 'country'] -%}

-- Which accounts look like an ideal customer: for every field that the seed names, one of its values fits.
with fitted as (

    select
        accounts.account_id,
        rules.field,
        case
            {%- for field in fields %}
            when rules.field = '{{ field }}' then lower(accounts.{{ field }}) = lower(rules.value)
            {%- endfor %}
            when rules.field = 'min_employees' then accounts.employees >= cast(rules.value as bigint)
            when rules.field = 'max_employees' then accounts.employees <= cast(rules.value as bigint)
        end as fits
    from {{ ref('int_accounts') }} as accounts
    cross join {{ ref('ideal_customer_rules') }} as rules

),

fields as (

    select
        account_id,
        field,
        bool_or(fits) as fits
    from fitted
    group by account_id, field

)

select
    accounts.account_id,
    case
        when not bool_and(fields.fits) then false
        when count(*) = count(fields.fits) then true
    end as is_ideal_customer
from {{ ref('int_accounts') }} as accounts
inner join fields on accounts.account_id = fields.account_id
group by accounts.account_id
