"""An incremental build ends with the same tables as a full one, whatever changed.

The changes are made to the raw files of a simulated company, to the configuration, to a seed and
to a rule; after each, the database that was changed is compared with one made from nothing.
"""

import csv
import functools
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from conftest import ROOT, SilentWatcher, work_folder
from whence.build import Order, profiles_folder
from whence.build import build as build_order
from whence.dbt import Setting, build_project, read_project
from whence.project import Project
from whence.simulate import simulate

Row = dict[str, str]
#: Of builds, not of the company: when an account changed, and what a table was built from.
OF_BUILDS = ("built_models", "int_account_versions", "int_chance_versions")


@dataclass
class Company:
    """Raw files, a copy of the project and its vars, all of which a change may alter."""

    folder: Path
    random: random.Random
    variables: dict[str, object] = field(default_factory=dict)

    @property
    def raw(self) -> Path:
        """The folder of the raw files."""
        return self.folder / "raw"

    @property
    def project(self) -> Path:
        """The copy of the project."""
        return self.folder / "project"

    def rows(self, table: str) -> list[Row]:
        """Read the rows of a raw table."""
        path = self.raw / f"{table}.csv"
        if not path.exists():
            return []
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def write(self, table: str, rows: list[Row]) -> None:
        """Write the rows of a raw table."""
        with (self.raw / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, fieldnames=list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)

    def build(self, name: str, *, full_refresh: bool = False) -> Path:
        """Build the company into the database `name` and return the file."""
        order = Order(
            raw=self.raw,
            database=self.folder / name / "whence.duckdb",
            variables=yaml.safe_dump(self.variables) if self.variables else "",
            full_refresh=full_refresh,
        )
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("DBT_EXCLUDE_RESOURCE_TYPES", "test unit_test")
            outcome = build_order(order, Project(self.project), SilentWatcher())
        assert outcome.database is not None, [node.message for node in outcome.failures]
        return outcome.database


def late_touch(company: Company) -> None:
    rows = company.rows("touches")
    row = company.random.choice(rows)
    number = company.random.randrange(10**9)
    company.write("touches", [*rows, row | {"touch_id": f"late-{number}", "channel": "Events"}])


def deleted_touch(company: Company) -> None:
    rows = company.rows("touches")
    rows.remove(company.random.choice(rows))
    company.write("touches", rows)


def changed_amount(company: Company) -> None:
    rows = company.rows("deals")
    company.random.choice(rows)["amount"] = str(company.random.randrange(1, 10**6))
    company.write("deals", rows)


def deleted_deal(company: Company) -> None:
    rows = company.rows("deals")
    rows.remove(company.random.choice(rows))
    company.write("deals", rows)


def rematched_account(company: Company) -> None:
    accounts = company.rows("accounts")
    rows = company.rows("contacts")
    row = company.random.choice(rows)
    row["account_id"] = company.random.choice(accounts)["account_id"]
    company.write("contacts", rows)


def retitled_contact(company: Company) -> None:
    rows = company.rows("contacts")
    company.random.choice(rows)["title"] = f"Chief {company.random.randrange(10**6)}"
    company.write("contacts", rows)


def merged_contacts(company: Company) -> None:
    one, other = company.random.sample(company.rows("contacts"), 2)
    row = {
        "record_type": "contact",
        "merged_id": one["contact_id"],
        "surviving_id": other["contact_id"],
        "merged_at": "2025-01-01",
    }
    company.write("merges", [*company.rows("merges"), row])


def renamed_account(company: Company) -> None:
    rows = company.rows("accounts")
    company.random.choice(rows)["account_name"] = f"New {company.random.randrange(10**6)}"
    company.write("accounts", rows)


def changed_seed(company: Company) -> None:
    path = company.project / "seeds" / "points.csv"
    lines = path.read_text("utf-8").splitlines()
    first = lines[1].split(",")
    first[-1] = str(company.random.randrange(1, 90))
    path.write_text("\n".join([lines[0], ",".join(first), *lines[2:]]) + "\n", "utf-8")


def changed_configuration(company: Company) -> None:
    company.variables["lookback_days"] = company.random.randrange(10, 700)


def changed_rule(company: Company) -> None:
    path = company.project / "macros" / "rules" / "linear.sql"
    weight = company.random.randrange(2, 99)
    path.write_text(
        "{% macro default__rule_linear(rule) -%}"
        f" case when is_first_touch then {weight} else 1 end "
        "{%- endmacro %}\n",
        "utf-8",
    )


CHANGES_OF_DATA = (
    late_touch,
    deleted_touch,
    changed_amount,
    deleted_deal,
    rematched_account,
    retitled_contact,
    merged_contacts,
    renamed_account,
)
CHANGES = (*CHANGES_OF_DATA, changed_seed, changed_configuration, changed_rule)


