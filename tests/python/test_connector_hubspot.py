"""HubSpot's raw tables, written by hand in the ways they really come, and what they must become."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal

import duckdb
import pytest

from connector_tables import Table, rows_of, staged
from whence.errors import InputError

LAST_MICROSECOND = timedelta(days=1) - timedelta(microseconds=1)

SYNCED = "2026-06-01 00:00:00"

#: Columns in another order, one of theirs, an older copy, a deleted row; times in all writings.
CONTACTS = """\
property_hs_merged_object_ids,_fivetran_synced,some_field_of_theirs,property_email,id,\
property_firstname,property_lastname,property_createdate,property_associatedcompanyid,\
property_hubspot_owner_id,property_hs_buying_role,property_hs_analytics_source,\
property_hs_lifecyclestage_lead_date,property_hs_lifecyclestage_marketingqualifiedlead_date,\
property_hs_lifecyclestage_salesqualifiedlead_date,_fivetran_deleted,property_jobtitle,\
property_company,property_website,property_hs_additional_emails,property_hs_calculated_merged_vids
150;151,2026-06-01 00:00:00,x, Anna@Acme.com ,101,Anna,,2026-01-05 10:00:00+02:00,201,901,\
BUDGET_HOLDER;DECISION_MAKER,ORGANIC_SEARCH,,2026-02-01,,false,CFO,,,\
Anna.Old@acme.com;anna@acme.com;a@private.net,
,2026-06-01 00:00:00,y,bob@acme.com,102,Bob,Baker,2026-01-06T09:30:00Z,201,999,CHAMPION,\
PAID_SEARCH,2026-01-10 00:00:00,1769904000000,2026-03-01 12:00:00 UTC,,,"Acme, Inc.",acme.com,,\
160:1767614400000;102:1767614400000
,2026-05-01 00:00:00,y,old@acme.com,102,Rob,,2026-01-06T09:30:00Z,201,,,,,,,false,,,,,
,2026-06-01 00:00:00,,,103,,,,,,,,,,,false,,,,,
,2026-06-01 00:00:00,,gone@acme.com,104,Gone,,2026-01-01 00:00:00,201,,,,,,,TRUE,,,,,
"""


def deal(deal_id: int, stage: str | None, **columns: object) -> dict[str, object]:
    created = {"property_createdate": "2026-02-01 08:00:00", "_fivetran_synced": SYNCED}
    return {"deal_id": deal_id, "deal_pipeline_stage_id": stage} | created | columns


def event(event_id: str, kind: str, **columns: object) -> dict[str, object]:
    row = {"id": event_id, "type": kind, "created": "2026-03-01 10:00:00", "recipient": "A@b.com"}
    return row | {"filtered_event": False, "email_campaign_id": 701} | columns


def linked(name: str, *pairs: tuple[int, int]) -> list[dict[str, object]]:
    key = "deal_id" if name == "deal_contact" else "engagement_id"
    other = name.partition("_")[2] + "_id"
    return [{key: first, other: second, "type_id": 1} for first, second in pairs]


TABLES: dict[str, Table] = {
    "contact": CONTACTS,
    "company": [
        {"is_deleted": False, "property_domain": "WWW.Acme.com", "property_name": "Acme", "id": 201}
        | {
            "property_numberofemployees": "250.0",
            "property_country": "DE",
            "property_industry": "X",
        }
        | {"property_hs_is_target_account": "true", "property_hubspot_owner_id": 902},
        {"id": 202, "property_website": "https://www.beta.io/en", "property_name": "Beta"}
        | {"property_hs_parent_company_id": 201, "property_numberofemployees": "about 50"}
        | {
            "property_hs_merged_object_ids": "205",
            "property_createdate": "2025-12-31 23:00:00-0200",
        },
        {"id": 203, "property_name": "Gone", "is_deleted": True},
    ],
    "deal": [
        deal(301, "s3", property_amount="1000.50", property_deal_currency_code="eur", owner_id=901)
        | {"property_closedate": "2026-04-01", "property_dealtype": "newbusiness"}
        | {"property_dealname": "First", "property_hs_analytics_source": "PAID_SOCIAL"},
        deal(
            302,
            "s1",
            property_closedate="2026-09-30 12:00:00",
            property_dealtype="existingbusiness",
        ),
        deal(303, "s4", property_closed_lost_reason="Price", property_dealtype="Renewal"),
        deal(304, "s1", property_amount=7),
        deal(305, "sX", property_amount=8),
        deal(306, "s3"),
        deal(307, "s1", is_deleted=True),
        deal(
            308,
            "s3",
            property_createdate="2026-02-01 08:00:00",
            property_closedate="2026-01-15 08:00:00",
        ),
        deal(309, "sX", property_hs_is_closed=True, property_hs_is_closed_won=False)
        | {"property_closedate": 1772323200000},
        deal(310, None),
        deal(311, "s1", property_amount="a lot"),
        deal(312, "s5", property_closedate="2026-03-03 03:03:03.5"),
        deal(302, "s3", _fivetran_synced="2026-05-01 00:00:00"),
    ],
    "deal_pipeline_stage": [
        {
            "stage_id": "s1",
            "label": "Talking",
            "probability": 0.2,
            "is_closed": False,
            "closed_won": False,
        },
        {
            "stage_id": "s3",
            "label": "Signed",
            "probability": 1.0,
            "is_closed": True,
            "closed_won": True,
        },
        {
            "stage_id": "s4",
            "label": "Lost",
            "probability": 0,
            "is_closed": True,
            "closed_won": False,
        }
        | {"_fivetran_deleted": True},
        {"stage_id": "s5", "label": "Renewed", "probability": 1},
    ],
    "deal_stage": [
        {
            "deal_id": 303,
            "value": "s1",
            "date_entered": "2026-02-01 08:00:00",
            "_fivetran_active": False,
        },
        {
            "deal_id": 303,
            "value": "s4",
            "date_entered": "2026-02-20 10:00:00",
            "_fivetran_active": True,
        },
        {
            "deal_id": 303,
            "value": "s1",
            "date_entered": "2026-02-10 08:00:00",
            "_fivetran_active": False,
        },
        {"deal_id": 301, "value": "s9", "date_entered": "2026-02-11"},
        {"deal_id": 301, "value": "s1"},
    ],
    "deal_company": [
        {"deal_id": 301, "company_id": 202, "type_id": 341, "category": "HUBSPOT_DEFINED"},
        {"deal_id": 301, "company_id": 201, "type_id": 341, "category": "HUBSPOT_DEFINED"},
        {"deal_id": 301, "company_id": 202, "type_id": 5, "category": "HUBSPOT_DEFINED"},
        {"deal_id": 302, "company_id": 1000, "type_id": 341, "category": "HUBSPOT_DEFINED"},
        {"deal_id": 302, "company_id": 202, "type_id": 341, "category": "HUBSPOT_DEFINED"},
        {"deal_id": 310, "company_id": 202, "type_id": 5, "category": "USER_DEFINED"},
        {"deal_id": 310, "company_id": 201, "type_id": 341, "category": "HUBSPOT_DEFINED"},
        *(
            {"deal_id": number, "company_id": 201}
            for number in (303, 305, 306, 307, 308, 309, 311, 312)
        ),
    ],
    "deal_contact": linked("deal_contact", (301, 102), (301, 101), (301, 101), (302, 888)),
    "engagement": [
        *({"id": number, "type": "CALL"} for number in (501, 503, 504, 506)),
        {"id": 505, "type": "CALL", "_fivetran_deleted": True},
        {"id": 517, "type": "CALL", "active": False},
        *({"id": number, "type": "MEETING"} for number in (507, 508, 509)),
        *({"id": number, "type": "EMAIL"} for number in (510, 511, 512, 516)),
        {"id": 513, "type": "NOTE"},
        {"id": 514, "type": "TASK"},
        {"id": 515, "type": "CALL"},
        {"id": 518, "type": "POSTAL_MAIL"},
    ],
    "engagement_call": [
        {"property_hs_timestamp": "2026-03-01 09:00:00+01", "engagement_id": 501}
        | {"property_hs_call_direction": "OUTBOUND", "property_hs_call_title": "Hello"}
        | {"property_hubspot_owner_id": 901, "property_hs_call_status": "COMPLETED"},
        {"engagement_id": 502, "property_hs_timestamp": "2026-03-02 09:00:00"}
        | {"property_hs_call_direction": "INBOUND"},
        {"engagement_id": 503, "property_hs_timestamp": "2026-03-02 09:00:00"}
        | {"property_hs_call_status": "NO_ANSWER"},
        *(
            {"engagement_id": number, "property_hs_timestamp": "2026-03-02"}
            for number in (504, 505, 517)
        ),
        {"engagement_id": 506},
    ],
    "engagement_meeting": [
        {"engagement_id": 507, "property_hs_meeting_start_time": "2026-03-05 15:00:00"}
        | {
            "property_hs_timestamp": "2026-03-01 00:00:00",
            "property_hs_meeting_outcome": "COMPLETED",
        }
        | {"property_hs_meeting_source": "MEETINGS_PUBLIC", "property_hs_meeting_title": "Intro"},
        {"engagement_id": 508, "property_hs_timestamp": "2026-03-05 15:00:00"}
        | {"property_hs_meeting_outcome": "CANCELED"},
        {"engagement_id": 509, "property_hs_timestamp": "2026-03-06 15:00:00"}
        | {"property_hs_activity_type": "Product demo", "property_hs_meeting_source": "CRM_UI"},
    ],
    "engagement_email": [
        {
            "engagement_id": 510,
            "property_hs_email_direction": "EMAIL",
            "property_hs_email_subject": "Offer",
        }
        | {
            "property_hs_email_to_email": "Bob@acme.com;x@y.de",
            "property_hs_timestamp": "2026-03-07",
        },
        {"engagement_id": 511, "property_hs_email_direction": "INCOMING_EMAIL"}
        | {"property_hs_email_from_email": "Who@Beta.io", "property_hs_timestamp": "2026-03-08"},
        {"engagement_id": 512, "property_hs_email_direction": "FORWARDED_EMAIL"}
        | {"property_hs_email_from_email": "bob@acme.com", "property_hs_timestamp": "2026-03-09"},
        {
            "engagement_id": 516,
            "property_hs_email_direction": "EMAIL",
            "property_hs_timestamp": "2026-03-09",
        }
        | {"property_hs_email_status": "BOUNCED"},
    ],
    "engagement_contact": linked(
        "engagement_contact",
        (501, 1000),
        (501, 102),
        (503, 101),
        (505, 101),
        (506, 101),
        (507, 101),
        (508, 101),
        (509, 777),
        (510, 101),
        (510, 102),
        (512, 101),
        (517, 101),
    ),
    "engagement_company": linked(
        "engagement_company", (501, 200), (501, 201), (502, 202), (502, 1000)
    ),
    "engagement_deal": linked("engagement_deal", (501, 302), (501, 1000), (501, 301)),
    "contact_form_submission": [
        {
            "conversion_id": "f1",
            "contact_id": 101,
            "timestamp": 1767614400000,
            "title": "Demo request",
        }
        | {"page_url": "https://us.com/demo?utm_source=google&gclid=1", "_fivetran_synced": SYNCED},
        {
            "conversion_id": "f1",
            "contact_id": 150,
            "timestamp": 1767614400000,
            "title": "Demo request",
        }
        | {"_fivetran_synced": "2026-02-01 00:00:00"},
        {"conversion_id": "f2", "contact_id": 102, "timestamp": "2026-01-10T23:30:00-05:00"},
        {"conversion_id": "f3", "timestamp": "2026-01-10T23:30:00-05:00"},
        {"conversion_id": "f4", "contact_id": 102, "timestamp": "last week"},
    ],
    "email_event": [
        event("e1", "SENT", created="2026-03-01 10:00:00 UTC"),
        event("e2", "OPEN", email_campaign_id=702),
        event("e3", "click"),
        event("e4", "REPLY", email_campaign_id=None),
        event("e5", "OPEN", filtered_event=True),
        event("e6", "DELIVERED"),
        event("e7", "BOUNCE"),
        event("e8", "SENT", obsoleted_by_id="e9"),
        event("e9", "SPAMREPORT"),
        event("e10", "OPEN", recipient=None),
    ],
    "email_campaign": [
        {"id": 701, "name": "Spring", "subject": "News from us"},
        {"id": 702, "subject": "Only a subject"},
    ],
    "contact_merge_audit": [
        {"canonical_vid": 150, "vid_to_merge": 151, "timestamp": "2026-01-20 00:00:00"},
        {"canonical_vid": 101, "vid_to_merge": 150, "timestamp": "2026-01-21 00:00:00"},
    ],
    "owner": [
        {"owner_id": 901, "first_name": "Olga", "last_name": "Owner", "email": "olga@us.com"},
        {"owner_id": 902, "email": "otto@us.com"},
    ],
}

TOUCH_BEARING = (
    "engagement_call",
    "engagement_meeting",
    "engagement_email",
    "contact_form_submission",
    "email_event",
)


@pytest.fixture(scope="module")
def hubspot() -> Iterator[duckdb.DuckDBPyConnection]:
    with staged("hubspot", TABLES) as connection:
        yield connection


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def rejections(connection: duckdb.DuckDBPyConnection, table: str) -> dict[object, object]:
    """Return {row: reason} of the rejected rows of a raw table."""
    found = connection.execute(
        "select row_key, reason from staging.stg_hubspot__rejected_rows where table_name = ?",
        [table],
    ).fetchall()
    assert len(dict(found)) == len(found), found
    return dict(found)


def test_people(hubspot: duckdb.DuckDBPyConnection) -> None:
    columns = "contact_id, account_id, email, full_name, title, buying_role, company_name"
    columns += ", lead_source, owner"
    assert rows_of(hubspot, "stg_hubspot__contacts", columns) == {
        "101": (
            "201",
            "anna@acme.com",
            "Anna",
            "CFO",
            "decision_maker",
            None,
            "organic_search",
            "Olga Owner",
        ),
        "102": (
            "201",
            "bob@acme.com",
            "Bob Baker",
            None,
            "champion",
            "Acme, Inc.",
            "paid_search",
            "999",
        ),
        "103": (None,) * 8,
    }


def test_milestones_of_people(hubspot: duckdb.DuckDBPyConnection) -> None:
    columns = "contact_id, created_at, lead_created_at, mql_at, sql_at"
    created = at("2026-01-05 08:00:00")
    assert rows_of(hubspot, "stg_hubspot__contacts", columns) == {
        "101": (created, created, at("2026-02-01") + LAST_MICROSECOND, None),
        "102": (
            at("2026-01-06 09:30:00"),
            at("2026-01-10"),
            at("2026-02-01"),
            at("2026-03-01 12:00:00"),
        ),
        "103": (None, None, None, None),
    }


def test_companies(hubspot: duckdb.DuckDBPyConnection) -> None:
    columns = "account_id, account_name, domain, parent_account_id, employees, country"
    columns += ", is_target_account, owner"
    assert rows_of(hubspot, "stg_hubspot__accounts", columns) == {
        "201": ("Acme", "acme.com", None, 250, "DE", True, "otto@us.com"),
        "202": ("Beta", "beta.io", "201", None, None, False, None),
    }
    assert rows_of(hubspot, "stg_hubspot__accounts", "account_id, created_at")["202"] == (
        at("2026-01-01 01:00:00"),
    )


def test_deals(hubspot: duckdb.DuckDBPyConnection) -> None:
    columns = "deal_id, account_id, stage, outcome, deal_type, amount, currency, loss_reason"
    assert rows_of(hubspot, "stg_hubspot__deals", columns) == {
        "301": ("202", "Signed", "won", "new_business", Decimal("1000.50"), "EUR", None),
        "302": ("202", "Talking", "open", "expansion", None, None, None),
        "303": ("201", "Lost", "lost", "renewal", None, None, "Price"),
        "308": ("201", "Signed", "won", None, None, None, None),
        "309": ("201", "sX", "lost", None, None, None, None),
        "310": ("201", None, "open", None, None, None, None),
        "312": ("201", "Renewed", "won", None, None, None, None),
    }
    assert rows_of(hubspot, "stg_hubspot__deals", "deal_id, deal_name, lead_source, owner")[
        "301"
    ] == ("First", "paid_social", "Olga Owner")


def test_dates_of_deals(hubspot: duckdb.DuckDBPyConnection) -> None:
    created = at("2026-02-01 08:00:00")
    columns = "deal_id, created_at, closed_at, expected_close_date"
    assert rows_of(hubspot, "stg_hubspot__deals", columns) == {
        "301": (created, at("2026-04-01") + LAST_MICROSECOND, None),
        "302": (created, None, at("2026-09-30").date()),
        "303": (created, at("2026-02-20 10:00:00"), None),
        "308": (at("2026-01-15 08:00:00"), at("2026-01-15 08:00:00"), None),
        "309": (created, at("2026-03-01"), None),
        "310": (created, None, None),
        "312": (created, at("2026-03-03 03:03:03.500"), None),
    }


def test_deals_that_are_turned_away(hubspot: duckdb.DuckDBPyConnection) -> None:
    assert rejections(hubspot, "deal") == {
        "304": "is missing: the deal is associated with no company",
        "305": "is a stage that says nothing of whether its deals are open, won or lost",
        "306": "is missing, and the deal is won or lost",
        "307": "the source has deleted the row",
        "311": "is not an amount; write it as 1234.56, at most 13 digits before the point",
        "302": "is an older copy of a row that was loaded again",
    }


def test_people_and_stages_of_deals(hubspot: duckdb.DuckDBPyConnection) -> None:
    found = hubspot.sql(
        "select deal_id, contact_id, buying_role from staging.stg_hubspot__deal_contacts"
        " order by all"
    ).fetchall()
    assert found == [
        ("301", "101", "decision_maker"),
        ("301", "102", "champion"),
        ("302", "888", None),
    ]
    found = hubspot.sql(
        "select deal_id, stage, entered_at from staging.stg_hubspot__deal_stages order by 1, 3"
    ).fetchall()
    assert found == [
        ("301", "s9", at("2026-02-11") + LAST_MICROSECOND),
        ("303", "Talking", at("2026-02-01 08:00:00")),
        ("303", "Talking", at("2026-02-10 08:00:00")),
        ("303", "Lost", at("2026-02-20 10:00:00")),
    ]


def test_merges(hubspot: duckdb.DuckDBPyConnection) -> None:
    found = hubspot.sql(
        "select record_type, merged_id, surviving_id, merged_at from staging.stg_hubspot__merges"
        " order by all"
    ).fetchall()
    assert found == [
        ("account", "205", "202", None),
        ("contact", "150", "101", at("2026-01-21")),
        ("contact", "151", "101", None),
        ("contact", "151", "150", at("2026-01-20")),
        ("contact", "160", "102", at("2026-01-05 12:00")),
    ]


def test_other_addresses_of_people(hubspot: duckdb.DuckDBPyConnection) -> None:
    columns = "email, contact_id, match_method, identified_at"
    known = ("101", "additional_address", at("2026-01-05 08:00:00"))
    assert rows_of(hubspot, "stg_hubspot__identifications", columns) == {
        "anna.old@acme.com": known,
        "a@private.net": known,
    }


def test_activities_of_sales(hubspot: duckdb.DuckDBPyConnection) -> None:
    columns = "touch_id, touch_type, direction, touched_at, contact_id, account_id, deal_id, email"
    found = rows_of(hubspot, "stg_hubspot__touches", columns)
    assert {key: row for key, row in found.items() if ":engagement" in str(key)} == {
        "hubspot:engagement_call:501": (
            "call",
            "outbound",
            at("2026-03-01 08:00:00"),
            "102",
            "201",
            "301",
            None,
        ),
        "hubspot:engagement_call:502": (
            "call",
            "inbound",
            at("2026-03-02 09:00:00"),
            None,
            "202",
            None,
            None,
        ),
        "hubspot:engagement_meeting:507": (
            "meeting",
            "inbound",
            at("2026-03-05 15:00:00"),
            "101",
            None,
            None,
            None,
        ),
        "hubspot:engagement_meeting:509": (
            "demo",
            None,
            at("2026-03-06 15:00:00"),
            "777",
            None,
            None,
            None,
        ),
        "hubspot:engagement_email:510": (
            "email_sent",
            "outbound",
            at("2026-03-07"),
            "102",
            None,
            None,
            None,
        ),
        "hubspot:engagement_email:511": (
            "email_replied",
            "inbound",
            at("2026-03-08"),
            None,
            None,
            None,
            "who@beta.io",
        ),
        "hubspot:engagement_email:512": (
            "email_replied",
            "inbound",
            at("2026-03-09"),
            "101",
            None,
            None,
            None,
        ),
    }
    content = rows_of(hubspot, "stg_hubspot__touches", "touch_id, content, owner")
    assert content["hubspot:engagement_call:501"] == ("Hello", "Olga Owner")
    assert content["hubspot:engagement_meeting:507"] == ("Intro", None)
    assert content["hubspot:engagement_email:510"] == ("Offer", None)


def test_forms_and_mailings(hubspot: duckdb.DuckDBPyConnection) -> None:
    columns = "touch_id, touch_type, direction, touched_at, contact_id, email, campaign_id"
    columns += ", campaign_name, content"
    found = rows_of(hubspot, "stg_hubspot__touches", columns)
    ten = at("2026-03-01 10:00:00")
    assert {key: row for key, row in found.items() if ":engagement" not in str(key)} == {
        "hubspot:contact_form_submission:f1": (
            "form_submission",
            "inbound",
            at("2026-01-05 12:00:00"),
            "101",
            None,
            None,
            None,
            "Demo request",
        ),
        "hubspot:contact_form_submission:f2": (
            "form_submission",
            "inbound",
            at("2026-01-11 04:30:00"),
            "102",
            None,
            None,
            None,
            None,
        ),
        "hubspot:email_event:e1": (
            "email_sent",
            None,
            ten,
            None,
            "a@b.com",
            "701",
            "Spring",
            "News from us",
        ),
        "hubspot:email_event:e2": (
            "email_opened",
            None,
            ten,
            None,
            "a@b.com",
            "702",
            "Only a subject",
            "Only a subject",
        ),
        "hubspot:email_event:e3": (
            "email_clicked",
            None,
            ten,
            None,
            "a@b.com",
            "701",
            "Spring",
            "News from us",
        ),
        "hubspot:email_event:e4": (
            "email_replied",
            "inbound",
            ten,
            None,
            "a@b.com",
            None,
            None,
            None,
        ),
    }
    pages = rows_of(hubspot, "stg_hubspot__touches", "touch_id, landing_page")
    assert pages["hubspot:contact_form_submission:f1"] == (
        "https://us.com/demo?utm_source=google&gclid=1",
    )


def test_rows_that_are_no_touches(hubspot: duckdb.DuckDBPyConnection) -> None:
    nobody = "is not a touch: the call reached nobody"
    assert rejections(hubspot, "engagement_call") == {
        "503": nobody,
        "504": "is an activity that concerns no contact, company or deal",
        "505": "is an activity that is no longer in engagement",
        "506": "is an activity without a time",
        "517": "is an activity that is no longer in engagement",
    }
    assert rejections(hubspot, "engagement_meeting") == {
        "508": "is not a touch: the meeting was not held"
    }
    assert rejections(hubspot, "engagement_email") == {
        "516": "is not a touch: the e-mail did not arrive"
    }
    assert rejections(hubspot, "engagement") == {
        "505": "the source has deleted the row",
        "513": "a note is no touch",
        "514": "a task is no touch",
        "515": "is an activity of which no call, meeting or e-mail was loaded",
        "517": "is false: the activity was taken off the timeline",
        "518": "is not a touch: no call, meeting or e-mail",
    }
    assert rejections(hubspot, "email_event") == {
        "e5": "is filtered by HubSpot: a machine did it, or one of us",
        "e6": "is not a touch: a step of delivering an e-mail whose sending is one",
        "e7": "is not a touch: the e-mail did not arrive",
        "e8": "is set: another event has taken its place",
        "e9": "is not a touch: no sending, opening, click or reply",
        "e10": "is missing",
    }
    assert rejections(hubspot, "contact_form_submission") == {
        "f1": "is an older copy of a row that was loaded again",
        "f3": "is missing",
        "f4": "is not a time; write it as 2026-01-31 or 2026-01-31 14:05:00 (UTC)",
    }


def check_accounts(connection: duckdb.DuckDBPyConnection) -> None:
    """Every row of a table of touches must be one touch or one rejected row."""
    counts = connection.sql(
        """
        select
            raw_tables.table_name,
            any_value(raw_tables.raw_rows) as raw_rows,
            (select count(*) from staging.stg_hubspot__touches
             where split_part(touch_id, ':', 2) = raw_tables.table_name) as touches,
            (select count(*) from staging.stg_hubspot__rejected_rows as rejected_rows
             where rejected_rows.table_name = raw_tables.table_name) as rejected_rows
        from staging.stg_hubspot__raw_tables as raw_tables
        group by raw_tables.table_name
        """
    ).fetchall()
    assert {table for table, *_ in counts} >= set(TOUCH_BEARING)
    for table, raw_rows, touches, rejected_rows in counts:
        if table in TOUCH_BEARING:
            assert raw_rows == touches + rejected_rows, table


def test_every_row_is_a_touch_or_rejected(hubspot: duckdb.DuckDBPyConnection) -> None:
    check_accounts(hubspot)
    (touches,) = hubspot.sql("select count(*) from staging.stg_hubspot__touches").fetchall()[0]
    assert touches == 13


#: Airbyte's streams: the API's own names, properties in columns, associations and stages in lists.
STREAMS: dict[str, Table] = {
    "contacts": [
        {"id": "101", "properties_email": "anna@acme.com", "properties_associatedcompanyid": "201"}
        | {"properties_createdate": "2026-01-05T08:00:00.000Z", "archived": False}
        | {"properties_hs_lifecyclestage_lead_date": "2026-01-07T08:00:00.000Z"}
        | {"_airbyte_extracted_at": "2026-06-01 00:00:00+00", "properties": '{"email": "x@y.z"}'},
        {"id": "101", "properties_email": "old@acme.com", "archived": False}
        | {"_airbyte_extracted_at": "2026-05-01 00:00:00+00"},
        {"id": "104", "properties_email": "gone@acme.com", "archived": True},
    ],
    "companies": [{"id": "201", "properties_domain": "acme.com", "properties_name": "Acme"}],
    "deals": [
        {"id": "301", "properties_dealstage": "closedwon", "properties_amount": "500"}
        | {
            "properties_createdate": "2026-02-01T08:00:00Z",
            "companies": json.dumps(["100", "201"]),
            "properties_hs_primary_associated_company": "201",
        }
        | {
            "contacts": json.dumps([101, 102]),
            "archived": False,
            "properties_hubspot_owner_id": "901",
        },
        {
            "id": "302",
            "properties_dealstage": "lost",
            "properties_createdate": "2026-02-01T08:00:00Z",
        }
        | {"companies": json.dumps(["201"]), "properties_closedate": "2026-02-05T08:00:00Z"},
        {
            "id": "303",
            "properties_dealstage": "lost",
            "properties_createdate": "2026-02-01T08:00:00Z",
        },
        {
            "id": "304",
            "properties_dealstage": "else",
            "properties_createdate": "2026-02-01T08:00:00Z",
        }
        | {"companies": json.dumps(["201"]), "properties_hs_is_closed": "false"},
    ],
    "deals_property_history": [
        {"dealId": 301, "property": "dealstage", "value": "closedwon", "timestamp": 1775001600000},
        {"dealId": 301, "property": "amount", "value": "500", "timestamp": 1775001600000},
    ],
    "deal_pipelines": [
        {"pipelineId": "default", "label": "Sales"}
        | {
            "stages": json.dumps(
                [
                    {"stageId": "closedwon", "label": "Won, at last"}
                    | {"metadata": {"isClosed": "true", "probability": "1.0"}},
                    {"id": "lost", "label": "Lost"}
                    | {"metadata": {"isClosed": "true", "probability": "0.0"}},
                ]
            )
        },
        {"pipelineId": "broken", "stages": "[not JSON"},
        {"pipelineId": "renewals", "stages": json.dumps([{"stageId": "else", "label": "Renewal"}])},
    ],
    "engagements": [
        {"id": 501, "type": "CALL", "active": True, "ownerId": 901, "timestamp": 1772323200000},
        {"id": 513, "type": "NOTE", "active": True, "timestamp": 1772323200000},
    ],
    "engagements_calls": [
        {"id": "501", "properties_hs_call_title": "Hello", "archived": False}
        | {"contacts": json.dumps(["102", "101"]), "companies": json.dumps(["201"])}
        | {"deals": json.dumps(["301"]), "properties_hs_call_direction": "OUTBOUND"},
        {"id": "502", "archived": True, "properties_hs_timestamp": "2026-03-01T00:00:00Z"},
    ],
    "engagements_meetings": [
        {"id": "507", "properties_hs_meeting_start_time": "2026-03-05T15:00:00.000Z"}
        | {"contacts": json.dumps(["101"]), "properties_hs_meeting_outcome": "COMPLETED"},
    ],
    "engagements_emails": [
        {"id": "511", "properties_hs_timestamp": "2026-03-08T00:00:00Z", "contacts": "[]"}
        | {"properties_hs_email_direction": "INCOMING_EMAIL"}
        | {"properties_hs_email_from_email": "who@beta.io"},
    ],
    "contacts_form_submissions": [
        {"canonical-vid": 101, "conversion-id": "f1", "timestamp": 1767614400000, "title": "Demo"}
        | {"page-url": "https://us.com/demo?utm_source=google"}
    ],
    "email_events": [
        {"id": "e1", "type": "OPEN", "created": 1767614400123, "recipient": "A@b.com"}
        | {"emailCampaignId": 701, "filteredEvent": False},
        {"id": "e2", "type": "OPEN", "created": 1767614400123, "recipient": "A@b.com"}
        | {"filteredEvent": True},
        {"id": "e3", "type": "OPEN", "created": 1767614400123, "recipient": "A@b.com"}
        | {"obsoletedBy": json.dumps({"id": "e1", "created": 1})},
    ],
    "campaigns": [{"id": 701, "name": "Spring"}],
    "contacts_merged_audit": [
        {"canonical-vid": 101, "vid-to-merge": 150, "timestamp": 1767614400000}
    ],
    "owners": [{"id": "901", "firstName": "Olga", "lastName": "Owner"}],
}


def test_airbyte_s_streams_become_the_same() -> None:
    with staged("hubspot", STREAMS, hubspot_layout="airbyte") as connection:
        check_accounts(connection)
        columns = "contact_id, email, account_id, created_at, lead_created_at"
        assert rows_of(connection, "stg_hubspot__contacts", columns) == {
            "101": ("anna@acme.com", "201", at("2026-01-05 08:00"), at("2026-01-07 08:00")),
        }
        assert rows_of(connection, "stg_hubspot__accounts", "account_id, account_name, domain") == {
            "201": ("Acme", "acme.com")
        }
        columns = "deal_id, account_id, stage, outcome, amount, closed_at, owner"
        assert rows_of(connection, "stg_hubspot__deals", columns) == {
            "301": ("201", "Won, at last", "won", 500, at("2026-04-01"), "Olga Owner"),
            "302": ("201", "Lost", "lost", None, at("2026-02-05 08:00"), None),
            "304": ("201", "Renewal", "open", None, None, None),
        }
        assert rejections(connection, "deal") == {
            "303": "is missing: the deal is associated with no company"
        }
        assert rows_of(connection, "stg_hubspot__deal_contacts", "contact_id, deal_id") == {
            "101": ("301",),
            "102": ("301",),
        }
        assert rows_of(connection, "stg_hubspot__deal_stages", "deal_id, stage, entered_at") == {
            "301": ("Won, at last", at("2026-04-01"))
        }
        assert rows_of(connection, "stg_hubspot__merges", "merged_id, surviving_id, merged_at") == {
            "150": ("101", at("2026-01-05 12:00"))
        }
        columns = "touch_id, touch_type, touched_at, contact_id, account_id, deal_id, email, owner"
        form = at("2026-01-05 12:00")
        assert rows_of(connection, "stg_hubspot__touches", columns) == {
            "hubspot:engagement_call:501": (
                *("call", at("2026-03-01"), "101", "201", "301", None, "Olga Owner"),
            ),
            "hubspot:engagement_meeting:507": (
                *("meeting", at("2026-03-05 15:00"), "101", None, None, None, None),
            ),
            "hubspot:engagement_email:511": (
                *("email_replied", at("2026-03-08"), None, None, None, "who@beta.io", None),
            ),
            "hubspot:contact_form_submission:f1": (
                *("form_submission", form, "101", None, None, None, None),
            ),
            "hubspot:email_event:e1": (
                *("email_opened", form + timedelta(microseconds=123000)),
                *(None, None, None, "a@b.com", None),
            ),
        }


#: What Fivetran wrote until 2023, of a portal without forms, mailings, merges and owners.
OLDER: dict[str, Table] = {
    "contact": [{"id": 101, "property_hs_v2_date_entered_lead": "2026-01-05 08:00:00"}],
    "company": [{"id": 201}, {"id": 202, "_fivetran_deleted": True}],
    "deal": [
        {"deal_id": 301, "deal_pipeline_stage_id": "s3", "property_createdate": "2026-02-01 08:00"},
    ],
    "deal_company": [{"deal_id": 301, "company_id": 201}],
    "deal_pipeline_stage": [{"stage_id": "s3", "label": "Signed", "probability": 1.0}],
    "deal_stage": [{"deal_id": 301, "value": "s3", "_fivetran_start": "2026-02-02 08:00:00"}],
    "engagement": [
        {"id": 501, "type": "CALL", "timestamp": "2026-03-01 08:00:00", "owner_id": 901},
        {"id": 502, "type": "CALL", "timestamp": "2026-03-01 08:00:00", "active": False},
        {"id": 507, "type": "MEETING", "timestamp": "2026-03-02 08:00:00"},
        {"id": 510, "type": "EMAIL", "timestamp": "2026-03-03 08:00:00"},
        {"id": 511, "type": "INCOMING_EMAIL", "timestamp": "2026-03-04 08:00:00"},
    ],
    "engagement_call": [
        {"engagement_id": 501, "disposition": "f240bbac-87c9-4f6e-bf70-924b57d47db7"},
        {"engagement_id": 502, "disposition": None},
        {"engagement_id": 503, "disposition": "73a0d17f-1163-4015-bdd5-ec830791da20"},
    ],
    "engagement_meeting": [
        {"engagement_id": 507, "start_time": "2026-03-02 10:00:00", "title": "Intro"},
        {"engagement_id": 508, "meeting_outcome": "NO_SHOW"},
    ],
    "engagement_email": [
        {"engagement_id": 510, "from_email": "olga@us.com", "subject": "Offer"},
        {"engagement_id": 511, "from_email": "who@beta.io", "subject": "Re: Offer"},
    ],
    "engagement_contact": [{"engagement_id": number, "contact_id": 101} for number in (501, 507)],
    "engagement_company": [{"engagement_id": 510, "company_id": 201}],
}


def test_what_older_replications_lack_is_not_there_and_nothing_stops() -> None:
    with staged("hubspot", OLDER) as connection:
        check_accounts(connection)
        columns = "deal_id, outcome, closed_at"
        assert rows_of(connection, "stg_hubspot__deals", columns) == {
            "301": ("won", at("2026-02-02 08:00"))
        }
        assert rows_of(connection, "stg_hubspot__accounts", "account_id").keys() == {"201"}
        assert rows_of(connection, "stg_hubspot__contacts", "contact_id, lead_created_at") == {
            "101": (at("2026-01-05 08:00"),)
        }
        columns = "touch_id, touch_type, direction, touched_at, contact_id, account_id, email"
        columns += ", content, owner"
        assert rows_of(connection, "stg_hubspot__touches", columns) == {
            "hubspot:engagement_call:501": (
                *("call", None, at("2026-03-01 08:00"), "101", None, None, None, "901"),
            ),
            "hubspot:engagement_meeting:507": (
                *("meeting", None, at("2026-03-02 10:00"), "101", None, None, "Intro", None),
            ),
            "hubspot:engagement_email:510": (
                *("email_sent", "outbound", at("2026-03-03 08:00")),
                *(None, "201", None, "Offer", None),
            ),
            "hubspot:engagement_email:511": (
                *("email_replied", "inbound", at("2026-03-04 08:00")),
                *(None, None, "who@beta.io", "Re: Offer", None),
            ),
        }
        tables = rows_of(
            connection,
            "stg_hubspot__raw_tables",
            "table_name, is_present, raw_rows, missing_columns",
        )
        assert tables["email_event"] == (False, 0, None)
        assert tables["engagement_meeting"][2] == (
            "property_hs_timestamp, property_hs_meeting_source, property_hs_activity_type, "
            "property_hubspot_owner_id"
        )
        assert "property_closed_lost_reason, property_competitor" in str(tables["deal"][2])


def test_a_database_that_is_not_attached_is_named() -> None:
    words = "hubspot_database is exports, which is not attached"
    with (
        pytest.raises(InputError, match=words),
        staged("hubspot", OLDER, hubspot_database="exports"),
    ):
        pass


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"deal": None}, "has no deal.csv or deal.parquet; put it there"),
        ({"contact": [{"property_email": "a@b.com"}]}, "hubspot: contact.csv has no column id;"),
        ({"email_event": [{"id": "e1"}]}, "hubspot: email_event.csv has no column created;"),
    ],
)
def test_what_is_required_and_missing_is_said_in_one_sentence(
    changes: dict[str, Table | None], words: str
) -> None:
    tables = {name: rows for name, rows in (OLDER | changes).items() if rows is not None}
    with pytest.raises(InputError) as stopped, staged("hubspot", tables):
        pass
    assert words in str(stopped.value)
    assert str(stopped.value).count("\n") == 0
