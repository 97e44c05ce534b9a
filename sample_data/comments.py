"""What customers write after a contact, put together from their own kind of sentences."""

from company import (
    BILLING,
    COMPLAINT_HANDLING,
    CUSTOMER_SERVICE,
    DELIVERY,
    INSTALLATION,
    ORDER_TAKING,
    RETURNS_HANDLING,
    TECHNICAL_SUPPORT,
)
from draw import chosen

_PRAISE = {
    ORDER_TAKING: (
        "the choice between the two models was explained without pushing the dearer one",
        "the order was confirmed with a date before I had put the kettle on",
        "changing the colour afterwards took one message",
        "they checked the niche width before letting me order",
    ),
    CUSTOMER_SERVICE: (
        "someone knew my order without asking for the number three times",
        "I got a clear answer and a date, and the date held",
        "no queue and a straight answer",
        "they rang back when they said they would",
        "the question was settled in one go",
    ),
    TECHNICAL_SUPPORT: (
        "the door seal tip worked at the first try",
        "error code E17 was explained in plain words",
        "they stayed with me until the drum turned again",
        "the guide with pictures was exactly what I needed",
    ),
    DELIVERY: (
        "a two-hour window and they kept it",
        "the old machine went away with the same van",
        "the message half an hour before was very handy",
        "moving the delivery to a Saturday was no trouble",
    ),
    INSTALLATION: (
        "levelled, connected and tested before they left",
        "the fitter showed me the short programme",
        "floor protected and packaging taken away",
    ),
    RETURNS_HANDLING: (
        "the collection label came within minutes",
        "the swap went without a single form",
        "money was back sooner than promised",
    ),
    BILLING: (
        "the split invoice was put right the same day",
        "they explained the deposit line and sent a clean copy",
        "the reminder was withdrawn with an apology",
    ),
    COMPLAINT_HANDLING: (
        "they owned the mistake and said what changes now",
        "a fair offer without haggling",
    ),
}
_BLAME = {
    ORDER_TAKING: (
        "the order went in with the wrong hinge side",
        "nobody could say whether it was in stock",
        "I had to give the address four times",
        "the discount that was agreed is not on the confirmation",
    ),
    CUSTOMER_SERVICE: (
        "I was passed on three times and told three different things",
        "nobody rang back although it was promised twice",
        "the answer was a text block that had nothing to do with my question",
        "twenty minutes waiting and then cut off",
        "they could not see the earlier conversation",
    ),
    TECHNICAL_SUPPORT: (
        "I was asked to reset it five times and it still leaks",
        "the tips were for another model",
        "no spare part date, only 'we will see'",
        "the fault code is in no list, not even theirs",
    ),
    DELIVERY: (
        "nobody came in the whole window and nobody called",
        "left at the kerb although the stairs were paid for",
        "the date moved twice without a word",
        "the driver had no note about the lift",
    ),
    INSTALLATION: (
        "it was left unlevelled and walks across the floor",
        "the hose was not tightened and we mopped the kitchen",
        "they had no adapter and left again",
    ),
    RETURNS_HANDLING: (
        "the collection was booked three times before a van came",
        "the refund needs 'another five days' every week",
        "I was sent a label for somebody else's parcel",
    ),
    BILLING: (
        "the invoice still carries the old address",
        "a reminder for something paid weeks ago",
        "two invoices for one order and no credit note",
    ),
    COMPLAINT_HANDLING: (
        "my complaint was answered with the text of the first reply",
        "three weeks and no decision",
    ),
}
_LANDLORD_DELIVERY = (
    "the new carrier does not ring the caretaker, so the tenant waited for nothing",
    "since the change of carrier nobody knows which stairwell is meant",
    "the new carrier wants one signature for each flat and left with half the load",
    "six machines for one block arrived on four different days",
    "the new carrier would not take the old appliances along",
)
_APP_PAIRING = (
    "the app loses the washing machine since the update",
    "pairing with the app stops at the QR code",
    "after app update 4.2 the machine does not find our Wi-Fi any more",
    "pairing worked for a year and fails since the update",
)
_OPEN_GOOD = (
    "",
    "",
    "Thank you, ",
    "Really good: ",
    "Just right, ",
    "Very pleased, ",
    "Well done: ",
)
_OPEN_BAD = ("", "", "Sorry, but ", "Not good enough: ", "Disappointing, ", "Again: ", "Honestly, ")
_END_GOOD = (
    ".",
    ".",
    ". Would order again.",
    ". Please keep it that way.",
    ". Could not be easier.",
)
_END_BAD = (
    ".", ".", ". This costs us time every month.", ". I expected better.",
    ". Please call before you come.", ". Is anybody reading this?",
    ". Next time I will ask elsewhere.",
)  # fmt: skip

