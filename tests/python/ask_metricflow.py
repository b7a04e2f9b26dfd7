"""Answers questions of the semantic layer, as `mf query` does, many of them in one process.

Reads from stdin, writes to stdout: JSON. A question is `[metrics, group_by, where]`, an answer the
list of its rows. Run in the folder of a project; profiles and database are in the environment.
"""

import json
import sys

from dbt_metricflow.cli.cli_configuration import CLIConfiguration
from metricflow.engine.metricflow_engine import MetricFlowQueryRequest


def main() -> None:
    """Answer all questions."""
    configuration = CLIConfiguration()
    configuration.setup(configure_file_logging=False)
    answers = []
    for metrics, group_by, where in json.load(sys.stdin):
        request = MetricFlowQueryRequest.create(
            metric_names=metrics,
            group_by_names=group_by,
            where_constraints=where,
            order_by_names=group_by,
        )
        table = configuration.mf.query(request).result_df
        answers.append([list(row) for row in table.rows] if table is not None else [])
    json.dump(answers, sys.stdout, default=str)


if __name__ == "__main__":
    main()
