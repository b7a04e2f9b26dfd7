with events as (

    select
        'ev-' || printf('%07d', number) as id,
        number,
        happened_at,
        touch_type,
        content,
        30000 + account as company,
        accounts.account_name as name
    from reviews
    inner join known_accounts as accounts using (account)
    union all
    -- nobody we could know
    select
        'ev-9' || printf('%06d', number),
        number,
        happened_at + interval 3 hour,
        touch_type,
        content,
        90000 + number % 7,
        'Company ' || number % 7
    from reviews
    where number % 20 = 9

)

select
    id,
    happened_at as time,
    case
        when touch_type = 'intent_signal' then 'category'
        when content like '%comparison%' then 'compare'
        else 'profile'
    end as tag,
    content as title,
    'https://www.g2.example/products/whence' as url,
    case when number % 4 = 1 then name end as organization,
    'United States' as user_location,
    'https://data.g2.example/api/v1/companies/' || company as relationships__company__links__related,
    happened_at + to_hours(cast(6 + number % 18 as integer)) as _sdc_extracted_at
from events
order by happened_at, id
