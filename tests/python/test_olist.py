"""The example in docs/examples/olist: on Olist's data when it is there, and on made-up leads."""

import csv
import re
import subprocess
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from conftest import ROOT, build, work_folder

EXAMPLE = ROOT / "docs" / "examples" / "olist"
OLIST = ROOT.parent / "shared" / "data" / "olist"
LEADS = "olist_marketing_qualified_leads_dataset.csv"
CLOSED_DEALS = "olist_closed_deals_dataset.csv"
SELLERS = "olist_sellers_dataset.csv"


def run(script: str, *arguments: Path) -> subprocess.CompletedProcess[str]:
    """Run a script of the example as a user does."""
    command = [sys.executable, str(EXAMPLE / script), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def rows_of(file: Path) -> list[dict[str, str]]:
    """Read a CSV file as texts, without the engine that is tested."""
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def olist() -> duckdb.DuckDBPyConnection:
    """Return the database built from Olist's data."""
    if not (OLIST / LEADS).exists():
        pytest.skip(f"Olist's data is not in {OLIST}; README.md in {EXAMPLE} says where to get it")
    raw = work_folder() / "olist" / "files"
    prepared = run("prepare.py", OLIST, raw)
    assert prepared.returncode == 0, prepared.stderr
    database = build(raw, raw.parent / "whence.duckdb", {"reporting_currency": "BRL"})
    return duckdb.connect(str(database), read_only=True)


def test_every_lead_and_every_win_is_there(olist: duckdb.DuckDBPyConnection) -> None:
    leads = olist.sql(
        "select contact_id from contacts where lead_created_at is not null"
    ).fetchall()
    won = olist.sql("select deal_id, amount from deals where outcome = 'won'").fetchall()
    assert len(leads) == 8000
    assert {lead for (lead,) in leads} == {row["mql_id"] for row in rows_of(OLIST / LEADS)}
    assert len(won) == 842
    assert dict(won) == {
        row["mql_id"]: Decimal(row["declared_monthly_revenue"])
        for row in rows_of(OLIST / CLOSED_DEALS)
    }
    assert olist.sql("from intermediate.int_rejected_rows").fetchall() == []


def test_every_rule_credits_the_declared_revenue(olist: duckdb.DuckDBPyConnection) -> None:
    declared = [Decimal(row["declared_monthly_revenue"]) for row in rows_of(OLIST / CLOSED_DEALS)]
    credited = olist.sql("""
        select rule, sum(credited_value), round(sum(credited_conversions), 6)
        from attribution_by_channel
        where goal = 'won'
        group by rule
    """).fetchall()
    assert len(credited) == 22
    for rule, revenue, deals in credited:
        assert (rule, revenue, deals) == (rule, sum(declared), len(declared))


def test_leads_are_credited_to_their_origins(olist: duckdb.DuckDBPyConnection) -> None:
    origins = Counter(row["origin"] or "unknown" for row in rows_of(OLIST / LEADS))
    credited = olist.sql("""
        select channel, sum(credited_conversions)
        from attribution_by_channel
        where goal = 'lead' and rule = 'lead_creation'
        group by channel
        having sum(credited_conversions) > 0
    """).fetchall()
    assert dict(credited) == {
        "Organic Search": origins["organic_search"],
        "Paid Search": origins["paid_search"],
        "Organic Social": origins["social"],
        "Unassigned": origins["unknown"],
        "Direct": origins["direct_traffic"],
        "Email": origins["email"],
        "Referral": origins["referral"],
        "Other": origins["other"],
        "Display": origins["display"],
        "Paid Other": origins["other_publicities"],
    }


def test_first_contacts_that_did_not_win_their_deal_have_a_reason(
    olist: duckdb.DuckDBPyConnection,
) -> None:
    reasons = olist.sql("""
        select excluded_touches.reason, count(*)
        from excluded_touches
        inner join deals on excluded_touches.account_id = deals.account_id
        where excluded_touches.goal = 'won'
        group by excluded_touches.reason
    """).fetchall()
    assert dict(reasons) == {"outside_window": 4, "after_conversion": 1}


def test_the_page_shows_what_comes_out(olist: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    (database,) = [Path(file) for _, _, file in olist.sql("pragma database_list").fetchall()]
    written = (EXAMPLE / "README.md").read_text("utf-8")
    page = tmp_path / "README.md"
    page.write_text(
        re.sub(r"(wrote this: \w+ -->\n).*?(?=<!-- end)", r"\1", written, flags=re.DOTALL), "utf-8"
    )
    assert run("report.py", database, page).returncode == 0
    assert page.read_text("utf-8") == written


def test_prepare_keeps_every_row(tmp_path: Path) -> None:
    (tmp_path / LEADS).write_text(
        "mql_id,first_contact_date,landing_page_id,origin\n"
        "ann,2018-01-01,page,social\n"
        "bob,2018-01-01,page,unknown\n"
        "cyd,2018-01-09,page,\n"
        "ann,2018-01-02,page,email\n"
    )
    (tmp_path / CLOSED_DEALS).write_text(
        "mql_id,seller_id,sdr_id,sr_id,won_date,business_segment,lead_type,declared_monthly_revenue\n"
        "bob,shop,sue,sam,2018-01-03 12:00:00,pet,industry,10.5\n"
        "cyd,stall,sue,sue,2018-01-07 12:00:00,,,0.0\n"
        "dan,kiosk,sue,sam,2018-01-05 12:00:00,,,7.0\n"
    )
    (tmp_path / SELLERS).write_text("seller_id,seller_state\nshop,SP\n")
    assert run("prepare.py", tmp_path, tmp_path / "out").returncode == 0

    touches = [tuple(row.values())[:6] for row in rows_of(tmp_path / "out" / "touches.csv")]
    first, call, meeting = "form_submission", "call", "meeting"
    assert [(touch, at, kind, channel) for touch, at, kind, _, _, channel in touches] == [
        ("ann-1-first-contact", "2018-01-01 00:00:00", first, "Organic Social"),
        ("ann-1-first-contact", "2018-01-02 00:00:00", first, "Email"),
        ("bob-1-first-contact", "2018-01-01 00:00:00", first, "Unassigned"),
        ("bob-2-sales-development", "2018-01-02 06:00:00", call, "Sales Development"),
        ("bob-3-sales", "2018-01-03 12:00:00", meeting, "Sales Meeting"),
        ("cyd-1-first-contact", "2018-01-09 00:00:00", first, "Unassigned"),
        ("cyd-2-sales-development", "2018-01-07 12:00:00", call, "Sales Development"),
        ("cyd-3-sales", "2018-01-07 12:00:00", meeting, "Sales Meeting"),
        ("dan-2-sales-development", "2018-01-05 12:00:00", call, "Sales Development"),
        ("dan-3-sales", "2018-01-05 12:00:00", meeting, "Sales Meeting"),
    ]
    deals = rows_of(tmp_path / "out" / "deals.csv")
    assert [(row["deal_id"], row["created_at"], row["amount"]) for row in deals] == [
        ("bob", "2018-01-02 06:00:00", "10.5"),
        ("cyd", "2018-01-07 12:00:00", "0.0"),
        ("dan", "2018-01-05 12:00:00", "7.0"),
    ]
    accounts = rows_of(tmp_path / "out" / "accounts.csv")
    assert [(row["account_id"], row["industry"], row["country"]) for row in accounts] == [
        ("ann", "", ""),
        ("ann", "", ""),
        ("bob", "pet", "BR"),
        ("cyd", "", ""),
    ]


def test_prepare_names_the_files_it_misses(tmp_path: Path) -> None:
    done = run("prepare.py", tmp_path, tmp_path / "out")
    assert done.returncode == 1
    assert (
        done.stderr
        == f"The folder {tmp_path} has no {LEADS} and no {CLOSED_DEALS} and no {SELLERS}.\n"
    )
