"""One build from raw data to the published database: check, lock, run, publish."""

import contextlib
import signal
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any, Protocol

import yaml

from whence.config import read_configuration, sources_named
from whence.dbt import NodeResult, ReadProject, Setting, build_project, read_project
from whence.errors import BuildStopped, ConfigurationError, InputError, shown
from whence.project import (
    NAME,
    Project,
    database_path,
    path_in_environment,
    read_yaml_mapping,
)
from whence.publish import begin_with, candidate_of, clear, locked, publish
from whence.seeds import check_seeds

DEFAULT_RAW = "demo"
#: Types of targets that read raw files; for others raw data are tables.
READS_FILES = ("duckdb", "spark")
#: After so long a build that was told to stop and goes on is told again.
_AGAIN_SECONDS = 10.0


@dataclass(frozen=True)
class Order:
    """What one build is asked for; None and empty mean what the project says.

    `variables` is YAML text, as dbt's --vars; `sources` are folders of models/staging/.
    """

    raw: Path | None = None
    sources: tuple[str, ...] = ()
    database: Path | None = None
    variables: str = ""
    target: str | None = None
    full_refresh: bool = False


@dataclass(frozen=True)
class Outcome:
    """What came of a build; `database` is the published file, None when there is none.

    `unread` are files in the folder of raw data that no connector knows.
    """

    nodes: list[NodeResult]
    seconds: float
    database: Path | None
    currency: str
    unread: Sequence[str] = ()

    @property
    def failures(self) -> list[NodeResult]:
        """The models and tests that failed; when there is one, nothing was published."""
        return [node for node in self.nodes if node.has_failed]


class Watcher(Protocol):
    """Somebody who wants to know how far the build is."""

    def start(self, node_count: int) -> None:
        """Hear that the project is read and how many nodes it has."""

    def advance(self, node: str) -> None:
        """Hear that one more node is done."""


def build(order: Order, project: Project, watcher: Watcher) -> Outcome:
    """Build `project` as ordered and publish the result, unless a model or a test fails.

    Raises ConfigurationError or InputError before any model is built when the configuration or
    the raw data cannot be used, and BuildRunning when another build of the database runs.
    """
    started = time.monotonic()
    variables = dbt_variables(order, project)
    configuration = read_configuration(project, variables)
    check_seeds(configuration, project)
    raw, profiles = _raw_folder(project, order.raw), profiles_folder(project)
    if configuration.sources is None and target_type(profiles, order.target) in READS_FILES:
        # the others would be built without rows: the same result, later
        variables |= sources_found(raw, variables, project)
    database = database_path(order.database, project.root)
    candidate = candidate_of(database)
    setting = Setting(
        project=project.root,
        profiles=profiles,
        target=order.target,
        variables=variables,
        environment={
            "WHENCE_RAW_DIR": str(raw),
            "WHENCE_DATABASE": str(candidate),
        },
    )
    with locked(database), stoppable("The build was stopped; nothing was published."):
        read = read_project(setting)
        has_candidate = read.adapter == "duckdb"
        if has_candidate:
            check_that_database_is_used(read, setting, candidate)
            clear(candidate)
            if not order.full_refresh:
                begin_with(candidate, database, read.kept)
        watcher.start(read.node_count)
        nodes = build_project(setting, read, watcher.advance, full_refresh=order.full_refresh)
        is_published = has_candidate and not any(node.has_failed for node in nodes)
        if is_published:
            publish(candidate, database)
    return Outcome(
        nodes=nodes,
        seconds=time.monotonic() - started,
        database=database if is_published else None,
        currency=configuration.reporting_currency,
        unread=project.unread_in(raw, project.variables | variables),
    )


