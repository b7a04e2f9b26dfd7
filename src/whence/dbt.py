"""The only module that knows dbt: what to ask of it, and what came of it."""

import contextlib
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import yaml
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.adapters.duckdb.credentials import DuckDBCredentials
from dbt.adapters.factory import get_adapter_by_type
from dbt.artifacts.schemas.run import RunExecutionResult
from dbt.cli.main import dbtRunner, dbtRunnerResult
from dbt.contracts.graph.manifest import Manifest
from dbt_common.events.base_types import EventMsg

from whence.errors import BuildFailed, ConfigurationError, InputError

#: Called with the name of each node that is done.
OnNodeDone = Callable[[str], None]

_EXECUTED = ("model", "seed", "snapshot", "test")
#: Materializations that go on from the table of the build before; see macros/engines.
_KEPT = ("account_versions", "by_account", "fitted")
_FAILED = ("error", "fail", "runtime error", "partial success")
#: How the project's own macros begin a sentence that is meant for the user.
_SENTENCE = re.compile(r"\bwhence: (.+?)\s*(?=\n\s*\n|\n\s*>|\n\s*compiled |\Z)", re.DOTALL)

#: What DuckDB says when a raw file is not what its name says, and what to do about it.
_UNREADABLE = (
    (
        re.compile(r"CSV Parser state machine reached.*?\bfile = (?P<file>[^\n]+)", re.DOTALL),
        "mixes line ends or is not a CSV file; save it again as CSV in UTF-8.",
    ),
    (
        re.compile(r"(?:Invalid Input|IO) Error: .*['\"](?P<file>[^'\"\n]+[.]parquet)['\"]"),
        "is not a Parquet file that can be read; export it again.",
    ),
)


@dataclass(frozen=True)
class NodeResult:
    """What became of one node of the project: a model, a seed or a test."""

    name: str
    kind: str
    status: str
    message: str
    seconds: float

    @property
    def has_failed(self) -> bool:
        """Say whether it is a model that raised an error or a test that does not hold."""
        return self.status in _FAILED


@dataclass(frozen=True)
class ReadProject:
    """The project as dbt understood it, before anything is built.

    `database` is the file that a DuckDB target writes; None for any other adapter.
    """

    manifest: Manifest
    adapter: str
    database: Path | None

    @property
    def node_count(self) -> int:
        """Count the nodes that a build of the whole project executes."""
        return sum(
            node.resource_type in _EXECUTED and node.config.materialized != "ephemeral"
            for node in self.manifest.nodes.values()
        )

    @property
    def kept(self) -> set[tuple[str, str]]:
        """The schema and name of every table that a build changes instead of making it anew."""
        models = self.manifest.nodes.values()
        kept = [node for node in models if node.config.materialized in _KEPT]
        versions = [node for node in kept if node.config.materialized == "account_versions"]
        return {(node.schema, node.alias) for node in kept} | {
            (node.schema, "built_models") for node in versions
        }

    def models_behind(self, name: str) -> dict[str, Sequence[str]]:
        """Return the models that a model is made of, and it, by name, each with its folders.

        Nothing when there is no model of that name.
        """
        nodes = {key: node for key, node in self.manifest.nodes.items() if key.startswith("model.")}
        waiting = [key for key, node in nodes.items() if node.name == name]
        found: dict[str, Sequence[str]] = {}
        while waiting:
            node = nodes[waiting.pop()]
            if node.name not in found:
                found[node.name] = node.fqn[1:-1]
                waiting += [key for key in node.depends_on_nodes if key in nodes]
        return found


@dataclass(frozen=True)
class Setting:
    """Where dbt runs and with what: the folders, the target, vars and environment variables."""

    project: Path
    profiles: Path
    target: str | None = None
    variables: Mapping[str, Any] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)


