"""The pipeline: the stages that deals went through, who was involved, why deals were lost."""

from dataclasses import dataclass

import numpy as np

from whence.simulate import words
from whence.simulate.arrays import (
    DAY,
    Booleans,
    Floats,
    Integers,
    Texts,
    drawn_texts,
    members,
    texts,
)
from whence.simulate.market import Accounts
from whence.simulate.outcomes import LOST, OPEN, WON, Deals
from whence.simulate.parameters import Parameters
from whence.simulate.traces import Knowledge

#: The open stages, how likely a deal in them is won, and what share of lost deals gets no further.
STAGES = ("Discovery", "Evaluation", "Proposal", "Negotiation")
_PROBABILITIES = (0.1, 0.25, 0.5, 0.75)
_LAST_STAGE_SHARES = (0.35, 0.30, 0.20, 0.15)
_CLOSED_STAGES = {WON: "Closed Won", LOST: "Closed Lost"}
#: How far each stage's first amount may be off.
_GUESSES = (0.30, 0.15, 0.0, 0.0)


@dataclass(frozen=True)
class DealDetails:
    """One element per deal; '' where there is nothing to say, -1 for no person."""

    primary_person: Integers
    stage: Texts
    probability: Floats
    expected_at: Integers
    term_months: Integers
    product: Texts
    self_reported_source: Texts
    loss_reason: Texts
    competitor: Texts


@dataclass(frozen=True)
class StageEntries:
    """One element per stage that a deal entered."""

    deal: Integers
    stage: Texts
    at: Integers
    amount_cents: Integers


@dataclass(frozen=True)
class Roles:
    """One element per person who takes part in a deal."""

    deal: Integers
    person: Integers
    is_primary: Booleans


def draw_stages(
    parameters: Parameters, deals: Deals, random: np.random.Generator
) -> tuple[StageEntries, Integers]:
    """Draw the stages of every deal, and return them with the last open stage of each."""
    count = len(deals.account)
    steps = random.dirichlet(np.full(len(STAGES), 8.0), count)
    # a lost deal spends its time in fewer stages
    deepest = np.where(
        deals.outcome == LOST,
        random.choice(len(STAGES), count, p=_LAST_STAGE_SHARES),
        len(STAGES) - 1,
    )
    is_reached = np.arange(len(STAGES)) <= deepest[:, None]
    steps = np.where(is_reached, steps, 0)
    share = (np.cumsum(steps, axis=1) - steps) / steps.sum(axis=1, keepdims=True)
    length = deals.decided_at - deals.created_at
    at = deals.created_at[:, None] + (share * length[:, None]).astype(int)
    is_entered = is_reached & (at <= parameters.history_end)
    last_stage = is_entered.sum(axis=1) - 1

    guess = 1 + np.array(_GUESSES) * random.uniform(-1, 1, at.shape)
    deal, stage = np.nonzero(is_entered)
    closed = np.flatnonzero(deals.outcome != OPEN)
    all_deals = np.concatenate([deal, closed])
    entries = StageEntries(
        deal=all_deals,
        stage=np.concatenate([texts(STAGES)[stage], _closed_stage(deals)[closed]]),
        at=np.concatenate([at[deal, stage], deals.decided_at[closed]]),
        amount_cents=np.concatenate(
            [
                (deals.amount_cents[deal] * guess[deal, stage]).astype(np.int64),
                deals.amount_cents[closed],
            ]
        ),
    )
    return entries, last_stage


def draw_details(
    deals: Deals,
    last_stage: Integers,
    accounts: Accounts,
    knowledge: Knowledge,
    random: np.random.Generator,
) -> DealDetails:
    """Draw what the CRM says about each deal besides its amount and outcome."""
    count = len(deals.account)
    is_open, is_lost = deals.outcome == OPEN, deals.outcome == LOST
    reason = drawn_texts(words.LOSS_REASONS, count, random)
    competitor = texts(words.COMPETITORS)[random.integers(len(words.COMPETITORS), size=count)]
    answer = drawn_texts(words.SELF_REPORTED, count, random)
    return DealDetails(
        primary_person=_first_known(accounts, knowledge)[deals.account],
        stage=np.where(is_open, texts(STAGES)[last_stage], _closed_stage(deals)),
        probability=np.where(
            is_open, np.array(_PROBABILITIES)[last_stage], (deals.outcome == WON).astype(float)
        ),
        expected_at=np.where(
            is_open,
            deals.decided_at,
            np.maximum(deals.created_at, deals.decided_at + random.integers(-30, 31, count) * DAY),
        ),
        term_months=random.choice(list(words.TERMS), count, p=list(words.TERMS.values())),
        product=texts(words.PRODUCTS)[accounts.segment[deals.account]],
        self_reported_source=np.where(random.random(count) < words.ASKED_SHARE, answer, ""),
        loss_reason=np.where(is_lost, reason, ""),
        competitor=np.where(is_lost & (reason == "Competitor"), competitor, ""),
    )


def draw_roles(  # noqa: PLR0913  what roles depend on
    parameters: Parameters,
    random: np.random.Generator,
    *,
    deals: Deals,
    details: DealDetails,
    accounts: Accounts,
    knowledge: Knowledge,
) -> Roles:
    """Draw who of the people known before the close is on the deal; the primary one always is."""
    deal, place = members(accounts.people_count[deals.account])
    person = accounts.first_person[deals.account[deal]] + place
    is_primary = person == details.primary_person[deal]
    is_known = (
        knowledge.known_at[person] <= np.minimum(deals.closed_at, parameters.history_end)[deal]
    )
    takes_part = is_primary | (is_known & (random.random(len(deal)) < parameters.role_share))
    return Roles(deal[takes_part], person[takes_part], is_primary[takes_part])


def _closed_stage(deals: Deals) -> Texts:
    return np.where(deals.outcome == WON, _CLOSED_STAGES[WON], _CLOSED_STAGES[LOST]).astype(object)


def _first_known(accounts: Accounts, knowledge: Knowledge) -> Integers:
    """Return per account the person who became known first; of several, the first of them."""
    account = np.repeat(np.arange(accounts.count), accounts.people_count)
    order = np.lexsort((knowledge.known_at, account))
    return order[accounts.first_person]
