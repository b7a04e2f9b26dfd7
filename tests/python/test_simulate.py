"""Claims about the tables that `whence simulate` writes for the files source, and about demo/."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pytest
import yaml

from whence.errors import InputError
from whence.simulate import FileFormat, simulate
from whence.simulate.arrays import Integers
from whence.simulate.campaigns import PROGRAMS
from whence.simulate.company import draw_company
from whence.simulate.layouts import files_layout
from whence.simulate.looks import CONTENTS, LOOKS
from whence.simulate.outcomes import probability, solve_intercept
from whence.simulate.parameters import PARAMETERS
from whence.simulate.writer import LABEL

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "demo"
TABLES = tuple(table.name for table in files_layout().tables)
LAYOUT = ROOT / "models" / "staging" / "files" / "_files__sources.yml"

KEYS = {
    "accounts": "account_id",
    "contacts": "contact_id",
    "touches": "touch_id",
    "deals": "deal_id",
    "deal_contacts": "deal_id, contact_id",
    "deal_stages": "deal_id, stage",
    "page_views": "page_view_id",
    "spend": "campaign_id, spend_date",
    "targets": "period_start, metric, coalesce(owner, '')",
}
REFERENCES = [
    ("contacts", "account_id", "accounts"),
    ("accounts", "parent_account_id", "accounts"),
    ("touches", "account_id", "accounts"),
    ("touches", "contact_id", "contacts"),
    ("touches", "deal_id", "deals"),
    ("deals", "account_id", "accounts"),
    ("deal_contacts", "deal_id", "deals"),
    ("deal_contacts", "contact_id", "contacts"),
    ("deal_stages", "deal_id", "deals"),
]
#: What must never be found, in words, and the query that would find it.
IMPLAUSIBLE = {
    "a touch that leads nowhere": """
        from touches where coalesce(account_id, contact_id, email, anonymous_id, company_domain)
        is null""",
    "a touch outside the records": """
        from touches
        where touched_at < '2024-07-01' or touched_at >= '2026-07-01'""",
    "a touch's person at another account": """
        from touches inner join contacts using (contact_id)
        where touches.account_id <> contacts.account_id or touches.email <> contacts.email""",
    "a touch with a deal of another account": """
        from touches inner join deals using (deal_id) inner join contacts using (contact_id)
        where contacts.account_id <> deals.account_id or touches.touched_at < deals.created_at""",
    "a contact before it was known": """
        from touches inner join contacts using (contact_id)
        where touches.touched_at < contacts.created_at""",
    "a device of two people": """
        from touches inner join contacts using (anonymous_id)
        where coalesce(touches.contact_id, contacts.contact_id) <> contacts.contact_id""",
    "a person with two identified devices": """
        from (
            select contact_id from touches where contact_id is not null
            group by contact_id having count(distinct anonymous_id) > 1
        )""",
    "a closed deal without an end, or an open one with it": """
        from deals where (outcome = 'open') <> (closed_at is null)""",
    "a deal that ends before it begins, or after the records": """
        from deals where closed_at <= created_at or closed_at >= '2026-07-01'
        or created_at >= '2026-07-01'""",
    "an open deal that should be closed by now": """
        from deals where outcome = 'open' and expected_close_date < '2026-07-01'""",
    "a deal without an amount": "from deals where amount is null or amount <= 0",
    "a lost deal without a reason, or another with one": """
        from deals where (outcome = 'lost') <> (loss_reason is not null)""",
    "a deal whose stages do not begin and end with it": """
        from deals
        left join (
            select
                deal_id,
                min(entered_at) as first_at,
                max(entered_at) as last_at,
                arg_max(stage, entered_at) as last_stage
            from deal_stages group by deal_id
        ) as stages using (deal_id)
        where
            stages.deal_id is null
            or stages.first_at <> deals.created_at
            or stages.last_stage <> deals.stage
            or stages.last_at <> coalesce(deals.closed_at, stages.last_at)""",
    "a deal without exactly one primary contact": """
        from (
            select deal_id from deals left join deal_contacts using (deal_id)
            group by deal_id having count(*) filter (where is_primary) <> 1
        )""",
    "a person on a deal of another account, or only known after it": """
        from deal_contacts
        inner join deals using (deal_id)
        inner join contacts using (contact_id)
        where contacts.account_id <> deals.account_id or contacts.created_at > deals.closed_at""",
    "a lead that is qualified before it exists": """
        from contacts
        where lead_created_at < created_at or mql_at < lead_created_at or sql_at < mql_at""",
    "an e-mail that is not at the account's domain": """
        from contacts inner join accounts using (account_id)
        where not ends_with(contacts.email, '@' || accounts.domain)""",
    "a domain that could be somebody's": "from accounts where not ends_with(domain, '.example')",
    "an expansion of an account that had not won": """
        from deals
        where deal_type = 'expansion' and not exists (
            select 1 from deals as earlier
            where earlier.account_id = deals.account_id and earlier.outcome = 'won'
            and earlier.closed_at < deals.created_at
        )""",
    "a web visit that says its channel": """
        from touches where channel is not null and touch_type in ('web_session', 'ad_click')""",
    "a call, meeting or demo without its team and owner": """
        from touches
        where touch_type in ('call', 'meeting', 'demo') and (team is null or owner is null)""",
    "a campaign without its name": """
        from touches where (campaign_id is null) <> (campaign_name is null)""",
    "a touch of a campaign of another quarter": """
        from touches
        where left(campaign_name, 7) <> year(touched_at) || '-Q' || quarter(touched_at)""",
    "spend of nothing": "from spend where cost is null or cost <= 0 or channel is null",
}


def write(folder: Path, *, seed: int = 3, file_format: FileFormat = "csv") -> dict[str, bytes]:
    """Write a small company and return the files by name."""
    simulate(folder, accounts=40, seed=seed, file_format=file_format)
    return contents(folder)


def contents(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder and of those in it, by their paths in it."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def read(folder: Path) -> duckdb.DuckDBPyConnection:
    """Return a connection in which every table of the folder is a view."""
    connection = duckdb.connect()
    for table in TABLES:
        [path] = folder.glob(f"{table}.*")
        function = f"read_{path.suffix[1:]}"
        options = ", sample_size = -1" if path.suffix == ".csv" else ""
        connection.execute(f"create view {table} as from {function}('{path}'{options})")
    return connection


def rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[tuple[Any, ...]]:
    """Return what a query that begins with `from` finds, at most three rows."""
    return connection.execute(f"select * {query} limit 3").fetchall()


def column(connection: duckdb.DuckDBPyConnection, query: str) -> set[Any]:
    """Return the different values of a query with one column."""
    return {value for (value,) in connection.execute(query).fetchall()}


@pytest.fixture(scope="module")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the company of demo/ as tables of the files source."""
    folder = tmp_path_factory.mktemp("demo")
    label = json.loads((DEMO / LABEL).read_text("utf-8"))
    simulate(folder, accounts=label["accounts"], seed=label["seed"])
    return folder


