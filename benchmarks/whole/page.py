"""The page: tables of what the sizes took."""

import math
from collections.abc import Sequence
from itertools import pairwise

from benchmarks.report import aligned, machine, versions
from benchmarks.whole.runs import Build, Size, Stage

_GIGABYTE = 10**9


def lines_of(sizes: Sequence[Size], command: str) -> list[str]:
    """Return the report as lines of Markdown."""
    packages = ("whence", "dbt-core", "dbt-duckdb", "duckdb")
    lines = [
        f"Written by `{command}`. Measured on {machine()} with {', '.join(versions(packages))}.",
        "",
        *aligned([_HEADER, *(_row(size) for size in sizes)]),
        "",
        *_growth(sizes),
    ]
    for size in sizes:
        lines += ["", *_section(size)]
    return lines


_HEADER = (
    "touches",
    "raw rows",
    "raw Parquet",
    "floor",
    "whole build",
    "ratio",
    "processor, floor",
    "build",
    "ratio",
    "peak memory",
    "floor's memory",
    "peak disk",
    "database",
    "run at",
)


def _row(size: Size) -> list[str]:
    build = size.build
    return [
        f"{size.touches:,}",
        f"{sum(size.rows.values()):,}",
        _bytes(size.raw_bytes),
        _seconds(size.floor.seconds),
        _seconds(build.seconds),
        f"{build.seconds / size.floor.seconds:.1f}",
        _seconds(size.floor.processor_seconds),
        _seconds(build.processor_seconds),
        f"{build.processor_seconds / size.floor.processor_seconds:.1f}",
        _bytes(build.peak_memory),
        _bytes(size.floor.peak_memory),
        _bytes(build.peak_disk),
        _bytes(build.database_bytes),
        size.run_at,
    ]


def growth_exponent(smaller: float, larger: float, times_touches: float) -> float:
    """Return by which power of the number of touches a time grows: 1 is in proportion."""
    return math.log(larger / smaller) / math.log(times_touches)


def _growth(sizes: Sequence[Size]) -> list[str]:
    lines = []
    for smaller, larger in pairwise(sorted(sizes, key=lambda size: size.touches)):
        times = larger.touches / smaller.touches
        wall = growth_exponent(smaller.build.seconds, larger.build.seconds, times)
        processor = growth_exponent(
            smaller.build.processor_seconds, larger.build.processor_seconds, times
        )
        lines.append(
            f"From {smaller.touches:,} to {larger.touches:,} touches the time grows with the power "
            f"**{wall:.2f}** of the number of touches (processor time: {processor:.2f}; 1 is in "
            "proportion)."
        )
    return lines


def _section(size: Size) -> list[str]:
    header = ["stage", "seconds", "share", "ratio to floor", "seconds of nodes", "rows", "memory"]
    rows = [header, *(_stage_row(stage, size) for stage in size.build.stages)]
    tables = ", ".join(f"{count:,} {name}" for name, count in size.rows.items())
    slowest = ", ".join(f"`{name}` {_seconds(seconds)}" for name, seconds in size.build.slowest)
    return [
        f"### {size.touches:,} touches",
        "",
        f"Raw tables: {tables}. DuckDB's memory limit: {size.memory_limit}.",
        "",
        *aligned(rows),
        "",
        f"Slowest nodes: {slowest}.",
        *(_again(size, size.again) if size.again else []),
    ]


def _stage_row(stage: Stage, size: Size) -> list[str]:
    return [
        stage.name,
        _seconds(stage.seconds),
        f"{stage.seconds / size.build.seconds:.0%}",
        f"{stage.seconds / size.floor.seconds:.2f}",
        _seconds(stage.node_seconds) if stage.node_seconds else "",
        f"{stage.rows:,}" if stage.rows else "",
        _bytes(stage.peak_memory) if stage.peak_memory else "",
    ]


def _again(size: Size, again: Build) -> list[str]:
    share = again.model_seconds / size.build.model_seconds
    return [
        "",
        f"After {size.changed:.1%} of the accounts had changed (touches came and went, amounts "
        f"changed), `whence build` on the same database took {_seconds(again.seconds)}; its models "
        f"took {_seconds(again.model_seconds)}, **{share:.0%}** of the "
        f"{_seconds(size.build.model_seconds)} of the full build. Slowest nodes: "
        + ", ".join(f"`{name}` {_seconds(seconds)}" for name, seconds in again.slowest[:5])
        + ".",
    ]


def _seconds(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds < 10 else f"{seconds:,.0f} s"  # noqa: PLR2004


def _bytes(count: int) -> str:
    return f"{count / _GIGABYTE:.2f} GB"
