"""One size: the company, the floor, the whole build, and what each of them took."""

import json
import os
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from benchmarks.company import LABEL, Company, draw_company
from benchmarks.company.changes import change_company
from benchmarks.whole.nodes import STAGES, Node, read_nodes, shares_of
from benchmarks.whole.watched import Watched, run_watched

ROOT = Path(__file__).resolve().parents[2]
#: The floor is copied so often, and the fastest time counts.
_FLOOR_RUNS = 2
_SLOWEST = 10

Report = Callable[[str], None]


@dataclass(frozen=True)
class Settings:
    """What a build may use, and where things lie.

    `memory_limit` is DuckDB's, as `6GB`; the process needs some more. `work` holds the database,
    dbt's target folder and what DuckDB writes for lack of memory. `changed`: the share of the
    accounts that change before a second build; 0: there is none.
    """

    cache: Path
    work: Path
    seed: int = 7
    threads: int = 2
    memory_limit: str = "6GB"
    variables: str = ""
    changed: float = 0.0
    keeps_database: bool = False

    @property
    def database(self) -> Path:
        """Where the build publishes; the same for all sizes, or dbt reads the project anew."""
        return self.work / "warehouse" / "whence.duckdb"

    @property
    def target(self) -> Path:
        """Dbt's target folder."""
        return self.work / "target"


@dataclass(frozen=True)
class Stage:
    """What a stage of a build took.

    `seconds` is its share of the time of the build, `node_seconds` what its nodes took, two of
    which may run at once; `rows` are those of its tables; `peak_memory`, in bytes, is the process's
    while one of its nodes ran.
    """

    name: str
    seconds: float
    node_seconds: float
    rows: int
    peak_memory: int


@dataclass(frozen=True)
class Build:
    """What a build took: `peak_disk` is the database and what DuckDB put aside, in bytes.

    `processor_seconds` are those of all threads, which other work on the machine changes less.
    """

    seconds: float
    processor_seconds: float
    peak_memory: int
    peak_disk: int
    database_bytes: int
    stages: Sequence[Stage]
    slowest: Sequence[tuple[str, float]]

    @property
    def model_seconds(self) -> float:
        """The time of the models alone, without tests, seeds, start and end."""
        others = {"start", "seeds", "tests", "end"}
        return sum(stage.seconds for stage in self.stages if stage.name not in others)


@dataclass(frozen=True)
class Floor:
    """What copying the raw tables took: seconds, those of all threads, and bytes."""

    seconds: float
    processor_seconds: float
    peak_memory: int


@dataclass(frozen=True)
class Size:
    """What one company took. `rows` are those of its raw tables; bytes, seconds."""

    touches: int
    rows: Mapping[str, int]
    raw_bytes: int
    floor: Floor
    build: Build
    run_at: str
    memory_limit: str
    again: Build | None = None
    changed: float = 0.0


def measure_size(touches: int, settings: Settings, report: Report) -> Size:
    """Draw a company unless it is there, measure the floor and the whole build."""
    report(f"{touches:,} touches: the raw tables")
    company = Company(touches, settings.seed)
    raw = draw_company(settings.cache, company, threads=settings.threads)
    clear(settings)
    floors = []
    for run in range(_FLOOR_RUNS):
        report(f"{touches:,} touches: the floor, run {run + 1}")
        floors.append(measure_floor(raw, settings))
    report(f"{touches:,} touches: whence build")
    build = measure_build(raw, settings)
    again = None
    if settings.changed:
        changed = change_company(raw, company, settings.changed, threads=settings.threads)
        report(f"{touches:,} touches, {settings.changed:.1%} of the accounts changed: whence build")
        again = measure_build(changed, settings)
    size = Size(
        touches=touches,
        rows=json.loads((raw / LABEL).read_text("utf-8"))["rows"],
        raw_bytes=sum(path.stat().st_size for path in raw.glob("*.parquet")),
        floor=min(floors, key=lambda floor: floor.seconds),
        build=build,
        run_at=f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        memory_limit=settings.memory_limit,
        again=again,
        changed=settings.changed,
    )
    if not settings.keeps_database:
        clear(settings)
    return size


def clear(settings: Settings) -> None:
    """Remove the database of an earlier build."""
    shutil.rmtree(settings.database.parent, ignore_errors=True)
    settings.database.parent.mkdir(parents=True)


def measure_floor(raw: Path, settings: Settings) -> Floor:
    """Copy the raw tables and return what it took."""
    database = settings.work / "floor.duckdb"
    command: list[str | Path] = [sys.executable, "-m", "benchmarks.whole.floor", raw, database]
    command += ["--threads", str(settings.threads), "--memory-limit", settings.memory_limit]
    watched = run_watched(
        command,
        working=ROOT,
        environment={},
        folders=[],
    )
    database.unlink(missing_ok=True)
    seconds, processor_seconds = map(float, watched.said.split()[-2:])
    return Floor(seconds, processor_seconds, watched.peak_memory)


def measure_build(raw: Path, settings: Settings) -> Build:
    """Run `whence build` and return what it took.

    It finds the raw tables of every company in the same place.
    """
    place = settings.work / "raw"
    place.unlink(missing_ok=True)
    place.symlink_to(raw)
    command: list[str | Path] = [Path(sys.executable).with_name("whence"), "build"]
    command += ["--raw", place, "--database", settings.database]
    if settings.variables:
        command += ["--vars", settings.variables]
    watched = run_watched(
        command,
        working=ROOT,
        environment={
            "WHENCE_MEMORY_LIMIT": settings.memory_limit,
            "DBT_TARGET_PATH": str(settings.target),
        },
        folders=[settings.database.parent],
    )
    nodes = read_nodes(settings.target)
    slowest = sorted(nodes, key=lambda node: -node.seconds)[:_SLOWEST]
    return Build(
        seconds=watched.seconds,
        processor_seconds=watched.processor_seconds,
        peak_memory=watched.peak_memory,
        peak_disk=watched.peak_disk,
        database_bytes=settings.database.stat().st_size,
        stages=stages_of(nodes, watched, rows_of(nodes, settings.database)),
        slowest=[(node.name, node.seconds) for node in slowest],
    )


def rows_of(nodes: Sequence[Node], database: Path) -> dict[str, int]:
    """Count the rows of the tables that the nodes made, by their relation."""
    with duckdb.connect(str(database), read_only=True) as connection:
        counts = {}
        for relation in (node.relation for node in nodes if node.relation):
            row = connection.execute(f"select count(*) from {relation}").fetchone()  # noqa: S608
            counts[relation] = int(row[0]) if row else 0
    return counts


def stages_of(nodes: Sequence[Node], watched: Watched, rows: Mapping[str, int]) -> list[Stage]:
    """Return what each stage took."""
    ended_at = watched.started_at + watched.seconds
    shares = shares_of(nodes, watched.started_at, ended_at)
    stages = []
    for name in STAGES:
        own = [node for node in nodes if node.stage == name]
        peaks = [watched.peak_between(node.started_at, node.ended_at) for node in own]
        stages.append(
            Stage(
                name=name,
                seconds=shares[name],
                node_seconds=sum(node.seconds for node in own),
                rows=sum(rows.get(node.relation, 0) for node in own),
                peak_memory=max(peaks, default=0),
            )
        )
    return stages


def use_processors(count: int) -> None:
    """Let this process and those it starts use so many processors, where the system can."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:count])
