"""Who is measured. This module runs in a process of its own for each measurement.

    PYTHON -m benchmarks.contestants NAME FOLDER --threads N --result FILE

A contestant gets what it likes best from the folder of simulated journeys. Its load function
returns the work, which is timed; the work returns what reads the answer from its result: of the
job `markov` each channel's removal effect, or anything in proportion to it; of the job `heuristics`
what each `rule: channel` is credited with.
"""

# ruff: noqa: PLC0415  only what a contestant needs is imported, for its memory is measured

import argparse
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.layout import (
    EVENTS,
    HEURISTICS,
    MARKOV,
    PATHS,
    RULES,
    SEPARATOR,
)
from benchmarks.ours import Effects, Work, load_query, load_reference, load_whence


@dataclass(frozen=True)
class Contestant:
    """One row of the table: what it computes, and how.

    `package` is the name of the distribution that does it; None: whence's own environment. `rules`
    of the job `heuristics` are those that it knows.
    """

    title: str
    package: str | None
    computes: str
    load: Callable[[Path, int], Work]
    job: str = MARKOV
    rules: tuple[str, ...] = tuple(rule["name"] for rule in RULES)


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


def load_mam_heuristics(folder: Path, threads: int) -> Work:
    """Get a frame of touches; the work groups them into journeys and credits these."""
    del threads  # POLARS_MAX_THREADS has told it
    import polars as pl
    from mam import MAM

    events = pl.read_parquet(folder / EVENTS)

    def work() -> Callable[[], Effects]:
        model = MAM(
            events,
            format_type="session",
            channels_colname="channel",
            journey_with_conv_colname="won",
            datetime_colname="touched_at",
            user_id_colname="deal_id",
            conversion_value_colname="value",
        )
        runs = (
            model.run_first_click,
            model.run_last_click,
            model.run_linear,
            model.run_position_based,
            model.run_time_decay,
        )
        totals = {rule["name"]: run().to_polars() for rule, run in zip(RULES, runs, strict=True)}
        return lambda: {
            f"{name}: {channel}": value
            for name, total in totals.items()
            for channel, value in total.iter_rows()
        }

    return work


def load_channel_attribution_heuristics(folder: Path, threads: int) -> Work:
    """Get a frame of touches; the work makes paths of them and credits these."""
    del threads  # it has one
    import ChannelAttribution
    import pandas as pd

    events = pd.read_parquet(folder / EVENTS)

    def work() -> Callable[[], Effects]:
        deals = events.sort_values(["deal_id", "touched_at"]).groupby("deal_id", sort=False)
        paths = pd.DataFrame(
            {"path": deals["channel"].agg(SEPARATOR.join), "value": deals["value"].sum()}
        )
        paths["wins"] = (paths["value"] > 0).astype(int)
        result = ChannelAttribution.heuristic_models(
            paths, "path", "wins", var_value="value", sep=SEPARATOR, flg_pro=False
        )
        columns = {
            "first_touch": "first_touch_value",
            "last_touch": "last_touch_value",
            "linear": "linear_touch_value",
        }
        return lambda: {
            f"{name}: {channel}": value
            for name, column in columns.items()
            for channel, value in zip(result["channel_name"], result[column], strict=True)
        }

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
        partial(load_whence, job=MARKOV),
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
    "whence_credits": Contestant(
        "whence, five rules",
        None,
        "joins touches to journeys, finds every touch's positions, milestones and times in them, "
        "and credits each touch of each journey, won and lost, by each rule, in shares that sum to "
        "1 and values that sum to the deal's to the cent. The time is that of building "
        "`int_journey_touches` and `touch_credits` as tables of a DuckDB file, which it also reads "
        "from that file; compiling the SQL by dbt is not in it.",
        partial(load_whence, job=HEURISTICS),
        HEURISTICS,
    ),
    "query_credits": Contestant(
        "one SQL query",
        None,
        "joins the touches to the won deals and adds up the five rules' totals by channel in one "
        "DuckDB query. Nothing is written. It is what a person would do by hand.",
        load_query,
        HEURISTICS,
    ),
    "mam_credits": Contestant(
        "marketing-attribution-models (DP6)",
        "marketing-attribution-models",
        "sorts and groups the touches into journeys, then credits them by each rule in Polars: "
        "values by journey or touch, and totals of channels.",
        load_mam_heuristics,
        HEURISTICS,
    ),
    "channelattribution_credits": Contestant(
        "ChannelAttribution, three rules",
        "channelattribution",
        "credits paths by first, last and linear in C++; it knows neither positions nor times. "
        "pandas makes the paths, which is in its time. Totals of channels only.",
        load_channel_attribution_heuristics,
        HEURISTICS,
        ("first_touch", "last_touch", "linear"),
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
