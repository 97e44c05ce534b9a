"""The complaint register: each complaint hangs on an order where one can be found."""

from dataclasses import dataclass
from functools import cache

import causes
import numpy as np
import planted
from causes import CAUSES
from company import (
    AGENTS,
    BILLING,
    EMPLOYEES,
    EXTERNAL,
    MINUTES_A_DAY,
    MONTHS,
    PROCESSES,
    PRODUCTS,
    RETURNS_HANDLING,
    SEGMENTS,
    workers_of,
)
from customers import drawn
from draw import LAST, Numbers, Shares, chosen, lognormal, moments, pick, since, stamps
from orders import orders

COMPLAINTS = 6_100
CRITICAL, CRITICAL_COSTS = 2, 1.8
"""A critical complaint, and how much dearer it is."""
INVESTIGATED = 0.6
"""Share of the open complaints that somebody is working on."""
STUCK = 0.02
"""Share of the complaints of the last four months that nobody has resolved yet."""

HEADER = (
    "Complaint ID", "Title", "Description", "Complaint Date", "Response Due Date", "Customer ID",
    "Order Number", "Complaint Source", "Complaint Category", "Root Cause", "Severity", "Process",
    "Assigned To", "Status", "Resolved Date", "Cost", "Product Name",
)  # fmt: skip

_SEVERITIES = ("Minor", "Major", "Critical")
_DAYS_TO_ANSWER = (14, 10, 5)
_SOURCES = ("Phone", "E-mail", "Online chat")


@dataclass(frozen=True)
class Complaints:
    """All complaints, ordered by time; one array element for each.

    Attributes:
        at: Minute of the complaint.
        cause: Position in `CAUSES`.
        theme: Whether it belongs to the new theme of truth 7.
        order: Position of its order; -1 where it is about an older one.
        resolved: Minute of the resolution; -1 while it is open.
        severity: Position in Minor, Major, Critical.
        cost: What it cost.
    """

    at: Numbers
    cause: Numbers
    theme: np.ndarray
    order: Numbers
    resolved: Numbers
    severity: Numbers
    cost: Shares


def monthly_rate(at: Numbers) -> Shares:
    """Return how many complaints a month each cause brings at each minute; the theme stands last.

    This is where truths 1, 6 and 7 act on complaints.
    """
    rate = np.tile([*(cause.a_month for cause in CAUSES), 0.0], (len(at), 1))
    rate[at >= since(planted.PARTNER_CHANGE), causes.LATE] *= planted.LATE_COMPLAINTS_FACTOR
    rate[at >= since(planted.INVOICE_ACTION), causes.INVOICE] *= planted.INVOICE_FACTOR
    rate[at >= since(planted.REFUND_ACTION), causes.REFUND] *= planted.REFUND_FACTOR
    rate[at >= since(planted.THEME_FROM), -1] = planted.THEME_A_MONTH
    return rate


@cache
def complaints() -> Complaints:
    """Return the complaints; the same ones at every call."""
    rng = np.random.default_rng(planted.SEEDS["complaints"])
    at, cause, theme = _when_and_why(rng)
    severity = np.zeros(len(at), dtype=np.int64)
    for position, kind in enumerate(CAUSES):
        hit = cause == position
        severity[hit] = pick(rng, kind.severity, int(hit.sum()))
    days = lognormal(
        rng, len(at), median=np.array([kind.days for kind in CAUSES])[cause], spread=0.75
    )
    resolved = at + (days * MINUTES_A_DAY).astype(np.int64) + 45
    stuck = (rng.random(len(at)) < STUCK) & (at > since("2026-06-01"))
    dearer = np.where(severity == CRITICAL, CRITICAL_COSTS, 1)
    median_cost = np.array([kind.cost for kind in CAUSES])[cause] * dearer
    return Complaints(
        at=at,
        cause=cause,
        theme=theme,
        order=_orders_of(rng, at, cause),
        resolved=np.where((resolved <= LAST) & ~stuck, resolved, -1),
        severity=severity,
        cost=np.round(lognormal(rng, len(at), median=median_cost, spread=0.5), 2),
    )


def _when_and_why(rng: np.random.Generator) -> tuple[Numbers, Numbers, np.ndarray]:
    """Return minute, cause and theme mark of each complaint, ordered by time.

    Minutes are drawn evenly and thinned to the rate of that minute (Lewis and Shedler 1979).
    """
    proposed = moments(rng, COMPLAINTS * 2)
    rate = monthly_rate(proposed)
    highest = COMPLAINTS * 2 / MONTHS
    which = np.cumsum(rate, axis=1) / highest
    level = rng.random((len(proposed), 1))
    kept = level[:, 0] < which[:, -1]
    kind = (level[kept] >= which[kept]).sum(axis=1)
    theme = kind == len(CAUSES)
    return proposed[kept], np.where(theme, causes.PRODUCT_FAULT, kind), theme


