"""Claims about scenarios: each has the difficulty it is named for, and a truth that is true."""

import math
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations
from pathlib import Path

import duckdb
import numpy as np
import pytest

from whence.errors import InputError
from whence.simulate import simulate
from whence.simulate.arrays import DAY, Integers
from whence.simulate.company import Company
from whence.simulate.effects import MOST_CHANNELS, Effects, effects_of, placebos
from whence.simulate.outcomes import WON
from whence.simulate.parameters import Parameters
from whence.simulate.scenarios import INTENT_CHANNELS, SCENARIOS
from whence.simulate.worlds import World, draw_world

TABLES = ("accounts", "contacts", "deals", "touches")
TRUTH = ("touches", "deal_channels", "deals", "channels")


@cache
def drawn(scenario: str, accounts: int = 600) -> tuple[Company, World, Effects]:
    """Draw the company of a scenario and compute its truth."""
    company, world = draw_world(SCENARIOS[scenario], accounts, 5, lambda _step: None)
    return company, world, effects_of(world)


def position(world: World, channel: str) -> int:
    return [one.name for one in world.parameters.channels].index(channel)


def is_won(company: Company) -> Integers:
    """Say per journey whether its deal was won."""
    won = np.zeros(len(company.deals.account), np.int64)
    won[company.deals.episode] = company.deals.outcome == WON
    return won


def channel_effect(scenario: str, channel: str, kind: str) -> float:
    """Sum an effect of a channel over all journeys."""
    _, world, effects = drawn(scenario)
    values = getattr(effects, kind)[effects.channel == position(world, channel)]
    return float(values.sum())


@pytest.fixture(scope="module", params=sorted(SCENARIOS))
def tables(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, duckdb.DuckDBPyConnection]]:
    """Write each scenario's company with its truth, and return its name and tables as views."""
    folder = tmp_path_factory.mktemp("scenario")
    simulate(
        folder,
        accounts=150,
        seed=2,
        file_format="parquet",
        scenario=request.param,
        has_truth=True,
    )
    with duckdb.connect() as connection:
        for table in TABLES:
            connection.execute(f"create view {table} as from '{folder}/{table}.parquet'")
        for table in TRUTH:
            connection.execute(f"create view true_{table} as from '{folder}/truth/{table}.parquet'")
        yield request.param, connection


def found(connection: duckdb.DuckDBPyConnection, query: str) -> list[tuple[object, ...]]:
    return connection.execute(f"select * {query} limit 3").fetchall()


def test_every_account_has_one_deal_that_is_won_or_lost(
    tables: tuple[str, duckdb.DuckDBPyConnection],
) -> None:
    _, connection = tables
    assert found(connection, "from deals where outcome = 'open' or closed_at <= created_at") == []
    [counts] = connection.execute(
        "select count(*), count(distinct account_id) from deals where closed_at is not null"
    ).fetchall()
    assert counts == (150, 150)


def test_touches_say_their_channel_and_come_one_at_a_time_before_the_close(
    tables: tuple[str, duckdb.DuckDBPyConnection],
) -> None:
    scenario, connection = tables
    joined = """
        from touches inner join true_touches using (touch_id)
        inner join deals on true_touches.deal_id = deals.deal_id
    """
    assert found(connection, f"{joined} where touches.touched_at > deals.closed_at") == []
    assert (
        found(connection, f"{joined} where touches.channel is distinct from true_touches.channel")
        == []
    )
    if scenario != "I":
        wrong = f"{joined} where touches.account_id is distinct from deals.account_id"
        assert found(connection, wrong) == []
    at_once = "select deals.deal_id, touched_at"
    repeated = f"{at_once} {joined} group by all having count(*) > 1"
    assert connection.execute(repeated).fetchall() == []
    assert found(connection, "from touches where touch_type = 'ad_impression'") == []
    [(touches, true_touches)] = connection.execute(
        "select (select count(*) from touches), (select count(*) from true_touches)"
    ).fetchall()
    assert touches == true_touches > 0


