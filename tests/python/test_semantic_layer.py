"""The semantic layer is valid, and answers what the marts say."""

import json
from pathlib import Path

import duckdb
import pytest

from conftest import run_tool

ASK = Path(__file__).with_name("ask_metricflow.py")
ONE_RULE = [
    "{{ Dimension('channel_month__rule') }} = 'linear'",
    "{{ Dimension('channel_month__goal') }} = 'won'",
]
#: A question, and the query of the marts that has the same answer: metrics, group by, where, SQL.
QUESTIONS = {
    "revenue": (
        ["revenue", "won_deals", "win_rate", "win_rate_by_value"],
        ["metric_time__quarter"],
        [],
        """select date_trunc('quarter', closed_at) as quarter,
            sum(amount) filter (where outcome = 'won'),
            count(*) filter (where outcome = 'won'),
            count(*) filter (where outcome = 'won') / nullif(count(closed_at), 0),
            sum(amount) filter (where outcome = 'won')
            / sum(amount) filter (where outcome in ('won', 'lost'))
        from deals group by quarter order by quarter""",
    ),
    "pipeline by segment": (
        ["created_deals", "created_pipeline"],
        ["account__segment"],
        [],
        """select segment, count(*), sum(amount)
        from deals left join accounts using (account_id) group by segment order by segment""",
    ),
    "credited value": (
        ["credited_value", "credited_conversions"],
        ["credit__channel"],
        ["{{ Dimension('credit__rule') }} = 'w_shaped'", "{{ Dimension('credit__goal') }} = 'won'"],
        """select channel, sum(credited_value), sum(credited_conversions)
        from attribution_by_channel
        where rule = 'w_shaped' and goal = 'won' and credited_conversions > 0
        group by channel order by channel""",
    ),
    "return on spend": (
        ["return_on_spend", "cost_per_conversion"],
        ["channel_month__channel"],
        ONE_RULE,
        """select channel, sum(credited_value) / sum(cost), sum(cost) / sum(credited_conversions)
        from attribution_by_channel where rule = 'linear' and goal = 'won'
        group by channel order by channel""",
    ),
    "cost": (
        ["cost", "click_through_rate", "cost_per_click", "cost_per_thousand_impressions"],
        ["metric_time__month", "cost__channel"],
        [],
        """select date_trunc('month', spend_date) as month, channel, sum(cost),
            sum(clicks) / nullif(sum(impressions), 0), sum(cost) / nullif(sum(clicks), 0),
            1000 * sum(cost) / nullif(sum(impressions), 0)
        from spend group by month, channel order by month, channel""",
    ),
    "leads": (
        ["leads", "mqls"],
        ["metric_time__month"],
        [],
        """select date_trunc('month', converted_at) as month,
            nullif(count(*) filter (where goal = 'lead'), 0),
            nullif(count(*) filter (where goal = 'mql'), 0)
        from journeys where goal in ('lead', 'mql') group by month order by month""",
    ),
    "touches": (
        ["touches", "touched_accounts"],
        ["touch__channel"],
        [],
        """select channel, count(*), count(distinct account_id)
        from touches group by channel order by channel""",
    ),
    "length of journeys": (
        ["median_journey_days", "touches_per_conversion"],
        ["journey__goal"],
        [],
        """select goal, median(days_from_first_touch), sum(touch_count) / count(*)
        from journeys group by goal order by goal""",
    ),
}


def test_metricflow_accepts_the_configuration(demo_project: Path) -> None:
    said = run_tool(demo_project, "mf", "validate-configs")
    assert "Successfully validated metrics against data warehouse" in said
    assert "WARNINGS: 0" in said
    assert said.count("ERRORS: 0") == said.count("ERRORS:")


@pytest.fixture(scope="module")
def answers(demo_project: Path) -> dict[str, list[list[object]]]:
    """Ask all questions at once."""
    asked = [question[:3] for question in QUESTIONS.values()]
    said = run_tool(demo_project, "python", str(ASK), told=json.dumps(asked))
    return dict(zip(QUESTIONS, json.loads(said.splitlines()[-1]), strict=True))


@pytest.mark.parametrize("name", QUESTIONS)
def test_its_answers_are_those_of_the_marts(
    name: str, answers: dict[str, list[list[object]]], demo_database: Path
) -> None:
    with duckdb.connect(str(demo_database), read_only=True) as connection:
        expected = connection.execute(QUESTIONS[name][3]).fetchall()
    assert expected
    assert len(answers[name]) == len(expected)
    for row, expected_row in zip(answers[name], expected, strict=True):
        for cell, expected_cell in zip(row, expected_row, strict=True):
            if isinstance(expected_cell, int | float) or hasattr(expected_cell, "as_tuple"):
                assert cell is not None
                assert float(str(cell)) == pytest.approx(float(expected_cell), rel=1e-9, abs=1e-7)
            else:
                assert str(cell) == str(expected_cell)


def test_every_metric_is_asked_for_or_part_of_one(demo_project: Path) -> None:
    manifest = json.loads((demo_project / "target" / "semantic_manifest.json").read_text("utf-8"))
    asked = {metric for question in QUESTIONS.values() for metric in question[0]}
    parts = {"closed_deals", "closed_value", "average_won_value", "open_pipeline"} | {
        "median_days_to_close",
        "conversions",
        "journey_touches",
        "impressions",
        "clicks",
        "value_of_channels",
        "conversions_of_channels",
        "cost_of_channels",
    }
    assert {metric["name"] for metric in manifest["metrics"]} == asked | parts
