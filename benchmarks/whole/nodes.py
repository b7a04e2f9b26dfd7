"""Which stage of a build a node belongs to, and how the time of a build divides among them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

#: Folders of models by the stage that they belong to; the first that fits.
_STAGES = (
    ("staging", ("models/staging/",)),
    ("identity", ("models/intermediate/accounts/",)),
    ("learning", ("models/intermediate/data_driven/",)),
    ("spine", ("models/intermediate/",)),
    (
        "credits",
        (
            "models/marts/attribution/touch_credits.sql",
            "models/marts/attribution/attribution_credits.sql",
        ),
    ),
    ("marts", ("models/marts/",)),
    ("seeds", ("seeds/",)),
    ("tests", ("tests/", "models/")),
)
#: Before the first node: imports, reading the project, checks of configuration and raw tables.
START = "start"
#: After the last node: putting the database in place, the summary.
END = "end"
STAGES = (
    START,
    "seeds",
    "staging",
    "identity",
    "spine",
    "learning",
    "credits",
    "marts",
    "tests",
    END,
)


@dataclass(frozen=True)
class Node:
    """A node of the build: when it ran (seconds since 1970), and the relation that it made.

    `relation` is empty for tests and for what is not kept as rows.
    """

    name: str
    stage: str
    started_at: float
    ended_at: float
    relation: str = ""

    @property
    def seconds(self) -> float:
        """How long it ran."""
        return self.ended_at - self.started_at


def read_nodes(target: Path) -> list[Node]:
    """Return the nodes of the last build from what dbt left in its target folder."""
    results = json.loads((target / "run_results.json").read_text("utf-8"))["results"]
    known = json.loads((target / "manifest.json").read_text("utf-8"))["nodes"]
    return [
        _node(result, known[result["unique_id"]])
        for result in results
        if result["timing"]
        and result["unique_id"] in known
        # hooks of the whole run are in the time of the node after them
        and known[result["unique_id"]]["resource_type"] != "operation"
    ]


def stage_of(kind: str, path: str) -> str:
    """Return the stage of a node of dbt by its kind and the file that it stands in."""
    if kind in ("test", "unit_test"):
        return "tests"
    return next(name for name, places in _STAGES if path.startswith(places))


def shares_of(nodes: Sequence[Node], started_at: float, ended_at: float) -> dict[str, float]:
    """Divide the time of a build among its stages, in seconds; the shares add up to all of it.

    Nodes that run at the same time share it evenly; a gap between nodes is its next node's.
    """
    shares = dict.fromkeys(STAGES, 0.0)
    instants = sorted({moment for node in nodes for moment in (node.started_at, node.ended_at)})
    if not instants:
        return {**shares, START: ended_at - started_at}
    shares[START] = instants[0] - started_at
    shares[END] = ended_at - instants[-1]
    for start, end in pairwise(instants):
        running = [node for node in nodes if node.started_at <= start and node.ended_at >= end]
        running = running or [min((n for n in nodes if n.started_at >= end), key=_start)]
        for node in running:
            shares[node.stage] += (end - start) / len(running)
    return shares


def _start(node: Node) -> float:
    return node.started_at


def _node(result: Mapping[str, Any], known: Mapping[str, Any]) -> Node:
    kind = known["resource_type"]
    is_table = kind == "model" and known["config"]["materialized"] not in ("view", "ephemeral")
    timing = result["timing"]
    return Node(
        name=known["name"],
        stage=stage_of(kind, known["original_file_path"]),
        started_at=_moment(min(step["started_at"] for step in timing)),
        ended_at=_moment(max(step["completed_at"] for step in timing)),
        relation=f"{known['schema']}.{known['alias']}" if is_table else "",
    )


def _moment(text: str) -> float:
    return datetime.fromisoformat(text).timestamp()
