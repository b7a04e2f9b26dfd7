"""Generated companies in one folder, built once for all tests that compare builds of them."""

import functools
from collections.abc import Mapping
from pathlib import Path

import pytest

from conftest import build, work_folder
from strategies import Company, draw_companies, renamed, write_files

COMPANY_COUNT = 220


@functools.cache
def generated_companies() -> tuple[Company, ...]:
    """Draw the companies, each with ids of its own, so that one folder can hold them all."""
    drawn = draw_companies(COMPANY_COUNT)
    return tuple(renamed(company, f"c{number:03}-") for number, company in enumerate(drawn))


def refuse() -> Company:
    """Return rows that earn nothing: repeated, contradictory and unusable ones."""
    touch, deal = (
        next(row for company in generated_companies() for row in company[table])
        for table in ("touches", "deals")
    )
    return {
        "touches": [
            touch,
            touch | {"touch_id": "twice", "channel": "Email"},
            touch | {"touch_id": "twice", "channel": "Outbound"},
            touch | {"touch_id": "untimely", "touched_at": "yesterday"},
            touch | {"touch_id": "lost", "account_id": "", "contact_id": ""},
        ],
        "deals": [deal, deal | {"deal_id": "undecided", "outcome": "maybe"}],
    }


@functools.cache
def raw_folder() -> Path:
    """Write the companies and the refuse to the folder that most builds read."""
    folder = work_folder() / "generated_raw"
    write_files([*generated_companies(), refuse()], folder)
    return folder


@functools.cache
def generated_database() -> Path:
    """Build the companies as the project is configured; open it read-only."""
    return build_models(raw_folder(), "generated")


def build_models(raw: Path, name: str, variables: Mapping[str, object] | None = None) -> Path:
    """Build a database without running dbt's tests, which the build of the demo runs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DBT_EXCLUDE_RESOURCE_TYPES", "test unit_test")
        return build(raw, work_folder() / name / "whence.duckdb", variables)
