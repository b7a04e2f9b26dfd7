"""What two systems know of one thing counts once: campaigns, their cost, calls and meetings."""

from collections.abc import Iterator, Mapping, Sequence

import duckdb
import pytest

from conftest import build, work_folder
from connector_tables import write_tables

Rows = Sequence[Mapping[str, object]]

#: Campaigns of the CRM: key, name, type and cost.
CAMPAIGNS = [
    ("701web", "Spring Webinar", "Webinar", 300),
    ("701fair", "Trade Fair", "trade-show", None),
    ("701search", "Q1 Search: Brand", "Advertisement", 500),
    ("701banner", "Q1 Banner", "Banner Ads", 70),
    ("701mail", "March Mailing", "Email", None),
    ("701odd", "Telepathy", "Mind reading", None),
]

#: Who responded to which on which day, and the type that counts, or why it does not.
SYNCED = "synced online campaign: its own clicks and visits are counted"
FIRST = "the person's first response to the campaign is counted"
MEMBERS = [
    ("m1", "003anna", "701web", "2026-02-10", "webinar"),
    ("m2", "003anna", "701fair", "2026-02-11", "event"),
    # anna clicked the ad, by its name as a UTM parameter; ben did not
    ("m3", "003anna", "701search", "2026-02-12", SYNCED),
    ("m4", "003ben", "701search", "2026-02-12", "ad_click"),
    # ben clicked in the mail, by the campaign's key; carl was only sent it
    ("m5", "003ben", "701mail", "2026-02-13", SYNCED),
    ("m6", "003carl", "701mail", "2026-02-13", "email_clicked"),
    ("m7", "003carl", "701odd", "2026-02-14", "campaign_response"),
    # the lead that anna was before, and what she did for the webinar online
    ("m8", "00Qanna", "701web", "2026-02-15", FIRST),
]

TOUCHES: Rows = [
    {"touch_id": "click", "touch_type": "email_clicked"}
    | {"contact_id": "003ben", "campaign_id": "701mail"},
    {"touch_id": "sent", "touch_type": "email_sent"}
    | {"contact_id": "003carl", "campaign_id": "701mail"},
    {"touch_id": "old address", "touch_type": "form_submission"}
    | {"email": "anna@elsewhere.example"},
    {"touch_id": "join", "touch_type": "web_session"}
    | {"contact_id": "003anna", "utm_campaign": "spring-webinar"},
]

#: Calls and meetings by system: key, kind, whose, when, of whom of us, and what became of it.
LOGGED = "logged twice: what gong has of it is counted"
IN_CALENDAR = "logged twice: what salesforce has of it is counted"
IN_CRM = [
    # a meeting in the CRM's calendar, with two people invited, and one that is another
    ("e1", "event", "003anna", "10:05", "Mia", LOGGED),
    ("e2", "event", "003ben", "10:05", "Mia", LOGGED),
    ("e3", "event", "003anna", "11:00", "Mia", None),
    # two calls with carl of which one was recorded: the nearer one
    ("t1", "task", "003carl", "14:30", "Leo", LOGGED),
    ("t2", "task", "003carl", "14:55", "Leo", None),
    # a call with ben, while the recording is of carl
    ("t3", "task", "003ben", "14:20", "Leo", None),
    # a call of Leo that was recorded without its guest, and one of Mia
    ("t4", "task", "003ben", "16:20", "Leo", LOGGED),
    ("t5", "task", "003ben", "16:10", "Mia", None),
    # a demo that was recorded as a call
    ("e4", "demo", "003anna", "18:00", "Mia", None),
]
RECORDED = [
    ("g1", "Conference", "anna@globex.example", "10:00", "Mia", None),
    ("g2", "Outbound", "carl@globex.example", "14:10", "Leo", None),
    ("g3", "Outbound", None, "16:00", "Leo", None),
    ("g4", "Outbound", "anna@globex.example", "18:01", "Mia", IN_CALENDAR),
]


