"""Tools that read databases and files really read ours: all marts, with types and all rows."""

import json
import subprocess
from decimal import Decimal
from pathlib import Path

import adbc_driver_duckdb.dbapi as adbc
import duckdb
import pytest
import sqlalchemy as sa

from conftest import ROOT
from whence.errors import InputError
from whence.export import ALL, FORMATS, export_marts

OLDEST = ROOT / ".venv-oldest" / "bin" / "python"
#: Run by the oldest client: how many rows each mart has, and one sum of money.
READ_ALL = """
import duckdb, json, sys
with duckdb.connect(sys.argv[1], read_only=True) as connection:
    connection.execute("set enable_progress_bar = false")
    marts = connection.execute(
        "select table_name from information_schema.tables where table_schema = 'main'"
    ).fetchall()
    counts = {
        mart: len(connection.execute(f'select * from "{mart}"').fetchall())
        for (mart,) in marts
    }
    value = connection.execute("select sum(credited_value) from attribution_credits").fetchone()[0]
    print(json.dumps([duckdb.__version__, counts, str(value)]))
"""


@pytest.fixture(scope="module")
def row_counts(demo_database: Path) -> dict[str, int]:
    """Count the rows of every mart."""
    with duckdb.connect(str(demo_database), read_only=True) as connection:
        marts = connection.execute(
            "select table_name from information_schema.tables where table_schema = 'main'"
        ).fetchall()
        return {
            mart: connection.execute(f'select count(*) from "{mart}"').fetchall()[0][0]
            for (mart,) in marts
        }


def test_sqlalchemy_reflects_every_mart(demo_database: Path, row_counts: dict[str, int]) -> None:
    engine = sa.create_engine(
        f"duckdb:///{demo_database}", connect_args={"read_only": True}, poolclass=sa.NullPool
    )
    inspector = sa.inspect(engine)
    found = {*inspector.get_table_names("main"), *inspector.get_view_names("main")}
    assert found == row_counts.keys()
    with engine.connect() as connection:
        for mart, expected in row_counts.items():
            table = sa.Table(mart, sa.MetaData(), autoload_with=engine)
            assert table.columns
            untyped = [c.name for c in table.columns if isinstance(c.type, sa.types.NullType)]
            assert not untyped, mart
            count = connection.execute(sa.select(sa.func.count()).select_from(table)).scalar()
            assert count == expected, mart
        deals = sa.Table("deals", sa.MetaData(), autoload_with=engine)
        assert isinstance(deals.c.amount.type, sa.Numeric)
        assert isinstance(deals.c.closed_at.type, sa.DateTime)
        won = sa.select(sa.func.sum(deals.c.amount)).where(deals.c.outcome == "won")
        assert isinstance(connection.execute(won).scalar(), Decimal)


def test_adbc_gives_arrow_tables(demo_database: Path, row_counts: dict[str, int]) -> None:
    with adbc.connect(str(demo_database)) as connection, connection.cursor() as cursor:
        for mart, expected in row_counts.items():
            cursor.execute(f'select * from "{mart}"')
            assert cursor.fetch_arrow_table().num_rows == expected, mart
        cursor.execute("select amount, closed_at from deals")
        types = [str(field.type) for field in cursor.fetch_arrow_table().schema]
        assert types == ["decimal128(18, 2)", "timestamp[us]"]


def test_the_oldest_client_reads_the_published_file(
    demo_database: Path, row_counts: dict[str, int]
) -> None:
    if not OLDEST.exists():
        pytest.skip("The oldest client is not installed here: make .venv-oldest/installed")
    done = subprocess.run(
        [OLDEST, "-c", READ_ALL, demo_database], capture_output=True, text=True, check=True
    )
    version, counts, value = json.loads(done.stdout)
    assert version == "1.0.0"
    assert counts == row_counts
    with duckdb.connect(str(demo_database), read_only=True) as connection:
        expected = connection.execute("select sum(credited_value) from attribution_credits")
        assert Decimal(value) == expected.fetchall()[0][0]


@pytest.mark.parametrize("file_format", FORMATS)
def test_exported_files_are_the_marts(
    file_format: str, demo_database: Path, row_counts: dict[str, int], tmp_path: Path
) -> None:
    written = export_marts(demo_database, [ALL], tmp_path, file_format)
    assert {path.stem: count for path, count in written.items()} == row_counts
    assert sorted(tmp_path.iterdir()) == sorted(written)
    if file_format != "parquet":
        return
    with duckdb.connect(str(demo_database), read_only=True) as connection:
        for path in written:
            for one, other in ((f"'{path}'", f'"{path.stem}"'), (f'"{path.stem}"', f"'{path}'")):
                query = f"select count(*) from (from {one} except all from {other})"
                assert connection.execute(query).fetchall() == [(0,)], path


def test_the_same_database_gives_the_same_bytes(demo_database: Path, tmp_path: Path) -> None:
    for file_format in FORMATS:
        one = export_marts(demo_database, ["deals", "deals"], tmp_path / "one", file_format)
        other = export_marts(demo_database, ["deals"], tmp_path / "other", file_format)
        assert [path.read_bytes() for path in one] == [path.read_bytes() for path in other]


def test_what_cannot_be_exported_is_said(demo_database: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no mart dealz \(did you mean deals\?\); there are: abm"):
        export_marts(demo_database, ["dealz"], tmp_path)
    with pytest.raises(InputError, match="no format xml; there are: csv, json, parquet"):
        export_marts(demo_database, ["deals"], tmp_path, "xml")
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(InputError, match=r"deals\.parquet cannot be written"):
        export_marts(demo_database, ["deals"], tmp_path / "file")
    with pytest.raises(InputError, match="There is no database"):
        export_marts(tmp_path / "none.duckdb", ["deals"], tmp_path)
