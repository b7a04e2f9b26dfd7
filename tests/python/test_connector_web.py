"""Raw tables of website trackers, filled by hand in odd ways, become rows worked out by hand."""

import contextlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import duckdb
import pytest

from connector_tables import build_staging, rows_of, write_tables
from whence.errors import InputError

Rows = Sequence[Mapping[str, object]]

PRICING = "https://x.io/pricing?utm_source=google&gclid=G1"

#: Names of events, and the type of touch their words say.
EVENT_TYPES = {
    "form_submitted": "form_submission",
    "Lead Form": "form_submission",
    "lead_form_submitted": "form_submission",
    "generate_lead": "form_submission",
    "demo_requested": "form_submission",
    "Request a Demo": "form_submission",
    "meeting-booked": "form_submission",
    "contact_us": "form_submission",
    "newsletter_signup": "form_submission",
    "demo_attended": "demo",
    "ebook_downloaded": "content_download",
    "file_download": "content_download",
    "content_requested": "content_download",
    "webinar_registered": "webinar",
    "Registered for Webinar": "webinar",
    "live_chat_started": "chat",
    "email_link_clicked": "email_clicked",
    "email_opened": "email_opened",
    "signed_up": "product_event",
    "login": "product_event",
    "trial_started": "product_event",
    "workspace_created": "product_event",
    "form_submission_failed": "form_submission_failed",
    "form_started": "form_started",
    "platform_completed": "platform_completed",
    "Mystery-Event": "mystery_event",
}

#: Columns in no order, an unknown one between them, times with and without offsets, rows loaded
#: again. The rows of one table need not have the same columns.
SEGMENT: dict[str, Rows] = {
    "pages": [
        {
            "title": "Prices, first load",
            "context_ip": "1.2.3.4",
            "id": "p1",
            "received_at": "2024-03-01T08:00:05Z",
            "timestamp": "2024-03-01T09:00:00+01:00",
            "anonymous_id": "a1",
        },
        {
            "id": "p1",
            "received_at": "2024-03-01T08:00:09Z",
            "timestamp": "2024-03-01T09:00:00+01:00",
            "anonymous_id": "a1",
            "url": PRICING,
            "context_page_url": PRICING,
            "title": "Prices",
            "referrer": "https://www.google.com/",
            "context_campaign_source": "google",
            "context_campaign_medium": "cpc",
            "context_campaign_name": "brand",
            "context_campaign_term": "whence",
            "context_campaign_content": "ad 1",
        },
        {
            "id": "p2",
            "timestamp": "2024-03-01 10:00:00",
            "anonymous_id": "a1",
            "user_id": "u1",
            "context_page_url": PRICING,
            "context_page_title": "Prices",
            "context_page_referrer": "https://x.io/",
            "context_traits_email": "Ann@Acme.com",
        },
        {
            "id": "p3",
            "timestamp": "2024-03-01 10:10:00",
            "user_id": "u2",
            "url": "https://x.io/",
            "percent_scrolled": "30%",
        },
        {"id": "p4", "timestamp": "2024-03-01 11:00:00", "url": PRICING},
        {"id": "p5", "anonymous_id": "a1", "url": PRICING},
        {"id": "p6", "anonymous_id": "a1", "timestamp": "yesterday"},
        {"anonymous_id": "a1", "timestamp": "2024-03-01 12:00:00"},
        {
            "id": "p7",
            "timestamp": "2024-03-01 13:00:00",
            "anonymous_id": "a3",
            "url": PRICING,
            "percent_scrolled": "deep",
        },
    ],
    "tracks": [
        {
            "email": " Ann@Acme.com",
            "company": "Acme",
            "form_id": "contact",
            "context_page_title": "Contact",
            "context_page_url": "https://x.io/contact",
            "context_page_referrer": "https://x.io/",
            "context_campaign_source": "linkedin",
            "event": "form_submitted",
            "event_text": "Form Submitted",
            "timestamp": "2024-03-02T01:30:00+02:00",
            "anonymous_id": "a1",
            "id": "t1",
        },
        {"id": "t2", "timestamp": "2024-03-02 02:00:00", "event": "nobody_did_this"},
        {"id": "t3", "timestamp": "2024-03-02 03:00:00", "anonymous_id": "a1"},
    ]
    + [
        {"id": f"scroll{number}", "event": "Page Scrolled", "anonymous_id": visitor}
        | {"timestamp": f"2024-03-01 {time}", "percent_scrolled": percent, "context_page_url": url}
        for number, (visitor, time, percent, url) in enumerate(
            [
                ("a1", "08:30:00", "50", "https://x.io/pricing#plans"),
                ("a1", "10:05:00", "75 %", PRICING),
                ("a1", "10:06:00", "40", PRICING),
                ("a1", "10:07:00", "90", "https://x.io/other"),
                ("a2", "10:08:00", "95", PRICING),
                ("a3", "12:59:59", "60", PRICING),
            ]
        )
    ]
    + [
        {"id": f"named{number}", "event": name, "user_id": "u9", "timestamp": "2024-04-01"}
        for number, name in enumerate(EVENT_TYPES)
    ],
    "identifies": [
        {
            "id": "i1",
            "timestamp": "2024-03-03 01:00:00",
            "anonymous_id": "a1",
            "user_id": "u1",
            "email": "ANN@acme.com",
            "company_id": "001A",
            "company_domain": "https://www.Acme.com/about",
        },
        {"id": "i2", "timestamp": "2024-03-03 02:00:00", "user_id": "Bob@beta.io"},
        {"id": "i3", "timestamp": "2024-03-03 03:00:00", "anonymous_id": "a4"},
        {"id": "i4", "timestamp": "2024-03-03 04:00:00", "company": "Gamma"},
        {
            "id": "i5",
            "timestamp": "2024-03-03 05:00:00",
            "anonymous_id": "a5",
            "company": "Delta",
            "website": "delta.com",
        },
    ],
    "groups": [
        {
            "id": "g1",
            "timestamp": "2024-03-04 01:00:00",
            "user_id": "u1",
            "group_id": "001A",
            "name": "Acme, Inc.",
            "website": "http://acme.com/en?x=1",
        },
        {"id": "g2", "timestamp": "2024-03-04 02:00:00", "group_id": "001B"},
        {"id": "g3", "timestamp": "2024-03-04 03:00:00", "anonymous_id": "a1"},
    ],
}


