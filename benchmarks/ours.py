"""What whence itself is measured by, and the plain queries that it is compared with."""

# ruff: noqa: PLC0415  only what a contestant needs is imported, for its memory is measured

import json
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from benchmarks.layout import HEURISTICS, MARKOV, RULES, database_of, statements_of

Effects = Mapping[str, float]
Work = Callable[[], Callable[[], Effects]]


def load_whence(folder: Path, threads: int, job: str) -> Work:
    """Open the database; the work is to build the models."""
    connection = open_database(folder, threads, job)
    prepared = json.loads((folder / statements_of(job)).read_text("utf-8"))

    def work() -> Callable[[], Effects]:
        for name, statement in prepared["statements"]:
            start = time.perf_counter()
            connection.execute(statement)
            print(f"{name} {time.perf_counter() - start:.1f} s")  # noqa: T201
        return lambda: dict(connection.execute(prepared["effects"]).fetchall())

    return work


def load_reference(folder: Path, threads: int) -> Work:
    """Open the database; the work is one query that counts, and an inversion."""
    import numpy as np

    from benchmarks.markov import solve

    connection = open_database(folder, threads, MARKOV)

    def work() -> Callable[[], Effects]:
        rows = connection.execute(
            """
            select
                previous.channel,
                touches.channel,
                count(*),
                count(*) filter (where touches.goal = 'won' and touches.is_last_touch),
                count(*) filter (where touches.goal = 'lost' and touches.is_last_touch)
            from intermediate.int_journey_touches as touches
            left join intermediate.int_journey_touches as previous
                on touches.journey_id = previous.journey_id
                and touches.touch_number = previous.touch_number + 1
            group by previous.channel, touches.channel
            """
        ).fetchall()
        names = sorted({channel for _, channel, *_ in rows})
        number = {name: position for position, name in enumerate(names)}
        counts = np.zeros((len(names) + 1, len(names) + 2))
        for previous, channel, steps, wins, losses in rows:
            before = 0 if previous is None else number[previous] + 1
            counts[before, number[channel]] += steps
            counts[number[channel] + 1, -2:] += wins, losses
        effects = solve(counts).removal_effects.tolist()
        return lambda: dict(zip(names, effects, strict=True))

    return work


def load_query(folder: Path, threads: int) -> Work:
    """Open the database; the work is one query for all rules."""
    connection = open_database(folder, threads, HEURISTICS)

    def work() -> Callable[[], Effects]:
        rows = connection.execute(
            """
            with ordered as (
                select
                    touches.channel,
                    journeys.journey_value as value,
                    row_number() over in_order as number,
                    count(*) over journey as touch_count,
                    power(0.5, date_diff('second', touches.touched_at, journeys.converted_at)
                        / 86400 / 7) as decay,
                    sum(decay) over journey as decays
                from intermediate.int_journeys as journeys
                inner join intermediate.int_touches as touches
                    on journeys.account_id = touches.account_id
                    and touches.touched_at <= journeys.converted_at
                where journeys.goal = 'won'
                window
                    in_order as (partition by journeys.journey_id order by touches.touched_at),
                    journey as (partition by journeys.journey_id)
            )
            select
                channel,
                sum(value) filter (where number = 1),
                sum(value) filter (where number = touch_count),
                sum(value / touch_count),
                sum(value * case
                    when touch_count <= 2 then 1 / touch_count
                    when number in (1, touch_count) then 0.4
                    else 0.2 / (touch_count - 2)
                end),
                sum(value * decay / decays)
            from ordered
            group by channel
            """
        ).fetchall()
        names = [rule["name"] for rule in RULES]
        return lambda: {
            f"{name}: {channel}": float(value or 0)
            for channel, *values in rows
            for name, value in zip(names, values, strict=True)
        }

    return work


def open_database(folder: Path, threads: int, job: str) -> Any:
    """Open the job's database as whence's profile does."""
    import duckdb

    connection = duckdb.connect(str(folder / database_of(job)), config={"threads": threads})
    connection.execute("set TimeZone = 'UTC'; set preserve_insertion_order = false")
    return connection