def test_the_truth_of_every_table_is_the_same(
    tables: tuple[str, duckdb.DuckDBPyConnection],
) -> None:
    scenario, connection = tables
    deals = "from true_deals inner join deals using (deal_id)"
    assert found(connection, f"{deals} where is_won <> (outcome = 'won')") == []
    assert found(connection, "from true_deals anti join deals using (deal_id)") == []
    for table in ("true_touches", "true_deal_channels"):
        assert found(connection, f"from {table} anti join true_channels using (channel)") == []
    different = """
        from (
            select deal_id, channel, min(effect) as effect from true_touches
            group by all having count(*) = 1
        ) inner join true_deal_channels using (deal_id, channel)
        where abs(effect - direct_effect) > 1e-9
    """
    # in F the channel may have had touches that nobody recorded
    assert (found(connection, different) == []) == (scenario != "F")
    with_effect = """
        from true_channels inner join true_deal_channels using (channel)
        where is_placebo and (abs(direct_effect) > 1e-12 or abs(total_effect) > 1e-12)
    """
    assert found(connection, with_effect) == []
    unequal = """
        from (
            select deal_id, sum(shapley_effect) as shapley_effect from true_deal_channels
            group by deal_id having count(*) = count(shapley_effect)
        ) inner join true_deals using (deal_id)
        where abs(shapley_effect - (p_win - p_baseline)) > 1e-9
    """
    assert found(connection, unequal) == []


def test_the_same_arguments_write_the_same_bytes(tmp_path: Path) -> None:
    written = []
    for name in ("once", "again"):
        folder = tmp_path / name
        simulate(folder, accounts=40, seed=3, scenario="B", has_truth=True)
        paths = sorted(path for path in folder.rglob("*") if path.is_file())
        written.append({str(path.relative_to(folder)): path.read_bytes() for path in paths})
    assert {f"truth/{table}.csv" for table in TRUTH} <= set(written[0])
    assert written[0] == written[1]
    simulate(tmp_path / "once", accounts=40, seed=3)
    assert not (tmp_path / "once" / "truth").exists(), "a later company leaves no other truth"


def test_wrong_scenarios_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="known: A, B"):
        simulate(tmp_path, accounts=10, seed=1, scenario="Z")
    with pytest.raises(InputError, match="--shape files"):
        simulate(tmp_path, accounts=10, seed=1, scenario="A", shape="connectors")
    with pytest.raises(InputError, match="--truth"):
        simulate(tmp_path, accounts=10, seed=1, has_truth=True)


# the truth, computed a second time, slowly and by the definitions


def slow_chance(world: World, journey: int, rows: Sequence[int]) -> float:
    """Compute the chance of winning a journey with some of the world's touches."""
    parameters = world.parameters
    touches = sorted(rows, key=lambda row: int(world.touches.at[row]))
    exposure = dict.fromkeys((channel.name for channel in parameters.channels), 0.0)
    seen: list[str] = []
    for row in touches:
        channel = parameters.channels[world.touches.channel[row]]
        seen.append(channel.name)
        if seen.count(channel.name) < channel.works_from:
            continue
        if channel.works_after and not set(channel.works_after) & set(seen):
            continue
        days = (int(world.decided_at[journey]) - int(world.touches.at[row])) / DAY
        exposure[channel.name] += 0.4 + 0.6 * 0.5 ** (days / 60)
    come_about = {name: 1 - math.exp(-value / 1.5) for name, value in exposure.items()}
    effects = {channel.name: channel.effect for channel in parameters.channels}
    logit = float(world.base[journey])
    logit += 1.8 * sum(effects[name] * come_about[name] for name in effects)
    logit += 1.2 * come_about["webinar"] * come_about["demo"]
    return 1 / (1 + math.exp(-logit))


def slow_shapley(world: World, journey: int, rows: Sequence[int], channel: int) -> float:
    """Average what a channel adds over all sets of the journey's other channels, by size."""
    others = sorted({int(world.touches.channel[row]) for row in rows} - {channel})
    value = 0.0
    for size in range(len(others) + 1):
        for chosen in combinations(others, size):
            inside = [row for row in rows if world.touches.channel[row] in chosen]
            outside = [row for row in rows if world.touches.channel[row] in (*chosen, channel)]
            added = slow_chance(world, journey, outside) - slow_chance(world, journey, inside)
            value += added / math.comb(len(others), size) / (len(others) + 1)
    return value


