"""What the rules that learn make of given journeys, without a company around them.

The models of the folder `data_driven` and the two marts over them are compiled once per
configuration and run on a database in memory, over a spine that holds the journeys and no more.
"""

import csv
import functools
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from conftest import ROOT, work_folder

MARTS = ("channel_effects", "model_diagnostics")
#: Every rule that learns, with each of its parameters.
RULES: tuple[Mapping[str, Any], ...] = (
    {"name": "markov"},
    {"name": "markov_2", "algorithm": "markov", "order": 2},
    {"name": "markov_5", "algorithm": "markov", "order": 5},
    {"name": "shapley"},
    {"name": "wins", "algorithm": "shapley", "value_function": "wins"},
    {"name": "ordered", "algorithm": "shapley", "value_function": "ordered"},
    {"name": "removal"},
    {"name": "controlled", "algorithm": "removal", "control_channels": ["a"]},
)
FIRST_ORDER = tuple(rule for rule in RULES if rule.get("order", 1) == 1)

_TABLES = """
create schema whence.seeds;
create schema whence.intermediate;
create table whence.seeds.goals (goal varchar, event varchar);
insert into whence.seeds.goals values ('won', 'deal_won'), ('lost', 'deal_lost');
create table whence.intermediate.int_journeys (
    goal varchar, journey_id varchar, deal_id varchar, account_id varchar,
    converted_at timestamp, journey_value decimal(18, 2)
);
create table whence.intermediate.int_deals (
    deal_id varchar, deal_type varchar, is_amount_missing boolean, created_at timestamp
);
create table whence.intermediate.int_accounts (account_id varchar, segment varchar);
create table whence.intermediate.int_journey_touches (
    journey_id varchar, touched_at timestamp, is_first_touch boolean, touch_number bigint,
    touch_count bigint, channel varchar, days_before_conversion double
);
"""

_COPIES = """
insert into whence.intermediate.int_journeys
select goal, journey_id, deal_id, deal_id, timestamp '2025-06-01', amount from deals;
insert into whence.intermediate.int_deals
select deal_id, deal_type, false, timestamp '2025-06-01' from deals;
insert into whence.intermediate.int_accounts select deal_id, segment from deals;
insert into whence.intermediate.int_journey_touches
select
    journey_id,
    timestamp '2025-06-01' - cast(days as integer) * interval '1' day
        - (cast(touch_count as integer) - cast(number as integer)) * interval '1' minute,
    number = '1', number, touch_count, channel, days
from touches;
create table whence.intermediate.int_journey_channels as
select
    journey_id, channel, count(*) as touch_count,
    count(*) filter (where days_before_conversion <= 14) as late_touch_count
from whence.intermediate.int_journey_touches group by all;
drop table deals;
drop table touches;
"""


@dataclass(frozen=True)
class Path_:  # noqa: N801  a journey's path, not a file's
    """The channels that touched a deal, in order; the last touch was `days` before the decision."""

    channels: Sequence[str]
    is_won: bool
    count: int = 1
    segment: str | None = None
    deal_type: str | None = None
    amount: int = 1
    days: int = 30


def path(text: str, wins: int, losses: int) -> list[Path_]:
    """Read `a>b`, that was won and lost so many times; '' is a deal without a touch."""
    channels = text.split(">") if text else []
    both = [Path_(channels, is_won=True, count=wins), Path_(channels, is_won=False, count=losses)]
    return [one for one in both if one.count]