@functools.cache
def template() -> Path:
    """Return a folder with raw files, the project and a first build, to copy for each test."""
    folder = work_folder() / "incremental" / "template"
    simulate(folder / "raw", accounts=120, seed=5)
    for name in ("models", "seeds", "macros", "analyses", "tests/fixtures"):
        shutil.copytree(ROOT / name, folder / "project" / name)
    for name in ("dbt_project.yml", "profiles.yml.example", "selectors.yml"):
        shutil.copyfile(ROOT / name, folder / "project" / name)
    Company(folder, random.Random(0)).build("kept")  # noqa: S311  not for secrets
    return folder


def new_company(seed: int) -> Company:
    folder = work_folder() / "incremental" / "company"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(template(), folder)
    return Company(folder, random.Random(seed))  # noqa: S311  not for secrets


def differences(one: Path, other: Path) -> dict[str, tuple[int, int]]:
    """Return for each table how many rows only one of two databases has."""
    with duckdb.connect() as connection:
        connection.execute(
            f"attach '{one}' as one (read_only); attach '{other}' as other (read_only)"
        )
        tables = [
            set(
                connection.execute(
                    "select schema_name || '.' || table_name from duckdb_tables() "
                    "where database_name = $1 and not list_contains($2, table_name)",
                    [name, list(OF_BUILDS)],
                ).fetchall()
            )
            for name in ("one", "other")
        ]
        found = {str(name): (0, 0) for (name,) in tables[0] ^ tables[1]}
        for (name,) in sorted(tables[0] & tables[1]):
            counts = tuple(
                connection.execute(
                    f"select count(*) from (from {a}.{name} except all from {b}.{name})"
                ).fetchall()[0][0]
                for a, b in (("one", "other"), ("other", "one"))
            )
            if counts != (0, 0):
                found[name] = (counts[0], counts[1])
        return found


@settings(
    max_examples=2,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(
    steps=st.lists(
        st.lists(st.sampled_from(CHANGES), min_size=1, max_size=3), min_size=2, max_size=3
    ),
    seed=st.integers(0, 10**6),
)
def test_random_changes_end_like_a_full_build(
    steps: list[list[Callable[[Company], None]]], seed: int
) -> None:
    company = new_company(seed)
    for changes in steps:
        for change in changes:
            change(company)
        found = differences(company.build("kept"), company.build("new", full_refresh=True))
        assert not found, [change.__name__ for change in changes]


def test_every_change_of_the_data_is_seen() -> None:
    company = new_company(seed=1)
    for changes in CHANGES_OF_DATA[::2], CHANGES_OF_DATA[1::2]:
        for change in changes:
            change(company)
        assert not differences(company.build("kept"), company.build("new", full_refresh=True))


def _count(database: Path, query: str) -> int:
    with duckdb.connect(str(database), read_only=True) as connection:
        return int(connection.execute(query).fetchall()[0][0])


def test_only_accounts_that_changed_are_built_again() -> None:
    company = new_company(seed=2)
    database = company.folder / "kept" / "whence.duckdb"
    tables = ("journeys", "touches", "excluded_touches", "account_timeline", "touch_credits")
    with duckdb.connect(str(database)) as connection:
        for table in tables:
            connection.execute(f"update {table} set account_id = account_id || '-marked'")
    late_touch(company)
    database = company.build("kept")
    changed = _count(
        database,
        "select count(*) from intermediate.int_account_versions "
        "where version = (select max(version) from intermediate.int_account_versions)",
    )
    assert changed == 1
    for table in tables[:-1]:  # a late touch changes what is learned, so all credits
        marked = _count(database, f"select count(*) from {table} where account_id like '%-marked'")
        rest = _count(
            database, f"select count(*) from {table} where account_id not like '%-marked'"
        )
        assert marked > rest > 0, table


def test_a_build_that_stopped_half_way_is_repaired_by_the_next() -> None:
    company = new_company(seed=3)
    late_touch(company)
    database = company.folder / "kept" / "whence.duckdb"
    setting = Setting(
        project=company.project,
        profiles=profiles_folder(Project(company.project)),
        environment={"WHENCE_DATABASE": str(database), "WHENCE_RAW_DIR": str(company.raw)},
    )
    read = read_project(setting)
    build_project(setting, read, lambda _: None, models=["int_journey_touches"])
    changed_amount(company)
    found = differences(company.build("kept"), company.build("new", full_refresh=True))
    assert not found


def test_fits_are_kept_until_a_full_refresh_if_so_configured() -> None:
    company = new_company(seed=4)
    company.variables["refit"] = "on_full_refresh"
    query = "select sum(hash(*columns(*))) from channel_effects"
    before = _count(company.build("kept", full_refresh=True), query)
    rows = company.rows("touches")
    kept = [row for row in rows if row["touch_type"] != "webinar"]
    assert len(kept) < len(rows)
    company.write("touches", kept)
    assert _count(company.build("kept"), query) == before
    assert _count(company.build("kept", full_refresh=True), query) != before