def _orders_of(rng: np.random.Generator, at: Numbers, cause: Numbers) -> Numbers:
    """Return an order delivered (or, for lateness, missed) shortly before each complaint."""
    made = orders()
    level = rng.random(len(at))
    order = np.full(len(at), -1)
    for late in (True, False):
        pool = np.flatnonzero(made.late) if late else np.flatnonzero(made.delivered >= 0)
        moment = made.promised[pool] if late else made.delivered[pool]
        pool, moment = pool[np.argsort(moment, kind="stable")], np.sort(moment)
        rows = np.flatnonzero((cause == causes.LATE) == late)
        window = (8 if late else 35) * MINUTES_A_DAY
        first = np.searchsorted(moment, at[rows] - window)
        count = np.searchsorted(moment, at[rows]) - first
        place = first + (level[rows] * count).astype(np.int64)
        order[rows[count > 0]] = pool[place[count > 0]]
    return order


def rows() -> list[tuple[str, ...]]:
    """Return the rows of the register, in the order of `HEADER`."""
    made, bought = complaints(), orders()
    rng = np.random.default_rng(planted.SEEDS["complaints"] + 1)
    size = len(made.at)
    levels = rng.random((size, 5)).tolist()
    source = pick(rng, (0.47, 0.42, 0.11), size)
    stranger = drawn(rng, pick(rng, [group.orders for group in SEGMENTS[:EXTERNAL]], size))
    form = "%d/%m/%Y %H:%M"
    at, resolved = stamps(made.at, form), stamps(made.resolved, form)
    answer_days = np.array(_DAYS_TO_ANSWER)[made.severity]
    due = stamps(made.at + answer_days * MINUTES_A_DAY, "%d/%m/%Y")
    return [
        (
            f"CP-{10_001 + number}",
            *_words(made, number, levels[number]),
            at[number],
            due[number],
            bought.customer[order] if order >= 0 else stranger[number],
            bought.number(order) if order >= 0 else "",
            _SOURCES[source[number]],
            CAUSES[made.cause[number]].name,
            _root(made, number, levels[number][0]),
            _SEVERITIES[made.severity[number]],
            PROCESSES[_process(made, number)][0],
            EMPLOYEES[_handler(made, number, levels[number][3])].code,
            _status(made, number, levels[number][4]),
            resolved[number],
            f"{made.cost[number]:.2f}" if made.resolved[number] >= 0 else "",
            PRODUCTS[_product(made, number, levels[number][4])][0],
        )
        for number, order in enumerate(made.order)
    ]


def _root(made: Complaints, number: int, level: float) -> str:
    """Return the root cause."""
    if made.theme[number]:
        return causes.THEME_ROOT
    return chosen(tuple(CAUSES[made.cause[number]].roots), level)


def _words(made: Complaints, number: int, levels: list[float]) -> tuple[str, str]:
    """Return title and description."""
    root = _root(made, number, levels[0])
    texts = causes.THEME_WORDS if made.theme[number] else CAUSES[made.cause[number]].roots[root]
    opening, ending = chosen(causes.OPENINGS, levels[2]), chosen(causes.ENDINGS, levels[3])
    return root, opening + chosen(texts, levels[1]) + ending


def _process(made: Complaints, number: int) -> int:
    """Return the process that caused it."""
    return causes.THEME_PROCESS if made.theme[number] else CAUSES[made.cause[number]].process


def _handler(made: Complaints, number: int, level: float) -> int:
    """Return who handles it: billing and returns answer for their own, agents for the rest."""
    process = _process(made, number)
    own = workers_of(process) if process in (BILLING, RETURNS_HANDLING) else list(AGENTS[:8])
    return own[int(level * len(own))]


def _status(made: Complaints, number: int, level: float) -> str:
    """Return where it stands."""
    if made.resolved[number] < 0:
        return "Investigation" if level < INVESTIGATED else "Open"
    return "Resolved" if made.resolved[number] > LAST - 14 * MINUTES_A_DAY else "Closed"


def _product(made: Complaints, number: int, level: float) -> int:
    """Return the product; the new theme is about the washing machine with the app."""
    if made.theme[number]:
        return 1
    order = made.order[number]
    return int(orders().product[order]) if order >= 0 else int(level * len(PRODUCTS))
