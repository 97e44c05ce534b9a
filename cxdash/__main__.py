"""The command line: everything a page can answer, a script can ask. docs/cli.md is its guide."""

import argparse
import logging
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cxdash import kept_commands as kept
from cxdash import open_workspace
from cxdash import spelling_commands as spelled
from cxdash.errors import CxdashError
from cxdash.told import DONE, REFUSED, pair, tell

if TYPE_CHECKING:
    from cxdash.metrics.filters import Question
    from cxdash.metrics.reader import Reader


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0 when done, 1 when refused, 2 on wrong usage."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    asked = _parser().parse_args(arguments)
    try:
        return asked.run(asked)
    except CxdashError as error:
        print(error.what, error.next_step, sep="\n", file=sys.stderr)  # noqa: T201 - the reason goes here
        return REFUSED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m cxdash", description="Ask what a cxdash workspace knows, or fill it."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Callable[[Any], int], meaning: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=meaning, description=meaning)
        added.set_defaults(run=run)
        added.add_argument(
            "--home", help="the workspace folder (default: $CXDASH_HOME, ./workspace)"
        )
        added.add_argument("--json", action="store_true", help="print one JSON object")
        return added

    load = command("load", kept.load, "Recognise, map, check and keep files.")
    load.add_argument("files", nargs="+", type=Path, metavar="FILE")
    load.add_argument(
        "--time-zone",
        metavar="ZONE",
        help="set whose days the workspace counts, such as Europe/Berlin (UTC until it is set)",
    )
    load.add_argument(
        "--sheet",
        metavar="NAME",
        help="the sheet to read of a workbook, or the table of a text file, that has several",
    )
    reread = command("reread", kept.reread, "Read a kept original again and replace its rows.")
    reread.add_argument("number", type=int, help="the upload's number")
    reread.add_argument("--mapping", type=Path, metavar="FILE", help="how to read it, as JSON")
    for one in (load, reread):
        one.add_argument("--yes", action="store_true", help="accept a mapping that is not certain")
        one.add_argument(
            "--say",
            action="append",
            default=[],
            metavar="ID=CHOICE",
            help="answer a question of the file",
        )
    ask = command("answer", _answer, "Answer a question of the product.")
    ask.add_argument("name", help="such as trend or drivers; docs/cli.md lists them")
    _add_question(ask)
    command("metrics", _metrics, "List what is measured.")
    command("formats", _formats, "List the exports cxdash knows.")
    command("uploads", kept.uploads, "List the files that were kept.")
    for name, meaning in (("undo", "Take a file's rows out."), ("redo", "Bring them back.")):
        one = command(name, kept.undo if name == "undo" else kept.redo, meaning)
        one.add_argument("number", type=int, help="the upload's number")
    command("spellings", spelled.spellings, "List the spellings that are read as another name.")
    unite = command("unite", spelled.unite, "Read a spelling as another name, in every file.")
    unite.add_argument("spelling", metavar="DIMENSION=SPELLING", help="such as channel=Tel.")
    unite.add_argument("name", help="the name to read it as, such as Phone")
    part = command("part", spelled.part, "Read a united spelling as it is written again.")
    part.add_argument("number", type=int, help="its number among the `spellings`")
    backup = command("backup", kept.backup, "Write everything that was kept to one file.")
    backup.add_argument("file", type=Path, metavar="FILE", help="where to; nothing may stand there")
    restore = command("restore", kept.restore, "Put a backup into an empty or new workspace.")
    restore.add_argument("file", type=Path, metavar="FILE", help="what `backup` wrote")
    restore.add_argument(
        "--replace", action="store_true", help="move the workspace that stands there aside"
    )
    command("rebuild", _rebuild, "Make the warehouse anew from the uploads.")
    query = command("query", _query, "Run one SELECT on the newest version, read-only.")
    query.add_argument("sql")
    return parser


