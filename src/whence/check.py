"""`whence check`: what each source brought, how far it leads, and what is missing at what cost."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console, JustifyMethod
from rich.markup import escape
from rich.table import Table

from whence.database import reading

#: Rows of a table on the terminal; the marts have all of them.
_SHOWN = 10
_DAY_SECONDS = 86_400

_TABLES = """
select
    source_system, table_name, is_present, raw_rows, rejected_rows, loaded_at, missing_columns,
    lost_without_it
from source_tables
-- a file beside the tables of connectors does not make the other files missing
where
    is_present
    or source_system in (
        select source_system from source_tables
        where is_present and (source_system <> 'files' or table_name = 'touches')
    )
order by source_system, not is_present, table_name
"""
_ABSENT = """
select source_system from source_tables
group by source_system having not bool_or(is_present) order by source_system
"""
_COVERAGE = """
select
    source_system, sum(touch_count), sum(touches_with_contact), sum(touches_with_account),
    string_agg(
        match_method || ' ' || cast(round(100.0 * method_touches / source_touches) as integer)
        || ' %', ', '
        order by method_touches desc, match_method
    )
from (
    select
        source_system, match_method, sum(touch_count) as touch_count,
        sum(touches_with_contact) as touches_with_contact,
        sum(touches_with_account) as touches_with_account,
        sum(touch_count) as method_touches,
        sum(sum(touch_count)) over (partition by source_system) as source_touches
    from source_coverage group by source_system, match_method
)
group by source_system order by source_system
"""
_UNKNOWN_UTMS = """
select utm_source, utm_medium, utm_campaign, touch_count, won_value from unknown_utms
order by won_value desc, touch_count desc, utm_source, utm_medium, utm_campaign
"""
# what speaks against the rules that learn; the rules of one model say the same
_DOUBTS = """
select string_agg(rule, ', ' order by rule), channel, diagnostic, meaning
from model_diagnostics
where is_flagged
group by channel, diagnostic, meaning
order by channel is not null, diagnostic, channel
"""
# what the gaps cost: deals that nobody, or no touch, stands behind
_COSTS = """
select
    count(*) filter (where outcome = 'won'),
    coalesce(sum(amount) filter (where outcome = 'won'), 0),
    count(*) filter (where outcome = 'won' and journeys.touch_count = 0),
    coalesce(sum(amount) filter (where outcome = 'won' and journeys.touch_count = 0), 0),
    count(*),
    count(*) filter (where deals.contact_count = 0)
