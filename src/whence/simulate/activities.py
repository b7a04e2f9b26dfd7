"""Activities: which of the calls, meetings and campaigns were written down, and where."""

from dataclasses import dataclass

import numpy as np

from whence.simulate.arrays import DAY, NEVER, Booleans, Integers, members
from whence.simulate.company import Company
from whence.simulate.dirt import Dirt
from whence.simulate.looks import LOOKS
from whence.simulate.pipeline import STAGES
from whence.simulate.records import SecondJobs

IN_CRM, IN_BOTH, IN_GONG = range(3)


@dataclass(frozen=True)
class TouchLogs:
    """One element per touch: where it was written down, and how carelessly.

    ``place``: IN_CRM, IN_BOTH or IN_GONG; it says something of calls, meetings and demos alone.
    ``is_stale``: the row names the person's oldest record, whatever became of that.
    ``is_synced``: a form after an ad that is a campaign response in the CRM, too.
    """

    place: Integers
    is_stale: Booleans
    is_synced: Booleans
    minutes: Integers


@dataclass(frozen=True)
class Guests:
    """One element per person in a recorded meeting besides the one that the touch is of."""

    touch: Integers
    person: Integers


@dataclass(frozen=True)
class Attempts:
    """One element per call that nobody answered and per task that nobody has done."""

    touch: Integers
    at: Integers
    is_done: Booleans


@dataclass(frozen=True)
class Invitations:
    """One element per person invited to a webinar or event without coming.

    ``is_registered``: the person meant to come.
    """

    campaign: Integers
    person: Integers
    at: Integers
    is_registered: Booleans


@dataclass(frozen=True)
class RoleGaps:
    """One element per role of the company: whether somebody entered it in the CRM."""

    is_entered: Booleans


@dataclass(frozen=True)
class Reopenings:
    """One element per deal that went one stage back and came again to where it was."""

    deal: Integers
    stage: Integers
    back_at: Integers
    again_at: Integers
    amount_cents: Integers


def draw_touch_logs(dirt: Dirt, company: Company, random: np.random.Generator) -> TouchLogs:
    """Draw where every touch was written down."""
    count = len(company.touches.at)
    look = company.traces.look
    draws = random.random((3, count))
    is_call = np.array([one.touch_type == "call" for one in LOOKS])[look]
    calls, meetings = np.cumsum(dirt.crm_call_shares), np.cumsum(dirt.crm_meeting_shares)
    return TouchLogs(
        place=np.where(
            is_call, np.searchsorted(calls[:2], draws[0]), np.searchsorted(meetings[:2], draws[0])
        ),
        is_stale=draws[1] < dirt.stale_reference_share,
        is_synced=draws[2] < dirt.synced_response_share,
        minutes=np.where(is_call, 3, 25) + random.integers(30, size=count),
    )


def draw_guests(dirt: Dirt, company: Company, random: np.random.Generator) -> Guests:
    """Draw who else of the account was in a meeting."""
    is_talk = np.array([one.touch_type in {"meeting", "demo"} for one in LOOKS])
    talk = np.flatnonzero(is_talk[company.traces.look])
    first = company.touches.person[talk]
    account = company.people.account[first]
    colleagues = company.accounts.people_count[account] - 1
    count = np.minimum(random.poisson(dirt.further_guests, len(talk)), colleagues)
    meeting, place = members(count)
    place_of_first = (first - company.accounts.first_person[account])[meeting]
    further = (place_of_first + 1 + place) % company.accounts.people_count[account][meeting]
    return Guests(
        touch=talk[meeting],
        person=company.accounts.first_person[account][meeting] + further,
    )


def draw_attempts(dirt: Dirt, company: Company, random: np.random.Generator) -> Attempts:
    """Draw calls without an answer, some days before one that has it, and tasks still to do."""
    is_call = np.array([one.touch_type == "call" for one in LOOKS])[company.traces.look]
    call = np.flatnonzero(is_call)
    call = call[random.random(len(call)) < dirt.unanswered_calls]
    days = 1 + random.integers(6, size=len(call))
    at = company.touches.at[call] - days * DAY
    # not before the person was known
    is_after = at > company.knowledge.known_at[company.touches.person[call]]
    call, at = call[is_after], at[is_after]
    open_count = int(dirt.open_task_share * is_call.sum())
    latest = np.flatnonzero(is_call)[-open_count:] if open_count else np.zeros(0, np.int64)
    due = company.parameters.history_end - random.integers(10 * DAY, size=len(latest))
    return Attempts(
        touch=np.concatenate([call, latest]),
        at=np.concatenate([at, np.maximum(due, company.touches.at[latest])]),
        is_done=np.repeat([True, False], [len(call), len(latest)]),
    )


def draw_invitations(dirt: Dirt, company: Company, random: np.random.Generator) -> Invitations:
    """Draw who was invited to what: people who were known by then, of any account."""
    channels = [channel.name for channel in company.parameters.channels]
    is_meant = np.isin(
        company.touches.channel, [channels.index("webinar"), channels.index("event")]
    )
    came = np.flatnonzero(is_meant)
    came = np.repeat(came, random.poisson(dirt.invited, len(came)))
    campaign = company.touch_campaign[came]
    at = company.touches.at[came] - random.integers(1, 15, size=len(came)) * DAY
    at = np.maximum(at, company.campaigns.starts_at[campaign])
    order = np.argsort(company.knowledge.known_at, kind="stable")
    known = np.searchsorted(company.knowledge.known_at[order], at)
    is_possible = known > 0
    person = order[(random.random(len(came)) * known).astype(int)]
    is_registered = random.random(len(came)) < 1 / 3
    return Invitations(
        campaign=campaign[is_possible],
        person=person[is_possible],
        at=at[is_possible],
        is_registered=is_registered[is_possible],
    )


def draw_role_gaps(
    dirt: Dirt, company: Company, second_jobs: SecondJobs, random: np.random.Generator
) -> RoleGaps:
    """Draw which parts of people in deals nobody entered; who has two jobs is always entered."""
    roles = company.roles
    draw = random.random(len(roles.person))
    missing = np.where(roles.is_primary, dirt.missing_primary_share, dirt.missing_role_share)
    return RoleGaps((draw >= missing) | np.isin(roles.person, second_jobs.person))


def draw_reopenings(dirt: Dirt, company: Company, random: np.random.Generator) -> Reopenings:
    """Draw deals that went back one stage: within their stay in the last open one."""
    entries = company.stage_entries
    number = np.array([STAGES.index(stage) if stage in STAGES else -1 for stage in entries.stage])
    if not len(number):
        nothing = np.zeros(0, np.int64)
        return Reopenings(nothing, nothing, nothing, nothing, nothing)
    deal_count = len(company.deals.account)
    deepest = np.full(deal_count, -1)
    np.maximum.at(deepest, entries.deal, number)
    entered = np.full(deal_count, NEVER)
    is_deepest = number == deepest[entries.deal]
    entered[entries.deal[is_deepest]] = entries.at[is_deepest]
    amount = np.zeros(deal_count, np.int64)
    amount[entries.deal[is_deepest]] = entries.amount_cents[is_deepest]
    left = np.minimum(company.deals.closed_at, company.parameters.history_end)
    happens = (random.random(deal_count) < dirt.reopened_share) & (deepest > 0)
    happens &= left - entered > 2 * DAY
    deal = np.flatnonzero(happens)
    stay = (left - entered)[deal]
    return Reopenings(
        deal=deal,
        stage=deepest[deal],
        back_at=entered[deal] + stay // 3,
        again_at=entered[deal] + stay * 2 // 3,
        amount_cents=amount[deal],
    )
