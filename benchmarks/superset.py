"""What do the same questions cost here and in Apache Superset, on the same DuckDB file?

API against API: Superset's REST API on this machine, kept caches passed over, and cxdash's library
with its answer as JSON. Both must give the same figures, or nothing is written. Needs Superset in
an environment of its own (`make bench-superset` installs it). Ratios count, not seconds.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean, median
from time import perf_counter
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # a script finds only what lies beside it

from benchmarks.made import described, folder, made  # noqa: E402 - found through the line above
from benchmarks.processes import children, cpu_seconds, memory  # noqa: E402 - as above
from benchmarks.results import counted, keep, machine, options, spread  # noqa: E402 - as above
from benchmarks.superset_server import THREADS, Superset, superset  # noqa: E402 - as above
from cxdash.metrics.catalogue import metric_named  # noqa: E402 - as above
from cxdash.metrics.filters import Filters  # noqa: E402 - as above
from cxdash.metrics.measure import measure  # noqa: E402 - as above
from cxdash.metrics.periods import Grain, Period, resolve  # noqa: E402 - as above
from cxdash.metrics.reader import Reader, reader_of  # noqa: E402 - as above
from cxdash.store.workspace import Workspace  # noqa: E402 - as above

WARM_UPS: Final = 2
AGREE: Final = 1e-9
"""How far two figures may lie apart, as a share: they are added up in another order."""


@dataclass(frozen=True)
class Put:
    """A question, as each side is asked it.

    Attributes:
        name: In words.
        metric: Ours, by name.
        table: The table Superset asks.
        value: What Superset computes.
        where: The rows it takes, beside the period.
        by: The columns both split by.
        grain: The grain of time both split by.
        only: The filter both set.
    """

    name: str
    metric: str
    table: str
    value: str
    where: str = "true"
    by: tuple[str, ...] = ()
    grain: Grain | None = None
    only: tuple[str, str] | None = None


QUESTIONS: Final = (
    Put("satisfied customers by month", "csat", "responses",
        "avg(case when satisfied then 1.0 else 0 end)", "metric_kind = 'csat'", grain="month"),
    Put("NPS by segment, of one channel", "nps", "responses", "avg(nps_points)",
        "metric_kind = 'nps'", by=("segment",), only=("channel", "Phone")),
    Put("complaints by cause", "complaints", "complaints", "count(*)", by=("cause",)),
    Put("touches by process and segment", "touches", "contacts", "count(*)",
        by=("process", "segment")),
)  # fmt: skip


@dataclass
class Took:
    """What a question took on each side, in milliseconds: by the clock, and of the processor."""

    ours: list[float] = field(default_factory=list[float])
    theirs: list[float] = field(default_factory=list[float])
    our_cpu: list[float] = field(default_factory=list[float])
    their_cpu: list[float] = field(default_factory=list[float])
    figures: int = 0


def main() -> None:
    """Measure, print the table, and keep it in SUPERSET.md."""
    parser = options(__doc__)
    parser.add_argument("--environment", type=Path, help="where Superset is installed")
    asked = parser.parse_args()
    environment = asked.environment or folder() / "superset"
    if not (environment / "bin" / "superset").exists():
        sys.exit(f"Superset is not installed in {environment}: run make bench-superset.")
    home = made(asked.rows).home
    reader = reader_of(Workspace(home))
    warehouse = next(home.glob("warehouse-*.duckdb"))
    with superset(environment) as running:
        numbers = running.dataset(warehouse, sorted({put.table for put in QUESTIONS}))
        took = {
            put.name: measured(reader, running, numbers[put.table], put, asked.runs)
            for put in QUESTIONS
        }
        server_mb = sum(memory(pid) for pid in (running.pid, *children(running.pid)))
    keep("SUPERSET", report(asked.rows, took, server_mb, installed(environment)), asked.to)


def measured(reader: Reader, server: Superset, number: int, put: Put, runs: int) -> Took:
    """Ask both sides in turn, and return what it took."""
    if reader.span is None:
        sys.exit("The workspace holds no dates.")
    period, took = resolve("12m", reader.span), Took()
    wanted = asked_of(number, put, period)
    for run in range(-WARM_UPS, runs):
        pids = [os.getpid()], [server.pid, *children(server.pid)]
        ours = timed(lambda: values_of(reader, put, period), pids[0])
        theirs = timed(lambda: server.post("chart/data", wanted), pids[1])
        figures = sorted(float(row["value"]) for row in theirs[0]["result"][0]["data"])
        if not alike(ours[0], figures):
            sys.exit(f"{put.name}: {ours[0]} here, {figures} in Superset.")
        took.figures = len(figures)
        if run >= 0:
            for kept, spent in zip(
                (took.ours, took.our_cpu, took.theirs, took.their_cpu),
                (*ours[1:], *theirs[1:]),
                strict=True,
            ):
                kept.append(spent)
    return took


def values_of(reader: Reader, put: Put, period: Period) -> list[float]:
    """Return our values in order of size, after the answer was written as JSON."""
    filters = Filters(period)
    if put.only:
        filters = filters.only(*put.only)
    found = measure(reader, metric_named(put.metric), filters=filters, by=put.by, grain=put.grain)
    found.to_json(orient="records", date_format="iso")
    return sorted(float(value) for value in found["value"])


def asked_of(number: int, put: Put, period: Period) -> dict[str, object]:
    """Return what Superset's API is asked: the chart's rows, whatever it has kept."""
    columns: list[object] = list(put.by)
    if put.grain:
        months = {"sqlExpression": f"date_trunc('{put.grain}', occurred_on)", "label": "period"}
        columns.append(months | {"expressionType": "SQL"})
    days = f"occurred_on between date '{period.first}' and date '{period.last}'"
    only = [{"col": put.only[0], "op": "==", "val": put.only[1]}] if put.only else []
    return {
        "datasource": {"id": number, "type": "table"},
        "force": True,
        "queries": [
            {
                "columns": columns,
                "metrics": [
                    {"expressionType": "SQL", "sqlExpression": put.value, "label": "value"}
                ],
                "filters": only,
                "extras": {"where": f"{put.where} and {days}"},
                "row_limit": 10_000,
            }
        ],
    }


def timed(work: Callable[[], Any], pids: list[int]) -> tuple[Any, float, float]:
    """Return what some work gives, its milliseconds, and those of these processes' processor."""
    begun, worked = perf_counter(), sum(cpu_seconds(pid) for pid in pids)
    result = work()
    took = perf_counter() - begun
    return result, 1000 * took, 1000 * (sum(cpu_seconds(pid) for pid in pids) - worked)


