"""Everything that belongs together is there together, found in the files and listed nowhere.

A rule needs an algorithm, a page, a golden vector and a unit test; a mart needs a grain, a
contract, a tested key and described columns; a seed needs tests. None of these may be there alone.
"""

import csv
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import ROOT
from whence.config import read_configuration
from whence.project import Project

Entry = dict[str, Any]

FIXTURES = ROOT / "tests" / "fixtures"
PAGES = ROOT / "docs" / "rules"
SECTIONS = ("Example", "When it is right", "When it misleads", "Configuration", "Fallback")

MACRO = re.compile(r"{%-? *macro +(\w+)")
DOC_BLOCK = re.compile(r"{% docs (\w+) %}")
DOC_REFERENCE = re.compile(r"""\bdoc\(['"](\w+)['"]\)""")
REFERENCE = re.compile(r"""\bref\(['"](\w+)['"]\)""")
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
YAML_BLOCK = re.compile(r"^```yaml\n(.*?)^```", re.MULTILINE | re.DOTALL)


def definition() -> Entry:
    loaded: Entry = yaml.safe_load((ROOT / "dbt_project.yml").read_text("utf-8"))
    return loaded


def entries(folder: str, kind: str) -> Iterator[Entry]:
    """Read the entries of one kind (models, seeds, unit_tests) from all YAML files of a folder."""
    for path in sorted((ROOT / folder).rglob("*.yml")):
        yield from yaml.safe_load(path.read_text("utf-8")).get(kind, [])


def checks_of(entry: Entry) -> list[str]:
    """Name the tests of an entry or a column."""
    return [
        test if isinstance(test, str) else next(iter(test)) for test in entry.get("data_tests", [])
    ]


RULES: dict[str, Entry] = {rule["name"]: rule for rule in definition()["vars"]["rules"]}
ALGORITHMS = {path.stem: path for path in (ROOT / "macros" / "rules").glob("*.sql")}
UNIT_TESTS = {test["name"]: test for test in entries("models", "unit_tests")}
MARTS = {path.stem: path for path in (ROOT / "models" / "marts").rglob("*.sql")}
MART_ENTRIES = {entry["name"]: entry for entry in entries("models/marts", "models")}
SEEDS = {path.stem: path for path in (ROOT / "seeds").glob("*.csv")}
SEED_ENTRIES = {entry["name"]: entry for entry in entries("seeds", "seeds")}


def algorithms_named() -> set[str]:
    named = {rule.get("algorithm", name) for name, rule in RULES.items()}
    return named | {rule.get("fallback", "linear") for rule in RULES.values()}


def test_every_rule_has_an_algorithm_and_no_algorithm_is_without_a_rule() -> None:
    assert ALGORITHMS.keys() == algorithms_named()


@pytest.mark.parametrize("algorithm", sorted(ALGORITHMS))
def test_a_file_of_an_algorithm_defines_it_and_nothing_else(algorithm: str) -> None:
    text = ALGORITHMS[algorithm].read_text("utf-8")
    assert MACRO.findall(text) == [f"default__rule_{algorithm}"]


def test_every_rule_has_a_page_and_every_page_a_rule() -> None:
    assert {page.stem for page in PAGES.glob("*.md")} - {"README"} == RULES.keys()


@pytest.mark.parametrize("rule", RULES)
def test_a_page_has_the_parts_of_a_page(rule: str) -> None:
    page = (PAGES / f"{rule}.md").read_text("utf-8")
    assert page.startswith(f"# {rule}\n")
    headings = re.findall(r"^## (.+)$", page, re.MULTILINE)
    assert [heading for heading in headings if heading in SECTIONS] == list(SECTIONS)
    assert "wrote this: example " in page
    assert "wrote this: configuration -->" in page


def test_pages_show_every_algorithm() -> None:
    shown = set()
    for page in PAGES.glob("*.md"):
        for name in re.findall(r"wrote this: macro ?(\w*) ?-->", page.read_text("utf-8")):
            shown.add(name or RULES[page.stem].get("algorithm", page.stem))
    assert shown == ALGORITHMS.keys()


