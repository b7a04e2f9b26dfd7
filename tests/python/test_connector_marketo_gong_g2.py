"""Raw tables of Marketo, Gong and G2, in odd ways, become conformed rows worked out by hand."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import duckdb
import pytest

from connector_tables import Table, build_staging, rows_of, write_tables
from whence.errors import InputError

Rows = Sequence[Mapping[str, object]]
Connection = duckdb.DuckDBPyConnection

#: Columns in no order, unknown ones between them, times with offsets, rows loaded again and erased.
MARKETO: dict[str, Rows] = {
    "lead": [
        {"unsubscribed": False, "email": " Ann@Acme.com", "id": 1, "first_name": "Ann"}
        | {"last_name": "Ames", "title": "CFO", "company": "Acme, Inc.", "website": "acme.com"}
        | {"lead_source": "Webinar", "sfdc_contact_id": "003A", "sfdc_lead_id": "00QA"}
        | {"sfdc_account_id": "001A", "inferred_company": "Telco"}
        | {"created_at": "2024-01-01T01:30:00+02:00", "_fivetran_synced": "2024-06-02T00:00:00Z"},
        {"id": 1, "email": "old@acme.com", "_fivetran_synced": "2024-06-01T00:00:00Z"},
        {"id": 2, "email": "ann@acme.com", "created_at": "2024-01-02 10:00:00"},
        {"id": 3, "sfdc_lead_id": "00QC", "last_name": "Bo"} | {"inferred_company": "Telco"},
        {"email": "nobody@acme.com"},
        {"id": 4, "email": "late@acme.com", "created_at": "yesterday"},
    ],
    "program": [
        {"name": "Spring webinar", "channel": "Webinar", "id": 10, "start_date": "2024-03-01"}
        | {"end_date": "2024-03-02T00:00:00Z", "workspace": "Default"},
        {"id": 11, "name": "2024-05 Fair", "channel": "Trade Show", "sfdc_id": "701A"}
        | {"sfdc_name": "Fair"},
        {"id": 12, "name": "Erased", "_fivetran_deleted": True},
    ],
    "campaign": [
        {"id": 100, "program_id": 10, "name": "Invitation"},
        {"id": 101, "program_id": 11},
        {"id": 102, "program_id": 99},
        {"id": 103},
    ],
    "activity_send_email": [
        {"activity_date": "2024-02-01T10:00:00Z", "id": "s1", "lead_id": 1, "campaign_id": 100}
        | {"primary_attribute_value": "Spring webinar.Invitation", "step_id": 7},
        {"id": "s1", "lead_id": 1, "activity_date": "2024-02-01T10:00:00Z", "campaign_id": 100},
        {"id": "s2", "lead_id": 3, "activity_date": "2024-02-01T10:00:00Z", "campaign_id": 102},
        {"id": "s3", "activity_date": "2024-02-01T10:00:00Z"},
        {"id": "s4", "lead_id": 3, "activity_date": "never"},
    ],
    "activity_open_email": [
        {"id": "o1", "lead_id": 1, "activity_date": "2024-02-01T23:30:00-05:00"}
        | {"primary_attribute_value": "Spring webinar.Invitation", "campaign_id": 101},
    ],
    "activity_click_email": [
        {"id": "c1", "lead_id": 2, "activity_date": "2024-02-02T10:00:00Z", "campaign_id": 103}
        | {"link": "https://us.com/w?utm_medium=email", "primary_attribute_value": "Mail"},
    ],
    "activity_fill_out_form": [
        {"id": "f1", "lead_id": 2, "activity_date": "2024-02-03T10:00:00Z"}
        | {"primary_attribute_value": "Contact us", "referrer_url": "https://us.com/contact"}
        | {"query_parameters": "?utm_source=x&gclid=1", "form_fields": '{"a": "b, c"}'},
        {"id": "f2", "lead_id": 2, "activity_date": "2024-02-03T11:00:00Z"}
        | {"referrer_url": "https://us.com/c?a=1", "query_parameters": "a=1"},
        {"id": "f3", "lead_id": 2, "activity_date": "2024-02-03T12:00:00Z"}
        | {"referrer_url": "https://us.com/c"},
        {"id": "f4", "lead_id": 2, "activity_date": "2024-02-03T13:00:00Z"}
        | {"query_parameters": "utm_source=y"},
        {"id": "f5", "lead_id": 2, "activity_date": "2024-02-03T14:00:00Z"}
        | {"_fivetran_deleted": True},
    ],
    "activity_change_status_in_progression": [
        {"id": "p3", "lead_id": 1, "activity_date": "2024-03-01T12:00:00Z", "success": True}
        | {"new_status": "Attended", "primary_attribute_value_id": 10},
        {"id": "p1", "lead_id": 1, "activity_date": "2024-02-10T12:00:00Z", "success": False}
        | {"new_status": "Invited", "primary_attribute_value_id": 10},
        {"id": "p2", "lead_id": 1, "activity_date": "2024-03-01T13:00:00Z", "success": True}
        | {"new_status": "Attended on demand", "primary_attribute_value_id": 10},
        {"id": "p4", "lead_id": 1, "activity_date": "2024-05-01T13:00:00Z", "success": True}
        | {"new_status": "Visited booth", "primary_attribute_value_id": 11},
        {"id": "p5", "lead_id": 3, "activity_date": "2024-05-01T13:00:00Z", "success": True}
        | {"primary_attribute_value_id": 98, "primary_attribute_value": "Long gone"},
        {"id": "p6", "lead_id": 3, "activity_date": "2024-05-01T13:00:00Z"}
        | {"new_status": "Member", "primary_attribute_value_id": 10},
        {"id": "p7", "lead_id": 3, "activity_date": "2024-05-01T13:00:00Z", "success": True},
    ],
    "activity_merge_leads": [
        {"id": "m1", "lead_id": 1, "merge_ids": "2, 5", "activity_date": "2024-04-01T12:00:00Z"}
        | {"merge_source": "Salesforce"},
        {"id": "m2", "lead_id": 5, "merge_ids": "[6,5]", "activity_date": "2024-03-01T12:00:00Z"},
        {"id": "m3", "lead_id": 5, "merge_ids": "6", "activity_date": "2024-03-01T12:00:01Z"},
        {"id": "m4", "lead_id": 5, "activity_date": "2024-03-01T12:00:01Z"},
    ],
}
MARKETO_REJECTED = {
    ("lead", "1"): ("id", "is an older copy"),
    ("lead", "row 5"): ("id", "is missing"),
    ("lead", "4"): ("created_at", "is not a time"),
    ("activity_send_email", "s1"): ("id", "is an older copy"),
    ("activity_send_email", "s3"): ("lead_id", "is missing"),
    ("activity_send_email", "s4"): ("activity_date", "is not a time"),
    ("activity_change_status_in_progression", "p1"): ("new_status", "is not a success status"),
    ("activity_change_status_in_progression", "p2"): ("new_status", "is a further success"),
    ("activity_change_status_in_progression", "p6"): ("new_status", "is not a success status"),
    ("activity_change_status_in_progression", "p7"): ("primary_attribute_value_id", "is missing"),
    ("activity_merge_leads", "m4"): ("merge_ids", "is missing"),
}
MARKETO_REJECTED_BY_FIVETRAN = {
    ("program", "12"): ("_fivetran_deleted", "the source has deleted the row"),
    ("activity_fill_out_form", "f5"): ("_fivetran_deleted", "the source has deleted the row"),
}

GONG: dict[str, Rows] = {
    "call": [
        {"title": "Intro", "started": "2024-01-10T15:00:00+01:00", "id": "7782342274025937891"}
        | {"direction": "Conference", "scope": "External", "primary_user_id": "u1"}
        | {"is_private": False, "duration": 1800},
        {"id": "7782342274025937892", "title": "Call about a demo", "direction": "Outbound"}
        | {"scope": "External", "started": "2024-01-11T15:00:00Z", "primary_user_id": "u2"},
        {"id": "7782342274025937893", "title": "Demo: whence", "direction": "Unknown"}
        | {"meeting_url": "https://zoom.us/j/1", "started": "2024-01-12T15:00:00Z"}
        | {"primary_user_id": "gone"},
        {"id": "7782342274025937894", "scope": "Internal", "title": "Forecast"}
        | {"started": "2024-01-13T15:00:00Z", "direction": "Conference"},
        {"id": "7782342274025937895", "title": "Nobody outside", "direction": "Inbound"}
        | {"started": "2024-01-14T15:00:00Z"},
        {"id": "7782342274025937896", "title": "Not yet", "direction": "Conference"},
        {"id": "7782342274025937897", "direction": "inbound", "scope": "Unknown"}
        | {"started": "2024-01-15T15:00:00Z"},
        {"id": "7782342274025937898", "started": "2024-01-16T15:00:00Z"}
        | {"_fivetran_deleted": True},
    ],
    "call_participant": [
        {"email_address": "zoe@Acme.com", "call_id": "7782342274025937891", "id": "1"}
        | {"affiliation": "External", "speaker_id": "9", "name": "Zoe"},
        {"call_id": "7782342274025937891", "id": "2", "email_address": "ann@acme.com"}
        | {"affiliation": "External", "name": "Ann"},
        {"call_id": "7782342274025937891", "id": "3", "email_address": "bob@acme.com"}
        | {"affiliation": "External", "speaker_id": "99"},
        {"call_id": "7782342274025937891", "id": "4", "email_address": "a@us.com"}
        | {"affiliation": "Internal", "speaker_id": "1", "user_id": "u1"},
        {"call_id": "7782342274025937892", "id": "5", "affiliation": "External"},
        {"call_id": "7782342274025937893", "id": "6", "email_address": "kim@beta.io"}
        | {"affiliation": "Unknown"},
        {"call_id": "7782342274025937894", "id": "7", "email_address": "x@beta.io"}
        | {"affiliation": "External"},
        {"call_id": "7782342274025937895", "id": "8", "email_address": "old@us.com"}
        | {"user_id": "u1", "affiliation": "External"},
        {"call_id": "7782342274025937895", "id": "9", "email_address": "b@us.com"}
        | {"affiliation": "INTERNAL"},
        {"call_id": "7782342274025937895", "id": "10", "email_address": "+49 30 1234"},
    ],
    "call_context_integration": [
        {"object_type": "Opportunity", "object_id": "006A", "call_id": "7782342274025937891"}
        | {"name": "StageName", "value": "Discovery", "timing": "Now"},
        {"call_id": "7782342274025937891", "object_type": "Opportunity", "object_id": "006A"}
        | {"name": "Amount", "value": "10"},
        {"call_id": "7782342274025937891", "object_type": "Account", "object_id": "001A"},
        {"call_id": "7782342274025937891", "object_type": "Account", "object_id": "001B"},
        {"call_id": "7782342274025937892", "object_type": "Account", "object_id": "001C"}
        | {"name": "Name", "value": "Gamma"},
        {"call_id": "7782342274025937892", "object_type": "Contact", "object_id": "003C"},
        {"call_id": "7782342274025937897", "object_type": "DEAL", "object_id": "77"},
    ],
    "users": [
        {"last_name": "Seller", "id": "u1", "first_name": "Sam", "email_address": "a@us.com"},
        {"id": "u2", "email_address": "b@us.com"},
    ],
}
GONG_REJECTED = {
    ("call", "7782342274025937894"): ("scope", "is an internal call"),
    ("call", "7782342274025937895"): ("scope", "concerns nobody we know of"),
    ("call", "7782342274025937896"): ("started", "is missing"),
}
GONG_REJECTED_BY_FIVETRAN = {
    ("call", "7782342274025937898"): ("_fivetran_deleted", "the source has deleted the row"),
}

COMPANIES = "https://data.g2.com/api/v1/ahoy/companies/"
#: Events of G2 and the companies behind them, by the names of the API.
EVENTS: Rows = [
    {"id": "1", "title": "Whence Reviews", "tag": "profile", "time": "2024-01-01T00:30:00+02:00"}
    | {"organization": "Acme Inc", "company": COMPANIES + "c-1", "url": "https://g2.com/whence"},
    {"id": "2", "tag": "pricing", "time": "2024-01-02T00:00:00.123Z", "organization": "Beta.io"},
    {"id": "3", "title": "Compare", "time": "2024-01-03T00:00:00Z", "organization": "Gamma, Ltd"}
    | {"company": COMPANIES + "unknown/?page=1"},
    {"id": "4", "tag": "category", "time": "2024-01-04T00:00:00Z"},
    {"id": "5", "time": "2024-01-05T00:00:00Z", "company": "c-2/?a=b/c"}
    | {"url": "https://g2.com/x", "organization": "delta.com"},
    {"id": "6", "tag": "profile", "organization": "Acme Inc"},
    {"id": "7", "tag": "profile", "time": "last week", "organization": "Acme Inc"},
]
G2_COMPANIES: Rows = [
    {"id": "c-1", "name": "Acme", "domain": "https://www.Acme.com/"},
    {"id": "c-2", "name": "Delta"},
]
G2_TOUCHES = {
    "1": ("acme.com", "Acme", "profile: Whence Reviews", "2023-12-31 22:30:00"),
    "2": ("beta.io", None, "pricing", "2024-01-02 00:00:00.123"),
    "3": (None, "Gamma, Ltd", "Compare", "2024-01-03 00:00:00"),
    "5": ("delta.com", "Delta", "https://g2.com/x", "2024-01-05 00:00:00"),
}


def camel(name: str) -> str:
    """Name a column as the APIs of Marketo and Gong do: leadId."""
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


def as_airbyte(rows: Rows, **names: str) -> Rows:
    """Write rows as Airbyte would: the API's names, none that only Fivetran keeps."""
    names = {"_fivetran_synced": "_airbyte_extracted_at"} | names
    return [
        {names.get(column, camel(column)): value for column, value in row.items()}
        for row in rows
        if not row.get("_fivetran_deleted")
    ]