def build_args(
    command: str, setting: Setting, *, full_refresh: bool = False, models: Sequence[str] = ()
) -> list[str]:
    """Return the arguments of a dbt command that says nothing on the terminal by itself.

    Without variables there is no --vars at all, since any change of it makes dbt read the whole
    project again. ``models``: these and all that they are made of, without tests; none: everything.
    """
    arguments = ["--quiet", "--log-level", "none", "--log-level-file", "none", command]
    arguments += ["--project-dir", str(setting.project), "--profiles-dir", str(setting.profiles)]
    if setting.target is not None:
        arguments += ["--target", setting.target]
    if setting.variables:
        text = yaml.safe_dump(dict(setting.variables), default_flow_style=True, width=10**6)
        arguments += ["--vars", text.strip()]
    if full_refresh:
        arguments += ["--full-refresh"]
    if models:
        arguments += ["--select", *(f"+{model}" for model in models)]
        arguments += ["--resource-type", "model", "--resource-type", "seed"]
    return arguments


def read_project(setting: Setting) -> ReadProject:
    """Let dbt parse the project; raises ConfigurationError with dbt's message when it cannot."""
    result = _invoke(dbtRunner(), build_args("parse", setting), setting)
    if not isinstance(result.result, Manifest):
        message = str(result.exception)
        raise ConfigurationError(told_to_user(message) or _one_line(message))
    adapter = result.result.metadata.adapter_type or ""
    database = None
    if adapter == "duckdb":
        known = get_adapter_by_type(adapter)  # type: ignore[no-untyped-call]  # dbt has no type here
        credentials = cast(DuckDBCredentials, known.config.credentials)
        database = setting.project / credentials.path
    return ReadProject(result.result, adapter, database)


def build_project(
    setting: Setting,
    project: ReadProject,
    on_node_done: OnNodeDone,
    *,
    full_refresh: bool = False,
    models: Sequence[str] = (),
) -> list[NodeResult]:
    """Let dbt build the project and return what became of every node.

    ``models``: build these and all that they are made of, without tests; none: everything.
    Raises InputError when the project's macros refused the configuration or the raw data, and
    BuildFailed when dbt stopped for a reason of its own.
    """

    def watch(event: EventMsg) -> None:
        if event.info.name == "NodeFinished":
            on_node_done(event.data.node_info.node_name)

    runner = dbtRunner(manifest=project.manifest, callbacks=[watch])
    arguments = build_args("build", setting, full_refresh=full_refresh, models=models)
    result = _invoke(runner, arguments, setting)
    if not isinstance(result.result, RunExecutionResult):
        message = str(result.exception)
        told = told_to_user(message)
        raise InputError(told) if told else BuildFailed(_one_line(message))
    nodes = [
        NodeResult(
            name=outcome.node.name,
            kind=str(outcome.node.resource_type),
            status=str(outcome.status),
            message=outcome.message or "",
            seconds=outcome.execution_time,
        )
        for outcome in result.result.results
    ]
    for node in nodes:
        if node.has_failed and (told := told_to_user(node.message)):
            raise InputError(told)
    if not result.success and not any(node.has_failed for node in nodes):
        raise BuildFailed("dbt failed without naming a model or a test; nothing was published.")
    return nodes


def told_to_user(message: str) -> str | None:
    """Return the sentence in dbt's message that tells of the user's data or configuration.

    It is one that a macro of ours wrote, or one for an error of DuckDB's readers. None when the
    message is about something else.
    """
    if sentence := _SENTENCE.search(message):
        return _one_line(sentence[1])
    for pattern, remedy in _UNREADABLE:
        if found := pattern.search(message):
            return f"{Path(found['file']).name} {remedy}"
    return None


def _invoke(runner: dbtRunner, arguments: list[str], setting: Setting) -> dbtRunnerResult:
    """Run dbt in the project's folder, as `dbt build` there would; Ctrl-C stays Ctrl-C."""
    try:
        with contextlib.chdir(setting.project), _environment(setting.environment):
            result = runner.invoke(arguments)
    finally:
        close_database()
    if isinstance(result.exception, KeyboardInterrupt):
        raise result.exception
    return result


def close_database() -> None:
    """Let go of the DuckDB file that dbt's adapter keeps open in this process after a run."""
    if DuckDBConnectionManager._ENV is not None:
        DuckDBConnectionManager.env().close()


@contextlib.contextmanager
def _environment(variables: Mapping[str, str]) -> Iterator[None]:
    """Set environment variables, and put those of before back afterwards."""
    before = dict(os.environ)
    os.environ.update(variables)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _one_line(text: str) -> str:
    return " ".join(text.split())
