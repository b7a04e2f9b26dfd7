-- The stages of deals, the last one of a closed deal being that it was closed.
select
    deal_id,
    case
        when place < stage_count then stage_names()[place + 1]
        when outcome = 'won' then 'Closed Won' else 'Closed Lost'
    end as stage,
    at_second(entered_at) as entered_at,
    cast(amount * (0.9 + 0.1 * place / stage_count) as decimal(13, 2)) as amount
from (
    select
        *,
        unnest(range(stage_count + case outcome when 'open' then 0 else 1 end)) as place,
        created_at + (decided_at - created_at) * place / stage_count as entered_at
    from (
        select
            *,
            stage_count_of(episode_number) as stage_count
        from drawn_episodes
        where has_deal
    )
)
where entered_at <= history_end()
