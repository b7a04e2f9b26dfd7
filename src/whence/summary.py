"""What a build made, in one screen."""

import shlex
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import duckdb
from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from whence.build import Outcome
from whence.dbt import NodeResult

_SLOWEST = 5
_LONGEST_MESSAGE = 300
_TEXTS = ("goal", "reason", "where")

_COUNTS = """
select
    (select count(*) from accounts),
    (select count(*) from contacts),
    (select count(*) from touches),
    (select count(*) from deals),
    (select count(*) from deals where is_amount_missing)
"""
_GOALS = """
select goal, count(*), count(*) filter (where touch_count > 0), sum(journey_value)
from journeys group by goal order by goal
"""
_REJECTED = """
with counted as (

    select
        source_system || '.' || table_name as raw_table, column_name, reason, count(*) as row_count
    from intermediate.int_rejected_rows
    group by all

),

numbered as (

    select *, row_number() over (partition by reason order by row_count desc, raw_table) as number
    from counted

)

select
    -- of a reason that many columns have, such as a deletion mark, the column says little
    case when count(distinct column_name) = 1 then min(column_name) || ' ' else '' end || reason,
    sum(row_count) as rejected_rows,
    string_agg(raw_table || ' ' || row_count, ', ' order by number) filter (where number <= 3),
    count(*) filter (where number > 3)
from numbered
group by reason
order by rejected_rows desc, reason
"""
_UNKNOWN_TYPES = """
select raw_touch_type, count(*) as touch_count from touches
where touch_type = 'other' and raw_touch_type <> 'other'
group by raw_touch_type order by touch_count desc, raw_touch_type
"""
_MISSING = """
select
    source_system,
    string_agg(table_name, ', ' order by table_name) filter (where not is_present),
    string_agg(table_name || ' (' || missing_columns || ')', ', ' order by table_name)
        filter (where is_present and missing_columns is not null)
from source_tables
group by source_system
-- a file beside the tables of connectors does not make the other files missing
having bool_or(is_present and (source_system <> 'files' or table_name = 'touches'))
order by source_system
"""
# one with enough touches to be interesting and few enough to be read
_A_DEAL = """
select deal_id from touch_credits where goal = 'won' and touch_id is not null
group by deal_id order by abs(count(*) - 8), deal_id limit 1
"""

# what speaks against whole rules that learn
_DOUBTS = """
select string_agg(rule, ', ' order by rule), meaning from model_diagnostics
where is_flagged and channel is null
group by diagnostic, meaning order by diagnostic
"""

_REVENUE = """
select
    coalesce(sum({value}) filter (where touch_id is not null), 0),
    coalesce(sum({value}) filter (where touch_id is null), 0)
from touch_credits where goal = 'won'
"""


@dataclass(frozen=True)
class Summary:
    """The numbers of a published database.

    `goals` has goal, journeys, journeys with a touch and value; `rejected` has reason, rows,
    the raw tables with most of them and how many more there are; `missing` has source, optional
    tables that are not there and optional columns that its tables lack; `doubts` has rules that
    learn and what speaks against them; `a_deal` is a won deal worth explaining.
    """

    accounts: int
    contacts: int
    touches: int
    deals: int
    deals_without_amount: int
    goals: list[tuple[str, int, int, Decimal]]
    revenue_credited: Decimal
    revenue_unattributed: Decimal
    rejected: list[tuple[str, int, str, int]]
    unknown_types: list[tuple[str, int]]
    missing: list[tuple[str, str | None, str | None]]
    doubts: list[tuple[str, str]]
    a_deal: str | None


def read_summary(database: Path) -> Summary:
    """Count what is in `database`; revenue by its first rule, since all rules give one total."""
    with duckdb.connect(str(database), read_only=True) as connection:
        counts = connection.execute(_COUNTS).fetchone() or (0, 0, 0, 0, 0)
        columns = connection.execute("describe touch_credits").fetchall()
        value = next(name for name, *_ in columns if name.startswith("value_"))
        revenue = connection.execute(_REVENUE.format(value=value)).fetchone() or (Decimal(0),) * 2
        deal = connection.execute(_A_DEAL).fetchone()
        return Summary(
            accounts=counts[0],
            contacts=counts[1],
            touches=counts[2],
            deals=counts[3],
            deals_without_amount=counts[4],
            goals=connection.execute(_GOALS).fetchall(),
            revenue_credited=revenue[0],
            revenue_unattributed=revenue[1],
            rejected=connection.execute(_REJECTED).fetchall(),
            unknown_types=connection.execute(_UNKNOWN_TYPES).fetchall(),
            missing=connection.execute(_MISSING).fetchall(),
            doubts=connection.execute(_DOUBTS).fetchall(),
            a_deal=deal[0] if deal else None,
        )


