-- Where does the choice of a rule move money most? Won revenue per channel by the rule that
-- gives it least and the rule that gives it most; a wide gap is a reason to look before cutting.
select
    channel,
    min(credited_value) as least_value,
    arg_min(rule, credited_value) as least_by,
    max(credited_value) as most_value,
    arg_max(rule, credited_value) as most_by,
    max(credited_value) - min(credited_value) as gap
from {{ ref('rule_comparison') }}
where goal = 'won' and not is_declared
group by channel
order by gap desc, channel asc
