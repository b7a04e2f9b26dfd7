"""How far a build is: a bar on a terminal, a line now and then elsewhere."""

import contextlib
import threading
from collections.abc import Iterator

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

#: Without a terminal, one line per this share of all nodes.
_LINES = 5


class TerminalWatcher:
    """Shows a progress bar with the node that was done last."""

    def __init__(self, progress: Progress) -> None:
        """Take a started rich progress; until the project is read the bar only pulses."""
        self._progress = progress
        self._task = progress.add_task("reading the project", total=None)

    def start(self, node_count: int) -> None:
        """Give the bar its length."""
        self._progress.update(self._task, total=node_count, description="building")

    def advance(self, node: str) -> None:
        """Move the bar on by one node."""
        self._progress.update(self._task, advance=1, description=node)


class PlainWatcher:
    """Prints a few lines in all, for logs."""

    def __init__(self, console: Console) -> None:
        """Take the console to print on."""
        self._console = console
        self._node_count = 0
        self._done = 0
        self._lock = threading.Lock()

    def start(self, node_count: int) -> None:
        """Say how much there is to do."""
        self._node_count = node_count
        self._console.print(f"building {node_count} models, seeds and tests")

    def advance(self, node: str) -> None:  # noqa: ARG002  the bar shows it
        """Count one more node, from any of dbt's threads."""
        with self._lock:
            self._done += 1
            lines_due = self._done * _LINES // self._node_count
            if lines_due > (self._done - 1) * _LINES // self._node_count:
                self._console.print(f"{self._done} of {self._node_count} done")


@contextlib.contextmanager
def watching(console: Console) -> Iterator[TerminalWatcher | PlainWatcher]:
    """Show progress on `console` in the way that suits it."""
    if not console.is_terminal:
        yield PlainWatcher(console)
        return
    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        yield TerminalWatcher(progress)
