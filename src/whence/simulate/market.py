"""The market: companies and the people who work there."""

from dataclasses import dataclass

import numpy as np

from whence.simulate import words
from whence.simulate.arrays import DAY, Floats, Integers, Texts, drawn_texts, members, texts
from whence.simulate.parameters import Parameters

#: Without a common factor with the number of names, so that every name comes up once.
_NAME_STRIDE = 1_237
_FIRST_NAME_STRIDE = 27


@dataclass(frozen=True)
class Accounts:
    """One element per account.

    ``intent``: how much it wants to buy anyway, standard normal, known to nobody. ``parent``: the
    position of the parent account, -1 for none. Its people stand at ``first_person`` and after.
    """

    segment: Integers
    intent: Floats
    people_count: Integers
    first_person: Integers
    stem: Texts
    ending: Texts
    place: Texts
    trade: Texts
    name_number: Integers
    industry: Texts
    country: Texts
    employees: Integers
    parent: Integers
    target_tier: Integers
    imported_at: Integers
    developer: Integers
    seller: Integers

    @property
    def count(self) -> int:
        """The number of accounts."""
        return len(self.segment)


@dataclass(frozen=True)
class People:
    """One element per person; those of an account stand side by side."""

    account: Integers
    first_name: Texts
    last_name: Texts
    title: Texts
    buying_role: Texts

    @property
    def count(self) -> int:
        """The number of people."""
        return len(self.account)


def draw_accounts(parameters: Parameters, count: int, random: np.random.Generator) -> Accounts:
    """Draw ``count`` companies: name, size, industry, country, and who of us looks after them."""
    segments = parameters.segments
    segment = random.choice(len(segments), count, p=[segment.share for segment in segments])
    colleagues = random.poisson(
        np.array([segment.mean_colleagues for segment in segments])[segment]
    )
    people_count = np.minimum(1 + colleagues, len(words.FIRST_NAMES))
    smallest, largest = np.array([segment.employees for segment in segments]).T
    employees = smallest[segment] * (largest / smallest)[segment] ** random.random(count)

    pairs = len(words.STEMS) * len(words.ENDINGS)
    pair = (random.integers(pairs) + np.arange(count) * _NAME_STRIDE) % pairs
    place_lap, place = np.divmod(np.arange(count) // pairs, len(words.PLACES) + 1)
    industry = random.integers(len(words.INDUSTRIES), size=count)
    trade = random.integers(3, size=count)
    tier = 1 + random.integers(3, size=count)
    is_target = (
        random.random(count) < np.array([segment.target_share for segment in segments])[segment]
    )
    is_subsidiary = (random.random(count) < parameters.subsidiary_share) & (np.arange(count) > 0)

    return Accounts(
        segment=segment,
        intent=random.standard_normal(count),
        people_count=people_count,
        first_person=np.cumsum(people_count) - people_count,
        stem=texts(words.STEMS)[pair // len(words.ENDINGS)],
        ending=texts(words.ENDINGS)[pair % len(words.ENDINGS)],
        place=texts(("", *words.PLACES))[place],
        trade=np.array(words.TRADES, dtype=object)[industry, trade],
        name_number=place_lap + 1,
        industry=texts(words.INDUSTRIES)[industry],
        country=drawn_texts(words.COUNTRIES, count, random),
        employees=employees.astype(np.int64),
        parent=np.where(
            is_subsidiary, (random.random(count) * np.arange(count)).astype(np.int64), -1
        ),
        target_tier=np.where(is_target, tier, 0),
        imported_at=parameters.history_start - random.integers(1, 200, size=count) * DAY // 2,
        developer=random.integers(len(words.SALES_DEVELOPMENT), size=count),
        seller=random.integers(len(words.SALES), size=count),
    )


def draw_people(accounts: Accounts, random: np.random.Generator) -> People:
    """Draw the people of every account; within an account no first name comes up twice."""
    account, place = members(accounts.people_count)
    first_of_account = random.integers(len(words.FIRST_NAMES), size=accounts.count)
    title = random.integers(len(words.TITLES), size=len(account))
    titles, roles = zip(*words.TITLES, strict=True)
    return People(
        account=account,
        first_name=texts(words.FIRST_NAMES)[
            (first_of_account[account] + place * _FIRST_NAME_STRIDE) % len(words.FIRST_NAMES)
        ],
        last_name=texts(words.LAST_NAMES)[
            random.integers(len(words.LAST_NAMES), size=len(account))
        ],
        title=texts(titles)[title],
        buying_role=texts(roles)[title],
    )
