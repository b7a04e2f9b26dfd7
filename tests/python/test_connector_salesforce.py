"""Salesforce's raw tables, filled in odd ways, become the conformed rows worked out by hand."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import duckdb
import pytest

from connector_tables import rows_of, staged
from whence.errors import InputError

Rows = Sequence[Mapping[str, object]]

#: Columns in no order, unknown ones between them, times with and without offsets, rows loaded
#: again, deleted, erased and past. The rows of one table need not have the same columns.
TABLES: dict[str, Rows] = {
    "account": [
        {"photo_url": "/x.png", "website": "https://www.Acme.com/en", "id": "001A"}
        | {"created_date": "2023-05-01T08:00:00+02:00", "name": "Acme, Inc.", "industry": "IT"}
        | {"number_of_employees": 250, "billing_country": "Germany", "owner_id": "U1"}
        | {"segment_c": "Mid", "is_target_account_c": True, "target_tier_c": "A"}
        | {"is_deleted": False, "_fivetran_synced": "2024-06-02T00:00:00Z"},
        {"id": "001A", "name": "Old name", "_fivetran_synced": "2024-06-01T00:00:00Z"},
        {"id": "001B", "name": "Beta", "parent_id": "001A", "owner_id": "gone"}
        | {"is_target_account_c": "perhaps", "_fivetran_synced": "2024-06-01T00:00:00Z"},
        {"id": "001C", "name": "Acme again", "is_deleted": True, "master_record_id": "001A"},
        {"id": "001D", "name": "Delta", "number_of_employees": "many"},
    ],
    "contact": [
        {"email": "Ann@Acme.com ", "id": "003A", "account_id": "001A", "name": "Ann Ames"}
        | {"title": "CFO", "lead_source": "Web", "owner_id": "U1", "mql_date_c": "2023-04-10"}
        | {"sql_date_c": "2023-04-12T11:00:00+02:00", "created_date": "2023-06-01T10:00:00Z"},
        {"id": "003B", "account_id": "001B", "created_date": "2023-07-01T00:30:00+02:00"},
        {"id": "003C", "email": "ann@acme.com", "is_deleted": True} | {"master_record_id": "003A"},
        {"id": "003D", "email": "gone@acme.com", "is_deleted": True},
        {"id": "003E", "is_deleted": True, "master_record_id": "003A"}
        | {"_fivetran_synced": "2024-06-01T00:00:00Z"},
        {"id": "003E", "name": "Back again", "_fivetran_synced": "2024-06-02T00:00:00Z"},
    ],
    "lead": [
        {"id": "00QA", "email": "ANN@acme.com", "company": "Acme GmbH", "name": "A. Ames"}
        | {"website": "acme.com", "lead_source": "Fair", "converted_contact_id": "003A"}
        | {"converted_account_id": "001A", "converted_date": "2023-06-01", "owner_id": "U1"}
        | {"created_date": "2023-04-01T12:00:00Z", "mql_date_c": "2023-04-02"},
        {"id": "00QB", "converted_contact_id": "003A", "converted_date": "2023-06-02"}
        | {"created_date": "2023-05-01T12:00:00Z"},
        {"id": "00QC", "email": "bob@beta.io", "created_date": "2023-05-02 12:00:00"},
        {"id": "00QD", "is_deleted": True, "master_record_id": "00QC"},
        {"id": "00QE", "is_deleted": True, "converted_contact_id": "003B"}
        | {"converted_date": "2023-06-30", "created_date": "2023-01-01T00:00:00Z"},
    ],
    "opportunity": [
        {"name": "Acme, big", "id": "006A", "account_id": "001A", "type": "New Customer"}
        | {"stage_name": "Closed Won", "is_closed": True, "is_won": True, "amount": "1000.50"}
        | {"currency_iso_code": "EUR", "probability": 100, "close_date": "2024-02-01"}
        | {"lead_source": "Web", "campaign_id": "701A", "owner_id": "U1", "term_months_c": 12}
        | {"self_reported_source_c": "a friend", "created_date": "2024-01-01T09:00:00Z"},
        {"id": "006B", "account_id": "001B", "type": "Existing Customer - Upgrade"}
        | {"stage_name": "Closed Lost", "is_closed": True, "is_won": False, "amount": 200}
        | {"close_date": "2024-03-05", "created_date": "2024-03-10T09:00:00Z"}
        | {"loss_reason_c": "Price", "competitor_c": "Other Ltd"},
        {"id": "006C", "account_id": "001A", "type": "Contract Renewal", "amount": "-5.25"}
        | {"stage_name": "Negotiation", "is_closed": False, "is_won": False, "probability": 25}
        | {"close_date": "2024-12-31", "term_months_c": "a year"}
        | {"created_date": "2024-03-01T23:30:00-02:00"},
        {"id": "006D", "is_closed": False, "is_won": False, "amount": 7}
        | {"created_date": "2024-01-01T09:00:00Z"},
        {"id": "006E", "account_id": "001A", "is_closed": True, "is_won": True}
        | {"created_date": "2024-01-01T09:00:00Z"},
        {"id": "006F", "account_id": "001A", "is_closed": False, "is_won": False}
        | {"is_deleted": True, "created_date": "2024-01-01T09:00:00Z"},
        {"id": "006G", "account_id": "001A", "is_closed": False, "is_won": False}
        | {"_fivetran_deleted": True, "created_date": "2024-01-01T09:00:00Z"},
        {"id": "006H", "account_id": "001A", "is_closed": False, "is_won": False}
        | {"_fivetran_active": False, "created_date": "2024-01-01T09:00:00Z"},
        {"id": "006H", "account_id": "001A", "is_closed": False, "is_won": False}
        | {"_fivetran_active": True, "type": "Odd - One", "created_date": "2024-01-01"},
        {"id": "006I", "account_id": "001A", "is_closed": False, "is_won": False}
        | {"amount": "1.234,50", "created_date": "2024-01-01T09:00:00Z"},
    ],
    "opportunity_history": [
        {"created_date": "2024-02-01T17:30:00+02:00", "stage_name": "Closed Won"}
        | {"opportunity_id": "006A", "id": "5", "amount": "1000"},
        {"id": "6", "opportunity_id": "006A", "stage_name": "Closed Won", "amount": "1000.50"}
        | {"created_date": "2024-02-01T16:00:00Z"},
        {"id": "1", "opportunity_id": "006A", "stage_name": "Prospecting", "amount": 500}
        | {"created_date": "2024-01-01T09:00:00Z"},
        {"id": "2", "opportunity_id": "006A", "stage_name": "Prospecting", "amount": 900}
        | {"created_date": "2024-01-02T09:00:00Z"},
        {"id": "3", "opportunity_id": "006A", "stage_name": "Negotiation", "amount": 900}
        | {"created_date": "2024-01-03T09:00:00Z"},
        {"id": "4", "opportunity_id": "006A", "stage_name": "Prospecting"}
        | {"created_date": "2024-01-04T09:00:00Z"},
        {"id": "7", "opportunity_id": "006B", "stage_name": "Closed Lost"}
        | {"created_date": "2024-03-06T09:00:00Z"},
        {"id": "8", "opportunity_id": "006B", "created_date": "2024-03-06T09:00:00Z"},
    ],
    "opportunity_contact_role": [
        {"id": "1", "opportunity_id": "006A", "contact_id": "003A", "role": "Champion"},
        {"id": "2", "opportunity_id": "006A", "contact_id": "003A", "role": "Decision Maker"}
        | {"is_primary": True},
        {"id": "3", "opportunity_id": "006A", "contact_id": "003B"},
        {"id": "4", "opportunity_id": "006C", "contact_id": "003B", "is_deleted": True},
    ],
    "campaign": [
        {"id": "701A", "name": "Fair", "type": "Trade Show", "parent_id": "701B"}
        | {"start_date": "2024-01-15", "end_date": "2024-01-17", "budgeted_cost": 5000}
        | {"actual_cost": "4321.99", "currency_iso_code": "EUR"},
        {"id": "701B", "name": "All fairs", "actual_cost": 0},
        {"id": "701C", "actual_cost": 100, "created_date": "2024-02-20T23:30:00-05:00"},
        {"id": "701D", "name": "Never", "actual_cost": 1},
    ],
    "campaign_member": [
        {"id": "1", "campaign_id": "701A", "contact_id": "003A", "lead_id": "00QA"}
        | {"has_responded": True, "first_responded_date": "2024-01-16"}
        | {"created_date": "2024-01-01T10:00:00Z"},
        {"id": "2", "campaign_id": "701A", "lead_id": "00QC", "has_responded": True}
        | {"created_date": "2024-01-17T10:00:00+01:00"},
        {"id": "3", "campaign_id": "701A", "lead_id": "00QB", "has_responded": False},
        {"id": "4", "campaign_id": "701A", "has_responded": True} | {"created_date": "2024-01-17"},
        {"id": "5", "campaign_id": "gone", "contact_id": "003B", "has_responded": False}
        | {"first_responded_date": "2024-01-18"},
        {"id": "6", "campaign_id": "701A", "contact_id": "003B"},
        {"id": "7", "campaign_id": "701A", "contact_id": "003B", "has_responded": True},
        {"id": "8", "campaign_id": "701C", "contact_id": "003B", "has_responded": True}
        | {"created_date": "2024-01-19T10:00:00Z"},
        {"id": "8", "campaign_id": "701C", "contact_id": "003B", "has_responded": True}
        | {"created_date": "2024-01-19T10:00:00Z"},
        {"campaign_id": "701A", "contact_id": "003B", "has_responded": True},
    ],
    "task": [
        {"id": "a", "who_id": "003A", "what_id": "006A", "account_id": "001A", "type": "Call"}
        | {"task_subtype": "Call", "call_type": "Outbound", "owner_id": "U1"}
        | {"status": "Completed", "is_closed": True, "subject": "First call"}
        | {"activity_date": "2024-01-05", "completed_date_time": "2024-01-05T16:00:00+01:00"},
        {"id": "b", "who_id": "00QC", "task_subtype": "Email", "status": "completed"}
        | {"subject": "Email: hello, you", "activity_date": "2024-01-06"}
        | {"created_date": "2024-01-07T10:00:00Z"},
        {"id": "c", "who_id": "00QC", "type": "Email", "status": "Completed"}
        | {"subject": "<< Re: hello", "created_date": "2024-01-07T10:00:00Z"},
        {"id": "d", "who_id": "00QC", "type": "LinkedIn InMail", "is_closed": True}
        | {"status": "Erledigt", "activity_date": "2024-01-08"},
        {"id": "e", "what_id": "001B", "type": "Call", "status": "Completed"}
        | {"call_disposition": "Left Voicemail", "activity_date": "2024-01-09"},
        {"id": "f", "what_id": "006X", "type": "Meeting", "status": "Completed"}
        | {"activity_date": "2024-01-09"},
        {"id": "g", "who_id": "003A", "call_type": "inbound", "task_subtype": "Call"}
        | {"status": "Completed", "activity_date": "2024-01-10"},
        {"id": "h", "who_id": "003A", "status": "In Progress", "activity_date": "2024-01-10"},
        {"id": "i", "status": "Completed", "activity_date": "2024-01-10"},
        {"id": "j", "who_id": "003A", "status": "Completed", "call_type": "Internal"}
        | {"activity_date": "2024-01-10"},
        {"id": "k", "who_id": "003A", "status": "Completed", "is_deleted": True},
        {"id": "l", "who_id": "003A", "status": "Completed"},
        {"id": "m", "who_id": "003A", "is_recurrence": True, "activity_date": "2024-01-10"},
        {"id": "n", "who_id": "003A", "status": "Completed", "activity_date": "10/01/2024"},
    ],
    "event": [
        {"id": "a", "who_id": "003A", "account_id": "001A", "subject": "Intro"}
        | {"start_date_time": "2024-01-11T09:00:00-05:00", "owner_id": "U1"},
        {"id": "b", "what_id": "006C", "subject": "Product-Demo"} | {"activity_date": "2024-01-12"},
        {"id": "c", "who_id": "003A", "is_child": True}
        | {"start_date_time": "2024-01-11 14:00:00"},
        {"id": "d", "who_id": "003A", "is_recurrence": True, "activity_date": "2024-01-11"},
        {"id": "e", "who_id": "003B", "subject": "Democracy at work", "type": "Other"}
        | {"start_date_time": "2031-01-11T00:00:00Z", "is_all_day_event": True},
        {"id": "f", "who_id": "003B", "subject": "Some day"},
        {"id": "g", "subject": "Dentist", "activity_date": "2024-01-12"},
    ],
    "user": [
        {"name": "Sam Seller", "id": "U1"},
    ],
    "dated_conversion_rate": [
        {"id": "1", "iso_code": "EUR", "start_date": "0000-12-30", "conversion_rate": 1},
        {"id": "2", "iso_code": "EUR", "start_date": "2024-01-01", "conversion_rate": 1.0},
        {"id": "3", "iso_code": "USD", "start_date": "0000-12-30", "conversion_rate": 1.25},
        {"id": "4", "iso_code": "USD", "start_date": "2024-01-01", "conversion_rate": 1},
        {"id": "5", "iso_code": "GBP", "start_date": "2024-01-01", "conversion_rate": 0},
        {"id": "6", "iso_code": "USD", "start_date": "soon", "conversion_rate": 1.1},
    ],
}

#: The rejected rows of TABLES: {(table, row): (column, how the reason begins)}.
REJECTED = {
    ("account", "001A"): ("id", "is an older copy"),
    ("account", "001C"): ("is_deleted", "the source has deleted the row"),
    ("account", "001D"): ("number_of_employees", "is not a whole number"),
    ("contact", "003C"): ("is_deleted", "the source has deleted the row"),
    ("contact", "003D"): ("is_deleted", "the source has deleted the row"),
    ("contact", "003E"): ("is_deleted", "the source has deleted the row"),
    ("lead", "00QD"): ("is_deleted", "the source has deleted the row"),
    ("lead", "00QE"): ("is_deleted", "the source has deleted the row"),
    ("opportunity", "006D"): ("account_id", "is missing"),
    ("opportunity", "006E"): ("close_date", "is missing, and the deal is closed"),
    ("opportunity", "006F"): ("is_deleted", "the source has deleted the row"),
    ("opportunity", "006I"): ("amount", "is not an amount"),
    ("opportunity_history", "8"): ("stage_name", "is missing"),
    ("opportunity_contact_role", "1"): ("role", "is a further role"),
    ("opportunity_contact_role", "4"): ("is_deleted", "the source has deleted the row"),
    ("campaign", "701D"): ("start_date", "is missing, and so is created_date"),
    ("campaign_member", "3"): ("has_responded", "has not responded"),
    ("campaign_member", "4"): ("contact_id", "is missing, and so is lead_id"),
    ("campaign_member", "6"): ("has_responded", "has not responded"),
    ("campaign_member", "7"): ("first_responded_date", "is missing, and so is created_date"),
    ("campaign_member", "8"): ("id", "is an older copy"),
    ("campaign_member", "row 10"): ("id", "is missing"),
    ("task", "h"): ("status", "is not done"),
    ("task", "i"): ("who_id", "is missing"),
    ("task", "j"): ("call_type", "is a call among ourselves"),
    ("task", "k"): ("is_deleted", "the source has deleted the row"),
    ("task", "l"): ("completed_date_time", "is missing"),
    ("task", "m"): ("is_recurrence", "is the pattern of a series"),
    ("task", "n"): ("activity_date", "is not a date"),
    ("event", "c"): ("is_child", "is the copy of a meeting"),
    ("event", "d"): ("is_recurrence", "is the pattern of a series"),
    ("event", "f"): ("start_date_time", "is missing"),
    ("event", "g"): ("who_id", "is missing"),
    ("dated_conversion_rate", "5"): ("conversion_rate", "is not above 0"),
    ("dated_conversion_rate", "6"): ("start_date", "is not a date"),
}
#: What only Fivetran says of a row.
REJECTED_BY_FIVETRAN = {
    ("opportunity", "006G"): ("_fivetran_deleted", "the source has deleted the row"),
    ("opportunity", "006H"): ("_fivetran_active", "is a past version"),
}


def as_airbyte(tables: Mapping[str, Rows]) -> dict[str, Rows]:
    """Write the tables as Airbyte would: the API's names, no rows that only Fivetran keeps."""
    return {
        _camel(table): [
            {_api_name(column): value for column, value in row.items()}
            for row in rows
            if not row.get("_fivetran_deleted") and row.get("_fivetran_active", True)
        ]
        for table, rows in tables.items()
    }


