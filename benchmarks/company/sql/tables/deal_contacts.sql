-- Up to seven people of the account, the first of them the primary one.
select
    deal_id,
    contact_id_of(person) as contact_id,
    case when unit(drawn(2, person, 15)) < 0.7 then at_place(roles(), drawn(2, person, 5)) end as buying_role,
    place = 0 as is_primary
from (
    select
        *,
        account * 256 + (episode * 5 + place) % people_count as person
    from (
        select
            *,
            unnest(range(least(people_count, 2 + cast(drawn(3, episode_number, 16) % 6 as bigint)))) as place
        from drawn_episodes
        where has_deal
    )
)
where is_known(person)
