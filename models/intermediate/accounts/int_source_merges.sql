-- Records that became others, as their sources say it.
{{ shape_rows('merges') }}
