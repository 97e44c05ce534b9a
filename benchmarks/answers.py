"""What does each answer cost, against the figures the usual dashboard computes for its question?

Both run in one process on the same rows and filters, in turn: cxdash from its warehouse, pandas
from frames that are in memory already. Where both compute the same figure it must be the same, or
nothing is written. Ratios count, not seconds.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean, median
from time import perf_counter, process_time
from typing import Final, TypeVar

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # a script finds only what lies beside it

import pandas as pd  # noqa: E402 - found through the line above

from benchmarks import usual_answers as usual  # noqa: E402 - as above
from benchmarks.asks import ASKS, Ask  # noqa: E402 - as above
from benchmarks.made import Made, described, made  # noqa: E402 - as above
from benchmarks.results import counted, keep, machine, options, spread  # noqa: E402 - as above
from cxdash.answers.answer import Answer  # noqa: E402 - as above
from cxdash.answers.open import ANSWERS, answer_from  # noqa: E402 - as above
from cxdash.metrics.filters import Filters, Question  # noqa: E402 - as above
from cxdash.metrics.periods import compared_with, resolve  # noqa: E402 - as above
from cxdash.metrics.reader import Reader, reader_of  # noqa: E402 - as above
from cxdash.store.workspace import Workspace  # noqa: E402 - as above

WARM_UPS: Final = 2
OWN_ASKS: Final = tuple(ask for ask in ASKS if ask[0] != "Process")
"""A process filter finds every answer of a case the process touched; the usual one finds fewer."""

AGREE: Final = 1e-9
"""How far two figures may lie apart, as a share: they are added up in another order."""

Result = TypeVar("Result")


@dataclass
class Took:
    """What an answer took each time, in milliseconds: by the clock, and of the processor."""

    ours: list[float] = field(default_factory=list[float])
    theirs: list[float] = field(default_factory=list[float])
    our_cpu: list[float] = field(default_factory=list[float])
    their_cpu: list[float] = field(default_factory=list[float])
    same: int = 0


def main() -> None:
    """Measure, print the table, and keep it in ANSWERS.md."""
    asked = options(__doc__).parse_args()
    workspace = made(asked.rows)
    reader = reader_of(Workspace(workspace.home))
    warm_ups = WARM_UPS if asked.runs > WARM_UPS else 0
    took = measured(reader, frames_of(workspace), OWN_ASKS[: warm_ups + asked.runs], warm_ups)
    keep("ANSWERS", report(asked.rows, took), asked.to)


def frames_of(workspace: Made) -> usual.Frames:
    """Return the exports in memory, as the usual dashboard keeps them."""
    return {
        table: pd.read_parquet(workspace.table(table), columns=columns)
        for table, columns in usual.COLUMNS.items()
    }


def measured(
    reader: Reader, frames: usual.Frames, asks: tuple[Ask, ...], warm_ups: int
) -> dict[str, Took]:
    """Ask every answer both ways, each filter once, and return what it took."""
    if reader.span is None:
        sys.exit("The workspace holds no dates.")
    period = resolve("12m", reader.span)
    before = compared_with(period, "previous") or period
    took = {name: Took() for name in usual.ANSWERS}
    for number, (label, option) in enumerate(asks):
        filters = Filters(period).only(label.lower(), option)
        for name, compute in usual.ANSWERS.items():
            question = Question(filters, grain="month" if name == "trend" else None)
            ours = timed(lambda n=name, q=question: answer_from(n, reader, q))
            theirs = timed(lambda c=compute, a=(label, option): c(frames, a, period, before))
            one = took[name]
            one.same += agreed(name, shown(ours[0]), theirs[0])
            if number >= warm_ups:
                for kept, spent in zip(
                    (one.ours, one.our_cpu, one.theirs, one.their_cpu),
                    (*ours[1:], *theirs[1:]),
                    strict=True,
                ):
                    kept.append(spent)
    return took


def timed(work: Callable[[], Result]) -> tuple[Result, float, float]:
    """Return what some work gives, with its milliseconds by the clock and of the processor."""
    begun, worked = perf_counter(), process_time()
    result = work()
    return result, 1000 * (perf_counter() - begun), 1000 * (process_time() - worked)


def shown(answer: Answer) -> usual.Figures:
    """Return the figures of an answer that the usual dashboard computes too, by the same names."""
    panels = answer.panels
    if answer.name == "overview":
        rows = panels["indicators"].frames["indicators"].set_index("metric")
        found = rows.loc[rows.index.isin(["csat", "nps", "complaints"]), ["value", "before"]]
        now = {str(name): float(value) for name, value in found["value"].items()}
        then = {f"{name} before": float(value) for name, value in found["before"].items()}
        return now | then
    if answer.name == "trend":
        points = panels["trend"].frames["points"]
        whole = points[~points["provisional"].astype(bool)].iloc[1:]
        return dict(zip(whole["key"], whole["value"], strict=True))
    if answer.name == "complaints":
        causes = panels["pareto"].frames["causes"]
        return dict(zip(causes["cause"], causes["n"], strict=True))
    return {}  # these count what answers and complaints imply, which is not usual


def agreed(name: str, ours: usual.Figures, theirs: usual.Figures) -> int:
    """Return how many figures both computed; stop where one differs."""
    both = ours.keys() & theirs.keys()
    for figure in both:
        if abs(ours[figure] - theirs[figure]) > AGREE * max(1, abs(theirs[figure])):
            sys.exit(f"{name}, {figure}: {ours[figure]} here, {theirs[figure]} in pandas.")
    return len(both)


def report(rows: int, took: dict[str, Took]) -> str:
    """Return ANSWERS.md."""
    lines = "\n".join(row(name, one) for name, one in took.items())
    others = ", ".join(f"`{name}`" for name in ANSWERS if name not in took)
    first = next(iter(took.values()))
    return f"""# What each answer costs

Written by `make bench-answers`: {described(rows)}.
{counted(len(first.ours))} Each run has a filter of its own, new to both.
pandas computes the figures that the usual dashboard shows for the question, from frames in memory
(`benchmarks/usual_answers.py`): sums, shares, means, no interval, no limit, no test, no comparison
made fair. The answer computes all of these.

| answer | cxdash, ms | pandas, ms | times | cxdash CPU | pandas CPU | times | same figures |
|---|---|---|---|---|---|---|---|
{lines}

Median (lowest to highest); times are ratios of medians; CPU is the mean in
milliseconds, over all threads. Same figures: how many both computed over all runs, every one equal.

{machine("pandas", "duckdb")}
- **Not measured:** reading the files into frames (cxdash reads its own at every question), the same
  question again (cxdash keeps it, pandas computes it anew), {others}:
  the usual dashboard has nothing of their kind.
"""


def row(name: str, one: Took) -> str:
    """Return an answer's line of the table."""
    cells = [
        name,
        spread(one.ours),
        spread(one.theirs),
        f"**{median(one.ours) / median(one.theirs):.2f}**",
        f"{fmean(one.our_cpu):,.0f}",
        f"{fmean(one.their_cpu):,.0f}",
        f"**{fmean(one.our_cpu) / fmean(one.their_cpu):.2f}**",
        f"{one.same:,}" if one.same else "none to compare",
    ]
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
