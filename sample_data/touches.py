"""Every contact of a person with a customer: tickets, orders and hand-overs in one table."""

from dataclasses import dataclass

import numpy as np
import planted
import pyarrow as pa
from company import (
    AGENTS,
    CHANNELS,
    COMPLAINT_HANDLING,
    DELIVERY,
    DEPOTS,
    EMPLOYEES,
    FIRST_MINUTE,
    MINUTES_A_DAY,
    PROCESSES,
    TECHNICAL_SUPPORT,
    workers_of,
)
from contacts import contacts
from draw import LAST, lognormal, pick
from hand_overs import hand_overs
from orders import orders

PASSED_ON = 0.065
"""Share of the tickets that a second colleague had to take."""

_MINUTES = (9, 12, 55, 14, 11, 18, 48, 8, 15, 10, 9, 16)
"""How long one contact takes in each process, median."""

_STEP_OF_THE_WAY = {step: 0.2 + 0.2 * place for place, (step, _) in enumerate(planted.ORDER_STEPS)}
"""How far between order and delivery a step happens; delivery itself is at the end."""


@dataclass(frozen=True)
class Touch:
    """One contact: minute, customer, order, ticket or note, positions of person and process."""

    at: int
    customer: str
    case: str
    employee: int
    process: int
    channel: str | None
    outcome: str | None


def table() -> pa.Table:
    """Return all touches, ordered by time."""
    rng = np.random.default_rng(planted.SEEDS["touches"])
    made = [*_tickets(rng), *_order_steps(rng), *_notes()]
    made.sort(key=lambda touch: (touch.at, touch.case, touch.process))
    process = np.array([touch.process for touch in made])
    minutes = lognormal(rng, len(made), median=np.array(_MINUTES)[process], spread=0.45)
    at = FIRST_MINUTE + np.array([touch.at for touch in made]).astype("timedelta64[m]")
    return pa.table(
        {
            "touch_id": [f"X{number:06d}" for number in range(1, len(made) + 1)],
            "occurred_at": pa.array(at.astype("datetime64[ms]")),
            "customer_id": [touch.customer for touch in made],
            "case_id": [touch.case for touch in made],
            "employee_id": [EMPLOYEES[touch.employee].code for touch in made],
            "process": [PROCESSES[touch.process][0] for touch in made],
            "channel": [touch.channel for touch in made],
            "duration_min": np.round(minutes, 1),
            "outcome": [touch.outcome for touch in made],
        }
    )


def _tickets(rng: np.random.Generator) -> list[Touch]:
    """Return one touch for each ticket, and a second where it was passed on."""
    made = contacts()
    passed = rng.random(len(made.at)) < PASSED_ON
    onward = np.array((TECHNICAL_SUPPORT, COMPLAINT_HANDLING))[pick(rng, (0.7, 0.3), len(made.at))]
    second = np.array(AGENTS[:8])[(rng.random(len(made.at)) * 8).astype(np.int64)]
    touches: list[Touch] = []
    for place, at in enumerate(made.at.tolist()):
        case, customer = made.ticket(place), made.customer[place]
        channel, employee = CHANNELS[made.channel[place]], int(made.employee[place])
        on = bool(passed[place]) and employee != second[place] and at + 12 <= LAST
        process = int(made.process[place])
        outcome = "Passed on" if on else "Solved"
        touches.append(Touch(at, customer, case, employee, process, channel, outcome))
        if on:
            colleague, step = int(second[place]), int(onward[place])
            touches.append(Touch(at + 12, customer, case, colleague, step, channel, "Solved"))
    return touches


def _order_steps(rng: np.random.Generator) -> list[Touch]:
    """Return the scanned steps of delivered orders, each by someone of the depot or the plant."""
    made = orders()
    touches: list[Touch] = []
    for step, share in planted.ORDER_STEPS:
        scanned = (rng.random(len(made.at)) < share) & (made.delivered >= 0)
        level, hour = rng.random((2, len(made.at)))
        for place in np.flatnonzero(scanned).tolist():
            crew = _crew(step, DEPOTS[made.depot[place]])
            delivered = int(made.delivered[place])
            at = _step_minute(step, int(made.at[place]), delivered, hour[place])
            touches.append(
                Touch(
                    at,
                    made.customer[place],
                    made.number(place),
                    crew[int(level[place] * len(crew))],
                    step,
                    "At the door" if step == DELIVERY else None,
                    "Delivered" if step == DELIVERY else None,
                )
            )
    return touches


def _crew(step: int, depot: str) -> list[int]:
    """Return who may have done the step: the depot's own people, or everyone at the plant."""
    people = workers_of(step)
    return [one for one in people if EMPLOYEES[one].site == depot] or people


def _step_minute(step: int, ordered: int, delivered: int, hour: float) -> int:
    """Return when the step was done: in a shift from 7 to 15, never after the delivery."""
    if step == DELIVERY:
        return delivered
    between = ordered + _STEP_OF_THE_WAY[step] * (delivered - ordered)
    shift = int(between) // MINUTES_A_DAY * MINUTES_A_DAY + 7 * 60 + int(hour * 8 * 60)
    return max(ordered + 5, min(shift, delivered - 30))


def _notes() -> list[Touch]:
    """Return one touch for each hand-over; the receiving desk is the customer."""
    made = hand_overs()
    return [
        Touch(
            at,
            made.customer[place],
            made.note(place),
            int(made.employee[place]),
            int(made.process[place]),
            "Hand-over",
            None,
        )
        for place, at in enumerate(made.at.tolist())
    ]
