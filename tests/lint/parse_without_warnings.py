"""dbt must read the whole project without a warning: a misspelt key is a warning, not an error."""

import sys

from dbt.cli.main import dbtRunner

result = dbtRunner().invoke(
    [
        *["--quiet", "--warn-error", "--log-level-file", "none"],
        *["parse", "--no-partial-parse"],
        *["--profiles-dir", "tests/lint", "--target-path", "target/lint"],
    ]
)
if result.exception:
    sys.stderr.write(f"{result.exception}\n")
sys.exit(0 if result.success else 1)
