"""The monthly relationship survey (0 to 10) and the effort survey after a delivery (1 to 7)."""

from functools import cache

import numpy as np
import planted
from comments import EFFORT_BAD, EFFORT_GOOD, RECOMMEND_BAD, RECOMMEND_GOOD
from company import COMPANY, LANDLORDS, MINUTES_A_DAY
from customers import drawn
from draw import LAST, Numbers, chosen, moments, pick, pick_each, since, stamps, waking
from orders import orders

Rows = list[tuple[str, ...]]

NPS_HEADER = (
    "No.", "Response ID", "Timestamp", "Finished", "Survey ID", "Formbricks ID (internal)",
    "User ID", "Tags", "source", "country",
    f"1. How likely are you to recommend {COMPANY} to a friend or colleague?",
    "2. What is the main reason for your score?",
)  # fmt: skip
EFFORT_HEADER = (
    "Response ID", "Submitted", "Customer ID", "Order ID",
    f"{COMPANY} made it easy to get my appliance (1 = not at all, 7 = very easy)", "Comment",
)  # fmt: skip

NPS_WAVE = 400
"""How many customers are asked on the first day of each month."""
NPS_ANSWERING = 0.42
NPS_SHARES = (0.44, 0.20, 0.20, 0.16)
NPS_GROUPS = ((0.45, 0.38, 0.17), (0.46, 0.36, 0.18), (0.38, 0.38, 0.24), (0.48, 0.36, 0.16))
"""Promoters, passives and detractors, by segment."""
NPS_LANDLORDS_AFTER = (0.33, 0.38, 0.29)
NPS_LANDLORDS_FROM = "2025-07-01"
"""The change of delivery partner (truth 1), felt in the relationship a month later."""

NINE, SEVEN = 0.45, 0.40
"""Share of promoters who answer 9, and of passives who answer 7."""
PLEASED_FROM, EASY_FROM = 8, 5
"""The scores from which comments praise."""
WRITE = 0.33
"""Share of the answers with a comment."""

EFFORT_ASKED_SHARE, EFFORT_ANSWERING = 0.28, 0.38
EFFORT = (0.02, 0.03, 0.06, 0.10, 0.20, 0.30, 0.29)
"""How often each answer from 1 to 7 is given."""
EFFORT_LANDLORDS_AFTER = (0.06, 0.08, 0.12, 0.15, 0.21, 0.22, 0.16)


def nps_rows() -> Rows:
    """Return the relationship answers, in the shape Formbricks exports."""
    rng = np.random.default_rng(planted.SEEDS["relationship"])
    at = moments(rng, round(NPS_WAVE * 24 * NPS_ANSWERING))
    segment = pick(rng, NPS_SHARES, len(at))
    score = _likelihood(rng, at, segment)
    customer = drawn(rng, segment)
    when = stamps(at, "%Y-%m-%d %H:%M:00")
    writes, words = rng.random((2, len(at)))
    return [
        (
            str(number + 1),
            f"fb{number * 7919 % 1_000_003:06d}{number:04d}",
            when[number],
            "Yes",
            f"relationship-{when[number][:4]}",
            f"p{number:05d}",
            customer[number],
            "",
            "link",
            "",
            str(score[number]),
            _reason(int(score[number]), words[number]) if writes[number] < WRITE else "",
        )
        for number in range(len(at))
    ]


def _reason(score: int, level: float) -> str:
    """Return why somebody would recommend the company, or not."""
    return chosen(RECOMMEND_GOOD if score >= PLEASED_FROM else RECOMMEND_BAD, level)


def _likelihood(rng: np.random.Generator, at: Numbers, segment: Numbers) -> Numbers:
    """Return scores 0 to 10 from the shares of promoters, passives and detractors."""
    after = (segment == LANDLORDS) & (at >= since(NPS_LANDLORDS_FROM))
    shares = np.where(after[:, None], NPS_LANDLORDS_AFTER, np.array(NPS_GROUPS)[segment])
    group = pick_each(rng, shares)
    level = rng.random(len(at))
    promoter, passive = 9 + (level >= NINE), 7 + (level >= SEVEN)
    detractor = 6 - (level**2 * 7).astype(np.int64)
    return np.select([group == 0, group == 1], [promoter, passive], detractor).astype(np.int64)


@cache
def effort_asked() -> Numbers:
    """Return the orders whose customers were asked how easy the delivery was."""
    rng = np.random.default_rng(planted.SEEDS["effort"])
    made = orders()
    return np.flatnonzero((made.delivered >= 0) & (rng.random(len(made.at)) < EFFORT_ASKED_SHARE))


def effort_rows() -> Rows:
    """Return the effort answers, ordered by when they came."""
    rng = np.random.default_rng(planted.SEEDS["effort"] + 1)
    made, asked = orders(), effort_asked()
    delay = 60 + (rng.random(len(asked)) ** 2 * 4 * MINUTES_A_DAY).astype(np.int64)
    answered_at = np.maximum(waking(made.delivered[asked] + delay), made.delivered[asked] + 20)
    kept = (rng.random(len(asked)) < EFFORT_ANSWERING) & (answered_at <= LAST)
    place, at = asked[kept], answered_at[kept]
    place, at = place[np.argsort(at, kind="stable")], np.sort(at)
    after = (made.segment[place] == LANDLORDS) & (
        made.delivered[place] >= since(planted.PARTNER_CHANGE)
    )
    score = 1 + pick_each(rng, np.where(after[:, None], EFFORT_LANDLORDS_AFTER, EFFORT))
    writes, words = rng.random((2, len(place)))
    when = stamps(at, "%Y-%m-%d %H:%M")
    return [
        (
            f"E-{number + 1:05d}",
            when[number],
            made.customer[order],
            made.number(order),
            str(score[number]),
            chosen(EFFORT_GOOD if score[number] >= EASY_FROM else EFFORT_BAD, words[number])
            if writes[number] < WRITE
            else "",
        )
        for number, order in enumerate(place)
    ]
