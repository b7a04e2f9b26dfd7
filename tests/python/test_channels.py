"""The channels of web visits are those of Google Analytics 4's default grouping."""

import csv
from pathlib import Path

import duckdb
import pytest

from conftest import ROOT
from generated import build_models

CASES = ROOT.parent / "shared" / "data" / "ga4_channel_cases.csv"

TOUCH_COLUMNS = ("touch_id", "touched_at", "touch_type", "account_id")
MARKS = {"utm_source": "source", "utm_medium": "medium", "utm_campaign": "campaign"}
DEAL = "deal_id,account_id,created_at,outcome\nd,a,2026-01-31,open\n"


def read_cases() -> list[dict[str, str]]:
    if not CASES.exists():
        pytest.skip(f"the published cases are not there: {CASES}")
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_visits(cases: list[dict[str, str]], folder: Path) -> None:
    """Write one visit per case, named by its number, of an account with one deal."""
    with (folder / "touches.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow([*TOUCH_COLUMNS, *MARKS])
        for number, case in enumerate(cases):
            marks = [case[column] for column in MARKS.values()]
            rows.writerow([number, "2026-01-01", "web_session", "a", *marks])
    (folder / "deals.csv").write_text(DEAL, "utf-8")


def test_visits_get_the_channels_of_google_analytics(tmp_path: Path) -> None:
    cases = read_cases()
    assert cases
    write_visits(cases, tmp_path)
    database = build_models(tmp_path, "channels")
    with duckdb.connect(str(database), read_only=True) as connection:
        touches = connection.table("intermediate.int_touches")
        found = dict(touches.project("touch_id, channel").fetchall())
    assert len(found) == len(cases)
    wrong = [
        f"{case} got {found[str(number)]}"
        for number, case in enumerate(cases)
        if found[str(number)] != case["expected_channel"]
    ]
    assert not wrong, "\n".join(wrong)
