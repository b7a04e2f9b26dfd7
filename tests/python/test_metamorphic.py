"""What must not change when the raw files change in form alone, and what must change with them."""

from pathlib import Path
from typing import Any

import duckdb
import pytest

from conftest import work_folder
from generated import build_models, generated_companies, generated_database, raw_folder, refuse
from strategies import renamed, write_files

TWIN = "twin-"
#: What a rule learns depends on how many deals there are to learn from.
LEARNS_NOTHING = "rule not in (select rule from channel_effects)"


def dump(database: Path) -> dict[str, tuple[list[str], list[tuple[Any, ...]]]]:
    """Read every table and view of the public schema whole, with rows in a total order."""
    with duckdb.connect(str(database), read_only=True) as connection:
        names = connection.sql(
            "select table_name from information_schema.tables "
            "where table_schema = 'main' order by table_name"
        ).fetchall()
        relations = {name: connection.table(name).order("all") for (name,) in names}
        return {name: (rows.columns, rows.fetchall()) for name, rows in relations.items()}


def test_order_of_rows_and_columns_changes_no_mart() -> None:
    folder = work_folder() / "shuffled_raw"
    write_files([*generated_companies(), refuse()], folder, seed=1)
    texts = [(raw / "touches.csv").read_text("utf-8") for raw in (raw_folder(), folder)]
    assert texts[0].splitlines()[0] != texts[1].splitlines()[0], "the columns were not shuffled"
    before, after = dump(generated_database()), dump(build_models(folder, "shuffled"))
    assert before.keys() == after.keys()
    for name, table in before.items():
        assert after[name] == table, f"{name} depends on the order of the raw rows"


@pytest.fixture(scope="module")
def doubled() -> Path:
    """Build every company twice, the second time under other ids in the same order."""
    folder = work_folder() / "doubled_raw"
    twins = [renamed(company, TWIN) for company in generated_companies()]
    write_files([*generated_companies(), *twins, refuse()], folder)
    return build_models(folder, "doubled")


def credits_of(database: Path, *, twins: bool) -> dict[tuple[str, ...], tuple[Any, ...]]:
    """Read the credits of the companies or of their twins, by ids without the twins' prefix."""
    with duckdb.connect(str(database), read_only=True) as connection:
        rows = connection.execute(
            "select rule, replace(journey_id, $twin, ''), replace(touch_id, $twin, ''), "
            "replace(deal_id, $twin, ''), replace(account_id, $twin, ''), "
            "* exclude (rule, journey_id, touch_id, deal_id, account_id, contact_id) "
            "from attribution_credits where starts_with(account_id, $twin) = $twins "
            f"and {LEARNS_NOTHING}",
            {"twin": TWIN, "twins": twins},
        ).fetchall()
    found = {row[:3]: row[3:] for row in rows}
    assert len(found) == len(rows)
    return found


def test_other_ids_in_the_same_order_earn_the_same(doubled: Path) -> None:
    originals = credits_of(generated_database(), twins=False)
    assert originals, "nothing was credited"
    assert credits_of(doubled, twins=True) == originals
    assert credits_of(doubled, twins=False) == originals


def test_twice_the_companies_have_twice_the_totals(doubled: Path) -> None:
    def totals(database: Path) -> dict[tuple[str, ...], tuple[Any, ...]]:
        with duckdb.connect(str(database), read_only=True) as connection:
            rows = connection.sql(
                "select goal, rule, month, channel, credited_conversions, credited_value "
                f"from attribution_by_channel where {LEARNS_NOTHING}"
            ).fetchall()
        assert len({row[:4] for row in rows}) == len(rows)
        return {row[:4]: row[4:] for row in rows}

    once, twice = totals(generated_database()), totals(doubled)
    assert once.keys() == twice.keys()
    for key, (conversions, value) in once.items():
        assert twice[key][0] == pytest.approx(2 * conversions, abs=2e-9), key
        assert twice[key][1] == 2 * value, key