@pytest.mark.parametrize("scenario", ["B", "D"])
def test_effects_are_differences_of_chances(scenario: str) -> None:
    _, world, effects = drawn(scenario)
    parents = [induction.parent for induction in world.parameters.inductions]
    names = [channel.name for channel in world.parameters.channels]
    interesting = {position(world, name) for name in ("webinar", "meeting", "demo")}
    journeys = [
        journey
        for journey in range(len(world.base))
        if interesting <= set(world.touches.channel[world.touches.episode == journey].tolist())
    ]
    for journey in journeys[:6]:
        rows = np.flatnonzero(world.touches.episode == journey).tolist()
        chance = slow_chance(world, journey, rows)
        assert effects.p_win[journey] == pytest.approx(chance, abs=1e-12)
        assert effects.p_baseline[journey] == pytest.approx(slow_chance(world, journey, []))
        for row in rows:
            without = slow_chance(world, journey, [other for other in rows if other != row])
            assert effects.of_touch[row] == pytest.approx(chance - without, abs=1e-12)
        for pair in np.flatnonzero(effects.journey == journey):
            channel = effects.channel[pair]
            left = [row for row in rows if world.touches.channel[row] != channel]
            direct = chance - slow_chance(world, journey, left)
            assert effects.direct[pair] == pytest.approx(direct, abs=1e-12)
            uncaused = [
                row
                for row in left
                if not any(
                    int(world.touches.causes[row]) >> bit & 1
                    for bit, parent in enumerate(parents)
                    if parent == names[channel]
                )
            ]
            total = chance - slow_chance(world, journey, uncaused)
            assert effects.total[pair] == pytest.approx(total, abs=1e-12)


@pytest.mark.parametrize("scenario", ["A", "D"])
def test_shapley_values_are_averages_over_all_sets(scenario: str) -> None:
    _, world, effects = drawn(scenario)
    counts = np.bincount(effects.journey, minlength=len(world.base))
    demo = set(effects.journey[effects.channel == position(world, "demo")].tolist())
    journeys = [journey for journey in range(len(counts)) if 4 <= counts[journey] <= 7]
    for journey in sorted(journeys, key=lambda journey: journey not in demo)[:5]:
        rows = np.flatnonzero(world.touches.episode == journey).tolist()
        for pair in np.flatnonzero(effects.journey == journey):
            expected = slow_shapley(world, journey, rows, int(effects.channel[pair]))
            assert effects.shapley[pair] == pytest.approx(expected, abs=1e-12)
    assert np.isnan(effects.shapley[counts[effects.journey] > MOST_CHANNELS]).all()
    assert not np.isnan(effects.shapley[counts[effects.journey] <= MOST_CHANNELS]).any()


# what each scenario is named for


@pytest.mark.parametrize("scenario", sorted(SCENARIOS))
def test_deals_are_won_as_often_as_designed(scenario: str) -> None:
    company, _, effects = drawn(scenario)
    assert effects.p_win.mean() == pytest.approx(0.22, abs=0.001)
    assert is_won(company).mean() == pytest.approx(0.22, abs=0.06)


def test_won_journeys_are_as_long_as_designed() -> None:
    company, world, _ = drawn("A", 3_000)
    count = np.bincount(company.touches.episode, minlength=len(world.base))
    assert count[is_won(company) == 1].mean() == pytest.approx(31, abs=4)
    assert len(world.parameters.channels) == 21


def test_placebos_have_no_effect_of_any_kind() -> None:
    def names(parameters: Parameters) -> set[str]:
        found = placebos(parameters)
        return {
            one.name
            for one, is_placebo in zip(parameters.channels, found, strict=True)
            if is_placebo
        }

    assert names(SCENARIOS["A"].parameters) == {"display", "podcast", "direct"}
    assert names(SCENARIOS["C"].parameters) == {"display", "podcast", *INTENT_CHANNELS}
    assert names(SCENARIOS["E"].parameters) == {"display", "podcast", "direct", "contract_sent"}


def test_a_touches_happen_by_themselves() -> None:
    company, _, effects = drawn("A")
    assert not company.touches.causes.any()
    assert (effects.total == effects.direct).all()


