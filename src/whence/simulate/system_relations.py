"""What the systems keep, as the relations that the SQL of their tables reads."""

from typing import Any

import numpy as np

from whence.simulate import words
from whence.simulate.arrays import Integers, Texts, moments, texts
from whence.simulate.campaigns import PROGRAMS
from whence.simulate.looks import LOOKS, Trace
from whence.simulate.pipeline import STAGES
from whence.simulate.relations import Relation, columns_of, relations_of
from whence.simulate.systems import Systems

#: The channel of whence that touches of the simulation's channels belong to.
TRUE_CHANNELS = {
    "paid_search": "Paid Search",
    "brand_search": "Brand Search",
    "paid_social": "Paid Social",
    "retargeting": "Paid Other",
    "organic_search": "Organic Search",
    "organic_social": "Organic Social",
    "referral": "Referral",
    "newsletter": "Email",
    "newsletter_open": "Email",
    "newsletter_click": "Email",
    "syndication": "Paid Other",
    "webinar": "Webinar",
    "event": "Event",
    "partner": "Partner",
    "review_site": "Review Site",
    "intent_data": "Intent",
    "display": "Display",
    "podcast": "Podcast",
    "outbound_email": "Outbound",
    "outbound_open": "Outbound",
    "outbound_reply": "Outbound",
    "outbound_call": "Outbound",
    "meeting": "Sales Meeting",
    "demo": "Sales Meeting",
    "direct": "Direct",
    "impression": "Paid Social",
}

#: Where people outside the market say they are from, when they do not write from a private address.
_COLLEGES = ("statecollege", "fieldpress", "greyhire", "studiomote", "opendesk")


def system_relations_of(systems: Systems) -> dict[str, Relation]:
    """Return every relation by name; rows refer to one another by their positions, from 0."""
    company, records = systems.company, systems.records
    campaigns, reopenings = company.campaigns, systems.reopenings
    return {
        **relations_of(company),
        "look_marks": _look_marks(),
        "programs": {
            "program": np.arange(len(PROGRAMS)),
            **{
                name: np.array([getattr(one, name) for one in PROGRAMS], dtype=object)
                for name in ("label", "platform")
            },
            "is_weekly": np.array([one.is_weekly for one in PROGRAMS]),
        },
        "campaign_times": {
            "campaign": np.arange(len(campaigns.name)),
            "program": campaigns.program,
            "starts_at": moments(campaigns.starts_at),
            "ends_at": moments(campaigns.ends_at),
        },
        "account_records": {
            "account": np.arange(company.accounts.count),
            **columns_of(systems.accounts),
        },
        "drawn_contacts": {
            "person": np.arange(company.people.count),
            **columns_of(systems.contacts),
            "contact_at": moments(systems.contacts.contact_at),
            "former_person": systems.former_person,
        },
        "strangers": _strangers(systems),
        "staff": _staff(systems),
        "drawn_records": {
            "record": np.arange(len(records.person)),
            **columns_of(records),
            "created_at": moments(records.created_at),
            "merged_at": moments(records.merged_at),
        },
        "drawn_second_jobs": columns_of(systems.second_jobs),
        "drawn_visits": {
            "visit": np.arange(len(systems.visits.at)),
            **_columns_but_times(systems.visits),
            "happened_at": moments(systems.visits.at),
            "identified_at": moments(systems.visits.identified_at),
        },
        "drawn_pages": {
            "page": np.arange(len(systems.pages.at)),
            **_columns_but_times(systems.pages),
            "happened_at": moments(systems.pages.at),
        },
        "touch_logs": {
            "touch": np.arange(len(company.touches.at)),
            **columns_of(systems.touch_logs),
        },
        "drawn_guests": columns_of(systems.guests),
        "drawn_attempts": {
            "attempt": np.arange(len(systems.attempts.at)),
            **_columns_but_times(systems.attempts),
            "happened_at": moments(systems.attempts.at),
        },
        "drawn_invitations": {
            "invitation": np.arange(len(systems.invitations.at)),
            **_columns_but_times(systems.invitations),
            "happened_at": moments(systems.invitations.at),
        },
        "entered_roles": {
            "role_number": np.arange(len(company.roles.person)),
            **columns_of(company.roles),
            **columns_of(systems.role_gaps),
        },
        "drawn_reopenings": {
            "deal": reopenings.deal,
            "stage": texts(STAGES)[reopenings.stage],
            "stage_before": texts(STAGES)[reopenings.stage - 1],
            "back_at": moments(reopenings.back_at),
            "again_at": moments(reopenings.again_at),
            "amount_cents": reopenings.amount_cents,
        },
    }


def _columns_but_times(table: Any) -> dict[str, Any]:
    """Return the arrays of a dataclass by name, but `at`, which is no name in SQL."""
    return {name: values for name, values in columns_of(table).items() if name != "at"}


def _look_marks() -> Relation:
    return {
        "look": np.arange(len(LOOKS)),
        "true_channel": texts(tuple(TRUE_CHANNELS[look.channel] for look in LOOKS)),
        "is_form": np.array([look.trace == Trace.FORM for look in LOOKS]),
    }


def _strangers(systems: Systems) -> Relation:
    """Return the people outside the market, numbered behind those within."""
    number = np.arange(len(systems.outsiders.asked_at))
    first, last = _names(number)
    return {
        "person": systems.company.people.count + number,
        "first_name": first,
        "last_name": last,
        "place": texts(_COLLEGES)[number % len(_COLLEGES)],
        "asked_at": moments(systems.outsiders.asked_at),
    }


def _staff(systems: Systems) -> Relation:
    """Return our own people, numbered behind all others."""
    names = (*words.SALES_DEVELOPMENT, *words.SALES)
    first = systems.company.people.count + len(systems.outsiders.asked_at)
    return {
        "person": first + np.arange(len(names)),
        "user_number": np.arange(len(names)),
        "name": texts(names),
        "team": texts(
            ("Sales Development",) * len(words.SALES_DEVELOPMENT) + ("Sales",) * len(words.SALES)
        ),
    }


def _names(number: Integers) -> tuple[Texts, Texts]:
    """Return first and last names for people outside the market."""
    first, last = texts(words.FIRST_NAMES), texts(words.LAST_NAMES)
    return first[number * 7 % len(first)], last[(number * 11 + 3) % len(last)]
