"""The benchmark's exact answer is the published one, and its journeys are what was asked for."""

import json
import sys
from pathlib import Path

import duckdb
import numpy as np
import pytest

from benchmarks.__main__ import (
    OPEN,
    FailedError,
    Measurement,
    Settings,
    TooBigError,
    measure_what_fits,
    run_process,
    share_difference,
)
from benchmarks.contestants import CONTESTANTS
from benchmarks.journeys import Size, channel_names, draw_chain, write
from benchmarks.layout import ANSWER, JOURNEYS, PATHS, SEPARATOR
from benchmarks.markov import Journeys, count_steps, solve
from benchmarks.report import aligned, write_into
from benchmarks.whence_models import JOBS, ROOT, NotYetError, ancestors_first

SIZE = Size(deals=600, touches=6, channels=5, seed=3)

#: Journeys by their channels' initials, and for each channel its removal effect.
GOLDEN = {
    "published twice": (
        [("abc", 1, 0), ("a", 0, 1), ("bc", 0, 1)],
        1 / 3,
        [0.5, 1, 1],
        [0.2, 0.4, 0.4],
    ),
    "exact answer to a published simulation": (
        [("ababba", 1, 0), ("abbaa", 1, 0), ("aa", 1, 0)],
        1,
        [1, 0.5],
        [2 / 3, 1 / 3],
    ),
    "transitions published, two channels": (
        [("a", 2, 1), ("b", 1, 0), ("ab", 1, 0)],
        0.8,
        [0.75, 0.5],
        [2.4 / 4, 1.6 / 4],
    ),
    "transitions published, three channels": (
        [("ab", 3, 1), ("ac", 1, 1)],
        4 / 6,
        [1, 0.75, 0.25],
        [2 / 4, 1.5 / 4, 0.5 / 4],
    ),
}


@pytest.mark.parametrize("case", GOLDEN.values(), ids=GOLDEN)
def test_the_exact_answer_is_the_published_one(
    case: tuple[list[tuple[str, int, int]], float, list[float], list[float]],
) -> None:
    journeys, p_win, effects, shares = case
    walks = [Journeys(["abc".index(c) for c in path], won, lost) for path, won, lost in journeys]
    answer = solve(count_steps(walks, len(effects)))
    assert answer.p_win == pytest.approx(p_win, abs=1e-12)
    np.testing.assert_allclose(answer.removal_effects, effects, atol=1e-12)
    np.testing.assert_allclose(answer.shares, shares, atol=1e-12)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("journeys")
    write(SIZE, folder, threads=1)
    return folder


def test_the_paths_have_the_answer_of_the_arrays(folder: Path) -> None:
    names = channel_names(SIZE.channels)
    paths = duckdb.sql(f"select path, wins, losses from '{folder / PATHS}'").fetchall()
    walks = [Journeys([names.index(c) for c in p.split(SEPARATOR)], w, n) for p, w, n in paths]
    found = solve(count_steps(walks, SIZE.channels))
    told = json.loads((folder / ANSWER).read_text("utf-8"))
    assert sum(won + lost for _, won, lost in walks) == SIZE.deals == told["deals"]
    assert found.p_win == pytest.approx(told["p_win"], abs=1e-12)
    shares = dict(zip(names, found.shares.tolist(), strict=True))
    assert share_difference(shares, told["shares"]) < 1e-12


def test_the_touches_are_those_of_the_paths(folder: Path) -> None:
    with duckdb.connect(str(folder / JOURNEYS), read_only=True) as connection:
        (right,) = connection.execute(
            """
            select count(*)
            from (
                select
                    string_agg(touches.channel, $separator order by touches.touch_number) as path,
                    count(*) filter (where touches.touch_count <> deals.touch_count) as miscounted
                from touches
                inner join deals using (deal)
                group by deal
                having count(*) = any_value(deals.touch_count)
            ) as found
            inner join read_parquet($paths) as paths using (path)
            where miscounted = 0
            """,
            {"separator": SEPARATOR, "paths": str(folder / PATHS)},
        ).fetchall()[0]
    assert right == SIZE.deals


