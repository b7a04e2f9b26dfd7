"""The exact answer of the Markov rule, in numpy: what every contestant is held against.

A journey is a walk from the start over the channels of its touches to a win or a loss. Each row of
counts is where the walks went from one state: row 0 from the start, row 1 + c from channel c;
column c to channel c, the last two columns to a win and to a loss.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


class Journeys(NamedTuple):
    """Journeys with the same channels in the same order: how many were won and how many lost."""

    channels: Sequence[int]
    won: float
    lost: float


class Answer(NamedTuple):
    """The share of walks that are won, and what part of it is lost without each channel."""

    p_win: float
    removal_effects: Numbers

    @property
    def shares(self) -> Numbers:
        """Each channel's part of all the removal effects."""
        return np.asarray(self.removal_effects / self.removal_effects.sum())


def count_steps(journeys: Iterable[Journeys], channel_count: int) -> Numbers:
    """Count where the walks went from each state."""
    counts = np.zeros((channel_count + 1, channel_count + 2))
    for channels, won, lost in journeys:
        states = [0, *(channel + 1 for channel in channels)]
        for state, channel in zip(states, channels, strict=False):
            counts[state, channel] += won + lost
        counts[states[-1], -2:] += won, lost
    return counts


def solve(counts: Numbers) -> Answer:
    """Remove every channel at once, by one inversion.

    Of the walks from the start, N_sc / N_cc ever visit channel c, and b_c of those are won. Every
    channel that is counted must have been visited.
    """
    steps = counts / counts.sum(axis=1, keepdims=True)
    nowhere = np.zeros((len(steps), 1))  # no walk returns to the start
    visits = np.linalg.inv(np.identity(len(steps)) - np.hstack([nowhere, steps[:, :-2]]))
    wins = visits @ steps[:, -2]
    reached = visits[0] / visits.diagonal()
    return Answer(float(wins[0]), (reached * wins / wins[0])[1:])
