"""Traces: what a touch looks like in the raw tables, and what they know of who made it."""

from dataclasses import dataclass

import numpy as np

from whence.simulate.arrays import DAY, NEVER, Booleans, Floats, Integers, first_in_group
from whence.simulate.episodes import Touches
from whence.simulate.looks import CONTENTS, LOOKS, Trace
from whence.simulate.market import Accounts, People
from whence.simulate.outcomes import TALKS, Deals
from whence.simulate.parameters import Parameters


@dataclass(frozen=True)
class Traces:
    """One element per touch: its look, its content (-1: none), and the keys that it carries.

    ``device``: 0 the person's own, 1 another one, which no form ever identifies.
    """

    look: Integers
    content: Integers
    device: Integers
    has_account: Booleans
    has_contact: Booleans
    has_email: Booleans
    has_device: Booleans
    has_domain: Booleans
    has_click_id: Booleans
    is_refused: Booleans


@dataclass(frozen=True)
class Knowledge:
    """What our systems know of every person; times in seconds, NEVER where it did not happen.

    ``first_touch``: the position of the touch that made the person known, -1 for none.
    ``identified_at``: when a form tied the person's device to the person.
    """

    known_at: Integers
    identified_at: Integers
    first_touch: Integers
    lead_at: Integers
    mql_at: Integers
    sql_at: Integers


def draw_looks(
    parameters: Parameters, touches: Touches, random: np.random.Generator
) -> tuple[Integers, Integers]:
    """Draw how each touch looks, and its content (-1: none); ``touches`` in any order."""
    names = list(dict.fromkeys(look.channel for look in LOOKS))
    channel_of_look = np.array([names.index(look.channel) for look in LOOKS])
    share = np.array([look.share for look in LOOKS])
    # the looks of a channel stand side by side, so their shares end where the next channel's begin
    ends = np.cumsum(share)
    channel_ends = np.array([ends[channel_of_look == number].max() for number in range(len(names))])
    channel_share = np.bincount(channel_of_look, share)
    looks_of = np.array([names.index(one.looks_like or one.name) for one in parameters.channels])
    channel = looks_of[touches.channel]
    drawn = channel_ends[channel] - channel_share[channel] * random.random(len(touches.at))
    look = np.searchsorted(ends, drawn, side="left")

    kinds = list(CONTENTS)
    counts = np.array([len(CONTENTS[kind]) for kind in kinds])
    kind_of_look = np.array(
        [kinds.index(look.content_kind) if look.content_kind else -1 for look in LOOKS]
    )
    kind = kind_of_look[look]
    place = (random.random(len(look)) * counts[kind]).astype(int)
    content = np.where(kind < 0, -1, (np.cumsum(counts) - counts)[kind] + place)
    return look, content


def learn_about_people(  # noqa: PLR0913  what knowledge depends on
    parameters: Parameters,
    random: np.random.Generator,
    *,
    touches: Touches,
    look: Integers,
    people: People,
    accounts: Accounts,
    deals: Deals,
) -> Knowledge:
    """Return when each person became known, a lead, and qualified; ``touches`` in time order.

    A deal has at least one known person: where no touch introduced any, its creation does.
    """
    trace = np.array([one.trace for one in LOOKS])[look]
    is_form = trace == Trace.FORM
    identified_at = np.full(people.count, NEVER)
    np.minimum.at(identified_at, touches.person[is_form], touches.at[is_form])

    names_person = np.flatnonzero(np.isin(trace, [Trace.FORM, Trace.PERSON]))
    first = first_in_group(touches.person[names_person], people.count)
    # what stands behind the last element is what position -1 finds
    first_touch = np.append(names_person, -1)[first]
    known_at = np.append(touches.at, NEVER)[first_touch]
    # who is first known by a talk was brought along to it, and was never a lead
    is_talk = np.append(np.isin([one.channel for one in LOOKS], TALKS)[look], False)[first_touch]
    lead_at = np.where(is_talk, NEVER, known_at)
    share = parameters.marketing_qualified_share * np.where(identified_at < NEVER, 1.0, 0.5)
    first_days, second_days = parameters.qualification_days
    mql_at = _later(parameters, lead_at, share, first_days, random)
    sql_at = _later(parameters, mql_at, parameters.sales_qualified_share, second_days, random)

    account_known_at = np.minimum.reduceat(known_at, accounts.first_person)
    is_unknown = account_known_at[deals.account] > deals.created_at
    stranger = accounts.first_person[deals.account[is_unknown]]
    np.minimum.at(known_at, stranger, deals.created_at[is_unknown])
    return Knowledge(known_at, identified_at, first_touch, lead_at, mql_at, sql_at)


def draw_traces(  # noqa: PLR0913  what traces depend on
    parameters: Parameters,
    random: np.random.Generator,
    *,
    touches: Touches,
    look: Integers,
    content: Integers,
    knowledge: Knowledge,
) -> Traces:
    """Draw which keys each touch carries; ``touches`` in time order."""
    count = len(touches.at)
    draws = random.random((6, count))
    trace = np.array([one.trace for one in LOOKS])[look]
    is_visit, is_form = trace == Trace.VISITOR, trace == Trace.FORM
    is_company, is_person = trace == Trace.COMPANY, trace == Trace.PERSON
    is_ours = np.array([one.team not in {"", "marketing"} for one in LOOKS])[look]
    is_paid = np.array([one.click_id_type != "" for one in LOOKS])[look]

    device = (is_visit & (draws[0] < parameters.second_device_share)).astype(int)
    is_identified = (device == 0) & (touches.at > knowledge.identified_at[touches.person])
    is_recognised = is_visit & is_identified & (draws[1] < parameters.recognised_share)
    is_linked = is_form & (draws[1] < parameters.linked_form_share)
    is_named = is_person & (is_ours | (draws[1] >= parameters.unlinked_person_share))
    has_contact = is_recognised | is_linked | is_named
    return Traces(
        look=look,
        content=content,
        device=device,
        has_account=(is_person & is_ours & (draws[2] < parameters.linked_account_share))
        | parameters.names_every_account,
        has_contact=has_contact,
        has_email=is_form | (is_person & ~is_named),
        has_device=is_visit | is_form,
        has_domain=is_company
        | (is_visit & ~has_contact & (draws[3] < parameters.resolved_network_share)),
        has_click_id=is_paid & (draws[4] < parameters.click_id_share),
        is_refused=is_visit & (draws[5] < parameters.refused_consent_share),
    )


def _later(
    parameters: Parameters,
    at: Integers,
    share: Floats | float,
    mean_days: float,
    random: np.random.Generator,
) -> Integers:
    """Return moments after ``at``, exponentially distributed, for a share of those that have one.

    NEVER for the others, and for those that would come after the records end.
    """
    happens = (random.random(len(at)) < share) & (at < NEVER)
    later = at + (random.exponential(mean_days, len(at)) * DAY).astype(int)
    return np.where(happens & (later <= parameters.history_end), later, NEVER)
