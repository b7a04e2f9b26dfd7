"""Rows that break a requirement are rejected with the reason; raw = accepted + rejected."""

import csv
import io
import random
from collections.abc import Iterator

import duckdb
import pytest
import yaml

from conftest import ROOT, build, work_folder

TOUCHES = (
    b"\xef\xbb\xbfnote,touched_at,touch_id,touch_type,account_id,team,is_consented\r\n"
    b'"a, b",2024-01-05,t-good,Web Session,a1,Sales Development,\r\n'
    b'"two\nlines",2024-01-06T10:00:00+02:00,t-zone,demo,a1,,true\r\n'
    b",2024-01-05,,web_session,a1,,\r\n"
    b",,t-no-time,web_session,a1,,\r\n"
    b",05/01/2024,t-bad-time,web_session,a1,,\r\n"
    b",2024-02-30,t-no-such-day,web_session,a1,,\r\n"
    b",0001-01-01,t-year-one,web_session,a1,,\r\n"
    b",2024-01-05,t-no-type,,a1,,\r\n"
    b",2024-01-05,t-no-key,web_session,,,\r\n"
    b",2024-01-05,t-copy,web_session,a1,,\r\n"
    b",2024-01-05,t-copy,web_session,a1,,\r\n"
    b",2024-01-05,t-twice,web_session,a1,,\r\n"
    b",2024-01-05,t-twice,web_session,a2,,\r\n"
    b",2024-01-05,t-maybe,web_session,a1,,perhaps\r\n"
    b",2024-01-05,t-short,web_session\r\n"
    b",2024-01-05,t-long,web_session,a1,,,x,\r\n"
    b",2024-01-05,t-\xff\xfe,web_session,a1,,\r\n"
    b'"x"y,2024-01-05,t-quote,web_session,a1,,\r\n'
    b",2024-01-05,t-strange,fax_machine,a1,,\r\n"
    b",2024-01-05,,web_session,a1,,\r\n"
)
DEALS = (
    b"outcome,deal_id,account_id,created_at,closed_at,amount,currency\n"
    b"WON,d-good,a1,2024-01-01,2024-02-01,1000.005,\n"
    b"won,d-same-day,a1,2024-03-01,2024-03-01 09:00:00,1.15,EUR\n"
    b"open,d-open,a1,2024-03-01,2023-01-01,,USD\n"
    b"won,,a1,2024-01-01,2024-02-01,1,\n"
    b"won,d-no-account,,2024-01-01,2024-02-01,1,\n"
    b"maybe,d-outcome,a1,2024-01-01,2024-02-01,1,\n"
    b"lost,d-never-closed,a1,2024-01-01,,1,\n"
    b"won,d-backwards,a1,2024-02-01,2024-01-01,1,\n"
    b'won,d-local,a1,2024-01-01,2024-02-01,"1.234,50",\n'
    b"won,d-enormous,a1,2024-01-01,2024-02-01,99999999999999,\n"
    b"won,d-nan,a1,2024-01-01,2024-02-01,NaN,\n"
    b"won,d-rate,a1,2024-01-01,2024-02-01,5,XAU\n"
    b"won,d-refund,a2,2024-01-01,2024-02-01,-250.00,\n"
)
REJECTED = {
    ("touches", "row 3", "touch_id", "is missing"),
    ("touches", "t-no-time", "touched_at", "is missing"),
    ("touches", "t-bad-time", "touched_at", "is not a time"),
    ("touches", "t-no-such-day", "touched_at", "is not a time"),
    ("touches", "t-year-one", "touched_at", "is not a time"),
    ("touches", "t-no-type", "touch_type", "is missing"),
    ("touches", "t-no-key", "account_id", "is missing, and so is every other key"),
    ("touches", "t-copy", "touch_id", "is an exact copy of an earlier row"),
    ("touches", "t-twice", "touch_id", "is on several different rows"),
    ("touches", "t-maybe", "is_consented", "is not true or false"),
    ("touches", "row 15", None, "the row has fewer cells than the header"),
    ("touches", "row 16", None, "the row has more cells than the header"),
    ("touches", "row 17", None, "the row is not UTF-8"),
    ("touches", "row 18", None, "a quoted cell goes on after its closing quote"),
    ("touches", "row 20", "touch_id", "is missing"),
    ("deals", "row 4", "deal_id", "is missing"),
    ("deals", "d-no-account", "account_id", "is missing"),
    ("deals", "d-outcome", "outcome", "is not won, lost or open"),
    ("deals", "d-never-closed", "closed_at", "is missing, and the deal is won or lost"),
    ("deals", "d-backwards", "closed_at", "is before the deal was created"),
    ("deals", "d-local", "amount", "is not an amount"),
    ("deals", "d-enormous", "amount", "is not an amount"),
    ("deals", "d-nan", "amount", "is not an amount"),
    ("deals", "d-rate", "currency", "has no rate on the deal's date"),
}


@pytest.fixture(scope="module")
def judged() -> Iterator[duckdb.DuckDBPyConnection]:
    """Build a folder with one row for every requirement that a row can break."""
    raw = work_folder() / "bad_input"
    raw.mkdir()
    (raw / "touches.csv").write_bytes(TOUCHES)
    (raw / "deals.csv").write_bytes(DEALS)
    database = work_folder() / "bad_input_database" / "whence.duckdb"
    build(raw, database)
    with duckdb.connect(str(database), read_only=True) as connection:
        yield connection


