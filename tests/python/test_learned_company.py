"""A company that can be learned from, built whole: what the rules that learn make of it.

What they learned is read from the marts and held against numpy elsewhere; here the credits of every
journey are worked out again from it, and what `explain` and `check` say is read.
"""

import io
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb
import pytest
from rich.console import Console

from conftest import build, work_folder
from whence import oracle
from whence.chances import Chances, print_chances
from whence.check import check_sources, print_health
from whence.errors import WhenceError
from whence.explain import explain_deal, print_explanation
from whence.oracle import (
    Touch,
    credited_values,
    markov,
    removal,
    shapley,
    shapley_ordered,
    shapley_wins,
)
from whence.simulate import simulate

RULES = [
    {"name": "linear"},
    {"name": "markov", "order": 2},
    {"name": "shapley", "control_channels": ["direct"]},
    {"name": "wins", "algorithm": "shapley", "value_function": "wins"},
    {"name": "ordered", "algorithm": "shapley", "value_function": "ordered"},
    {"name": "removal"},
]
ORACLES: dict[str, Any] = {
    "markov": markov,
    "shapley": shapley,
    "wins": shapley_wins,
    "ordered": shapley_ordered,
    "removal": removal,
}


@pytest.fixture(scope="module")
def company() -> Path:
    """Build a company of 1,000 closed deals, laws included."""
    raw = work_folder() / "learned_raw"
    simulate(raw, accounts=1_000, seed=8, scenario="B")
    variables = {"rules": RULES}
    return build(raw, work_folder() / "learned" / "whence.duckdb", variables)


def journeys(database: Path) -> Iterator[list[dict[str, Any]]]:
    """Yield the rows of every journey with a touch, in order."""
    with duckdb.connect(str(database), read_only=True) as connection:
        answer = connection.sql(
            "select credits.*, chances.logit from touch_credits as credits "
            "left join intermediate.int_win_chances as chances using (journey_id) "
            "where touch_id is not null order by journey_id, touched_at, touch_id"
        )
        rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.fetchall()]
    begins = [
        n for n, row in enumerate(rows) if n == 0 or row["journey_id"] != rows[n - 1]["journey_id"]
    ]
    for begin, end in zip(begins, [*begins[1:], len(rows)], strict=True):
        yield rows[begin:end]


def test_every_credit_follows_from_what_was_learned(company: Path) -> None:
    with duckdb.connect(str(company), read_only=True) as connection:
        learned = connection.sql(
            "select rule, channel, effect from channel_effects where status in ('ok', 'pooled')"
        ).fetchall()
        statuses = connection.sql("select distinct rule, status from channel_effects").fetchall()
    assert ("shapley", "control") in statuses
    assert not [rule for rule, status in statuses if status == "insufficient_data"]
    effects: dict[str, dict[str, float]] = {}
    for rule, channel, effect in learned:
        effects.setdefault(rule, {})[channel] = effect
    count = 0
    for rows in islice(journeys(company), None, None, 3):
        count += 1
        touches = tuple(
            Touch(touch_id=row["touch_id"], touched_at=row["touched_at"], channel=row["channel"])
            for row in rows
        )
        for rule, algorithm in ORACLES.items():
            check(rows, rule, weights(algorithm, oracle.Path(touches, {}), effects[rule], rows[0]))
    assert count > 500


def weights(
    algorithm: Any, journey: oracle.Path, effects: Mapping[str, float], row: Mapping[str, Any]
) -> list[Any]:
    """Let the oracle weigh the touches of a journey; removal needs the journey's logit, too."""
    given = {"logit": row["logit"]} if algorithm is removal else {}
    found: list[Any] = algorithm(journey, "proportional", effects=effects, **given)
    return found


def check(rows: list[dict[str, Any]], rule: str, due: list[Any]) -> None:
    is_fallback = not any(due)
    due = [1] * len(rows) if is_fallback else due
    shares = [weight / sum(due) for weight in due]
    message = f"{rule}, {rows[0]['journey_id']}"
    assert {row[f"is_fallback_{rule}"] for row in rows} == {is_fallback}, message
    found = [row[f"credit_{rule}"] for row in rows]
    assert found == pytest.approx([float(share) for share in shares], abs=1e-9), message
    values = [row[f"value_{rule}"] for row in rows]
    assert sum(values) == rows[0]["journey_value"], message
    if rule == "markov":  # exact effects; logarithms may differ in the last cent
        assert values == credited_values(shares, rows[0]["journey_value"]), message


