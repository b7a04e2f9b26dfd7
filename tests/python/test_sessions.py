"""Page views become visits: expected by hand, and by a state machine over random visitors."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from conftest import work_folder
from connector_tables import write_tables
from generated import build_models

SITE = "https://www.acme.example"
PAID = f"{SITE}/demo?utm_source=google&utm_medium=cpc&utm_campaign=brand"
CLICK = f"{PAID}&gclid=one"
GOOGLE, LINKEDIN = "https://www.google.com/", "https://www.linkedin.com/feed/"
OWN = f"{SITE}/pricing"
DAY = datetime(2026, 3, 2)
Row = dict[str, object]

#: What each visitor viewed, as (clock, url, referrer), and which of the views begin a session.
STORIES: dict[str, tuple[list[tuple[str, str, str | None]], list[int]]] = {
    "one visit": ([("10:00", OWN, GOOGLE), ("10:20", OWN, None), ("10:49", OWN, OWN)], [0]),
    "a minute less than silence": ([("10:00", OWN, None), ("10:29", OWN, None)], [0]),
    "just silence": ([("10:00", OWN, None), ("10:30", OWN, None)], [0, 1]),
    "silence ends the source": ([("10:00", PAID, GOOGLE), ("10:40", OWN, OWN)], [0, 1]),
    "a new source": ([("10:00", OWN, GOOGLE), ("10:05", OWN, LINKEDIN)], [0, 1]),
    "an ad after a direct start": ([("10:00", OWN, None), ("10:05", PAID, None)], [0, 1]),
    "nowhere goes on": ([("10:00", PAID, GOOGLE), ("10:10", OWN, None)], [0]),
    "the same source": (
        [("10:00", PAID, GOOGLE), ("10:10", OWN, OWN), ("10:20", PAID, GOOGLE)],
        [0],
    ),
    "the same in other letters": (
        [("10:00", PAID, None), ("10:10", PAID.replace("cpc", "CPC"), None)],
        [0],
    ),
    "another campaign": ([("10:00", PAID, GOOGLE), ("10:10", f"{PAID}2", GOOGLE)], [0, 1]),
    "another click": (
        [("10:00", CLICK, GOOGLE), ("10:10", CLICK.replace("one", "two"), GOOGLE)],
        [0, 1],
    ),
    "the same click": ([("10:00", CLICK, GOOGLE), ("10:10", CLICK, GOOGLE)], [0]),
    "there and back": (
        [("10:00", PAID, GOOGLE), ("10:05", OWN, LINKEDIN), ("10:10", PAID, GOOGLE)],
        [0, 1, 2],
    ),
    # an app in the browser goes on naming the referrer that brought the visitor, without the tags
    "one page that loads others": (
        [("10:00", PAID, GOOGLE), ("10:05", OWN, GOOGLE), ("10:10", PAID, GOOGLE)],
        [0],
    ),
    "part of our site": (
        [("10:00", PAID, None), ("10:05", OWN, "https://app.acme.example/login")],
        [0],
    ),
    "another site of ours": (
        [("10:00", PAID, None), ("10:05", OWN, "https://acme-docs.example/a")],
        [0],
    ),
    "seen in a search engine": ([("10:00", "https://google.com/preview", None)], [0]),
    "two at once": ([("10:00", OWN, None), ("10:00", OWN, None), ("10:30", OWN, None)], [0, 2]),
    "past midnight": ([("23:50", OWN, None), ("24:10", OWN, None)], [0]),
}


def at(clock: str) -> datetime:
    hours, minutes = clock.split(":")
    return DAY + timedelta(hours=int(hours), minutes=int(minutes))


@dataclass(frozen=True)
class View:
    """One page view; `tags` is a campaign, `site` a foreign site that referred."""

    minute: int
    tags: str | None
    site: str | None


def sessions_of(views: Sequence[View]) -> list[int]:
    """Return the places of the views that begin a session; the oracle of int_page_views."""
    landings, last_minute = [], None
    tags: str | None = None
    outside: View | None = None
    for place, view in enumerate(views):
        if last_minute is None or view.minute - last_minute >= 30:
            is_landing, tags, outside = True, None, None
        elif view.tags is not None:
            is_same_way = outside is not None and (
                outside.tags is not None or outside.site == view.site
            )
            is_landing = not (view.tags == tags and is_same_way)
        else:
            is_landing = view.site is not None and (outside is None or outside.site != view.site)
        if is_landing:
            landings.append(place)
        if view.tags is not None or view.site is not None:
            tags, outside = view.tags or tags, view
        last_minute = view.minute
    return landings


def draw_visitors(count: int) -> list[list[View]]:
    drawn: list[list[View]] = []
    gap = st.sampled_from([0, 1, 5, 29, 30, 31, 200])
    view = st.tuples(
        gap,
        st.sampled_from([None, None, None, "a", "b"]),
        st.sampled_from([None, None, "x.example", "y.example"]),
    )

    @settings(
        max_examples=count, database=None, derandomize=True, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck), deadline=None,
    )  # fmt: skip
    @given(st.lists(view, min_size=1, max_size=12))
    def draw(steps: list[tuple[int, str | None, str | None]]) -> None:
        minute, views = 0, []
        for wait, tags, site in steps:
            minute += wait
            views.append(View(minute, tags, site))
        drawn.append(views)

    draw()
    return drawn


RANDOM = {f"random {number}": views for number, views in enumerate(draw_visitors(400))}


def viewed(key: str, clock: str, url: str, referrer: str | None = None, **more: object) -> Row:
    """Return a row of page_views; the visitor is the key up to its last space, unless given."""
    row: Row = {"page_view_id": key, "viewed_at": at(clock), "url": url, "referrer": referrer}
    return row | (more or {"anonymous_id": key.rpartition(" ")[0]})


def visit(key: str, kind: str, visitor: str, clock: str, **more: object) -> Row:
    """Return a row of touches; a clock that is a date is written as it is."""
    touched_at = at(clock) if ":" in clock else clock
    row: Row = {"touch_id": key, "touch_type": kind, "touched_at": touched_at, "account_id": "a"}
    return row | {"anonymous_id": visitor} | more


#: Addresses, and what is read from them: source, medium, campaign, term, content, click, its kind.
QUERY = "utm_source=Google&utm_medium=cpc&utm_campaign=Q1%20Launch+now&utm_term=a%26b&utm_content=c"
ADDRESSES: dict[str, tuple[str | None, ...]] = {
    f"{SITE}/a?{QUERY}#x": ("Google", "cpc", "Q1 Launch now", "a&b", "c", None, None),
    f"{SITE}/b?x=1&amp;UTM_Source=li&amp;utm_medium=&li_fat_id=7a": (
        *("li", None, None, None, None, "7a", "li_fat_id"),
    ),
    f"{SITE}/c?fbclid=Iw&utm_campaign=%E4%BD%A0": (None, None, "你", None, None, "Iw", "fbclid"),
    f"{SITE}/d?utm_campaign=%ff&msclkid=m": (None, None, "%ff", None, None, "m", "msclkid"),
    f"{SITE}/e#utm_source=fragment": ("fragment", None, None, None, None, None, None),
    f"{SITE}/f?to=https%3A%2F%2Fx.example%3Futm_source%3Dother": (None,) * 7,
    f"{SITE}/g?my_utm_source=no&outm_source=no": (None,) * 7,
}

#: Days and addresses of one visitor's visits, the second just within seven days of the first.
CARRIED = [
    ("2026-04-01", CLICK, None),
    ("2026-04-08", OWN, None),
    ("2026-04-09", OWN, None),
    ("2026-04-10", f"{SITE}/?utm_source=bing", None),
    ("2026-04-11", OWN, GOOGLE),
    ("2026-04-12", OWN, OWN),
]


def page_views() -> Iterator[Row]:
    for visitor, (views, _) in STORIES.items():
        for place, (clock, url, referrer) in enumerate(views):
            yield viewed(f"{visitor} {place:02}", clock, url, referrer)
    for visitor, drawn in RANDOM.items():
        for place, step in enumerate(drawn):
            url = f"{OWN}?utm_campaign={step.tags}" if step.tags else OWN
            referrer = f"https://{step.site}/" if step.site else None
            yield viewed(f"{visitor} {place:02}", f"00:{step.minute}", url, referrer)
    for place, url in enumerate(ADDRESSES):
        key = f"address {place}"
        yield viewed(key, "10:00", url, anonymous_id=key)
    for place, (day, url, referrer) in enumerate(CARRIED):
        yield viewed(f"carried {place}", "10:00", url, referrer) | {"viewed_at": f"{day} 10:00"}
    # without a browser's key, and without any
    yield viewed("u1", "10:00", OWN, user_id="anna", percent_scrolled=40)
    yield viewed("u2", "10:05", OWN, user_id="anna", percent_scrolled=90)
    yield viewed("u3", "15:00", f"{PAID}#form", user_id="anna")
    yield viewed("m1", "10:00", OWN, email="ben@globex.example")
    yield viewed("nobody", "10:00", PAID, title="Pricing")
    yield viewed("docs", "10:00", "https://acme-docs.example/", title="Manual")
    # visits in which something happens
    for visitor in ("form", "visit", "click", "wide", "next"):
        yield viewed(f"{visitor} 1", "10:00", CLICK, GOOGLE)
        yield viewed(f"{visitor} 2", "10:20", OWN, OWN)
    yield viewed("next 3", "10:25", OWN, LINKEDIN)


TOUCHES = [
    # in the paid visit, with and without marks of its own; up to half an hour later; on that day
    visit("inside", "form_submission", "form", "10:10"),
    visit("marked", "form_submission", "form", "10:11", utm_source="bing"),
    visit("soon", "chat", "form", "10:50", referrer=OWN),
    visit("later", "chat", "form", "10:51"),
    visit("some time", "chat", "form", "2026-03-02"),
    visit("mail", "email_clicked", "form", "10:10"),
    # the same visit, given as a touch
    visit("given", "Web Session", "visit", "10:00"),
    visit("ad", "ad_click", "click", "9:31"),
    visit("too early", "web_session", "wide", "9:29"),
    visit("first", "web_session", "next", "10:00"),
]
FORM = {"context_page_url": f"{SITE}/form", "context_page_referrer": OWN}
TRACKS = [
    {"id": "f1", "timestamp": at("10:06"), "anonymous_id": "s", "event": "form_submitted"} | FORM
]
SAID = {"context_campaign_source": "newsletter", "title": "Demo"}
PAGES = [
    {"id": "p1", "timestamp": at("10:05"), "anonymous_id": "s", "url": f"{PAID}&utm_term=x"} | SAID,
    {"id": "p2", "timestamp": at("10:00"), "anonymous_id": "s", "url": OWN},
    # the same browser in another tracker is counted there
    {"id": "p3", "timestamp": at("10:00"), "anonymous_id": "one visit", "url": OWN},
]
VARIABLES = {"sources": ["files", "segment"], "direct_carry_over_days": 7.0}


def write_raw(folder: Path) -> Path:
    views = list(reversed(list(page_views())))
    deals = [{"deal_id": "d", "account_id": "a", "created_at": "2026-03-30", "outcome": "open"}]
    write_tables(folder, {"page_views": views, "touches": TOUCHES, "deals": deals})
    write_tables(folder / "segment", {"pages": PAGES, "tracks": TRACKS})
    return folder


@pytest.fixture(scope="module")
def built() -> Iterator[duckdb.DuckDBPyConnection]:
    raw = write_raw(work_folder() / "sessions_raw")
    database = build_models(raw, "sessions", VARIABLES)
    with duckdb.connect(str(database), read_only=True) as connection:
        yield connection


def landings(built: duckdb.DuckDBPyConnection) -> dict[str, list[int]]:
    rows = built.sql(
        "select visitor, session_id from intermediate.int_sessions where source_system = 'files'"
    ).fetchall()
    found = defaultdict(list)
    for visitor, session_id in sorted(rows):
        assert session_id.startswith("files:session:")
        found[visitor].append(int(session_id[-2:]) if session_id[-2:].strip().isdigit() else 0)
    return {visitor: sorted(places) for visitor, places in found.items()}


@pytest.mark.parametrize("story", STORIES)
def test_sessions_begin_where_they_should(story: str, built: duckdb.DuckDBPyConnection) -> None:
    assert landings(built)[story] == STORIES[story][1]


def test_sessions_of_random_visitors_are_those_of_the_oracle(
    built: duckdb.DuckDBPyConnection,
) -> None:
    assert len(RANDOM) > 300
    found = landings(built)
    wrong = {
        visitor: (views, found[visitor])
        for visitor, views in RANDOM.items()
        if found[visitor] != sessions_of(views)
    }
    assert not wrong


def session(built: duckdb.DuckDBPyConnection, first_view: str, columns: str) -> tuple[Any, ...]:
    rows = built.execute(
        f"select {columns} from intermediate.int_sessions where session_id = ?", [first_view]
    ).fetchall()
    assert len(rows) == 1, first_view
    return tuple(rows[0])


def test_a_session_knows_its_depth_and_its_landing(built: duckdb.DuckDBPyConnection) -> None:
    columns = (
        "visitor, page_view_count, percent_scrolled, landing_page, is_first_session, is_bounce"
    )
    first = session(built, "files:session:u1", columns)
    assert first == ("user anna", 2, 90.0, OWN, True, False)
    second = session(built, "files:session:u3", columns)
    assert second == ("user anna", 1, None, f"{SITE}/demo", False, True)
    by_mail = session(built, "files:session:m1", "visitor, email, ended_at - started_at")
    assert by_mail == ("ben@globex.example", "ben@globex.example", timedelta(0))


def test_a_view_of_nobody_is_in_no_session(built: duckdb.DuckDBPyConnection) -> None:
    counts = built.sql("""
        select
            (select count(*) from staging.stg_files__page_views),
            (select count(*) from intermediate.int_page_views where source_system = 'files'),
            (select sum(page_view_count) from intermediate.int_sessions
                where source_system = 'files')
    """).fetchone()
    assert counts is not None
    given = len(list(page_views()))
    # `nobody` and `docs` have no key of anybody
    assert counts == (given, given - 2, given - 2)


def test_marks_are_read_from_addresses(built: duckdb.DuckDBPyConnection) -> None:
    marks = "utm_source, utm_medium, utm_campaign, utm_term, utm_content, click_id, click_id_type"
    for place, expected in enumerate(ADDRESSES.values()):
        assert session(built, f"files:session:address {place}", marks) == expected, place


def test_what_the_tracker_says_wins_over_the_address(built: duckdb.DuckDBPyConnection) -> None:
    marks = "utm_source, utm_medium, utm_campaign, utm_term, landing_title"
    expected = ("newsletter", "cpc", "brand", "x", "Demo")
    assert session(built, "segment:session:segment:pages:p1", marks) == expected
    assert session(built, "segment:session:segment:pages:p2", "page_view_count") == (1,)
    assert session(built, "segment:session:segment:pages:p3", "page_view_count") == (1,)


def touch(built: duckdb.DuckDBPyConnection, touch_id: str, columns: str) -> tuple[Any, ...]:
    rows = built.execute(
        f"select {columns} from intermediate.int_source_touches where touch_id = ?", [touch_id]
    ).fetchall()
    return tuple(rows[0]) if rows else ()


def test_a_session_is_a_touch_unless_its_visit_is_given(built: duckdb.DuckDBPyConnection) -> None:
    columns = (
        "touch_type, touched_at, anonymous_id, utm_campaign, click_id, landing_page, direction"
    )
    form = "files:session:form 1"
    assert touch(built, form, columns) == (
        "web_session", at("10:00"), "form", "brand", "one", f"{SITE}/demo", "inbound",
    )  # fmt: skip
    assert touch(built, "files:session:wide 1", "touch_id") != ()
    for given_as_touch in ("visit 1", "click 1", "next 1", "next 3"):
        assert touch(built, f"files:session:{given_as_touch}", "touch_id") == (), given_as_touch
    stands_for = dict(
        built.sql("select session_id, touch_id from intermediate.int_visits").fetchall()
    )
    assert stands_for["files:session:visit 1"] == "given"
    assert stands_for["files:session:click 1"] == "ad"
    assert stands_for["files:session:next 3"] == "first"
    assert stands_for["files:session:wide 1"] == "files:session:wide 1"
    assert stands_for[form] == form


def test_what_happens_in_a_visit_has_its_marks(built: duckdb.DuckDBPyConnection) -> None:
    marks = "utm_source, utm_medium, click_id, referrer, landing_page"
    visit = ("google", "cpc", "one", GOOGLE, f"{SITE}/demo")
    nothing = (None,) * 5
    expected = {
        "inside": visit, "soon": visit, "given": visit, "ad": visit, "first": visit,
        "marked": ("bing", None, None, None, None),
        "later": nothing, "some time": nothing, "mail": nothing, "too early": nothing,
    }  # fmt: skip
    assert {touch_id: touch(built, touch_id, marks) for touch_id in expected} == expected
    by_tracker = touch(built, "segment:tracks:f1", "utm_source, utm_campaign, landing_page")
    assert by_tracker == ("newsletter", "brand", f"{SITE}/demo")
    channels = dict(built.sql("select touch_id, channel from touches").fetchall())
    assert channels["inside"] == "Brand Search"
    assert channels["later"] == "Direct"


def test_a_direct_visit_may_keep_the_last_source(built: duckdb.DuckDBPyConnection) -> None:
    marks = "utm_source, click_id, referrer, carried_from_session_id"
    first = "files:session:carried 0"
    found = [
        session(built, f"files:session:carried {place}", marks) for place in range(len(CARRIED))
    ]
    assert found == [
        ("google", "one", None, None),
        ("google", "one", None, first),
        (None, None, None, None),
        ("bing", None, None, None),
        (None, None, GOOGLE, None),
        (None, None, GOOGLE, "files:session:carried 4"),
    ]


def test_nothing_is_carried_over_by_default(demo_database: Path) -> None:
    with duckdb.connect(str(demo_database), read_only=True) as connection:
        counts = connection.sql(
            "select count(*) > 0, count(carried_from_session_id) from intermediate.int_sessions"
        ).fetchone()
    assert counts == (True, 0)
