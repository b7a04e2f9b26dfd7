"""Targets: what was planned per quarter, for the company and for each seller."""

from dataclasses import dataclass

import numpy as np

from whence.simulate.arrays import Integers, Texts, texts
from whence.simulate.campaigns import quarter_starts
from whence.simulate.parameters import Parameters
from whence.simulate.words import SALES

#: Per metric the target per account and quarter (in USD, else a count), and in how many quarters
#: a new company gets there: revenue comes later than leads.
_PLAN = {
    "leads": (0.30, 2),
    "mqls": (0.13, 2),
    "meetings": (0.24, 3),
    "opportunities": (0.09, 3),
    "pipeline": (2_700.0, 3),
    "revenue": (850.0, 5),
}
_QUARTERLY_GROWTH = 1.03
#: Targets reach so many quarters beyond the records.
_QUARTERS_AHEAD = 4


@dataclass(frozen=True)
class Targets:
    """One element per quarter, metric and owner ('' for the whole company)."""

    period_start: Integers
    metric: Texts
    value: Integers
    owner: Texts


def plan_targets(parameters: Parameters, account_count: int) -> Targets:
    """Return the targets of all quarters, in proportion to the size of the market."""
    rows = [
        (start, metric, _plan(planned, quarter) * account_count / len(owners), owner)
        for quarter, start in enumerate(quarter_starts(parameters, _QUARTERS_AHEAD)[:-1])
        for metric, planned, owners in (
            *((metric, metric, ("",)) for metric in _PLAN),
            ("quota", "revenue", SALES),
        )
        for owner in owners
    ]
    starts, metrics, values, owners = zip(*rows, strict=True)
    return Targets(
        period_start=np.array(starts),
        metric=texts(metrics),
        value=np.ceil(np.array(values)).astype(np.int64),
        owner=texts(owners),
    )


def _plan(metric: str, quarter: int) -> float:
    target, quarters = _PLAN[metric]
    return float(target * min(1.0, (quarter + 1) / quarters) * _QUARTERLY_GROWTH**quarter)