def test_journeys_have_the_length_and_the_win_rate_asked_for(folder: Path) -> None:
    chain = draw_chain(SIZE, np.random.default_rng(SIZE.seed))
    told = json.loads((folder / ANSWER).read_text("utf-8"))
    assert chain.mean_length == pytest.approx(SIZE.touches)
    assert told["touches"] / told["deals"] == pytest.approx(SIZE.touches, rel=0.15)
    assert told["p_win"] == pytest.approx(0.22, abs=0.06)


SETTINGS = Settings(
    deals=600, touches=6, channels=5, seed=3, threads=1, runs=1, memory_gb=0.2, timeout=60
)


@pytest.mark.skipif(
    not Path("/proc").exists(), reason="this system does not tell a process's memory"
)
def test_a_process_that_wants_too_much_memory_is_stopped() -> None:
    greedy = [sys.executable, "-c", "held = bytearray(3 * 10**8); import time; time.sleep(60)"]
    with pytest.raises(TooBigError, match=r"needs more than 0\.2 GB"):
        run_process(greedy, SETTINGS)


def test_a_process_says_why_it_failed_and_how_much_it_held() -> None:
    with pytest.raises(FailedError, match=r"^ValueError: no such chain$"):
        run_process([sys.executable, "-c", "raise ValueError('no such chain')"], SETTINGS)
    peak, said = run_process([sys.executable, "-c", "held = bytearray(10**8); print(1)"], SETTINGS)
    assert peak > 10**8
    assert said == "1\n"


def test_who_wants_too_much_memory_gets_half_the_deals(monkeypatch: pytest.MonkeyPatch) -> None:
    def measure_up_to_200(_name: str, settings: Settings) -> Measurement:
        if settings.deals > 200:
            raise TooBigError
        return Measurement(settings.deals, 1, 1, 1, 0)

    monkeypatch.setattr("benchmarks.__main__.measure", measure_up_to_200)
    assert measure_what_fits("mam", SETTINGS).deals == 150


def node(name: str, *parents: str) -> dict[str, object]:
    return {
        "name": name,
        "resource_type": "model",
        "depends_on": {"nodes": [f"model.{parent}" for parent in parents]},
    }


def test_models_are_built_after_what_they_read_and_inputs_are_not_looked_behind() -> None:
    nodes = [node("effects", "channels", "int_journeys"), node("channels", "int_journey_touches")]
    nodes += [node("int_journeys", "raw"), node("int_journey_touches", "raw")]
    manifest = {"nodes": {f"model.{told['name']}": told for told in nodes}}
    order = [
        key.removeprefix("model.")
        for key in ancestors_first(manifest, ("effects",), JOBS["markov"].inputs)
    ]
    assert order == ["int_journey_touches", "channels", "int_journeys", "effects"]
    with pytest.raises(NotYetError, match="no model absent"):
        ancestors_first(manifest, ("absent",), {})


def test_a_table_is_written_between_the_marks(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"above\n{OPEN}old\n<!-- end -->\nbelow\n", "utf-8")
    write_into(page, aligned([["", "seconds"], ["ours", "1.0"]]), OPEN)
    table = "|      | seconds |\n|------|--------:|\n| ours | 1.0     |\n"
    assert page.read_text("utf-8") == f"above\n{OPEN}\n{table}\n<!-- end -->\nbelow\n"
    assert OPEN in (ROOT / "benchmarks" / "README.md").read_text("utf-8")


def test_every_package_that_is_measured_is_pinned() -> None:
    pinned = (ROOT / "benchmarks" / "requirements.txt").read_text("utf-8")
    packages = {contestant.package for contestant in CONTESTANTS.values()} - {None}
    assert [package for package in packages if f"{package}==" not in pinned] == []
    assert "://" not in pinned
