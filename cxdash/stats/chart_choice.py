"""Which control chart suits a measure, and why, in words a reader can argue with."""

import math
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from cxdash.stats.control import FEWEST_POINTS
from cxdash.stats.periods import Kind, Periods, Variation, periods
from cxdash.stats.small_counts import (
    ENOUGH_PERIODS,
    FEWEST_EXPECTED,
    expected_of_rarest,
    has_small_counts,
)

ChartOutcome: TypeAlias = Literal["yes_no", "events", "scores", "nps", "single"]
ChartForm: TypeAlias = Literal["p", "u", "c", "mean", "nps", "xmr", "t", "g", "run"]

KIND_OF_FORM: dict[ChartForm, Kind] = {
    "p": "share",
    "u": "rate",
    "c": "count",
    "mean": "mean",
    "nps": "nps",
    "xmr": "individuals",
    "t": "time_between",
    "g": "cases_between",
}
"""What `control_chart` calls each form; a run chart may show any kind."""

NAME_OF_FORM: dict[ChartForm, str] = {
    "p": "p chart",
    "u": "u chart",
    "c": "c chart",
    "mean": "chart of means",
    "nps": "NPS chart",
    "xmr": "XmR chart",
    "t": "T chart",
    "g": "G chart",
    "run": "run chart",
}

RARE_MEAN = 2.0
"""Mean events a period below which gaps between events tell more than counts."""


@dataclass(frozen=True, slots=True)
class ChartChoice:
    """A chart, and the reasons for it.

    Attributes:
        form: The chart, by its textbook name.
        kind: The same for `control_chart`.
        variation: How its limits should be drawn.
        reason: Why, in a sentence.
        notes: What a reader should know or do, a sentence each.
        offers: Other charts that would tell more; "t" and "g" need the gaps between events, which
            totals do not tell.
        merge: How many periods to put together so that counts suffice; 1 for none.
    """

    form: ChartForm
    kind: Kind
    variation: Variation
    reason: str
    notes: tuple[str, ...] = ()
    offers: tuple[ChartForm, ...] = ()
    merge: int = 1


def choose_chart(
    outcome: ChartOutcome,
    totals: ArrayLike,
    sizes: ArrayLike | None = None,
    *,
    override: ChartForm | None = None,
) -> ChartChoice:
    """Return the chart that suits a measure, with the reason.

    Args:
        outcome: "yes_no" for hits of trials; "events" for counts, with or without exposure;
            "scores" and "nps" for sums of single answers; "single" for one number a period.
        totals: Hits, events, sums or values: one a period, in time order; NaN is a gap.
        sizes: Trials, exposure or answers, one a period; None for events without exposure and
            single numbers.
        override: The chart a reader asks for instead; notes and offers stay.

    Raises:
        ValueError: If parts are missing, differ in length or cannot be.

    Source:
        Montgomery, Introduction to Statistical Quality Control, section 7.4; Cochran (1954),
        Biometrics 10:417-451, on small expected counts; Woodall (2006), Journal of Quality
        Technology 38:89-104, on rare events.

    Examples:
        >>> choice = choose_chart("events", [4, 6, 5] * 6)
        >>> choice.form, choice.notes[0]
        ('c', 'There is no exposure: rising volume looks like rising complaints.')
    """
    form, reason = _form_of(outcome, has_sizes=sizes is not None)
    kind = KIND_OF_FORM[form]
    # What tells rare from not rare are totals and sizes alone; no spread is asked for.
    parts = periods("individuals" if kind in {"mean", "nps"} else kind, totals, sizes)
    points = int(np.count_nonzero(parts.usable))
    choice = ChartChoice(form, kind, "floor", reason)
    if form == "c":
        note = "There is no exposure: rising volume looks like rising complaints."
        choice = replace(choice, notes=(note,))
    choice = _guarded(_with_rare_offers(choice, parts), parts)
    if points < FEWEST_POINTS:
        reason = f"{points} points are too few for limits, so the order of the points must do."
        choice = replace(choice, form="run", reason=reason, merge=1)
    return choice if override is None else _overridden(choice, override)


def _form_of(outcome: ChartOutcome, *, has_sizes: bool) -> tuple[ChartForm, str]:
    """Return the textbook's chart for an outcome."""
    match outcome:
        case "yes_no":
            return "p", "Each answer is yes or no, out of a known number."
        case "events":
            if has_sizes:
                return "u", "Events are counted against what they could happen in."
            return "c", "Events are counted, and nothing says out of how many."
        case "scores":
            return "mean", "Each answer is a score, and single answers are known."
        case "nps":
            return "nps", "Each answer is a promoter, a passive or a detractor."
        case "single":
            return "xmr", "There is one number a period and nothing behind it."


def _with_rare_offers(choice: ChartChoice, parts: Periods) -> ChartChoice:
    """Return the choice with charts of gaps offered where events are rare."""
    events = parts.totals[parts.usable]
    if choice.kind not in {"share", "rate", "count"} or not len(events):
        return choice
    if np.mean(events == 0) <= 1 / 2 and events.mean() >= RARE_MEAN:
        return choice
    note = (
        f"Events are rare ({events.mean():.1f} a period): the time or the cases from one to the "
        "next tell more."
    )
    offers: tuple[ChartForm, ...] = ("g", "t") if choice.form == "p" else ("t", "g")
    return replace(choice, notes=(*choice.notes, note), offers=offers)


def _guarded(choice: ChartChoice, parts: Periods) -> ChartChoice:
    """Return the choice with exact limits, and a longer period proposed, for small counts."""
    total, size = parts.totals[parts.usable].sum(), parts.sizes[parts.usable].sum()
    center = np.full(len(parts.sizes), total / size if size else np.nan)
    if not has_small_counts(choice.kind, parts.sizes, center, drawn=parts.usable):
        return choice
    merge = _periods_to_merge(choice.kind, parts, center)
    enough = f"{FEWEST_EXPECTED:.0f} expected of each outcome"
    note = f"Periods are small (fewer than {enough}), so limits are exact ones."
    if merge > 1:
        note += f" Better still: put {merge} periods together."
    return replace(choice, variation="exact", notes=(*choice.notes, note), merge=merge)


def _periods_to_merge(kind: Kind, parts: Periods, center: np.ndarray[tuple[int, ...]]) -> int:
    """Return how many periods make one large enough; 1 if too few points would be left."""
    expected = expected_of_rarest(kind, parts.sizes, center)[parts.usable]
    typical = float(np.quantile(expected, 1 - ENOUGH_PERIODS))
    merge = math.ceil(FEWEST_EXPECTED / typical) if typical > 0 else len(expected)
    return merge if len(expected) // merge >= FEWEST_POINTS else 1


def _overridden(choice: ChartChoice, form: ChartForm) -> ChartChoice:
    if form == choice.form:
        return choice
    kind = choice.kind if form == "run" else KIND_OF_FORM[form]
    counts = kind in {"share", "rate", "count"}
    return replace(
        choice,
        form=form,
        kind=kind,
        variation=choice.variation if counts else "floor",
        reason=f"You asked for a {NAME_OF_FORM[form]}; a {NAME_OF_FORM[choice.form]} would suit: "
        f"{choice.reason}",
    )
