select
    account_id,
    account_name,
    domain,
    case when account > 0 and unit(drawn(1, account, 7)) < 0.03
        then crm_id('001Dn', cast(floor(account * unit(drawn(1, account, 8))) as bigint))
    end as parent_account_id,
    at_place(industries(), drawn(1, account, 9)) as industry,
    ['SMB', 'mid', 'enterprise'][segment_number] as segment,
    cast(10 * power(10, segment_number) * (0.2 + unit(drawn(1, account, 10))) as bigint) as employees,
    at_place(countries(), drawn(1, account, 11)) as country,
    unit(drawn(1, account, 12)) < 0.25 as is_target_account,
    case when unit(drawn(1, account, 12)) < 0.25 then 'Tier ' || (1 + account % 3) end as target_tier,
    at_second(history_start() - day() * 400 * unit(drawn(1, account, 13))) as created_at
from drawn_accounts
