"""Write the sample company's exports: `python sample_data/make.py [FOLDER]`.

Every run writes the same bytes. The truths planted in them are in planted.py and TRUTHS.md.
"""

import csv
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import aspects
import complaints
import customers
import hand_overs
import orders
import plant
import planted
import pyarrow.parquet as pq
import refusals
import relationship
import surveys
import touches
from company import EMPLOYEES, PROCESSES

PERIOD = "2024-10_2026-09"

EVENTS = (
    (planted.PARTNER_CHANGE, "New delivery partner", "Housing orders are delivered by a carrier."),
    (planted.INVOICE_ACTION, "Corrective action: address check",
     "CAPA-07: the billing address is checked before an invoice is sent. Cause: invoice error."),
    (planted.REFUND_ACTION, "Corrective action: refund reminders",
     "CAPA-09: a weekly reminder to approve refunds. Cause: refund delay."),
    (planted.CHAT_FOR_ALL, "Online chat for everyone", "Until then chat was a pilot."),
    (planted.THEME_FROM, "App update 4.2", "The app of the washing machine was replaced."),
)  # fmt: skip


def main(folder: Path) -> None:
    """Write all files into the folder and print what each holds."""
    tables = (
        (f"surveys/csat_after_contact_{PERIOD}.csv", surveys.CSAT_HEADER,
         refusals.spoiled(surveys.csat())),
        (f"surveys/nps_relationship_{PERIOD}.csv", relationship.NPS_HEADER,
         relationship.nps_rows()),
        (f"surveys/ces_after_delivery_{PERIOD}.csv", relationship.EFFORT_HEADER,
         relationship.effort_rows()),
        (f"surveys/internal_hand_overs_{PERIOD}.csv", hand_overs.HEADER, hand_overs.answer_rows()),
        (f"surveys/half_yearly_review_{PERIOD}.csv", aspects.HEADER, aspects.rows()),
        (f"surveys/invitations_{PERIOD}.csv", surveys.INVITATIONS_HEADER, surveys.invitations()),
        (f"complaints/complaint_register_{PERIOD}.csv", complaints.HEADER, complaints.rows()),
        (f"orders/orders_{PERIOD}.csv", orders.HEADER, orders.rows()),
        (f"quality/inspections_{PERIOD}.csv", plant.INSPECTIONS_HEADER, plant.inspection_rows()),
        ("master/customers.csv", ("Customer ID", "Customer name", "Segment", "Type", "Region",
         "Customer since"), customer_rows()),
        ("master/employees.csv", ("Employee ID", "Employee name", "Team", "Role", "Site"),
         employee_rows()),
        ("master/processes.csv", ("Process", "Owner", "Stage"), PROCESSES),
        ("events.csv", ("date", "label", "note"), EVENTS),
    )  # fmt: skip
    for name, header, rows in tables:
        write_csv(folder / name, header, rows)
    write_csv(
        folder / f"orders/returns_{PERIOD}.csv",
        plant.RETURNS_HEADER,
        plant.return_rows(),
        encoding="cp1252",
        delimiter=";",
    )
    write_parquet(folder / f"touches/touches_{PERIOD}.parquet")


def customer_rows() -> list[tuple[str, ...]]:
    """Return the rows of the customers file."""
    return [
        (one.code, one.name, one.segment, one.kind, one.region, one.since)
        for one in customers.everyone()
    ]


def employee_rows() -> list[tuple[str, ...]]:
    """Return the rows of the employees file."""
    return [(one.code, one.name, one.team, one.role, one.site) for one in EMPLOYEES]


def write_csv(
    path: Path,
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    encoding: str = "utf-8",
    delimiter: str = ",",
) -> None:
    """Write one text file with Windows line ends, as survey tools and spreadsheets do."""
    path.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, lineterminator="\r\n")
        writer.writerow(header)
        for row in rows:
            writer.writerow(row)
            written += 1
    print(f"{path.name}: {written:,} rows, {path.stat().st_size:,} bytes")


def write_parquet(path: Path) -> None:
    """Write the touches."""
    path.parent.mkdir(parents=True, exist_ok=True)
    made = touches.table()
    pq.write_table(made, path, compression="zstd", compression_level=15)
    print(f"{path.name}: {made.num_rows:,} rows, {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