def test_chances_are_of_closed_deals_and_fit_the_credits(company: Path) -> None:
    with duckdb.connect(str(company), read_only=True) as connection:
        goals = connection.sql(
            "select distinct goal from attribution_credits where p_win is not null order by goal"
        ).fetchall()
        wrong = connection.sql(
            "select * from attribution_credits where rule = 'removal' and goal in ('won', 'lost') "
            "and touch_id is not null and not ("
            "p_win between 0 and 1 and p_without_touch between 0 and 1 "
            "and baseline_share between 0 and 1 and "
            "(is_fallback or (credit > 0) = (p_without_touch < p_win)))"
        ).fetchall()
        (mean, rate) = connection.sql(
            "select avg(1 / (1 + exp(-logit))), avg(cast(is_won as integer)) "
            "from intermediate.int_win_chances where is_won is not null"
        ).fetchall()[0]
    assert goals == [("lost",), ("won",)]
    assert wrong == []
    assert mean == pytest.approx(rate, abs=1e-6), "the chances do not add up to the wins"


def test_explain_says_what_a_touch_did_to_the_chance(company: Path) -> None:
    with duckdb.connect(str(company), read_only=True) as connection:
        deal_id, number, before, after = connection.sql(
            "select deal_id, "
            "row_number() over (partition by deal_id order by touched_at, touch_id), "
            "p_win, p_without_touch from attribution_credits "
            "where rule = 'removal' and goal = 'won' and touch_id is not null "
            "order by p_win - p_without_touch desc, touch_id limit 1"
        ).fetchall()[0]
    text = io.StringIO()
    print_explanation(Console(file=text, width=80), explain_deal(company, deal_id))
    printed = " ".join(text.getvalue().split())
    assert (
        f"(touch {number}) the chance of winning falls from {before:.1%} to {after:.1%}." in printed
    )
    assert "Too few closed deals" not in printed


def test_chances_that_no_touch_raised_are_said_without_touches() -> None:
    text = io.StringIO()
    print_chances(Console(file=text, width=80), Chances("removal", 0.2, 1.0, [None, 0.25]), {})
    assert "Without" not in text.getvalue()


def test_rules_without_enough_deals_say_so(demo_database: Path) -> None:
    with duckdb.connect(str(demo_database), read_only=True) as connection:
        rules = connection.sql(
            "select distinct rule from channel_effects "
            "where status = 'insufficient_data' order by rule"
        ).fetchall()
        unlike_linear = connection.sql(
            "select count(*) from touch_credits where touch_id is not null and ("
            "credit_markov <> credit_linear or credit_shapley <> credit_linear "
            "or credit_removal <> credit_linear or not is_fallback_markov "
            "or not is_fallback_shapley or not is_fallback_removal "
            "or p_win_removal is not null)"
        ).fetchall()
        (deal_id,) = connection.sql(
            "select deal_id from touch_credits where goal = 'won' and touch_id is not null limit 1"
        ).fetchall()[0]
    assert rules == [("markov",), ("removal",), ("shapley",)]
    assert unlike_linear == [(0,)]
    text = io.StringIO()
    console = Console(file=text, width=100)
    print_explanation(console, explain_deal(demo_database, deal_id))
    print_health(console, check_sources(demo_database))
    printed = " ".join(text.getvalue().split())
    assert "* Too few closed deals to learn from: markov, removal, shapley;" in printed
    assert "won deals and at least 100 are needed: the rule falls back." in printed


def test_a_control_channel_that_nothing_is_called_stops_the_build() -> None:
    raw = work_folder() / "misspelt_raw"
    simulate(raw, accounts=20, seed=1)
    rules = [{"name": "removal", "control_channels": ["Drect"]}]
    variables = {"rules": rules}
    with pytest.raises(WhenceError, match=r"control_channels of the rule removal names Drect, .*"):
        build(raw, work_folder() / "misspelt" / "whence.duckdb", variables)
