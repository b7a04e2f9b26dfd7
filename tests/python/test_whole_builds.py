"""The whole builds' companies are what they say they are, and the report says what was measured."""

from pathlib import Path
from typing import Any

import duckdb
import pytest

from benchmarks.company import Company, draw_company
from benchmarks.company.changes import change_company
from benchmarks.report import write_into
from benchmarks.whole.__main__ import OPEN
from benchmarks.whole.nodes import Node, shares_of
from benchmarks.whole.page import growth_exponent, lines_of
from benchmarks.whole.runs import ROOT, Settings, Size, measure_size

SMALL = Company(touches=30_000, seed=3)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("companies")


@pytest.fixture(scope="module")
def size(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Size, Path]:
    work = tmp_path_factory.mktemp("whole")
    used = Settings(cache, work, seed=SMALL.seed, memory_limit="1GB", keeps_database=True)
    return measure_size(SMALL.touches, used, lambda _: None), used.database


def rows_in_order(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    return {
        path.stem: duckdb.sql(f"from read_parquet('{path}')").fetchall()
        for path in folder.glob("*.parquet")
    }


def test_a_company_is_the_same_whatever_the_threads(cache: Path, tmp_path: Path) -> None:
    one = rows_in_order(draw_company(cache, SMALL, threads=2))
    assert rows_in_order(draw_company(tmp_path, SMALL, threads=1)) == one
    assert len(one["touches"]) == SMALL.touches
    other = rows_in_order(draw_company(tmp_path, Company(SMALL.touches, SMALL.seed + 1)))
    assert other.keys() == one.keys()
    assert not set(one["touches"]) & set(other["touches"])


def test_a_company_is_drawn_once(cache: Path) -> None:
    folder = draw_company(cache, SMALL)
    before = (folder / "touches.parquet").stat().st_mtime_ns
    assert draw_company(cache, SMALL) == folder
    assert (folder / "touches.parquet").stat().st_mtime_ns == before


def test_a_part_of_a_company_changes(cache: Path) -> None:
    before = draw_company(cache, SMALL)
    rows = rows_in_order(before)
    changed = rows_in_order(change_company(before, SMALL, 0.2))
    gone = set(rows["touches"]) - set(changed["touches"])
    new = set(changed["touches"]) - set(rows["touches"])
    assert 100 < len(gone) <= len(new) < 600
    assert 50 < len(set(changed["deals"]) - set(rows["deals"])) < 400
    assert changed["contacts"] == rows["contacts"]


def test_a_whole_build_credits_every_rule(size: tuple[Size, Path]) -> None:
    with duckdb.connect(str(size[1]), read_only=True) as connection:

        def all_of(query: str) -> list[Any]:
            return connection.execute(query).fetchall()

        outcomes = dict(all_of("select outcome, count(*) from deals group by outcome"))
        assert min(outcomes[name] for name in ("won", "lost", "open")) > 50
        goals = all_of("select distinct goal from journeys where touch_count > 0")
        assert len(goals) == 6
        ruled = all_of(
            "select rule from attribution_by_channel where goal = 'won' group by rule "
            "having sum(credited_value) filter (where channel <> 'Unattributed') > 0"
        )
        assert len(ruled) == 22
        learned = all_of("select distinct rule from channel_effects where status = 'ok'")
        assert len(learned) == 3
        merged = all_of("select count(*) from intermediate.int_merged_records")
        assert merged[0][0] > 50
        largest = all_of(
            "select max(count) from (select count(*) as count from touches group by account_id)"
        )
        assert largest[0][0] < 3_000


def test_a_report_tells_what_a_whole_build_took(size: tuple[Size, Path], tmp_path: Path) -> None:
    build = size[0].build
    assert sum(stage.seconds for stage in build.stages) == pytest.approx(build.seconds)
    assert {stage.name for stage in build.stages if stage.rows} >= {"staging", "spine", "credits"}
    assert build.peak_memory > 10**8
    assert build.peak_disk >= build.database_bytes
    page = tmp_path / "page.md"
    page.write_text((ROOT / "docs" / "benchmarks.md").read_text("utf-8"), "utf-8")
    write_into(page, lines_of([size[0]], "make bench"), OPEN)
    assert "| 30,000" in page.read_text("utf-8")
    assert "touch_credits" in page.read_text("utf-8")


def test_the_time_of_a_build_divides_among_its_stages() -> None:
    nodes = [
        Node("one", "staging", 12, 16),
        Node("two", "spine", 14, 20),
        Node("three", "tests", 21, 22),
    ]
    shares = shares_of(nodes, 10, 25)
    assert {name: share for name, share in shares.items() if share} == {
        "start": 2,
        "staging": 3,
        "spine": 5,
        "tests": 2,
        "end": 3,
    }


def test_time_in_proportion_grows_with_the_power_of_one() -> None:
    assert growth_exponent(3, 30, 10) == pytest.approx(1)
    assert growth_exponent(3, 300, 10) == pytest.approx(2)
