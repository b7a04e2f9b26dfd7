"""The dbt command that a build gives, without running dbt."""

import itertools
from pathlib import Path

import pytest
import yaml

from conftest import ROOT
from whence.build import Order, dbt_variables, profiles_folder, sources_found, target_type
from whence.dbt import Setting, build_args
from whence.errors import ConfigurationError
from whence.project import Project

PROJECT = Project(ROOT)


def test_without_vars_there_is_no_vars_argument() -> None:
    arguments = build_args("build", Setting(project=Path("/whence"), profiles=Path("/profiles")))
    assert arguments == [
        *("--quiet", "--log-level", "none", "--log-level-file", "none", "build"),
        *("--project-dir", "/whence", "--profiles-dir", "/profiles"),
    ]


def test_files_that_nothing_reads_are_named(tmp_path: Path) -> None:
    for name in ("touches.csv", "deal_contact.csv", "notes.txt", "crm/account.parquet"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert PROJECT.unread_in(tmp_path, {}) == ["crm/account.parquet", "deal_contact.csv"]
    found = PROJECT.unread_in(tmp_path, {"salesforce_schema": "crm"})
    assert found == ["deal_contact.csv"]


def test_every_choice_becomes_one_argument() -> None:
    variables = {"lookback_days": None, "rules": [{"name": "u", "shares": {"first": 0.5}}]}
    setting = Setting(Path("/whence"), Path("/profiles"), target="spark", variables=variables)
    arguments = build_args("build", setting, full_refresh=True)
    given = dict(itertools.pairwise(arguments))
    assert given["--target"] == "spark"
    assert yaml.safe_load(given["--vars"]) == variables
    assert "\n" not in given["--vars"]
    assert "--full-refresh" in arguments


def test_only_vars_that_differ_from_the_projects_are_given() -> None:
    order = Order(sources=("files",), variables="{lookback_days: 90, journey_scope: account}")
    assert dbt_variables(order, PROJECT) == {"lookback_days": 90, "sources": ["files"]}
    assert dbt_variables(Order(), PROJECT) == {}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("lookback_days:90", "--vars is not a YAML mapping"),
        ("[lookback_days]", "--vars is not a YAML mapping"),
        ("{lookback_days: 90", "--vars is not YAML"),
        ("as_of: 2026-13-01", "--vars is not YAML"),
    ],
)
def test_vars_that_are_no_mapping_are_refused(text: str, words: str) -> None:
    with pytest.raises(ConfigurationError, match=words):
        dbt_variables(Order(variables=text), PROJECT)


def test_source_and_vars_cannot_set_the_same_var() -> None:
    order = Order(sources=("files",), variables="sources: [files]")
    with pytest.raises(ConfigurationError, match="both set sources"):
        dbt_variables(order, PROJECT)


def test_profiles_are_the_projects_then_the_users_then_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, users = tmp_path / "project", tmp_path / "users"
    root.mkdir()
    users.mkdir()
    monkeypatch.setenv("DBT_PROFILES_DIR", str(users))
    (root / "profiles.yml.example").write_text("whence: {target: duckdb}", "utf-8")
    made = root / "target" / "profiles"
    (users / "profiles.yml").write_text("jaffles: {target: dev}", "utf-8")
    assert profiles_folder(Project(root)) == made
    assert (made / "profiles.yml").read_text("utf-8") == "whence: {target: duckdb}"
    (root / "profiles.yml.example").write_text("whence: {target: changed}", "utf-8")
    profiles_folder(Project(root))
    assert (made / "profiles.yml").read_text("utf-8") == "whence: {target: changed}"
    (users / "profiles.yml").write_text("whence: {target: dev}", "utf-8")
    assert profiles_folder(Project(root)) == users
    (root / "profiles.yml").write_text("whence: {target: mine}", "utf-8")
    assert profiles_folder(Project(root)) == root


def test_the_sources_are_the_connectors_whose_raw_tables_are_there(tmp_path: Path) -> None:
    for path in ("salesforce/account.csv", "crm/deal.parquet", "segment/notes.csv", "g2.csv"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).touch()
    assert sources_found(tmp_path, {}, PROJECT) == {"sources": ["salesforce"]}
    crm = {"hubspot_schema": "crm"}
    assert sources_found(tmp_path, crm, PROJECT) == {"sources": ["salesforce", "hubspot"]}
    assert sources_found(tmp_path, {"hubspot_database": "raw"}, PROJECT) == {}
    (tmp_path / "targets.csv").touch()
    assert sources_found(tmp_path, {}, PROJECT) == {"sources": ["files", "salesforce"]}
    assert sources_found(tmp_path / "segment", {}, PROJECT) == {}


def test_the_type_of_the_target_is_read_from_the_profile(tmp_path: Path) -> None:
    assert target_type(tmp_path, None) is None
    text = "whence: {target: a, outputs: {a: {type: duckdb}, b: {type: spark}}}"
    (tmp_path / "profiles.yml").write_text(text, "utf-8")
    assert target_type(tmp_path, None) == "duckdb"
    assert target_type(tmp_path, "b") == "spark"
    assert target_type(tmp_path, "c") is None
