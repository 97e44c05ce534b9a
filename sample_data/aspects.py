"""The half-yearly review: how satisfied customers are overall, and with what (truth 10)."""

import numpy as np
import planted
from company import COMPANY, EXTERNAL, HOTELS, HOUSEHOLDS, LANDLORDS, MINUTES_A_DAY
from customers import customers_of
from draw import Numbers, Shares, normal, since, stamps, waking

Rows = list[tuple[str, ...]]

ASPECTS = (
    "Delivery on the promised day",
    "Quality of the product",
    "Reaching us when you need us",
    "Friendliness of our people",
    "Clarity of the invoice",
)
HEADER = (
    "Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Email Address",
    "First Name", "Last Name", "Custom Data 1",
    f"Overall, how satisfied are you with {COMPANY}? (1 = not at all, 5 = completely)",
    "How satisfied are you with the following? (1 = not at all, 5 = completely)",
    *[""] * (len(ASPECTS) - 1),
)  # fmt: skip
PARTS = (*[""] * 9, "Response", *ASPECTS)
"""The second header row, as SurveyMonkey writes it."""

WAVES = ("2024-11-04", "2025-05-05", "2025-11-03", "2026-05-04")
"""The first day of each wave; answers come for two weeks."""
ANSWERING = (0.06, 0.28, 0.40, 0.58)
"""Chance that a customer answers a wave, by segment."""

ALIKE = 0.35
"""How much the aspects have in common: who is pleased is pleased with all of them."""
SPREAD = 1.0
"""Standard deviation of an aspect, in steps."""
OVERALL_LEVEL, OVERALL_NOISE = 3.85, 0.55
"""Where the overall answer lies, and what none of the aspects explains, in steps."""
SKIPPED = 0.02
INVOICE, HOUSEHOLDS_SKIP_INVOICE = 4, 0.15
"""Share of answers left empty: any aspect, and the invoice by households (many never see one)."""


def rows() -> Rows:
    """Return the answers in the shape SurveyMonkey exports, the row of parts first."""
    rng = np.random.default_rng(planted.SEEDS["aspects"])
    at, segment, customer = _answering(rng)
    aspect, overall = _scores(rng, at, segment)
    kept = rng.random(aspect.shape) >= SKIPPED
    kept[:, INVOICE] &= (segment != HOUSEHOLDS) | (rng.random(len(at)) >= HOUSEHOLDS_SKIP_INVOICE)
    begun, ended = (stamps(minutes, "%m/%d/%Y %H:%M:00") for minutes in (at - 3, at))
    found: Rows = [PARTS]
    for place, code in enumerate(customer):
        given = zip(aspect[place].tolist(), kept[place].tolist(), strict=True)
        found.append(
            (
                str(118_400_000_000 + 7919 * place), "441205417", begun[place], ended[place],
                "", "", "", "", code, str(overall[place]),
                *(str(score) if is_given else "" for score, is_given in given),
            )
        )  # fmt: skip
    return found


def _answering(rng: np.random.Generator) -> tuple[Numbers, Numbers, list[str]]:
    """Return when each answer came, from which segment and customer, ordered by time."""
    at: list[int] = []
    segments: list[int] = []
    customers: list[str] = []
    for wave in WAVES:
        for segment in range(EXTERNAL):
            codes = customers_of(segment)
            answers, day, minute = rng.random((3, len(codes)))
            for place in np.flatnonzero(answers < ANSWERING[segment]).tolist():
                later = int(day[place] ** 2 * 14) * MINUTES_A_DAY
                at.append(since(wave) + later + int(minute[place] * MINUTES_A_DAY))
                segments.append(segment)
                customers.append(codes[place])
    minutes = waking(np.array(at))
    order = np.argsort(minutes, kind="stable")
    return minutes[order], np.array(segments)[order], [customers[place] for place in order]


def _scores(rng: np.random.Generator, at: Numbers, segment: Numbers) -> tuple[Numbers, Numbers]:
    """Return the answers to the aspects, one row for each respondent, and the overall answer."""
    shared = normal(rng, len(at))
    own = np.column_stack([normal(rng, len(at)) for _ in ASPECTS])
    level = np.tile(planted.ASPECT_LEVELS, (len(at), 1))
    let_down = (segment == LANDLORDS) & (at >= since(planted.PARTNER_CHANGE))
    level[let_down, 0] = planted.LANDLORD_DELIVERY_LEVEL
    felt = np.sqrt(ALIKE) * shared[:, None] + np.sqrt(1 - ALIKE) * own
    aspect = _whole(level + SPREAD * felt)
    weights = np.where(
        (segment == HOTELS)[:, None], planted.HOTEL_ASPECT_WEIGHTS, planted.ASPECT_WEIGHTS
    )
    moved = np.sum(weights * (aspect - np.array(planted.ASPECT_LEVELS)), axis=1)
    return aspect, _whole(OVERALL_LEVEL + moved + OVERALL_NOISE * normal(rng, len(at)))


def _whole(values: Shares) -> Numbers:
    """Return values as answers from 1 to 5."""
    return np.clip(np.floor(values + 0.5), 1, 5).astype(np.int64)
