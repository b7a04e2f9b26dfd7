"""The truth of a scenario: what touches and channels did for every deal.

Every effect is a difference between two probabilities of winning, with and without something; no
outcome that was drawn plays a part.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import comb

import numpy as np

from whence.simulate.arrays import Booleans, Floats, Integers, first_in_group, members, taken
from whence.simulate.outcomes import logit_with, probability, saturation
from whence.simulate.parameters import Parameters
from whence.simulate.worlds import World

#: Of more channels there are too many sets to enumerate.
MOST_CHANNELS = 12
#: Probabilities at a time: what a set of every deal needs of memory.
_AT_A_TIME = 4_000_000


@dataclass(frozen=True)
class Effects:
    """The effects, on the probabilities of winning.

    Per journey: ``p_win`` and ``p_baseline``, without any touch. Per touch of the world, in its
    order: ``of_touch``, what it alone adds. Per journey and channel in it, by journey: ``direct``,
    what its touches add; ``total``, what they and all that they caused add; ``shapley``, NaN for
    journeys with more than MOST_CHANNELS channels.
    """

    p_win: Floats
    p_baseline: Floats
    of_touch: Floats
    journey: Integers
    channel: Integers
    direct: Floats
    total: Floats
    shapley: Floats


def effects_of(world: World) -> Effects:
    """Compute all effects of a world."""
    order = np.argsort(world.touches.episode, kind="stable")
    world = replace(world, touches=taken(world.touches, order))
    p_win = _win_probability(world, np.arange(len(world.base)))
    of_touch = np.empty(len(order))
    of_touch[order] = _touch_effects(world, p_win)
    channel_count = len(world.parameters.channels)
    pairs = np.unique(world.touches.episode * channel_count + world.touches.channel)
    journey, channel = np.divmod(pairs, channel_count)
    direct, total = (np.empty(len(pairs)) for _ in range(2))
    for number in range(channel_count):
        rows = np.flatnonzero(channel == number)
        own, own_and_caused = _touches_of(world, number)
        direct[rows] = p_win[journey[rows]] - _win_probability(world, journey[rows], own)
        total[rows] = direct[rows]
        if own_and_caused.sum() > own.sum():
            without = _win_probability(world, journey[rows], own_and_caused)
            total[rows] = p_win[journey[rows]] - without
    return Effects(
        p_win=p_win,
        p_baseline=probability(world.base),
        of_touch=of_touch,
        journey=journey,
        channel=channel,
        direct=direct,
        total=total,
        shapley=_shapley(world, journey, channel),
    )


def placebos(parameters: Parameters) -> Booleans:
    """Return which channels have no effect, neither by themselves nor by what they cause."""
    works = {channel.name for channel in parameters.channels if channel.effect != 0}
    # from the last cause to the first, as a child may be a parent of later ones
    for induction in reversed(parameters.inductions):
        if induction.child in works:
            works.add(induction.parent)
    return np.array([channel.name not in works for channel in parameters.channels])


def _win_probability(
    world: World, journeys: Integers, is_removed: Booleans | None = None
) -> Floats:
    """Return the probability of winning each of some journeys, some of their touches removed.

    The world's touches are in order of journey; ``is_removed`` has one element for each of them.
    """
    rows, place = _rows_of(world, journeys)
    if is_removed is not None:
        rows, place = rows[~is_removed[rows]], place[~is_removed[rows]]
    return _probability_with(world, journeys, rows, place)


def _probability_with(world: World, journeys: Integers, rows: Integers, place: Integers) -> Floats:
    """Return the probability of winning each journey with the touches at ``rows`` alone.

    ``place``: the position in ``journeys`` of the journey of each of these touches.
    """
    touches = replace(taken(world.touches, rows), episode=place)
    saturated = saturation(world.parameters, world.decided_at[journeys], touches)
    return probability(logit_with(world.parameters, world.base[journeys], saturated))


def _rows_of(world: World, journeys: Integers) -> tuple[Integers, Integers]:
    """Return the touches of some journeys, and per touch the position of its journey in these."""
    episode = world.touches.episode
    first, end = (np.searchsorted(episode, journeys, side=side) for side in ("left", "right"))  # type: ignore[call-overload]
    place, number = members(end - first)
    return first[place] + number, place


def _touch_effects(world: World, p_win: Floats) -> Floats:
    """Remove of every journey its first touch, then its second, and so on."""
    effects = np.empty(len(world.touches.at))
    count = np.bincount(world.touches.episode, minlength=len(world.base))
    first = np.cumsum(count) - count
    for number in range(count.max(initial=0)):
        journeys = np.flatnonzero(count > number)
        rows, place = _rows_of(world, journeys)
        removed = first[journeys] + number
        is_kept = rows != removed[place]
        without = _probability_with(world, journeys, rows[is_kept], place[is_kept])
        effects[removed] = p_win[journeys] - without
    return effects


def _touches_of(world: World, channel: int) -> tuple[Booleans, Booleans]:
    """Return which touches are of a channel, and which are so or were caused by one that is."""
    name = world.parameters.channels[channel].name
    caused_by = sum(
        1 << number
        for number, induction in enumerate(world.parameters.inductions)
        if induction.parent == name
    )
    own = world.touches.channel == channel
    return own, own | ((world.touches.causes & caused_by) != 0)


def _shapley(world: World, journey: Integers, channel: Integers) -> Floats:
    """Return the Shapley value of the channels of each journey, by enumerating their sets."""
    values = np.full(len(journey), np.nan)
    game = _game_of(world)
    count = np.bincount(journey, minlength=len(world.base))
    first = first_in_group(journey, len(world.base))
    for size in range(1, MOST_CHANNELS + 1):
        journeys = np.flatnonzero(count == size)
        weights = _shapley_weights(size)
        step = max(1, _AT_A_TIME >> size)
        for start in range(0, len(journeys), step):
            some = journeys[start : start + step]
            rows = first[some][:, None] + np.arange(size)
            values[rows] = game.win_probabilities(some, channel[rows]) @ weights
    return values


def _shapley_weights(size: int) -> Floats:
    """Return per set of ``size`` channels (as bits) and channel the weight of the set's value."""
    is_in = _sets(size)
    others = is_in.sum(axis=1, keepdims=True) - is_in
    share = np.array([1 / (size * comb(size - 1, number)) for number in range(size)] + [0.0])
    weights: Floats = np.where(is_in, share[others], -share[others])
    return weights