def alike(ours: list[float], theirs: list[float]) -> bool:
    """Whether both lists hold the same figures."""
    return len(ours) == len(theirs) > 0 and all(
        abs(one - other) <= AGREE * max(1, abs(other))
        for one, other in zip(ours, theirs, strict=True)
    )


def installed(environment: Path) -> str:
    """Return Superset's version and that of the DuckDB beside it."""
    asked = "from importlib.metadata import version as v; print(v('apache-superset'), v('duckdb'))"
    said = subprocess.run(
        [environment / "bin" / "python", "-c", asked], capture_output=True, text=True, check=True
    )
    own, duckdb = said.stdout.split()
    return f", Apache Superset {own} with DuckDB {duckdb}"


def report(rows: int, took: dict[str, Took], server_mb: float, versions: str) -> str:
    """Return SUPERSET.md."""
    lines = "\n".join(row(name, one) for name, one in took.items())
    runs = len(next(iter(took.values())).ours)
    return f"""# The same questions in Apache Superset

Written by `make bench-superset`: {described(rows)}.
{counted(runs)} Both read the same DuckDB file and gave the same figures. Superset is asked
over its REST API on loopback (gunicorn, one process, {THREADS} threads; what it has kept is passed
over); cxdash through its library, for it has no API over HTTP, the answer written as JSON. cxdash
takes what its file holds added up already, Superset the rows.

| question | figures | cxdash, ms | Superset, ms | times | cxdash CPU | Superset CPU | times |
|---|---|---|---|---|---|---|---|
{lines}

Median (lowest to highest); times are ratios of medians; CPU is the mean in milliseconds, over all
threads. Superset's processes held {server_mb:,.0f} MB afterwards.

{machine("duckdb", more=versions)}
- **Not measured:** what lies around the question: Superset's time holds HTTP, its login and its
  rights, which cxdash does not have; cxdash's holds n and the parts of every value, which Superset
  was not asked for. Nor either's pages, Superset's own cache, several readers, several processes.
"""


def row(name: str, one: Took) -> str:
    """Return a question's line of the table."""
    our_cpu, their_cpu = fmean(one.our_cpu), fmean(one.their_cpu)
    cells = [
        name,
        str(one.figures),
        spread(one.ours),
        spread(one.theirs),
        f"**{median(one.ours) / median(one.theirs):.2f}**",
        f"{our_cpu:,.0f}",
        f"{their_cpu:,.0f}",
        f"**{our_cpu / their_cpu:.2f}**" if their_cpu else "–",
    ]
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