def _add_question(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--metric", default="csat", help="see `metrics`")
    parser.add_argument("--by", help="the dimension to split by")
    parser.add_argument("--mix-by", metavar="D", help="of `mix`: the dimension whose mix is told")
    parser.add_argument("--crossed-by", metavar="D", help="of `mix`: the one it is crossed with")
    parser.add_argument("--grain", choices=("day", "week", "month", "quarter", "year"))
    parser.add_argument("--period", default="all", help="12m, 6m, 3m, 1m, 24m, ytd or all")
    parser.add_argument("--from", dest="first", type=date.fromisoformat, metavar="DATE")
    parser.add_argument("--to", dest="last", type=date.fromisoformat, metavar="DATE")
    parser.add_argument("--compare", choices=("previous", "year", "rest"), default="previous")
    parser.add_argument("--where", action="append", default=[], metavar="DIMENSION=VALUE")
    rules = ("standard", "nhs", "run_chart", "western_electric", "nelson")
    parser.add_argument("--rules", choices=rules, default="standard", help="what is a signal")
    limits = ("auto", "floor", "laney", "none", "exact")
    parser.add_argument("--limits", choices=limits, default="auto", help="how limits are drawn")
    charts = ("auto", "periods", "t", "g")
    parser.add_argument("--chart", choices=charts, default="auto", help="how complaints are drawn")
    parser.add_argument(
        "--without-season", action="store_true", help="take the time of year out of the chart"
    )


def _answer(asked: argparse.Namespace) -> int:
    from cxdash.answers.open import answer_from  # noqa: PLC0415 - parsing a file needs no answers
    from cxdash.metrics.reader import reader_of  # noqa: PLC0415 - as above

    reader = reader_of(open_workspace(asked.home))
    found = answer_from(asked.name, reader, _question(asked, reader))
    tables = [
        f"\n{panel.title}\n{panel.table.to_string(index=False)}"
        for panel in found.panels.values()
        if not panel.is_empty
    ]
    told = [*found.sentences, *(finding.sentence for finding in found.findings), *tables]
    tell(asked, found.to_json(), told)
    return DONE


def _question(asked: argparse.Namespace, reader: "Reader") -> "Question":
    from cxdash.metrics.dimensions import dimension_named  # noqa: PLC0415 - as in _answer
    from cxdash.metrics.filters import (  # noqa: PLC0415 - as in _answer
        Filters,
        Judging,
        Question,
        where_of,
    )
    from cxdash.metrics.periods import Period, resolve  # noqa: PLC0415 - as in _answer

    chosen: dict[str, list[str]] = {}
    for text in asked.where:
        name, value = pair(text)
        chosen.setdefault(dimension_named(name).name, []).append(value)
    if asked.by:
        dimension_named(asked.by)
    span = reader.span
    period = None
    if span is not None and (asked.period != "all" or asked.first or asked.last):
        preset = resolve(asked.period, span)
        period = Period(asked.first or preset.first, asked.last or preset.last)
    filters = Filters(period, where_of({name: tuple(values) for name, values in chosen.items()}))
    judging = Judging(asked.rules, asked.limits, asked.without_season, asked.chart)
    mixed_by = tuple(str(name) for name in (asked.mix_by, asked.crossed_by) if name)
    return Question(filters, asked.metric, asked.by, asked.grain, asked.compare, judging, mixed_by)


def _metrics(asked: argparse.Namespace) -> int:
    from cxdash.metrics.catalogue import METRICS  # noqa: PLC0415 - as in _answer

    fields = ("name", "label", "meaning", "formula", "unit", "direction", "source")
    listed = [{field: getattr(metric, field) for field in fields} for metric in METRICS]
    tell(asked, {"metrics": listed}, [f"{one['name']:18} {one['meaning']}" for one in listed])
    return DONE


def _formats(asked: argparse.Namespace) -> int:
    from cxdash.ingest.recognise import FORMATS  # noqa: PLC0415 - as in _load

    listed = [{"name": one.name, "label": one.label} for one in FORMATS]
    tell(asked, {"formats": listed}, [f"{one['name']:18} {one['label']}" for one in listed])
    return DONE


def _rebuild(asked: argparse.Namespace) -> int:
    snapshot = open_workspace(asked.home).rebuild()
    tell(asked, {"version": snapshot.version}, [f"Rebuilt; the version is {snapshot.version}."])
    return DONE


def _query(asked: argparse.Namespace) -> int:
    columns, rows = open_workspace(asked.home).snapshot().query(asked.sql)
    plain = [
        [value if isinstance(value, int | float | str | None) else str(value) for value in row]
        for row in rows
    ]
    lines = ["\t".join(columns), *("\t".join(str(value) for value in row) for row in plain)]
    tell(asked, {"columns": list(columns), "rows": plain}, lines)
    return DONE


if __name__ == "__main__":
    sys.exit(main())
