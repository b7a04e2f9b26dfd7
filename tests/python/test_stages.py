"""Stages, rates, fiscal quarters and an account's story, worked out by hand from a small CRM."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal

import duckdb
import pytest

from conftest import ROOT, build, work_folder
from connector_tables import write_tables
from whence.project import Project

Rows = Sequence[Mapping[str, object]]


def deal(name: str, created: str, closed: str, **cells: object) -> dict[str, object]:
    """Return an opportunity of 100 EUR that is won unless `cells` say otherwise."""
    row = {"id": f"006{name}", "account_id": f"001{name}", "name": name, "type": "New Business"}
    row |= {"is_closed": "true", "is_won": "true", "amount": "100", "currency_iso_code": "EUR"}
    return row | {"created_date": created, "close_date": closed, "stage_name": "Closed Won"} | cells


def stages(name: str, *entries: str) -> list[dict[str, object]]:
    """Return history rows of a deal from texts such as `2024-01-05 Discovery`."""
    return [
        {
            "id": f"008{name}{number}",
            "opportunity_id": f"006{name}",
            "stage_name": entry[11:],
            "created_date": f"{entry[:10]}T12:00:00Z",
        }
        for number, entry in enumerate(entries)
    ]


TABLES: dict[str, Rows] = {
    "account": [{"id": f"001{name}", "name": f"Company {name}"} for name in "ABC"],
    "contact": [{"id": "003A", "account_id": "001A", "title": "CFO"}],
    "opportunity": [
        deal("A", "2024-01-05T09:00:00Z", "2024-02-15"),
        deal("B", "2024-03-05T09:00:00Z", "2024-09-30", is_closed="false", is_won="false"),
        deal("C", "2023-12-01T09:00:00Z", "2023-12-10"),
        deal("D", "2024-03-05T09:00:00Z", "2024-03-20", amount="15000000000")
        | {"currency_iso_code": "IDR", "account_id": "001C"},
    ],
    "opportunity_contact_role": [{"id": "00K1", "opportunity_id": "006A", "contact_id": "003A"}],
    "opportunity_history": [
        *stages("A", "2024-01-05 Discovery", "2024-01-10 Proposal", "2024-01-20 Discovery"),
        *stages("A2", "2024-01-01 Discovery"),
        *stages("B", "2024-03-05 Discovery", "2024-03-10 Evaluation", "2024-03-20 Proposal"),
    ],
    "task": [
        {"id": "00T1", "type": "Call", "call_type": "Outbound", "who_id": "003A"}
        | {"account_id": "001A", "subject": "First call", "status": "Completed"}
        | {"completed_date_time": "2023-11-01T10:00:00Z"},
    ],
    "dated_conversion_rate": [
        {"id": "R1", "iso_code": "USD", "start_date": "2024-01-01", "conversion_rate": 1},
        {"id": "R2", "iso_code": "EUR", "start_date": "2024-01-01", "conversion_rate": 0.8},
        {"id": "R3", "iso_code": "EUR", "start_date": "2024-03-01", "conversion_rate": 0.5},
        {"id": "R4", "iso_code": "IDR", "start_date": "2024-01-01", "conversion_rate": 15873},
    ],
}

#: A day of 200 campaigns of 5 euro cents each: 10 euros.
SPEND: Rows = [
    {"spend_date": "2024-02-01", "platform": "google", "campaign_id": f"k{number}"}
    | {"cost": "0.05", "currency": "EUR"}
    for number in range(200)
]


@pytest.fixture(scope="module")
def company() -> Iterator[duckdb.DuckDBPyConnection]:
    """Build the company whose fiscal year starts in February."""
    folder = work_folder() / "stages"
    write_tables(folder / "raw" / "salesforce", TABLES)
    write_tables(folder / "raw", {"spend": SPEND})
    variables = {"fiscal_year_starts_in": 2}
    database = build(folder / "raw", folder / "whence.duckdb", variables)
    with duckdb.connect(str(database), read_only=True) as connection:
        yield connection


def test_a_deal_may_come_back_to_a_stage(company: duckdb.DuckDBPyConnection) -> None:
    entries = company.execute("""
        select stage_number, stage, entry_number, is_first_entry, is_last_entry
        from intermediate.int_deal_stages where deal_id = '006A' order by stage_number
    """).fetchall()
    assert entries == [
        (1, "Discovery", 1, True, False),
        (2, "Proposal", 1, True, True),
        (3, "Discovery", 2, False, True),
    ]


def test_stages_that_a_deal_skipped_are_marked(company: duckdb.DuckDBPyConnection) -> None:
    milestones = company.execute("""
        select deal_id, stage, first_entered_at, last_entered_at, times_entered, is_skipped
        from intermediate.int_deal_stage_milestones order by deal_id, stage_position
    """).fetchall()
    assert milestones == [
        ("006A", "Discovery", datetime(2024, 1, 5, 12), datetime(2024, 1, 20, 12), 2, False),
        ("006A", "Evaluation", None, None, 0, True),
        ("006A", "Proposal", datetime(2024, 1, 10, 12), datetime(2024, 1, 10, 12), 1, False),
        ("006B", "Discovery", datetime(2024, 3, 5, 12), datetime(2024, 3, 5, 12), 1, False),
        ("006B", "Evaluation", datetime(2024, 3, 10, 12), datetime(2024, 3, 10, 12), 1, False),
        ("006B", "Proposal", datetime(2024, 3, 20, 12), datetime(2024, 3, 20, 12), 1, False),
    ]


def test_a_deal_is_converted_by_the_rate_of_its_day(company: duckdb.DuckDBPyConnection) -> None:
    """By the CRM's own rates from the first day they speak of, before by the seed's."""
    amounts = dict(company.execute("select deal_id, amount from deals").fetchall())
    _, rates = Project(ROOT).seed("exchange_rates")
    [euro] = [row["usd_rate"] for _, row in rates if row["currency"] == "EUR"]
    assert amounts["006A"] == Decimal("125.00")
    assert amounts["006B"] == Decimal("200.00")
    assert amounts["006C"] == 100 * Decimal(euro)
    # 15 billion / 15,873
    assert amounts["006D"] == Decimal("945000.95")


def test_converted_spend_adds_up_to_the_cent(company: duckdb.DuckDBPyConnection) -> None:
    """Rounded one by one, 200 times 0.05 EUR at 1.25 would be 12.00 or 14.00."""
    spent = company.execute("select count(*), sum(cost) from intermediate.int_spend").fetchall()
    assert spent == [(200, Decimal("12.50"))]


def test_fiscal_quarters_begin_where_the_year_does(company: duckdb.DuckDBPyConnection) -> None:
    quarters = company.execute("select deal_id, fiscal_quarter from deals order by 1").fetchall()
    assert quarters == [
        ("006A", "2025-Q1"),
        ("006B", "2025-Q3"),
        ("006C", "2024-Q4"),
        ("006D", "2025-Q1"),
    ]


def test_the_timeline_tells_the_story_of_an_account(company: duckdb.DuckDBPyConnection) -> None:
    story = company.execute("""
        select cast(occurred_at as date)::varchar, event_kind, direction, what_happened
        from account_timeline where account_id = '001A' order by event_number
    """).fetchall()
    assert story == [
        ("2023-11-01", "touch", "outbound", "there was a call with CFO: First call"),
        ("2024-01-05", "silence", None, "64 days of silence"),
        ("2024-01-05", "deal", None, "a deal was created: A"),
        ("2024-01-05", "deal", None, "the deal entered the stage Discovery"),
        ("2024-01-10", "deal", None, "the deal entered the stage Proposal"),
        ("2024-01-20", "deal", None, "the deal went back to the stage Discovery"),
        ("2024-02-15", "deal", None, "the deal was won: A"),
    ]
