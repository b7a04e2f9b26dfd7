"""Worlds: the companies of scenarios, with what is needed to say what would have been otherwise."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from whence.simulate.arrays import DAY, Booleans, Floats, Integers, stacked, taken
from whence.simulate.company import Company, Streams, streams_of, with_records
from whence.simulate.episodes import Episodes, Touches, draw_first_episodes, draw_touches
from whence.simulate.market import Accounts, draw_accounts, draw_people
from whence.simulate.outcomes import (
    WON,
    Deals,
    draw_deals,
    logit_with,
    logit_without_touches,
    probability,
    saturation,
    solve_intercept,
)
from whence.simulate.parameters import Parameters
from whence.simulate.scenarios import Leak, Scenario


@dataclass(frozen=True)
class World:
    """What decided the deals of a company; every account has one journey, with one deal.

    ``base``: per journey the logit of winning if nobody had met us. ``touches``: all that happened,
    in time order, their episodes being journeys. ``is_recorded``: those that were written down; the
    touches of the company are these, in the same order.
    """

    parameters: Parameters
    base: Floats
    decided_at: Integers
    touches: Touches
    is_recorded: Booleans


def draw_world(
    scenario: Scenario, account_count: int, seed: int, report: Callable[[str], None]
) -> tuple[Company, World]:
    """Draw the company of a scenario; the same seed draws the same company."""
    parameters, streams = scenario.parameters, streams_of(seed)
    report(f"drawing {account_count} accounts")
    accounts = draw_accounts(parameters, account_count, streams["accounts"])
    people = draw_people(accounts, streams["people"])
    episodes = draw_first_episodes(parameters, accounts, streams["first_episodes"])
    touches = draw_touches(parameters, accounts, episodes, streams["first_touches"])
    touches = one_at_a_time(touches)
    base = logit_without_touches(parameters, accounts, episodes)
    logit = logit_with(parameters, base, saturation(parameters, episodes.ends_at, touches))
    intercept = solve_intercept(logit, parameters.win_rate)
    deals = draw_deals(
        parameters,
        accounts,
        episodes,
        touches,
        streams["first_deals"],
        win_probability=probability(intercept + logit),
        is_expansion=False,
    )
    if scenario.leak:
        leak = _leak(scenario.leak, parameters, accounts, deals, streams["leaks"])
        touches = one_at_a_time(stacked(touches, leak))
    touches = taken(touches, np.lexsort((touches.channel, touches.person, touches.at)))
    world = World(
        parameters=parameters,
        base=intercept + base,
        decided_at=episodes.ends_at,
        touches=touches,
        is_recorded=_is_recorded(scenario, episodes, touches, deals, streams),
    )
    company = with_records(
        parameters,
        streams,
        report,
        accounts=accounts,
        people=people,
        episodes=episodes,
        touches=taken(touches, world.is_recorded),
        deals=taken(deals, np.lexsort((deals.account, deals.created_at))),
    )
    # touches of one campaign may count as one, and visits may be touches: neither is to happen here
    return replace(
        company,
        touch_campaign=np.full(len(company.touches.at), -1),
        page_views=taken(company.page_views, np.zeros(0, np.int64)),
    ), world


def one_at_a_time(touches: Touches) -> Touches:
    """Move touches back by seconds, so that no journey has two at once."""
    # from the last touch of a journey to its first
    order = np.lexsort((touches.channel, touches.person, -touches.at, touches.episode))
    touches = taken(touches, order)
    place = np.arange(len(touches.at))
    # a span that is longer than any journey keeps the journeys apart
    apart = touches.episode * (20_000 * DAY)
    latest = np.minimum.accumulate(touches.at + place - apart) - place + apart
    return replace(touches, at=latest)


def _leak(
    leak: Leak,
    parameters: Parameters,
    accounts: Accounts,
    deals: Deals,
    random: np.random.Generator,
) -> Touches:
    """Draw the touches that the outcomes cause."""
    count = len(deals.account)
    share = np.where(deals.outcome == WON, leak.won_share, leak.lost_share)
    happens = random.random(count) < share
    deal = np.repeat(np.arange(count), happens * (1 + random.poisson(leak.further, count)))
    age = (random.random(len(deal)) * (leak.days * DAY - 2)).astype(np.int64) + 1
    channel = [one.name for one in parameters.channels].index(leak.channel)
    return Touches(
        episode=deals.episode[deal],
        channel=np.full(len(deal), channel),
        person=accounts.first_person[deals.account[deal]],
        at=deals.decided_at[deal] - age,
        causes=np.zeros(len(deal), np.int64),
    )


def _is_recorded(
    scenario: Scenario, episodes: Episodes, touches: Touches, deals: Deals, streams: Streams
) -> Booleans:
    """Return which touches are written down: of lost deals maybe only the later ones."""
    if scenario.unwatched is None:
        return np.full(len(touches.at), True)
    is_lost = np.full(len(episodes.account), False)
    is_lost[deals.episode] = deals.outcome != WON
    start = streams["unwatched"].uniform(*scenario.unwatched, len(is_lost)) * is_lost
    length = episodes.ends_at - episodes.starts_at
    watched_from = episodes.starts_at + (start * length).astype(np.int64)
    is_unwatched: Booleans = touches.at < watched_from[touches.episode]
    return ~is_unwatched
