"""How long a whole build takes on companies of a million touches and more, and what it needs."""
