"""Channels: those of Google Analytics 4's default grouping, and every rule of ours at work."""

import csv
import itertools
import warnings
from collections.abc import Iterator
from typing import Any

import duckdb
import pytest

from conftest import ROOT, work_folder
from connector_tables import write_tables
from generated import build_models

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    import sre_parse

CASES = ROOT.parent / "shared" / "data" / "ga4_channel_cases.csv"

MARKS = {"utm_source": "source", "utm_medium": "medium", "utm_campaign": "campaign"}
Row = dict[str, object]
DEALS: list[Row] = [
    {"deal_id": "d", "account_id": "a", "created_at": "2026-01-31", "outcome": "open"},
    {
        "deal_id": "won", "account_id": "b", "created_at": "2026-01-03", "outcome": "won",
        "closed_at": "2026-01-31", "amount": "100.00",
    },
]  # fmt: skip

#: UTMs as people write them: type, source, medium, campaign, and the channel they mean.
WRITTEN = [
    ("web_session", " Google ", "CPC", "x", "Paid Search"),
    ("web_session", "adwords", "sem", "x", "Paid Search"),
    ("web_session", "Google_Ads", "Paid Search", "x", "Paid Search"),
    ("web_session", "LinkedIn-Ads", "PaidSocial", "x", "Paid Social"),
    ("web_session", "li", "Sponsored", "x", "Paid Social"),
    ("web_session", "LinkedIn.com", "Organic_Social", "x", "Organic Social"),
    ("web_session", "FB", "cpc", "x", "Paid Social"),
    ("web_session", "Meta", "social-ads", "x", "Paid Social"),
    ("web_session", "Bing Ads", "PPC", "x", "Paid Search"),
    ("web_session", "Newsletter", "E-Mail", "x", "Email"),
    ("web_session", "marketo", "Nurture", "x", "Email"),
    ("web_session", "acme", "Trade Show", "x", "Event"),
    ("web_session", "gdn", "Programmatic", "x", "Display"),
    ("form_submission", "G2Crowd", "profile", "x", "Review Site"),
    ("web_session", "google", "cpc", "Q1_Brand_Search", "Brand Search"),
    ("web_session", "bing", "paid-search", "search | Brand", "Brand Search"),
    ("web_session", "google", "cpc", "Non-Brand | US", "Paid Search"),
    ("web_session", "google", "cpc", "unbranded", "Paid Search"),
    ("web_session", "google", "organic", "brand", "Organic Search"),
    ("web_session", "openai", "", "", "AI Assistant"),
]

#: Tagged as nobody knows, of the account with a won deal: the channel that is left.
UNKNOWN = [
    ("web_session", "Zine", "shownotes", "Spring", "Unassigned"),
    ("web_session", "zine ", "Shownotes", "spring", "Unassigned"),
    ("email_clicked", "zine", "shownotes", "spring", "Email"),
]


