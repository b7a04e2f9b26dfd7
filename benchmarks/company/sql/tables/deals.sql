select
    deal_id,
    account_id,
    account_name || case when episode = 0 then ': new business' else ': expansion' end as deal_name,
    case when episode = 0 then 'new_business' else 'expansion' end as deal_type,
    at_second(created_at) as created_at,
    cast(at_second(decided_at + day() * 30 * (unit(drawn(3, episode_number, 7)) - 0.3)) as date) as expected_close_date,
    case when outcome <> 'open' then at_second(decided_at) end as closed_at,
    case outcome when 'won' then 'Closed Won' when 'lost' then 'Closed Lost'
        else stage_names()[stage_count_of(episode_number)]
    end as stage,
    outcome,
    amount,
    case
        when unit(drawn(3, episode_number, 8)) < 0.9 then 'USD'
        when unit(drawn(3, episode_number, 8)) < 0.97 then 'EUR' else 'GBP'
    end as currency,
    [12, 12, 12, 24, 36][1 + cast(drawn(3, episode_number, 9) % 5 as bigint)] as term_months,
    case outcome when 'won' then 1 when 'lost' then 0 else 0.2 * stage_count_of(episode_number) end as probability,
    seller as owner,
    at_place(lead_sources(), drawn(3, episode_number, 10)) as lead_source,
    case when unit(drawn(3, episode_number, 11)) < 0.35 then at_place(answers(), drawn(3, episode_number, 12)) end
        as self_reported_source,
    case when outcome = 'lost' then at_place(loss_reasons(), drawn(3, episode_number, 13)) end as loss_reason,
    case when outcome = 'lost' and unit(drawn(3, episode_number, 14)) < 0.26
        then at_place(competitors(), drawn(3, episode_number, 15))
    end as competitor
from drawn_episodes
where has_deal
