"""Which column of a file fills which canonical field, and how its text is read.

A mapping is data: it is proposed, shown, edited, kept with the upload, and read back years
later. Nothing in it depends on the file it was made for except the header names.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypedDict, cast

from cxdash.errors import MappingError
from cxdash.ingest.plainjson import list_of, object_of, text_of, text_or_none
from cxdash.model import Column, Table, table_named


class How(TypedDict, total=False):
    """How the text of a column becomes a value; every key is optional.

    Attributes:
        date_order: One of `mapping_check.DATE_ORDERS`, or a strptime pattern such as "%m_%Y".
        plain: Dates with words, signs or zones around their parts are written as plain ones first.
        clocks: The offset of letters behind a time that several clocks share: {"IST": "+05:30"}.
        zone: The time zone of this column, where its header or its tool says so.
        decimal: The decimal sign, one of `numbers.SIGNS`.
        words: Text to value, compared without case: {"good": "1", "bad": "0"}. An empty value
            means that the word says nothing.
        times: What a number is multiplied by, as text: "60" turns hours into minutes.
        out_of: The highest score that scores name, "5" for 4/5; "" where a unit stands behind them.
        percent: The number is a percentage; 70 is kept as the share 0.70.
        clock: The text is a duration such as 1:30:00, 1d 4h or PT5M30S, kept in minutes; a number
            without a unit is one, multiplied by `times`.
        short: A duration such as 5:30 is minutes and seconds.
        left: The text is the time left of a promise, such as 4:30; below zero (-0:45) means no.
        first: The earliest time of all rows of the same case, not the row's own.
    """

    date_order: str
    plain: bool
    clocks: dict[str, str]
    zone: str
    decimal: str
    words: dict[str, str]
    times: str
    out_of: str
    percent: bool
    clock: bool
    short: bool
    left: bool
    first: bool


@dataclass(frozen=True)
class Source:
    """Where one field comes from: a column, several columns joined by "-", or a constant."""

    column: str | tuple[str, ...] | None = None
    constant: str | None = None
    how: How = field(default_factory=How)

    @property
    def columns(self) -> tuple[str, ...]:
        """The header names it reads; none for a constant."""
        if self.column is None:
            return ()
        return (self.column,) if isinstance(self.column, str) else self.column

    def reading(self, how: How) -> Source:
        """Return the same source with these readings set, the ones already there kept."""
        return Source(self.column, self.constant, cast("How", {**how, **self.how}))

    def to_json(self) -> dict[str, object]:
        """Return only what is set."""
        said: dict[str, object] = {}
        if self.column is not None:
            said["column"] = self.column if isinstance(self.column, str) else list(self.column)
        if self.constant is not None:
            said["constant"] = self.constant
        if self.how:
            said["how"] = dict(self.how)
        return said


@dataclass(frozen=True)
class Condition:
    """Which lines a feed reads, by the value of one column, compared without case.

    Attributes:
        column: The header name.
        keep: Only lines with one of these values; empty keeps every line.
        drop: Lines with one of these values are left out.
    """

    column: str
    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()


@dataclass(frozen=True)
class Last:
    """Which line of each thing a feed reads, where a thing has a line for each of its updates.

    Attributes:
        of: The header name of the id that the lines of one thing share.
        by: The time of the update: of the lines that say something the latest is read. Where it
            is also when the thing happened, the earliest of them says that.
    """

    of: str
    by: Source


@dataclass(frozen=True)
class Feed:
    """One canonical table that the file fills; a table may be fed several times."""

    table: str
    fields: dict[str, Source]
    when: tuple[Condition, ...] = ()
    last: Last | None = None

    @property
    def target(self) -> Table:
        """The canonical table."""
        return table_named(self.table)

    def column(self, name: str) -> Column:
        """Return the canonical column of that name.

        Raises:
            MappingError: If the table has no such field.
        """
        found = self.target.column(name)
        if found is None:
            known = ", ".join(column.name for column in self.target.all_columns())
            raise MappingError(
                f"{self.target.label} has no field {name!r}.", next_step=f"Use one of: {known}."
            )
        return found


@dataclass(frozen=True)
class Mapping:
    """Everything cxdash needs to know to read one kind of file.

    Attributes:
        feeds: The tables it fills.
        family: The name of the source, the same for next month's file of the same export: ids
            are told apart by it.
        time_zone: The zone of times that carry none; None leaves them as the file's wall clock.
        format: The known export it was recognised as, or None.
        sheet: The sheet of a workbook, or the table of a text file, that is read; None where
            there is no choice.
    """

    feeds: tuple[Feed, ...]
    family: str
    time_zone: str | None = None
    format: str | None = None
    sheet: str | None = None

    def to_json(self) -> dict[str, object]:
        """Return the mapping as plain JSON; `from_json` reads it back."""
        return {
            **({"sheet": self.sheet} if self.sheet is not None else {}),
            "family": self.family,
            "time_zone": self.time_zone,
            "format": self.format,
            "feeds": [
                {
                    "table": feed.table,
                    "fields": {name: source.to_json() for name, source in feed.fields.items()},
                    "when": [
                        {
                            "column": condition.column,
                            "keep": list(condition.keep),
                            "drop": list(condition.drop),
                        }
                        for condition in feed.when
                    ],
                    **(
                        {"last": {"of": feed.last.of, "by": feed.last.by.to_json()}}
                        if feed.last
                        else {}
                    ),
                }
                for feed in self.feeds
            ],
        }

    @staticmethod
    def from_json(said: object) -> Mapping:
        """Read a mapping back from JSON.

        Raises:
            MappingError: If it is not the shape `to_json` writes.
        """
        whole = object_of(said, "the mapping")
        return Mapping(
            feeds=tuple(_feed(item) for item in list_of(whole.get("feeds", []), "feeds")),
            family=text_of(whole.get("family"), "family"),
            time_zone=text_or_none(whole.get("time_zone"), "time_zone"),
            format=text_or_none(whole.get("format"), "format"),
            sheet=text_or_none(whole.get("sheet"), "sheet"),
        )


def _feed(said: object) -> Feed:
    whole = object_of(said, "a feed")
    fields = object_of(whole.get("fields", {}), "fields")
    return Feed(
        table=text_of(whole.get("table"), "table"),
        fields={name: _source(source, name) for name, source in fields.items()},
        when=tuple(_condition(item) for item in list_of(whole.get("when", []), "when")),
        last=_last(whole["last"]) if "last" in whole else None,
    )


def _last(said: object) -> Last:
    whole = object_of(said, "last")
    return Last(text_of(whole.get("of"), "of"), _source(whole.get("by"), "by"))


def _source(said: object, name: str) -> Source:
    whole = object_of(said, name)
    column = whole.get("column")
    return Source(
        column=tuple(text_of(part, name) for part in list_of(cast("object", column), name))
        if isinstance(column, list)
        else text_or_none(column, name),
        constant=text_or_none(whole.get("constant"), name),
        how=_how(object_of(whole.get("how", {}), name)),
    )


def _how(said: dict[str, object]) -> How:
    unknown = set(said) - set(How.__annotations__)
    if unknown:
        raise MappingError(
            f"A column cannot be read with {min(unknown)!r}.",
            next_step=f"Use one of: {', '.join(How.__annotations__)}.",
        )
    how = cast("How", {name: said[name] for name in said if name not in {"words", "clocks"}})
    if "words" in said:
        how["words"] = _texts(said["words"], "words")
    if "clocks" in said:
        how["clocks"] = _texts(said["clocks"], "clocks")
    return how


def _texts(said: object, name: str) -> dict[str, str]:
    return {key: text_of(value, name) for key, value in object_of(said, name).items()}


def _condition(said: object) -> Condition:
    whole = object_of(said, "a condition")
    return Condition(
        column=text_of(whole.get("column"), "column"),
        keep=tuple(text_of(value, "keep") for value in list_of(whole.get("keep", []), "keep")),
        drop=tuple(text_of(value, "drop") for value in list_of(whole.get("drop", []), "drop")),
    )