@functools.cache
def _compiled(rules: str) -> dict[str, str]:
    folder = work_folder() / "learning"
    profiles = folder / "profiles"
    profiles.mkdir(parents=True, exist_ok=True)
    text = (ROOT / "profiles.yml.example").read_text("utf-8")
    (profiles / "profiles.yml").write_text(
        text.replace("warehouse/whence.duckdb", str(folder / "whence.duckdb")), "utf-8"
    )
    done = subprocess.run(
        [
            *(str(Path(sys.executable).with_name("dbt")), "--quiet", "compile"),
            *("--select", "path:models/intermediate/data_driven", *MARTS),
            *("--vars", json.dumps({"rules": json.loads(rules)})),
            *("--project-dir", str(ROOT), "--profiles-dir", str(profiles)),
            *("--target-path", str(folder / "target"), "--log-path", str(folder / "logs")),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    manifest = json.loads((folder / "target" / "manifest.json").read_text("utf-8"))
    nodes = {
        node["name"]: node
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model"
        and (node["name"] in MARTS or "/data_driven/" in node["original_file_path"])
    }
    ordered: dict[str, str] = {}
    while len(ordered) < len(nodes):
        for name, node in nodes.items():
            needed = {each.rsplit(".", 1)[1] for each in node["depends_on"]["nodes"]} & nodes.keys()
            if name not in ordered and needed <= ordered.keys():
                compiled = folder / "target" / "compiled" / "whence" / node["original_file_path"]
                table = node["relation_name"].replace('"', "")
                ordered[name] = f"create table {table} as {compiled.read_text('utf-8')}"
    return ordered


def learn(
    paths: Iterable[Path_],
    rules: Sequence[Mapping[str, Any]] = RULES,
    threads: int = 2,
) -> duckdb.DuckDBPyConnection:
    """Return a database in which the rules have learned from the paths."""
    connection = duckdb.connect(config={"threads": threads})
    connection.execute("set preserve_insertion_order = false; attach ':memory:' as whence")
    connection.execute(_TABLES)
    _insert(connection, paths)
    connection.execute("use whence.main")
    for statement in _compiled(json.dumps(rules)).values():
        connection.execute(statement)
    return connection


def _insert(connection: duckdb.DuckDBPyConnection, paths: Iterable[Path_]) -> None:
    deals: list[tuple[object, ...]] = []
    touches: list[tuple[object, ...]] = []
    for kind in paths:
        for _ in range(kind.count):
            goal, deal_id = "won" if kind.is_won else "lost", f"D{len(deals)}"
            journey_id = f"{goal}:{deal_id}"
            deals.append((goal, journey_id, deal_id, kind.amount, kind.segment, kind.deal_type))
            touches.extend(
                (journey_id, number, len(kind.channels), channel, kind.days)
                for number, channel in enumerate(kind.channels, start=1)
            )
    _load(connection, "deals", "goal, journey_id, deal_id, amount, segment, deal_type", deals)
    _load(connection, "touches", "journey_id, number, touch_count, channel, days", touches)
    connection.execute(_COPIES)


def _load(
    connection: duckdb.DuckDBPyConnection, name: str, columns: str, rows: list[tuple[object, ...]]
) -> None:
    """Load rows through a file, which is a hundred times faster than parameters."""
    with tempfile.NamedTemporaryFile("w", suffix=".csv", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerows([columns.split(", "), *rows])
        file.flush()
        connection.execute(
            f"create temp table {name} as "
            f"from read_csv('{file.name}', header = true, all_varchar = true)"
        )


def effects(connection: duckdb.DuckDBPyConnection, rule: str) -> dict[str, float]:
    """Read the effect of each channel by a rule."""
    return _column(connection, rule, "effect")


def shares(connection: duckdb.DuckDBPyConnection, rule: str) -> dict[str, float]:
    """Read the model share of each channel by a rule."""
    return _column(connection, rule, "model_share")


def statuses(connection: duckdb.DuckDBPyConnection, rule: str) -> dict[str, str]:
    """Read the status of each channel by a rule."""
    return _column(connection, rule, "status")


def _column(connection: duckdb.DuckDBPyConnection, rule: str, column: str) -> dict[str, Any]:
    rows = connection.execute(
        f"select channel, {column} from channel_effects where rule = $rule", {"rule": rule}
    ).fetchall()
    counts = Counter(channel for channel, _ in rows)
    assert max(counts.values(), default=1) == 1, "a channel has two effects"
    return dict(rows)
