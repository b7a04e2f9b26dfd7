"""The golden vectors: every fixture keeps the laws and agrees with the oracle.

The fixtures were worked out by hand and the oracle was written apart from them, so each checks the
other; dbt's unit tests then compare the models with the fixtures.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml

from whence.oracle import (
    RULES,
    Journey,
    Redistribution,
    Rule,
    Touch,
    credit,
    derive_path,
    markov,
    removal,
    shapley,
    shapley_ordered,
    shapley_wins,
)

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "tests" / "fixtures"
UNIT_TESTS = ROOT / "models" / "marts" / "attribution" / "_attribution__unit_tests.yml"
GIVEN = {
    "golden_journeys",
    "golden_occurrences",
    "golden_channel_effects",
    "golden_chances",
}
#: What a vector's name ends with when the rule's line differs from the project's.
VALUE_FUNCTIONS = ("wins", "ordered")
VECTORS = sorted(path.stem for path in FIXTURES.glob("golden_*.csv") if path.stem not in GIVEN)

MILESTONES = ("lead_creation", "mql", "opportunity_creation", "close")

Row = dict[str, str]


def read(name: str) -> list[Row]:
    with (FIXTURES / f"{name}.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def by_journey(rows: list[Row]) -> dict[str, list[Row]]:
    grouped = defaultdict(list)
    for row in rows:
        grouped[row["journey_id"]].append(row)
    return grouped


def split(vector: str) -> tuple[str, str]:
    """Return the rule that a vector is about, and the variant of it or of the configuration."""
    name = vector.removeprefix("golden_")
    rule, _, variant = name.rpartition("_")
    return (rule, variant) if variant in ("even", *VALUE_FUNCTIONS) else (name, "")


def redistribution_of(variant: str) -> Redistribution:
    return "even" if variant == "even" else "proportional"


def rule_of(vector: str, journey_id: str) -> Rule:
    """Return the oracle's rule; one that learns with what the fixtures say it has learned."""
    name, variant = split(vector)
    if name in RULES:
        return RULES[name]
    effects = {
        row["channel"]: float(row["effect"])
        for row in read("golden_channel_effects")
        if row["rule"] == name and row["status"] in ("ok", "pooled")
    }
    if name == "removal":
        logits = {row["journey_id"]: float(row["logit"]) for row in read("golden_chances")}
        return Rule(partial(removal, effects=effects, logit=logits.get(journey_id)))
    return Rule(partial(LEARNING[f"{name}_{variant}".removesuffix("_")], effects=effects))


LEARNING = {
    "markov": markov,
    "shapley": shapley,
    "shapley_wins": shapley_wins,
    "shapley_ordered": shapley_ordered,
}


def journeys() -> Iterator[tuple[str, Journey]]:
    """Read the journeys back as they were recorded; a milestone is dated by its touch."""
    touches = by_journey(read("golden_journeys"))
    for occurrence in read("golden_occurrences"):
        rows = touches[occurrence["journey_id"]]
        reached = {
            name: datetime.fromisoformat(row["touched_at"])
            for name in MILESTONES
            for row in rows
            if row["touch_number"] == row[f"{name}_touch_number"]
        }
        yield (
            occurrence["journey_id"],
            Journey(
                touches=tuple(
                    Touch(
                        touch_id=row["touch_id"],
                        touched_at=datetime.fromisoformat(row["touched_at"]),
                        channel=row["channel"],
                        team=row["team"] or None,
                        points=Fraction(row["points"]),
                        is_conversion=row["is_conversion_touch"] == "true",
                    )
                    for row in rows
                ),
                converted_at=datetime.fromisoformat(occurrence["converted_at"]),
                value=Decimal(occurrence["journey_value"]),
                lead_creations=tuple(
                    reached[name] for name in ["lead_creation"] if name in reached
                ),
                mqls=tuple(reached[name] for name in ["mql"] if name in reached),
                opportunity_created_at=reached.get("opportunity_creation"),
                closed_at=reached.get("close"),
            ),
        )


