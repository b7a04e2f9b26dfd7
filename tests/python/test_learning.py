"""The rules that learn: published answers, numpy's answers, laws, and companies at the edge."""

from collections.abc import Sequence
from itertools import groupby, pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from learning import FIRST_ORDER, Path_, effects, learn, path, shares, statuses

Matrix = NDArray[np.float64]

#: Every journey of a published example, by its name, with what it must come to.
TWO_LOST = [*path("c1>c2>c3", 1, 0), *path("c1", 0, 1), *path("c2>c3", 0, 1)]
REPEATED = [
    *path("a>b>a>b>b>a", 1, 0),
    *path("a>b>b>a>a", 1, 0),
    *path("a>a", 1, 0),
]
GOOGLE_META = [*path("g", 2, 1), *path("m", 1, 0), *path("g>m", 1, 0)]
BRANCHES = [*path("a>b", 3, 1), *path("a>c", 1, 1)]
SETS = [
    *path("f", 18, 0),
    *path("g", 4, 0),
    *path("l", 8, 0),
    *path("f>g", 10, 0),
    *path("f>l", 26, 0),
    *path("g>l", 7, 0),
    *path("f>g>l", 27, 0),
]


@pytest.mark.parametrize(
    ("paths", "expected", "wins", "totals"),
    [
        (TWO_LOST, {"c1": 0.5, "c2": 1, "c3": 1}, 1, {"c1": 0.2, "c2": 0.4, "c3": 0.4}),
        (REPEATED, {"a": 1, "b": 0.5}, 3, {"a": 2, "b": 1}),
        (GOOGLE_META, {"g": 0.75, "m": 0.5}, 4, {"g": 2.4, "m": 1.6}),
        (BRANCHES, {"a": 1, "b": 0.75, "c": 0.25}, 4, {"a": 2, "b": 1.5, "c": 0.5}),
    ],
    ids=["two_lost", "repeated", "google_meta", "branches"],
)
def test_published_chains_have_their_published_effects(
    paths: list[Path_], expected: dict[str, float], wins: int, totals: dict[str, float]
) -> None:
    learned = learn(paths)
    assert effects(learned, "markov") == pytest.approx(expected, abs=1e-12)
    found = {channel: share * wins for channel, share in shares(learned, "markov").items()}
    assert found == pytest.approx(totals, abs=1e-9)


@pytest.mark.parametrize("rule", ["wins", "ordered"])
def test_published_sets_have_their_published_shapley_values(rule: str) -> None:
    expected = {"f": 45.0, "g": 21.5, "l": 33.5}
    assert effects(learn(SETS), rule) == pytest.approx(expected, abs=1e-9)
    two = learn([*path("a", 4, 0), *path("a>b", 6, 0)])
    assert effects(two, rule) == pytest.approx({"a": 7, "b": 3}, abs=1e-9)


def drawn(channel_count: int, deal_count: int, seed: int, longest: int = 12) -> list[Path_]:
    """Draw deals whose channels differ in how common and how useful they are."""
    random = np.random.default_rng(seed)
    names = [f"channel {number:03}" for number in range(channel_count)]
    common = random.dirichlet(np.full(channel_count, 3.0))
    useful = random.normal(0.3, 0.6, channel_count)
    paths = []
    for _ in range(deal_count):
        count = int(random.integers(0, longest))
        touched = random.choice(channel_count, count, p=common)
        segment = random.choice(["SMB", "mid", "enterprise"])
        logit = -1.5 + 0.4 * (segment == "SMB") + useful[np.unique(touched)].sum() / 2
        paths.append(
            Path_(
                [names[number] for number in touched],
                is_won=bool(random.random() < 1 / (1 + np.exp(-logit))),
                segment=str(segment),
                deal_type=str(random.choice(["new_business", "renewal"], p=[0.8, 0.2])),
                amount=int(random.lognormal(9, 1)),
                days=int(random.integers(0, 300)),
            )
        )
    return paths


def removal_effects(paths: Sequence[Path_]) -> dict[str, float]:
    """Take each channel out of the chain and solve for the chance of winning anew."""
    names = sorted({channel for one in paths for channel in one.channels})
    numbers = {name: number for number, name in enumerate(names, start=1)}
    win, loss = len(names) + 1, len(names) + 2
    counts = np.zeros((len(names) + 3, len(names) + 3))
    for one in paths:
        states = [0, *(numbers[channel] for channel in one.channels), win if one.is_won else loss]
        for before, after in pairwise(states):
            counts[before, after] += one.count
    steps = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)

    def win_probability(removed: int | None) -> float:
        kept = steps.copy()
        if removed is not None:  # whoever would go there is lost
            kept[:, loss] += kept[:, removed]
            kept[:, removed] = 0
        inner = kept[:win, :win]
        return float(np.linalg.solve(np.eye(win) - inner, kept[:win, win])[0])

    whole = win_probability(None)
    return {name: 1 - win_probability(number) / whole for name, number in numbers.items()}


