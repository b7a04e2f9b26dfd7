"""Spark builds the marts that DuckDB builds: the same rows, money to the cent, credits to 1e-9.

`make test-spark` runs this in an environment with pyspark; elsewhere it is skipped.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

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

#: The demo, and one with enough won and lost deals for the rules that learn to speak.
COMPANIES = ("demo", "learned_from")
ACCOUNTS, SEED = 1500, 3
#: One in the ninth digit, to which sums of credits are rounded, and what a double adds to that.
TOLERANCE = 1.001e-9
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


@pytest.fixture(scope="module", params=COMPANIES)
def both(request: pytest.FixtureRequest) -> Iterator[duckdb.DuckDBPyConnection]:
    """Build one company by both engines: DuckDB's marts in `main`, Spark's in `spark`."""
    folder = work_folder() / "both" / request.param
    raw = ROOT / "demo"
    if request.param != "demo":
        raw = folder / "raw"
        simulate(raw, accounts=ACCOUNTS, seed=SEED)
    database = build(raw, folder / "duckdb" / "whence.duckdb")
    with duckdb.connect(str(database)) as connection:
        connection.execute("set timezone = 'UTC'; create schema spark")
        for mart in marts_of(connection):
            path = folder / "marts" / mart
            if not path.exists():
                write_marts_of_spark(raw, folder, marts_of(connection))
            connection.execute(f"create view spark.{mart} as select * from '{path}/*.parquet'")
        yield connection


def marts_of(connection: duckdb.DuckDBPyConnection) -> list[str]:
    rows = connection.execute(
        "select table_name from duckdb_tables() where schema_name = 'main' union "
        "select view_name from duckdb_views() where schema_name = 'main' and not internal "
        "order by 1"
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
    marts = [Mart(both, name) for name in marts_of(both)]
    assert marts, "no mart was found"
    assert {mart.name: mart.differences() for mart in marts if mart.differences()} == {}


@dataclass(frozen=True)
class Mart:
    """A mart that stands in `main` as DuckDB made it and in `spark` as Spark did."""

    connection: duckdb.DuckDBPyConnection
    name: str

    @cached_property
    def columns(self) -> dict[str, str]:
        """DuckDB's columns with their types."""
        return {name: kind for name, kind, *_ in self._rows(f"describe main.{self.name}")}

    @property
    def measures(self) -> list[str]:
        """The columns that are compared with a tolerance."""
        return [name for name, kind in self.columns.items() if kind == "DOUBLE"]

    @property
    def keys(self) -> list[str]:
        """All others."""
        return [name for name in self.columns if name not in self.measures]

    @property
    def of_spark(self) -> str:
        """Spark's rows in DuckDB's types."""
        cells = [f'cast("{name}" as {kind}) as "{name}"' for name, kind in self.columns.items()]
        return f"(select {', '.join(cells)} from spark.{self.name})"

    def differences(self) -> list[str]:
        """Say how Spark's mart differs: in its columns, else in its rows, else in its measures."""
        theirs = [name for name, *_ in self._rows(f"describe spark.{self.name}")]
        if theirs != list(self.columns):
            return [f"the columns are {theirs}"]
        keys = ", ".join(self.keys)
        ours = f"select {keys} from main.{self.name}"
        spark = f"select {keys} from {self.of_spark}"
        count = "select count(*) from ({} except all {})"
        missing = self._rows(count.format(ours, spark))[0][0]
        added = self._rows(count.format(spark, ours))[0][0]
        if missing or added:
            return [f"{missing} rows are missing, {added} are added"]
        found = [(name, *self._rows(self._comparison(name))[0]) for name in self.measures]
        return [f"{name}: {rows} rows differ, by {most}" for name, rows, most in found if rows]

    def _comparison(self, name: str) -> str:
        """Return a query for how many rows differ in a measure, and by how much at most.

        Rows of one key are compared in their order.
        """
        tolerance = TOLERANCE_OF_QUOTIENTS if name in QUOTIENTS else TOLERANCE
        order = ", ".join(f"round({measure}, 6), {measure}" for measure in self.measures)
        numbered = (
            f"select *, row_number() over (partition by {', '.join(self.keys)} order by {order})"
            " as place from"
        )
        joined = " and ".join(f"a.{key} is not distinct from b.{key}" for key in self.keys)
        return f"""
            select
                count(*) filter (where
                    (a.{name} is null) <> (b.{name} is null)
                    or abs(a.{name} - b.{name}) > {tolerance} * greatest(1, abs(a.{name}))
                ),
                max(abs(a.{name} - b.{name}))
            from ({numbered} main.{self.name}) as a
            inner join ({numbered} {self.of_spark}) as b on {joined} and a.place = b.place
        """

    def _rows(self, query: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(query).fetchall()