@pytest.fixture(scope="module")
def demo(demo_folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Return the tables of the company of demo/."""
    with read(demo_folder) as connection:
        yield connection


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """Return the tables of a company that is large enough to measure, with `journeys`.

    `journeys`: per closed deal the touches of its account in the year before the close that are
    no exposures, found as from outside: by account, contact, e-mail, identified device or domain.
    """
    folder = tmp_path_factory.mktemp("market")
    simulate(folder, accounts=4_000, seed=1, file_format="parquet")
    with read(folder) as connection:
        connection.execute("""
            create table journeys as
            with visitors as (
                select touches.anonymous_id, min(contacts.account_id) as account_id
                from touches inner join contacts
                    on touches.contact_id = contacts.contact_id or touches.email = contacts.email
                where touches.anonymous_id is not null
                group by touches.anonymous_id
            ),
            resolved as (
                select
                    touches.*,
                    coalesce(
                        people.account_id, addresses.account_id, visitors.account_id,
                        accounts.account_id
                    ) as resolved_account_id
                from touches
                left join contacts as people on touches.contact_id = people.contact_id
                left join contacts as addresses on touches.email = addresses.email
                left join visitors on touches.anonymous_id = visitors.anonymous_id
                left join accounts on touches.company_domain = accounts.domain
            )
            select
                deals.deal_id,
                deals.outcome,
                count(resolved.touch_id) as touch_count,
                date_diff('second', min(resolved.touched_at), deals.closed_at) / 86400 as days
            from deals
            left join resolved
                on deals.account_id = resolved.resolved_account_id
                and resolved.touch_type <> 'ad_impression'
                and resolved.touched_at
                    between deals.closed_at - interval 365 day and deals.closed_at
            where deals.outcome <> 'open'
            group by deals.deal_id, deals.outcome, deals.closed_at
        """)
        yield connection


@pytest.mark.parametrize("file_format", ["csv", "parquet"])
def test_the_same_seed_writes_the_same_bytes(tmp_path: Path, file_format: FileFormat) -> None:
    once = write(tmp_path / "once", file_format=file_format)
    again = write(tmp_path / "again", file_format=file_format)
    assert set(once) == {LABEL, *(f"{table}.{file_format}" for table in TABLES)}
    assert once == again


def test_another_seed_writes_other_bytes(tmp_path: Path) -> None:
    one, other = write(tmp_path / "one", seed=3), write(tmp_path / "other", seed=4)
    same = {name for name in one if one[name] == other[name]}
    assert same == {"targets.csv"}, "only the plan does not depend on what happens"


def test_both_formats_hold_the_same_rows(tmp_path: Path) -> None:
    lines = write(tmp_path / "csv")
    write(tmp_path / "parquet", file_format="parquet")
    for table in TABLES:
        rewritten = tmp_path / f"{table}.csv"
        groups = duckdb.read_parquet(str(tmp_path / "parquet" / f"{table}.parquet"))
        groups.write_csv(str(rewritten), timestamp_format="%Y-%m-%d %H:%M:%S")
        assert rewritten.read_bytes() == lines[rewritten.name]


def test_the_demo_is_what_the_command_writes(tmp_path: Path) -> None:
    label = json.loads((DEMO / LABEL).read_text("utf-8"))
    simulate(tmp_path, accounts=label["accounts"], seed=label["seed"], shape=label["shape"])
    written, committed = contents(tmp_path), contents(DEMO)
    assert f"--accounts {label['accounts']} --seed {label['seed']}" in committed.pop(
        "README.md"
    ).decode("utf-8")
    assert set(written) == set(committed)
    differing = [name for name in written if written[name] != committed[name]]
    assert not differing, "run `make demo` and commit what it writes"


def test_the_demo_is_small_enough_to_clone() -> None:
    assert sum(map(len, contents(DEMO).values())) < 6_000_000


def test_every_table_has_the_columns_of_the_files_source(demo_folder: Path) -> None:
    [source] = yaml.safe_load(LAYOUT.read_text("utf-8"))["sources"]
    declared = {table["name"]: table["columns"] for table in source["tables"]}
    assert set(TABLES) <= set(declared)
    for table in TABLES:
        columns = declared[table]
        with (demo_folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            header = next(csv.reader(file))
        required = {
            entry["name"]
            for entry in columns
            if entry.get("config", {}).get("meta", {}).get("required")
        }
        assert required <= set(header) <= {entry["name"] for entry in columns}, table


@pytest.mark.parametrize(("table", "key"), KEYS.items())
def test_keys_are_complete_and_unique(
    demo: duckdb.DuckDBPyConnection, table: str, key: str
) -> None:
    for name in key.split(", ") if "(" not in key else ["period_start", "metric"]:
        assert rows(demo, f"from {table} where {name} is null") == []
    repeated = f"select {key} from {table} group by all having count(*) > 1"
    assert demo.execute(repeated).fetchall() == []


@pytest.mark.parametrize(("table", "name", "parent"), REFERENCES)
def test_references_lead_somewhere(
    demo: duckdb.DuckDBPyConnection, table: str, name: str, parent: str
) -> None:
    key = KEYS[parent]
    referring = column(demo, f"select {name} from {table} where {name} is not null")
    assert referring
    assert referring <= column(demo, f"select {key} from {parent}")


@pytest.mark.parametrize("claim", IMPLAUSIBLE)
def test_nothing_implausible_is_written(
    demo: duckdb.DuckDBPyConnection, market: duckdb.DuckDBPyConnection, claim: str
) -> None:
    assert rows(demo, IMPLAUSIBLE[claim]) == []
    assert rows(market, IMPLAUSIBLE[claim]) == []


def test_names_are_distinct_in_a_large_market(market: duckdb.DuckDBPyConnection) -> None:
    [counts] = market.execute("""
        select
            (select count(distinct account_name) from accounts),
            (select count(distinct domain) from accounts),
            (select count(distinct email) - count(*) from contacts)
    """).fetchall()
    assert counts == (4_000, 4_000, 0)


def test_the_demo_has_every_kind_of_case(demo: duckdb.DuckDBPyConnection) -> None:
    with (ROOT / "seeds" / "touch_types.csv").open(encoding="utf-8", newline="") as file:
        known_types = {row["touch_type"] for row in csv.DictReader(file)}
    used_types = column(demo, "select touch_type from touches")
    assert used_types <= known_types
    assert {"ad_impression", "web_session", "email_sent", "call", "meeting", "demo"} <= used_types
    assert column(demo, "select outcome from deals") == {"won", "lost", "open"}
    assert column(demo, "select deal_type from deals") == {"new_business", "expansion"}
    assert column(demo, "select team from touches where team is not null") == {
        "marketing",
        "sales_development",
        "sales",
    }
    for case in (
        # a visit that a later form of the same device identifies, and one that none ever does
        """touches as visits inner join touches as forms using (anonymous_id)
        where visits.contact_id is null and visits.email is null
        and forms.contact_id is not null and forms.touched_at > visits.touched_at""",
        """touches as visits where contact_id is null and email is null and account_id is null
        and company_domain is null and anonymous_id not in (
            select anonymous_id from touches
            where anonymous_id is not null and (contact_id is not null or email is not null)
        )""",
        "touches where email is not null and contact_id is null and anonymous_id is null",
        "touches where company_domain is not null and touch_type = 'intent_signal'",
        "touches where click_id is not null and click_id_type = 'gclid' and channel is null",
        "touches where utm_source <> lower(utm_source)",
        "touches where not is_consented",
        "deals where competitor is not null",
        "deals where self_reported_source is not null",
        "accounts where parent_account_id is not null",
    ):
        assert rows(demo, f"from {case}"), case


def test_won_deals_take_as_many_touches_and_days_as_published(
    market: duckdb.DuckDBPyConnection,
) -> None:
    [(touch_count, days)] = market.execute(
        "select avg(touch_count), avg(days) from journeys where outcome = 'won'"
    ).fetchall()
    assert 25 <= touch_count <= 37
    assert 160 <= days <= 225


def test_the_market_is_as_its_parameters_say(market: duckdb.DuckDBPyConnection) -> None:
    [(win_rate, deal_share, smb_share, people_per_deal)] = market.execute("""
        select
            (select avg(if(outcome = 'won', 1, 0)) from deals where outcome <> 'open'),
            (select count(distinct account_id) from deals) / 4000,
            (select avg(if(segment = 'SMB', 1, 0)) from accounts),
            (select count(*) from deal_contacts) / (select count(*) from deals)
    """).fetchall()
    assert 0.17 <= win_rate <= 0.27
    assert 0.45 <= deal_share <= 0.65
    assert 0.50 <= smb_share <= 0.60
    assert people_per_deal > 2


def test_touches_that_work_are_more_frequent_before_won_deals() -> None:
    company = draw_company(PARAMETERS, 4_000, 1, lambda _step: None)
    names = [channel.name for channel in PARAMETERS.channels]

    def mean_touches(deals: Integers, channel: str) -> float:
        episodes = company.deals.episode[deals]
        is_meant = (company.touches.channel == names.index(channel)) & np.isin(
            company.touches.episode, episodes
        )
        return float(is_meant.sum() / len(episodes))

    is_new = ~company.deals.is_expansion
    lost, won = (np.flatnonzero(is_new & (company.deals.outcome == code)) for code in (0, 1))
    assert mean_touches(won, "demo") > 1.5 * mean_touches(lost, "demo")
    assert mean_touches(won, "webinar") > 1.5 * mean_touches(lost, "webinar")


def test_the_intercept_gives_the_win_rate() -> None:
    logit = np.linspace(-3, 4, 500)
    for win_rate in (0.03, 0.10, 0.22):
        chances = probability(solve_intercept(logit, win_rate) + logit)
        assert chances.mean() == pytest.approx(win_rate, abs=1e-6)


def test_the_words_of_the_simulation_fit_together() -> None:
    channels = [channel.name for channel in PARAMETERS.channels]
    looks = [look.channel for look in LOOKS]
    side_by_side = [name for place, name in enumerate(looks) if looks[place - 1] != name]
    assert len(side_by_side) == len(set(looks)), "the looks of a channel stand side by side"
    assert set(looks) == set(channels)
    assert {look.content_kind for look in LOOKS} - {""} == set(CONTENTS)
    assert {name for program in PROGRAMS for name in program.channels} <= set(channels)
    for induction in PARAMETERS.inductions:
        assert {induction.parent, induction.child} <= set(channels)
    for look in LOOKS:
        has_campaign = any(look.channel in program.channels for program in PROGRAMS)
        assert look.content_kind or has_campaign, f"a {look.touch_type} is about something"


def test_one_account_is_a_company_too(tmp_path: Path) -> None:
    for seed in range(20):
        company = simulate(tmp_path, accounts=1, seed=seed)
        assert company.row_counts["accounts"] == 1


def test_progress_and_row_counts_are_told(tmp_path: Path) -> None:
    steps: list[str] = []
    company = simulate(tmp_path, accounts=30, seed=1, on_progress=steps.append)
    assert [step for step in steps if step.startswith("writing")] == [
        f"writing {table}" for table in TABLES
    ]
    assert steps[0] == "drawing 30 accounts"
    with read(tmp_path) as connection:
        for table, row_count in company.row_counts.items():
            assert connection.execute(f"select count(*) from {table}").fetchall() == [(row_count,)]


def test_a_later_simulation_replaces_an_earlier_one(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("ours", encoding="utf-8")
    write(tmp_path, seed=3)
    replaced = write(tmp_path, seed=4, file_format="parquet")
    assert set(replaced) == {"notes.txt", LABEL, *(f"{table}.parquet" for table in TABLES)}
    assert json.loads(replaced[LABEL]) == {"accounts": 40, "seed": 4, "format": "parquet"}


def test_real_tables_are_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "deals.csv").write_text("deal_id\nD1\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"deals\.csv"):
        write(tmp_path)
    assert contents(tmp_path) == {"deals.csv": b"deal_id\nD1\n"}


def test_wrong_arguments_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")
    for out, accounts, seed, word in (
        (tmp_path / "new", 0, 1, "at least 1 account"),
        (tmp_path / "new", 10, -1, "seed"),
        (file, 10, 1, "is a file"),
        (file / "folder", 10, 1, "cannot be written"),
    ):
        with pytest.raises(InputError, match=word):
            simulate(out, accounts=accounts, seed=seed)
    assert contents(tmp_path) == {"file": b""}
