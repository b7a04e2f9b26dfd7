"""Simulates closed deals with their touches and writes them in every form a contestant likes.

    .venv/bin/python -m benchmarks.journeys FOLDER --deals N --touches N --channels N --seed N

Channels differ in how common they are, in what follows them, in how often they repeat and in how
often a journey ends with them, so the touches are a chain with an order and not a bag; a win
depends on which channels touched the deal. layout.py says what is written.
"""

import argparse
import json
import time
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
from numpy.typing import NDArray

from benchmarks.layout import ANSWER, EVENTS, HEURISTICS, JOURNEYS, PATHS, SEPARATOR, STEP_DAYS
from benchmarks.markov import Answer, Numbers, solve

WIN_RATE = 0.22


@dataclass(frozen=True)
class Size:
    """How much to simulate; `touches` is the mean of a deal's touches."""

    deals: int
    touches: float
    channels: int
    seed: int

    @property
    def name(self) -> str:
        """A name for the folder of these journeys."""
        return f"{self.deals}x{self.touches:g}x{self.channels}-{self.seed}"


@dataclass(frozen=True)
class Journeys:
    """Touches in the order of their deals, and within a deal in theirs; deals by their number."""

    deal: NDArray[np.int32]
    channel: NDArray[np.uint8]
    touch_counts: NDArray[np.int32]
    is_won: NDArray[np.bool_]
    values: Numbers


@dataclass(frozen=True)
class Chain:
    """How journeys go: rows are where they go from the start and from each channel."""

    steps: Numbers
    ends: Numbers

    @property
    def mean_length(self) -> float:
        """Return how many touches a journey has on average."""
        onward = (1 - self.ends)[:, None] * self.steps[1:]
        return float((self.steps[0] @ np.linalg.inv(np.identity(len(onward)) - onward)).sum())


def draw_chain(size: Size, rng: np.random.Generator) -> Chain:
    """Draw how common, how sticky and how final each channel is and what likes to follow it."""
    count = size.channels
    common = 1 / np.arange(1, count + 1) ** 0.7
    steps = common * rng.lognormal(0, 0.8, (count + 1, count))
    np.fill_diagonal(steps[1:], 0)
    steps /= steps.sum(axis=1, keepdims=True)
    repeats = rng.uniform(0.05, 0.35, count)
    steps[1:] = (1 - repeats)[:, None] * steps[1:] + np.diag(repeats)
    finality = rng.lognormal(0, 0.4, count)
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        chain = Chain(steps, np.minimum(finality * middle, 1))
        low, high = (middle, high) if chain.mean_length > size.touches else (low, middle)
    return chain


def simulate(size: Size) -> Journeys:
    """Walk every deal along the chain, all of them one step at a time."""
    rng = np.random.default_rng(size.seed)
    chain = draw_chain(size, rng)
    appeal = rng.normal(0, 0.25, size.channels)
    # one ladder for all states: state s has the rungs from s to s + 1
    ladder = np.cumsum(chain.steps, axis=1)
    ladder[:, -1] = 1
    rungs = (ladder + np.arange(size.channels + 1)[:, None]).ravel()
    deals = np.arange(size.deals, dtype=np.int32)
    states = np.zeros(size.deals, dtype=np.int64)
    score = np.zeros(size.deals)
    steps: list[tuple[NDArray[np.int32], NDArray[np.uint8]]] = []
    while len(deals):
        found = np.searchsorted(rungs, states + rng.random(len(deals)), side="right")
        channels = found % size.channels
        steps.append((deals, channels.astype(np.uint8)))
        score[deals] += appeal[channels]
        goes_on = rng.random(len(deals)) >= chain.ends[channels]
        deals, states = deals[goes_on], channels[goes_on] + 1
    deal, channel = (np.concatenate(arrays) for arrays in zip(*steps, strict=True))
    in_order = np.argsort(deal, kind="stable")
    return Journeys(
        deal[in_order],
        channel[in_order],
        np.bincount(deal, minlength=size.deals).astype(np.int32),
        rng.random(size.deals) < chances(score),
        np.round(rng.lognormal(9.8, 0.8, size.deals), 2),
    )


def chances(score: Numbers) -> Numbers:
    """Turn scores into chances of winning that have the wanted mean."""
    low, high = -20.0, 20.0
    for _ in range(60):
        middle = (low + high) / 2
        mean = (1 / (1 + np.exp(-score - middle))).mean()
        low, high = (middle, high) if mean < WIN_RATE else (low, middle)
    return np.asarray(1 / (1 + np.exp(-score - low)))


def exact_answer(journeys: Journeys, channel_count: int) -> Answer:
    """Return the exact answer, from the arrays."""
    last = np.cumsum(journeys.touch_counts) - 1
    is_first = np.zeros(len(journeys.deal), dtype=bool)
    is_first[0] = True
    is_first[last[:-1] + 1] = True
    before = np.where(is_first, 0, np.roll(journeys.channel, 1).astype(np.int64) + 1)
    counts = np.zeros((channel_count + 1, channel_count + 2))
    np.add.at(counts, (before, journeys.channel), 1)
    np.add.at(counts, (journeys.channel[last] + 1, np.where(journeys.is_won, -2, -1)), 1)
    return solve(counts)


