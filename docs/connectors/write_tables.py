"""Writes the page beside it from the layouts of the connectors and from their registry.

.venv/bin/python docs/connectors/write_tables.py           writes the page anew (make docs)
.venv/bin/python docs/connectors/write_tables.py --check   writes nothing; fails when it is stale
"""

import argparse
import ast
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parents[1]
PAGE = FOLDER / "README.md"

_OPEN = "<!-- make docs wrote this: connectors -->\n"
_CLOSE = "<!-- end -->"
_REGISTRY = re.compile(r"macro connectors\(\).*?return\((\{.*?\})\) }}", re.DOTALL)


def registry() -> Mapping[str, Mapping[str, list[str]]]:
    """Return what macros/connectors.sql says each connector reads and gives."""
    [text] = _REGISTRY.findall((ROOT / "macros" / "connectors.sql").read_text("utf-8"))
    return dict(ast.literal_eval(text))


def layout(source: str) -> Mapping[str, Any]:
    """Return what a connector's layout declares."""
    path = ROOT / "models" / "staging" / source / f"_{source}__sources.yml"
    [declared] = yaml.safe_load(path.read_text("utf-8"))["sources"]
    return dict(declared)


def section(source: str, shapes: list[str]) -> Iterator[str]:
    """Yield the lines that tell of one connector."""
    declared = layout(source)
    columns = f"../../models/staging/{source}/_{source}__sources.yml"
    yield f"## {source}"
    yield ""
    yield f"{declared['description'].strip()} Gives {', '.join(shapes)}. [Columns]({columns})."
    yield ""
    yield "| raw table | one row per | without it |"
    yield "|---|---|---|"
    for table in declared["tables"]:
        meta = (table.get("config") or {}).get("meta") or {}
        grain = re.sub(r"^One row per ", "", table["description"].strip()).rstrip(".")
        lost = "the run stops" if meta.get("required") else f"lost: {meta.get('without', '')}"
        yield f"| `{table['name']}` | {grain} | {lost} |"
    yield ""


def written(page: str) -> str:
    """Return the page with its generated part written anew."""
    before, rest = page.split(_OPEN)
    after = rest.split(_CLOSE, 1)[1]
    lines = [
        line for source, entry in registry().items() for line in section(source, entry["shapes"])
    ]
    return before + _OPEN + "\n" + "\n".join(lines) + _CLOSE + after


def main() -> None:
    """Write the page, or say that it is stale."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    page = PAGE.read_text("utf-8")
    anew = written(page)
    if not parser.parse_args().check:
        PAGE.write_text(anew, "utf-8")
    elif anew != page:
        sys.exit(f"{PAGE.relative_to(ROOT)} is stale; run make docs")


if __name__ == "__main__":
    main()