def salesforce() -> dict[str, Rows]:
    people = ("anna", "ben", "carl")
    return {
        "account": [{"id": "001", "name": "Globex", "website": "globex.example"}],
        "contact": [
            {"id": f"003{name}", "account_id": "001", "email": f"{name}@globex.example"}
            for name in people
        ]
        # merged into anna, who had another address there
        + [
            {"id": "003old", "account_id": "001", "email": "anna@elsewhere.example"}
            | {"is_deleted": "true", "master_record_id": "003anna"}
        ],
        "lead": [
            {"id": "00Qanna", "email": "a@x.example", "is_converted": "true"}
            | {"converted_contact_id": "003anna", "created_date": "2026-01-01"}
        ],
        "opportunity": [
            {"id": "006", "account_id": "001", "name": "Globex", "stage_name": "Closed Won"}
            | {"created_date": "2026-03-10", "close_date": "2026-03-20", "amount": 100}
            | {"is_closed": "true", "is_won": "true"}
        ],
        "user": [{"id": f"005{name}", "name": name} for name in ("Mia", "Leo")],
        "campaign": [
            {"id": key, "name": name, "type": kind, "actual_cost": cost, "start_date": "2026-02-01"}
            for key, name, kind, cost in CAMPAIGNS
        ],
        "campaign_member": [
            {"id": key, "campaign_id": campaign, "has_responded": "true"}
            | {"lead_id" if who.startswith("00Q") else "contact_id": who}
            | {"first_responded_date": day, "created_date": day}
            for key, who, campaign, day, _ in MEMBERS
        ],
        "task": [
            {"id": key, "who_id": who, "account_id": "001", "owner_id": f"005{owner}"}
            | {"type": "Call", "status": "Completed", "completed_date_time": f"2026-03-02 {clock}"}
            for key, kind, who, clock, owner, _ in IN_CRM
            if kind == "task"
        ],
        "event": [
            {"id": key, "who_id": who, "account_id": "001", "owner_id": f"005{owner}"}
            | {"type": kind, "start_date_time": f"2026-03-02 {clock}"}
            for key, kind, who, clock, owner, _ in IN_CRM
            if kind != "task"
        ],
    }


def gong() -> dict[str, Rows]:
    return {
        "call": [
            {"id": key, "started": f"2026-03-02T{clock}:00Z", "direction": direction}
            | {"scope": "External", "primary_user_id": owner, "title": "Call"}
            for key, direction, _, clock, owner, _ in RECORDED
        ],
        "call_participant": [
            {"call_id": key, "id": key, "email_address": email, "affiliation": "External"}
            for key, _, email, _, _, _ in RECORDED
            if email
        ],
        "call_context_integration": [
            {"call_id": key, "object_type": "Account", "object_id": "001"} for key, *_ in RECORDED
        ],
        "users": [{"id": name, "first_name": name} for name in ("Mia", "Leo")],
    }


def google_ads() -> dict[str, Rows]:
    return {
        "account_history": [{"id": 1, "currency_code": "USD"}],
        "campaign_history": [{"id": 10, "customer_id": 1, "name": "q1 search_brand"}],
        "campaign_stats": [
            {"customer_id": 1, "id": 10, "date": "2026-02-03", "cost_micros": 450_000_000}
        ],
    }


def segment() -> dict[str, Rows]:
    visit = {"anonymous_id": "v", "timestamp": "2026-02-12 09:00"}
    return {
        "pages": [
            visit | {"id": "p", "url": "https://we.example/?utm_source=google&utm_medium=cpc"
                     "&utm_campaign=q1-search-brand&gclid=g"},
        ],
        "identifies": [visit | {"id": "i", "user_id": "u", "email": "anna@globex.example"}],
    }  # fmt: skip


