"""Hypothesis strategies for whole customers, in the shapes of the `files` source.

A company here is one account with its people, deals and touches, as rows of text ready for CSV.
The draws look for what rules get wrong: ties in time, values that are only a date, windows hit to
the microsecond, touches after the close, several deals and people, amounts that are missing,
negative or not divisible.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

Item = TypeVar("Item")
Row = dict[str, str]
Company = dict[str, list[Row]]
"""Rows by table; an empty text is a missing value."""

TABLES = ("accounts", "contacts", "deals", "deal_contacts", "touches")
ID_COLUMNS = frozenset({"account_id", "contact_id", "deal_id", "touch_id"})

_EPOCH = datetime(2024, 1, 1)
# the very last microsecond of a day is how a bare date stands in the models
_CLOCKS = ("", " 00:00:00", " 09:30:00", "T09:30:00Z", " 09:30:00.250000", " 23:59:59.999998")
_SHIFTS = (0, 0, 0, 1, 30, 365)
_AMOUNTS = (
    "",
    "0",
    "0.01",
    "-0.05",
    "0.10",
    "100",
    "-250.50",
    "12000.00",
    "33333.33",
    "98765432.1",
)
_CHANNELS = ("Direct", "Direct", "Paid Search", "Organic Search", "Email", "Outbound")
_TEAMS = ("marketing", "marketing", "sales_development", "sales", "customer_success", "")
_TOUCH_TYPES = (
    "web_session",
    "web_session",
    "ad_click",
    "ad_impression",
    "email_sent",
    "form_submission",
    "content_download",
    "webinar",
    "call",
    "meeting",
    "demo",
    "other",
)
_BUYING_ROLES = ("", "decision_maker", "champion")


def _moment(day: int, shift: int, clock: str) -> str:
    return f"{_EPOCH + timedelta(days=day + shift):%Y-%m-%d}{clock}"


def _moments(days: Sequence[int]) -> st.SearchStrategy[str]:
    """Return moments on few days and few times of day, so that they often coincide."""
    shifts, clocks = st.sampled_from(_SHIFTS), st.sampled_from(_CLOCKS)
    return st.builds(_moment, st.sampled_from(days), shifts, clocks)


@st.composite
def _deals(draw: st.DrawFn, deal_id: str, days: Sequence[int]) -> Row:
    created_on = draw(st.sampled_from(days)) + draw(st.sampled_from(_SHIFTS))
    outcome = draw(st.sampled_from(("won", "won", "lost", "open")))
    cycle_days = draw(st.sampled_from((1, 14, 30, 365, 400)))
    closed_at = _moment(created_on, cycle_days, draw(st.sampled_from(_CLOCKS)))
    return {
        "deal_id": deal_id,
        "account_id": "a",
        "created_at": _moment(created_on, 0, draw(st.sampled_from(_CLOCKS))),
        "closed_at": "" if outcome == "open" else closed_at,
        "outcome": outcome,
        "amount": draw(st.sampled_from(_AMOUNTS)),
    }


@st.composite
def _touches(
    draw: st.DrawFn, touch_id: str, moments: st.SearchStrategy[str], people: Sequence[str]
) -> Row:
    contact_id = draw(st.sampled_from(["", *people]))
    touch_type = draw(st.sampled_from(_TOUCH_TYPES))
    is_refused = touch_type == "web_session" and draw(st.integers(0, 5)) == 0
    return {
        "touch_id": touch_id,
        "touched_at": draw(moments),
        "touch_type": touch_type,
        "account_id": draw(st.sampled_from(("a", ""))) if contact_id else "a",
        "contact_id": contact_id,
        "channel": draw(st.sampled_from(_CHANNELS)),
        "team": draw(st.sampled_from(_TEAMS)),
        "is_consented": "false" if is_refused else draw(st.sampled_from(("", "true"))),
    }


@st.composite
def companies(draw: st.DrawFn) -> Company:
    """Draw one account with up to 4 people, 3 deals and 12 touches."""
    days = draw(st.lists(st.integers(0, 500), min_size=1, max_size=4, unique=True))
    moments = _moments(days)
    maybe = st.one_of(st.just(""), moments)
    people = [f"p{number}" for number in range(draw(st.integers(0, 4)))]
    contacts = [
        {
            "contact_id": contact_id,
            "account_id": "a",
            "buying_role": draw(st.sampled_from(_BUYING_ROLES)),
            "lead_created_at": draw(maybe),
            "mql_at": draw(maybe),
        }
        for contact_id in people
    ]
    deals = [draw(_deals(f"d{number}", days)) for number in range(draw(st.integers(0, 3)))]
    deal_contacts = []
    for deal in deals:
        committee = [person for person in contacts if person["buying_role"] and draw(st.booleans())]
        deal_contacts += [
            {
                "deal_id": deal["deal_id"],
                "contact_id": person["contact_id"],
                "buying_role": person["buying_role"],
                "is_primary": "true" if person is committee[0] else "false",
            }
            for person in committee
        ]
    count = draw(st.sampled_from((0, 1, 2, 4, 6, 8, 12)))
    numbers = draw(st.lists(st.integers(1, 30), min_size=count, max_size=count, unique=True))
    return {
        "accounts": [{"account_id": "a", "account_name": "Account a"}],
        "contacts": contacts,
        "deals": deals,
        "deal_contacts": deal_contacts,
        "touches": [draw(_touches(f"t{number}", moments, people)) for number in numbers],
    }


def draw_companies(count: int) -> list[Company]:
    """Return about `count` companies, the same ones in every run."""
    drawn: list[Company] = []

    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(companies())
    def collect(company: Company) -> None:
        drawn.append(company)

    collect()
    return drawn


def renamed(company: Company, prefix: str) -> Company:
    """Return the company with a prefix before each of its ids, which keeps their order."""
    return {
        table: [
            {
                column: prefix + value if column in ID_COLUMNS and value else value
                for column, value in row.items()
            }
            for row in rows
        ]
        for table, rows in company.items()
    }


def write_files(companies: Iterable[Company], folder: Path, *, seed: int = 0) -> None:
    """Write the rows of all companies to one CSV file per table.

    Rows and columns come in an order that looks random and depends on `seed` alone.
    """
    folder.mkdir(parents=True, exist_ok=True)
    tables: Mapping[str, list[Row]] = {table: [] for table in TABLES}
    for company in companies:
        for table, rows in company.items():
            tables[table].extend(rows)
    for table, rows in tables.items():
        columns = _mixed(sorted(rows[0]), seed)
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(_mixed(rows, seed))


def _mixed(items: Iterable[Item], seed: int) -> list[Item]:
    return sorted(items, key=lambda item: sha256(f"{seed} {item}".encode()).digest())
