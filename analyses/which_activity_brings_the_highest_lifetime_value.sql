-- Which activity brings the highest lifetime value? Customers by the channel that brought them (first touch): what they
-- have been worth so far, each, and against what winning them cost.
select
    channel,
    credited_new_customers as customers,
    lifetime_value,
    lifetime_value_per_customer,
    cost,
    acquisition_cost,
    lifetime_value_to_cost
from {{ ref('channel_lifetime_value') }}
where rule = 'first_touch' and credited_new_customers > 0
order by lifetime_value_per_customer desc nulls last, channel asc