def _sets(size: int) -> Booleans:
    """Return all sets of some channels, one a row: set n has the channels that are bits of n."""
    is_in: Booleans = (np.arange(1 << size)[:, None] >> np.arange(size)) & 1 == 1
    return is_in


@dataclass(frozen=True)
class _Game:
    """The chance of winning as a function of the channels that may act.

    ``saturated``: per journey and channel. ``conditional``: the channel that works only after
    others, -1 for none, with ``saturated_after``: per set of these others (as bits) its values.
    """

    parameters: Parameters
    base: Floats
    saturated: Floats
    conditional: int
    conditions: tuple[int, ...]
    saturated_after: Mapping[int, Floats]

    def win_probabilities(self, journeys: Integers, channels: Integers) -> Floats:
        """Return per journey and set of its channels (as bits) the chance of winning.

        ``channels``: per journey the positions of its channels.
        """
        size = channels.shape[1]
        sets = _sets(size)
        names = [channel.name for channel in self.parameters.channels]
        effect = np.array([channel.effect for channel in self.parameters.channels])
        one, other, synergy = self.parameters.synergy

        def has(channel: int) -> Booleans:
            """Say per journey and set whether the channel is in it."""
            is_in: Booleans = (channels == channel) @ sets.T
            return is_in

        def acting(channel: int) -> Floats:
            """Return per journey and set how much of the channel's effect comes about."""
            if channel != self.conditional:
                always: Floats = self.saturated[journeys, channel][:, None] * has(channel)
                return always
            present = sum(has(trigger) << bit for bit, trigger in enumerate(self.conditions))
            by_set = np.stack(
                [self.saturated_after[number][journeys] for number in sorted(self.saturated_after)]
            )
            after: Floats = by_set[present, np.arange(len(journeys))[:, None]] * has(channel)
            return after

        of_channel = np.where(
            channels == self.conditional,
            0.0,
            (self.saturated * effect)[journeys[:, None], channels],
        )
        added = of_channel @ sets.T.astype(np.float64)
        if self.conditional >= 0:
            added += effect[self.conditional] * acting(self.conditional)
        together = acting(names.index(one)) * acting(names.index(other))
        return probability(
            self.base[journeys][:, None]
            + self.parameters.effect_strength * added
            + synergy * together
        )


def _game_of(world: World) -> _Game:
    parameters = world.parameters
    names = [channel.name for channel in parameters.channels]
    conditional = [place for place, one in enumerate(parameters.channels) if one.works_after]
    conditions: tuple[int, ...] = ()
    saturated_after: dict[int, Floats] = {}
    for channel in conditional:
        triggers = parameters.channels[channel].works_after
        conditions = tuple(names.index(name) for name in triggers)
        for chosen in range(1 << len(conditions)):
            absent = [one for bit, one in enumerate(conditions) if not chosen >> bit & 1]
            touches = taken(world.touches, ~np.isin(world.touches.channel, absent))
            saturated_after[chosen] = saturation(parameters, world.decided_at, touches)[:, channel]
    return _Game(
        parameters=parameters,
        base=world.base,
        saturated=saturation(parameters, world.decided_at, world.touches),
        conditional=conditional[0] if conditional else -1,
        conditions=conditions,
        saturated_after=saturated_after,
    )