def marketo_of_airbyte() -> dict[str, Rows]:
    """Write MARKETO as the streams leads, programs, campaigns and activities_*.

    Airbyte's programs do not say which campaign of Salesforce they are.
    """
    attributes = ("link", "referrer_url", "query_parameters", "new_status", "success", "merge_ids")
    snake = {name: name for name in attributes}
    programs = [
        {key: value for key, value in row.items() if not key.startswith("sfdc")}
        for row in MARKETO["program"]
    ]
    tables = {
        name.replace("activity_", "activities_"): as_airbyte(rows, id="marketoGUID", **snake)
        for name, rows in MARKETO.items()
        if name.startswith("activity_")
    }
    return tables | {
        "leads": as_airbyte(MARKETO["lead"]),
        "programs": as_airbyte(programs),
        "campaigns": as_airbyte(MARKETO["campaign"]),
    }


def gong_of_airbyte() -> dict[str, Rows]:
    """Write GONG as the streams calls, extensiveCalls and users.

    The id of extensiveCalls is a number there, too long for its digits.
    """
    extensive = []
    for call in GONG["call"]:
        parties, context = (
            [row for row in GONG[table] if row["call_id"] == call["id"]]
            for table in ("call_participant", "call_context_integration")
        )
        records = [{camel(key): value for key, value in row.items()} for row in context]
        extensive.append(
            {
                "id": float(str(call["id"])),
                "metaData": json.dumps({"id": call["id"]}),
                "parties": json.dumps(as_airbyte(parties)),
                "context": json.dumps([{"system": "Salesforce", "objects": records}]),
            }
        )
    return {
        "calls": as_airbyte(GONG["call"]),
        "extensiveCalls": extensive,
        "users": as_airbyte(GONG["users"]),
    }


