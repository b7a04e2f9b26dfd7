"""The company: everything that is drawn, as arrays, before anything is written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np

from whence.simulate.arrays import Integers, stacked, taken
from whence.simulate.campaigns import Campaigns, Spend, draw_spend, pick_campaigns, plan_campaigns
from whence.simulate.episodes import (
    Episodes,
    Touches,
    draw_aftermath_episodes,
    draw_expansion_episodes,
    draw_first_episodes,
    draw_touches,
)
from whence.simulate.market import Accounts, People, draw_accounts, draw_people
from whence.simulate.outcomes import (
    OPEN,
    WON,
    Deals,
    draw_deals,
    probability,
    solve_intercept,
    win_logit,
)
from whence.simulate.parameters import Parameters
from whence.simulate.pipeline import (
    DealDetails,
    Roles,
    StageEntries,
    draw_details,
    draw_roles,
    draw_stages,
)
from whence.simulate.targets import Targets, plan_targets
from whence.simulate.traces import (
    Knowledge,
    Traces,
    draw_looks,
    draw_traces,
    learn_about_people,
)
from whence.simulate.visits import PageViews, draw_page_views

#: Each part of the company has a stream of random numbers of its own, so that a change in one
#: part leaves the others as they are. New parts go to the end.
_PARTS = (
    "accounts",
    "people",
    "first_episodes",
    "first_touches",
    "first_deals",
    "expansion_episodes",
    "expansion_touches",
    "expansion_deals",
    "aftermath_episodes",
    "aftermath_touches",
    "looks",
    "knowledge",
    "traces",
    "touch_campaigns",
    "stages",
    "details",
    "roles",
    "spend",
    "page_views",
    "unwatched",
    "leaks",
)

Streams: TypeAlias = Mapping[str, np.random.Generator]


@dataclass(frozen=True)
class Company:
    """A company's market and records. Touches are in time order, deals in order of creation."""

    parameters: Parameters
    accounts: Accounts
    people: People
    knowledge: Knowledge
    episodes: Episodes
    touches: Touches
    traces: Traces
    campaigns: Campaigns
    touch_campaign: Integers
    deals: Deals
    details: DealDetails
    stage_entries: StageEntries
    roles: Roles
    page_views: PageViews
    spend: Spend
    targets: Targets


def draw_company(
    parameters: Parameters, account_count: int, seed: int, report: Callable[[str], None]
) -> Company:
    """Draw a company with ``account_count`` accounts; the same seed draws the same company."""
    streams = streams_of(seed)
    report(f"drawing {account_count} accounts")
    accounts = draw_accounts(parameters, account_count, streams["accounts"])
    people = draw_people(accounts, streams["people"])
    episodes, touches, deals = _draw_history(parameters, accounts, streams)
    return with_records(
        parameters,
        streams,
        report,
        accounts=accounts,
        people=people,
        episodes=episodes,
        touches=touches,
        deals=deals,
    )


def streams_of(seed: int) -> Streams:
    """Return the random numbers of every part of a company."""
    seeds = np.random.SeedSequence(seed).spawn(len(_PARTS))
    return {
        part: np.random.Generator(np.random.PCG64(own))
        for part, own in zip(_PARTS, seeds, strict=True)
    }


def with_records(  # noqa: PLR0913  what records depend on
    parameters: Parameters,
    streams: Streams,
    report: Callable[[str], None],
    *,
    accounts: Accounts,
    people: People,
    episodes: Episodes,
    touches: Touches,
    deals: Deals,
) -> Company:
    """Draw what was written down of what happened; ``touches`` in time order."""
    report(f"drawing the traces of {len(touches.at)} touches")
    look, content = draw_looks(parameters, touches, streams["looks"])
    knowledge = learn_about_people(
        parameters,
        streams["knowledge"],
        touches=touches,
        look=look,
        people=people,
        accounts=accounts,
        deals=deals,
    )
    campaigns = plan_campaigns(parameters)
    stage_entries, last_stage = draw_stages(parameters, deals, streams["stages"])
    details = draw_details(deals, last_stage, accounts, knowledge, streams["details"])
    traces = draw_traces(
        parameters,
        streams["traces"],
        touches=touches,
        look=look,
        content=content,
        knowledge=knowledge,
    )
    return Company(
        parameters=parameters,
        accounts=accounts,
        people=people,
        knowledge=knowledge,
        episodes=episodes,
        touches=touches,
        traces=traces,
        campaigns=campaigns,
        touch_campaign=pick_campaigns(
            parameters, touches.channel, touches.at, streams["touch_campaigns"]
        ),
        deals=deals,
        details=details,
        stage_entries=stage_entries,
        roles=draw_roles(
            parameters,
            streams["roles"],
            deals=deals,
            details=details,
            accounts=accounts,
            knowledge=knowledge,
        ),
        page_views=draw_page_views(touches, traces, streams["page_views"]),
        spend=draw_spend(campaigns, accounts.count, streams["spend"]),
        targets=plan_targets(parameters, accounts.count),
    )


def _draw_history(
    parameters: Parameters, accounts: Accounts, streams: Streams
) -> tuple[Episodes, Touches, Deals]:
    """Draw first purchases, then expansions of who won, then what followed the decisions."""
    first = draw_first_episodes(parameters, accounts, streams["first_episodes"])
    first_touches = draw_touches(parameters, accounts, first, streams["first_touches"])
    logit = win_logit(parameters, accounts, first, first_touches)
    is_decided = first.has_deal & (first.ends_at <= parameters.history_end)
    intercept = solve_intercept(logit[is_decided], parameters.win_rate)
    first_deals = draw_deals(
        parameters,
        accounts,
        first,
        first_touches,
        streams["first_deals"],
        win_probability=probability(intercept + logit),
        is_expansion=False,
    )

    won = taken(first_deals, first_deals.outcome == WON)
    expansion = draw_expansion_episodes(
        parameters, won.account, won.closed_at, streams["expansion_episodes"]
    )
    expansion_touches = draw_touches(parameters, accounts, expansion, streams["expansion_touches"])
    logit = win_logit(parameters, accounts, expansion, expansion_touches)
    expansion_deals = draw_deals(
        parameters,
        accounts,
        expansion,
        expansion_touches,
        streams["expansion_deals"],
        win_probability=probability(intercept + parameters.expansion_effect + logit),
        is_expansion=True,
    )

    closed = taken(first_deals, first_deals.outcome != OPEN)
    aftermath = draw_aftermath_episodes(
        parameters, closed.account, closed.closed_at, streams["aftermath_episodes"]
    )
    aftermath_touches = draw_touches(parameters, accounts, aftermath, streams["aftermath_touches"])

    first_count, expansion_count = len(first.account), len(expansion.account)
    touches = stacked(
        first_touches,
        replace(expansion_touches, episode=expansion_touches.episode + first_count),
        replace(
            aftermath_touches, episode=aftermath_touches.episode + first_count + expansion_count
        ),
    )
    deals = stacked(
        first_deals, replace(expansion_deals, episode=expansion_deals.episode + first_count)
    )
    return (
        stacked(first, expansion, aftermath),
        taken(touches, np.lexsort((touches.channel, touches.person, touches.at))),
        taken(deals, np.lexsort((deals.account, deals.created_at))),
    )
