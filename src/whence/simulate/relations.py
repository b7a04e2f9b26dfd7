"""The company's arrays as the relations that the SQL of the tables reads."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from whence.simulate.arrays import NEVER, Integers, dates, moments, texts
from whence.simulate.campaigns import PROGRAMS
from whence.simulate.company import Company
from whence.simulate.looks import CONTENTS, KEYWORDS, LOOKS, SITE
from whence.simulate.outcomes import LOST, OPEN, WON
from whence.simulate.words import SALES, SALES_DEVELOPMENT

Relation: TypeAlias = Mapping[str, NDArray[Any]]

_OUTCOMES = {LOST: "lost", WON: "won", OPEN: "open"}


def relations_of(company: Company) -> dict[str, Relation]:
    """Return every relation by name; rows refer to one another by their positions, from 0."""
    return {
        "looks": {"look": np.arange(len(LOOKS)), **_columns(LOOKS)},
        "contents": _contents(),
        "keywords": {"keyword_number": np.arange(len(KEYWORDS)), "keyword": texts(KEYWORDS)},
        "drawn_accounts": _accounts(company),
        "drawn_people": _people(company),
        "drawn_deals": _deals(company),
        "drawn_stages": {
            "deal": company.stage_entries.deal,
            "stage": company.stage_entries.stage,
            "entered_at": moments(company.stage_entries.at),
            "amount_cents": company.stage_entries.amount_cents,
        },
        "drawn_roles": columns_of(company.roles),
        "drawn_touches": _touches(company),
        "channels": _channels(company),
        "drawn_page_views": {
            "page_view": np.arange(len(company.page_views.at)),
            "touch": company.page_views.touch,
            "viewed_at": moments(company.page_views.at),
            "content": company.page_views.content,
            "percent_scrolled": company.page_views.percent_scrolled,
        },
        "drawn_campaigns": {
            "campaign": np.arange(len(company.campaigns.name)),
            "campaign_name": company.campaigns.name,
            "tag": company.campaigns.tag,
            "theme": company.campaigns.theme,
        },
        "drawn_spend": _spend(company),
        "drawn_targets": {
            "line": np.arange(len(company.targets.value)),
            "period_start": moments(company.targets.period_start),
            "metric": company.targets.metric,
            "value": company.targets.value,
            "owner": company.targets.owner,
        },
    }


def _accounts(company: Company) -> Relation:
    accounts, knowledge = company.accounts, company.knowledge
    segments = texts(tuple(segment.name for segment in company.parameters.segments))
    known_at = np.minimum.reduceat(knowledge.known_at, accounts.first_person)
    # target accounts were imported; the others came with the first person we knew there
    is_imported = (accounts.target_tier > 0) | (known_at == NEVER)
    return {
        "account": np.arange(accounts.count),
        **columns_of(accounts),
        "segment": segments[accounts.segment],
        "developer": texts(SALES_DEVELOPMENT)[accounts.developer],
        "seller": texts(SALES)[accounts.seller],
        "created_at": moments(np.where(is_imported, accounts.imported_at, known_at)),
    }


def _people(company: Company) -> Relation:
    people, knowledge = company.people, company.knowledge
    channel_names = texts(tuple(channel.declared_source for channel in company.parameters.channels))
    return {
        "person": np.arange(people.count),
        **columns_of(people),
        "known_at": moments(knowledge.known_at),
        "is_identified": knowledge.identified_at < NEVER,
        "lead_at": moments(knowledge.lead_at),
        "mql_at": moments(knowledge.mql_at),
        "sql_at": moments(knowledge.sql_at),
        "lead_source": _at(channel_names[company.touches.channel], knowledge.first_touch, ""),
        "first_campaign": _at(company.touch_campaign, knowledge.first_touch, -1),
    }


def _deals(company: Company) -> Relation:
    deals, details = company.deals, company.details
    outcomes = texts(tuple(_OUTCOMES[outcome] for outcome in sorted(_OUTCOMES)))
    return {
        "deal": np.arange(len(deals.account)),
        **columns_of(deals),
        **columns_of(details),
        "created_at": moments(deals.created_at),
        "closed_at": moments(deals.closed_at),
        "expected_at": dates(details.expected_at),
        "outcome": outcomes[deals.outcome],
        "owner": texts(SALES)[company.accounts.seller[deals.account]],
    }


def _touches(company: Company) -> Relation:
    touches = company.touches
    position = np.arange(len(touches.at))
    return {
        "touch": position,
        "touched_at": moments(touches.at),
        "channel_number": touches.channel,
        "episode": touches.episode,
        "person": touches.person,
        "campaign": company.touch_campaign,
        "keyword_number": position % len(KEYWORDS),
        **columns_of(company.traces),
    }


def _channels(company: Company) -> Relation:
    names = texts(tuple(channel.name for channel in company.parameters.channels))
    states_channels = company.parameters.states_channels
    return {
        "channel_number": np.arange(len(names)),
        "stated_name": names if states_channels else np.full(len(names), "", dtype=object),
    }


def _spend(company: Company) -> Relation:
    spend = company.spend
    program = company.campaigns.program[spend.campaign]
    programs = _columns(PROGRAMS)
    return {
        "line": np.arange(len(spend.at)),
        **columns_of(spend),
        "spend_at": dates(spend.at),
        "channel": programs["spend_channel"][program],
        "platform": programs["platform"][program],
        "is_social": programs["is_social"][program].astype(bool),
    }


def _contents() -> Relation:
    contents = [content for kind in CONTENTS.values() for content in kind]
    return {
        "content": np.arange(len(contents)),
        "title": texts(tuple(title for title, _ in contents)),
        "path": texts(tuple(SITE + path if path else "" for _, path in contents)),
    }


def _at(values: NDArray[Any], positions: Integers, otherwise: object) -> NDArray[Any]:
    """Return the values at some positions; ``otherwise`` for position -1."""
    return np.append(values, np.array([otherwise], dtype=values.dtype))[positions]


def columns_of(table: Any) -> dict[str, NDArray[Any]]:
    """Return the arrays of a dataclass of arrays by name."""
    return {field.name: getattr(table, field.name) for field in fields(table)}


def _columns(rows: Sequence[Any]) -> dict[str, NDArray[Any]]:
    """Return the fields of several dataclasses as arrays by name."""
    return {
        field.name: np.array([getattr(row, field.name) for row in rows], dtype=object)
        for field in fields(rows[0])
    }
