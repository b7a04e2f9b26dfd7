"""Who is measured. This module runs in a process of its own for each measurement.

    PYTHON -m benchmarks.contestants NAME FOLDER --threads N --result FILE

A contestant gets what it likes best from the folder of simulated journeys. Its load function
returns the work, which is timed; the work returns what reads the answer from its result: each
channel's removal effect, or anything in proportion to it.
"""

# ruff: noqa: PLC0415  only what a contestant needs is imported, for its memory is measured

import argparse
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.layout import PATHS, SEPARATOR, STATEMENTS, WHENCE

Effects = Mapping[str, float]
Work = Callable[[], Callable[[], Effects]]


@dataclass(frozen=True)
class Contestant:
    """One row of the table: what it computes, and how.

    `package` is the name of the distribution that does it; None: whence's own environment.
    """

    title: str
    package: str | None
    computes: str
    load: Callable[[Path, int], Work]


def load_whence(folder: Path, threads: int) -> Work:
    """Open the database; the work is to build the models."""
    connection = open_database(folder, threads)
    prepared = json.loads((folder / STATEMENTS).read_text("utf-8"))

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

    connection = open_database(folder, threads)

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


def open_database(folder: Path, threads: int) -> Any:
    """Open the folder's database as whence's profile does."""
    import duckdb

    connection = duckdb.connect(str(folder / WHENCE), config={"threads": threads})
    connection.execute("set TimeZone = 'UTC'; set preserve_insertion_order = false")
    return connection


def load_channel_attribution(folder: Path, threads: int, tolerance: float) -> Work:
    """Get a frame of paths with their wins and losses."""
    import ChannelAttribution
    import pandas as pd

    paths = pd.read_parquet(folder / PATHS)

    def work() -> Callable[[], Effects]:
        result = ChannelAttribution.markov_model(
            paths,
            "path",
            "wins",
            var_null="losses",
            sep=SEPARATOR,
            ncore=threads,
            conv_par=tolerance,
            verbose=False,
            flg_pro=False,
        )
        table = result["result"] if isinstance(result, dict) else result
        return lambda: dict(zip(table["channel_name"], table["total_conversions"], strict=True))

    return work


def load_mam(folder: Path, threads: int) -> Work:
    """Get a frame of paths, once with their wins and once with their losses."""
    del threads  # POLARS_MAX_THREADS has told it
    import polars as pl
    from mam import MAM

    paths = pl.read_parquet(folder / PATHS)
    journeys = pl.concat(
        paths.filter(pl.col(column) > 0).select(
            "path",
            pl.lit(column == "wins").alias("has_conversion"),
            pl.col(column).alias("occurrences"),
        )
        for column in ("wins", "losses")
    )
    del paths

    def work() -> Callable[[], Effects]:
        model = MAM(
            journeys,
            format_type="grouped_journey",
            channels_colname="path",
            journey_with_conv_colname="has_conversion",
            occurrences_colname="occurrences",
            path_separator=SEPARATOR,
        )
        effects = model.run_markov().metadata["removal_effect"]["removal_effect"]
        return lambda: dict(effects.to_dict())

    return work


def load_do_attribution(folder: Path, threads: int) -> Work:
    """Get lists of paths, once with their wins and once with their losses."""
    del threads  # it has one
    import numpy as np
    import pandas as pd
    from do_attribution import MarkovAttribution

    table = pd.read_parquet(folder / PATHS)
    parts = [(table[table[column] > 0], column) for column in ("wins", "losses")]
    paths = np.concatenate([part["path"].to_numpy(dtype=object) for part, _ in parts])
    won = np.concatenate([np.full(len(part), int(column == "wins")) for part, column in parts])
    weights = np.concatenate([part[column].to_numpy(dtype=float) for part, column in parts])
    del table, parts

    def work() -> Callable[[], Effects]:
        model = MarkovAttribution(separator=SEPARATOR, removal_strategy="redirect_to_null")
        result = model.fit(paths, won, weights)
        return lambda: dict(result["removal_effects"])

    return work


CONTESTANTS: Mapping[str, Contestant] = {
    "whence": Contestant(
        "whence, markov",
        None,
        "counts the transitions in SQL and inverts one matrix in SQL: exact. The time is that of "
        "building its models from the spine, as tables of a DuckDB file, which it also reads from "
        "that file; compiling the SQL by dbt and crediting each touch are not in it.",
        load_whence,
    ),
    "reference": Contestant(
        "one SQL query and numpy",
        None,
        "counts the transitions in one DuckDB query, a join of the spine with itself, and inverts "
        "one matrix in numpy: exact. Nothing is written. It is what a person would do by hand who "
        "needs no more than the totals of the channels.",
        load_reference,
    ),
    "channelattribution": Contestant(
        "ChannelAttribution, 5 % (its default)",
        "channelattribution",
        "counts the transitions exactly in C++, then simulates walks until repeated runs differ by "
        "less than its tolerance: the effects are estimates. Totals of channels only.",
        partial(load_channel_attribution, tolerance=0.05),
    ),
    "channelattribution_half": Contestant(
        "ChannelAttribution, 0.5 %",
        "channelattribution",
        "the same with `conv_par=0.005`.",
        partial(load_channel_attribution, tolerance=0.005),
    ),
    "mam": Contestant(
        "marketing-attribution-models (DP6)",
        "marketing-attribution-models",
        "splits and counts the paths in Polars, then inverts one matrix for each channel: exact. "
        "It also gives every touch of every path a share, which the others do not.",
        load_mam,
    ),
    "do_attribution": Contestant(
        "do-attribution, redirect_to_null",
        "do-attribution",
        "counts the paths in a Python loop, then inverts one matrix for each channel: exact. Its "
        "default, `fail`, is another quantity and takes a pass over all paths for each channel.",
        load_do_attribution,
    ),
}


def main() -> None:
    """Load, work against the clock, and write down the seconds and the answer."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=CONTESTANTS)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--result", type=Path, required=True)
    given = parser.parse_args()
    work = CONTESTANTS[given.name].load(given.folder, given.threads)
    start, start_of_work = time.perf_counter(), time.process_time()
    read = work()
    seconds, processor = time.perf_counter() - start, time.process_time() - start_of_work
    effects = {name: float(effect) for name, effect in read().items()}
    told = {"seconds": seconds, "processor_seconds": processor, "effects": effects}
    given.result.write_text(json.dumps(told), "utf-8")


if __name__ == "__main__":
    main()