def read_cases() -> list[dict[str, str]]:
    if not CASES.exists():
        return []
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_seed(name: str) -> list[dict[str, str]]:
    with (ROOT / "seeds" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def texts_of(pattern: str) -> list[str]:
    """Return some texts that a regular expression fits whole, at least one for each branch."""
    return sorted(set(_texts(sre_parse.parse(pattern))), key=lambda text: (len(text), text))


def _texts(parsed: Any) -> list[str]:
    texts = [""]
    for operation, argument in parsed:
        parts = _parts(str(operation), argument)
        texts = [before + part for before, part in itertools.product(texts, parts)][:200]
    return texts


def _parts(operation: str, argument: Any) -> list[str]:
    """Return texts that one part of a pattern fits."""
    if operation == "IN" and str(argument[0][0]) == "NEGATE":
        barred = {char for item in argument[1:] for char in _class(item)}
        return [next(char for char in "q0-" if char not in barred)]
    if operation == "MAX_REPEAT":
        least, _, repeated = argument
        once = _texts(repeated)
        return ["", *once][:50] if least == 0 else [text * least for text in once][:50]
    simple = {
        "LITERAL": lambda: [chr(argument)],
        "ANY": lambda: ["q"],
        "AT": lambda: [""],
        "IN": lambda: _class(argument[0])[:1],
        "BRANCH": lambda: [text for branch in argument[1] for text in _texts(branch)],
        "SUBPATTERN": lambda: _texts(argument[3]),
    }
    assert operation in simple, f"no text is made for {operation}"
    return simple[operation]()


def _class(item: Any) -> list[str]:
    kind, value = str(item[0]), item[1]
    if kind == "RANGE":
        return [chr(code) for code in range(value[0], value[1] + 1)]
    assert kind == "LITERAL", f"no text is made for {kind}"
    return [chr(value)]


def witnesses(rule: dict[str, str]) -> Iterator[Row]:
    """Make touches that fit all patterns of a rule, and have nothing that it does not ask for."""
    categories = read_seed("source_categories")
    sources = texts_of(rule["source"]) if rule["source"] else [""]
    if rule["source_category"]:
        sources = [
            next(r["source"] for r in categories if r["source_category"] == category)
            for category in texts_of(rule["source_category"])
        ]
    # the type of a touch that says nothing is one without a channel of its own
    types = texts_of(rule["touch_type"]) if rule["touch_type"] else ["web_session"]
    columns = {
        "touch_type": types, "utm_source": sources, "click_id_type": [], "utm_medium": [],
        "utm_campaign": [], "referrer": [], "landing_page": [], "direction": [],
    }  # fmt: skip
    for column, texts in columns.items():
        pattern = rule.get(column.removeprefix("utm_"), "")
        columns[column] = texts or (texts_of(pattern)[:8] if pattern else [""])
    for values in itertools.islice(itertools.product(*columns.values()), 60):
        row: Row = dict(zip(columns, values, strict=True))
        if row["referrer"]:
            row["referrer"] = f"https://{row['referrer']}.example/"
        if row["click_id_type"]:
            row["click_id"] = "key"
        yield row
    if not any(rule.values()):
        yield {"touch_type": "web_session", "utm_source": "nobody", "utm_medium": "knows"}


def touches() -> Iterator[Row]:
    for number, case in enumerate(read_cases()):
        marks: Row = {mark: case[column] for mark, column in MARKS.items()}
        yield {"touch_id": f"ga4 {number}", "touch_type": "web_session"} | marks
    for kind, rows in (("written", WRITTEN), ("unknown", UNKNOWN)):
        for number, (touch_type, *values, _) in enumerate(rows):
            named: Row = dict(zip(MARKS, values, strict=True))
            account = {"account_id": "b"} if kind == "unknown" else {}
            yield {"touch_id": f"{kind} {number}", "touch_type": touch_type} | named | account
    for rule in read_seed("channel_rules"):
        patterns = {k: v for k, v in rule.items() if k not in ("priority", "channel")}
        for number, row in enumerate(witnesses(patterns)):
            yield {"touch_id": f"rule {rule['priority']} {number}"} | row


@pytest.fixture(scope="module")
def built() -> Iterator[duckdb.DuckDBPyConnection]:
    """Build one folder with all touches; those that nobody knows are of the account that bought."""
    rows = [{"touched_at": "2026-01-01", "account_id": "a"} | row for row in touches()]
    raw = write_tables(work_folder() / "channels_raw", {"touches": rows, "deals": DEALS})
    database = build_models(raw, "channels", {"sources": ["files"]})
    with duckdb.connect(str(database), read_only=True) as connection:
        yield connection


def channels(built: duckdb.DuckDBPyConnection, kind: str) -> dict[int, str]:
    rows = built.execute(
        "select touch_id, channel from intermediate.int_touches where starts_with(touch_id, ?)",
        [kind],
    ).fetchall()
    return {int(touch_id.split()[1]): channel for touch_id, channel in rows}


def test_visits_get_the_channels_of_google_analytics(built: duckdb.DuckDBPyConnection) -> None:
    cases = read_cases()
    if not cases:
        pytest.skip(f"the published cases are not there: {CASES}")
    assert len(cases) >= 29
    found = channels(built, "ga4")
    wrong = [
        f"{case} got {found[number]}"
        for number, case in enumerate(cases)
        if found[number] != case["expected_channel"]
    ]
    assert not wrong, "\n".join(wrong)


def test_utms_mean_the_same_in_every_spelling(built: duckdb.DuckDBPyConnection) -> None:
    found = channels(built, "written")
    wrong = [
        f"{row} got {found[number]}"
        for number, row in enumerate(WRITTEN)
        if found[number] != row[-1]
    ]
    assert not wrong, "\n".join(wrong)


def test_every_channel_rule_can_match(built: duckdb.DuckDBPyConnection) -> None:
    matched = built.sql("select distinct rule_priority from intermediate.int_channels").fetchall()
    never = {int(rule["priority"]) for rule in read_seed("channel_rules")} - {p for (p,) in matched}
    assert not never, f"rules that nothing reaches: {sorted(never)}"


def test_utms_that_no_rule_knows_are_listed_with_their_worth(
    built: duckdb.DuckDBPyConnection,
) -> None:
    rows = built.sql(
        "select utm_source, utm_medium, utm_campaign, touch_count, won_value::varchar "
        "from unknown_utms where utm_source = 'zine'"
    ).fetchall()
    assert rows == [("zine", "shownotes", "spring", 3, "100.00")]
    of_type = built.sql(
        "select channel from intermediate.int_unknown_utms where utm_source = 'zine' order by all"
    ).fetchall()
    assert of_type == [("Email",), ("Unassigned",), ("Unassigned",)]
    listed = {source for (source,) in built.sql("select utm_source from unknown_utms").fetchall()}
    assert not listed & {"adwords", "google", "google_ads", "li", "fb", "gdn"}


def test_a_last_rule_catches_everything() -> None:
    rules = sorted(read_seed("channel_rules"), key=lambda rule: int(rule["priority"]))
    conditions = [{k: v for k, v in r.items() if k not in ("priority", "channel")} for r in rules]
    assert [any(patterns.values()) for patterns in conditions] == [True] * (len(rules) - 1) + [
        False
    ]
