"""The survey after each contact, and who was asked for which survey."""

from collections import Counter

import numpy as np
import planted
from comments import WRITES, comment
from company import (
    CHANNELS,
    DELIVERY,
    EMPLOYEES,
    EXTERNAL,
    LANDLORDS,
    MONTHS,
    PROCESSES,
    SEGMENTS,
    TECHNICAL_SUPPORT,
)
from contacts import contacts
from draw import since, stamps
from hand_overs import hand_overs
from orders import orders
from relationship import NPS_SHARES, NPS_WAVE, effort_asked

Rows = list[tuple[str, ...]]

CONTACT_SURVEY = "After a contact"
RELATIONSHIP_SURVEY = "Relationship"
EFFORT_SURVEY = "After a delivery"
INTERNAL_SURVEY = "Internal hand-overs"

CSAT_HEADER = (
    "Answer ID", "Answered at", "Ticket ID", "Customer ID", "Segment", "Channel", "Process",
    "Handled by", "How satisfied are you with this contact? (1 = not at all, 5 = completely)",
    "What had you expected? (1-5)", "What could we have done better?",
)  # fmt: skip
INVITATIONS_HEADER = ("Date", "Survey", "Segment", "Invited")


def csat() -> Rows:
    """Return the answers after a contact, ordered by when they came."""
    made = contacts()
    rng = np.random.default_rng(planted.SEEDS["surveys"])
    levels = rng.random((len(made.at), 4)).tolist()
    answered = np.flatnonzero(made.score > 0)
    answered = answered[np.argsort(made.answered_at[answered], kind="stable")]
    when = stamps(made.answered_at[answered], "%Y-%m-%d %H:%M")
    rows: Rows = []
    for number, place in enumerate(answered):
        score, process = int(made.score[place]), int(made.process[place])
        writes, *words = levels[place]
        expected = int(made.expected[place])
        rows.append(
            (
                f"A-{number + 1:06d}",
                when[number],
                made.ticket(place),
                made.customer[place],
                SEGMENTS[made.segment[place]].name,
                CHANNELS[made.channel[place]],
                PROCESSES[process][0],
                EMPLOYEES[made.employee[place]].code,
                str(score),
                str(expected) if expected else "",
                comment(process, score, words, situation=_situation(place))
                if writes < WRITES[score - 1]
                else "",
            )
        )
    return rows


def _situation(place: int) -> str:
    """Return which planted truth colours the words of that contact, if one does."""
    made = contacts()
    if made.process[place] == DELIVERY and made.segment[place] == LANDLORDS:
        return "landlord delivery" if made.at[place] >= since(planted.PARTNER_CHANGE) else ""
    if made.process[place] == TECHNICAL_SUPPORT and made.at[place] >= since(planted.THEME_FROM):
        return "app pairing"
    return ""


def invitations() -> Rows:
    """Return how many were asked, for each day, survey and segment."""
    return [
        (day, survey, SEGMENTS[segment].name, str(asked))
        for (day, survey, segment), asked in sorted(_asked().items())
    ]


def _asked() -> Counter[tuple[str, str, int]]:
    """Return the number asked by (day, survey, segment)."""
    asked: Counter[tuple[str, str, int]] = Counter()
    made, bought, notes = contacts(), orders(), hand_overs()
    for day, segment in zip(stamps(made.at, "%Y-%m-%d"), made.segment, strict=True):
        asked[day, CONTACT_SURVEY, int(segment)] += 1
    delivered = effort_asked()
    for day, segment in zip(
        stamps(bought.delivered[delivered], "%Y-%m-%d"), bought.segment[delivered], strict=True
    ):
        asked[day, EFFORT_SURVEY, int(segment)] += 1
    for day, segment in zip(stamps(notes.at, "%Y-%m-%d"), notes.segment, strict=True):
        asked[day, INTERNAL_SURVEY, int(segment)] += 1
    for month in range(MONTHS):
        first = f"{2024 + (9 + month) // 12}-{(9 + month) % 12 + 1:02d}-01"
        for segment in range(EXTERNAL):
            asked[first, RELATIONSHIP_SURVEY, segment] += round(NPS_WAVE * NPS_SHARES[segment])
    return asked