def g2_of_singer() -> dict[str, Rows]:
    """Write EVENTS as a target does that makes one column of every nested field."""
    flat = [
        {
            name if name == "id" else "attributes__" + name: value
            for name, value in event.items()
            if name != "company"
        }
        | {"relationships__company__links__related": event.get("company"), "type": "event"}
        for event in EVENTS
    ]
    return {"remote_events_streams": [*flat, flat[0]], "companies": G2_COMPANIES}


def write_nested_g2(folder: Path) -> None:
    """Write EVENTS as a target does that keeps the nested records, into Parquet."""
    folder.mkdir(parents=True)
    events = [
        {
            "id": event["id"],
            "attributes": {key: value for key, value in event.items() if key != "company"},
            "relationships": {"company": {"links": {"related": event.get("company")}}},
        }
        for event in EVENTS
    ]
    companies = [{"id": row["id"], "attributes": row} for row in G2_COMPANIES]
    for table, rows in (("remote_events_streams", events), ("companies", companies)):
        lines = folder / f"{table}.json"
        lines.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
        duckdb.sql(
            f"copy (from read_json('{lines}', format = 'newline_delimited')) "
            f"to '{folder}/{table}.parquet'"
        )
        lines.unlink()


def build(
    folder: Path, tables: Mapping[str, Mapping[str, Table]], form: str = "csv", **layouts: str
) -> Connection:
    """Stage {source: {table: rows}} and what is in `folder`/raw already, all in one run."""
    for source, of_source in tables.items():
        write_tables(folder / "raw" / source, of_source, form)
    sources = ["marketo", "gong", "g2"]
    database = folder / "whence.duckdb"
    build_staging("", folder / "raw", database, sources=sources, **layouts)
    return duckdb.connect(str(database), read_only=True)


