"""Who the customers are, and which of them makes contact or orders."""

from dataclasses import dataclass

import numpy as np
import planted
from company import REGIONS, SEGMENTS
from draw import Numbers, chosen, stamps

_PLACES = (
    "Linden Court", "Harbour View", "Old Mill", "Station Square", "Kestrel Hill", "Birchfield",
    "Quayside", "Meadow Gate", "Fountain Row", "North Pier", "Castle Lane", "Silverbrook",
    "Orchard Park", "Lakeshore", "Granary Yard", "Foxglove Rise", "Market Cross", "Heron Point",
)  # fmt: skip
_TRADES = {
    "Landlords & housing": ("Housing", "Lettings", "Residences", "Property Care"),
    "Retail partners": ("Electricals", "Kitchens", "Home Store", "Appliance Centre"),
    "Hotels & hospitality": ("Hotel", "Guest House", "Brasserie", "Conference Hotel"),
}
_DESKS = {
    "Internal: Logistics": "Logistics desk",
    "Internal: Billing": "Billing desk",
}


@dataclass(frozen=True)
class Customer:
    """One customer: the columns of the customers file."""

    code: str
    name: str
    segment: str
    kind: str
    region: str
    since: str


def customers_of(segment: int) -> list[str]:
    """Return the ids of a segment's customers."""
    group = SEGMENTS[segment]
    width = 1 if group.kind == "internal" else 4
    return [f"{group.prefix}{number:0{width}d}" for number in range(1, group.customers + 1)]


def everyone() -> list[Customer]:
    """Return all customers, segment by segment."""
    rng = np.random.default_rng(planted.SEEDS["customers"])
    made: list[Customer] = []
    for position, group in enumerate(SEGMENTS):
        for number, code in enumerate(customers_of(position), start=1):
            place, trade, region, age = rng.random(4)
            day = stamps(np.array([int(age * 400_000)]), "%m-%d")[0]
            made.append(
                Customer(
                    code,
                    _name(group.name, number, place, trade),
                    group.name,
                    group.kind,
                    "" if group.kind == "internal" else chosen(REGIONS, region),
                    f"{2008 + int(16 * age)}-{day if day != '02-29' else '02-28'}",
                )
            )
    return made


def _name(segment: str, number: int, place: float, trade: float) -> str:
    """Return an invented name; households have a number in its stead."""
    if segment in _DESKS:
        return f"{_DESKS[segment]} {number}"
    if segment not in _TRADES:
        return f"Household {number:04d}"
    return f"{chosen(_PLACES, place)} {chosen(_TRADES[segment], trade)} {number}"


def drawn(rng: np.random.Generator, segment: Numbers) -> list[str]:
    """Return a customer id for each row's segment; some customers come more often than others."""
    level = rng.random(len(segment)) ** 1.5
    ids = [customers_of(position) for position in range(len(SEGMENTS))]
    return [
        ids[group][int(where * len(ids[group]))]
        for group, where in zip(segment, level, strict=True)
    ]
