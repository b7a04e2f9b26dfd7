"""Deals: when they are created, and whether the touches before the decision win them."""

from dataclasses import dataclass

import numpy as np

from whence.simulate.arrays import DAY, NEVER, Booleans, Floats, Integers
from whence.simulate.episodes import Episodes, Touches
from whence.simulate.market import Accounts
from whence.simulate.parameters import Parameters

LOST, WON, OPEN = range(3)

#: The channels in which sales talks with the account: after a talk a deal is written down.
TALKS = ("meeting", "demo")
_BISECTIONS = 60
_OFFICE_HOURS = (9 * 3_600, 17 * 3_600)  #: seconds of the day
_WRITING_UP = (1_800, 10_800)  #: seconds from the talk to the deal
_POSTPONED_DAYS = (10, 120)  #: after the end of the records


@dataclass(frozen=True)
class Deals:
    """One element per deal; times are seconds since 1970.

    ``decided_at`` of an open deal is when the account means to decide. ``outcome``: LOST, WON or
    OPEN.
    """

    episode: Integers
    account: Integers
    created_at: Integers
    decided_at: Integers
    outcome: Integers
    amount_cents: Integers
    is_expansion: Booleans

    @property
    def closed_at(self) -> Integers:
        """When the deal was won or lost; NEVER for an open one."""
        return np.where(self.outcome == OPEN, NEVER, self.decided_at)


def win_logit(
    parameters: Parameters, accounts: Accounts, episodes: Episodes, touches: Touches
) -> Floats:
    """Return per episode the logit of winning, less the intercept.

    A touch's effect fades with its age at the decision, and a channel's effects saturate.
    """
    return logit_with(
        parameters,
        logit_without_touches(parameters, accounts, episodes),
        saturation(parameters, episodes.ends_at, touches),
    )


def logit_without_touches(parameters: Parameters, accounts: Accounts, episodes: Episodes) -> Floats:
    """Return per episode the logit of winning if nobody had met us, less the intercept."""
    segment_effect = np.array([segment.effect for segment in parameters.segments])
    logit: Floats = (
        segment_effect[accounts.segment[episodes.account]]
        + parameters.intent_effect * accounts.intent[episodes.account]
    )
    return logit


def saturation(parameters: Parameters, decided_at: Integers, touches: Touches) -> Floats:
    """Return per episode and channel how much of the channel's effect has come about, 0 to 1."""
    channels = parameters.channels
    age_days = (decided_at[touches.episode] - touches.at) / DAY
    fading = 0.5 ** (age_days / parameters.effect_half_life_days)
    strength = parameters.lasting_effect + (1 - parameters.lasting_effect) * fading
    for number, channel in enumerate(channels):
        if channel.works_from > 1 or channel.works_after:
            strength = np.where(
                (touches.channel == number) & ~_works(parameters, number, len(decided_at), touches),
                0.0,
                strength,
            )
    exposure = np.bincount(
        touches.episode * len(channels) + touches.channel,
        strength,
        minlength=len(decided_at) * len(channels),
    ).reshape(-1, len(channels))
    saturated: Floats = 1 - np.exp(-exposure / parameters.saturation)
    return saturated


def logit_with(parameters: Parameters, base: Floats, saturated: Floats) -> Floats:
    """Return the logit of winning: that without touches, and what the channels add to it."""
    names = [channel.name for channel in parameters.channels]
    effect = np.array([channel.effect for channel in parameters.channels])
    one, other, synergy = parameters.synergy
    logit: Floats = (
        base
        + parameters.effect_strength * (saturated * effect).sum(axis=1)
        + synergy * saturated[:, names.index(one)] * saturated[:, names.index(other)]
    )
    return logit


def probability(logit: Floats) -> Floats:
    """Return the probabilities that logits stand for."""
    chance: Floats = 1 / (1 + np.exp(-logit))
    return chance


def solve_intercept(logit: Floats, win_rate: float) -> float:
    """Return the intercept that makes the mean probability of winning equal ``win_rate``."""
    low, high = -50.0, 50.0
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        if len(logit) and probability(middle + logit).mean() < win_rate:
            low = middle
        else:
            high = middle
    # so that the last bit of a sum, which machines may disagree on, decides nothing
    return round(middle, 9)


def draw_deals(  # noqa: PLR0913  what a deal depends on
    parameters: Parameters,
    accounts: Accounts,
    episodes: Episodes,
    touches: Touches,
    random: np.random.Generator,
    *,
    win_probability: Floats,
    is_expansion: bool,
) -> Deals:
    """Draw the deal of every episode that has one and has come as far as its creation."""
    count = len(episodes.account)
    created_at = _creation(parameters, episodes, touches, random)
    is_won = random.random(count) < win_probability
    is_postponed = random.random(count) < parameters.postponed_share
    postponed_to = parameters.history_end + random.integers(*_POSTPONED_DAYS, size=count) * DAY
    decided_at = np.where(
        is_postponed, np.maximum(episodes.ends_at, postponed_to), episodes.ends_at
    )
    is_open = decided_at > parameters.history_end
    log_value = np.array([segment.log_value for segment in parameters.segments])
    amount = random.lognormal(
        log_value[accounts.segment[episodes.account]], parameters.value_spread
    ) * (parameters.expansion_value if is_expansion else 1.0)
    exists = episodes.has_deal & (created_at <= parameters.history_end)
    return Deals(
        episode=np.flatnonzero(exists),
        account=episodes.account[exists],
        created_at=created_at[exists],
        decided_at=decided_at[exists],
        outcome=np.where(is_open, OPEN, np.where(is_won, WON, LOST))[exists],
        amount_cents=(amount * 100).astype(np.int64)[exists],
        is_expansion=np.full(exists.sum(), is_expansion),
    )


def _creation(
    parameters: Parameters, episodes: Episodes, touches: Touches, random: np.random.Generator
) -> Integers:
    """Return when the deal is created: right after the first talk of the later part, if any."""
    count = len(episodes.account)
    length = episodes.ends_at - episodes.starts_at
    position = random.beta(*parameters.creation_timing, count)
    earliest_day = (episodes.starts_at + (position * length).astype(int)) // DAY
    earliest = earliest_day * DAY + random.integers(*_OFFICE_HOURS, size=count)
    names = [channel.name for channel in parameters.channels]
    talks = np.isin(touches.channel, [names.index(name) for name in TALKS])
    talks &= touches.at >= earliest[touches.episode]
    first_talk = np.full(count, NEVER)
    np.minimum.at(first_talk, touches.episode[talks], touches.at[talks])
    latest = episodes.starts_at + length * 17 // 20
    after_talk = first_talk + random.integers(*_WRITING_UP, size=count)
    return np.where(first_talk <= latest, after_talk, earliest)


def _works(parameters: Parameters, channel: int, episode_count: int, touches: Touches) -> Booleans:
    """Return which touches the conditions of a channel let work; it says nothing of the others'."""
    names = [one.name for one in parameters.channels]
    conditions = parameters.channels[channel]
    works = np.full(len(touches.at), True)
    if conditions.works_after:
        triggers = np.isin(touches.channel, [names.index(one) for one in conditions.works_after])
        first_trigger = np.full(episode_count, NEVER)
        np.minimum.at(first_trigger, touches.episode[triggers], touches.at[triggers])
        works &= touches.at > first_trigger[touches.episode]
    own = np.flatnonzero(touches.channel == channel)
    own = own[np.lexsort((touches.at[own], touches.episode[own]))]
    episode = touches.episode[own]
    number = np.arange(len(own)) - np.searchsorted(episode, episode) + 1
    works[own] &= number >= conditions.works_from
    return works
