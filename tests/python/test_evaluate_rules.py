"""Claims about how rules are scored: on data worked out by hand, and on one scenario end to end."""

import csv
import sys
from collections.abc import Sequence
from math import isnan, nan, sqrt
from pathlib import Path
from xml.etree import ElementTree

import duckdb
import numpy as np
import pytest
from typer.testing import CliRunner

from conftest import ROOT
from whence.cli import commands
from whence.dbt import NodeResult
from whence.errors import InputError
from whence.evaluate.picture import Panel, draw, ordered_rules
from whence.evaluate.report import PAGE, PICTURE, ROWS, sections, write_report
from whence.evaluate.runs import Case, Result, cases, rule_seconds
from whence.evaluate.scores import (
    Score,
    kendall_tau_b,
    mean_scores,
    score_rules,
    shares,
    total_variation,
)
from whence.project import Project
from whence.simulate.arrays import Floats


def vector(*numbers: float) -> Floats:
    return np.array(numbers, dtype=np.float64)


# measures


def test_shares_are_of_what_is_above_zero() -> None:
    assert shares(vector(3, -2, 1)).tolist() == [0.75, 0, 0.25]
    assert np.isnan(shares(vector(0, -1))).all()


def test_total_variation_is_half_the_sum_of_differences() -> None:
    assert total_variation(vector(1, 1), vector(3, 1)) == 0.25
    assert total_variation(vector(2, 4), vector(1, 2)) == 0
    assert total_variation(vector(1, 0, 0), vector(0, 5, 5)) == 1
    assert isnan(total_variation(vector(1, 1), vector(0, 0)))


def test_kendalls_tau_b_counts_pairs_in_order() -> None:
    assert kendall_tau_b(vector(1, 2, 3, 4), vector(1, 5, 6, 9)) == 1
    assert kendall_tau_b(vector(1, 2, 3), vector(3, 2, 1)) == -1
    # one pair of six is in the other order
    assert kendall_tau_b(vector(1, 2, 3, 4), vector(1, 2, 4, 3)) == pytest.approx(4 / 6)
    # 10 pairs, of which 2 are ties of the first and 1 of the second; 2 in order, 6 not
    ties = kendall_tau_b(vector(12, 2, 1, 12, 2), vector(1, 4, 7, 1, 0))
    assert ties == pytest.approx((2 - 6) / sqrt(8 * 9))
    assert isnan(kendall_tau_b(vector(1, 2), vector(1, 1)))
    assert isnan(kendall_tau_b(vector(1, 2), vector(nan, 1)))


# a company of two won deals, one lost deal and three channels


@pytest.fixture
def scored(tmp_path: Path) -> dict[str, Score]:
    """Write credits and a truth by hand, and return the scores by rule."""
    truth, database = tmp_path / "truth", tmp_path / "scored.duckdb"
    truth.mkdir()
    with duckdb.connect(str(database)) as connection:
        connection.execute("""
            create table touch_credits as
            select * from (values
                ('won', 'D1', 'T1', 'webinar', 0.5, 1),
                ('won', 'D1', 'T2', 'podcast', 0.5, 0),
                ('won', 'D2', 'T3', 'webinar', 0.5, 0),
                ('won', 'D2', 'T4', 'demo', 0.5, 1),
                -- a deal without touches, another goal, a lost deal
                ('won', 'D4', null, 'Unattributed', 1, 1),
                ('opportunity', 'D1', 'T2', 'podcast', 1, 1),
                ('lost', 'D3', 'T5', 'podcast', 1, 1)
            ) as credits (goal, deal_id, touch_id, channel, credit_even, credit_keen);
            create table channel_effects as
            select * from (values ('keen', 'demo', 'ok'), ('keen', 'podcast', 'pooled'))
            as effects (rule, channel, status);
            create table model_diagnostics as
            select * from (values
                ('keen', 'demo', 'outcome_driven', true),
                ('keen', 'webinar', 'outcome_driven', false),
                ('keen', 'podcast', 'sign_flips', true),
                ('keen', null, 'outcome_driven', true)
            ) as diagnostics (rule, channel, diagnostic, is_flagged);
        """)
        for table, columns, rows in (
            (
                "touches",
                "touch_id, deal_id, channel, effect",
                "('T1','D1','webinar',0.3),('T2','D1','podcast',-0.1),('T3','D2','webinar',0.1),"
                "('T4','D2','demo',0.3),('T5','D3','podcast',0.9)",
            ),
            (
                "deal_channels",
                "deal_id, channel, is_won, direct_effect, total_effect",
                "('D1','webinar',true,0.3,0.5),('D1','podcast',true,0,0),"
                "('D2','webinar',true,0.1,0.3),('D2','demo',true,0.4,0.4),"
                "('D3','podcast',false,0.9,0.9),('D4','podcast',true,0.9,0.9)",
            ),
            (
                "channels",
                "channel, is_placebo",
                "('webinar',false),('demo',false),('podcast',true)",
            ),
        ):
            query = f"select * from (values {rows}) as rows ({columns})"
            connection.execute(f"copy ({query}) to '{truth}/{table}.parquet'")
    return {score.rule: score for score in score_rules(database, truth)}


