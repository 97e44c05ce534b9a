"""What the plant measures and what comes back. No truth is planted here."""

import numpy as np
import planted
from company import ASSEMBLY, EMPLOYEES, FINAL_INSPECTION, PICKING, PROCESSES, PRODUCTS, workers_of
from draw import LAST, lognormal, moments, pick, stamps
from orders import ORDERS, orders

INSPECTIONS = 2_600
RETURN_SHARE = 0.075
_REASONS = ("Changed mind", "Damaged on arrival", "Does not fit", "Wrong item", "Faulty")
_REASON_SHARES = (0.30, 0.24, 0.18, 0.12, 0.16)
_REASON_COST = (38, 120, 45, 60, 140)
"""What a return of each kind costs, median."""

RETURNS_HEADER = (
    "Return ID", "Return date", "Order ID", "Customer ID", "Product", "Reason", "Quantity",
    "Cost (€)",
)  # fmt: skip
INSPECTIONS_HEADER = (
    "inspection_id", "date", "point", "product", "lot", "n_checked", "n_defective", "n_defects",
    "value", "lsl", "usl", "process", "employee",
)  # fmt: skip

_POINTS = (
    ("incoming", PICKING, 50, 0.012),
    ("in-process", ASSEMBLY, 30, 0.020),
    ("outgoing", FINAL_INSPECTION, 20, 0.008),
)
"""Where, in which process, how many are looked at and the share that fails."""

GAP_LOW, GAP_HIGH, GAP_MEAN, GAP_SPREAD = 2.0, 4.0, 3.05, 0.24
"""The door gap in millimetres: its specification, and what the plant does."""


def return_rows() -> list[tuple[str, ...]]:
    """Return the returns: day-first dates, decimal commas, as a French spreadsheet saves them."""
    rng = np.random.default_rng(planted.SEEDS["shop floor"])
    made = orders()
    back = np.flatnonzero((rng.random(ORDERS) < RETURN_SHARE) & (made.delivered >= 0))
    delay = 24 * 60 * (2 + (rng.random(len(back)) * 18).astype(np.int64))
    back, delay = (
        back[made.delivered[back] + delay <= LAST],
        delay[made.delivered[back] + delay <= LAST],
    )
    reason = pick(rng, _REASON_SHARES, len(back))
    cost = lognormal(rng, len(back), median=np.array(_REASON_COST)[reason], spread=0.35)
    found = sorted(
        zip(made.delivered[back] + delay, back, reason, cost, strict=True), key=lambda row: row[0]
    )
    day = stamps(np.array([row[0] for row in found]), "%d.%m.%Y")
    return [
        (
            f"R-{70_001 + number}",
            day[number],
            made.number(place),
            made.customer[place],
            PRODUCTS[made.product[place]][0],
            _REASONS[why],
            "1",
            f"{amount:.2f}".replace(".", ","),
        )
        for number, (_, place, why, amount) in enumerate(found)
    ]


def inspection_rows() -> list[tuple[str, ...]]:
    """Return the rows of the inspections file; every outgoing one also measures a door gap."""
    rng = np.random.default_rng(planted.SEEDS["shop floor"] + 1)
    day = stamps(moments(rng, INSPECTIONS), "%Y-%m-%d")
    point = pick(rng, (0.3, 0.4, 0.3), INSPECTIONS)
    product = pick(rng, [1] * len(PRODUCTS), INSPECTIONS)
    gap = GAP_MEAN + GAP_SPREAD * np.log(lognormal(rng, INSPECTIONS, median=1.0, spread=1.0))
    made: list[tuple[str, ...]] = []
    for number in range(INSPECTIONS):
        name, process, checked, share = _POINTS[point[number]]
        faults = rng.random(checked)
        defective = int((faults < share).sum())
        people = workers_of(process)
        measured = name == "outgoing"
        made.append(
            (
                f"Q-{number + 1:05d}",
                day[number],
                name,
                PRODUCTS[product[number]][0],
                f"L{day[number][2:4]}{day[number][5:7]}-{product[number] + 1}",
                str(checked),
                str(defective),
                str(defective + int((faults < share / 4).sum())),
                f"{gap[number]:.2f}" if measured else "",
                f"{GAP_LOW:.1f}" if measured else "",
                f"{GAP_HIGH:.1f}" if measured else "",
                PROCESSES[process][0],
                EMPLOYEES[people[number % len(people)]].code,
            )
        )
    return made
