"""Every credit and every cent of many generated companies, models against oracle.

One build holds all companies; another derivation of the same raw files says what must come out.
Rows are joined by journey and touch alone, and neither side may have a row that the other lacks.
"""

from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from company_journeys import Variant, journeys
from conftest import ROOT
from generated import build_models, generated_companies, generated_database, raw_folder
from whence.oracle import RULES, Rule, credit, position, position_based, team_split, time_decay

TOLERANCE = 1e-9

Key = tuple[str, str | None]
Earned = tuple[float, Decimal, bool]

CUSTOM_RULES: Mapping[str, tuple[dict[str, Any], Rule]] = {
    "every_position": (
        {
            "algorithm": "position_based",
            "shares": {"first": 0.1, "mql": 0.3, "close": 0.2, "last": 0.15, "middle": 0.25},
        },
        Rule(
            partial(
                position_based,
                shares={"first": ".1", "mql": ".3", "close": ".2", "last": ".15", "middle": ".25"},
            )
        ),
    ),
    "milestones_only": (
        {
            "algorithm": "position_based",
            "shares": {"mql": 1, "opportunity_creation": 2},
            "fallback": "last_touch",
        },
        Rule(
            partial(position_based, shares={"mql": "1", "opportunity_creation": "2"}),
            fallback=partial(position, name="last"),
        ),
    ),
    "until_the_lead": (
        {
            "algorithm": "position_based",
            "shares": {"first": 0.2, "last": 0.2, "middle": 0.6},
            "middle_ends_at": "lead_creation",
        },
        Rule(
            partial(
                position_based,
                shares={"first": ".2", "last": ".2", "middle": ".6"},
                middle_ends_at="lead_creation",
            )
        ),
    ),
    "time_decay_hours": (
        {"algorithm": "time_decay", "half_life_days": 0.5},
        Rule(partial(time_decay, half_life_days=0.5)),
    ),
    "after_the_sale": (
        {
            "algorithm": "team_split",
            "shares": {"customer_success": 1, "sales": 3},
            "fallback": "first_touch",
        },
        Rule(
            partial(team_split, shares={"customer_success": "1", "sales": "3"}),
            fallback=partial(position, name="first"),
        ),
    ),
}


def test_models_agree_with_oracle_as_configured() -> None:
    compare(generated_database(), Variant(), RULES)


@pytest.mark.parametrize(
    "variant",
    [
        Variant(touch_reuse="since_previous_win", redistribution="even"),
        Variant(journey_scope="person", credit_exposures=True, lookback_days=None),
        Variant(journey_scope="buying_group", lookback_days=30),
    ],
    ids=["since_previous_win_even", "person_exposures_no_limit", "buying_group_30_days"],
)
def test_models_agree_with_oracle_configured_otherwise(
    variant: Variant, request: pytest.FixtureRequest
) -> None:
    """Change several vars at once, since each build takes seconds, and add rules of our own."""
    configured = yaml.safe_load((ROOT / "dbt_project.yml").read_text("utf-8"))["vars"]["rules"]
    own = [{"name": name} | line for name, (line, _) in CUSTOM_RULES.items()]
    variables = asdict(variant) | {"rules": configured + own}
    database = build_models(raw_folder(), request.node.callspec.id, variables)
    rules = {**RULES, **{name: rule for name, (_, rule) in CUSTOM_RULES.items()}}
    compare(database, variant, rules)


def compare(database: Path, variant: Variant, rules: Mapping[str, Rule]) -> None:
    """Hold every credit, value and fallback in a database against the oracle's."""
    derived = [pair for company in generated_companies() for pair in journeys(company, variant)]
    for name, rule in rules.items():
        found = earned_in(database, name)
        due: dict[Key, Earned] = {
            (journey_id, row.touch_id): (float(row.credit), row.value, row.is_fallback)
            for journey_id, journey in derived
            for row in credit(journey, rule, variant.redistribution)
        }
        differences = [
            *(f"{name}: no row for {key}, due {due[key]}" for key in due.keys() - found.keys()),
            *(f"{name}: {key} is not due, found {found[key]}" for key in found.keys() - due.keys()),
            *(
                f"{name}: {key} found {found[key]}, due {due[key]}"
                for key in due.keys() & found.keys()
                if not agree(found[key], due[key])
            ),
        ]
        assert not differences, "\n".join([f"{len(differences)} rows differ", *differences[:20]])


def earned_in(database: Path, rule: str) -> dict[Key, Earned]:
    """Read what every touch of every journey earned by a rule, from the long public mart."""
    with duckdb.connect(str(database), read_only=True) as connection:
        rows = connection.execute(
            "select journey_id, touch_id, credit, credited_value, is_fallback "
            "from attribution_credits where rule = ?",
            [rule],
        ).fetchall()
    found = {(row[0], row[1]): (row[2], row[3], row[4]) for row in rows}
    assert len(found) == len(rows), f"{rule}: two rows of one journey and touch"
    return found


def agree(found: Earned, due: Earned) -> bool:
    """Compare credits to a billionth, values to the cent and fallbacks exactly."""
    return abs(found[0] - due[0]) <= TOLERANCE and found[1:] == due[1:]
