"""Prepares whence's own run: its models' SQL as dbt renders it, over the simulated journeys.

    .venv/bin/python -m benchmarks.whence_models FOLDER JOB

For each job, what the models read (its inputs, and seeds) is written from journeys.duckdb into a
database as tables with all their columns. dbt renders the models themselves, whose order comes from
dbt's manifest; a file of statements lists them for the process that is measured.
"""

import argparse
import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.layout import (
    HEURISTICS,
    JOURNEYS,
    MARKOV,
    RULES,
    STEP_DAYS,
    database_of,
    statements_of,
)

ROOT = Path(__file__).resolve().parents[1]
_ACCOUNT = "'A' || substr(deal_id, 2)"
_JOURNEY = "if(won, 'won:', 'lost:') || deal_id"
_CREATED, _CLOSED = "timestamp '2025-01-01'", "timestamp '2025-12-01'"

Inputs = Mapping[str, tuple[str, Mapping[str, str]]]

_TOUCHED_AT = _CLOSED + f" - to_days((touches.touch_count - touch_number)::integer * {STEP_DAYS})"

_DEALS_AND_JOURNEYS: Inputs = {
    "int_accounts": (
        "journeys.deals",
        {
            "account_id": _ACCOUNT,
            "segment": "['smb', 'mid', 'enterprise'][1 + deal % 3]",
        },
    ),
    "int_deals": (
        "journeys.deals",
        {
            "deal_id": "deal_id",
            "account_id": _ACCOUNT,
            "deal_type": "'new_business'",
            "created_at": _CREATED,
            "closed_at": _CLOSED,
            "outcome": "if(won, 'won', 'lost')",
            "amount": "value",
        },
    ),
    "int_journeys": (
        "journeys.deals",
        {
            "goal": "if(won, 'won', 'lost')",
            "journey_id": _JOURNEY,
            "occurrence_id": "deal_id",
            "account_id": _ACCOUNT,
            "deal_id": "deal_id",
            "starts_at": "null::timestamp",
            "converted_at": _CLOSED,
            "lead_created_at": "null::timestamp",
            "mql_at": "null::timestamp",
            "journey_value": "value",
            "opportunity_created_at": _CREATED,
            "closed_at": _CLOSED,
        },
    ),
}

_SPINE: Inputs = {
    "int_journey_touches": (
        "journeys.touches inner join journeys.deals using (deal)",
        {
            "goal": "if(won, 'won', 'lost')",
            "journey_id": _JOURNEY,
            "deal_id": "deal_id",
            "account_id": _ACCOUNT,
            "touch_id": "deal_id || '-' || touch_number",
            "touched_at": _TOUCHED_AT,
            "converted_at": _CLOSED,
            "journey_value": "value",
            "touch_number": "touch_number",
            "touch_count": "touches.touch_count",
            "days_before_conversion": "(touches.touch_count - touch_number) * 2",
            "days_before_last_touch": "(touches.touch_count - touch_number) * 2",
            "is_first_touch": "touch_number = 1",
            "is_last_touch": "touch_number = touches.touch_count",
            "is_last_non_direct": "touch_number = touches.touch_count",
            "channel": "channel",
            "is_direct": "false",
            "touch_type": "'web_session'",
        },
    ),
}

_TOUCHES: Inputs = {
    "int_touches": (
        "journeys.touches inner join journeys.deals using (deal)",
        {
            "touch_id": "deal_id || '-' || touch_number",
            "touched_at": _TOUCHED_AT,
            "touch_type": "'web_session'",
            "account_id": _ACCOUNT,
            "channel": "channel",
            "is_direct": "false",
            "is_conversion_touch": "false",
            "engagement_points": "1::decimal(9, 3)",
        },
    ),
    "int_deal_contacts": ("journeys.deals where false", {}),
    # what a later build would be narrowed by: the first one does not read it
    "int_account_versions": ("journeys.deals where false", {"version": "0"}),
    "int_chance_versions": ("journeys.deals where false", {"version": "0"}),
}


@dataclass(frozen=True)
class Job:
    """What whence is asked: its models, what they start from, and where the answer is.

    `inputs`: for each of them the rows, and what its columns hold; other columns are null.
    `variables` differ from the project's; `answer` is read after the clock has stopped: each
    channel, or rule and channel, with its effect.
    """

    models: tuple[str, ...]
    inputs: Inputs
    variables: Mapping[str, Any]
    answer: str


JOBS: Mapping[str, Job] = {
    MARKOV: Job(
        models=("int_markov_effects",),
        inputs={**_DEALS_AND_JOURNEYS, **_SPINE},
        variables={"rules": [{"name": "markov"}]},
        answer="select channel, effect from intermediate.int_markov_effects where markov_order = 1",
    ),
    HEURISTICS: Job(
        models=("touch_credits",),
        inputs={**_DEALS_AND_JOURNEYS, **_TOUCHES},
        variables={"rules": [dict(rule) for rule in RULES]},
        answer=" union all ".join(
            f"select '{rule['name']}: ' || channel, sum(value_{rule['name']})::double "  # noqa: S608
            "from touch_credits where goal = 'won' group by channel"
            for rule in RULES
        ),
    ),
}

Manifest = Mapping[str, Any]


#: What macros/by_account.sql narrows models by; its materialization leaves it out at first.
_OF_CHANGED_ACCOUNTS = re.compile(
    r"where coalesce\(account_id, ''\) in "
    r"\(select account_key from \S+ where version > -1\)"
)


