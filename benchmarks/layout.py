"""What lies in a folder of simulated journeys."""

#: Tables `deals` (deal, deal_id, touch_count, won, value) and `touches` (deal, touch_number,
#: touch_count, channel).
JOURNEYS = "journeys.duckdb"
#: Each path once, channels in order, with the wins and the losses that came by it.
PATHS = "paths.parquet"
SEPARATOR = ">"
#: The exact answer, from the simulated arrays. It is written last and says that all is there.
ANSWER = "answer.json"
#: What whence's models start from, and the statements that build them.
WHENCE = "whence.duckdb"
STATEMENTS = "statements.json"
#: Why whence itself cannot run.
UNABLE = "unable.txt"
