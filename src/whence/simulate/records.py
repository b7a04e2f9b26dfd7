"""Records: the leads, contacts and accounts that people and companies became in the systems.

A person is one, but may be several records: forms filled in with other addresses make new leads,
leads are merged and converted, contacts merged. People are numbered as in the company; behind them
come the outsiders, whom no account knows, and then our own staff.
"""

from dataclasses import dataclass

import numpy as np

from whence.simulate.arrays import DAY, NEVER, Booleans, Floats, Integers
from whence.simulate.company import Company
from whence.simulate.dirt import Dirt
from whence.simulate.looks import LOOKS, Trace
from whence.simulate.words import SALES, SALES_DEVELOPMENT

SAME_MAIL, OTHER_CASE, PRIVATE_MAIL = range(3)
MERGED, CONVERTED, LEFT = range(3)

_MONTH = 30 * DAY


@dataclass(frozen=True)
class Records:
    """One element per record of a person: first everybody's main one, then the duplicates.

    ``mail``: SAME_MAIL, OTHER_CASE or PRIVATE_MAIL. ``is_lead``: it began as a lead. ``master``:
    the record it was merged into at ``merged_at``, -1 for none. ``is_converted``: it became the
    person's contact. ``is_company_odd``: its company is not called as in the CRM. ``touch``: the
    form that made the duplicate, -1 for main records.
    """

    person: Integers
    created_at: Integers
    mail: Integers
    is_lead: Booleans
    master: Integers
    merged_at: Integers
    is_converted: Booleans
    is_company_odd: Booleans
    touch: Integers


@dataclass(frozen=True)
class Contacts:
    """One element per person: since when it is a contact (NEVER: not), and how untidily.

    ``is_merged``: the contact was there twice, and leads were converted to the one that is gone.
    """

    contact_at: Integers
    is_merged: Booleans
    has_mail: Booleans


@dataclass(frozen=True)
class SecondJobs:
    """One element per person who is a contact of a second account, because of a deal there."""

    person: Integers
    deal: Integers


@dataclass(frozen=True)
class AccountRecords:
    """One element per account. ``domain_of``: the account whose domain it uses, mostly itself.

    ``merged_count``: how many records of it have been merged into the one that is left.
    """

    domain_of: Integers
    has_website: Booleans
    merged_count: Integers


@dataclass(frozen=True)
class Outsiders:
    """How many people there are whom no account knows, and how many of ours.

    ``asked_at``: when an outsider filled in a form, NEVER for those who did not.
    """

    asked_at: Integers
    staff_count: int


def draw_account_records(
    dirt: Dirt, company: Company, random: np.random.Generator
) -> AccountRecords:
    """Draw which accounts share a domain, and which were in the CRM more than once."""
    count = company.accounts.count
    parent = company.accounts.parent
    shares = (parent >= 0) & (random.random(count) < dirt.shared_domain_share)
    # the parent's parent may use another one's domain: a chain of three is not wanted
    shares &= ~shares[np.maximum(parent, 0)]
    merged = random.random(count) < dirt.merged_account_share
    twice = random.random(count) < dirt.second_merge_share
    return AccountRecords(
        domain_of=np.where(shares, parent, np.arange(count)),
        has_website=shares | (random.random(count) >= dirt.no_website_share),
        merged_count=merged.astype(np.int64) + (merged & twice),
    )


def draw_contacts(dirt: Dirt, company: Company, random: np.random.Generator) -> Contacts:
    """Draw when people become contacts: when they qualify, when they are part of a deal.

    Who was never a lead is a contact from the first.
    """
    knowledge, roles = company.knowledge, company.roles
    count = company.people.count
    contact_at = knowledge.sql_at.copy()
    np.minimum.at(contact_at, roles.person, company.deals.created_at[roles.deal])
    is_stranger = knowledge.lead_at == NEVER
    contact_at = np.where(is_stranger, knowledge.known_at, contact_at)
    is_contact = contact_at < NEVER
    contact_at = np.where(is_contact, np.maximum(contact_at, knowledge.known_at), NEVER)
    return Contacts(
        contact_at=contact_at,
        is_merged=is_contact & (random.random(count) < dirt.merged_contact_share),
        has_mail=random.random(count) >= dirt.no_mail_share,
    )


