"""Where the dbt project is, and what its files say before dbt reads them."""

import csv
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from whence.errors import ConfigurationError, InputError

DEFINITION = "dbt_project.yml"
NAME = "whence"
DEFAULT_DATABASE = Path("warehouse") / "whence.duckdb"

#: DuckDB names a database after its file: these are DuckDB's own names and our schemas.
_TAKEN_NAMES = frozenset({"main", "temp", "system", "staging", "intermediate", "seeds"})

#: The kind of row that each `*_sources` var names the sources of.
SHAPE_OF_SOURCES = {
    "touch_sources": "touches",
    "page_view_sources": "page_views",
    "deal_sources": "deals",
    "contact_sources": "contacts",
    "spend_sources": "spend",
    "target_sources": "targets",
}

#: What can be said of each connector: where its raw tables are and whose tool landed them.
CONNECTOR_SETTINGS = ("database", "schema", "layout")
#: The source whose raw tables lie in the raw folder itself.
FILES = "files"

_CONNECTOR = re.compile(r"^        '(?P<name>\w+)': \{", re.MULTILINE)
_RULE_MACRO = re.compile(r"\bmacro\s+default__rule_(?P<algorithm>\w+)\s*\(\s*(?P<argument>\w*)")
#: A line of the macro that names the algorithms which learn: a name and the parameters' defaults.
_LEARNING = re.compile(r"^        '(?P<algorithm>\w+)': \{(?P<defaults>.*)\},$", re.MULTILINE)
_MACRO_END = re.compile(r"\bendmacro\b")


@dataclass(frozen=True)
class Parameters:
    """The names of an algorithm's parameters.

    `is_open` is true when its macro hands all of them on, so that there may be others.
    """

    required: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()
    is_open: bool = False


@dataclass(frozen=True)
class Project:
    """The dbt project in `root`, which is a folder with a dbt_project.yml named whence."""

    root: Path

    @cached_property
    def definition(self) -> Mapping[str, Any]:
        """The mapping in dbt_project.yml; raises ConfigurationError when it is not one."""
        return read_yaml_mapping((self.root / DEFINITION).read_text("utf-8"), DEFINITION)

    @property
    def variables(self) -> dict[str, Any]:
        """The vars of dbt_project.yml, those under the project's own name last, as dbt does."""
        variables = self.definition.get("vars") or {}
        if not isinstance(variables, Mapping):
            raise ConfigurationError(f"vars in {DEFINITION} is not a mapping of names to values.")
        own = variables.get(NAME) or {}
        return {name: value for name, value in variables.items() if name != NAME} | dict(own)

    @cached_property
    def algorithms(self) -> dict[str, Parameters]:
        """The algorithms that a rule can name, each with the parameters that its macro reads."""
        found: dict[str, Parameters] = {}
        for path in sorted(self._files("macro-paths", "macros", "*.sql")):
            text = path.read_text("utf-8")
            for macro in _RULE_MACRO.finditer(text):
                end = _MACRO_END.search(text, macro.end())
                body = text[macro.end() : end.start() if end else len(text)]
                found[macro["algorithm"]] = _parameters_read(macro["argument"], body)
        for path in self._files("macro-paths", "macros", "data_driven_rules.sql"):
            for line in _LEARNING.finditer(path.read_text("utf-8")):
                read = found[line["algorithm"]]
                learned = frozenset(re.findall(r"'(\w+)':", line["defaults"]))
                found[line["algorithm"]] = replace(read, optional=read.optional | learned)
        return found

    @cached_property
    def sources(self) -> dict[str, frozenset[str]]:
        """The sources in models/staging/, each with the shapes that it has a staging model for."""
        found: dict[str, frozenset[str]] = {}
        for models in self._folders("model-paths", "models"):
            for folder in sorted((models / "staging").glob("*/")):
                prefix = f"stg_{folder.name}__"
                shapes = {path.stem.removeprefix(prefix) for path in folder.glob(f"{prefix}*.sql")}
                found[folder.name] = frozenset(shapes)
        return found

    @cached_property
    def connectors(self) -> dict[str, frozenset[str]]:
        """The connectors of macros/connectors.sql, each with the names its raw tables may have."""
        found: dict[str, frozenset[str]] = {}
        for path in self._files("macro-paths", "macros", "connectors.sql"):
            for match in _CONNECTOR.finditer(path.read_text("utf-8")):
                found[match["name"]] = self._raw_table_names(match["name"])
        return found

    def _raw_table_names(self, source: str) -> frozenset[str]:
        names: set[str] = set()
        for path in self._files("model-paths", "models", f"_{source}__sources.yml"):
            for declared in read_yaml_mapping(path.read_text("utf-8"), path.name)["sources"]:
                for table in declared["tables"]:
                    meta = (table.get("config") or {}).get("meta") or {}
                    names |= {table["name"], meta.get("airbyte", table["name"])}
                    names |= {meta["also"]} if "also" in meta else set()
        return frozenset(names)

    def connectors_in(self, raw: Path, variables: Mapping[str, Any]) -> list[str]:
        """Return the connectors of which a raw table lies in the folder `raw`.

        `variables` may give a connector's schema, which is its folder in `raw`.
        """
        found = []
        for name, tables in self.connectors.items():
            folder = raw / str(variables.get(f"{name}_schema", "" if name == FILES else name))
            paths = folder.glob("*") if folder.is_dir() else ()
            if any(p.suffix in (".csv", ".parquet") and p.stem in tables for p in paths):
                found.append(name)
        return found

    def unread_in(self, raw: Path, variables: Mapping[str, Any]) -> list[str]:
        """Return the CSV and Parquet files in and below `raw` that no connector reads."""
        known: dict[str, set[str]] = {}
        for name, tables in self.connectors.items():
            folder = str(variables.get(f"{name}_schema", "" if name == FILES else name))
            known.setdefault(folder, set()).update(tables)
        return [
            str(path.relative_to(raw))
            for path in sorted([*raw.glob("*"), *raw.glob("*/*")])
            if path.suffix in (".csv", ".parquet")
            and path.stem not in known.get("" if path.parent == raw else path.parent.name, ())
        ]

    def seed(self, name: str) -> tuple[list[str], list[tuple[int, dict[str, str]]]]:
        """Read `seeds/<name>.csv`: its header, and its rows with their line numbers.

        Every value is trimmed text. Raises ConfigurationError when the file cannot be read so.
        """
        for path in self._files("seed-paths", "seeds", f"{name}.csv"):
            try:
                with path.open(encoding="utf-8-sig", newline="") as file:
                    reader = csv.reader(file, strict=True)
                    lines = [(reader.line_num, [*map(str.strip, row)]) for row in reader if row]
            except (UnicodeDecodeError, csv.Error) as error:
                raise ConfigurationError(f"{path} cannot be read as CSV: {error}.") from None
            header = lines[0][1] if lines else []
            for number, row in lines:
                if len(row) != len(header):
                    raise ConfigurationError(
                        f"{path}, line {number} has {len(row)} cells, the header {len(header)}."
                    )
            return header, [
                (number, dict(zip(header, row, strict=True))) for number, row in lines[1:]
            ]
        raise ConfigurationError(f"{self.root} has no seed {name}.csv.")

    def _folders(self, setting: str, default: str) -> Iterator[Path]:
        names = self.definition.get(setting) or [default]
        yield from (self.root / name for name in names)
        packages = self.root / (self.definition.get("packages-install-path") or "dbt_packages")
        yield from sorted(packages.glob(f"*/{default}"))

    def _files(self, setting: str, default: str, pattern: str) -> Iterator[Path]:
        for folder in self._folders(setting, default):
            yield from sorted(folder.rglob(pattern))