JOURNEYS = dict(journeys())


def unit_tests() -> list[dict[str, Any]]:
    tests: list[dict[str, Any]] = yaml.safe_load(UNIT_TESTS.read_text())["unit_tests"]
    return tests


def test_every_rule_has_a_vector_and_every_vector_a_unit_test() -> None:
    assert {split(vector)[0] for vector in VECTORS} == {*RULES, "markov", "shapley", "removal"}
    assert sorted(test["name"] for test in unit_tests()) == VECTORS


def test_unit_tests_configure_the_rules_as_the_project_does() -> None:
    variables = yaml.safe_load((ROOT / "dbt_project.yml").read_text())["vars"]
    configured = {rule["name"]: rule for rule in variables["rules"]}
    for test in unit_tests():
        rule, variant = split(test["name"])
        differing = {"value_function": variant} if variant in VALUE_FUNCTIONS else {}
        assert test["overrides"]["vars"] == {
            "redistribution": redistribution_of(variant),
            "rules": [configured[rule] | differing],
        }
        assert test["expect"]["fixture"] == test["name"]


@pytest.mark.parametrize("vector", VECTORS)
def test_vector_shares_every_journey_out(vector: str) -> None:
    rule, _ = split(vector)
    expected = by_journey(read(vector))
    assert expected.keys() == JOURNEYS.keys()
    for name, journey in JOURNEYS.items():
        rows = expected[name]
        touch_ids = [touch.touch_id for touch in journey.touches] or [""]
        assert sorted(row["touch_id"] for row in rows) == sorted(touch_ids), name
        total = sum((Fraction(row[f"credit_{rule}"]) for row in rows), Fraction(0))
        assert abs(total - 1) < Fraction("1e-11"), name
        assert sum(Decimal(row[f"value_{rule}"]) for row in rows) == journey.value, name
        assert len({row[f"is_fallback_{rule}"] for row in rows}) == 1, name


@pytest.mark.parametrize("vector", VECTORS)
def test_vector_agrees_with_the_oracle(vector: str) -> None:
    rule, variant = split(vector)
    expected = by_journey(read(vector))
    for name, journey in JOURNEYS.items():
        by_touch = {row["touch_id"]: row for row in expected[name]}
        earned = credit(journey, rule_of(vector, name), redistribution_of(variant))
        assert {touch.touch_id or "" for touch in earned} == by_touch.keys(), name
        for touch in earned:
            row = by_touch[touch.touch_id or ""]
            message = f"{vector}, {name}, {touch.touch_id}"
            assert abs(Fraction(row[f"credit_{rule}"]) - touch.credit) < Fraction("1e-12"), message
            assert Decimal(row[f"value_{rule}"]) == touch.value, message
            assert (row[f"is_fallback_{rule}"] == "true") is touch.is_fallback, message


def test_spine_of_the_vectors_is_what_the_oracle_derives() -> None:
    for name, rows in by_journey(read("golden_journeys")).items():
        path = derive_path(JOURNEYS[name])
        numbers = {touch.touch_id: str(n) for n, touch in enumerate(path.touches, start=1)}
        places = {milestone: place + 1 for milestone, place in path.positions.items()}
        last_non_direct = max(
            (n for n, touch in enumerate(path.touches, start=1) if touch.channel != "Direct"),
            default=0,
        )
        for row in rows:
            number = int(row["touch_number"])
            assert numbers[row["touch_id"]] == row["touch_number"], name
            assert int(row["touch_count"]) == len(path.touches), name
            for milestone in MILESTONES:
                place = places.get(milestone)
                assert row[f"{milestone}_touch_number"] == ("" if place is None else str(place))
                if milestone != "mql":
                    assert (row[f"is_{milestone}_touch"] == "true") is (number == place), name
            assert (row["is_first_touch"] == "true") is (number == 1), name
            assert (row["is_last_touch"] == "true") is (number == len(path.touches)), name
            assert (row["is_last_non_direct"] == "true") is (number == last_non_direct), name