def _camel(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))


def _api_name(column: str) -> str:
    if column.startswith("_"):
        return column.replace("_fivetran_synced", "_airbyte_extracted_at")
    return _camel(column.removesuffix("_c")) + ("__c" if column.endswith("_c") else "")


@pytest.fixture(scope="module", params=["fivetran", "airbyte"])
def layout(request: pytest.FixtureRequest) -> str:
    """Name the tool that landed the tables."""
    return str(request.param)


@pytest.fixture(scope="module")
def salesforce(layout: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """Stage the tables as Fivetran's CSV or as Airbyte's Parquet with typed columns."""
    if layout == "fivetran":
        with staged("salesforce", TABLES) as connection:
            yield connection
    else:
        tables = as_airbyte(TABLES)
        with staged("salesforce", tables, "parquet", salesforce_layout=layout) as connection:
            yield connection


def test_rejected_rows_say_why(salesforce: duckdb.DuckDBPyConnection, layout: str) -> None:
    rows = salesforce.sql(
        "select table_name, row_key, column_name, reason from staging.stg_salesforce__rejected_rows"
    ).fetchall()
    expected = REJECTED | (REJECTED_BY_FIVETRAN if layout == "fivetran" else {})
    assert sorted((table, key) for table, key, _, _ in rows) == sorted(expected)
    for table, key, column, reason in rows:
        expected_column, beginning = expected[table, key]
        assert column == expected_column, (table, key)
        assert reason.startswith(beginning), (table, key)


def test_every_activity_is_one_touch_or_one_rejected_row(
    salesforce: duckdb.DuckDBPyConnection,
) -> None:
    for table in ("campaign_member", "task", "event"):
        touches, rejected = (
            salesforce.sql(f"select count(*) from staging.{model} where {where}").fetchall()[0][0]
            for model, where in (
                ("stg_salesforce__touches", f"touch_id like 'salesforce:{table}:%'"),
                ("stg_salesforce__rejected_rows", f"table_name = '{table}'"),
            )
        )
        assert touches > 0
        assert touches + rejected == len(TABLES[table])


def test_no_money_is_lost_but_that_of_rejected_rows(
    salesforce: duckdb.DuckDBPyConnection,
) -> None:
    for table, column, model in (
        ("opportunity", "amount", "deals"),
        ("campaign", "actual_cost", "spend"),
    ):
        accepted = [
            Decimal(str(row[column]))
            for row in TABLES[table]
            if row.get(column) and (table, row["id"]) not in REJECTED
        ]
        money = "amount" if model == "deals" else "cost"
        total = salesforce.sql(f"select sum({money}) from staging.stg_salesforce__{model}")
        assert total.fetchall() == [(sum(accepted),)]


def test_touches(salesforce: duckdb.DuckDBPyConnection) -> None:
    columns = (
        "replace(touch_id, 'salesforce:', ''), touch_type, touched_at::varchar, is_date_only, "
        "contact_id, account_id, deal_id, direction"
    )
    response, no_more = "campaign_response", (None, None, None)
    assert rows_of(salesforce, "stg_salesforce__touches", columns) == {
        "campaign_member:1": (response, "2024-01-16 00:00:00", True, "003A", *no_more),
        "campaign_member:2": (response, "2024-01-17 09:00:00", False, "00QC", *no_more),
        "campaign_member:5": (response, "2024-01-18 00:00:00", True, "003B", *no_more),
        "campaign_member:8": (response, "2024-01-19 10:00:00", False, "003B", *no_more),
        "task:a": ("call", "2024-01-05 15:00:00", False, "003A", "001A", "006A", "outbound"),
        "task:b": ("email_sent", "2024-01-06 00:00:00", True, "00QC", None, None, "outbound"),
        "task:c": ("email_replied", "2024-01-07 10:00:00", False, "00QC", None, None, "inbound"),
        "task:d": ("other", "2024-01-08 00:00:00", True, "00QC", None, None, "outbound"),
        "task:e": ("call", "2024-01-09 00:00:00", True, None, "001B", None, "outbound"),
        "task:f": ("meeting", "2024-01-09 00:00:00", True, None, None, "006X", None),
        "task:g": ("call", "2024-01-10 00:00:00", True, "003A", None, None, "inbound"),
        "event:a": ("meeting", "2024-01-11 14:00:00", False, "003A", "001A", None, None),
        "event:b": ("demo", "2024-01-12 00:00:00", True, None, None, "006C", None),
        "event:e": ("meeting", "2031-01-11 00:00:00", True, "003B", *no_more),
    }


def test_touches_say_who_of_us_and_what(salesforce: duckdb.DuckDBPyConnection) -> None:
    columns = "touch_id, owner, content, campaign_id, campaign_name"
    found = rows_of(salesforce, "stg_salesforce__touches", columns)
    assert found["salesforce:task:a"] == ("Sam Seller", "First call", None, None)
    assert found["salesforce:task:b"] == (None, "Email: hello, you", None, None)
    assert found["salesforce:event:a"] == ("Sam Seller", "Intro", None, None)
    assert found["salesforce:campaign_member:1"] == (None, None, "701A", "Fair")
    assert found["salesforce:campaign_member:5"] == (None, None, "gone", None)


def test_deals_are_dated_by_what_is_known(salesforce: duckdb.DuckDBPyConnection) -> None:
    columns = (
        "deal_id, outcome, created_at::varchar, closed_at::varchar, expected_close_date::varchar"
    )
    typed_later = "2024-03-05 23:59:59.999999"
    assert rows_of(salesforce, "stg_salesforce__deals", columns) == {
        # the history saw it enter its stage on the close date
        "006A": ("won", "2024-01-01 09:00:00", "2024-02-01 15:30:00", None),
        # the history saw it a day later, and somebody created it after that
        "006B": ("lost", typed_later, typed_later, None),
        "006C": ("open", "2024-03-02 01:30:00", None, "2024-12-31"),
        "006H": ("open", "2024-01-01 00:00:00", None, None),
    }


def test_deals_keep_what_people_wrote(salesforce: duckdb.DuckDBPyConnection) -> None:
    columns = "deal_id, account_id, deal_type, amount, stage, probability, term_months"
    assert rows_of(salesforce, "stg_salesforce__deals", columns) == {
        "006A": ("001A", "new_business", Decimal("1000.50"), "Closed Won", 1.0, 12),
        "006B": ("001B", "expansion", Decimal("200.00"), "Closed Lost", None, None),
        "006C": ("001A", "renewal", Decimal("-5.25"), "Negotiation", 0.25, None),
        "006H": ("001A", "odd_one", None, None, None, None),
    }
    columns = "deal_id, deal_name, currency, lead_source, primary_campaign_id, owner"
    found = rows_of(salesforce, "stg_salesforce__deals", columns)
    assert found["006A"] == ("Acme, big", "EUR", "Web", "701A", "Sam Seller")
    columns = "deal_id, self_reported_source, loss_reason, competitor"
    found = rows_of(salesforce, "stg_salesforce__deals", columns)
    assert found["006A"] == ("a friend", None, None)
    assert found["006B"] == (None, "Price", "Other Ltd")


def test_stages_are_entries_and_entries_again(salesforce: duckdb.DuckDBPyConnection) -> None:
    rows = salesforce.sql(
        "select deal_id, stage, entered_at::varchar, amount "
        "from staging.stg_salesforce__deal_stages order by entered_at"
    ).fetchall()
    assert rows == [
        ("006A", "Prospecting", "2024-01-01 09:00:00", Decimal(500)),
        ("006A", "Negotiation", "2024-01-03 09:00:00", Decimal(900)),
        ("006A", "Prospecting", "2024-01-04 09:00:00", None),
        ("006A", "Closed Won", "2024-02-01 15:30:00", Decimal(1000)),
        ("006B", "Closed Lost", "2024-03-06 09:00:00", None),
    ]


def test_a_person_has_one_role_on_a_deal(salesforce: duckdb.DuckDBPyConnection) -> None:
    columns = "contact_id, deal_id, buying_role, is_primary"
    assert rows_of(salesforce, "stg_salesforce__deal_contacts", columns) == {
        "003A": ("006A", "Decision Maker", True),
        "003B": ("006A", None, False),
    }


def test_people_are_contacts_and_leads(salesforce: duckdb.DuckDBPyConnection) -> None:
    columns = "contact_id, record_type, account_id, email, full_name, company_name, website"
    assert rows_of(salesforce, "stg_salesforce__contacts", columns) == {
        "003A": ("contact", "001A", "ann@acme.com", "Ann Ames", None, None),
        "003B": ("contact", "001B", None, None, None, None),
        "003C": ("contact", None, "ann@acme.com", None, None, None),
        "003E": ("contact", None, None, "Back again", None, None),
        "00QA": ("lead", "001A", "ann@acme.com", "A. Ames", "Acme GmbH", "acme.com"),
        "00QB": ("lead", None, None, None, None, None),
        "00QC": ("lead", None, "bob@beta.io", None, None, None),
        "00QD": ("lead", None, None, None, None, None),
    }
    columns = "contact_id, title, lead_source, owner"
    found = rows_of(salesforce, "stg_salesforce__contacts", columns)
    assert found["003A"] == ("CFO", "Web", "Sam Seller")
    assert found["00QA"] == (None, "Fair", "Sam Seller")


def test_milestones_of_people(salesforce: duckdb.DuckDBPyConnection) -> None:
    times = ("created_at", "lead_created_at", "mql_at", "sql_at")
    columns = ", ".join(["contact_id", *(f"{time}::varchar" for time in times)])
    first_lead = "2023-04-01 12:00:00"
    mql = "2023-04-10 23:59:59.999999"
    assert rows_of(salesforce, "stg_salesforce__contacts", columns) == {
        "003A": ("2023-06-01 10:00:00", first_lead, mql, "2023-04-12 09:00:00"),
        "003B": ("2023-06-30 22:30:00", "2023-06-30 22:30:00", None, None),
        "003C": (None, None, None, None),
        "003E": (None, None, None, None),
        "00QA": (first_lead, first_lead, "2023-04-02 23:59:59.999999", None),
        "00QB": ("2023-05-01 12:00:00", "2023-05-01 12:00:00", None, None),
        "00QC": ("2023-05-02 12:00:00", "2023-05-02 12:00:00", None, None),
        "00QD": (None, None, None, None),
    }


def test_merges_outlive_the_deleted_rows(salesforce: duckdb.DuckDBPyConnection) -> None:
    columns = "merged_id, surviving_id, record_type, match_method, merged_at::varchar"
    assert rows_of(salesforce, "stg_salesforce__merges", columns) == {
        "001C": ("001A", "account", "merged", None),
        "003C": ("003A", "contact", "merged", None),
        "00QD": ("00QC", "contact", "merged", None),
        "00QA": ("003A", "contact", "converted_lead", "2023-06-01 23:59:59.999999"),
        "00QB": ("003A", "contact", "converted_lead", "2023-06-02 23:59:59.999999"),
        "00QE": ("003B", "contact", "converted_lead", "2023-06-30 23:59:59.999999"),
    }


def test_accounts(salesforce: duckdb.DuckDBPyConnection) -> None:
    columns = "account_id, account_name, domain, parent_account_id, industry, employees, country"
    assert rows_of(salesforce, "stg_salesforce__accounts", columns) == {
        "001A": ("Acme, Inc.", "acme.com", None, "IT", 250, "Germany"),
        "001B": ("Beta", None, "001A", None, None, None),
        # merged into the first: its name and domain still lead there
        "001C": ("Acme again", None, None, None, None, None),
    }
    columns = "account_id, segment, is_target_account, target_tier, owner, created_at::varchar"
    assert rows_of(salesforce, "stg_salesforce__accounts", columns) == {
        "001A": ("Mid", True, "A", "Sam Seller", "2023-05-01 06:00:00"),
        "001B": (None, False, None, None, None),
        "001C": (None, False, None, None, None),
    }


def test_campaigns_and_what_they_cost(salesforce: duckdb.DuckDBPyConnection) -> None:
    columns = "campaign_id, campaign_name, campaign_type, parent_campaign_id, budget, actual_cost"
    assert rows_of(salesforce, "stg_salesforce__campaigns", columns) == {
        "701A": ("Fair", "Trade Show", "701B", Decimal(5000), Decimal("4321.99")),
        "701B": ("All fairs", None, None, None, Decimal(0)),
        "701C": (None, None, None, None, Decimal(100)),
    }
    columns = "campaign_id, starts_on::varchar, ends_on::varchar, currency"
    found = rows_of(salesforce, "stg_salesforce__campaigns", columns)
    assert found["701A"] == ("2024-01-15", "2024-01-17", "EUR")
    columns = "campaign_id, spend_date::varchar, platform, campaign_name, cost, currency"
    assert rows_of(salesforce, "stg_salesforce__spend", columns) == {
        "701A": ("2024-01-15", "salesforce", "Fair", Decimal("4321.99"), "EUR"),
        "701C": ("2024-02-21", "salesforce", None, Decimal(100), None),
    }


def test_rates_are_worth_in_the_corporate_currency(salesforce: duckdb.DuckDBPyConnection) -> None:
    rows = salesforce.sql(
        "select currency, valid_from::varchar, rate, reporting_currency "
        "from staging.stg_salesforce__exchange_rates order by currency, valid_from"
    ).fetchall()
    assert rows == [
        ("EUR", "1900-01-01", 1.0, "EUR"),
        ("EUR", "2024-01-01", 1.0, "EUR"),
        ("USD", "1900-01-01", 0.8, "EUR"),
        ("USD", "2024-01-01", 1.0, "EUR"),
    ]


LITTLE: dict[str, Rows] = {
    "account": [{"id": "001A"}],
    "contact": [{"id": "003A"}],
    "opportunity": [
        {"id": "006A", "account_id": "001A", "is_closed": True, "is_won": True}
        | {"close_date": "2024-02-01", "created_date": "2024-01-01"}
    ],
}


def test_optional_tables_and_columns_may_be_missing() -> None:
    tables = LITTLE | {
        "dated_conversion_rate": [{"id": "1", "iso_code": "usd", "conversion_rate": 1.25}]
    }
    with staged("salesforce", tables) as connection:
        found = rows_of(
            connection,
            "stg_salesforce__raw_tables",
            "table_name, is_present, is_required, raw_rows, missing_columns",
        )
        deals = rows_of(connection, "stg_salesforce__deals", "deal_id, closed_at::varchar")
        rates = rows_of(connection, "stg_salesforce__exchange_rates", "currency")
        rejected = rows_of(connection, "stg_salesforce__rejected_rows", "row_key, reason")
    assert found["task"][:3] == (False, False, 0)
    assert found["account"][:3] == (True, True, 1)
    assert "loss_reason_c" in str(found["opportunity"][3])
    assert deals == {"006A": ("2024-02-01 23:59:59.999999",)}
    assert not rates
    assert rejected.keys() == {"1"}
    assert str(rejected["1"][0]).startswith("has no corporate currency")


@pytest.mark.parametrize(
    ("tables", "words"),
    [
        (
            {name: rows for name, rows in LITTLE.items() if name != "opportunity"},
            ("salesforce", "has no opportunity.csv"),
        ),
        (
            LITTLE | {"contact": [{"email": "ann@acme.com"}]},
            ("salesforce", "contact.csv has no column id"),
        ),
    ],
)
def test_what_must_be_there_is_named_in_one_sentence(
    tables: Mapping[str, Rows], words: Sequence[str]
) -> None:
    with pytest.raises(InputError) as stopped, staged("salesforce", tables):
        pass
    sentence = str(stopped.value)
    assert all(word in sentence for word in words), sentence
    assert "\n" not in sentence
