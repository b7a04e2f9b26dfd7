"""What the project must look like, asked of dbt's manifest: layers, sizes, descriptions, claims."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT, work_folder
from whence.build import profiles_folder
from whence.dbt import ReadProject, Setting, read_project
from whence.project import NAME, Project
from whence.publish import candidate_of

MODEL_LINES, MACRO_LINES, YAML_LINES = 100, 40, 250

#: What each layer may read. A seed is rows that people edit, for the layers that mean something.
MAY_READ = {
    "source": set[str](),
    "seed": set[str](),
    "base": {"source"},
    "stg": {"base"},
    "int": {"stg", "int", "seed"},
    "mart": {"int", "mart", "seed"},
}

MACRO = re.compile(r"{%-?\s*macro\s+(\w+).*?{%-?\s*endmacro\s*-?%}", re.DOTALL)

Node = Any
"""A node of dbt's manifest, whose types differ by kind."""


@pytest.fixture(scope="session")
def project() -> ReadProject:
    """Let dbt read the project once, as the builds of the other tests do."""
    database = candidate_of(work_folder() / "whence.duckdb")
    setting = Setting(
        project=ROOT,
        profiles=profiles_folder(Project(ROOT)),
        environment={"WHENCE_DATABASE": str(database)},
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DBT_TARGET_PATH", str(work_folder() / "target"))
        return read_project(setting)


def nodes(project: ReadProject, kind: str) -> Iterator[Node]:
    every: Iterable[Node] = project.manifest.nodes.values()
    yield from (node for node in every if node.resource_type == kind)


def models(project: ReadProject) -> Iterator[Node]:
    return nodes(project, "model")


def found(project: ReadProject, unique_id: str) -> Node:
    """Find a node by id; sources are kept apart from the others."""
    return project.manifest.nodes.get(unique_id) or project.manifest.sources[unique_id]


def layer(node: Node) -> str:
    """Return the layer of a node: by its folder, and in staging by the prefix of its name."""
    if node.resource_type != "model":
        return str(node.resource_type)
    folder = node.fqn[1]
    if folder == "staging":
        return str(node.name.partition("_")[0])
    return {"intermediate": "int", "marts": "mart"}[folder]


def source_of(node: Node) -> str:
    """Return the source that a node of staging belongs to: its folder, or the source's name."""
    return str(node.source_name if node.resource_type == "source" else node.fqn[2])


def test_layers_point_one_way(project: ReadProject) -> None:
    reads = [
        (node, found(project, unique_id))
        for node in models(project)
        for unique_id in node.depends_on.nodes
    ]
    assert {layer(read) for _, read in reads} == {"source", "seed", "base", "stg", "int", "mart"}
    wrong = [
        f"{node.name} reads {read.name}"
        for node, read in reads
        if layer(read) not in MAY_READ[layer(node)]
    ]
    assert not wrong, "\n".join(wrong)


def test_staging_reads_its_own_source_alone(project: ReadProject) -> None:
    wrong = [
        f"{node.name} reads {read.name} of {source_of(read)}"
        for node in models(project)
        if layer(node) in {"base", "stg"}
        for read in (found(project, unique_id) for unique_id in node.depends_on.nodes)
        if source_of(read) != source_of(node)
    ]
    assert not wrong, "\n".join(wrong)


def test_names_say_the_layer_and_the_source(project: ReadProject) -> None:
    for node in models(project):
        kind = layer(node)
        if kind == "mart":
            assert not node.name.startswith(("base_", "stg_", "int_")), node.name
        elif kind == "int":
            assert node.name.startswith("int_"), node.name
        else:
            assert node.name.startswith((f"base_{source_of(node)}__", f"stg_{source_of(node)}__"))


def test_rules_read_no_variables() -> None:
    files = list((ROOT / "macros" / "rules").glob("*.sql"))
    assert files
    assert not [path.name for path in files if re.search(r"\bvar\s*\(", path.read_text("utf-8"))]


def longer_than(limit: int, paths: Iterator[Path]) -> list[str]:
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in paths}
    assert lengths, "no file was found"
    return [f"{path.name}: {length}" for path, length in lengths.items() if length > limit]


def test_models_are_short() -> None:
    assert longer_than(MODEL_LINES, (ROOT / "models").rglob("*.sql")) == []


def test_yaml_files_are_short() -> None:
    folders = ("models", "seeds")
    files = (path for folder in folders for path in (ROOT / folder).rglob("*.yml"))
    assert longer_than(YAML_LINES, files) == []


def test_macros_are_short() -> None:
    macros = {
        macro[1]: macro[0].count("\n") + 1
        for path in (ROOT / "macros").rglob("*.sql")
        for macro in MACRO.finditer(path.read_text("utf-8"))
    }
    assert macros, "no macro was found"
    assert {name: lines for name, lines in macros.items() if lines > MACRO_LINES} == {}


def test_every_model_says_what_its_rows_are(project: ReadProject) -> None:
    wrong = [node.name for node in models(project) if "**Grain**" not in node.description]
    assert not wrong, f"no description with a grain: {wrong}"


def test_every_column_under_contract_is_described(project: ReadProject) -> None:
    under_contract = [node for node in models(project) if node.config.contract.enforced]
    assert under_contract
    wrong = [
        f"{node.name}.{column.name}"
        for node in under_contract
        for column in node.columns.values()
        if not column.description
    ]
    assert not wrong, "\n".join(wrong)


def test_sql_tests_are_claims(project: ReadProject) -> None:
    claims = {node.name for node in nodes(project, "test") if not hasattr(node, "test_metadata")}
    assert claims == {path.stem for path in (ROOT / "tests").glob("*.sql")}
    assert all(name.startswith("assert_") for name in claims), claims


def test_the_package_knows_no_other_package(project: ReadProject) -> None:
    assert {node.package_name for node in project.manifest.nodes.values()} == {NAME}
