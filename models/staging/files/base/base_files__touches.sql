with rows_read as (

    select * from {{ read_file(source('files', 'touches')) }}

),

repeated as (

    {{ repeated_keys(['touch_id']) }}

)

select
    rows_read.*,
    coalesce(rows_read.touch_id, 'row ' || rows_read.row_number) as row_key,
    {{ rejection(source('files', 'touches'), repetition_checks('touch_id') + [
        {
            'column': 'account_id',
            'when': 'coalesce(rows_read.account_id, rows_read.contact_id, rows_read.email, rows_read.anonymous_id, rows_read.company_domain, rows_read.deal_id) is null',
            'reason': 'is missing, and so is every other key: no contact_id, email, anonymous_id, company_domain or deal_id leads to an account',
        },
    ]) }}
from rows_read
left join repeated
    on rows_read.touch_id = repeated.touch_id
