"""What `whence check` says of the demo."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from rich.console import Console

from conftest import ROOT
from whence.check import Health, check_sources, print_health
from whence.errors import InputError
from whence.evaluate import evaluate_identity
from whence.simulate import simulate

LEAST_PRECISION, LEAST_RECALL = 0.99, 0.95


@pytest.fixture(scope="module")
def health(demo_database: Path) -> Health:
    """Return what the demo's build found of its sources."""
    return check_sources(demo_database)


def test_every_raw_table_of_the_demo_is_counted(health: Health) -> None:
    found = {(table.source, table.name): table.rows for table in health.tables if table.is_present}
    files = {
        ("files" if path.parent.name == "demo" else path.parent.name, path.stem): path
        for path in (ROOT / "demo").rglob("*.csv")
    }
    unread = {("meta_ads", "ad_set_history")}
    assert set(found) == set(files) - unread
    for key, rows in found.items():
        # no cell of the demo holds a line end
        assert rows == len(files[key].read_text("utf-8").splitlines()) - 1, key


def test_the_touches_of_a_source_are_counted_by_how_their_accounts_were_found(
    health: Health,
) -> None:
    segment = next(row for row in health.coverage if row.source == "segment")
    assert 0 < segment.with_account <= segment.touches
    assert "crm_link" in segment.methods
    assert "unmatched" in segment.methods


def test_a_person_can_read_it(health: Health) -> None:
    console = Console(width=120, record=True, file=Path("/dev/null").open("w"))  # noqa: SIM115
    tables = [
        replace(table, missing_columns="loss_reason_c") if table.name == "opportunity" else table
        for table in health.tables
    ]
    print_health(console, replace(health, tables=tables), datetime(2026, 7, 10))
    text = console.export_text()
    assert "salesforce" in text
    assert "salesforce.opportunity has no loss_reason_c" in text
    assert "Deals without a contact role: " in text
    assert "files.touches is not there" not in text


def test_a_database_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="whence build --database"):
        check_sources(tmp_path / "none.duckdb")


def test_touches_of_the_demo_find_the_right_accounts(demo_database: Path, tmp_path: Path) -> None:
    simulate(tmp_path, accounts=300, seed=7, shape="connectors", has_truth=True)
    *sources, every = evaluate_identity(demo_database, tmp_path)
    assert {score.source for score in sources} == {"g2", "gong", "marketo", "salesforce", "segment"}
    assert every.source == "all"
    assert every.precision >= LEAST_PRECISION
    assert every.recall >= LEAST_RECALL
    assert every.person_precision >= LEAST_PRECISION
    assert every.knowable < every.touches, "some visits stay anonymous for ever"