def draw_outsiders(dirt: Dirt, company: Company, random: np.random.Generator) -> Outsiders:
    """Draw the people outside the market who visit us, and when some of them ask for something."""
    parameters = company.parameters
    count = max(4, int(dirt.outsiders * company.accounts.count))
    at = random.integers(parameters.history_start + DAY, parameters.history_end - DAY, count)
    asks = random.random(count) < dirt.outsider_form_share
    asks[0] = True
    return Outsiders(np.where(asks, at, NEVER), len(SALES) + len(SALES_DEVELOPMENT))


def draw_records(
    dirt: Dirt,
    company: Company,
    contacts: Contacts,
    outsiders: Outsiders,
    random: np.random.Generator,
) -> Records:
    """Draw the records of everybody known: a main one each, and the duplicates of some."""
    knowledge = company.knowledge
    known = np.flatnonzero(knowledge.known_at < NEVER)
    asking = np.flatnonzero(outsiders.asked_at < NEVER)
    main_count = len(known) + len(asking)
    main_of = np.full(company.people.count, -1)
    main_of[known] = np.arange(len(known))
    is_private = knowledge.identified_at[known] == knowledge.known_at[known]
    is_private &= random.random(len(known)) < dirt.private_mail_share

    touch = _duplicating_forms(dirt, company, random)
    person = company.touches.person[touch]
    created_at = company.touches.at[touch]
    mail = random.choice(3, len(touch), p=dirt.duplicate_mail_shares)
    master, merged_at, is_converted = _fates(
        dirt, company, contacts, touch, random, main_of=main_of, main_count=main_count
    )
    none = np.full(main_count, -1)
    return Records(
        person=np.concatenate([known, company.people.count + asking, person]),
        created_at=np.concatenate(
            [knowledge.known_at[known], outsiders.asked_at[asking], created_at]
        ),
        mail=np.concatenate(
            [
                np.where(is_private, PRIVATE_MAIL, SAME_MAIL),
                # every second outsider writes from a company that we do not know
                np.where(np.arange(len(asking)) % 2 == 0, PRIVATE_MAIL, SAME_MAIL),
                mail,
            ]
        ),
        is_lead=np.concatenate(
            [
                knowledge.lead_at[known] < NEVER,
                np.full(len(asking) + len(touch), True),
            ]
        ),
        master=np.concatenate([none, master]),
        merged_at=np.concatenate([np.full(main_count, NEVER), merged_at]),
        is_converted=np.concatenate(
            [
                (knowledge.lead_at[known] < NEVER) & (contacts.contact_at[known] < NEVER),
                np.full(len(asking), False),
                is_converted,
            ]
        ),
        is_company_odd=random.random(main_count + len(touch)) < dirt.odd_company_share,
        touch=np.concatenate([none, touch]),
    )


def draw_second_jobs(
    dirt: Dirt, company: Company, contacts: Contacts, random: np.random.Generator
) -> SecondJobs:
    """Draw who advises a second account: a contact of another one takes part in its deal."""
    deals = company.deals
    candidates = np.flatnonzero(
        (contacts.contact_at < NEVER) & contacts.has_mail & ~contacts.is_merged
    )
    if not len(candidates) or not len(deals.account):
        return SecondJobs(np.zeros(0, np.int64), np.zeros(0, np.int64))
    count = max(2, int(dirt.second_job_share * len(deals.account)))
    deal = random.integers(len(deals.account), size=count)
    person = candidates[random.integers(len(candidates), size=count)]
    fits = company.people.account[person] != deals.account[deal]
    fits &= contacts.contact_at[person] < deals.created_at[deal]
    _, first = np.unique(person, return_index=True)
    fits &= np.isin(np.arange(count), first)
    return SecondJobs(person[fits], deal[fits])


