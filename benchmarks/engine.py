"""What the statistics cost, against work of the same data that others do.

Two ratios, each in one run, in turn: all rule sets on 200 control charts against DuckDB adding up
the weekly sums they are made of; crossed random effects against statsmodels on the same rows.
"""

import os
import platform
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, Final, get_args

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # a script finds only what lies beside it

import duckdb  # noqa: E402 - found through the line above
import numpy as np  # noqa: E402 - as above
import pandas as pd  # noqa: E402 - as above
import statsmodels.formula.api as smf  # noqa: E402 - as above

from cxdash.stats import (  # noqa: E402 - as above
    RuleSet,
    chart_signals,
    control_chart,
    crossed_effects,
    dummies,
)

RUNS: Final = 7
RESULTS: Final = Path(__file__).with_name("STATISTICS.md")

ANSWERS, CHARTS, WEEKS = 1_000_000, 200, 52
CHARTS_BAR: Final = 10.0
"""Times DuckDB's time that all charts with all rule sets may take."""

ROWS, PEOPLE, PROCESSES, SEGMENTS = 5_000, 80, 15, 4
REML_BAR: Final = 50.0
"""Times faster than statsmodels that the crossed effects must be."""

Took = dict[str, list[float]]


def main() -> None:
    """Measure, print the tables, and keep them in STATISTICS.md."""
    charts = measured_charts()
    effects, agreement = measured_effects()
    written = report(charts, effects, agreement)
    RESULTS.write_text(written, encoding="utf-8")
    print(written)


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return how many milliseconds some work took, and what it gave."""
    start = perf_counter()
    found = work()
    return 1000 * (perf_counter() - start), found


def measured_charts() -> Took:
    """Time weekly sums in DuckDB, then 200 charts with every rule set, in turn."""
    database = duckdb.connect()
    database.execute(
        f"""create table answers as
            select 'Series ' || (hash(i) % {CHARTS}) as series,
                   date '2025-01-06' + (hash(i + 7) % {7 * WEEKS})::int as occurred_on,
                   hash(i + 13) % 100 < 82 as satisfied
            from range({ANSWERS}) as t(i)"""
    )
    weekly = """select series, date_trunc('week', occurred_on) as week, count(*) as n,
                       count_if(satisfied) as x
                from answers group by all order by all"""
    took: Took = {"sums": [], "charts": []}
    for _ in range(RUNS + 1):
        sums, rows = timed(lambda: database.execute(weekly).fetchnumpy())
        n, hits = (rows[name].astype("float64").reshape(CHARTS, WEEKS) for name in ("n", "x"))
        charts, _ = timed(lambda n=n, hits=hits: judge(n, hits))
        took["sums"].append(sums)
        took["charts"].append(charts)
    return {name: times[1:] for name, times in took.items()}  # the first run warms up


def judge(sizes: np.ndarray, hits: np.ndarray) -> None:
    """Draw the limits of every series, and look for the signals of every rule set."""
    for n, x in zip(sizes, hits, strict=True):
        chart = control_chart("share", x, n)
        for rules in get_args(RuleSet):
            chart_signals(chart, rules)


def measured_effects() -> tuple[Took, tuple[float, float]]:
    """Time both on the same rows; statsmodels once, for it is slow. Also the SDs of people."""
    dice = np.random.default_rng(3)
    person, process, segment = (
        dice.integers(0, levels, ROWS) for levels in (PEOPLE, PROCESSES, SEGMENTS)
    )
    score = (
        4
        + dice.normal(0, 0.25, PEOPLE)[person]
        + dice.normal(0, 0.15, PROCESSES)[process]
        - 0.2 * (segment == 0)
        + dice.normal(0, 0.9, ROWS)
    )
    rows = pd.DataFrame({"score": score, "person": person, "process": process, "segment": segment})

    def ours() -> Any:  # noqa: ANN401 - a fit
        return crossed_effects(
            np.ones(ROWS), score, score**2, [person, process], design=dummies(segment)
        )

    def theirs() -> Any:  # noqa: ANN401 - a fit
        parts = {"person": "0 + C(person)", "process": "0 + C(process)"}
        model = smf.mixedlm("score ~ C(segment)", rows, groups=np.ones(ROWS), vc_formula=parts)
        return model.fit()

    ours()  # warms up
    took: Took = {"ours": [timed(ours)[0] for _ in range(RUNS)]}
    once, fit = timed(theirs)
    took["statsmodels"] = [once]
    return took, (ours().factors[0].spread, float(np.sqrt(fit.vcomp[0])))


def report(charts: Took, effects: Took, agreement: tuple[float, float]) -> str:
    """Return STATISTICS.md."""
    ratio = median(charts["charts"]) / median(charts["sums"])
    faster = median(effects["statsmodels"]) / median(effects["ours"])
    sets = len(get_args(RuleSet))
    charts_row = (
        f"{CHARTS} control charts of {WEEKS} weeks, limits and all {sets} rule sets",
        f"DuckDB adding up their weeks from {ANSWERS:,} rows",
        str(RUNS),
        spread(charts["charts"]),
        spread(charts["sums"]),
        f"**{ratio:.1f} times as long**",
        f"at most {CHARTS_BAR:.0f}",
    )
    effects_row = (
        f"crossed effects of {PEOPLE} people and {PROCESSES} processes on {ROWS:,} rows",
        "statsmodels `MixedLM` on the same rows (once)",
        str(RUNS),
        spread(effects["ours"]),
        spread(effects["statsmodels"]),
        f"**{faster:,.0f} times as fast**",
        f"at least {REML_BAR:.0f}",
    )
    rows = "\n".join(f"| {' | '.join(row)} |" for row in (charts_row, effects_row))
    return f"""# What the statistics cost

Written by `make bench`. Ratios of medians, each pair in one run.

| work | against | n | ours, ms | theirs, ms | ratio | bar |
|---|---|---|---|---|---|---|
{rows}

Both fits find the same spread between people: {agreement[0]:.4f} and {agreement[1]:.4f}.

- **Machine:** {os.cpu_count()} cores, {platform.system()} {platform.machine()}, shared with other
  work: read the ratios, not the milliseconds.
- **Versions:** Python {platform.python_version()}, numpy {np.__version__},
  DuckDB {version("duckdb")}, statsmodels {version("statsmodels")}.
"""


def spread(took: list[float]) -> str:
    """Return the median of some milliseconds with the lowest and the highest."""
    if len(took) == 1:
        return f"{took[0]:,.0f}"
    return f"{median(took):,.0f} ({min(took):,.0f} to {max(took):,.0f})"


if __name__ == "__main__":
    main()
