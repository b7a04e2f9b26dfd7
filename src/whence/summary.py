"""What a build made, in one screen."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import duckdb
from rich.console import Console
from rich.table import Table

from whence.build import Outcome
from whence.dbt import NodeResult

_SLOWEST = 5
_LONGEST_MESSAGE = 300

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
select source_system, table_name, column_name, reason, count(*) as row_count
from intermediate.int_rejected_rows
group by all order by row_count desc, source_system, table_name, column_name, reason
"""
_UNKNOWN_TYPES = """
select raw_touch_type, count(*) as touch_count from intermediate.int_touches
where not is_known_type group by raw_touch_type order by touch_count desc, raw_touch_type
"""
_A_DEAL = """
select deal_id from touch_credits where goal = 'won' and touch_id is not null
group by deal_id order by count(*) desc, deal_id limit 1
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

    `goals` has goal, journeys, journeys with a touch and value; `rejected` has source, table,
    column, reason and rows; `a_deal` is a won deal worth explaining.
    """

    accounts: int
    contacts: int
    touches: int
    deals: int
    deals_without_amount: int
    goals: list[tuple[str, int, int, Decimal]]
    revenue_credited: Decimal
    revenue_unattributed: Decimal
    rejected: list[tuple[str, str, str | None, str, int]]
    unknown_types: list[tuple[str, int]]
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
            a_deal=deal[0] if deal else None,
        )


def print_summary(console: Console, outcome: Outcome) -> None:
    """Print what the build made and what to do next."""
    tests = [node for node in outcome.nodes if node.kind in ("test", "unit_test")]
    warned = [node for node in tests if node.status == "warn"]
    console.print(
        f"Built {len(outcome.nodes) - len(tests)} models and seeds in {outcome.seconds:.0f} s; "
        f"{len(tests) - len(warned)} tests passed, {len(warned)} warned."
    )
    for node in warned:
        console.print(f"  {node.name}: {' '.join(node.message.split())}", markup=False)
    if outcome.database is not None:
        _print_numbers(console, read_summary(outcome.database), outcome)
    slowest = sorted(outcome.nodes, key=lambda node: -node.seconds)[:_SLOWEST]
    listing = ", ".join(f"{node.name} {node.seconds:.1f} s" for node in slowest)
    console.print(f"Slowest: {listing}", markup=False)
    if outcome.database is not None:
        console.print(f"The database is {outcome.database}", markup=False, soft_wrap=True)


def _print_numbers(console: Console, summary: Summary, outcome: Outcome) -> None:
    currency = outcome.currency
    console.print(
        f"\n{summary.accounts:,} accounts, {summary.contacts:,} contacts, "
        f"{summary.touches:,} touches, {summary.deals:,} deals, of which "
        f"{summary.deals_without_amount:,} without an amount."
    )
    goals = Table("goal", "journeys", "with a touch", f"value, {currency}")
    for column in goals.columns[1:]:
        column.justify = "right"
    for goal, journeys, touched, value in summary.goals:
        goals.add_row(goal, f"{journeys:,}", f"{touched:,}", f"{value:,.2f}")
    console.print(goals)
    total = summary.revenue_credited + summary.revenue_unattributed
    console.print(
        f"Revenue won: {total:,.2f} {currency}, of which {summary.revenue_credited:,.2f} is "
        f"credited to touches and {summary.revenue_unattributed:,.2f} is unattributed."
    )
    rejected = Table("source", "table", "column", "reason", "rows", title="Rejected rows")
    for *names, row_count in summary.rejected:
        rejected.add_row(*(name or "" for name in names), f"{row_count:,}")
    if summary.rejected:
        console.print(rejected)
    else:
        console.print("No row was rejected.")
    for name, touch_count in summary.unknown_types:
        console.print(f"{touch_count:,} touches of the unknown type {name} count as other.")
    if summary.a_deal is not None:
        console.print(f"Next: whence explain {summary.a_deal}", markup=False)


def print_failures(console: Console, failures: list[NodeResult]) -> None:
    """Print the models and tests that failed, each with what it said."""
    table = Table(title="What failed", title_justify="left", show_lines=True)
    table.add_column("kind")
    table.add_column("name", overflow="fold")
    table.add_column("message", overflow="fold")
    for node in failures:
        message = " ".join(node.message.split())
        if len(message) > _LONGEST_MESSAGE:
            message = message[:_LONGEST_MESSAGE] + " ..."
        table.add_row(node.kind.replace("_", " "), node.name, message)
    console.print(table, markup=False)