def find_project(start: Path) -> Project:
    """Return the project that `start` is in, or else the checkout that this package runs from.

    Raises InputError when there is neither.
    """
    checkout = Path(__file__).resolve().parents[2]
    for folder in (start.resolve(), *start.resolve().parents, checkout):
        if _is_whence(folder / DEFINITION):
            return Project(folder)
    raise InputError(
        f"No dbt project named whence in {start.resolve()} or a folder above it; "
        "change to your clone of whence and try again."
    )


def database_path(named: Path | None, start: Path) -> Path:
    """Return the absolute path of the published database that is meant.

    That is `named`, or else the environment's WHENCE_DATABASE, or else the default of the project
    that `start` is in.
    """
    named = named or path_in_environment("WHENCE_DATABASE")
    path = named.absolute() if named else find_project(start).root / DEFAULT_DATABASE
    if path.is_dir():
        raise InputError(f"The database {path} is a folder; name a file in it.")
    if path.stem.lower() in _TAKEN_NAMES:
        raise InputError(
            f"A database cannot be named {path.stem}, which has another meaning inside it; "
            "choose another file name."
        )
    return path


def path_in_environment(name: str) -> Path | None:
    """Return the path in an environment variable; None when it is empty or not set."""
    return Path(value) if (value := os.environ.get(name)) else None


def read_yaml_mapping(text: str, origin: str) -> dict[str, Any]:
    """Read `text` as one YAML mapping; `origin` says in the error where it came from."""
    try:
        value = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError) as error:
        raise ConfigurationError(f"{origin} is not YAML: {' '.join(str(error).split())}.") from None
    if not isinstance(value, dict) or not all(isinstance(name, str) for name in value):
        raise ConfigurationError(
            f"{origin} is not a YAML mapping of names to values, such as '{{lookback_days: 90}}'."
        )
    return value


def _is_whence(definition: Path) -> bool:
    if not definition.is_file():
        return False
    try:
        content = yaml.safe_load(definition.read_text("utf-8"))
    except (yaml.YAMLError, ValueError):
        return False
    return isinstance(content, dict) and content.get("name") == NAME


def _parameters_read(argument: str, body: str) -> Parameters:
    """Return what a macro reads from its argument: with get what may be absent, else not."""
    if not argument:
        return Parameters()
    required = re.findall(rf"\b{argument}(?:\[\s*['\"]|\.)(\w+)\b(?!\s*\()", body)
    optional = re.findall(rf"\b{argument}\.get\(\s*['\"](\w+)", body)
    is_handed_on = re.search(rf"[(,=]\s*{argument}\s*[,)]", body) is not None
    return Parameters(frozenset(required), frozenset(optional), is_handed_on)
