"""Episodes: the stretches of time in which an account and we meet, and the touches in them."""

from dataclasses import dataclass

import numpy as np

from whence.simulate.arrays import (
    DAY,
    Booleans,
    Floats,
    Integers,
    stacked,
    taken,
    weekday_on_or_after,
)
from whence.simulate.market import Accounts
from whence.simulate.parameters import Parameters

_HOUR = 3_600
_OFFICE_OPENS = 9 * _HOUR
_OFFICE_SLOTS = 102  #: of five minutes
_WEB_OPENS = 7 * _HOUR
_WEB_DAY = 14 * _HOUR
_DECISION_HOUR = 18 * _HOUR


@dataclass(frozen=True)
class Episodes:
    """One element per episode; times are seconds since 1970.

    ``ends_at`` is the decision where there is one; it may lie after the end of the records.
    ``intensity`` multiplies the rates of all channels. ``has_deal``: a purchase is considered.
    """

    account: Integers
    starts_at: Integers
    ends_at: Integers
    intensity: Floats
    has_deal: Booleans


@dataclass(frozen=True)
class Touches:
    """One element per touch: positions of its episode, channel and person, and when it was.

    ``causes``: the inductions without which it would not be, those of its causes included; bit
    number n stands for the induction at position n.
    """

    episode: Integers
    channel: Integers
    person: Integers
    at: Integers
    causes: Integers


def draw_first_episodes(
    parameters: Parameters, accounts: Accounts, random: np.random.Generator
) -> Episodes:
    """Draw one episode per account: most consider a purchase, the others only look around."""
    count = accounts.count
    has_deal = random.random(count) < parameters.deal_share
    days = _draw_days(parameters, parameters.mean_journey_days, random, count)
    history_days = (parameters.history_end + 1 - parameters.history_start) // DAY
    spare_days = history_days + parameters.horizon_days - days
    first_day = parameters.history_start // DAY + (random.random(count) * spare_days).astype(int)
    return _episodes(
        account=np.arange(count),
        first_day=first_day,
        days=days,
        intensity=np.where(has_deal, 1.0, parameters.quiet_intensity),
        has_deal=has_deal,
        random=random,
    )


def draw_expansion_episodes(
    parameters: Parameters, account: Integers, won_at: Integers, random: np.random.Generator
) -> Episodes:
    """Draw a second purchase for some of the accounts that won, some time after they did."""
    count = len(account)
    pause = random.gamma(2.0, parameters.expansion_pause_days / 2.0, count).astype(int)
    days = _draw_days(parameters, parameters.expansion_mean_days, random, count)
    episodes = _episodes(
        account=account,
        first_day=won_at // DAY + 1 + pause,
        days=days,
        intensity=np.full(count, parameters.expansion_intensity),
        has_deal=np.full(count, True),
        random=random,
    )
    happens = random.random(count) < parameters.expansion_share
    return taken(episodes, happens & (episodes.starts_at < parameters.history_end))


def draw_aftermath_episodes(
    parameters: Parameters, account: Integers, closed_at: Integers, random: np.random.Generator
) -> Episodes:
    """Return what follows a decision: newsletters, visits and calls go on for a while."""
    count = len(account)
    return _episodes(
        account=account,
        first_day=closed_at // DAY + 1,
        days=np.full(count, parameters.aftermath_days),
        intensity=np.full(count, parameters.aftermath_intensity),
        has_deal=np.full(count, False),
        random=random,
    )


def draw_touches(
    parameters: Parameters, accounts: Accounts, episodes: Episodes, random: np.random.Generator
) -> Touches:
    """Draw the touches of the episodes, those that other touches cause included."""
    own, caused = random.spawn(2)
    touches = _draw_own_touches(parameters, accounts, episodes, own)
    streams = caused.spawn(len(parameters.inductions))
    for number, (induction, stream) in enumerate(zip(parameters.inductions, streams, strict=True)):
        names = [channel.name for channel in parameters.channels]
        parent, child = names.index(induction.parent), names.index(induction.child)
        parents = taken(touches, touches.channel == parent)
        happens = stream.random(len(parents.at)) < induction.probability
        lag_days = stream.exponential(induction.mean_lag_days, len(parents.at))
        if parameters.channels[child].is_in_office_hours:
            at = _in_office_hours(parents.at // DAY + 1 + lag_days.astype(int), stream)
        else:
            at = parents.at + _HOUR // 6 + (lag_days * DAY).astype(int)
        children = Touches(
            episode=parents.episode,
            channel=np.full(len(at), child),
            person=parents.person,
            at=at,
            causes=parents.causes | 1 << number,
        )
        touches = stacked(
            touches, taken(children, happens & (at <= episodes.ends_at[parents.episode]))
        )
    return taken(touches, touches.at <= parameters.history_end)


def _draw_days(
    parameters: Parameters, mean_days: float, random: np.random.Generator, count: int
) -> Integers:
    shape = parameters.journey_shape
    days = random.gamma(shape, mean_days / shape, count)
    return np.clip(days, *parameters.journey_days).astype(np.int64)


def _episodes(  # noqa: PLR0913  one for each column
    *,
    account: Integers,
    first_day: Integers,
    days: Integers,
    intensity: Floats,
    has_deal: Booleans,
    random: np.random.Generator,
) -> Episodes:
    last_day = weekday_on_or_after(first_day + days)
    return Episodes(
        account=account,
        starts_at=first_day * DAY,
        ends_at=last_day * DAY + _DECISION_HOUR + random.integers(_HOUR, size=len(account)),
        intensity=intensity,
        has_deal=has_deal,
    )


def _draw_own_touches(
    parameters: Parameters, accounts: Accounts, episodes: Episodes, random: np.random.Generator
) -> Touches:
    channels = parameters.channels
    rate = np.array([channel.rate for channel in channels])
    intent_effect = np.array([channel.intent_effect for channel in channels])
    early, late = np.array([channel.timing for channel in channels]).T
    is_in_office_hours = np.array([channel.is_in_office_hours for channel in channels])

    length = episodes.ends_at - episodes.starts_at
    people = accounts.people_count[episodes.account]
    scale = episodes.intensity * people * np.sqrt(length / DAY / parameters.typical_journey_days)
    expected = (
        scale[:, None] * rate * np.exp(intent_effect * accounts.intent[episodes.account, None])
    )
    shape = parameters.rate_shape
    counts = random.poisson(expected * random.gamma(shape, 1 / shape, expected.shape))
    episode, channel = np.divmod(np.repeat(np.arange(counts.size), counts.ravel()), len(channels))

    position = random.beta(early[channel], late[channel])
    day = (episodes.starts_at[episode] + (position * length[episode]).astype(int)) // DAY
    web_second = _WEB_OPENS + (random.beta(2.0, 2.0, len(day)) * _WEB_DAY).astype(int)
    at = np.where(
        is_in_office_hours[channel], _in_office_hours(day, random), day * DAY + web_second
    )
    place = (people[episode] * random.random(len(day)) ** parameters.person_skew).astype(int)
    touches = Touches(
        episode=episode,
        channel=channel,
        person=accounts.first_person[episodes.account[episode]] + place,
        at=at,
        causes=np.zeros(len(at), np.int64),
    )
    return taken(touches, at <= episodes.ends_at[episode])


def _in_office_hours(day: Integers, random: np.random.Generator) -> Integers:
    slot = random.integers(_OFFICE_SLOTS, size=len(day))
    return weekday_on_or_after(day) * DAY + _OFFICE_OPENS + slot * 300
