"""What the values decide about how dates are read: their form, their order, their clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from cxdash.ingest.clock_letters import LETTERS, SEVERAL_CLOCKS, Clocks, clocks_of
from cxdash.ingest.date_forms import example_of_forms, letters_in
from cxdash.ingest.date_orders import DateDecision, decide_order, decided_iso
from cxdash.ingest.dates import ORDER_WORDS, wall_sql
from cxdash.ingest.mapping import How, Source
from cxdash.ingest.questions import CLOCK, DATE_ORDER, Question
from cxdash.ingest.typed import Cells, read_sql, spoken_sql
from cxdash.ingest.zone_names import unclear_zone, zone_in
from cxdash.model import SHARED

if TYPE_CHECKING:
    from collections.abc import Callable

    from cxdash.store.scratch import Scratch

TIME: Final = SHARED[0]
"""The field that stands for every field of a time."""

_Columns = tuple[str, ...]


class DecidingDates:
    """Fills in how the dates of a mapping are read, each column looked at once.

    Args:
        scratch: Where the file's text is.
        cells: The view that holds it.
    """

    def __init__(self, scratch: Scratch, cells: Cells) -> None:
        self._scratch = scratch
        self._cells = cells
        self._found: dict[_Columns, DateDecision] = {}
        self._read_so: dict[_Columns, How] = {}
        self._clocks: dict[_Columns, Clocks] = {}
        self.notes: list[str] = []
        """What was decided, as sentences, in the order of the looks."""
        self.warnings: list[str] = []
        """Those of them that a reader should look at."""

    def look(self, source: Source, raw: str, count: Callable[[Source, str], int]) -> None:
        """Decide how one source of times is read.

        Args:
            source: Its columns.
            raw: SQL for its text, its digits those of ASCII.
            count: Counts the different texts of a source known to hold ISO dates.
        """
        key, label = source.columns, " + ".join(source.columns)
        if key in self._read_so:
            return
        self.notes += _zone_notes(source)
        is_iso = self._cells.is_iso(source)
        self._read_so[key] = How() if is_iso else self._form(source, raw, label)
        if "date_order" in source.how:
            return
        if is_iso:
            found = decided_iso(count(source, raw), label)
        else:
            text = self._text(source)
            found = decide_order(self._scratch, self._cells.view, text, label)
        self._found[key] = found
        self.notes += [said for said in (found.why, found.warning) if said]
        self.warnings += [found.warning] if found.warning else []

    def read(self, source: Source) -> Source:
        """Return a source of times with what was decided."""
        found = self._found.get(source.columns)
        # Of an open order the language of its months is kept: the answer completes it.
        order = (found.order or found.months) if found else ""
        source = source.reading(How(date_order=order)) if order else source
        source = self._formed(source)
        # What is counted since 1970 is counted in UTC, wherever that was.
        is_counted = source.how.get("date_order") == "epoch"
        clocks = self._clocks.get(source.columns)
        own = clocks.zone if clocks and clocks.zone else zone_in(source.columns[0])
        zone = "UTC" if is_counted else own
        return source.reading(How(zone=zone)) if zone else source

    def settle_by_neighbours(self) -> list[str]:
        """Read an undecided column as the decided ones of the same file, where they agree."""
        decided = {found.order for found in self._found.values()} & {"dmy", "mdy"}
        settled: list[str] = []
        for columns, found in self._found.items():
            if found.order is None and len(decided) == 1:
                order = next(iter(decided)) or ""
                self._found[columns] = DateDecision(found.settled(order), found.why)
                settled.append(
                    f"'{' + '.join(columns)}' is read {ORDER_WORDS[order]} like the other dates "
                    "of the file."
                )
        return settled

    def questions(self) -> tuple[Question, ...]:
        """Return what the dates themselves leave open."""
        undecided = tuple(key for key, found in self._found.items() if found.order is None)
        letters = dict.fromkeys(said for clocks in self._clocks.values() for said in clocks.open)
        asked = (self._ask_order(undecided),) if undecided else ()
        return (*asked, *(self._ask_clock(said) for said in letters))

    def _form(self, source: Source, raw: str, label: str) -> How:
        """Return how dates are written plainly before they are read, where that is needed."""
        if "plain" in source.how:
            how = How(plain=source.how["plain"])
        else:
            example = example_of_forms(self._scratch, self._cells.view, raw)
            how = How(plain=True) if example else How()
            # Where another kind of blank is all that differs there is nothing to see.
            if example and "".join(example[0].split()) != "".join(example[1].split()):
                self.notes.append(
                    f"'{label}' writes dates such as {example[0]}, read as {example[1]}."
                )
        if not how.get("plain"):
            return how
        letters = letters_in(self._scratch, self._cells.view, raw, LETTERS)
        clocks = clocks_of(letters, source.how.get("clocks", {}))
        self._clocks[source.columns] = clocks
        self.notes += [said for said in (clocks.sentence(label),) if said]
        return How(plain=True, clocks=clocks.settled) if clocks.settled else how

    def _formed(self, source: Source) -> Source:
        read_so = self._read_so.get(source.columns, How())
        if not read_so:
            return source
        return Source(source.column, source.constant, cast("How", {**source.how, **read_so}))

    def _text(self, source: Source) -> str:
        """Return SQL for the text of dates whose order is decided, open letters taken off."""
        formed, clocks = self._formed(source), self._clocks.get(source.columns)
        if clocks:
            how = cast("How", {**formed.how, "clocks": clocks.without_open})
            formed = Source(source.column, source.constant, how)
        return read_sql(TIME, formed, spoken_sql(self._cells.source(source, TIME), source))

    def _ask_order(self, columns: tuple[_Columns, ...]) -> Question:
        """Ask once for all undecided columns, with a date that the two readings tell apart."""
        names = tuple(name for key in columns for name in key)
        text = self._text(Source(columns[0]))
        day_first, month_first = wall_sql("v", "dmy"), wall_sql("v", "mdy")
        said, day, month = self._scratch.rows(
            f"SELECT v, strftime({day_first}, '%-d %B %Y'), strftime({month_first}, '%-d %B %Y') "
            f"FROM (SELECT {text} AS v FROM {self._cells.view}) "
            f"WHERE {day_first} <> {month_first} LIMIT 1"
        )[0]
        quoted = ", ".join(f"'{name}'" for name in names)
        return Question(
            id=DATE_ORDER,
            text=f"{quoted} {'holds' if len(names) == 1 else 'hold'} dates that can be read in two "
            f"ways. Is {said} the {day} or the {month}?{self._mixed(columns)}",
            choices={
                "dmy": f"the day comes first: {day}",
                "mdy": f"the month comes first: {month}",
            },
            columns=names,
        )

    def _ask_clock(self, letters: str) -> Question:
        """Ask which clock letters mean that several share."""
        names = tuple(
            name for key, clocks in self._clocks.items() if letters in clocks.open for name in key
        )
        quoted = ", ".join(f"'{name}'" for name in names)
        return Question(
            id=f"{CLOCK}:{letters}",
            text=f"Times in {quoted} end in {letters}, which is the clock of several places. "
            "Which is meant?",
            choices={at: f"UTC{at}: {place}" for at, place in SEVERAL_CLOCKS[letters].items()},
            columns=names,
            values=(letters,),
        )

    def _mixed(self, columns: tuple[_Columns, ...]) -> str:
        """Say of which of these columns the other dates prove both orders; "" of none."""
        mixed = [self._found[key].why for key in columns if self._found[key].is_mixed]
        return "".join(f" {why}" for why in mixed)


def _zone_notes(source: Source) -> list[str]:
    """Say which zone a header names, or that its letters name none for sure."""
    name = source.columns[0]
    zone, letters = zone_in(name), unclear_zone(name)
    if zone and source.how.get("zone", zone) == zone:
        return [f"'{name}' names its time zone, {zone}: its times are read in it."]
    if letters:
        return [
            (
                f"'{name}' seems to name its time zone by {letters}, which is not the same "
                "everywhere and all year: choose the zone of the file's times."
            )
        ]
    return []
