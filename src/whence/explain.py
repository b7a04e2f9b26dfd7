"""Why a deal's value went where it went: its timeline, and every rule's credit per touch."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from whence.chances import Chances, chances_of, print_chances
from whence.database import reading
from whence.errors import InputError, did_you_mean, listed, shown

_DEAL = """
select
    deals.deal_id, deals.deal_name, deals.account_id, accounts.account_name, deals.outcome,
    deals.amount, deals.original_amount, deals.original_currency, deals.created_at, deals.closed_at
from deals inner join accounts on deals.account_id = accounts.account_id
where deals.deal_id = $deal_id
"""
_NEAREST = """
select deal_id from deals
order by jaro_winkler_similarity(lower(deal_id), lower($deal_id)) desc, deal_id limit 3
"""
_REJECTED = """
select column_name, value, reason from intermediate.int_rejected_rows
where table_name = 'deals' and row_key = $deal_id limit 1
"""
# a deal has a journey to its creation and, once it is closed, one to its close
_JOURNEY = """
select goal, journey_id, starts_at from journeys where deal_id = $deal_id
order by converted_at desc, goal = 'opportunity', goal limit 1
"""
_CREDITS = """
select * from touch_credits where journey_id = $journey_id order by touched_at, touch_id
"""
_UNLEARNED = """
select distinct rule from channel_effects where status = 'insufficient_data' order by rule
"""
# only rules that know chances have these diagnostics
_DOUBTS = """
select distinct meaning from model_diagnostics
where is_flagged and diagnostic in ('auc', 'log_loss')
and rule not in (select rule from channel_effects where status = 'insufficient_data')
order by meaning
"""
_TIMELINE = """
select
    timeline.occurred_at, timeline.event_kind, timeline.event, timeline.touch_id,
    timeline.contact_id, timeline.contact_title, timeline.channel, timeline.content,
    timeline.direction, timeline.days_since_previous,
    timeline.deal_id is not null and timeline.deal_id <> $deal_id as is_of_other_deal,
    excluded_touches.reason, excluded_touches.detail
from (
    select *, case when event_kind = 'touch' then event_id end as touch_id from account_timeline
) as timeline
left join excluded_touches
    on timeline.touch_id = excluded_touches.touch_id and excluded_touches.goal = $goal
where
    timeline.account_id = $account_id
    and timeline.occurred_at <= coalesce($closed_at, timeline.occurred_at)
    -- of the account's other deals, when they began and ended
    and (
        timeline.event_kind <> 'deal' or timeline.deal_id = $deal_id
        or timeline.event in ('opportunity', 'won', 'lost')
    )