def draw_job_changes(dirt: Dirt, company: Company, random: np.random.Generator) -> Integers:
    """Return per person who it was at another account before: itself, but for a few.

    The former one's last touch comes before the new one's first, so time tells them apart.
    """
    count = company.people.count
    before = np.arange(count)
    is_web = np.isin(company.traces.look, web_looks())
    person, at = company.touches.person[is_web], company.touches.at[is_web]
    first, last = np.full(count, NEVER), np.full(count, -1)
    np.minimum.at(first, person, at)
    np.maximum.at(last, person, at)
    identified = company.knowledge.identified_at < NEVER
    candidates = np.flatnonzero(identified)
    if not len(candidates):
        return before
    tries = candidates[random.integers(len(candidates), size=(400, 2))]
    wanted = max(2, int(dirt.job_change_share * company.accounts.count))
    tries = np.concatenate(
        [tries, candidates[random.integers(len(candidates), size=(20 * wanted, 2))]]
    )
    taken: set[int] = set()
    for old, new in tries.tolist():
        if last[old] + _MONTH < first[new] and old not in taken and new not in taken:
            before[new] = old
            taken |= {old, new}
            if len(taken) >= 2 * wanted:  # two people each
                break
    return before


def web_looks() -> Integers:
    """Return the positions of the looks of visits to the website."""
    return np.flatnonzero(
        [
            look.trace in {Trace.VISITOR, Trace.FORM}
            and look.content_kind != "lead_form"
            # industry media send us the people who asked them for it as a list
            and look.channel != "syndication"
            for look in LOOKS
        ]
    )


def _duplicating_forms(dirt: Dirt, company: Company, random: np.random.Generator) -> Integers:
    """Return the forms, in order of time, with which people we know became a lead once more."""
    traces, touches = company.traces, company.touches
    is_form = np.isin(
        traces.look, np.flatnonzero([look.touch_type in _DUPLICATING for look in LOOKS])
    )
    is_later = touches.at > company.knowledge.known_at[touches.person]
    happens = random.random(len(touches.at)) < dirt.duplicate_share
    return np.flatnonzero(is_form & is_later & happens)


_DUPLICATING = {"form_submission", "content_download"}


def _fates(  # noqa: PLR0913  what becomes of a record depends on
    dirt: Dirt,
    company: Company,
    contacts: Contacts,
    touch: Integers,
    random: np.random.Generator,
    *,
    main_of: Integers,
    main_count: int,
) -> tuple[Integers, Integers, Booleans]:
    """Return per duplicate what it was merged into (-1: nothing), when, and if it was converted.

    Of several duplicates of a person each is merged into the next, and the last into the main one.
    """
    person, created_at = company.touches.person[touch], company.touches.at[touch]
    order = np.lexsort((created_at, person))
    is_followed = np.zeros(len(touch), dtype=bool)
    follower = np.full(len(touch), -1)
    if len(touch):
        same = person[order][1:] == person[order][:-1]
        is_followed[order[:-1][same]] = True
        follower[order[:-1][same]] = order[1:][same]
    is_several = is_followed | np.isin(np.arange(len(touch)), follower[is_followed])

    fate = random.choice(3, len(touch), p=dirt.duplicate_fate_shares)
    days: Floats = random.exponential(dirt.merge_days, len(touch))
    # a lead is merged into a lead: where there is only a contact, it is converted to it
    has_lead = company.knowledge.lead_at[person] < NEVER
    is_merged = is_several | (fate == MERGED)
    is_merged &= has_lead | is_followed
    is_converted = ~is_merged & (fate != LEFT) & (contacts.contact_at[person] < NEVER)
    master = np.where(is_followed, main_count + follower, main_of[person])
    from_when = np.where(is_followed, created_at[np.maximum(follower, 0)], created_at)
    merged_at = from_when + (days * DAY).astype(int)
    is_merged &= merged_at <= company.parameters.history_end
    return (
        np.where(is_merged, master, -1),
        np.where(is_merged, merged_at, NEVER),
        is_converted & ~is_merged,
    )
