"""The exceptions of whence: each is one plain sentence for the user and an exit code."""

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
