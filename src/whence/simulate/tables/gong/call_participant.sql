select
    people.call_id,
    people.call_id || printf('%02d', people.place) as id,
    people.name,
    people.email_address,
    people.affiliation,
    people.user_id,
    case when people.number % 7 <> 3 or people.place < 2 then people.place + 1 end as speaker_id,
    false as _fivetran_deleted,
    synced(calls.happened_at + interval 2 hour, calls.number) as _fivetran_synced
from call_people as people
inner join recorded_calls as calls on people.call_id = calls.id
order by calls.happened_at, people.call_id, people.place