def test_every_broken_row_is_rejected_with_its_reason(judged: duckdb.DuckDBPyConnection) -> None:
    rows = judged.sql(
        "select table_name, row_key, column_name, reason from intermediate.int_rejected_rows"
    ).fetchall()
    unexpected = [
        row
        for row in rows
        if not any(row[:3] == due[:3] and row[3].startswith(due[3]) for due in REJECTED)
    ]
    assert not unexpected
    assert {row[:3] for row in rows} == {due[:3] for due in REJECTED}


def test_raw_rows_are_accepted_or_rejected(judged: duckdb.DuckDBPyConnection) -> None:
    for table, raw in (("touches", TOUCHES), ("deals", DEALS)):
        text = raw.decode("utf-8-sig", "replace")
        raw_rows = len(list(csv.reader(io.StringIO(text, newline="")))) - 1
        counts = judged.execute(
            f"select (select count(*) from {table}), (select count(*) "
            "from intermediate.int_rejected_rows where table_name = ?)",
            [table],
        ).fetchone()
        assert counts is not None
        assert sum(counts) == raw_rows, table


def test_what_is_accepted_is_read_rightly(judged: duckdb.DuckDBPyConnection) -> None:
    touches = dict(judged.sql("select touch_id, touched_at::varchar from touches").fetchall())
    assert touches == {
        "t-good": "2024-01-05 00:00:00",
        "t-zone": "2024-01-06 08:00:00",
        "t-copy": "2024-01-05 00:00:00",
        "t-strange": "2024-01-05 00:00:00",
    }
    deals = judged.sql(
        "select deal_id, outcome, amount::varchar, created_at::varchar, closed_at::varchar, "
        "expected_close_date::varchar from deals order by deal_id"
    ).fetchall()
    day_end = "23:59:59.999999"
    assert deals == [
        ("d-good", "won", "1000.01", f"2024-01-01 {day_end}", f"2024-02-01 {day_end}", None),
        ("d-open", "open", "0.00", f"2024-03-01 {day_end}", None, "2023-01-01"),
        ("d-refund", "won", "-250.00", f"2024-01-01 {day_end}", f"2024-02-01 {day_end}", None),
        ("d-same-day", "won", "1.27", "2024-03-01 09:00:00", "2024-03-01 09:00:00", None),
    ]
    named = judged.sql(
        "select touch_type, raw_touch_type, team from touches "
        "where touch_id in ('t-good', 't-strange') order by touch_id"
    ).fetchall()
    assert named == [
        ("web_session", "Web Session", "sales_development"),
        ("other", "fax_machine", "marketing"),
    ]


NASTY = (
    *(
        "",
        " ",
        "\t",
        "NULL",
        "nan",
        "inf",
        "1e400",
        "-0",
        "999999999999999999999",
        "1,234.50",
        "$5",
    ),
    *("1_000", "yes", "2024-02-30", "0001-01-01", "9999-12-31", "2024-01-01T00:00:00+14:00"),
    *("2024-01-01 10:00:00 Europe/Paris", "2024-01-01 25:00", "1704067200", "infinity", "x" * 5000),
    *(
        "é",
        "日本語",
        "\u202e",
        "\x00",
        "\x01",
        "'; drop table x; --",
        '"',
        'a"b',
        "a,b",
        "a\nb",
        "\\",
    ),
    *("{{ 1 }}", "{% x %}", "%", "WON", "lost", "deal", "x@gmail.com", "@", "a@b@c", "[", "*"),
    *("https://www.google.com/?q=1", "EUR", "XXX", "(direct)", "a1", "d1", "2024-1-1", "month"),
)
PLAIN = {
    "touch_id": "t{}", "deal_id": "d{}", "account_id": "a1", "contact_id": "c{}", "stage": "first",
    "page_view_id": "p{}", "touch_type": "demo", "outcome": "won", "cost": "12.34", "value": "5",
    "touched_at": "2024-03-01", "created_at": "2024-03-01", "closed_at": "2024-04-01",
    "entered_at": "2024-03-02", "viewed_at": "2024-03-03", "spend_date": "2024-03-04",
    "period_start": "2024-01-01", "period": "month", "metric": "leads",
}  # fmt: skip


def test_any_cell_may_hold_anything() -> None:
    source = ROOT / "models/staging/files/_files__sources.yml"
    tables = yaml.safe_load(source.read_text("utf-8"))["sources"][0]["tables"]
    generator = random.Random(20240229)  # noqa: S311  not for secrets
    raw = work_folder() / "nasty"
    raw.mkdir()
    row_counts = {}
    for table in tables:
        columns = [column["name"] for column in table["columns"]] + ["Extra, column", "EXTRA"]
        generator.shuffle(columns)
        rows = [
            [
                PLAIN[column].format(number)
                if column in PLAIN and generator.random() < 0.9
                else generator.choice((*NASTY, *[""] * len(NASTY)))
                for column in columns
            ]
            for number in range(300)
        ]
        with (raw / f"{table['name']}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator=generator.choice(["\n", "\r\n"]))
            writer.writerows([columns, *rows, *rows[:5]])
        row_counts[table["name"]] = len(rows) + 5
    database = work_folder() / "nasty_database" / "whence.duckdb"
    build(raw, database)
    with duckdb.connect(str(database), read_only=True) as connection:
        accepted = {
            name: connection.sql(f"select count(*) from staging.stg_files__{name}").fetchall()[0][0]
            for name in row_counts
        }
        rejected = dict(
            connection.sql(
                "select table_name, count(*) from staging.stg_files__rejected_rows group by all"
            ).fetchall()
        )
    assert {name: accepted[name] + rejected[name] for name in row_counts} == row_counts
