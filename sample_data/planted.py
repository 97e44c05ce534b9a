"""Everything that is not noise: the truths of TRUTHS.md, each as the numbers that plant it.

Whatever is not named here is the same in every month, for every person and in every process.
"""

from company import (
    AGENTS,
    ASSEMBLY,
    BILLING,
    BILLING_DESKS,
    COMPLAINT_HANDLING,
    CUSTOMER_SERVICE,
    DELIVERY,
    FINAL_INSPECTION,
    INSTALLATION,
    LOGISTICS,
    ORDER_TAKING,
    PICKING,
    RETURNS_HANDLING,
    SALES_BACK_OFFICE,
    TECHNICAL_SUPPORT,
)

SEEDS = {
    "customers": 11,
    "contacts": 43,
    "orders": 21,
    "surveys": 31,
    "relationship": 40,
    "effort": 101,
    "complaints": 50,
    "touches": 51,
    "shop floor": 61,
    "hand-overs": 93,
    "aspects": 120,
}
"""One stream for each part, so that a change in one leaves the others as they are.

Those of contacts, relationship, effort, complaints and hand-overs were searched: the first with
which no series other than a planted one leaves its limits, and the truths are clear to the eye.
"""

SATISFIED = (0.85, 0.86, 0.70, 0.84)
"""Chance that a contact satisfies, by segment. Retail partners are the hard segment (truth 4)."""

# Truth 1: a change of delivery partner lowers one segment.
PARTNER_CHANGE = "2025-06-01"
LANDLORD_DELIVERY_DROP = 0.30
LANDLORD_OTHER_DROP = 0.10
LATE, LANDLORD_LATE = 0.08, 0.24
"""Share of orders delivered late: everywhere, and to landlords after the change."""

# Truth 3: the channels keep their level, only their shares change.
CHAT_FOR_ALL = "2026-04-01"
CHANNEL_EFFECT = (0.0454, -0.02, -0.16)
CHANNELS_BEFORE = (0.52, 0.38, 0.10)
CHANNELS_AFTER = (0.38, 0.30, 0.32)

# Truth 4: people.
HARD_SEGMENT_AGENT = AGENTS[3]
LOWER_AGENT = AGENTS[6]
NEW_AGENT, NEW_AGENT_FROM, NEW_AGENT_WEIGHT = AGENTS[8], "2026-09-14", 0.25
STAND_IN, STAND_IN_WEIGHT = AGENTS[9], 0.006
LOWER_AGENT_EFFECT = -0.15
HARD_SEGMENT_WEIGHT, OTHER_SEGMENT_WEIGHT = 3.4, 0.25
"""How many contacts the first agent takes, against 1 for a colleague: retail, and the rest."""


def employee_effect(employee: int) -> float:
    """Return what a person adds to the chance that a contact satisfies.

    Everyone differs a little, as people do, but by less than 0.01: only one differs by an
    amount that matters.
    """
    return LOWER_AGENT_EFFECT if employee == LOWER_AGENT else ((employee * 7) % 9 - 4) * 0.002


# Truth 5 and 6: complaints a month, what one costs, and the two corrective actions.
INVOICE_ACTION, INVOICE_FACTOR = "2025-11-01", 0.5
REFUND_ACTION, REFUND_FACTOR = "2025-12-01", 1.0
LATE_COMPLAINTS_FACTOR = 1.28
"""How late-delivery complaints follow the late orders of truth 1."""

# Truth 7: a theme nobody had before.
THEME_FROM = "2026-08-01"
THEME_A_MONTH = 42

# Truth 8: hand-overs: (who hands over, to which segment, how often, chance that it satisfies).
HAND_OVERS = (
    (ASSEMBLY, LOGISTICS, 0.15, 0.82),
    (FINAL_INSPECTION, LOGISTICS, 0.20, 0.82),
    (SALES_BACK_OFFICE, LOGISTICS, 0.15, 0.82),
    (SALES_BACK_OFFICE, BILLING_DESKS, 0.22, 0.55),
    (DELIVERY, BILLING_DESKS, 0.14, 0.82),
    (RETURNS_HANDLING, BILLING_DESKS, 0.14, 0.82),
)

# Truth 9: what each segment expects, as weights for the answers 1 to 5.
EXPECTED = (
    (0.00, 0.02, 0.10, 0.40, 0.48),
    (0.00, 0.02, 0.10, 0.42, 0.46),
    (0.00, 0.02, 0.14, 0.44, 0.40),
    (0.02, 0.13, 0.42, 0.35, 0.08),
)

# Truth 10: what drives satisfaction: how much a step of each aspect moves the overall answer.
# In the order of aspects.ASPECTS: delivery, product, reaching us, friendliness, invoice.
ASPECT_WEIGHTS = (0.45, 0.28, 0.20, 0.10, 0.04)
HOTEL_ASPECT_WEIGHTS = (0.15, 0.20, 0.55, 0.10, 0.04)
ASPECT_LEVELS = (3.7, 4.2, 3.75, 4.4, 3.5)
"""Where the answers to each aspect lie, on 1 to 5, before they are cut into whole ones."""
LANDLORD_DELIVERY_LEVEL = 2.9
"""How landlords rate deliveries after the change of partner (truth 1)."""

CONTACT_PROCESSES = (
    (ORDER_TAKING, 0.14),
    (CUSTOMER_SERVICE, 0.26),
    (TECHNICAL_SUPPORT, 0.16),
    (DELIVERY, 0.20),
    (INSTALLATION, 0.06),
    (RETURNS_HANDLING, 0.08),
    (BILLING, 0.07),
    (COMPLAINT_HANDLING, 0.03),
)
"""What customers make contact about, and how often."""

LANDLORD_DELIVERY_SHARE = 0.36
"""Landlords mostly call about deliveries, before and after the change of partner."""

ORDER_STEPS = ((ASSEMBLY, 0.22), (FINAL_INSPECTION, 0.14), (PICKING, 0.22), (DELIVERY, 0.62))
"""The share of orders whose step was scanned with the name of the person."""
