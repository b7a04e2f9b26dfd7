"""Turn Olist's three CSV files into the files that whence reads; to_files.sql says how."""

import argparse
import sys
from pathlib import Path

import duckdb

INPUTS = {
    "leads": "olist_marketing_qualified_leads_dataset.csv",
    "closed_deals": "olist_closed_deals_dataset.csv",
    "sellers": "olist_sellers_dataset.csv",
}
OUTPUTS = ("touches", "deals", "contacts", "accounts")


def prepare(olist: Path, out: Path) -> None:
    """Write touches.csv, deals.csv, contacts.csv and accounts.csv into `out`."""
    missing = [file for file in INPUTS.values() if not (olist / file).is_file()]
    if missing:
        sys.exit(f"The folder {olist} has no {' and no '.join(missing)}.")
    out.mkdir(parents=True, exist_ok=True)
    connection = duckdb.connect()
    for view, file in INPUTS.items():
        connection.read_csv(str(olist / file), all_varchar=True).create_view(view)
    connection.execute(Path(__file__).with_name("to_files.sql").read_text("utf-8"))
    for view in OUTPUTS:
        connection.view(view).order("all").write_csv(str(out / f"{view}.csv"), header=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("olist", type=Path, help="the folder with Olist's files")
    parser.add_argument("out", type=Path, help="the folder to write to; outside version control")
    folders = parser.parse_args()
    prepare(folders.olist, folders.out)