def test_channels_are_compared_over_the_won_deals_with_touches(scored: dict[str, Score]) -> None:
    assert list(scored) == ["even", "keen"]
    # demo, podcast, webinar: the truth is .4, 0, .4 and, with what was caused, .4, 0, .8
    even, keen = scored["even"], scored["keen"]
    assert even.tv_direct == pytest.approx(0.25)
    assert even.tv_total == pytest.approx((1 / 12 + 1 / 4 + 1 / 6) / 2)
    assert keen.tv_direct == pytest.approx(0)
    assert keen.tv_total == pytest.approx(1 / 6)
    assert even.placebo_share == pytest.approx(0.25)
    assert keen.placebo_share == 0
    assert keen.rank_agreement == 1
    # of three pairs one is tied in both, one in the rule alone, one in the truth alone
    assert even.rank_agreement == pytest.approx(1 / 2)


def test_touches_are_compared_within_won_deals(scored: dict[str, Score]) -> None:
    # true shares: 1 and 0, 1/4 and 3/4
    assert scored["even"].touch_error == pytest.approx((1 / 2 + 1 / 4) / 2)
    assert scored["keen"].touch_error == pytest.approx((0 + 1 / 4) / 2)


def test_what_rules_say_of_themselves_is_told(scored: dict[str, Score]) -> None:
    assert (scored["even"].status, scored["even"].outcome_driven) == ("", ())
    assert (scored["keen"].status, scored["keen"].outcome_driven) == ("ok", ("demo",))


# cases, means, seconds


def test_cases_are_every_scenario_with_every_seed() -> None:
    assert cases(["B", "A", "A"], 50, [2, 1, 2]) == [
        Case("A", 50, 2),
        Case("A", 50, 1),
        Case("B", 50, 2),
        Case("B", 50, 1),
    ]
    assert {case.accounts for case in cases(["G"], 50, [1])} == {300, 1_000, 5_000}
    assert {case.scenario for case in cases([], 50, [1])} == set("ABCDEFGHI")


@pytest.mark.parametrize(
    ("scenarios", "accounts", "seeds", "word"),
    [(["Z"], 10, [1], "known: A"), ([], 0, [1], "at least 1 account"), ([], 10, [-1], "seed")],
)
def test_wrong_cases_are_refused(
    scenarios: Sequence[str], accounts: int, seeds: Sequence[int], word: str
) -> None:
    with pytest.raises(InputError, match=word):
        cases(scenarios, accounts, seeds)


def score(rule: str, tv_direct: float, status: str = "", *flagged: str) -> Score:
    return Score(rule, tv_direct, 0.5, 0.1, 0.2, 0.3, status, flagged)


def test_means_keep_what_any_company_showed() -> None:
    mean = mean_scores([score("r", 0.25, "ok", "b"), score("r", 0.75, "insufficient_data", "a")])
    assert mean == score("r", 0.5, "insufficient_data, ok", "a", "b")


