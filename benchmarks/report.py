"""What the reports of all benchmarks have in common."""

import contextlib
import os
import platform
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

CLOSE = "<!-- end -->"
_GIGABYTE = 10**9


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return a Markdown table that reads well as text too; its first row is the header."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        f"| {' | '.join(text.ljust(width) for text, width in zip(row, widths, strict=True))} |"
        for row in rows
    ]
    rule = ["-" * (width + 2) for width in widths]
    numbers = [f"{dashes[:-1]}:" for dashes in rule[1:]]
    return [lines[0], f"|{'|'.join([rule[0], *numbers])}|", *lines[1:]]


def machine() -> str:
    """Return what the machine is."""
    name = platform.processor() or platform.machine()
    with contextlib.suppress(OSError, StopIteration):
        told = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
        name = next(line.split(":", 1)[1].strip() for line in told if line.startswith("model name"))
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / _GIGABYTE
    return f"{os.cpu_count()} cores ({name}), {memory:.0f} GB, {platform.system()}"


def versions(packages: Sequence[str]) -> list[str]:
    """Return Python and the installed packages, each with its version."""
    return [
        f"Python {platform.python_version()}",
        *(f"{name} {version(name)}" for name in packages),
    ]


def write_into(page: Path, lines: Sequence[str], opening: str) -> None:
    """Replace the part of the page from the mark ``opening`` to the next end."""
    before, rest = page.read_text("utf-8").split(opening)
    after = rest.split(CLOSE, 1)[1]
    page.write_text(f"{before}{opening}\n{chr(10).join(lines)}\n\n{CLOSE}{after}", "utf-8")