order by timeline.event_number
"""

#: What rich puts around a column.
_PADDING = 3
#: Characters; a narrower terminal shows days, not minutes, and breaks texts between words.
_WIDE = 110
_LONGEST_WORD = len("opportunity")
_DIRECTIONS = {"inbound": "in", "outbound": "out"}


@dataclass(frozen=True)
class Deal:
    """A deal of the mart `deals`; `amount` is in the reporting currency, 0 where it has none."""

    deal_id: str
    deal_name: str | None
    account_id: str
    account_name: str | None
    outcome: str
    amount: Decimal
    original_amount: Decimal | None
    original_currency: str
    created_at: datetime
    closed_at: datetime | None


@dataclass(frozen=True)
class Event:
    """Something that happened with the deal's account, up to the deal's close.

    `direction` is inbound, outbound or empty. `touch_number` is the place of an eligible touch in
    the journey, and `note` its roles there; the note of any other touch says why it earned nothing.
    """

    occurred_at: datetime
    name: str
    person: str
    channel: str
    direction: str
    touch_number: int | None
    note: str


@dataclass(frozen=True)
class RuleCredits:
    """What one rule gives to the touches of the journey, in their order.

    `is_fallback` is true when it gave none of them any weight, so that its fallback decided.
    """

    rule: str
    credits: list[float]
    values: list[Decimal]
    is_fallback: bool


@dataclass(frozen=True)
class Explanation:
    """How a deal came about. Without an eligible touch `rules` is empty: it is unattributed.

    `chances` has the rules that learned how likely the deal was to be won, `unlearned` those that
    had too little to learn from, `doubts` sentences against the chances.
    """

    deal: Deal
    goal: str
    events: list[Event]
    rules: list[RuleCredits]
    chances: list[Chances]
    unlearned: list[str]
    doubts: list[str]


def explain_deal(database: Path, deal_id: str, rules: Sequence[str] = ()) -> Explanation:
    """Read from `database` what is known about a deal, for these rules or for all.

    Raises InputError when there is no such database, deal or rule.
    """
    with reading(database) as connection:
        return _explain(connection, deal_id, rules)


def _explain(
    connection: duckdb.DuckDBPyConnection, deal_id: str, rules: Sequence[str]
) -> Explanation:
    columns = [row["column_name"] for row in _rows(connection, "describe touch_credits")]
    known = [name.removeprefix("credit_") for name in columns if name.startswith("credit_")]
    for rule in rules:
        if rule not in known:
            raise InputError(
                f"There is no rule {shown(rule)} in the database{did_you_mean(rule, known)}; "
                f"it has {listed(known)}."
            )
    of_deal = {"deal_id": deal_id}
    found = _rows(connection, _DEAL, of_deal)
    if not found:
        raise InputError(_why_unknown(connection, deal_id))
    deal = Deal(**found[0])
    journeys = _rows(connection, _JOURNEY, of_deal)
    if not journeys:
        raise InputError(f"No goal in seeds/goals.csv is reached by deal {deal_id}.")
    journey = journeys[0]
    credits_ = _rows(connection, _CREDITS, {"journey_id": journey["journey_id"]})
    touches = [row for row in credits_ if row["touch_id"] is not None]
    of_account = {"account_id": deal.account_id, "closed_at": deal.closed_at}
    timeline = _rows(connection, _TIMELINE, {**of_deal, **of_account, "goal": journey["goal"]})
    numbers = {row["touch_id"]: number for number, row in enumerate(touches, start=1)}
    roles = {row["touch_id"]: row["touch_roles"] for row in touches}
    return Explanation(
        deal=deal,
        goal=journey["goal"],
        events=[
            Event(
                occurred_at=event["occurred_at"],
                name=_event_name(event),
                person=event["contact_title"] or event["contact_id"] or "",
                channel=event["channel"] or "",
                direction=event["direction"] or "",
                touch_number=numbers.get(event["touch_id"]),
                note=_note(event, journey, roles),
            )
            for event in timeline
        ],
        rules=[
            RuleCredits(
                rule=rule,
                credits=[row[f"credit_{rule}"] for row in touches],
                values=[row[f"value_{rule}"] for row in touches],
                is_fallback=touches[0][f"is_fallback_{rule}"],
            )
            for rule in known
            if touches and (rule in rules or not rules)
        ],
        chances=chances_of(touches, rules or known),
        unlearned=[
            row["rule"] for row in _rows(connection, _UNLEARNED) if row["rule"] in (rules or known)
        ],
        doubts=[row["meaning"] for row in _rows(connection, _DOUBTS)],
    )


def _rows(
    connection: duckdb.DuckDBPyConnection, query: str, given: Mapping[str, object] | None = None
) -> list[dict[str, Any]]:
    answer = connection.execute(query, given)
    names = [column[0] for column in answer.description or ()]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


def _why_unknown(connection: duckdb.DuckDBPyConnection, deal_id: str) -> str:
    rejected = _rows(connection, _REJECTED, {"deal_id": deal_id})
    if rejected:
        row = rejected[0]
        return (
            f"Deal {deal_id} was rejected: {row['column_name'] or 'the row'} "
            f"{shown(row['value'])} {row['reason']}."
        )
    nearest = [row["deal_id"] for row in _rows(connection, _NEAREST, {"deal_id": deal_id})]
    return f"There is no deal {shown(deal_id)}; the nearest ids are {', '.join(nearest)}."


def _event_name(event: Mapping[str, Any]) -> str:
    """Name an event in words; a stage by its own name."""
    if event["touch_id"] is not None:
        return str(event["event"]).replace("_", " ")
    if event["event_kind"] == "silence":
        return f"{int(event['days_since_previous'])} days of silence"
    if event["event_kind"] == "milestone":
        return f"became {event['event']}"
    deal = "another deal" if event["is_of_other_deal"] else "deal"
    names = {
        "stage": f"stage {event['content']}",
        "stage_again": f"again stage {event['content']}",
        "opportunity": f"{deal} created",
    }
    return names.get(event["event"], f"{deal} {event['event']}")


def _note(event: Mapping[str, Any], journey: Mapping[str, Any], roles: Mapping[str, str]) -> str:
    """Say what a touch was in the journey, or why it is not in it; nothing of other events."""
    touch_id = event["touch_id"]
    if touch_id is None or touch_id in roles:
        return roles.get(touch_id) or ""
    reason = event["reason"]
    if reason is None:  # it is in the journey of another deal, so it has no reason of its own
        is_early = journey["starts_at"] and event["occurred_at"] < journey["starts_at"]
        reason = "outside_window" if is_early else "outside_journey"
    detail = f" ({event['detail']})" if event["detail"] else ""
    return f"no credit: {reason.replace('_', ' ')}{detail}"


def print_explanation(console: Console, explanation: Explanation) -> None:
    """Print the deal, its timeline, and blocks of as many rules as fit side by side."""
    deal = explanation.deal
    name = f", {deal.deal_name}" if deal.deal_name else ""
    closed = f"closed {deal.closed_at:%Y-%m-%d}" if deal.closed_at else "not closed"
    console.print(f"Deal {deal.deal_id}{name}", markup=False)
    console.print(
        f"{deal.account_name or deal.account_id}: {deal.outcome}, {_amount(deal)}, "
        f"created {deal.created_at:%Y-%m-%d}, {closed}",
        markup=False,
    )
    _print_timeline(console, explanation)
    if not explanation.rules:
        console.print("No touch was eligible, so the whole value is unattributed by every rule.")
    for block in _blocks(explanation.rules, console.width):
        _print_credits(console, block)
    fallen = [rule.rule for rule in explanation.rules if rule.is_fallback]
    if set(fallen) - set(explanation.unlearned):
        console.print("* No touch had a weight by this rule, so its fallback decided.")
    if explanation.unlearned:
        console.print(
            f"* Too few closed deals to learn from: {', '.join(explanation.unlearned)}; "
            "whence check says how many are needed."
        )
    for meaning in explanation.doubts if explanation.chances else []:
        console.print(meaning)
    names = {event.touch_number: event.name for event in explanation.events if event.touch_number}
    for chances in explanation.chances:
        print_chances(console, chances, names)


def _print_timeline(console: Console, explanation: Explanation) -> None:
    has_room = console.width >= _WIDE
    title = f"What happened (UTC), and the touches of its journey to {explanation.goal}"
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), title=title)
    table.add_column("touch", justify="right")
    table.add_column("when", no_wrap=True)
    for name in ("event", "who", "channel", "in/out", "note"):
        table.add_column(name, min_width=None if name == "in/out" else _LONGEST_WORD)
    for event in explanation.events:
        table.add_row(
            str(event.touch_number or ""),
            _when(event.occurred_at, has_room),
            escape(event.name),
            escape(event.person),
            escape(event.channel),
            _DIRECTIONS.get(event.direction, ""),
            escape(event.note),
        )
    console.print(table)


def _print_credits(console: Console, rules: Sequence[RuleCredits]) -> None:
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("touch", justify="right")
    for rule in rules:
        table.add_column(_heading(rule), justify="right", no_wrap=True)
    for position in range(len(rules[0].credits)):
        cells = (_cell(rule.credits[position], rule.values[position]) for rule in rules)
        table.add_row(str(position + 1), *cells)
    table.add_section()
    table.add_row("all", *(_cell(sum(rule.credits), sum(rule.values)) for rule in rules))
    console.print(table)


def _blocks(rules: Sequence[RuleCredits], width: int) -> Iterator[list[RuleCredits]]:
    """Cut the rules into groups whose tables are at most `width` characters wide."""
    block: list[RuleCredits] = []
    used = 0
    for rule in rules:
        needed = _PADDING + max(
            len(_heading(rule)), len(_cell(sum(rule.credits), sum(rule.values)))
        )
        if block and used + needed > width - 1 - _PADDING - len("touch"):
            yield block
            block, used = [], 0
        block.append(rule)
        used += needed
    if block:
        yield block


def _amount(deal: Deal) -> str:
    if deal.original_amount is None:
        return "no amount"
    original = f"{deal.original_amount:,.2f} {deal.original_currency}"
    is_converted = deal.original_amount != deal.amount
    return (
        f"{deal.amount:,.2f} in the reporting currency ({original} in the CRM)"
        if is_converted
        else original
    )


def _when(instant: datetime, has_room: bool) -> str:
    """Show the minute where there is room; a mere date counts up to its last microsecond."""
    is_day = instant.time() == time.max or not has_room
    return f"{instant:%Y-%m-%d}" if is_day else f"{instant:%Y-%m-%d %H:%M}"


def _heading(rule: RuleCredits) -> str:
    return f"{rule.rule} *" if rule.is_fallback else rule.rule


def _cell(credit: float, value: Decimal | int) -> str:
    """Show a credit and its value; a dot for nothing, so that the others stand out."""
    return f"{value:,.2f} {credit:6.1%}" if credit else "."
