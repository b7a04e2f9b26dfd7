-- No raw table has more rows than were read from it. The rows were counted once more in the raw
-- tables themselves, of files without the reader of rows.
select *
from {{ ref('int_raw_tables') }}
where rows_in_table > raw_rows