def profiles_folder(project: Project) -> Path:
    """Return the folder of the profiles.yml to use, made from the example if there is none.

    The project's own comes first, then that of dbt's folder if it has a profile for whence.
    """
    if (project.root / "profiles.yml").exists():
        return project.root
    users = path_in_environment("DBT_PROFILES_DIR") or Path.home() / ".dbt"
    with contextlib.suppress(OSError, yaml.YAMLError):
        if NAME in (yaml.safe_load((users / "profiles.yml").read_text("utf-8")) or {}):
            return users.absolute()
    example = (project.root / "profiles.yml.example").read_text("utf-8")
    made = project.root / "target" / "profiles" / "profiles.yml"
    if not made.exists() or made.read_text("utf-8") != example:
        made.parent.mkdir(parents=True, exist_ok=True)
        made.write_text(example, "utf-8")
    return made.parent


def dbt_variables(order: Order, project: Project) -> dict[str, Any]:
    """Return the vars that differ from the project's: --vars, and --source as vars."""
    variables = read_yaml_mapping(order.variables, "--vars") if order.variables else {}
    if order.sources:
        chosen = sources_named(project, order.sources)
        doubles = sorted(variables.keys() & chosen.keys())
        if doubles:
            raise ConfigurationError(f"--source and --vars both set {doubles[0]}; use one of them.")
        variables |= chosen
    return {
        name: value
        for name, value in variables.items()
        if name not in project.variables or project.variables[name] != value
    }


def sources_found(
    raw: Path, variables: Mapping[str, Any], project: Project
) -> dict[str, list[str]]:
    """Return the var `sources` with the connectors whose raw tables are in the folder `raw`.

    It is empty, and all connectors stay on, when there is none or when one reads a database.
    """
    known = project.variables | dict(variables)
    if any(known.get(f"{name}_database") for name in project.connectors):
        return {}
    found = project.connectors_in(raw, known)
    return {"sources": found} if found else {}


def target_type(profiles: Path, target: str | None) -> str | None:
    """Return the type of the target that dbt will use, None when profiles.yml does not say."""
    try:
        profile = yaml.safe_load((profiles / "profiles.yml").read_text("utf-8"))[NAME]
        return str(profile["outputs"][target or profile["target"]]["type"])
    except (OSError, yaml.YAMLError, KeyError, TypeError):
        return None


def check_that_database_is_used(read: ReadProject, setting: Setting, database: Path) -> None:
    """Raise ConfigurationError when the DuckDB target would write another file."""
    if read.database != database:
        raise ConfigurationError(
            f"The DuckDB target in {setting.profiles / 'profiles.yml'} does not take its path "
            "from WHENCE_DATABASE; write the path as profiles.yml.example does."
        )


def _raw_folder(project: Project, raw: Path | None) -> Path:
    named = raw or path_in_environment("WHENCE_RAW_DIR")
    if named is None:
        return project.root / DEFAULT_RAW
    if not named.is_dir():
        raise InputError(f"There is no folder {shown(str(named))} to read raw data from.")
    return named.absolute()


@contextlib.contextmanager
def stoppable(message: str) -> Iterator[None]:
    """Let SIGTERM stop a build as Ctrl-C does: dbt cancels its queries for that alone.

    An interrupt that arrives in a destructor or in a callback of C is swallowed there, so it comes
    again until the build has stopped. Raises BuildStopped with the message then.
    """

    def interrupt(_signal: int, _frame: FrameType | None) -> None:
        signal.setitimer(signal.ITIMER_REAL, _AGAIN_SECONDS)
        raise KeyboardInterrupt

    is_main = threading.current_thread() is threading.main_thread()
    signals = (signal.SIGTERM, signal.SIGINT, signal.SIGALRM) if is_main else ()
    before = {each: signal.signal(each, interrupt) for each in signals}
    try:
        yield
    except KeyboardInterrupt:
        raise BuildStopped(message) from None
    finally:
        if is_main:
            signal.setitimer(signal.ITIMER_REAL, 0)
        for each, handler in before.items():
            signal.signal(each, handler)