def print_summary(console: Console, outcome: Outcome, database_option: Path | None) -> None:
    """Print what the build made, how long it took and what to do next.

    `database_option` is what the user gave as --database, so that the next command needs it too.
    """
    summary = read_summary(outcome.database) if outcome.database else None
    if summary:
        _print_numbers(console, summary, outcome.currency)
    if outcome.unread:
        names = ", ".join(outcome.unread)
        _say(console, f"Not read, since no connector has a table of that name: {names}")
    tests = [node for node in outcome.nodes if node.kind in ("test", "unit_test")]
    warned = [node for node in tests if node.status == "warn"]
    for node in warned:
        _say(console, f"Warning of {node.name}: {' '.join(node.message.split())}")
    slowest = sorted(outcome.nodes, key=lambda node: -node.seconds)[:_SLOWEST]
    _say(
        console,
        f"{len(outcome.nodes) - len(tests)} models and seeds built, {len(tests) - len(warned)} "
        f"tests passed, {outcome.seconds:.0f} s; slowest: "
        + ", ".join(f"{node.name} {node.seconds:.1f} s" for node in slowest),
    )
    if summary:
        _say(console, f"Published {outcome.database}")
    if summary and summary.a_deal:
        option = f" --database {shlex.quote(str(database_option))}" if database_option else ""
        _say(console, f"Next: whence explain {shlex.quote(summary.a_deal)}{option}")


def print_failures(console: Console, failures: list[NodeResult]) -> None:
    """Print the models and tests that failed, each with what it said."""
    table = Table(box=box.SIMPLE_HEAD, show_lines=True)
    table.add_column("what failed")
    table.add_column("name", overflow="fold")
    table.add_column("message", overflow="fold", ratio=1)
    for node in failures:
        message = " ".join(node.message.split())
        if len(message) > _LONGEST_MESSAGE:
            message = message[:_LONGEST_MESSAGE] + " ..."
        table.add_row(node.kind.replace("_", " "), node.name, escape(message))
    console.print(table)


def _print_numbers(console: Console, summary: Summary, currency: str) -> None:
    _say(
        console,
        f"{summary.accounts:,} accounts, {summary.contacts:,} contacts, {summary.touches:,} "
        f"touches, {summary.deals:,} deals ({summary.deals_without_amount:,} without an amount)",
    )
    goals = _table("goal", "journeys", "with a touch", f"value, {currency}")
    for goal, journeys, touched, value in summary.goals:
        goals.add_row(goal, f"{journeys:,}", f"{touched:,}", f"{value:,.2f}")
    console.print(goals)
    total = summary.revenue_credited + summary.revenue_unattributed
    _say(
        console,
        f"Revenue won: {total:,.2f} {currency}, of which {summary.revenue_credited:,.2f} is "
        f"credited to touches and {summary.revenue_unattributed:,.2f} is unattributed",
    )
    for rules, meaning in summary.doubts:
        _say(console, f"{rules}: {meaning}")
    for name, touch_count in summary.unknown_types:
        _say(console, f"Touches of the unknown type {name}, which count as other: {touch_count:,}")
    for source, tables, table_columns in summary.missing:
        if tables:
            _say(console, f"{source} has no table {tables}")
        if table_columns:
            _say(console, f"{source} lacks optional columns: {table_columns}")
    if not summary.rejected:
        _say(console, "No row was rejected")
        return
    rejected = _table("reason", "rejected rows", "where")
    for reason, row_count, where, more in summary.rejected:
        others = f" and {more:,} more" if more else ""
        rejected.add_row(escape(reason), f"{row_count:,}", escape(where + others))
    console.print(rejected)
    _say(console, "Every rejected row is in intermediate.int_rejected_rows")


def _table(*columns: str) -> Table:
    """Return a table whose columns with numbers, all after the last text, are to the right."""
    table = Table(box=box.SIMPLE_HEAD)
    for column in columns:
        table.add_column(column, justify="left" if column in _TEXTS else "right")
    return table


def _say(console: Console, sentence: str) -> None:
    console.print(sentence, markup=False, highlight=False, soft_wrap=True)