@pytest.mark.parametrize("channel_count", [10, 30, 200])
def test_removal_effects_are_those_of_numpy(channel_count: int) -> None:
    paths = drawn(channel_count, 4_000, seed=channel_count)
    learned = learn(paths, FIRST_ORDER)
    assert effects(learned, "markov") == pytest.approx(removal_effects(paths), abs=1e-12)


@pytest.mark.parametrize(
    ("channel_count", "deal_count"), [(10, 4_000), (30, 6_000), (200, 6_000), (12, 300)]
)
def test_coefficients_are_those_of_numpy(channel_count: int, deal_count: int) -> None:
    """The design is read from the database; what is fitted to it is worked out anew."""
    learned = learn(drawn(channel_count, deal_count, seed=1), FIRST_ORDER)
    factors = learned.sql(
        "select factor_number, kind, coefficient from intermediate.int_win_coefficients "
        "order by factor_number"
    ).fetchall()
    rows = learned.sql(
        "select sample_number, factor_number, amount, is_won from intermediate.int_win_design"
    ).fetchall()
    design = np.zeros((deal_count, len(factors)))
    outcome = np.zeros(deal_count)
    for sample, factor, amount, is_won in rows:
        design[sample - 1, factor - 1] = amount
        outcome[sample - 1] = is_won
    kinds = np.array([kind for _, kind, _ in factors])
    fitted = fit(design, outcome, kinds == "channel", kinds != "intercept")
    found = np.array([coefficient for _, _, coefficient in factors])
    assert found == pytest.approx(fitted, abs=1e-8)


def fit(design: Matrix, outcome: Matrix, is_channel: Matrix, is_penalised: Matrix) -> Matrix:
    """Return the coefficients of the penalised logistic regression, by Newton until they rest."""
    channel_count = int(is_channel.sum())
    penalty = np.diag(is_penalised.astype(float))
    if outcome.sum() < 20 * channel_count:  # few wins: channels are drawn to their mean
        both = np.outer(is_channel, is_channel).astype(float)
        penalty += 9 * (np.diag(is_channel.astype(float)) - both / channel_count)
    coefficients = np.zeros(design.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-design @ coefficients))
        gradient = design.T @ (outcome - chance) - penalty @ coefficients
        curvature = (design.T * (chance * (1 - chance))) @ design + penalty
        coefficients = coefficients + np.linalg.solve(curvature, gradient)
    assert abs(gradient).max() < 1e-8
    return coefficients


journeys = st.lists(
    st.builds(
        Path_,
        channels=st.lists(st.sampled_from("abcd"), max_size=5),
        is_won=st.booleans(),
        count=st.integers(1, 3),
    ),
    min_size=1,
    max_size=12,
).filter(lambda paths: any(one.is_won for one in paths))
few = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@few
@given(journeys)
def test_chains_agree_with_numpy_and_know_no_names(paths: list[Path_]) -> None:
    found = effects(learn(paths), "markov")
    assert found == pytest.approx(removal_effects(paths), abs=1e-12)
    renamed = str.maketrans("abcd", "zyxw")
    other = [
        Path_([name.translate(renamed) for name in one.channels], one.is_won, one.count)
        for one in paths
    ]
    expected = {name.translate(renamed): effect for name, effect in found.items()}
    assert effects(learn(other), "markov") == pytest.approx(expected, abs=1e-12)


@few
@given(journeys)
def test_twice_the_deals_and_repeated_touches_change_no_chain(paths: list[Path_]) -> None:
    found = effects(learn(paths), "markov")
    doubled = [Path_(one.channels, one.is_won, 2 * one.count) for one in paths]
    assert effects(learn(doubled), "markov") == pytest.approx(found, abs=1e-12)
    collapsed = [
        Path_([name for name, _ in groupby(one.channels)], one.is_won, one.count) for one in paths
    ]
    assert effects(learn(collapsed), "markov") == pytest.approx(found, abs=1e-12)


