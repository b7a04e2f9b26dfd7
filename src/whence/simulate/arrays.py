"""The arrays that a company is kept in, and the times in them."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

Integers: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float64]
Booleans: TypeAlias = NDArray[np.bool_]
Texts: TypeAlias = NDArray[np.object_]
Moments: TypeAlias = NDArray[np.datetime64]

DAY = 86_400  #: seconds
#: Later than any second that counts: what has not happened.
NEVER = 2**62

_SATURDAY = 5
_Arrays = TypeVar("_Arrays")


def texts(values: tuple[str, ...]) -> Texts:
    """Return words as an array, to be picked from by an array of positions."""
    return np.array(values, dtype=object)


def drawn_texts(shares: Mapping[str, float], count: int, random: np.random.Generator) -> Texts:
    """Draw ``count`` of the keys of ``shares``, each with its share of 1."""
    return texts(tuple(shares))[random.choice(len(shares), count, p=list(shares.values()))]


def moments(seconds: Integers) -> Moments:
    """Return seconds since 1970 as timestamps, missing where they are NEVER."""
    stamps = seconds.astype("datetime64[s]")
    stamps[seconds == NEVER] = np.datetime64("NaT")
    return stamps


def dates(seconds: Integers) -> Moments:
    """Return the dates of seconds since 1970, as timestamps, missing where they are NEVER."""
    return moments(np.where(seconds == NEVER, NEVER, seconds // DAY * DAY))


def weekday_on_or_after(day: Integers) -> Integers:
    """Return days since 1970, those on a weekend moved to the next Monday."""
    weekday = (day + 3) % 7  # day 0 was a Thursday
    return day + np.where(weekday >= _SATURDAY, 7 - weekday, 0)


def first_in_group(groups: Integers, group_count: int) -> Integers:
    """Return per group the position of its first member; -1 for a group without members."""
    first = np.full(group_count, -1, dtype=np.int64)
    present, positions = np.unique(groups, return_index=True)
    first[present] = positions
    return first


def members(counts: Integers) -> tuple[Integers, Integers]:
    """Return per member of all groups, in order, its group and its place in the group from 0."""
    groups = np.repeat(np.arange(len(counts)), counts)
    return groups, np.arange(len(groups)) - np.repeat(np.cumsum(counts) - counts, counts)


def taken(table: _Arrays, rows: NDArray[Any]) -> _Arrays:
    """Return the given rows (positions or a mask) of a dataclass of arrays of one length."""
    return type(table)(*(getattr(table, field.name)[rows] for field in fields(table)))  # type: ignore[arg-type]


def stacked(*tables: _Arrays) -> _Arrays:
    """Return the rows of several dataclasses of arrays, one after another."""
    columns = (field.name for field in fields(tables[0]))  # type: ignore[arg-type]
    return type(tables[0])(
        *(np.concatenate([getattr(table, name) for table in tables]) for name in columns)
    )