SATISFIED_FROM, NEUTRAL = 4, 3
"""The scores from which a contact satisfied, and the one in between."""

WRITES = (0.62, 0.60, 0.45, 0.26, 0.34)
"""The share of answers 1 to 5 that carry a comment: the unhappy write more."""


def comment(process: int, score: int, levels: list[float], *, situation: str = "") -> str:
    """Return a comment.

    Args:
        process: Position in `PROCESSES`.
        score: The answer it explains, 1 to 5.
        levels: Three uniform draws, 0 to 1.
        situation: 'landlord delivery' or 'app pairing' where a truth colours the words.
    """
    start, middle, end = levels
    if score >= SATISFIED_FROM:
        return _sentence(
            chosen(_OPEN_GOOD, start), chosen(_PRAISE[process], middle), chosen(_END_GOOD, end)
        )
    blame = {"landlord delivery": _LANDLORD_DELIVERY, "app pairing": _APP_PAIRING}.get(
        situation, _BLAME[process]
    )
    if score == NEUTRAL:
        return _sentence("It was all right in the end, but ", chosen(blame, middle), ".")
    return _sentence(chosen(_OPEN_BAD, start), chosen(blame, middle), chosen(_END_BAD, end))


def _sentence(start: str, middle: str, end: str) -> str:
    """Return the parts as one text that begins with a capital letter."""
    text = start + middle + end
    return text[0].upper() + text[1:]


RECOMMEND_GOOD = (
    "Quiet machines that last.", "They come when they say they come.", "Good value, good people.",
    "The repair was honest: no new machine sold to me.", "Easy from order to installation.",
    "Our third one, and none of them failed.", "Spare parts after eleven years!",
    "Clear invoices and one contact who knows us.",
)  # fmt: skip
RECOMMEND_BAD = (
    "Delivery is a lottery.", "Too many hand-overs before somebody decides.",
    "Fine machines, tiring paperwork.", "The wait for a spare part was far too long.",
    "Others answer the same day.", "Nice product but I cannot plan with your dates.",
    "Prices went up, service did not.", "Average. Nothing to tell a friend about.",
)  # fmt: skip
EFFORT_GOOD = (
    "Everything in one appointment.", "No need to explain anything twice.",
    "Tracking told me where the van was.", "They carried it upstairs without asking.",
)  # fmt: skip
EFFORT_BAD = (
    "Had to take two days off.", "Three calls to get one date.",
    "The link to change the day did not work.", "Packaging left in the hallway.",
    "Had to find the order number in an old mail.",
)  # fmt: skip
HAND_OVER_BAD = (
    "Delivery note and order do not match.", "Customer reference missing.",
    "Came after the cut-off.", "Quantities had to be counted again.", "Form half empty.",
)  # fmt: skip
ORDER_DATA_BAD = (
    "VAT number missing, invoice cannot go out.", "Billing address is the delivery address again.",
    "Agreed discount only in an e-mail, not in the order.",
    "No purchase order number from the customer.",
    "Two customers merged into one order.", "Payment terms left blank.",
)  # fmt: skip