@pytest.fixture(scope="module", params=["fivetran", "airbyte"])
def layout(request: pytest.FixtureRequest) -> str:
    """Name the tool that landed the tables."""
    return str(request.param)


@pytest.fixture(scope="module")
def connection(layout: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """Stage all three sources: Fivetran's tables and a Singer tap's as CSV, or nested Parquet."""
    folder = tmp_path_factory.mktemp(layout)
    if layout == "fivetran":
        tables = {"marketo": MARKETO, "gong": GONG, "g2": g2_of_singer()}
        with build(folder, tables) as opened:
            yield opened
    else:
        write_nested_g2(folder / "raw" / "g2")
        tables = {"marketo": marketo_of_airbyte(), "gong": gong_of_airbyte()}
        layouts = {"marketo_layout": layout, "gong_layout": layout}
        with build(folder, tables, "parquet", **layouts) as opened:
            yield opened


def assert_rejected(
    connection: Connection, source: str, expected: Mapping[tuple[str, str], tuple[str, str]]
) -> None:
    """Compare the rejected rows with {(table, row): (column, how the reason begins)}."""
    rows = connection.sql(
        f"select table_name, row_key, column_name, reason from staging.stg_{source}__rejected_rows"
    ).fetchall()
    assert sorted((table, key) for table, key, _, _ in rows) == sorted(expected)
    for table, key, column, reason in rows:
        expected_column, beginning = expected[table, key]
        assert column == expected_column, (table, key)
        assert reason.startswith(beginning), (table, key)


def assert_accounted(connection: Connection, source: str, tables: Mapping[str, int]) -> None:
    """Check that each of the {table: raw rows} is one touch or one rejected row."""
    for table, raw_rows in tables.items():
        touches, rejected = (
            connection.sql(f"select count(*) from staging.stg_{source}__{where}").fetchall()[0][0]
            for where in (
                f"touches where touch_id like '{source}:{table}:%'",
                f"rejected_rows where table_name = '{table}'",
            )
        )
        assert touches > 0, table
        assert touches + rejected == raw_rows, table


def test_rows_of_marketo_are_rejected_with_a_reason(connection: Connection, layout: str) -> None:
    expected = dict(MARKETO_REJECTED)
    if layout == "fivetran":
        expected |= MARKETO_REJECTED_BY_FIVETRAN
    assert_rejected(connection, "marketo", expected)


def test_every_activity_of_marketo_is_accounted_for(connection: Connection, layout: str) -> None:
    tables = MARKETO if layout == "fivetran" else marketo_of_airbyte()
    counts = {
        name.replace("activities_", "activity_"): len(rows)
        for name, rows in tables.items()
        if name.startswith("activ") and "merge" not in name
    }
    assert_accounted(connection, "marketo", counts)


def test_touches_of_marketo(connection: Connection, layout: str) -> None:
    columns = (
        "replace(replace(touch_id, 'marketo:activity_', ''), 'change_status_in_', ''), touch_type, "
        "touched_at::varchar, replace(contact_id, 'marketo:lead:', ''), campaign_id, direction"
    )
    webinar = "marketo:program:10"
    fair = "701A" if layout == "fivetran" else "marketo:program:11"
    form, response = "form_submission", "campaign_response"
    assert rows_of(connection, "stg_marketo__touches", columns) == {
        "send_email:s1": ("email_sent", "2024-02-01 10:00:00", "1", webinar, None),
        "send_email:s2": ("email_sent", "2024-02-01 10:00:00", "3", None, None),
        "open_email:o1": ("email_opened", "2024-02-02 04:30:00", "1", fair, None),
        "click_email:c1": ("email_clicked", "2024-02-02 10:00:00", "2", None, None),
        "fill_out_form:f1": (form, "2024-02-03 10:00:00", "2", None, "inbound"),
        "fill_out_form:f2": (form, "2024-02-03 11:00:00", "2", None, "inbound"),
        "fill_out_form:f3": (form, "2024-02-03 12:00:00", "2", None, "inbound"),
        "fill_out_form:f4": (form, "2024-02-03 13:00:00", "2", None, "inbound"),
        "progression:p3": (response, "2024-03-01 12:00:00", "1", webinar, None),
        "progression:p4": (response, "2024-05-01 13:00:00", "1", fair, None),
        "progression:p5": (response, "2024-05-01 13:00:00", "3", "marketo:program:98", None),
    }


def test_touches_of_marketo_say_what_it_was(connection: Connection, layout: str) -> None:
    found = rows_of(
        connection, "stg_marketo__touches", "touch_id, content, landing_page, campaign_name"
    )
    found = {str(touch).rpartition(":")[2]: values for touch, values in found.items()}
    fair = "Fair" if layout == "fivetran" else "2024-05 Fair"
    assert found["o1"] == ("Spring webinar.Invitation", None, fair)
    assert found["c1"] == ("Mail", "https://us.com/w?utm_medium=email", None)
    assert found["f1"] == ("Contact us", "https://us.com/contact?utm_source=x&gclid=1", None)
    assert found["f2"] == (None, "https://us.com/c?a=1", None)
    assert found["f3"] == (None, "https://us.com/c", None)
    assert found["f4"] == (None, "?utm_source=y", None)
    assert found["p3"] == (None, None, "Spring webinar")
    assert found["p4"] == (None, None, fair)
    assert found["p5"] == (None, None, "Long gone")


def test_leads_of_marketo_are_people(connection: Connection) -> None:
    columns = "contact_id, record_type, account_id, email, full_name, company_name"
    assert rows_of(connection, "stg_marketo__contacts", columns) == {
        "marketo:lead:1": ("lead", "001A", "ann@acme.com", "Ann Ames", "Acme, Inc."),
        "marketo:lead:2": ("lead", None, "ann@acme.com", None, None),
        "marketo:lead:3": ("lead", None, None, "Bo", None),
    }
    columns = "contact_id, title, website, lead_source, created_at::varchar"
    found = rows_of(connection, "stg_marketo__contacts", columns)
    assert found["marketo:lead:1"] == ("CFO", "acme.com", "Webinar", "2023-12-31 23:30:00")


def test_merges_of_marketo(connection: Connection) -> None:
    columns = (
        "replace(merged_id, 'marketo:lead:', '') || ' is ' || "
        "replace(surviving_id, 'marketo:lead:', ''), record_type, match_method, merged_at::varchar"
    )
    assert rows_of(connection, "stg_marketo__merges", columns) == {
        "2 is 1": ("contact", "merged", "2024-04-01 12:00:00"),
        "5 is 1": ("contact", "merged", "2024-04-01 12:00:00"),
        "6 is 5": ("contact", "merged", "2024-03-01 12:00:01"),
        "1 is 003A": ("contact", "marketo_sync", None),
        "3 is 00QC": ("contact", "marketo_sync", None),
    }


def test_programs_are_campaigns_unless_the_crm_has_them(
    connection: Connection, layout: str
) -> None:
    columns = "campaign_id, campaign_name, campaign_type, starts_on::varchar, ends_on::varchar"
    webinar = ("Spring webinar", "Webinar", "2024-03-01", "2024-03-02")
    fair = ("2024-05 Fair", "Trade Show", None, None)
    found = rows_of(connection, "stg_marketo__campaigns", columns)
    assert found == {"marketo:program:10": webinar} | (
        {} if layout == "fivetran" else {"marketo:program:11": fair}
    )


def test_rows_of_gong_are_rejected_with_a_reason(connection: Connection, layout: str) -> None:
    expected = dict(GONG_REJECTED)
    if layout == "fivetran":
        expected |= GONG_REJECTED_BY_FIVETRAN
    assert_rejected(connection, "gong", expected)


def test_every_call_is_accounted_for(connection: Connection, layout: str) -> None:
    assert_accounted(connection, "gong", {"call": 8 if layout == "fivetran" else 7})


def test_touches_of_gong(connection: Connection) -> None:
    columns = (
        "right(touch_id, 1), touch_type, touched_at::varchar, email, account_id, deal_id, direction"
    )
    assert rows_of(connection, "stg_gong__touches", columns) == {
        # those who spoke come first, then the alphabet; two accounts are none
        "1": ("meeting", "2024-01-10 14:00:00", "bob@acme.com", None, "006A", None),
        "2": ("call", "2024-01-11 15:00:00", None, "001C", None, "outbound"),
        "3": ("demo", "2024-01-12 15:00:00", "kim@beta.io", None, None, None),
        "7": ("call", "2024-01-15 15:00:00", None, None, "77", "inbound"),
    }
    assert rows_of(connection, "stg_gong__touches", "right(touch_id, 1), owner, content") == {
        "1": ("Sam Seller", "Intro"),
        "2": ("b@us.com", "Call about a demo"),
        "3": (None, "Demo: whence"),
        "7": (None, None),
    }


def test_a_company_on_g2_is_found_by_its_link_or_its_organization(connection: Connection) -> None:
    columns = "split_part(touch_id, ':', 3), company_domain, company_name, content, "
    found = rows_of(connection, "stg_g2__touches", columns + "touched_at::varchar")
    assert found == G2_TOUCHES


def test_rows_of_g2_are_rejected_with_a_reason(connection: Connection, layout: str) -> None:
    expected = {
        ("remote_events_streams", "4"): ("organization", "no company is known"),
        ("remote_events_streams", "6"): ("time", "is missing"),
    }
    if layout == "fivetran":
        expected |= {
            ("remote_events_streams", "1"): ("id", "is an older copy"),
            ("remote_events_streams", "7"): ("time", "is not a time"),
        }
    else:
        of_nested = ("attributes", "has a time that is not a time")
        expected |= {("remote_events_streams", "7"): of_nested}
    assert_rejected(connection, "g2", expected)
    events = len(EVENTS) + (layout == "fivetran")
    assert_accounted(connection, "g2", {"remote_events_streams": events})


def test_what_is_optional_may_be_missing_and_json_may_be_broken(tmp_path: Path) -> None:
    event = {"id": 1, "time": "2024-01-01", "attributes": "{broken", "relationships": "[1"}
    call = {"id": 1, "started": "2024-01-01", "scope": None, "direction": "Inbound"}
    context = {"call_id": 1, "context": "{}", "object_type": "Account", "object_id": "001A"}
    tables: dict[str, dict[str, Rows]] = {
        "marketo": {"lead": [{"id": 1}]},
        "gong": {"call": [call], "call_context_integration": [context]},
        "g2": {"remote_events_streams": [event | {"organization": "acme.com"}]},
    }
    with build(tmp_path, tables) as connection:
        contact = rows_of(connection, "stg_marketo__contacts", "contact_id, email, record_type")
        assert contact == {"marketo:lead:1": (None, "lead")}
        assert not rows_of(connection, "stg_marketo__touches", "touch_id, touch_type")
        found = rows_of(connection, "stg_marketo__raw_tables", "table_name, is_present, raw_rows")
        assert found["lead"] == (True, 1)
        assert found["activity_fill_out_form"] == (False, 0)
        touches = rows_of(connection, "stg_gong__touches", "touch_id, touch_type, account_id")
        assert touches == {"gong:call:1": ("call", "001A")}
        touches = rows_of(connection, "stg_g2__touches", "content, company_domain")
        assert touches == {None: ("acme.com",)}


def test_what_is_required_stops_the_run_with_a_sentence(tmp_path: Path) -> None:
    tables: dict[str, Mapping[str, Table]] = {
        "marketo": MARKETO,
        "g2": g2_of_singer(),
        "gong": {"call": "id,title\n1,Intro\n"},
    }
    with pytest.raises(InputError, match=r"gong: call\.csv has no column started"):
        build(tmp_path, tables)