from deals
left join journeys on deals.deal_id = journeys.deal_id and journeys.goal = 'won'
"""


@dataclass(frozen=True)
class RawTable:
    """One raw table of a source that has any: its rows, and when the latest was loaded (UTC)."""

    source: str
    name: str
    is_present: bool
    rows: int
    rejected: int
    loaded_at: datetime | None
    missing_columns: str | None
    lost_without_it: str | None


@dataclass(frozen=True)
class Coverage:
    """The touches of a source, how many lead to a person and to an account, and how they do."""

    source: str
    touches: int
    with_contact: int
    with_account: int
    methods: str


@dataclass(frozen=True)
class UnknownUtm:
    """UTM values that no channel rule knows, with the won value of the deals they touched."""

    source: str | None
    medium: str | None
    campaign: str | None
    touches: int
    won_value: Decimal


@dataclass(frozen=True)
class Doubt:
    """A flagged diagnostic of rules that learn; `channel` is None where the whole rule is meant."""

    rules: str
    channel: str | None
    diagnostic: str
    meaning: str


@dataclass(frozen=True)
class Costs:
    """What cannot be told: values in the reporting currency."""

    won_deals: int
    won_value: Decimal
    untouched_deals: int
    untouched_value: Decimal
    deals: int
    deals_without_contacts: int


@dataclass(frozen=True)
class Health:
    """What a published database says of its sources."""

    tables: list[RawTable]
    absent_sources: list[str]
    coverage: list[Coverage]
    unknown_utms: list[UnknownUtm]
    costs: Costs
    doubts: list[Doubt]


def check_sources(database: Path) -> Health:
    """Read from `database` what its last build found of the sources.

    Raises InputError when there is no such database, or none that this version built.
    """
    with reading(database) as connection:

        def rows(query: str) -> list[tuple[Any, ...]]:
            return connection.execute(query).fetchall()

        return Health(
            tables=[RawTable(*row) for row in rows(_TABLES)],
            absent_sources=[source for (source,) in rows(_ABSENT)],
            coverage=[Coverage(*row) for row in rows(_COVERAGE)],
            unknown_utms=[UnknownUtm(*row) for row in rows(_UNKNOWN_UTMS)],
            costs=Costs(*rows(_COSTS)[0]),
            doubts=[Doubt(*row) for row in rows(_DOUBTS)],
        )


def print_health(console: Console, health: Health, now: datetime | None = None) -> None:
    """Print the sources one by one, then what is missing and what that costs.

    `now` (UTC) is the instant that ages of loads are told from; None: this one.
    """
    instant = now or datetime.now(UTC).replace(tzinfo=None)
    _print_tables(console, [table for table in health.tables if table.is_present], instant)
    if any(table.rejected for table in health.tables):
        _say(console, "Every rejected row is in intermediate.int_rejected_rows, with its reason")
    _print_missing(console, health)
    _print_coverage(console, health.coverage)
    _print_utms(console, health.unknown_utms)
    _print_costs(console, health.costs)
    _print_doubts(console, health.doubts)


def _print_tables(console: Console, tables: Sequence[RawTable], now: datetime) -> None:
    printed = _table("source", "raw table", "rows", "rejected", "latest load", "days ago")
    for table in tables:
        printed.add_row(
            escape(table.source),
            escape(table.name),
            f"{table.rows:,}",
            f"{table.rejected:,}" if table.rejected else ".",
            f"{table.loaded_at:%Y-%m-%d}" if table.loaded_at else "not known",
            f"{(now - table.loaded_at).total_seconds() // _DAY_SECONDS:,.0f}"
            if table.loaded_at
            else "",
        )
    console.print(printed)


def _print_missing(console: Console, health: Health) -> None:
    for table in health.tables:
        name = f"{table.source}.{table.name}"
        if not table.is_present:
            lost = f"; lost: {table.lost_without_it}" if table.lost_without_it else ""
            _say(console, f"{name} is not there{lost}")
        elif table.missing_columns:
            _say(console, f"{name} has no {table.missing_columns}")
    if health.absent_sources:
        _say(console, f"No raw table was found of: {', '.join(health.absent_sources)}")


def _print_coverage(console: Console, coverage: Sequence[Coverage]) -> None:
    printed = _table("source", "how accounts were found", "touches", "person", "account")
    for row in coverage:
        printed.add_row(
            escape(row.source),
            escape(row.methods.replace("_", " ")),
            f"{row.touches:,}",
            f"{row.with_contact / row.touches:.1%}",
            f"{row.with_account / row.touches:.1%}",
        )
    console.print(printed)


def _print_utms(console: Console, utms: Sequence[UnknownUtm]) -> None:
    if not utms:
        _say(console, "Every UTM is known to a channel rule")
        return
    printed = _table("utm source", "utm medium", "utm campaign", "touches", "won value behind")
    for utm in utms[:_SHOWN]:
        texts = (escape(text or "") for text in (utm.source, utm.medium, utm.campaign))
        printed.add_row(*texts, f"{utm.touches:,}", f"{utm.won_value:,.2f}")
    console.print(printed)
    more = f", {len(utms) - _SHOWN:,} more in unknown_utms" if len(utms) > _SHOWN else ""
    _say(console, f"UTMs that no channel rule knows: {len(utms):,}{more}")


def _print_costs(console: Console, costs: Costs) -> None:
    _say(
        console,
        f"Won deals without any touch: {costs.untouched_deals:,} of {costs.won_deals:,}, "
        f"{costs.untouched_value:,.2f} of {costs.won_value:,.2f}",
    )
    _say(
        console,
        f"Deals without a contact role: {costs.deals_without_contacts:,} of {costs.deals:,}",
    )


def _print_doubts(console: Console, doubts: Sequence[Doubt]) -> None:
    """Say what is wrong with whole rules; of channels, those with the same flag in one line."""
    for doubt in doubts:
        if doubt.channel is None:
            _say(console, f"{doubt.rules}: {doubt.meaning}")
    channels: dict[tuple[str, str, str], list[str]] = {}
    for doubt in doubts:
        if doubt.channel is not None:
            key = (doubt.rules, doubt.diagnostic, doubt.meaning)
            channels.setdefault(key, []).append(doubt.channel)
    for (rules, _, meaning), names in channels.items():
        more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
        _say(console, f"{rules}, {', '.join(names[:_SHOWN])}{more}: {meaning}")


def _table(*columns: str) -> Table:
    """Return a table whose columns with numbers are to the right."""
    table = Table(box=box.SIMPLE_HEAD)
    numbers = {"rows", "rejected", "days ago", "touches", "person", "account", "won value behind"}
    for column in columns:
        justify: JustifyMethod = "right" if column in numbers else "left"
        # a name that is cut off cannot be looked up
        is_name = justify == "left" and column != "latest load"
        table.add_column(column, justify=justify, no_wrap=not is_name, overflow="fold")
    return table


def _say(console: Console, sentence: str) -> None:
    console.print(sentence, markup=False, highlight=False, soft_wrap=True)
