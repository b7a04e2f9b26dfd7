"""Runs a command and watches how much memory and disk it uses meanwhile."""

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

#: ru_maxrss is in bytes on macOS, in KiB elsewhere.
_RSS_UNIT = 1 if sys.platform == "darwin" else 1024
_POLL_SECONDS = 0.1


@dataclass(frozen=True)
class Sample:
    """What was in use at an instant (seconds since 1970); bytes."""

    at: float
    memory: int
    disk: int


@dataclass(frozen=True)
class Watched:
    """A command that has ended: `seconds` from start to end, its peak memory in bytes.

    `processor_seconds` are those of all its threads, which other work on the machine changes less.
    """

    started_at: float
    seconds: float
    processor_seconds: float
    peak_memory: int
    samples: Sequence[Sample]
    said: str

    @property
    def peak_disk(self) -> int:
        """The most bytes that lay in the watched folders at once."""
        return max((sample.disk for sample in self.samples), default=0)

    def peak_between(self, start: float, end: float) -> int:
        """Return the most memory that was held between two instants, in bytes; 0 if unseen."""
        inside = (one.memory for one in self.samples if start <= one.at <= end)
        return max(inside, default=0)


class CommandFailedError(Exception):
    """A command ended with an exit ``code`` that is not 0, after what it ``said``."""

    def __init__(self, command: Sequence[str | Path], code: int, said: str) -> None:
        """Keep what a caller may want to say in words of its own."""
        super().__init__(f"{command[0]} ended with {code}:\n{said}")
        self.code = code
        self.said = said


def run_watched(
    command: Sequence[str | Path],
    *,
    working: Path,
    environment: Mapping[str, str],
    folders: Sequence[Path] = (),
    check: Callable[[Sample], object] = bool,
) -> Watched:
    """Run a command in the folder ``working`` to its end.

    ``environment`` is set besides what is set already; ``folders`` are watched for their size; a
    sample that ``check`` raises at stops the command. This process stays small: on Linux a child's
    ru_maxrss starts at that of who started it. Raises CommandFailedError.
    """
    samples: list[Sample] = []
    with tempfile.TemporaryFile() as said:
        started_at, start = time.time(), time.monotonic()
        process = subprocess.Popen(  # noqa: S603  our own command
            command, cwd=working, env={**os.environ, **environment}, stdout=said, stderr=said
        )
        try:
            while True:
                ended, status, usage = os.wait4(process.pid, os.WNOHANG)
                if ended:
                    break
                samples.append(Sample(time.time(), _resident(process.pid), _size_of(folders)))
                check(samples[-1])
                time.sleep(_POLL_SECONDS)
        except BaseException:
            process.kill()
            process.wait()
            raise
        seconds = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        samples.append(Sample(time.time(), 0, _size_of(folders)))
        said.seek(0)
        words = said.read().decode("utf-8", "replace")
    if process.returncode:
        raise CommandFailedError(command, process.returncode, words)
    return Watched(
        started_at,
        seconds,
        usage.ru_utime + usage.ru_stime,
        usage.ru_maxrss * _RSS_UNIT,
        samples,
        words,
    )


def _resident(process_id: int) -> int:
    """Return how much memory a process holds now, in bytes; 0 where the system does not say."""
    with contextlib.suppress(OSError, IndexError):
        pages = Path(f"/proc/{process_id}/statm").read_text("ascii").split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")
    return 0


def _size_of(folders: Sequence[Path]) -> int:
    """Return the bytes on disk of all files below the folders; files may vanish meanwhile."""
    total = 0
    for folder in folders:
        for path in folder.rglob("*"):
            with contextlib.suppress(OSError):
                total += path.stat().st_blocks * 512
    return total
