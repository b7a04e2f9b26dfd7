select
    cast(make_date(2024, 7, 1) + to_months(3 * cast(number // 2 as integer)) as date) as period_start,
    'quarter' as period,
    ['leads', 'revenue'][1 + number % 2] as metric,
    getvariable('accounts') * [0.15, 900][1 + number % 2] as value
from range(16) as numbers (number)
