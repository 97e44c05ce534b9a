"""Orders with their promise and their delivery."""

from dataclasses import dataclass
from functools import cache

import customers
import numpy as np
import planted
from company import (
    DEPOTS,
    EXTERNAL,
    HOTELS,
    LANDLORDS,
    MINUTES_A_DAY,
    PRODUCTS,
    SEGMENTS,
)
from draw import LAST, Numbers, Shares, moments, pick, since, stamps

ORDERS = 20_000
TRADE_PRICE = 0.88
"""What business customers pay of the list price."""


@dataclass(frozen=True)
class Orders:
    """All orders, ordered by time; one array element for each order.

    Attributes:
        at: Minute of the order.
        segment: Position in `SEGMENTS`.
        customer: Customer id.
        product: Position in `PRODUCTS`.
        depot: Position in `DEPOTS`.
        value: What it is worth.
        promised: Last minute of the promised day.
        delivered: Minute of delivery; -1 while it is not delivered.
        late: Whether it was delivered after the promised day.
    """

    at: Numbers
    segment: Numbers
    customer: list[str]
    product: Numbers
    depot: Numbers
    value: Shares
    promised: Numbers
    delivered: Numbers
    late: np.ndarray

    def number(self, place: int) -> str:
        """Return the order number of the order at that place."""
        return f"O-{500_001 + place}"


@cache
def orders() -> Orders:
    """Return the orders; the same ones at every call."""
    rng = np.random.default_rng(planted.SEEDS["orders"])
    at = moments(rng, ORDERS)
    segment = pick(rng, [group.orders for group in SEGMENTS[:EXTERNAL]], ORDERS)
    product = pick(rng, (0.17, 0.2, 0.14, 0.13, 0.12, 0.08, 0.06, 0.1), ORDERS)
    pieces = np.where(segment == 0, 1, 1 + (rng.random(ORDERS) ** 3 * 8).astype(np.int64))
    price = np.array([price for _, price in PRODUCTS])[product]
    trade = (segment >= LANDLORDS) & (segment <= HOTELS)
    promised_day = at // MINUTES_A_DAY + 4 + (rng.random(ORDERS) * 8).astype(np.int64)
    delivered, late = _deliveries(rng, segment, promised_day, at)
    return Orders(
        at=at,
        segment=segment,
        customer=customers.drawn(rng, segment),
        product=product,
        depot=pick(rng, (0.4, 0.35, 0.25), ORDERS),
        value=np.round(np.where(trade, TRADE_PRICE, 1.0) * pieces * price, 2).astype(np.float64),
        promised=promised_day * MINUTES_A_DAY + MINUTES_A_DAY - 1,
        delivered=delivered,
        late=late,
    )


def _deliveries(
    rng: np.random.Generator, segment: Numbers, promised_day: Numbers, ordered: Numbers
) -> tuple[Numbers, np.ndarray]:
    """Return when each order came (-1: not yet) and whether it was late (truth 1)."""
    size = len(segment)
    hit = (segment == LANDLORDS) & (promised_day * MINUTES_A_DAY >= since(planted.PARTNER_CHANGE))
    late = rng.random(size) < np.where(hit, planted.LANDLORD_LATE, planted.LATE)
    early = (rng.random(size) ** 2 * 3).astype(np.int64)
    behind = 1 + (rng.random(size) ** 2 * 9).astype(np.int64)
    day = np.where(late, promised_day + behind, promised_day - early)
    day = np.maximum(day, ordered // MINUTES_A_DAY + 1)
    delivered = day * MINUTES_A_DAY + 7 * 60 + (rng.random(size) * 11 * 60).astype(np.int64)
    return np.where(delivered <= LAST, delivered, -1), late & (delivered <= LAST)


HEADER = (
    "Order ID", "Customer ID", "Order date", "Promised date", "Delivered at", "Depot", "Product",
    "Value", "Status",
)  # fmt: skip


def rows() -> list[tuple[str, ...]]:
    """Return the rows of the orders file, in the order of `HEADER`."""
    made = orders()
    return list(
        zip(
            (made.number(place) for place in range(ORDERS)),
            made.customer,
            stamps(made.at, "%Y-%m-%d"),
            stamps(made.promised, "%Y-%m-%d"),
            stamps(made.delivered, "%Y-%m-%d %H:%M"),
            (DEPOTS[depot] for depot in made.depot),
            (PRODUCTS[product][0] for product in made.product),
            (f"{value:.2f}" for value in made.value),
            ("Delivered" if minute >= 0 else "Open" for minute in made.delivered),
            strict=True,
        )
    )