def test_rules_that_learn_take_the_seconds_of_the_models_that_they_need() -> None:
    seconds = {
        "touch_credits": 8.0,
        "int_touches": 100.0,
        "int_evidence": 1.0,
        "int_markov_effects": 2.0,
        "int_win_coefficients": 4.0,
    }
    nodes = [NodeResult(name, "model", "success", "", took) for name, took in seconds.items()]
    rules = [
        {"name": "linear"},
        {"name": "chain", "algorithm": "markov"},
        {"name": "shapley"},
        {"name": "removal"},
    ]
    learning = seconds.keys() - {"touch_credits", "int_touches"}
    assert rule_seconds(rules, nodes, learning) == {
        "linear": 2,
        "chain": 5,
        "shapley": 7,
        "removal": 7,
    }


# what is shown


def result(scenario: str, seed: int, scores: Sequence[Score]) -> Result:
    return Result(Case(scenario, 50, seed), scores, {one.rule: 1.0 for one in scores}, 3.0)


def test_sections_are_means_with_the_closest_rule_first() -> None:
    found = sections(
        [
            result("E", 1, [score("far", 0.6), score("near", 0.3), score("none", nan)]),
            result("E", 2, [score("far", 0.8), score("near", 0.1), score("none", nan)]),
            result("A", 1, [score("far", 0.5, "insufficient_data", "event")]),
        ]
    )
    assert [(section.scenario, len(section.seeds)) for section in found] == [("E", 2), ("A", 1)]
    assert [one.rule for one in found[0].scores] == ["near", "far", "none"]
    assert found[0].scores[0].tv_direct == pytest.approx(0.2)
    assert found[0].notes == ["not flagged as driven by the outcome: contract_sent"]
    assert found[1].notes == [
        "insufficient_data: far",
        "flagged as driven by the outcome: event",
    ]


def test_the_report_is_a_page_a_picture_and_rows(tmp_path: Path) -> None:
    results = [result("A", 1, [score("near", 0.25), score("none", nan)])]
    write_report(tmp_path / "out", results, ["whence", "evaluate", "--vars", "{a: 1}"])
    page = (tmp_path / "out" / PAGE).read_text("utf-8")
    assert "`whence evaluate --vars '{a: 1}'`" in page
    assert "| near | 0.250 | 0.500 |" in page
    assert "| none | - |" in page
    ElementTree.parse(tmp_path / "out" / PICTURE)  # noqa: S314  our own
    with (tmp_path / "out" / ROWS).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["rule"], row["tv_direct"]) for row in rows] == [("near", "0.250000"), ("none", "")]
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(InputError, match="cannot be written"):
        write_report(tmp_path / "file", results, ["whence"])


def test_the_picture_has_a_bar_for_every_number() -> None:
    panels = [Panel("A & B", {"far": 0.5, "near": 0.1}), Panel("C", {"far": nan, "extra": 0.3})]
    assert ordered_rules(panels) == ["near", "extra", "far"]
    bars = ElementTree.fromstring(draw(panels)).findall(  # noqa: S314  our own
        ".//*[@class='bar']"
    )
    assert [bar.get("width") for bar in bars] == ["8", "40", "24"]


def test_a_scenario_is_evaluated_from_one_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ["evaluate", "--scenario", "C", "--accounts", "300", "--seed", "4", "--out"]
    words.append(str(tmp_path))
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(sys, "argv", ["whence", *words])
    done = CliRunner().invoke(commands, words)
    assert done.exit_code == 0, done.output
    assert "C: hidden intent; 300 accounts, seed 4" in done.output
    with (tmp_path / ROWS).open(encoding="utf-8", newline="") as file:
        rows = {row["rule"]: row for row in csv.DictReader(file)}
    project = Project(ROOT)
    added = {f"{name}_controlled" for name in ("removal", "shapley") if name in project.algorithms}
    configured = {rule["name"] for rule in project.variables["rules"]}
    assert set(rows) == configured | added | {"shapley_wins"}
    for row in rows.values():
        for measure in ("tv_direct", "tv_total", "placebo_share", "touch_error"):
            assert 0 <= float(row[measure]) <= 1
        assert -1 <= float(row["kendall_tau_b"]) <= 1
        assert float(row["seconds"]) > 0
    # nothing causes anything in C, and a rule that gives all to one touch errs more than linear
    assert all(row["tv_direct"] == row["tv_total"] for row in rows.values())
    assert float(rows["last_touch"]["touch_error"]) > float(rows["linear"]["touch_error"])
    assert "whence evaluate --scenario C" in (tmp_path / PAGE).read_text("utf-8")
