"""Hand-overs between colleagues: the internal customers, and what they say about them."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import planted
from comments import HAND_OVER_BAD, ORDER_DATA_BAD
from company import (
    BILLING_DESKS,
    EMPLOYEES,
    MINUTES_A_DAY,
    PROCESSES,
    SALES_BACK_OFFICE,
    workers_of,
)
from customers import drawn
from draw import LAST, Numbers, chosen, moments, pick, pick_each, stamps, waking

HAND_OVERS = 5_000
ANSWERING = 0.25

HEADER = (
    "ID", "Start time", "Completion time", "Email", "Name", "Your desk", "Hand-over note",
    "Who handed over to you?", "How satisfied are you with what you received? (1-5)",
    "What was missing or wrong?",
)  # fmt: skip


@dataclass(frozen=True)
class HandOvers:
    """All hand-overs, ordered by time; one array element for each.

    Attributes:
        at: Minute of the hand-over.
        route: Position in `planted.HAND_OVERS`.
        process: Who hands over, as a position in `PROCESSES`.
        segment: Who receives, as a position in `SEGMENTS`.
        customer: The desk that receives.
        employee: Position in `EMPLOYEES` of the person who hands over.
    """

    at: Numbers
    route: Numbers
    process: Numbers
    segment: Numbers
    customer: list[str]
    employee: Numbers

    def note(self, place: int) -> str:
        """Return the number of the hand-over note."""
        return f"H-{30_001 + place}"


@cache
def hand_overs() -> HandOvers:
    """Return the hand-overs; the same ones at every call."""
    rng = np.random.default_rng(planted.SEEDS["hand-overs"])
    at = moments(rng, HAND_OVERS)
    giver, receiver, share, _ = zip(*planted.HAND_OVERS, strict=True)
    route = pick(rng, share, HAND_OVERS)
    process, segment = np.array(giver)[route], np.array(receiver)[route]
    people = np.zeros((HAND_OVERS, len(EMPLOYEES)))
    for code in set(giver):
        people[np.ix_(process == code, workers_of(code))] = 1.0
    return HandOvers(at, route, process, segment, drawn(rng, segment), pick_each(rng, people))


def answer_rows() -> list[tuple[str, ...]]:
    """Return the internal survey, in the shape Microsoft Forms exports."""
    rng = np.random.default_rng(planted.SEEDS["hand-overs"] + 1)
    made = hand_overs()
    delay = 30 + (rng.random(HAND_OVERS) ** 3 * 2 * MINUTES_A_DAY).astype(np.int64)
    done = np.maximum(waking(made.at + delay), made.at + 20)
    answered = np.flatnonzero((rng.random(HAND_OVERS) < ANSWERING) & (done <= LAST))
    answered = answered[np.argsort(done[answered], kind="stable")]
    chance = np.array([route[3] for route in planted.HAND_OVERS])[made.route[answered]]
    satisfied = rng.random(len(answered)) < chance
    high, low = pick(rng, (0.6, 0.4), len(answered)), pick(rng, (0.2, 0.35, 0.45), len(answered))
    score = np.where(satisfied, 4 + high, 1 + low)
    words = rng.random(len(answered))
    begun = stamps(done[answered] - 2, "%Y-%m-%d %H:%M:%S")
    ended = stamps(done[answered], "%Y-%m-%d %H:%M:%S")
    return [
        (
            str(number + 1),
            begun[number],
            ended[number],
            "anonymous",
            "",
            made.customer[place],
            made.note(place),
            PROCESSES[made.process[place]][0],
            str(score[number]),
            "" if satisfied[number] else _missing(made, place, words[number]),
        )
        for number, place in enumerate(answered)
    ]


def _missing(made: HandOvers, place: int, level: float) -> str:
    """Return what was missing; the worse hand-over has its own reasons (truth 8)."""
    worse = made.process[place] == SALES_BACK_OFFICE and made.segment[place] == BILLING_DESKS
    return chosen(ORDER_DATA_BAD if worse else HAND_OVER_BAD, level)
