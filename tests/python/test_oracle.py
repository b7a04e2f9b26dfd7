"""The oracle itself, against the golden table of the definitions and at the edges of its window."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from whence.oracle import (
    RULES,
    Journey,
    Redistribution,
    Rule,
    Touch,
    credit,
    credited_values,
    derive_path,
)

END = datetime(2025, 6, 30, 12)


def journey(days_before: list[float], milestones: dict[str, int] | None = None) -> Journey:
    """Return a journey of touches so many days before its end; a milestone is a position."""
    moments = [END - timedelta(days=days) for days in days_before]
    touches = tuple(Touch(touch_id=f"{n:02}", touched_at=at) for n, at in enumerate(moments))
    dates = {name: moments[position] for name, position in (milestones or {}).items()}
    return Journey(
        touches=touches,
        converted_at=END,
        lead_creations=(dates["lead"],) if "lead" in dates else (),
        opportunity_created_at=dates.get("opportunity"),
        closed_at=dates.get("close"),
    )


def steps(count: int, **milestones: int) -> Journey:
    """Return a journey of `count` daily touches that ends with its last."""
    return journey([float(count - 1 - n) for n in range(count)], milestones)


def shares(
    case: Journey, rule: Rule, redistribution: Redistribution = "proportional"
) -> list[float]:
    return [float(row.credit) for row in credit(case, rule, redistribution)]


GOLDEN = [
    ("u_shaped", steps(2), [0.5, 0.5]),
    ("u_shaped", steps(3), [0.4, 0.2, 0.4]),
    ("u_shaped", steps(6), [0.4, 0.05, 0.05, 0.05, 0.05, 0.4]),
    ("j_shaped", steps(2), [0.25, 0.75]),
    ("j_shaped", steps(4), [0.2, 0.1, 0.1, 0.6]),
    ("inverse_j", steps(2), [0.75, 0.25]),
    ("u_shaped_hubspot", steps(5, lead=2), [0.4, 0.0667, 0.4, 0.0667, 0.0667]),
    ("w_shaped", steps(4, lead=1, opportunity=3), [0.3, 0.3, 0.1, 0.3]),
    ("w_shaped", steps(2, lead=0, opportunity=1), [0.6667, 0.3333]),
    ("w_shaped", steps(3, lead=2, opportunity=2), [0.3, 0.1, 0.6]),
    ("w_shaped", steps(3, opportunity=2), [0.4286, 0.1429, 0.4286]),
    ("w_shaped", steps(2, lead=0, opportunity=0), [0.9, 0.1]),
    ("full_path", steps(4, lead=1, opportunity=2, close=3), [0.25, 0.25, 0.25, 0.25]),
    (
        "full_path",
        steps(6, lead=1, opportunity=3, close=5),
        [0.225, 0.225, 0.05, 0.225, 0.05, 0.225],
    ),
    ("full_path", steps(4, lead=1, opportunity=3), [0.2903, 0.2903, 0.1290, 0.2903]),
    ("full_path", steps(3, lead=1, opportunity=2, close=2), [0.25, 0.25, 0.5]),
    ("time_decay_7d", journey([9, 6, 0, 0]), [0.1385, 0.1864, 0.3376, 0.3376]),
    ("w_shaped_marketo", steps(5, lead=1, opportunity=3, close=4), [0.3, 0.3, 0.1, 0.3, 0]),
    (
        "full_path",
        steps(5, lead=1, opportunity=3, close=4),
        [0.225, 0.225, 0.1, 0.225, 0.225],
    ),
]


@pytest.mark.parametrize(("rule", "case", "expected"), GOLDEN)
def test_golden_table(rule: str, case: Journey, expected: list[float]) -> None:
    assert shares(case, RULES[rule]) == pytest.approx(expected, abs=5e-5)


@pytest.mark.parametrize(
    ("rule", "case", "expected"),
    [
        ("j_shaped", steps(2), [0.3, 0.7]),
        ("w_shaped", steps(3, opportunity=2), [0.45, 0.1, 0.45]),
    ],
)
def test_golden_table_even(rule: str, case: Journey, expected: list[float]) -> None:
    assert shares(case, RULES[rule], "even") == pytest.approx(expected)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("redistribution", ["proportional", "even"])
def test_one_touch_takes_all(rule: str, redistribution: Redistribution) -> None:
    assert shares(steps(1), RULES[rule], redistribution) == [1]


def test_points_are_shared_in_proportion() -> None:
    case = steps(3)
    touches = tuple(
        replace(touch, points=Fraction(points))
        for touch, points in zip(case.touches, (5, 1, 2), strict=True)
    )
    assert shares(replace(case, touches=touches), RULES["points"]) == [0.625, 0.125, 0.25]


def test_time_decay_over_a_long_cycle() -> None:
    """The definition: after 192 days 5.5e-9 of the weight is left at 7 days, 1.2 % at 30."""
    case = journey([192, 0])
    week, month = (shares(case, RULES[f"time_decay_{days}d"])[0] for days in (7, 30))
    assert week / (1 - week) == pytest.approx(5.5e-9, rel=0.01)
    assert month / (1 - month) == pytest.approx(0.012, rel=0.02)


def test_money_of_a_decaying_journey() -> None:
    """2^(-t/7) by a pocket calculator; a published vector gives the last as 7545.3 by rounding."""
    case = replace(journey([38, 33, 26, 8, 0]), value=Decimal(12000))
    values = [float(row.value) for row in credit(case, RULES["time_decay_7d"])]
    assert values == pytest.approx([175.2, 287.43, 574.88, 3417.04, 7545.45], abs=0.01)


def test_teams_without_a_share_earn_nothing() -> None:
    teams = ["marketing", None, "marketing", "sales", "customer_success"]
    case = steps(5)
    touches = tuple(
        replace(touch, team=team) for touch, team in zip(case.touches, teams, strict=True)
    )
    expected = [5 / 14, 0, 5 / 14, 2 / 7, 0]
    assert shares(replace(case, touches=touches), RULES["team_split"]) == pytest.approx(expected)


def test_conversion_touches_add_their_share() -> None:
    case = steps(5)
    touches = tuple(
        replace(touch, is_conversion=n in (0, 2)) for n, touch in enumerate(case.touches)
    )
    expected = [0.45, 0.05, 0.15, 0.05, 0.3]
    found = shares(replace(case, touches=touches), RULES["w_shaped_dreamdata"])
    assert found == pytest.approx(expected)


def test_all_direct_falls_back_to_the_last_touch() -> None:
    case = steps(2)
    direct = tuple(replace(touch, channel="Direct") for touch in case.touches)
    rows = credit(replace(case, touches=direct), RULES["last_non_direct"])
    assert [(row.credit, row.is_fallback) for row in rows] == [
        (Fraction(0), True),
        (Fraction(1), True),
    ]


def test_no_lead_falls_back_to_linear() -> None:
    rows = credit(steps(3), RULES["lead_creation"])
    assert [(row.credit, row.is_fallback) for row in rows] == [(Fraction(1, 3), True)] * 3


def test_journey_without_touches_is_unattributed() -> None:
    case = Journey(touches=(), converted_at=END, value=Decimal("777.77"))
    (row,) = credit(case, RULES["u_shaped"])
    assert (row.touch_id, row.credit, row.value) == (None, Fraction(1), Decimal("777.77"))


@pytest.mark.parametrize(
    ("touched_at", "is_eligible"),
    [
        (END, True),
        (END + timedelta(microseconds=1), False),
        (END - timedelta(days=365), True),
        (END - timedelta(days=365, microseconds=1), False),
        (END.date(), True),
        (END.date() + timedelta(days=1), False),
        (END.date() - timedelta(days=364), True),
        (END.date() - timedelta(days=365), False),
    ],
)
def test_window_is_inclusive_by_elapsed_time(touched_at: date, is_eligible: bool) -> None:
    case = Journey(touches=(Touch(touch_id="t", touched_at=touched_at),), converted_at=END)
    assert bool(derive_path(case).touches) is is_eligible


def test_conversion_known_by_its_day_lasts_all_day() -> None:
    last_instant = datetime.combine(END.date(), datetime.max.time())
    touches = (
        Touch(touch_id="a", touched_at=last_instant),
        Touch(touch_id="b", touched_at=END.date() + timedelta(days=1)),
        Touch(touch_id="c", touched_at=last_instant - timedelta(days=365)),
        Touch(touch_id="d", touched_at=END.date() - timedelta(days=365)),
    )
    case = Journey(touches=touches, converted_at=END.date())
    assert [touch.touch_id for touch in derive_path(case).touches] == ["c", "a"]


def test_exposures_earn_nothing_unless_asked() -> None:
    touch = Touch(touch_id="t", touched_at=END, is_exposure=True)
    case = Journey(touches=(touch,), converted_at=END)
    assert not derive_path(case).touches
    assert derive_path(replace(case, credit_exposures=True)).touches == (touch,)


def test_ties_are_resolved_by_touch_id_as_text() -> None:
    touches = tuple(Touch(touch_id=name, touched_at=END) for name in ("t9", "t10", "t1"))
    case = Journey(touches=touches, converted_at=END, opportunity_created_at=END)
    path = derive_path(case)
    assert [touch.touch_id for touch in path.touches] == ["t1", "t10", "t9"]
    assert path.positions == {"first": 0, "last": 2, "opportunity_creation": 2}


def test_milestones_of_another_time_do_not_count() -> None:
    before, after = END - timedelta(days=1), END + timedelta(microseconds=1)
    case = Journey(
        touches=(Touch(touch_id="t", touched_at=END),),
        converted_at=END,
        lead_creations=(after,),
        mqls=(END - timedelta(days=400), END, after),
        opportunity_created_at=before,
    )
    assert derive_path(case).positions == {"first": 0, "last": 0, "mql": 0}


def test_journey_begins_after_the_previous_win() -> None:
    touches = tuple(
        Touch(touch_id=f"{days}", touched_at=END - timedelta(days=days)) for days in (0, 1, 2)
    )
    case = Journey(touches=touches, converted_at=END, begins_after=END - timedelta(days=1))
    assert [touch.touch_id for touch in derive_path(case).touches] == ["0"]


@pytest.mark.parametrize(
    ("parts", "value", "expected"),
    [
        ([Fraction(1, 3)] * 3, "100.00", ["33.33", "33.34", "33.33"]),
        ([Fraction(1, 3)] * 3, "-100.00", ["-33.33", "-33.34", "-33.33"]),
        ([Fraction(1, 2)] * 2, "0.01", ["0.01", "0.00"]),
        ([Fraction(1, 2)] * 2, "-0.01", ["-0.01", "0.00"]),
        ([Fraction(1, 4)] * 4, "0.02", ["0.01", "0.00", "0.01", "0.00"]),
        ([Fraction(1)], "0", ["0"]),
    ],
)
def test_values_are_allocated_by_cumulative_rounding(
    parts: list[Fraction], value: str, expected: list[str]
) -> None:
    assert credited_values(parts, Decimal(value)) == [Decimal(text) for text in expected]