class NotYetError(Exception):
    """The project cannot run the rule on these journeys; the message says why."""


def ancestors_first(manifest: Manifest, names: tuple[str, ...], inputs: Inputs) -> list[str]:
    """Return the ids of the models and of all that they are made of, each after what it reads."""
    nodes = manifest["nodes"]
    ids = {node["name"]: key for key, node in nodes.items() if node["resource_type"] == "model"}
    if missing := [name for name in names if name not in ids]:
        raise NotYetError(f"the project has no model {', '.join(missing)}")
    found: dict[str, None] = {}

    def visit(key: str) -> None:
        if key in found:
            return
        if key not in nodes:
            raise NotYetError(f"{', '.join(names)} needs {key}, which the benchmark does not write")
        if nodes[key]["name"] not in inputs:
            for parent in nodes[key]["depends_on"].get("nodes", []):
                visit(parent)
        found[key] = None

    for name in names:
        visit(ids[name])
    return list(found)


def dbt(folder: Path, job: str, *command: str) -> Manifest:
    """Run a command of dbt for the project and the job's database; return its manifest."""
    profiles = folder / "profiles"
    profiles.mkdir(exist_ok=True)
    example = (ROOT / "profiles.yml.example").read_text("utf-8")
    (profiles / "profiles.yml").write_text(example, "utf-8")
    environment = os.environ | {
        "WHENCE_DATABASE": str(folder / database_of(job)),
        "DBT_TARGET_PATH": str(folder / "dbt"),
        "DBT_LOG_PATH": str(folder / "dbt"),
    }
    arguments = ["--project-dir", str(ROOT), "--profiles-dir", str(profiles)]
    arguments += ["--vars", json.dumps(JOBS[job].variables)]
    done = subprocess.run(  # noqa: S603  our own command
        [Path(sys.executable).with_name("dbt"), "--quiet", *command, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise NotYetError(f"dbt {command[0]}: {(done.stdout + done.stderr).strip()[-500:]}")
    manifest: Manifest = json.loads((folder / "dbt" / "manifest.json").read_text("utf-8"))
    return manifest


def write_inputs(connection: duckdb.DuckDBPyConnection, manifest: Manifest, inputs: Inputs) -> None:
    """Write the tables that the models start from, with all their columns."""
    nodes = {node["name"]: node for node in manifest["nodes"].values()}
    for name, (rows, filled) in inputs.items():
        columns = ", ".join(
            f"cast({filled.get(column, 'null')} as {told['data_type']}) as {column}"
            if told["data_type"]
            else f"{filled.get(column, 'null::varchar')} as {column}"
            for column, told in nodes[name]["columns"].items()
        )
        schema = nodes[name]["schema"]
        connection.execute(f"create schema if not exists {schema}")
        connection.execute(f"create table {schema}.{name} as select {columns} from {rows}")  # noqa: S608


def write_seed(connection: duckdb.DuckDBPyConnection, seed: Mapping[str, Any]) -> None:
    """Write a seed that the models read."""
    connection.execute(
        f"create table {seed['schema']}.{seed['name']} as "
        "from read_csv($file, header = true, types = $types)",
        {
            "file": str(ROOT / seed["original_file_path"]),
            "types": seed["config"]["column_types"],
        },
    )


def prepare(folder: Path, name: str) -> None:
    """Write a job's database and statements into the folder of simulated journeys."""
    job = JOBS[name]
    (folder / statements_of(name)).unlink(missing_ok=True)
    (folder / database_of(name)).unlink(missing_ok=True)
    manifest = dbt(folder, name, "parse")
    with duckdb.connect(str(folder / database_of(name))) as connection:
        connection.execute(f"attach '{folder / JOURNEYS}' as journeys (read_only)")
        write_inputs(connection, manifest, job.inputs)
        made = [manifest["nodes"][key] for key in ancestors_first(manifest, job.models, job.inputs)]
        made = [node for node in made if node["name"] not in job.inputs]
        for node in made:
            connection.execute(f"create schema if not exists {node['schema']}")
            if node["resource_type"] == "seed":
                write_seed(connection, node)
    models = [node for node in made if node["resource_type"] == "model"]
    names = [model["name"] for model in models]
    compiled = dbt(folder, name, "compile", "--select", *names)["nodes"]
    statements = [
        (model["name"], statement(compiled[model["unique_id"]]))
        for model in models
        if model["config"]["materialized"] != "ephemeral"
    ]
    prepared = {"statements": statements, "effects": job.answer}
    (folder / statements_of(name)).write_text(json.dumps(prepared, indent=1), "utf-8")


def statement(model: Mapping[str, Any]) -> str:
    """Return the statement that builds a model from all accounts, as a first build does."""
    kind = "view" if model["config"]["materialized"] == "view" else "table"
    relation = f"{model['schema']}.{model['name']}"
    code = _OF_CHANGED_ACCOUNTS.sub("", model["compiled_code"])
    if "where version >" in code:
        raise NotYetError(f"{model['name']} is narrowed in a way that is unknown here")
    return f"create or replace {kind} {relation} as {code}"


def main() -> None:
    """Prepare a folder for a job; says why when the project cannot run the rule."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("job", choices=JOBS)
    given = parser.parse_args()
    try:
        prepare(given.folder.absolute(), given.job)
    except NotYetError as error:
        sys.exit(" ".join(str(error).split()))


if __name__ == "__main__":
    main()
