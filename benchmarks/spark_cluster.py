"""Build a company on a Spark cluster on this machine: a master, workers and a Thrift server.

    .venv-spark/bin/python -m benchmarks.spark_cluster --accounts 20000 --workers 1 --workers 2

All parts come with pyspark. Every worker has one core; dbt talks to the Thrift server alone.
"""

import argparse
import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pyspark

from whence.build import profiles_folder
from whence.dbt import Setting, build_project, read_project
from whence.project import Project
from whence.simulate import simulate

ROOT = Path(__file__).resolve().parents[1]
SPARK = Path(pyspark.__file__).parent
HOST, MASTER_PORT, THRIFT_PORT = "127.0.0.1", 17077, 10010

QUIET = """
rootLogger.level = error
rootLogger.appenderRef.stderr.ref = console
appender.console.type = Console
appender.console.name = console
appender.console.target = SYSTEM_ERR
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %p %c{1}: %m%n
"""


def settings(folder: Path) -> dict[str, str]:
    """Return the settings of the Thrift server's application."""
    return {
        "spark.executor.cores": "1",
        "spark.executor.memory": "2g",
        "spark.driver.memory": "2g",
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.hadoop.javax.jdo.option.ConnectionURL": (
            f"jdbc:derby:;databaseName={folder / 'metastore'};create=true"
        ),
        "spark.hadoop.hive.server2.thrift.port": str(THRIFT_PORT),
        "spark.hadoop.hive.server2.thrift.bind.host": HOST,
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.analyzer.maxIterations": "1000",
        "spark.sql.optimizer.maxIterations": "1000",
        "spark.sql.shuffle.partitions": "4",
        # small tables would otherwise be sent to all, and a host's files read past the network
        "spark.sql.autoBroadcastJoinThreshold": "-1",
        "spark.shuffle.readHostLocalDisk": "false",
        "spark.eventLog.enabled": "true",
        "spark.eventLog.dir": str(folder / "events"),
        "spark.ui.enabled": "false",
    }


@contextlib.contextmanager
def cluster(worker_count: int, folder: Path) -> Iterator[None]:
    """Run a master, workers of one core each and a Thrift server, and stop them afterwards."""
    (folder / "conf").mkdir(parents=True)
    (folder / "events").mkdir()
    (folder / "conf" / "log4j2.properties").write_text(QUIET, "utf-8")
    environment = os.environ | {
        "SPARK_HOME": str(SPARK),
        "SPARK_CONF_DIR": str(folder / "conf"),
        "SPARK_LOCAL_IP": HOST,
        "SPARK_WORKER_DIR": str(folder / "work"),
    }
    address = f"spark://{HOST}:{MASTER_PORT}"
    master = [str(SPARK / "bin" / "spark-class"), "org.apache.spark.deploy.master.Master"]
    worker = [str(SPARK / "bin" / "spark-class"), "org.apache.spark.deploy.worker.Worker"]
    server = [str(SPARK / "bin" / "spark-submit"), "--master", address]
    for name, value in settings(folder).items():
        server += ["--conf", f"{name}={value}"]
    server += ["--class", "org.apache.spark.sql.hive.thriftserver.HiveThriftServer2"]
    commands = [
        [*master, "--host", HOST, "--port", str(MASTER_PORT), "--webui-port", "0"],
        *[
            [*worker, "--cores", "1", "--memory", "2g", "--webui-port", "0", address]
            for _ in range(worker_count)
        ],
        [*server, "spark-internal"],
    ]
    with contextlib.ExitStack() as stack:
        for number, command in enumerate(commands):
            log = stack.enter_context((folder / f"process_{number}.log").open("w"))
            process = subprocess.Popen(  # noqa: S603  commands of our own
                command, env=environment, stdout=log, stderr=log, cwd=folder
            )
            stack.callback(stop, process)
            if number == 0:
                wait_for(MASTER_PORT)
        wait_for(THRIFT_PORT)
        yield


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a process that was started here."""
    process.terminate()
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def wait_for(port: int, seconds: float = 120) -> None:
    """Wait until something listens on a port of this machine."""
    end = time.monotonic() + seconds
    while True:
        with contextlib.suppress(OSError), socket.create_connection((HOST, port), timeout=1):
            return
        if time.monotonic() > end:
            raise TimeoutError(f"Nothing listens on port {port} after {seconds:.0f} seconds.")
        time.sleep(0.5)


def measured(worker_count: int, raw: Path, folder: Path) -> float:
    """Build all models of the files source on so many workers, without tests, and time it."""
    setting = Setting(
        project=ROOT,
        profiles=profiles_folder(Project(ROOT)),
        target="spark_thrift",
        variables={"sources": ["files"]},
        environment={
            "WHENCE_RAW_DIR": str(raw),
            "WHENCE_SPARK_HOST": HOST,
            "WHENCE_SPARK_PORT": str(THRIFT_PORT),
            "DBT_TARGET_PATH": str(folder / "target"),
        },
    )
    read = read_project(setting)
    nodes_read = read.manifest.nodes
    models = [node.name for key, node in nodes_read.items() if key.startswith("model.")]
    with cluster(worker_count, folder):
        started = time.monotonic()
        nodes = build_project(setting, read, lambda _: None, models=models)
        seconds = time.monotonic() - started
    for node in nodes:
        if node.has_failed:
            print(f"{node.name}: {node.message[:500]}")  # noqa: T201
    print(f"{len(nodes)} models and seeds, slowest:")  # noqa: T201
    for node in sorted(nodes, key=lambda each: -each.seconds)[:10]:
        print(f"  {node.seconds:6.1f} s {node.name}")  # noqa: T201
    return seconds


def main() -> None:
    """Measure the build on each number of workers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accounts", type=int, default=1000)
    parser.add_argument("--workers", type=int, action="append")
    arguments = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="whence-spark-"))
    try:
        simulate(folder / "raw", accounts=arguments.accounts, seed=1, file_format="parquet")
        for count in arguments.workers or [1, 2]:
            seconds = measured(count, folder / "raw", folder / f"workers_{count}")
            print(f"{count} workers: {seconds:.0f} seconds", flush=True)  # noqa: T201
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
