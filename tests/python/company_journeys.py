"""What the definitions make of a company's raw rows: its journeys, ready for the oracle.

A second derivation of conversions, eligibility and touch attributes, from rows of text and the
seeds, apart from the SQL.
"""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Literal

from strategies import Company, Row
from whence.oracle import Journey, Moment, Redistribution, Touch, closing

SEEDS = Path(__file__).parents[2] / "seeds"


@dataclass(frozen=True)
class Variant:
    """The vars of the project that change who earns what; the defaults are the project's."""

    lookback_days: int | None = 365
    journey_scope: Literal["account", "buying_group", "person"] = "account"
    touch_reuse: Literal["shared", "since_previous_win"] = "shared"
    redistribution: Redistribution = "proportional"
    credit_exposures: bool = False


def _seed(name: str) -> list[Row]:
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


TOUCH_TYPES = {row["touch_type"]: row for row in _seed("touch_types")}
TEAM_RULES = sorted(_seed("team_rules"), key=lambda row: int(row["priority"]))
POINTS = {(row["touch_type"], row["buying_role"]): row["points"] for row in _seed("points")}


def moment(text: str) -> Moment:
    """Read a moment of the raw files: ten characters are only a day."""
    if len(text) == len("2024-01-01"):
        return date.fromisoformat(text)
    return datetime.fromisoformat(text.removesuffix("Z"))


def _team(row: Row) -> str:
    """Return the team that the file gives, or else the first rule's, or else the touch type's.

    No company has touches with a direction, so a rule that asks for one matches none.
    """
    rules = (
        rule["team"]
        for rule in TEAM_RULES
        if not rule["direction"]
        and rule["touch_type"] in ("", row["touch_type"])
        and rule["channel"] in ("", row["channel"])
    )
    return row["team"] or next(rules, TOUCH_TYPES[row["touch_type"]]["default_team"])


def _points(touch_type: str, buying_role: str) -> Fraction:
    """Return the points of the type and role, or else of the type, or else the type's default."""
    default = TOUCH_TYPES[touch_type]["engagement_points"]
    return Fraction(POINTS.get((touch_type, buying_role)) or POINTS.get((touch_type, ""), default))


@dataclass(frozen=True)
class _Occurrence:
    """One occurrence of a goal, as the raw rows tell it."""

    journey_id: str
    converted_at: Moment
    person: str = ""
    deal: Row | None = None

    @property
    def is_closed(self) -> bool:
        return self.journey_id.startswith(("won:", "lost:"))


def _occurrences(company: Company) -> Iterator[_Occurrence]:
    for contact in company["contacts"]:
        for goal, column in (("lead", "lead_created_at"), ("mql", "mql_at")):
            if contact[column]:
                name = f"{goal}:{contact['contact_id']}"
                yield _Occurrence(name, moment(contact[column]), contact["contact_id"])
    for touch in company["touches"]:
        if TOUCH_TYPES[touch["touch_type"]]["is_meeting"] == "true":
            name = f"meeting:{touch['touch_id']}"
            yield _Occurrence(name, moment(touch["touched_at"]), touch["contact_id"])
    for deal in company["deals"]:
        primary = [
            row["contact_id"] for row in _committee(company, deal) if row["is_primary"] == "true"
        ]
        person = primary[0] if primary else ""
        yield _Occurrence(
            f"opportunity:{deal['deal_id']}", moment(deal["created_at"]), person, deal
        )
        if deal["closed_at"]:
            name = f"{deal['outcome']}:{deal['deal_id']}"
            yield _Occurrence(name, moment(deal["closed_at"]), person, deal)


def _committee(company: Company, deal: Row) -> list[Row]:
    return [row for row in company["deal_contacts"] if row["deal_id"] == deal["deal_id"]]


def _admission(
    company: Company, occurrence: _Occurrence, variant: Variant
) -> Callable[[Row], bool]:
    """Return who may have led to this occurrence, as a test of raw touches.

    A goal without a deal has no buying group, so that scope is the account's there.
    """
    people = {occurrence.person} - {""}
    if variant.journey_scope == "buying_group" and occurrence.deal is not None:
        people = {row["contact_id"] for row in _committee(company, occurrence.deal)}
    elif variant.journey_scope != "person":
        return lambda _: True
    return lambda touch: touch["contact_id"] in people


def _previous_win(company: Company, converted_at: Moment) -> Moment | None:
    wins = [moment(deal["closed_at"]) for deal in company["deals"] if deal["outcome"] == "won"]
    earlier = [win for win in wins if closing(win) < closing(converted_at)]
    return max(earlier, key=closing, default=None)


def journeys(company: Company, variant: Variant) -> Iterator[tuple[str, Journey]]:
    """Derive every journey of a company with one account, by its journey_id."""
    roles = {row["contact_id"]: row["buying_role"] for row in company["contacts"]}
    leads = [row["lead_created_at"] for row in company["contacts"] if row["lead_created_at"]]
    mqls = [row["mql_at"] for row in company["contacts"] if row["mql_at"]]
    for occurrence in _occurrences(company):
        deal, converted_at = occurrence.deal, occurrence.converted_at
        is_admitted = _admission(company, occurrence, variant)
        is_exclusive = variant.touch_reuse == "since_previous_win"
        yield (
            occurrence.journey_id,
            Journey(
                touches=tuple(
                    Touch(
                        touch_id=row["touch_id"],
                        touched_at=moment(row["touched_at"]),
                        channel=row["channel"],
                        team=_team(row),
                        points=_points(row["touch_type"], roles.get(row["contact_id"], "")),
                        is_conversion=TOUCH_TYPES[row["touch_type"]]["is_conversion"] == "true",
                        is_exposure=TOUCH_TYPES[row["touch_type"]]["is_exposure"] == "true",
                    )
                    for row in company["touches"]
                    if row["is_consented"] != "false" and is_admitted(row)
                ),
                converted_at=converted_at,
                value=Decimal((deal and deal["amount"]) or 0),
                lead_creations=tuple(map(moment, leads)),
                mqls=tuple(map(moment, mqls)),
                opportunity_created_at=moment(deal["created_at"]) if deal else None,
                closed_at=converted_at if occurrence.is_closed else None,
                begins_after=_previous_win(company, converted_at) if is_exclusive else None,
                lookback_days=variant.lookback_days,
                credit_exposures=variant.credit_exposures,
            ),
        )