def test_b_causes_have_a_total_effect_beyond_their_direct_one() -> None:
    for channel in ("webinar", "event", "outbound_call", "meeting"):
        more = channel_effect("B", channel, "total") - channel_effect("B", channel, "direct")
        assert more > 0, channel
    for channel in ("paid_social", "demo", "direct", "newsletter"):
        direct = channel_effect("B", channel, "direct")
        assert channel_effect("B", channel, "total") == pytest.approx(direct), channel


def test_c_intent_brings_touches_and_wins() -> None:
    company, world, effects = drawn("C")
    intent = company.accounts.intent
    for channel in INTENT_CHANNELS:
        own = company.touches.channel == position(world, channel)
        count = np.bincount(company.touches.episode[own], minlength=len(intent))
        assert np.corrcoef(count, intent)[0, 1] > 0.1, channel
        assert channel_effect("C", channel, "direct") == 0
    assert np.corrcoef(effects.p_baseline, intent)[0, 1] > 0.5


def test_d_conditions_decide_whether_touches_work() -> None:
    _, world, effects = drawn("D")
    journeys = range(len(world.base))
    names = np.array([channel.name for channel in world.parameters.channels])
    direct = {
        (int(journey), str(names[channel])): float(value)
        for journey, channel, value in zip(
            effects.journey, effects.channel, effects.direct, strict=True
        )
    }
    seen = {True: 0, False: 0}
    for journey in journeys:
        rows = np.flatnonzero(world.touches.episode == journey)
        channels = names[world.touches.channel[rows]]
        if (journey, "newsletter") in direct:
            works = int((channels == "newsletter").sum()) >= 3
            assert (direct[journey, "newsletter"] > 0) == works
        if (journey, "demo") in direct:
            talks = world.touches.at[rows[np.isin(channels, ["webinar", "meeting"])]]
            last_demo = world.touches.at[rows[channels == "demo"]].max()
            works = len(talks) > 0 and bool(talks.min() < last_demo)
            assert (direct[journey, "demo"] > 0) == works
            seen[works] += 1
    assert all(seen.values()), "both kinds of demo were seen"


def test_e_the_outcome_causes_contracts() -> None:
    company, world, _ = drawn("E")
    contracts = company.touches.channel == position(world, "contract_sent")
    journey, at = company.touches.episode[contracts], company.touches.at[contracts]
    assert (world.decided_at[journey] - at < 14 * DAY).all()
    won = is_won(company)
    has_contract = np.isin(np.arange(len(won)), journey)
    assert has_contract[won == 1].mean() > 0.7
    assert has_contract[won == 0].mean() < 0.1
    assert channel_effect("E", "contract_sent", "total") == 0


def test_f_lost_journeys_begin_unwatched() -> None:
    company, world, _ = drawn("F")
    won = is_won(company)
    unrecorded = world.touches.episode[~world.is_recorded]
    assert len(unrecorded)
    assert not won[unrecorded].any()
    every = np.bincount(world.touches.episode, minlength=len(won))[won == 0].sum()
    assert 0.2 < len(unrecorded) / every < 0.8


def test_g_is_a_for_small_companies() -> None:
    assert SCENARIOS["G"].account_counts == (300, 1_000, 5_000)
    assert SCENARIOS["G"].parameters == SCENARIOS["A"].parameters


def test_h_has_200_channels() -> None:
    company, world, _ = drawn("H")
    names = {channel.name for channel in world.parameters.channels}
    assert len(names) == 200
    assert len(np.unique(company.touches.channel)) > 190
    effects = {channel.effect for channel in world.parameters.channels}
    rates = {channel.rate for channel in world.parameters.channels}
    assert min(len(effects), len(rates)) > 20


def test_i_accounts_are_to_be_found(tmp_path: Path) -> None:
    simulate(tmp_path, accounts=100, seed=1, scenario="I")
    share = "avg(if(account_id is null, 1, 0)), avg(if(contact_id is null, 1, 0))"
    query = f"select {share}, count(*) - count(channel) from '{tmp_path}/touches.csv'"
    with duckdb.connect() as connection:
        [(without_account, without_contact, without_channel)] = connection.execute(query).fetchall()
    assert without_account > 0.5
    assert 0.1 < without_contact < 0.9
    assert without_channel == 0