def heuristic_answer(journeys: Journeys, channel_count: int) -> dict[str, Numbers]:
    """Return what each rule by position gives every channel of the value of the won deals."""
    count = journeys.touch_counts[journeys.deal].astype(np.int64)
    first = np.cumsum(journeys.touch_counts) - journeys.touch_counts
    before = np.arange(len(journeys.deal)) - first[journeys.deal]
    after = count - 1 - before
    decay = 0.5 ** (after * STEP_DAYS / 7)
    middle = 0.2 / np.maximum(count - 2, 1)
    ends = (before == 0) | (after == 0)
    weights = {
        "first_touch": (before == 0).astype(float),
        "last_touch": (after == 0).astype(float),
        "linear": 1 / count,
        "position_based": np.where(count <= 2, 1 / count, np.where(ends, 0.4, middle)),  # noqa: PLR2004
        "time_decay": decay / np.bincount(journeys.deal, decay)[journeys.deal],
    }
    value = np.where(journeys.is_won, journeys.values, 0)[journeys.deal]
    return {
        rule: np.asarray(
            np.bincount(journeys.channel, weight * value, minlength=channel_count), dtype=float
        )
        for rule, weight in weights.items()
    }


def channel_names(count: int) -> list[str]:
    """Name the channels."""
    return [f"channel_{number:03}" for number in range(count)]


def write(size: Size, folder: Path, threads: int) -> None:
    """Simulate and write the folder; answer.json is the last file and says that all is there."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ANSWER).unlink(missing_ok=True)
    (folder / JOURNEYS).unlink(missing_ok=True)
    journeys = simulate(size)
    names = channel_names(size.channels)
    answer = exact_answer(journeys, size.channels)
    with duckdb.connect(str(folder / JOURNEYS), config={"threads": threads}) as connection:
        connection.register("drawn_touches", {"deal": journeys.deal, "code": journeys.channel})
        numbers = np.arange(size.deals, dtype=np.int32)
        connection.register(
            "drawn_deals",
            {
                "deal": numbers,
                # ids in no order, as those of a CRM
                "id": np.random.default_rng(size.seed).permutation(numbers),
                "touch_count": journeys.touch_counts,
                "first_row": np.cumsum(journeys.touch_counts) - journeys.touch_counts,
                "won": journeys.is_won,
                "value": journeys.values,
            },
        )
        connection.execute(
            "create table channels as select unnest(?) as channel, unnest(range(?)) as code",
            [names, size.channels],
        )
        connection.execute(
            """
            create table deals as
            select deal, 'D-' || lpad(id::varchar, 8, '0') as deal_id, touch_count, won,
                value::decimal(18, 2) as value
            from drawn_deals
            """
        )
        connection.execute(
            """
            create table touches as
            with numbered as (
                select deal, code, row_number() over () - 1 as row_number from drawn_touches
            )
            select numbered.deal, numbered.row_number - drawn_deals.first_row + 1 as touch_number,
                drawn_deals.touch_count, channels.channel
            from numbered
            inner join drawn_deals using (deal)
            inner join channels using (code)
            """
        )
        start = time.perf_counter()
        connection.execute(
            f"""
            copy (
                with paths as (
                    select deal, string_agg(channel, '{SEPARATOR}' order by touch_number) as path
                    from touches
                    group by deal
                )
                select paths.path, count(*) filter (where deals.won) as wins,
                    count(*) filter (where not deals.won) as losses
                from paths
                inner join deals using (deal)
                group by paths.path
                order by paths.path
            ) to '{folder / PATHS}' (format parquet)
            """  # noqa: S608  our own names
        )
        path_seconds = time.perf_counter() - start
        connection.execute(
            f"""
            copy (
                select deals.deal_id,
                    timestamp '2025-12-01' - to_days(
                        (touches.touch_count - touch_number)::integer * {STEP_DAYS}
                    ) as touched_at,
                    touches.channel, deals.won,
                    if(deals.won and touch_number = touches.touch_count, deals.value, 0)::double
                        as value
                from touches
                inner join deals using (deal)
                order by hash(deal, touch_number)
            ) to '{folder / EVENTS}' (format parquet)
            """  # noqa: S608  our own names
        )
    told = {
        "deals": size.deals,
        "touches": len(journeys.deal),
        "channels": size.channels,
        "path_seconds": path_seconds,
        "p_win": answer.p_win,
        "shares": dict(zip(names, answer.shares.tolist(), strict=True)),
        HEURISTICS: {
            f"{rule}: {name}": value
            for rule, values in heuristic_answer(journeys, size.channels).items()
            for name, value in zip(names, values.tolist(), strict=True)
        },
    }
    (folder / ANSWER).write_text(json.dumps(told, indent=1), "utf-8")


def main() -> None:
    """Write a folder of journeys."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--deals", type=int, required=True)
    parser.add_argument("--touches", type=float, required=True)
    parser.add_argument("--channels", type=int, required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    size = Size(given.deals, given.touches, given.channels, given.seed)
    write(size, given.folder, given.threads)


if __name__ == "__main__":
    main()
