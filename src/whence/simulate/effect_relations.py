"""The truth of a scenario as the relations that the SQL of its tables reads."""

import numpy as np

from whence.simulate.arrays import Floats, texts
from whence.simulate.company import Company
from whence.simulate.effects import effects_of, placebos
from whence.simulate.outcomes import WON
from whence.simulate.relations import Relation
from whence.simulate.worlds import World

#: Beyond these digits machines may disagree about a sum.
_DIGITS = 12


def effect_relations_of(company: Company, world: World) -> dict[str, Relation]:
    """Return the effects by name of relation, with deals and touches numbered as the company's."""
    effects = effects_of(world)
    journeys = company.deals.episode
    deal_of = np.empty(len(journeys), np.int64)
    deal_of[journeys] = np.arange(len(journeys))
    is_won = company.deals.outcome == WON
    channels = world.parameters.channels
    return {
        "true_channels": {
            "channel_number": np.arange(len(channels)),
            "name": texts(tuple(channel.name for channel in channels)),
            "is_placebo": placebos(world.parameters),
        },
        "true_touches": {
            "touch": np.arange(len(company.touches.at)),
            "deal": deal_of[company.touches.episode],
            "channel_number": company.touches.channel,
            "effect": _rounded(effects.of_touch[world.is_recorded]),
        },
        "true_deal_channels": {
            "deal": deal_of[effects.journey],
            "channel_number": effects.channel,
            "is_won": is_won[deal_of[effects.journey]],
            "direct_effect": _rounded(effects.direct),
            "total_effect": _rounded(effects.total),
            "shapley_effect": _rounded(effects.shapley),
        },
        "true_deals": {
            "deal": np.arange(len(journeys)),
            "is_won": is_won,
            "p_win": _rounded(effects.p_win[journeys]),
            "p_baseline": _rounded(effects.p_baseline[journeys]),
        },
    }


def _rounded(values: Floats) -> Floats:
    # adding nothing makes a negative zero a zero
    rounded: Floats = np.round(values, _DIGITS) + 0.0
    return rounded
