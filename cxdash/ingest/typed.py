"""One field as SQL: the cell's text, its typed value, and why it could not be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from cxdash.ingest import dates, numbers
from cxdash.ingest.date_forms import plain_date_sql
from cxdash.ingest.digits import western_sql
from cxdash.ingest.durations import minutes_sql
from cxdash.ingest.score_shapes import out_of_sql
from cxdash.ingest.sqltext import list_sql, text_sql
from cxdash.model import SQL_TYPES, Column

if TYPE_CHECKING:
    from cxdash.ingest.counting import Counted
    from cxdash.ingest.mapping import Source

FORMULA_ERRORS: Final = (
    "#ref!", "#value!", "#name?", "#div/0!", "#num!", "#null!", "#spill!", "#calc!",
    "#bezug!", "#wert!", "#zahl!", "#nv", "#valeur!", "#nom?", "#nombre!", "#nul!", "#naam?",
    "#waarde!", "#verw!", "#valore!", "#rif!",
)  # fmt: skip
"""What a spreadsheet writes where a formula fails, in the languages it speaks."""

MISSING: Final = (
    "", "n/a", "na", "null", "none", "nan", "-", "--", "?", "#n/a", "not available",
    *FORMULA_ERRORS,
)  # fmt: skip
"""Words that mean that nothing was recorded, compared without case."""

YES: Final = (
    "true", "t", "yes", "y", "1", "1.0", "x", "ja", "j", "wahr", "oui", "o", "vrai", "si", "sí",
    "s", "sim", "verdadero", "verdadeiro", "waar", "vero", "met", "in time", "on time",
)  # fmt: skip
NO: Final = (
    "false", "f", "no", "n", "0", "0.0", "nein", "falsch", "non", "faux", "não", "nao", "falso",
    "nee", "onwaar", "missed", "breached", "violated", "late", "not in time",
)  # fmt: skip
"""Yes and no in the languages cxdash reads headers in."""


@dataclass(frozen=True)
class Cells:
    """Where a file's text is: its columns as SQL.

    Attributes:
        view: The table or view in the scratch database.
        columns: The header names, in order; column i is `c{i}`.
        tidy, iso, without_plus, repeating, counted: What is known of the columns at some places, as
            `TextTable` has it.
    """

    view: str
    columns: tuple[str, ...]
    tidy: frozenset[int] = frozenset()
    iso: frozenset[int] = frozenset()
    without_plus: frozenset[int] = frozenset()
    repeating: frozenset[int] = frozenset()
    counted: Counted = field(default_factory=dict[int, Any])

    def text(self, name: str) -> str:
        """Return SQL for the trimmed text of a cell, NULL where it says nothing."""
        place = self.columns.index(name)
        if place in self.tidy:
            return f"nullif(c{place}, '')"
        cell = f"trim(c{place}, ' \t\u00a0')"
        return f"(CASE WHEN lower({cell}) IN {list_sql(MISSING)} THEN NULL ELSE {cell} END)"

    def is_iso(self, source: Source) -> bool:
        """Whether a source is one column known to hold ISO dates and nothing else."""
        return isinstance(source.column, str) and self.columns.index(source.column) in self.iso

    def source(self, source: Source, column: Column) -> str:
        """Return SQL for the text that fills a field, its words already turned into values."""
        if source.constant is not None:
            return text_sql(source.constant)
        parts = [self.text(name) for name in source.columns]
        if column.kind == "time":
            # A date without its time of day is still that date.
            return parts[0] if len(parts) == 1 else f"concat_ws(' ', {', '.join(parts)})"
        return " || '-' || ".join(parts)


def spoken_sql(raw: str, source: Source) -> str:
    """Return SQL for `raw` with the source's words turned into values; "" becomes NULL."""
    highest = source.how.get("out_of")
    raw = raw if highest is None else out_of_sql(raw, highest)
    words = source.how.get("words")
    if not words:
        return raw
    known = {word.strip().lower(): value for word, value in words.items()}
    cases = " ".join(f"WHEN {text_sql(word)} THEN {text_sql(v)}" for word, v in known.items())
    return f"nullif(CASE lower({raw}) {cases} ELSE {raw} END, '')"


