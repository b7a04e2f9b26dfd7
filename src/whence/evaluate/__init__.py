"""How well whence does, measured against the simulator's truth: identity, and rules.

Identity is measured on companies in their systems (`whence simulate --shape connectors --truth`),
rules on scenarios (`whence simulate --scenario A --truth`).
"""

from whence.evaluate.identity import IdentityScore, evaluate_identity, identity_table

__all__ = ["IdentityScore", "evaluate_identity", "identity_table"]
