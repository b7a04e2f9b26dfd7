"""Spark builds the marts that DuckDB builds: the same rows, money to the cent, credits to 1e-9.

`make test-spark` runs this in an environment with pyspark; elsewhere it is skipped.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from conftest import ROOT, SilentWatcher, build, work_folder
from whence.build import Order
from whence.build import build as build_order
from whence.project import Project
from whence.simulate import simulate

pyspark_sql = pytest.importorskip(
    "pyspark.sql", reason="pyspark is not installed here: make test-spark"
)
if shutil.which("java") is None:
    pytest.skip("Spark needs Java 17, and there is no java here.", allow_module_level=True)

#: Enough won and lost deals for the rules that learn to speak.
ACCOUNTS, SEED = 1500, 3
TOLERANCE = 1e-9
#: Quotients of money and credits: of a credit of a thousandth, its last digit is a millionth.
QUOTIENTS, TOLERANCE_OF_QUOTIENTS = ("cost_per_conversion", "return_on_spend"), 1e-6

QUIET = """
rootLogger.level = error
rootLogger.appenderRef.stderr.ref = console
appender.console.type = Console
appender.console.name = console
appender.console.target = SYSTEM_ERR
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %p %c{1}: %m%n
"""


@pytest.fixture(scope="module")
def both() -> Iterator[duckdb.DuckDBPyConnection]:
    """Build one company by both engines: DuckDB's marts in `main`, Spark's in `spark`."""
    folder = work_folder() / "both"
    raw = folder / "raw"
    simulate(raw, accounts=ACCOUNTS, seed=SEED)
    database = build(raw, folder / "duckdb" / "whence.duckdb")
    with duckdb.connect(str(database)) as connection:
        connection.execute("set timezone = 'UTC'; create schema spark")
        for mart in marts_of(connection):
            path = folder / "marts" / mart
            if not path.exists():
                write_marts_of_spark(raw, folder, marts_of(connection))
            connection.execute(
                f"create view spark.{mart} as select * from '{path}/*.parquet'"  # noqa: S608
            )
        yield connection


def marts_of(connection: duckdb.DuckDBPyConnection) -> list[str]:
    rows = connection.execute(
        "select table_name from duckdb_tables() where schema_name = 'main' union "
        "select view_name from duckdb_views() where schema_name = 'main' and not internal order by 1"
    ).fetchall()
    return [name for (name,) in rows]


def write_marts_of_spark(raw: Path, folder: Path, marts: list[str]) -> None:
    """Build on Spark in this process and write every mart as Parquet, from the executors."""
    configuration = folder / "conf"
    configuration.mkdir(parents=True)
    (configuration / "log4j2.properties").write_text(QUIET, "utf-8")
    order = Order(raw=raw, database=folder / "none" / "whence.duckdb", target="spark")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DBT_TARGET_PATH", str(folder / "target"))
        patch.setenv("WHENCE_SPARK_WAREHOUSE", str(folder / "warehouse"))
        patch.setenv("SPARK_CONF_DIR", str(configuration))
        outcome = build_order(order, Project(ROOT), SilentWatcher())
    if outcome.failures:
        pytest.fail("\n".join(f"{node.name}: {node.message}" for node in outcome.failures))
    session = pyspark_sql.SparkSession.builder.getOrCreate()
    for mart in marts:
        session.table(f"whence.{mart}").write.parquet(str(folder / "marts" / mart))
    session.stop()


def test_marts_are_the_same(both: duckdb.DuckDBPyConnection) -> None:
    differences = {mart: differences_of(both, mart) for mart in marts_of(both)}
    assert differences, "no mart was found"
    assert {mart: found for mart, found in differences.items() if found} == {}


def differences_of(connection: duckdb.DuckDBPyConnection, mart: str) -> list[str]:
    """Say how a mart of Spark differs: in its columns, else in its rows, else in its measures."""
    columns = connection.execute(f"describe main.{mart}").fetchall()
    names = [name for name, *_ in columns]
    theirs = [name for name, *_ in connection.execute(f"describe spark.{mart}").fetchall()]
    if names != theirs:
        return [f"the columns are {theirs}"]
    measures = [name for name, kind, *_ in columns if kind == "DOUBLE"]
    keys = ", ".join(name for name in names if name not in measures)
    typed = ", ".join(f'cast("{name}" as {kind}) as "{name}"' for name, kind, *_ in columns)
    spark = f"(select {typed} from spark.{mart})"
    row_count = f"select count(*) from (select {keys} from {{}} except all select {keys} from {{}})"
    missing = connection.execute(row_count.format(f"main.{mart}", spark)).fetchone()
    added = connection.execute(row_count.format(spark, f"main.{mart}")).fetchone()
    found = [
        f"{count[0]} rows are {kind}"
        for kind, count in (("missing", missing), ("added", added))
        if count and count[0]
    ]
    return found or [
        f"{name} differs in {count} rows, by {most} at most"
        for name in measures
        for count, most in [measure_differences(connection, mart, spark, keys, measures, name)]
        if count
    ]


def measure_differences(  # noqa: PLR0913  parts of one query
    connection: duckdb.DuckDBPyConnection,
    mart: str,
    spark: str,
    keys: str,
    measures: list[str],
    name: str,
) -> tuple[int, float | None]:
    """Count the rows in which a measure differs; rows of one key are compared in their order."""
    order = ", ".join(f'round("{measure}", 6), "{measure}"' for measure in measures)
    numbered = f"select *, row_number() over (partition by {keys} order by {order}) as place from"
    tolerance = TOLERANCE_OF_QUOTIENTS if name in QUOTIENTS else TOLERANCE
    joined = " and ".join(f"a.{key} is not distinct from b.{key}" for key in keys.split(", "))
    row = connection.execute(
        f"""
        select
            count(*) filter (where
                (a.{name} is null) <> (b.{name} is null)
                or abs(a.{name} - b.{name}) > {tolerance} * greatest(1, abs(a.{name}))
            ),
            max(abs(a.{name} - b.{name}))
        from ({numbered} main.{mart}) as a
        inner join ({numbered} {spark}) as b on {joined} and a.place = b.place
        """
    ).fetchone()
    assert row is not None
    return row[0], row[1]
