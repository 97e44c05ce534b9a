"""What readers of the made workspace look at and filter by, in every benchmark of the pages."""

from typing import Final

Ask = tuple[str, str]
"""A filter's label, and the option to choose."""

PAGES: Final = {
    "": "Overview",
    "satisfaction": "Satisfaction",
    "complaints": "Complaints",
    "touchpoints": "Touchpoints",
}

ASKS: Final[tuple[Ask, ...]] = tuple(
    (label, option)
    for options_of in zip(
        (
            "Private households",
            "Retail partners",
            "Hotels & hospitality",
            "Landlords & housing",
            "Internal: Logistics",
        ),
        ("Delivery", "Billing", "Repair", "Returns", "Claims"),
        ("Phone", "E-mail", "Web", "Chat", "Shop"),
        ("Model 1", "Model 2", "Model 3", "Model 4", "Model 5"),
        strict=True,
    )
    for label, option in zip(("Segment", "Process", "Channel", "Product"), options_of, strict=True)
)
"""Filters both dashboards have; each is asked for once, so it is cold the first time."""
