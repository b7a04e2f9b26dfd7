"""The exceptions of whence: each is one plain sentence for the user and an exit code.

The helpers below word the parts that many of the sentences share.
"""

import difflib
import json
from collections.abc import Iterable
from typing import ClassVar


class WhenceError(Exception):
    """Something that the user can act on; its text is the sentence that is printed."""

    exit_code: ClassVar[int] = 1


class BuildFailed(WhenceError):  # noqa: N818  reads as what happened
    """A model or a test failed, so nothing was published."""


class InputError(WhenceError):
    """The raw data, a path or an argument cannot be used as it is."""

    exit_code: ClassVar[int] = 2


class ConfigurationError(WhenceError):
    """The vars of dbt_project.yml or the seeds hold a value that is not allowed."""

    exit_code: ClassVar[int] = 2


class BuildRunning(WhenceError):  # noqa: N818  reads as what happened
    """Another build holds the lock of the same database."""

    exit_code: ClassVar[int] = 3


class BuildStopped(WhenceError):  # noqa: N818  reads as what happened
    """Ctrl-C or SIGTERM ended the build; the code is the one that shells give."""

    exit_code: ClassVar[int] = 130


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ` (did you mean <the nearest known word>?)`, or nothing when none is near."""
    near = difflib.get_close_matches(word.lower(), list(known), n=1)
    return f" (did you mean {near[0]}?)" if near else ""


def listed(names: Iterable[str]) -> str:
    """Return the names as one readable list, in order."""
    return ", ".join(sorted(names))


def shown(value: object) -> str:
    """Return a value as a YAML file would have it, on one line."""
    return json.dumps(value, default=str, ensure_ascii=False)
