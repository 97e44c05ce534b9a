"""Service contacts: each is a ticket with one person, one process and one channel.

Those that are answered are the satisfaction survey; all of them are touches and invitations.
"""

from dataclasses import dataclass
from functools import cache

import customers
import numpy as np
import planted
from company import (
    AGENTS,
    DELIVERY,
    EMPLOYEES,
    EXTERNAL,
    LANDLORDS,
    MINUTES_A_DAY,
    RETAIL,
    SEGMENTS,
    workers_of,
)
from draw import LAST, Numbers, Shares, moments, pick, pick_each, since, waking

CONTACTS = 31_000
ASK_EXPECTED = 0.72
"""Share of the answers that also say what had been expected."""


@dataclass(frozen=True)
class Contacts:
    """All service contacts, ordered by time; one array element for each contact.

    Attributes:
        at: Minute of the contact.
        segment: Position in `SEGMENTS`.
        customer: Customer id.
        process: Position in `PROCESSES`.
        channel: Position in `CHANNELS`.
        employee: Position in `EMPLOYEES`.
        score: The answer, 1 to 5; 0 when the survey was not answered.
        expected: What had been expected, 1 to 5; 0 when not said.
        answered_at: Minute of the answer.
    """

    at: Numbers
    segment: Numbers
    customer: list[str]
    process: Numbers
    channel: Numbers
    employee: Numbers
    score: Numbers
    expected: Numbers
    answered_at: Numbers

    def ticket(self, place: int) -> str:
        """Return the ticket number of the contact at that place."""
        return f"T-{204_001 + place}"


@cache
def contacts() -> Contacts:
    """Return the service contacts; the same ones at every call."""
    rng = np.random.default_rng(planted.SEEDS["contacts"])
    at = moments(rng, CONTACTS)
    segment = pick(rng, [group.share for group in SEGMENTS[:EXTERNAL]], CONTACTS)
    process = _processes(rng, segment)
    channel = _channels(rng, at)
    employee = _people(rng, at, segment, process)
    score = _scores(rng, _chance_to_satisfy(at, segment, process, channel, employee))
    answering = np.array([group.answering for group in SEGMENTS])[segment]
    expected = pick_each(rng, np.array(planted.EXPECTED)[segment]) + 1
    said = rng.random(CONTACTS) < ASK_EXPECTED
    delay = 10 + (rng.random(CONTACTS) ** 4 * 3 * MINUTES_A_DAY).astype(np.int64)
    answered = (rng.random(CONTACTS) < answering) & (at + delay <= LAST)
    return Contacts(
        at=at,
        segment=segment,
        customer=customers.drawn(rng, segment),
        process=process,
        channel=channel,
        employee=employee,
        score=np.where(answered, score, 0),
        expected=np.where(said, expected, 0),
        answered_at=np.maximum(waking(at + delay), at + 10),
    )


def _processes(rng: np.random.Generator, segment: Numbers) -> Numbers:
    """Return what each contact is about; landlords mostly ask about deliveries."""
    codes, shares = (np.array(column) for column in zip(*planted.CONTACT_PROCESSES, strict=True))
    landlords = np.where(
        codes == DELIVERY,
        planted.LANDLORD_DELIVERY_SHARE,
        shares * (1 - planted.LANDLORD_DELIVERY_SHARE) / (1 - shares[codes == DELIVERY][0]),
    )
    weights = np.where((segment == LANDLORDS)[:, None], landlords, shares)
    return codes[pick_each(rng, weights)].astype(np.int64)


def _channels(rng: np.random.Generator, at: Numbers) -> Numbers:
    """Return each contact's channel: chat takes over when it opens to everyone (truth 3)."""
    after = at >= since(planted.CHAT_FOR_ALL)
    weights = np.where(after[:, None], planted.CHANNELS_AFTER, planted.CHANNELS_BEFORE)
    return pick_each(rng, weights)


def _people(rng: np.random.Generator, at: Numbers, segment: Numbers, process: Numbers) -> Numbers:
    """Return who took each contact: evenly, but for the people of truth 4."""
    weights = np.zeros((len(at), len(EMPLOYEES)))
    for code, _ in planted.CONTACT_PROCESSES:
        weights[np.ix_(process == code, workers_of(code))] = 1.0
    agents = weights[:, AGENTS[0]] > 0
    retail = segment == RETAIL
    weights[agents & retail, planted.HARD_SEGMENT_AGENT] = planted.HARD_SEGMENT_WEIGHT
    weights[agents & ~retail, planted.HARD_SEGMENT_AGENT] = planted.OTHER_SEGMENT_WEIGHT
    started = at >= since(planted.NEW_AGENT_FROM)
    weights[agents & started, planted.NEW_AGENT] = planted.NEW_AGENT_WEIGHT
    weights[agents & ~started, planted.NEW_AGENT] = 0.0
    weights[agents, planted.STAND_IN] = planted.STAND_IN_WEIGHT
    return pick_each(rng, weights)


def _chance_to_satisfy(
    at: Numbers, segment: Numbers, process: Numbers, channel: Numbers, employee: Numbers
) -> Shares:
    """Return the chance that each contact satisfies: segment + channel + person (+ truth 1)."""
    person = np.array([planted.employee_effect(code) for code in range(len(EMPLOYEES))])
    chance = (
        np.array(planted.SATISFIED)[segment]
        + np.array(planted.CHANNEL_EFFECT)[channel]
        + person[employee]
    )
    hit = (segment == LANDLORDS) & (at >= since(planted.PARTNER_CHANGE))
    drop = np.where(
        process == DELIVERY, planted.LANDLORD_DELIVERY_DROP, planted.LANDLORD_OTHER_DROP
    )
    return chance - hit * drop


def _scores(rng: np.random.Generator, chance: Shares) -> Numbers:
    """Return scores 1 to 5; 4 and 5 with the given chance."""
    satisfied = rng.random(len(chance)) < chance
    high = 4 + pick(rng, (0.45, 0.55), len(chance))
    low = 1 + pick(rng, (0.22, 0.30, 0.48), len(chance))
    return np.where(satisfied, high, low)
