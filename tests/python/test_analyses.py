"""Every analysis is a question, runs on the demo and has an answer; dbt makes its docs."""

import json
from pathlib import Path

import duckdb
import pytest

from conftest import ROOT, run_tool

ANALYSES = sorted(path.stem for path in (ROOT / "analyses").glob("*.sql"))
#: What the demo has too few deals for.
WITHOUT_ANSWER = {"which_touches_changed_the_odds"}
QUESTIONS = ("how", "what", "where", "which", "can")


@pytest.fixture(scope="module")
def compiled(demo_project: Path) -> Path:
    """Compile all analyses and return their folder."""
    run_tool(demo_project, "dbt", "compile", "--quiet", "--select", "path:analyses")
    return demo_project / "target" / "compiled" / "whence" / "analyses"


@pytest.mark.parametrize("name", ANALYSES)
def test_a_question_is_answered(name: str, compiled: Path, demo_database: Path) -> None:
    assert name.startswith(QUESTIONS)
    text = (ROOT / "analyses" / f"{name}.sql").read_text("utf-8")
    assert text.startswith("-- "), "what it asks and how the answer is to be read comes first"
    with duckdb.connect(str(demo_database), read_only=True) as connection:
        rows = connection.execute((compiled / f"{name}.sql").read_text("utf-8")).fetchall()
        columns = [column[0] for column in connection.description or []]
    assert bool(rows) != (name in WITHOUT_ANSWER)
    empty = [
        column
        for column, cells in zip(columns, zip(*rows, strict=True), strict=False)
        if all(cell is None for cell in cells)
    ]
    assert not empty or name == "can_the_model_be_trusted"


def test_an_answer_is_printed(demo_project: Path) -> None:
    said = run_tool(demo_project, "dbt", "show", "--quiet", "--select", "what_should_stop")
    assert "saves_a_year" in said


def test_the_site_of_the_docs_is_made(demo_project: Path) -> None:
    run_tool(demo_project, "dbt", "docs", "generate", "--static", "--quiet")
    page = (demo_project / "target" / "static_index.html").read_text("utf-8")
    assert "attribution_credits" in page
    catalog = json.loads((demo_project / "target" / "catalog.json").read_text("utf-8"))
    assert not catalog["errors"]
    assert "model.whence.abm_scorecard" in catalog["nodes"]
