"""The registry of connectors says what the files of models/staging/ say."""

import ast
import re
import subprocess
import sys

import pytest
import yaml

from conftest import ROOT
from whence.project import Project

STAGING = ROOT / "models" / "staging"
RETURNED = re.compile(r"macro (connectors|shapes_of_\w+)\(\).*?return\((\{.*?\})\) }}", re.DOTALL)
#: What every connector has beside its shapes.
ACCOUNTS = {"rejected_rows", "raw_tables"}


def returned(file: str) -> dict[str, dict[str, dict[str, list[str]]]]:
    """Return what the macros of a file return, those that return a mapping, by name."""
    text = (ROOT / "macros" / file).read_text("utf-8")
    return {match[1]: ast.literal_eval(match[2]) for match in RETURNED.finditer(text)}


CONNECTORS = returned("connectors.sql")["connectors"]
SHAPES = {shape for shapes in returned("shapes.sql").values() for shape in shapes}


def test_every_folder_is_a_connector_and_every_connector_a_folder() -> None:
    assert set(CONNECTORS) == {path.name for path in STAGING.iterdir()}
    assert list(CONNECTORS) == list(Project(ROOT).connectors)


@pytest.mark.parametrize("source", CONNECTORS)
def test_a_connector_reads_the_tables_that_its_layout_declares(source: str) -> None:
    layout = yaml.safe_load((STAGING / source / f"_{source}__sources.yml").read_text("utf-8"))
    [declared] = layout["sources"]
    tables = {table["name"] for table in declared["tables"]}
    prefix = f"base_{source}__"
    bases = {path.stem for path in (STAGING / source / "base").glob("*.sql")}
    assert declared["name"] == source
    assert tables == set(CONNECTORS[source]["tables"])
    assert bases == {prefix + table for table in tables}
    for table in tables:
        text = (STAGING / source / "base" / f"{prefix}{table}.sql").read_text("utf-8")
        assert f"{{{{ base_table('{source}', '{table}'" in text, table


@pytest.mark.parametrize("source", CONNECTORS)
def test_a_connector_gives_the_shapes_it_has_models_for(source: str) -> None:
    prefix = f"stg_{source}__"
    models = {path.stem.removeprefix(prefix) for path in (STAGING / source).glob("*.sql")}
    assert models == set(CONNECTORS[source]["shapes"]) | ACCOUNTS
    assert set(CONNECTORS[source]["shapes"]) <= SHAPES


@pytest.mark.parametrize("source", CONNECTORS)
def test_a_table_that_may_be_missing_says_what_is_lost_without_it(source: str) -> None:
    layout = yaml.safe_load((STAGING / source / f"_{source}__sources.yml").read_text("utf-8"))
    metas = {
        table["name"]: (table.get("config") or {}).get("meta") or {}
        for table in layout["sources"][0]["tables"]
    }
    wrong = [
        name for name, meta in metas.items() if bool(meta.get("required")) == ("without" in meta)
    ]
    assert not wrong, "either required, or with a `without` that says what is lost"


def test_the_page_of_the_connectors_is_up_to_date() -> None:
    checked = subprocess.run(
        [sys.executable, ROOT / "docs" / "connectors" / "write_tables.py", "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stderr
