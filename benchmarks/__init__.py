"""How long the rules take on a million deals, and other packages on the same ones."""