def test_pages_are_up_to_date() -> None:
    checked = subprocess.run(
        [sys.executable, PAGES / "generate.py", "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stderr


def test_links_on_the_pages_lead_somewhere() -> None:
    links = {
        f"{page.name}: {link}": (PAGES / link).exists()
        for page in PAGES.glob("*.md")
        for link in LINK.findall(page.read_text("utf-8"))
    }
    assert links, "no link was found"
    assert [link for link, leads_somewhere in links.items() if not leads_somewhere] == []


def test_lines_of_configuration_on_the_pages_are_accepted() -> None:
    lines = [
        line
        for page in sorted(PAGES.glob("*.md"))
        for block in YAML_BLOCK.findall(page.read_text("utf-8"))
        for line in yaml.safe_load(block)
    ]
    by_name = {line["name"]: line for line in lines}
    assert by_name.keys() > RULES.keys(), "the pages show no variant"
    read = read_configuration(Project(ROOT), {"rules": list(by_name.values())})
    assert {rule.name for rule in read.rules} == by_name.keys()


def test_every_rule_has_a_golden_vector_and_a_unit_test() -> None:
    for rule in RULES:
        test = UNIT_TESTS.get(f"golden_{rule}", {})
        assert test.get("expect", {}).get("fixture") == f"golden_{rule}", rule
        assert (FIXTURES / f"golden_{rule}.csv").exists(), rule


def test_every_golden_vector_is_used_and_about_a_rule() -> None:
    expected = {
        name: test["expect"]["fixture"]
        for name, test in UNIT_TESTS.items()
        if "fixture" in test["expect"]
    }
    given = {
        given["fixture"]
        for test in UNIT_TESTS.values()
        for given in test["given"]
        if "fixture" in given
    }
    fixtures = {path.stem: path for path in FIXTURES.glob("*.csv")}
    assert given | set(expected.values()) == fixtures.keys()
    for name, fixture in expected.items():
        (rule,) = UNIT_TESTS[name]["overrides"]["vars"]["rules"]
        assert rule["name"] in RULES, f"{name} tests a rule that is not configured"
        assert f"credit_{rule['name']}" in header(fixtures[fixture]), name


def header(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file))


def test_every_mart_has_an_entry_and_every_entry_a_mart() -> None:
    assert MART_ENTRIES.keys() == MARTS.keys()
    assert len(list(entries("models/marts", "models"))) == len(MART_ENTRIES), "an entry is doubled"


@pytest.mark.parametrize("mart", sorted(MARTS))
def test_a_mart_says_its_grain_and_its_columns(mart: str) -> None:
    entry = MART_ENTRIES[mart]
    assert "**Grain**: one row per " in entry["description"]
    assert entry["columns"], "no column is described"
    for column in entry["columns"]:
        assert column.get("description"), column["name"]


def test_all_marts_but_the_wide_one_have_a_contract() -> None:
    """The columns of touch_credits follow the configured rules, so no fixed list can hold them."""
    without = {
        name
        for name, entry in MART_ENTRIES.items()
        if not entry.get("config", {}).get("contract", {}).get("enforced")
    }
    assert without == {"touch_credits"}


def has_key_test(entry: Entry) -> bool:
    return "unique_key" in checks_of(entry) or any(
        "primary_key" in checks_of(column) for column in entry["columns"]
    )


@pytest.mark.parametrize("mart", sorted(MARTS))
def test_a_mart_has_a_tested_key_or_is_a_view_over_one_that_has(mart: str) -> None:
    if has_key_test(MART_ENTRIES[mart]):
        return
    text = MARTS[mart].read_text("utf-8")
    assert "materialized='view'" in text, "neither a key test nor a view"
    (read,) = set(REFERENCE.findall(text))
    assert has_key_test(MART_ENTRIES[read]), f"{read} has no tested key either"


def test_every_mart_is_in_the_exposure_of_its_folder() -> None:
    exposed = {
        reference
        for entry in entries("models/marts", "exposures")
        for reference in entry["depends_on"]
    }
    assert exposed == {f"ref('{mart}')" for mart in MARTS}
    for entry in entries("models/marts", "exposures"):
        folders = {
            MARTS[REFERENCE.findall(f"{{{{ {ref} }}}}")[0]].parent for ref in entry["depends_on"]
        }
        assert len(folders) == 1, entry["name"]


def test_every_seed_has_an_entry_and_every_entry_a_seed() -> None:
    assert SEED_ENTRIES.keys() == SEEDS.keys()


@pytest.mark.parametrize("seed", sorted(SEEDS))
def test_a_seed_is_described_and_tested(seed: str) -> None:
    entry = SEED_ENTRIES[seed]
    assert entry.get("description")
    columns = {column["name"]: column for column in entry.get("columns", [])}
    assert list(columns) == header(SEEDS[seed])
    for name, column in columns.items():
        assert column.get("description"), name
    assert has_key_test(entry), "no key is tested"


def test_every_description_of_a_column_is_used_and_every_used_one_exists() -> None:
    texts = [path.read_text("utf-8") for path in (ROOT / "models").rglob("*.md")]
    blocks = [name for text in texts for name in DOC_BLOCK.findall(text)]
    files = [*(ROOT / "models").rglob("*.yml"), *(ROOT / "seeds").rglob("*.yml")]
    used = {name for path in files for name in DOC_REFERENCE.findall(path.read_text("utf-8"))}
    assert sorted(set(blocks)) == sorted(blocks), "a column is described twice"
    assert set(blocks) == used
