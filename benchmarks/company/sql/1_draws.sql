-- Pseudo random numbers by hashes: the same number, stream and seed give the same draw, whichever thread
-- asks. A thing has 64 streams; numbers of things are below 1.5 billion, seeds below 5 million.
create macro drawn(kind, number, stream) as
    hash((getvariable('seed') * 16 + kind) * 100000000000 + number * 64 + stream + 1);

create macro unit(draw) as cast(draw >> 11 as double) / 9007199254740992;

create macro normal(one, other) as sqrt(-2 * ln(1 - unit(one))) * cos(2 * pi() * unit(other));

-- An id of 18 characters like those of a CRM, in no order; an odd factor: different numbers stay different.
create macro crm_id(prefix, number) as
    prefix || printf('%010x', (number * 2654435761 + getvariable('seed')) % 1099511627776) || 'AAA';

-- What a browser is called: 33 characters, in no order.
create macro visitor_id(number) as
    printf('v%015x-%016x', drawn(9, number, 0) % 1152921504606846976, drawn(9, number, 1));

-- The kinds of things that are drawn: 1 accounts, 2 people, 3 episodes, 4 touches, 5 page views,
-- 6 lines of spend, 9 names of browsers.

create macro at_second(second) as make_timestamp(cast(second as bigint) * 1000000);

create macro history_start() as 1719792000;
create macro history_end() as 1782863999;
create macro day() as 86400;

-- Quarters since the beginning of the records, from 0.
create macro quarter_of(second) as
    cast(year(at_second(second)) * 4 + quarter(at_second(second)) - (2024 * 4 + 3) as integer);

create macro month_of(second) as
    cast(year(at_second(second)) * 12 + month(at_second(second)) - (2024 * 12 + 7) as integer);

-- One of so many, from 0: whole numbers of 64 bits, since larger ones are slow to divide.
create macro one_of(count, draw) as cast(draw >> 2 as bigint) % count;

create macro at_place(texts, draw) as texts[1 + one_of(len(texts), draw)];

-- Names, made of the simulator's words (a macro for each list of them).
create macro stem_of(account) as
    at_place(stems(), drawn(1, account, 20)) || at_place(endings(), drawn(1, account, 21));
create macro trade_of(account) as at_place(trades(), drawn(1, account, 22));
create macro seller_of(account) as at_place(sellers(), drawn(1, account, 23));
create macro developer_of(account) as at_place(developers(), drawn(1, account, 24));
create macro full_name_of(person) as
    at_place(first_names(), drawn(2, person, 20)) || ' ' || at_place(last_names(), drawn(2, person, 21));
create macro local_part_of(person) as lower(replace(full_name_of(person), ' ', '.'));

-- Accounts that were in the CRM twice.
create macro is_merged_account(account) as unit(drawn(1, account, 14)) < 0.02;
create macro merged_account_id_of(account) as crm_id('001Xn', account);