def is_read(column: Column) -> bool:
    """Whether the text of a field becomes something else: a number, a time, a yes or no."""
    return column.kind != "text"


def read_sql(column: Column, source: Source, raw: str) -> str:
    """Return SQL for the text that a field is typed from: in digits of ASCII, its date plain.

    Args:
        column: The canonical column.
        source: How its text is read.
        raw: SQL for the text; written once.
    """
    if not is_read(column):
        return raw
    if column.kind == "time" and source.how.get("plain"):
        return plain_date_sql(western_sql(raw), source.how.get("clocks", {}))
    return western_sql(raw)


def typed_sql(column: Column, source: Source, raw: str) -> str:
    """Return SQL for the typed value of one field; times stay the wall clock they are written as.

    Args:
        column: The canonical column.
        source: How its text is read.
        raw: SQL for the text, words already turned into values; where `is_read`, what `read_sql`
            makes of it.
    """
    if column.kind == "time":
        return dates.wall_sql(raw, source.how.get("date_order", "ymd"))
    if column.kind == "yes_no":
        return _yes_no(source, raw)
    if column.kind == "text":
        if column.choices:
            said = f"lower({raw})"
            return f"(CASE WHEN {said} IN {list_sql(column.choices)} THEN {said} END)"
        return raw
    number = _scaled(source, raw)
    if source.how.get("clock"):
        number = f"coalesce({minutes_sql(raw, short=source.how.get('short', False))}, {number})"
    if column.kind == "integer":
        return f"(CASE WHEN {number} = round({number}) THEN try_cast({number} AS BIGINT) END)"
    return f"try_cast({number} AS {SQL_TYPES[column.kind]})"


def _yes_no(source: Source, raw: str) -> str:
    """Return SQL for yes or no: by its word, or by whether time was left."""
    if source.how.get("left"):
        return f"(CASE WHEN {_is_clock(raw)} THEN {raw} NOT LIKE '-%' END)"
    said = f"lower({raw})"
    yes, no = list_sql(YES), list_sql(NO)
    return f"(CASE WHEN {said} IN {yes} THEN true WHEN {said} IN {no} THEN false END)"


def _scaled(source: Source, raw: str) -> str:
    """Return SQL for a number with its multiplier or percentage applied."""
    number = numbers.number_sql(raw, source.how.get("decimal", "."))
    if source.how.get("percent"):
        number = f"({number} * 0.01)"
    times = source.how.get("times")
    return f"({number} * {times})" if times else number


def _is_clock(raw: str) -> str:
    """Return SQL for whether a text is a duration, h:mm[:ss], with or without a minus."""
    return rf"regexp_full_match({raw}, '-?\d+:\d{{2}}(:\d{{2}}(\.\d+)?)?')"


def expected(column: Column, source: Source) -> tuple[str, str]:
    """Return what a cell of this field should be, and the next step when it is not.

    What is wrong with a date depends on its text: see `date_faults`.
    """
    if source.how.get("clock") or source.how.get("left"):
        shape = (
            "a time left such as -0:45"
            if source.how.get("left")
            else "a duration such as 1:30:00, 1d 4h 30m, PT5M30S or 90 min"
        )
        return f"is not {shape}", "Correct the cell, or map another column."
    if column.kind == "yes_no":
        return (
            "is neither yes nor no",
            "Correct the cell, or say in the mapping which words mean yes and which mean no.",
        )
    if column.choices:
        return (
            f"is none of: {', '.join(column.choices)}",
            "Correct the cell, or say in the mapping which value the word stands for.",
        )
    highest = source.how.get("out_of")
    if highest is not None:
        said = f"is not a score out of {highest}" if highest else "is not a score in this unit"
        return said, "Correct the cell, or put scores of another scale into a file of their own."
    return _expected_number(column, source)


def _expected_number(column: Column, source: Source) -> tuple[str, str]:
    if source.how.get("decimal") == numbers.EITHER:
        return (
            "is not a number, or one that can be read in two ways",
            "Write it without a sign for thousands, and upload again.",
        )
    if column.kind == "integer":
        return "is not a whole number", "Correct the cell, or map another column."
    return (
        "is not a number",
        "Correct the cell, or say in the mapping which number the word stands for.",
    )
