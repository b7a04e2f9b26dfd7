-- People by their number, account * 256 + place within the account: what systems know of them.
create macro is_known(person) as person % 256 = 0 or unit(drawn(2, person, 0)) < 0.9;

create macro contact_id_of(person) as crm_id('003Dn', person);

-- A record of the person that was merged away or converted; of one person in a hundred there are two.
create macro lead_id_of(person, copy_number) as crm_id('00QDn', person * 2 + copy_number - 1);

create macro copies_of(person) as
    case
        when not is_known(person) then 0
        when unit(drawn(2, person, 1)) < 0.01 then 2
        when unit(drawn(2, person, 1)) < 0.06 then 1
        else 0
    end;

create macro email_of(person, domain) as
    case
        when unit(drawn(2, person, 2)) < 0.06
            then local_part_of(person) || printf('.%x@gmail.com', person)
        else local_part_of(person) || case when person % 256 < 6 then '' else cast(person % 256 as varchar) end
            || '@' || domain
    end;

-- A browser of the person: 0 its own, 1 one that nothing identifies.
create macro visitor_of(person, device) as visitor_id(person * 2 + device);

-- Each takes part in one of the account's episodes; `known_at` is when systems learn of the person.
create view drawn_people as
select
    *,
    starts_at + (ends_at - starts_at) * unit(drawn(2, person, 3)) as known_at
from (
    select
        *,
        account * 256 + place as person
    from (
        select
            *,
            unnest(range(episode, people_count, episode_count)) as place
        from drawn_episodes
    )
);