#: As little as each source can do with.
LITTLE: Mapping[str, Mapping[str, Rows]] = {
    "segment": {"pages": [{"id": "p1", "timestamp": "2024-03-01"}]},
    "ga4": {"event": [{"timestamp": "2024-03-01", "name": "page_view"}]},
    "snowplow": {
        "event": [{"event_id": "e1", "event_name": "page_view", "collector_tstamp": "2024-03-01"}]
    },
}


@contextlib.contextmanager
def staged(
    source: str, tables: Mapping[str, Rows], folder: Path, file_format: str = "csv"
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Stage one of the sources while all are connected, so that dbt reads the project once."""
    for each, little in LITTLE.items():
        given = (tables, file_format) if each == source else (little, "csv")
        write_tables(folder / "raw" / each, *given)
    database = folder / "whence.duckdb"
    build_staging(source, folder / "raw", database, sources=list(LITTLE))
    with duckdb.connect(str(database), read_only=True) as connection:
        yield connection


def rejections(connection: duckdb.DuckDBPyConnection, source: str) -> Counter[tuple[str, str, str]]:
    """Return how many rejected rows there are by {table, column, reason}."""
    columns = "table_name, coalesce(column_name, ''), reason"
    found = connection.sql(f"select {columns} from staging.stg_{source}__rejected_rows").fetchall()
    return Counter((table, column, reason) for table, column, reason in found)


def count(connection: duckdb.DuckDBPyConnection, model: str) -> int:
    found = connection.sql(f"select count(*) from staging.{model}").fetchone()
    assert found is not None
    return int(found[0])


@pytest.fixture(scope="module")
def segment(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[duckdb.DuckDBPyConnection]:
    with staged("segment", SEGMENT, tmp_path_factory.mktemp("segment")) as connection:
        yield connection


def test_segment_page_views(segment: duckdb.DuckDBPyConnection) -> None:
    columns = (
        "page_view_id, viewed_at::varchar, anonymous_id, user_id, email, url, title, referrer,"
        "utm_source, utm_medium, utm_campaign, utm_term, utm_content"
    )
    campaign = ("google", "cpc", "brand", "whence", "ad 1")
    none = (None,) * 5
    first = ("a1", None, None, PRICING, "Prices", "https://www.google.com/")
    second = ("a1", "u1", "ann@acme.com", PRICING, "Prices", "https://x.io/")
    assert rows_of(segment, "stg_segment__page_views", columns) == {
        "segment:pages:p1": ("2024-03-01 08:00:00", *first, *campaign),
        "segment:pages:p2": ("2024-03-01 10:00:00", *second, *none),
        "segment:pages:p3": (
            "2024-03-01 10:10:00",
            None,
            "u2",
            None,
            "https://x.io/",
            *none,
            None,
            None,
        ),
        "segment:pages:p4": ("2024-03-01 11:00:00", None, None, None, PRICING, *none, None, None),
        "segment:pages:p7": ("2024-03-01 13:00:00", "a3", None, None, PRICING, *none, None, None),
    }


def test_segment_depth_belongs_to_the_view_before_it(segment: duckdb.DuckDBPyConnection) -> None:
    assert rows_of(segment, "stg_segment__page_views", "page_view_id, percent_scrolled") == {
        "segment:pages:p1": (50.0,),
        "segment:pages:p2": (75.0,),
        "segment:pages:p3": (30.0,),
        "segment:pages:p4": (None,),
        "segment:pages:p7": (None,),
    }


def test_segment_touches(segment: duckdb.DuckDBPyConnection) -> None:
    columns = (
        "touch_id, touched_at::varchar, touch_type, email, user_id, anonymous_id, company_name,"
        "content, landing_page, referrer, utm_source"
    )
    found = rows_of(segment, "stg_segment__touches", columns)
    assert found["segment:tracks:t1"] == (
        *("2024-03-01 23:30:00", "form_submission", "ann@acme.com", None, "a1", "Acme"),
        *("contact", "https://x.io/contact", "https://x.io/", "linkedin"),
    )
    types = {
        name: found[f"segment:tracks:named{number}"][1] for number, name in enumerate(EVENT_TYPES)
    }
    assert types == EVENT_TYPES
    assert len(found) == 1 + len(EVENT_TYPES)


def test_segment_identifications(segment: duckdb.DuckDBPyConnection) -> None:
    columns = (
        "identified_at::varchar, match_method, anonymous_id, user_id, email, account_id,"
        "company_domain, company_name"
    )
    assert rows_of(segment, "stg_segment__identifications", columns) == {
        "2024-03-03 01:00:00": ("identify", "a1", "u1", "ann@acme.com", "001A", "acme.com", None),
        "2024-03-03 02:00:00": ("identify", None, "Bob@beta.io", "bob@beta.io", None, None, None),
        "2024-03-03 05:00:00": ("identify", "a5", None, None, None, "delta.com", "Delta"),
        "2024-03-04 01:00:00": ("group_call", None, "u1", None, "001A", "acme.com", "Acme, Inc."),
    }


def test_segment_accounts_for_every_row(segment: duckdb.DuckDBPyConnection) -> None:
    rejected = rejections(segment, "segment")
    assert rejected == {
        ("pages", "id", "is an older copy of a row that was loaded again"): 1,
        ("pages", "id", "is missing"): 1,
        ("pages", "timestamp", "is missing"): 1,
        (
            "pages",
            "timestamp",
            "is not a time; write it as 2026-01-31 or 2026-01-31 14:05:00 (UTC)",
        ): 1,
        ("tracks", "event", "is missing"): 1,
        ("tracks", "event", "is the depth of a page view, not a touch"): 6,
        (
            "tracks",
            "anonymous_id",
            "is missing, and so are user_id and email: nothing leads to a person",
        ): 1,
        ("identifies", "id", "names one key of a person and nothing beside it"): 1,
        (
            "identifies",
            "anonymous_id",
            "is missing, and so are user_id and email: nobody is identified",
        ): 1,
        (
            "groups",
            "user_id",
            "is missing, and so is anonymous_id: nobody is said to belong to the company",
        ): 1,
        (
            "groups",
            "group_id",
            "is missing, and so are name, domain and website: no company is named",
        ): 1,
    }
    accepted = {
        "pages": count(segment, "stg_segment__page_views"),
        "tracks": count(segment, "stg_segment__touches"),
    }
    for table, rows in accepted.items():
        turned_away = sum(number for (name, *_), number in rejected.items() if name == table)
        assert rows + turned_away == len(SEGMENT[table])
    both = ("identifies", "groups")
    turned_away = sum(number for (name, *_), number in rejected.items() if name in both)
    assert count(segment, "stg_segment__identifications") + turned_away == sum(
        len(SEGMENT[table]) for table in both
    )


def test_segment_needs_its_pages_only(tmp_path: Path) -> None:
    """Parquet has its times as a warehouse has them, the time of loading among them."""
    pages: Rows = [
        {"timestamp": f"2024-03-01 10:0{minute}:00", "id": "p1"}
        | {"received_at": f"2024-03-01 10:0{minute}:30", "title": f"minute {minute}"}
        for minute in (1, 3, 2)
    ]
    with staged("segment", {"pages": pages}, tmp_path, "parquet") as connection:
        views = rows_of(connection, "stg_segment__page_views", "title, viewed_at::varchar")
        assert views == {"minute 3": ("2024-03-01 10:03:00",)}
        assert count(connection, "stg_segment__touches") == 0
        assert count(connection, "stg_segment__identifications") == 0
        assert rejections(connection, "segment").total() == 2
        found = rows_of(
            connection, "stg_segment__raw_tables", "table_name, is_present, is_required, raw_rows"
        )
    assert found == {
        "pages": (True, True, 3),
        "tracks": (False, False, 0),
        "identifies": (False, False, 0),
        "groups": (False, False, 0),
    }


#: What follows in GA4: time, name, visitor, session, page and what else the event has.
Event = tuple[str, str | None, str | None, int | None, str | None, Mapping[str, object]]
GA4_EVENTS: Sequence[Event] = (
    ("08:00:00", "session_start", "v1", 77, PRICING, {}),
    ("08:01:00", "scroll", "v1", 77, "https://x.io/pricing", {"param_percent_scrolled": 90}),
    ("08:01:30", "user_engagement", "v1", 77, PRICING, {"param_engagement_time_msec": 1500}),
    ("08:02:00", "page_view", "v1", 77, PRICING, {"user_id": "U1"}),
    ("08:02:30", "user_engagement", "v1", 77, PRICING, {"param_engagement_time_msec": 250}),
    ("08:03:00", "scroll", "v1", 78, PRICING, {"param_percent_scrolled": 90}),
    ("08:03:30", "scroll", "v1", 77, "https://x.io/", {"param_percent_scrolled": 90}),
    ("08:04:00", "page_view", None, None, PRICING, {"param_source": "(direct)"}),
    ("08:05:00", "scroll", None, None, PRICING, {"param_percent_scrolled": 90}),
    ("08:06:00", "form_submit", "v1", 77, PRICING, {"param_form_name": "Talk to us"}),
    ("08:07:00", "file_download", "v1", 77, PRICING, {"param_file_name": "paper.pdf"}),
    ("08:08:00", "roi_calculated", "v1", 77, PRICING, {"user_id": "Ann@Acme.com"}),
    ("08:09:00", "roi_calculated", None, None, PRICING, {}),
    ("08:10:00", "form_start", "v1", 77, PRICING, {"user_id": "U1"}),
    ("08:11:00", "view_item", "v1", 77, PRICING, {}),
    ("08:12:00", None, "v1", 77, PRICING, {}),
    ("08:13:00", "sign_up", None, None, None, {"user_id": "U2"}),
    ("08:13:00", "sign_up", None, None, None, {"user_id": "U2", "batch_event_index": 2}),
)

#: Fivetran's names. The visitor v1 looks at one page twice in a session.
GA4: Rows = [
    {
        "param_page_title": "Prices, as of noon",
        "_fivetran_synced": "2024-03-01T12:00:00Z",
        "timestamp": "2024-03-01T08:00:00Z",
        "name": "page_view",
        "bundle_sequence_id": 1,
        "user_pseudo_id": "v1",
    },
    {
        "user_pseudo_id": "v1",
        "param_page_title": "Prices",
        "_fivetran_synced": "2024-03-02T12:00:00Z",
        "timestamp": "2024-03-01T08:00:00Z",
        "name": "page_view",
        "bundle_sequence_id": 1,
        "is_intraday": False,
        "param_ga_session_id": 77,
        "param_page_location": PRICING,
        "param_page_referrer": "https://www.google.com/",
        "param_engagement_time_msec": 500,
        "collected_traffic_source_manual_source": "google",
        "collected_traffic_source_manual_medium": "cpc",
        "collected_traffic_source_manual_campaign_name": "(not set)",
        "param_campaign": "brand",
        "collected_traffic_source_gclid": "G1",
    },
    *(
        {
            "timestamp": f"2024-03-01T{time}Z",
            "name": name,
            "user_pseudo_id": visitor,
            "bundle_sequence_id": 2,
            "param_ga_session_id": session,
            "param_page_location": url,
            **more,
        }
        for time, name, visitor, session, url, more in GA4_EVENTS
    ),
]


@pytest.fixture(scope="module")
def ga4(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    with staged("ga4", {"event": GA4}, tmp_path_factory.mktemp("ga4")) as connection:
        yield connection


def test_ga4_page_views(ga4: duckdb.DuckDBPyConnection) -> None:
    columns = (
        "viewed_at::varchar, anonymous_id, user_id, session_id, url, title, referrer, utm_source,"
        "utm_medium, utm_campaign, click_id, click_id_type, percent_scrolled, engaged_seconds"
    )
    assert rows_of(ga4, "stg_ga4__page_views", columns) == {
        "2024-03-01 08:00:00": (
            *("v1", None, "v1.77", PRICING, "Prices", "https://www.google.com/"),
            *("google", "cpc", "brand", "G1", "gclid", 90.0, 2.0),
        ),
        "2024-03-01 08:02:00": ("v1", "U1", "v1.77", PRICING, *(None,) * 7, None, 0.25),
        "2024-03-01 08:04:00": (None, None, None, PRICING, *(None,) * 9),
    }


def test_ga4_touches(ga4: duckdb.DuckDBPyConnection) -> None:
    columns = (
        "touch_id, touched_at::varchar, touch_type, anonymous_id, user_id, content, landing_page"
    )
    found = rows_of(ga4, "stg_ga4__touches", columns)
    assert all(str(touch_id).startswith("ga4:event:2024-03-01") for touch_id in found)
    at = "2024-03-01 08:"
    assert sorted(found.values(), key=str) == [
        (f"{at}06:00", "form_submission", "v1", None, "Talk to us", PRICING),
        (f"{at}07:00", "content_download", "v1", None, "paper.pdf", PRICING),
        (f"{at}08:00", "roi_calculated", "v1", "Ann@Acme.com", None, PRICING),
        (f"{at}13:00", "product_event", None, "U2", None, None),
        (f"{at}13:00", "product_event", None, "U2", None, None),
    ]


def test_ga4_identifications(ga4: duckdb.DuckDBPyConnection) -> None:
    columns = "user_id, identified_at::varchar, match_method, anonymous_id, email"
    assert rows_of(ga4, "stg_ga4__identifications", columns) == {
        "U1": ("2024-03-01 08:02:00", "identify", "v1", None),
        "Ann@Acme.com": ("2024-03-01 08:08:00", "identify", "v1", "ann@acme.com"),
    }


def test_ga4_accounts_for_every_row(ga4: duckdb.DuckDBPyConnection) -> None:
    rejected = rejections(ga4, "ga4")
    assert rejected == {
        ("event", "timestamp", "is an older copy of a row that was loaded again"): 1,
        ("event", "name", "is missing"): 1,
        ("event", "name", "is the depth of a page view, not a touch"): 4,
        ("event", "name", "is recorded by GA4 itself and is not a touch"): 4,
        ("event", "name", "is a look at a shop, which its page view has, and is not a touch"): 1,
        ("event", "name", "has no user_pseudo_id and no user_id: nothing leads to a person"): 1,
    }
    accepted = count(ga4, "stg_ga4__page_views") + count(ga4, "stg_ga4__touches")
    assert accepted + rejected.total() == len(GA4)


def test_ga4_flattened_with_its_own_names_in_microseconds(tmp_path: Path) -> None:
    view = {"event_name": "page_view", "user_pseudo_id": "v1", "page_location": PRICING}
    events: Rows = [
        view | {"event_timestamp": 1709280000000001, "ga_session_id": 77},
        view | {"event_timestamp": 1709280000000001, "ga_session_id": 77},
        view | {"event_timestamp": "noon"},
        {"event_name": "scroll", "user_pseudo_id": "v1", "page_location": PRICING}
        | {"event_timestamp": 1709280009000000, "ga_session_id": 77, "percent_scrolled": 90},
    ]
    with staged("ga4", {"event": events}, tmp_path) as connection:
        columns = "viewed_at::varchar, session_id, url, percent_scrolled"
        found = rows_of(connection, "stg_ga4__page_views", columns)
        rejected = rejections(connection, "ga4")
    assert found == {"2024-03-01 08:00:00.000001": ("v1.77", PRICING, 90.0)}
    assert {(column, reason.split(";")[0]) for _, column, reason in rejected} == {
        ("timestamp", "is an older copy of a row that was loaded again"),
        ("timestamp", "is not a time"),
        ("name", "is the depth of a page view, not a touch"),
    }


ENTITY = "contexts_com_snowplowanalytics_snowplow_web_page_1"


def snowplow_events(entity: str, first: object, second: object) -> Rows:
    """Return two views of a page and their pings, told apart by the entity where there is one."""
    window = {"br_viewheight": 800, "doc_height": 2000}
    return [
        {
            "mkt_network": "Google",
            "mkt_clickid": "G1",
            "mkt_source": "google",
            "mkt_medium": "cpc",
            "mkt_campaign": "brand",
            "event_id": "e1",
            "event_name": "page_view",
            "collector_tstamp": "2024-03-01 08:00:01.5",
            "derived_tstamp": "2024-03-01T09:00:00+01:00",
            "domain_userid": "d1",
            "domain_sessionid": "s1",
            "page_url": PRICING,
            "page_title": "Prices",
            "page_referrer": "https://www.google.com/",
            "geo_city": "Bonn",
            entity: first,
        },
        {"event_id": "e1", "event_name": "page_view", "collector_tstamp": "2024-03-01 07:59:00"},
        *(
            {"event_id": f"ping{number}", "event_name": "page_ping", "domain_sessionid": "s1"}
            | {"collector_tstamp": f"2024-03-01 {time}", "page_url": PRICING, entity: page_view}
            | window
            | {"pp_yoffset_max": offset}
            for number, (time, offset, page_view) in enumerate(
                [
                    ("08:00:10", 200, first),
                    ("08:00:20", -5, first),
                    ("08:05:10", 1300, second),
                    ("08:05:20", None, second),
                ]
            )
        ),
        {"event_id": "e2", "event_name": "page_view", "collector_tstamp": "2024-03-01 08:05:00"}
        | {"domain_userid": "d1", "domain_sessionid": "s1", "page_url": PRICING}
        | {"user_id": "U1", "mkt_network": "Other", "mkt_clickid": "X", entity: second},
        {"event_id": "e3", "event_name": "page_view", "collector_tstamp": "2024-03-01 09:00:00"}
        | {"doc_height": 0, "user_id": "Ann@Acme.com"},
        {"event_id": "e4", "event_name": "link_click", "collector_tstamp": "2024-03-01 07:00:00"}
        | {"domain_userid": "d1", "user_id": "U1"},
        {"event_id": "e5", "event_name": "page_view"},
        {"event_id": "e6", "collector_tstamp": "2024-03-01 09:00:00"},
    ]


@pytest.fixture(
    scope="module",
    params=[
        ("csv", "page_view_id", None, None),
        ("parquet", ENTITY, '[{"id":"A"}]', '[{"id":"B"}]'),
    ],
)
def snowplow(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[duckdb.DuckDBPyConnection]:
    file_format, *entity = request.param
    # Snowplow's own loaders call the table events
    events = {"event" if file_format == "csv" else "events": snowplow_events(*entity)}
    with staged("snowplow", events, tmp_path_factory.mktemp("snowplow"), file_format) as connection:
        yield connection


def test_snowplow_page_views(snowplow: duckdb.DuckDBPyConnection) -> None:
    columns = (
        "page_view_id, viewed_at::varchar, anonymous_id, user_id, session_id, url, title, referrer,"
        "utm_source, utm_medium, utm_campaign, click_id, click_id_type, percent_scrolled"
    )
    assert rows_of(snowplow, "stg_snowplow__page_views", columns) == {
        "snowplow:event:e1": (
            *("2024-03-01 08:00:00", "d1", None, "s1", PRICING, "Prices"),
            *("https://www.google.com/", "google", "cpc", "brand", "G1", "gclid", 50.0),
        ),
        "snowplow:event:e2": (
            *("2024-03-01 08:05:00", "d1", "U1", "s1", PRICING),
            *((None,) * 7),
            100.0,
        ),
        "snowplow:event:e3": ("2024-03-01 09:00:00", None, "Ann@Acme.com", *(None,) * 10),
    }


def test_snowplow_identifications(snowplow: duckdb.DuckDBPyConnection) -> None:
    columns = "user_id, identified_at::varchar, match_method, anonymous_id, email"
    assert rows_of(snowplow, "stg_snowplow__identifications", columns) == {
        "U1": ("2024-03-01 07:00:00", "identify", "d1", None),
        "Ann@Acme.com": ("2024-03-01 09:00:00", "identify", None, "ann@acme.com"),
    }


def test_snowplow_accounts_for_every_row(snowplow: duckdb.DuckDBPyConnection) -> None:
    rejected = rejections(snowplow, "snowplow")
    assert rejected == {
        ("event", "event_id", "is an older copy of a row that was loaded again"): 1,
        ("event", "event_name", "is the depth of a page view, not a view"): 4,
        ("event", "event_name", "is not a page view; no other event is read"): 1,
        ("event", "collector_tstamp", "is missing"): 1,
        ("event", "event_name", "is missing"): 1,
    }
    events = snowplow_events("page_view_id", None, None)
    assert count(snowplow, "stg_snowplow__page_views") + rejected.total() == len(events)


@pytest.mark.parametrize(
    ("source", "tables", "words"),
    [
        ("segment", {"tracks": SEGMENT["tracks"]}, "has no pages.csv"),
        ("ga4", {"event": [{"timestamp": "2024-03-01"}]}, "event.csv has no column name"),
        ("snowplow", {"event": [{"event_id": "e1"}]}, "event.csv has no column event_name"),
    ],
)
def test_what_must_be_there_is_named_in_one_sentence(
    source: str, tables: Mapping[str, Rows], words: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError) as stopped, staged(source, tables, tmp_path):
        pass
    sentence = str(stopped.value)
    assert source in sentence
    assert words in sentence
    assert "\n" not in sentence