@few
@given(journeys)
def test_a_chain_that_remembers_everything_counts_the_wins_with_the_channel(
    paths: list[Path_],
) -> None:
    wins = sum(one.count for one in paths if one.is_won)
    expected = {
        name: sum(one.count for one in paths if one.is_won and name in one.channels) / wins
        for name in {name for one in paths for name in one.channels}
    }
    assert effects(learn(paths), "markov_5") == pytest.approx(expected, abs=1e-12)


def test_threads_change_no_byte() -> None:
    paths = drawn(15, 3_000, seed=4)

    def tables(threads: int) -> list[object]:
        learned = learn(paths, threads=threads)
        names = learned.sql(
            "select table_schema || '.' || table_name from information_schema.tables "
            "where table_catalog = 'whence' order by 1"
        ).fetchall()
        return [(name, learned.table(name).order("all").fetchall()) for (name,) in names]

    once = tables(1)
    assert tables(2) == once
    assert tables(4) == once


def test_shares_sum_to_one_and_controls_earn_nothing() -> None:
    learned = learn([*drawn(8, 3_000, seed=3), *path("a>channel 001", 200, 300)])
    for rule in ("markov", "shapley", "wins", "ordered", "removal", "controlled"):
        assert sum(shares(learned, rule).values()) == pytest.approx(1, abs=1e-9), rule
    assert statuses(learned, "controlled")["a"] == "control"
    assert shares(learned, "controlled")["a"] == 0
    assert effects(learned, "controlled") == effects(learned, "removal"), "controls take part"
    assert set(statuses(learned, "removal").values()) == {"ok"}


def test_channels_in_few_deals_share_one_coefficient() -> None:
    learned = learn([*drawn(5, 2_000, seed=2), *path("rare>channel 001", 3, 2), *path("odd", 4, 9)])
    found = effects(learned, "removal")
    assert statuses(learned, "removal")["rare"] == statuses(learned, "removal")["odd"] == "pooled"
    assert found["rare"] == found["odd"]
    assert statuses(learned, "markov")["rare"] == "ok"


EDGES = {
    "too little data": path("a>b", 40, 30) + path("b", 20, 60),
    "no lost deals": path("a>b", 300, 0) + path("b", 200, 0),
    "no won deals": path("a>b", 0, 300) + path("b", 0, 200),
    "one channel": path("a", 300, 500) + path("a>a", 200, 100),
    "no closed deals": [],
    "no touches": path("", 300, 500),
}


@pytest.mark.parametrize("edge", EDGES)
def test_companies_at_the_edge_are_told_what_is_missing(edge: str) -> None:
    learned = learn(EDGES[edge])
    flagged = dict(
        learned.sql(
            "select diagnostic, meaning from model_diagnostics "
            "where is_flagged and rule = 'removal' order by channel nulls first"
        ).fetchall()
    )
    found = statuses(learned, "removal")
    if edge == "one channel":
        assert found == {"a": "ok"}
        assert shares(learned, "removal") == {"a": 1}
        assert effects(learned, "markov") == {"a": 1}
        assert "nothing shows what happens without it" in flagged["share_of_deals"]
    elif edge == "no touches":
        assert found == {}
    else:
        assert set(found.values()) <= {"insufficient_data"}
        wanted = "losses" if edge == "no lost deals" else "wins"
        assert "are needed: the rule falls back" in flagged[wanted]
    values = learned.sql("select effect, model_share from channel_effects").fetchall()
    assert all(np.isfinite(value) for row in values for value in row if value is not None)


def test_a_channel_that_every_deal_has_once_earns_nothing_by_rounding() -> None:
    """It says as much as the intercept, and so nothing; a billionth would take whole deals."""
    always = [
        Path_([*one.channels, "always"], one.is_won, segment=one.segment, amount=one.amount)
        for one in drawn(6, 2_000, seed=6)
    ]
    learned = learn(always, FIRST_ORDER)
    assert effects(learned, "removal")["always"] == 0
    assert shares(learned, "removal")["always"] == 0


def test_touches_that_the_outcome_causes_are_flagged() -> None:
    usual = drawn(6, 3_000, seed=5)
    leaked = [
        Path_([*one.channels, "contract"], one.is_won, days=1)
        if one.is_won or number % 20 == 0
        else one
        for number, one in enumerate(usual)
    ]
    flagged = learn(leaked, FIRST_ORDER).sql(
        "select distinct rule from model_diagnostics where channel = 'contract' "
        "and diagnostic = 'outcome_driven' and is_flagged"
    )
    assert {rule for (rule,) in flagged.fetchall()} == {
        "markov",
        "shapley",
        "removal",
        "controlled",
    }
