"""Runs: a scenario is simulated, built as far as its credits, and scored, once for each seed."""

import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whence.build import check_that_database_is_used, profiles_folder, stoppable
from whence.config import read_configuration
from whence.dbt import NodeResult, Setting, build_project, read_project
from whence.errors import BuildFailed, ConfigurationError, InputError, listed, shown
from whence.evaluate.scores import Score, score_rules
from whence.project import FILES, Project, read_yaml_mapping
from whence.publish import clear
from whence.seeds import check_seeds
from whence.simulate import simulate
from whence.simulate.scenarios import INTENT_CHANNELS, SCENARIOS

#: What the scores read; a project may do without those that only rules which learn have.
_CREDITS = "touch_credits"
_MARTS = (_CREDITS, "channel_effects", "model_diagnostics")
#: The folder of the models that only rules which learn need, and a word in the names of those that
#: only some of their algorithms need.
_LEARNING = "data_driven"
_LEARNERS: Mapping[str, str] = {"markov": "markov", "shapley": "win", "removal": "win"}
#: Rules that are compared besides those of the project, where it has their algorithms: what other
#: tools call Shapley values, and in a scenario of hidden intent the rules that know the channels by
#: which intent shows, and give them no credit.
_ALSO: Sequence[Mapping[str, Any]] = (
    {"name": "shapley_wins", "algorithm": "shapley", "value_function": "wins"},
)
_CONTROLLED: Mapping[str, Sequence[Mapping[str, Any]]] = {
    "C": tuple(
        {
            "name": f"{algorithm}_controlled",
            "algorithm": algorithm,
            "control_channels": list(INTENT_CHANNELS),
        }
        for algorithm in ("removal", "shapley")
    )
}


@dataclass(frozen=True)
class Case:
    """One company to compare rules on."""

    scenario: str
    accounts: int
    seed: int


@dataclass(frozen=True)
class Result:
    """What came of a case: a score per rule, and per rule the seconds that it takes."""

    case: Case
    scores: Sequence[Score]
    rule_seconds: Mapping[str, float]
    seconds: float


def cases(scenarios: Sequence[str], accounts: int, seeds: Sequence[int]) -> list[Case]:
    """Return the companies of some scenarios (none: all), each once, in order.

    A scenario about the size of companies has its own sizes. Raises InputError for what cannot be
    simulated.
    """
    if accounts < 1:
        raise InputError(f"A company needs at least 1 account, not {accounts}.")
    for seed in seeds:
        if seed < 0:
            raise InputError(f"A seed is 0 or more, not {seed}.")
    for name in scenarios:
        if name not in SCENARIOS:
            known = listed(SCENARIOS)
            raise InputError(f"The scenario {shown(name)} is unknown; known: {known}.")
    return [
        Case(name, count, seed)
        for name in sorted(set(scenarios) or SCENARIOS)
        for count in SCENARIOS[name].account_counts or (accounts,)
        for seed in dict.fromkeys(seeds)
    ]


def evaluate_rules(
    cases: Sequence[Case], project: Project, variables: str, report: Callable[[str], None]
) -> Iterator[Result]:
    """Simulate, build and score the cases one after another.

    ``variables``: YAML text, as dbt's --vars. ``report`` is told each step as it begins. Raises
    ConfigurationError when the project or the variables cannot be used, and BuildFailed when a
    model fails.
    """
    given = read_yaml_mapping(variables, "--vars") if variables else {}
    check_seeds(read_configuration(project, given), project)
    with (
        stoppable("The evaluation was stopped."),
        tempfile.TemporaryDirectory(prefix="whence-evaluate-") as work,
    ):
        for case in cases:
            yield _evaluate(case, project, given, Path(work).resolve(), report)


def _evaluate(
    case: Case,
    project: Project,
    given: Mapping[str, Any],
    work: Path,
    report: Callable[[str], None],
) -> Result:
    started = time.monotonic()
    # one path for every case: another one would make dbt read the whole project again
    raw, database = work / "raw", work / "whence.duckdb"
    report(f"{name_of(case)}: simulating")
    simulate(
        raw,
        accounts=case.accounts,
        seed=case.seed,
        file_format="parquet",
        scenario=case.scenario,
        has_truth=True,
    )
    report(f"{name_of(case)}: reading the project")
    rules = _rules(case, project, given)
    setting = Setting(
        project=project.root,
        profiles=profiles_folder(project),
        variables={**given, "sources": [FILES], "rules": rules},
        environment={
            "WHENCE_RAW_DIR": str(raw),
            "WHENCE_DATABASE": str(database),
            "DBT_TARGET_PATH": str(work / "target"),
        },
    )
    read_configuration(project, setting.variables)
    read = read_project(setting)
    if read.adapter != "duckdb":
        raise ConfigurationError("Rules are evaluated in DuckDB; make it the default target.")
    check_that_database_is_used(read, setting, database)
    clear(database)
    behind = read.models_behind(_CREDITS)
    learning = {model for model, folders in behind.items() if _LEARNING in folders}
    nodes = build_project(
        setting,
        read,
        lambda node: report(f"{name_of(case)}: {node}"),
        models=[name for name in _MARTS if read.models_behind(name)],
    )
    for node in nodes:
        if node.has_failed:
            raise BuildFailed(f"{name_of(case)}: {node.name} failed: {node.message}")
    report(f"{name_of(case)}: scoring")
    return Result(
        case=case,
        scores=score_rules(database, raw / "truth"),
        rule_seconds=rule_seconds(rules, nodes, learning),
        seconds=time.monotonic() - started,
    )


def name_of(case: Case) -> str:
    """Say which company a case is about."""
    return f"scenario {case.scenario}, {case.accounts:,} accounts, seed {case.seed}"


def _rules(case: Case, project: Project, given: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """Return the rules as configured, and those that the scenario adds."""
    rules = list(given.get("rules") or project.variables["rules"])
    names = {rule["name"] for rule in rules}
    added = [
        rule
        for rule in (*_ALSO, *_CONTROLLED.get(case.scenario, ()))
        if rule["algorithm"] in project.algorithms and rule["name"] not in names
    ]
    return [*rules, *added]


def rule_seconds(
    rules: Sequence[Mapping[str, Any]], nodes: Sequence[NodeResult], learning: set[str]
) -> dict[str, float]:
    """Return per rule the seconds that it takes.

    They are an equal part of those of the table of credits, which has all rules, and for a rule
    that learns those of the models that it alone needs, or that rules which learn share: these
    count for each of them.
    """
    seconds = {node.name: node.seconds for node in nodes}
    of_credits = seconds[_CREDITS] / len(rules)
    words = set(_LEARNERS.values())
    taken = {}
    for rule in rules:
        own = _LEARNERS.get(str(rule.get("algorithm", rule["name"])))
        if rule.get("value_function", "win_probability") != "win_probability":
            own = ""  # counts deals and reads no model
        taken[str(rule["name"])] = of_credits + sum(
            seconds[name]
            for name in learning & seconds.keys()
            if own is not None and not any(word in name for word in words - {own})
        )
    return taken
