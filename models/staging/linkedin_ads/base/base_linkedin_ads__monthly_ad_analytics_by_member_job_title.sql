{{ base_table('linkedin_ads', 'monthly_ad_analytics_by_member_job_title', [
    {
        'column': 'month',
        'when': read_month('rows_read.month') ~ ' is null',
        'reason': 'is not a month; write it as 2026-01',
    },
]) }}
