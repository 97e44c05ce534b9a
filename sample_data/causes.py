"""What customers complain about: how often, how dearly, and in which words."""

from dataclasses import dataclass

from company import (
    ASSEMBLY,
    BILLING,
    COMPLAINT_HANDLING,
    CUSTOMER_SERVICE,
    DELIVERY,
    FINAL_INSPECTION,
    INSTALLATION,
    PICKING,
    RETURNS_HANDLING,
    TECHNICAL_SUPPORT,
)


@dataclass(frozen=True)
class Cause:
    """One category of the complaint register.

    Attributes:
        name: The complaint category.
        process: Position in `PROCESSES` of the process that causes it.
        a_month: Complaints a month where no truth changes them.
        cost: What one costs, median.
        days: Days until it is resolved, median.
        severity: Weights of Minor, Major and Critical.
        roots: Root cause → what customers write about it.
    """

    name: str
    process: int
    a_month: float
    cost: float
    days: float
    severity: tuple[float, float, float]
    roots: dict[str, tuple[str, ...]]


CAUSES = (
    Cause("Late delivery", DELIVERY, 53, 24, 4, (0.70, 0.29, 0.01), {
        "Route planning": (
            "The van was full and my stop was dropped from the route.",
            "The window passed and the tracking page still said 'on its way'.",
        ),
        "Customer not told": (
            "The new date was never sent to me, I found it by ringing myself.",
            "Took a day off and nobody came, nobody called.",
        ),
        "Stock not in depot": (
            "On the day itself I heard that the appliance was not in the depot.",
            "The date moved twice because the depot had to wait for stock.",
        ),
    }),
    Cause("Product fault", ASSEMBLY, 36, 88, 9, (0.35, 0.55, 0.10), {
        "Leaking seal": (
            "Water under the machine after the third wash.",
            "The door seal drips on every long programme.",
        ),
        "Control board": (
            "The display goes dark in the middle of a programme.",
            "Error code E17 comes back after each reset.",
        ),
        "Heating element": (
            "It does not get warm any more, dishes come out cold.",
            "The oven stays sixty degrees below the setting.",
        ),
    }),
    Cause("Transport damage", DELIVERY, 28, 290, 8, (0.20, 0.65, 0.15), {
        "Weak packaging": (
            "The corner of the box was crushed and so is the frame.",
            "Two of the four foam corners were missing, the side is dented.",
        ),
        "Rough handling": (
            "The glass of the hob was cracked when we unpacked it.",
            "They tipped it on its side, now the compressor rattles.",
        ),
        "Damaged in depot": (
            "A forklift mark runs across the back panel.",
            "The box had been opened and taped up again, the door is scratched.",
        ),
    }),
    Cause("Wrong or missing part", PICKING, 25, 46, 6, (0.75, 0.24, 0.01), {
        "Picking error": (
            "Ordered with the hinge on the left, came with the hinge on the right.",
            "The wrong colour front was in the box.",
        ),
        "Accessory not packed": (
            "The hose set is missing, the fitter left without connecting it.",
            "No feet, no screws and no manual in the bag.",
        ),
    }),
    Cause("Invoice error", BILLING, 28, 31, 5, (0.85, 0.15, 0.0), {
        "Wrong billing address": (
            "The invoice carries the address of the building instead of our office.",
            "Third invoice with the old address, our accounts will not take it.",
        ),
        "Discount missing": (
            "The agreed discount is not on the invoice.",
            "The price differs from the confirmation.",
        ),
        "Billed twice": (
            "One order and two invoices, and now a reminder.",
            "The deposit was charged again with the final invoice.",
        ),
    }),
    Cause("Refund delay", RETURNS_HANDLING, 24, 18, 10, (0.80, 0.20, 0.0), {
        "Return not booked in": (
            "The old appliance was collected weeks ago and still counts as not received.",
            "Tracking says delivered to your depot, the return desk says nothing arrived.",
        ),
        "Waiting for approval": (
            "Every week I hear that the refund needs another five days.",
            "The refund waits for a signature that nobody seems to own.",
        ),
    }),
    Cause("Installation error", INSTALLATION, 16, 105, 6, (0.40, 0.50, 0.10), {
        "Not levelled": (
            "The machine walks across the floor when it spins.",
            "The door closes only when lifted by hand.",
        ),
        "Connection not tested": (
            "The hose was hand-tight only and the kitchen floor is wet.",
            "The socket behind the cooker was left open.",
        ),
    }),
    Cause("Unclear or unfriendly answer", CUSTOMER_SERVICE, 16, 9, 4, (0.92, 0.08, 0.0), {
        "No call back": (
            "Promised a call back on three days and got none.",
            "Waited the whole week for an answer to a simple question.",
        ),
        "Contradicting answers": (
            "Two colleagues, two answers, both of them wrong.",
            "First told it was covered, then told it was not.",
        ),
    }),
    Cause("Noise or appearance", FINAL_INSPECTION, 12, 64, 9, (0.80, 0.20, 0.0), {
        "Surface marks": (
            "Fine scratches on the front right from the box.",
            "The two doors have different whites.",
        ),
        "Louder than stated": (
            "A hum at night that the neighbour hears too.",
            "The fan whistles on the lowest step.",
        ),
    }),
    Cause("Other", COMPLAINT_HANDLING, 7, 15, 6, (0.90, 0.10, 0.0), {
        "Not classified": (
            "The brochure shows a drawer that the model does not have.",
            "The survey link came four times in one week.",
            "Your form does not accept my postcode.",
        ),
    }),
)  # fmt: skip
"""The register's categories. Late delivery leads by count, transport damage by cost (truth 5)."""

LATE, PRODUCT_FAULT, _, _, INVOICE, REFUND = range(6)

THEME_PROCESS = TECHNICAL_SUPPORT
THEME_ROOT = "App pairing after update 4.2"
THEME_WORDS = (
    "Since the app update 4.2 the washing machine is no longer found by the phone.",
    "Pairing stops at the QR code, whichever phone I take.",
    "After the update the app asks for pairing every day and then loses the Wi-Fi.",
    "The app says 'device offline' on a Wi-Fi that works. It was fine before update 4.2.",
    "Pairing fails with code P-09 since the update, a reset of the router did not help.",
    "The new app version logged me out, pairing again is impossible without the old code.",
)
"""Truth 7: a root cause, and words, that nobody used before."""

OPENINGS = (
    "", "", "", "Good day. ", "To whom it may concern: ", "Second message about this. ",
    "I want to complain. ", "Please look into this. ",
)  # fmt: skip
ENDINGS = (
    "", "", " Please tell me what happens next.", " I expect an answer this week.",
    " This must not happen with a new appliance.", " We have a house full of guests.",
    " Who pays for my time?", " I would like it put right, nothing more.",
    " This is the second time this year.",
)  # fmt: skip
