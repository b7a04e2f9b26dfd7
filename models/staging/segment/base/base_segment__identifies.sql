{%- set keys = ['anonymous_id', 'user_id', 'email', 'company_id', 'domain', 'website', 'company_name'] -%}
{{ base_table('segment', 'identifies', [
    {
        'column': 'anonymous_id',
        'when': 'coalesce(rows_read.anonymous_id, rows_read.user_id, rows_read.email) is null',
        'reason': 'is missing, and so are user_id and email: nobody is identified',
    },
    {
        'column': 'id',
        'when': "case when rows_read." ~ keys | join(" is null then 0 else 1 end + case when rows_read.") ~ " is null then 0 else 1 end = 1"
            ~ ' and ' ~ email_or_null('rows_read.user_id') ~ ' is null',
        'reason': 'names one key of a person and nothing beside it',
    },
]) }}
