-- Calls on the recorder, and the people on them. Our own reviews of the pipeline are on it, too.
create temp table recorded_calls as
select
    numeric_id('73', recordings.number) as id,
    recordings.number,
    recordings.touch,
    recordings.account,
    case when recordings.touch_type = 'call'
        -- a call is written down when it is over
        then recordings.touched_at - to_minutes(recordings.minutes)
        else recordings.touched_at + to_minutes(recordings.number % 5)
    end as happened_at,
    recordings.minutes,
    recordings.touch_type,
    recordings.direction,
    case when recordings.touch_type = 'call'
        then 'Call with ' || everybody.first_name || ' ' || everybody.last_name
        else accounts.account_name || ' | ' || recordings.content
    end as title,
    case when recordings.deal is not null and recordings.touched_at >= recordings.deal_created_at
        then recordings.deal
    end as deal,
    users.number as user_number
from recordings
inner join everybody using (person)
inner join known_accounts as accounts on recordings.account = accounts.account
inner join our_users as users
    on users.name = case recordings.team when 'sales' then recordings.seller else recordings.developer end
union all by name
select
    numeric_id('74', week) as id,
    1000000 + week as number,
    timestamp '2024-07-01 08:30:00' + to_days(cast(14 * week as integer)) as happened_at,
    45 as minutes,
    'internal' as touch_type,
    'Pipeline review' as title,
    5 + week % 5 as user_number
from range(52) as weeks (week);

create temp table call_people as
select
    calls.id as call_id,
    calls.number,
    0 as place,
    users.name,
    users.email as email_address,
    'Internal' as affiliation,
    numeric_id('61', users.number) as user_id
from recorded_calls as calls
inner join our_users as users on calls.user_number = users.number
union all by name
select
    calls.id as call_id,
    calls.number,
    1 as place,
    people.first_name || ' ' || people.last_name as name,
    -- who is called is known by a number, unless the recorder finds it in the CRM
    case when calls.touch_type <> 'call' or calls.number % 5 <> 2 then people.work_mail end as email_address,
    case when calls.number % 9 = 4 then 'Unknown' else 'External' end as affiliation
from recorded_calls as calls
inner join drawn_touches using (touch)
inner join everybody as people using (person)
union all by name
select
    calls.id as call_id,
    calls.number,
    2 + row_number() over (partition by calls.id order by people.person) as place,
    people.first_name || ' ' || people.last_name as name,
    people.work_mail as email_address,
    'External' as affiliation
from recorded_calls as calls
inner join drawn_guests as guests using (touch)
inner join everybody as people on guests.person = people.person
union all by name
select
    calls.id as call_id,
    calls.number,
    2 + users.number as place,
    users.name,
    users.email as email_address,
    'Internal' as affiliation,
    numeric_id('61', users.number) as user_id
from recorded_calls as calls
cross join our_users as users
where calls.touch_type = 'internal' and users.number in (6, 7) and users.number <> calls.user_number;