@pytest.fixture(scope="module")
def company() -> Iterator[duckdb.DuckDBPyConnection]:
    raw = work_folder() / "campaigns" / "raw"
    touches = [{"touched_at": "2026-02-13 12:00", **row} for row in TOUCHES]
    write_tables(raw, {"touches": touches})
    for tables in (salesforce, gong, google_ads, segment):
        write_tables(raw / tables.__name__, tables())
    names = ["files", "gong", "google_ads", "salesforce", "segment"]
    variables = {"sources": names, "deal_sources": ["salesforce"]}
    database = build(raw, work_folder() / "campaigns" / "whence.duckdb", variables)
    with duckdb.connect(str(database), read_only=True) as connection:
        yield connection


def counted(connection: duckdb.DuckDBPyConnection, prefix: str) -> dict[str, str | None]:
    """Return the type of touches, by the end of their key, or why they do not count."""
    rows = connection.execute(
        "select touch_id[length($prefix) + 1:], "
        "case when exclusion is null then touch_type else exclusion_detail end "
        "from intermediate.int_touches where starts_with(touch_id, $prefix)",
        {"prefix": prefix},
    ).fetchall()
    return dict(rows)


def test_a_response_is_what_its_campaign_is_and_counts_once(
    company: duckdb.DuckDBPyConnection,
) -> None:
    found = counted(company, "salesforce:campaign_member:")
    assert found == {key: outcome for key, *_, outcome in MEMBERS}
    shown = company.sql(
        "select distinct detail from excluded_touches where reason = 'excluded' order by all"
    ).fetchall()
    assert {(SYNCED,), (FIRST,), (LOGGED,)} <= set(shown)


def test_an_address_of_a_merged_record_leads_to_who_survived(
    company: duckdb.DuckDBPyConnection,
) -> None:
    found = company.sql(
        "select contact_id, account_id from touches where touch_id = 'old address'"
    ).fetchall()
    assert found == [("003anna", "001")]


def test_responses_and_costs_are_on_one_channel(company: duckdb.DuckDBPyConnection) -> None:
    responses = dict(
        company.sql(
            "select campaign_name, channel from touches "
            "where raw_touch_type = 'campaign_response' order by all"
        ).fetchall()
    )
    assert responses == {
        "Spring Webinar": "Webinar", "Trade Fair": "Event", "Q1 Search: Brand": "Paid Other",
        "March Mailing": "Email", "Telepathy": "Unassigned",
    }  # fmt: skip
    costs = company.sql(
        "select platform, campaign_name, channel, cost::varchar "
        "from intermediate.int_spend order by all"
    ).fetchall()
    assert costs == [
        ("google_ads", "q1 search_brand", "Brand Search", "450.00"),
        ("salesforce", "Q1 Banner", "Display", "70.00"),
        ("salesforce", "Spring Webinar", "Webinar", "300.00"),
    ]
    rejected = company.sql(
        "select source_system, row_key, value, reason from intermediate.int_rejected_rows "
        "where table_name = 'spend'"
    ).fetchall()
    assert rejected == [
        ("salesforce", "701search 2026-02-01", "701search", "is spent on the ad platform")
    ]


def test_a_conversation_that_two_systems_have_counts_once(
    company: duckdb.DuckDBPyConnection,
) -> None:
    kinds = {"event": "meeting", "task": "call", "demo": "demo"}
    crm = counted(company, "salesforce:event:") | counted(company, "salesforce:task:")
    assert crm == {key: outcome or kinds[kind] for key, kind, *_, outcome in IN_CRM}
    recorded = counted(company, "gong:call:")
    types = {"Conference": "meeting", "Outbound": "call"}
    assert recorded == {key: outcome or types[way] for key, way, *_, outcome in RECORDED}
    # whom it was logged for: one of two, and the guest that the recording does not name
    people = company.sql(
        "select touch_id, contact_id from touches where starts_with(touch_id, 'gong:call:')"
    ).fetchall()
    assert {"gong:call:g1": "003anna", "gong:call:g3": "003ben"}.items() <= dict(people).items()
    meetings = company.sql(
        "select occurrence_id from intermediate.int_conversions where goal = 'meeting' order by all"
    ).fetchall()
    assert meetings == [("gong:call:g1",), ("salesforce:event:e3",), ("salesforce:event:e4",)]
