"""Which column becomes what, as a reader chooses it: a mapping turned into choices and back."""

from collections.abc import Mapping as Choices
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from cxdash.errors import MappingError
from cxdash.ingest.examination import Examination
from cxdash.ingest.mapping import Feed, Last, Mapping, Source
from cxdash.ingest.updates import COUNTED
from cxdash.model import TABLES, Column, Table, table_named

Target = tuple[str, str]
"""A canonical table and one of its fields."""

QUESTION_FIELDS: Final = ("score", "scale_low", "scale_high", "metric_kind", "question")
"""What belongs to one question of a survey, not to the whole answer."""

_WITH_THE_FIRST: Final = ("comment", "expected_score")
"""A survey's comment and expectation stand with its first question only."""

_SURE: Final = 0.9
_LIKELY: Final = 0.75


def label(target: Target) -> str:
    """Return what a reader sees for a field: its table and its label."""
    table = table_named(target[0])
    return f"{table.label} · {_column(table, target[1]).label}"


def targets(first: Sequence[str]) -> dict[str, Target]:
    """Return every field by what a reader sees, those of the tables named first at the top."""
    ordered = sorted(TABLES, key=lambda table: table.name not in first)
    every = [(table.name, column.name) for table in ordered for column in _own_first(table)]
    return {label(target): target for target in every}


def chosen(mapping: Mapping) -> dict[str, list[Target]]:
    """Return for each column of the file what it becomes."""
    found: dict[str, list[Target]] = {}
    for feed in mapping.feeds:
        for field, source in feed.fields.items():
            for column in source.columns:
                target = (feed.table, field)
                if target not in found.setdefault(column, []):
                    found[column].append(target)
    return found


def retargeted(mapping: Mapping, wanted: Choices[str, Sequence[Target]]) -> Mapping:
    """Return the mapping with its columns filling these fields instead.

    What is not touched keeps its readings, conditions and constants. Several columns in the id of
    a table are joined; several scores of a survey are several questions.

    Args:
        mapping: The mapping so far.
        wanted: For every column of the file what it becomes.

    Raises:
        MappingError: If two columns fill one field.
    """
    now = chosen(mapping)
    feeds = list(mapping.feeds)
    for column, old in now.items():
        for target in old:
            if target not in wanted.get(column, ()):
                feeds = [_without(feed, column, target) for feed in feeds]
    for column, new in wanted.items():
        for target in new:
            if target not in now.get(column, ()):
                feeds = _with(feeds, column, target, mapping.family)
    return replace(mapping, feeds=tuple(feed for feed in feeds if _says_something(feed, feeds)))


def evidence(examination: Examination, column: str, target: Target) -> tuple[str, str]:
    """Return how sure a column's meaning is ("sure", "likely", "unsure") and why.

    Both are empty where a reader or a saved mapping decided.
    """
    for examined in examination.columns:
        for proposed in examined.proposals:
            if examined.name == column and (proposed.table, proposed.field) == target:
                return _sure(proposed.confidence), proposed.why
    if examination.format is not None and target in chosen(examination.mapping).get(column, ()):
        return "sure", "this export names it so"
    return "", ""


def _sure(confidence: float) -> str:
    if confidence >= _SURE:
        return "sure"
    return "likely" if confidence >= _LIKELY else "unsure"


def _own_first(table: Table) -> tuple[Column, ...]:
    shared = tuple(column for column in table.all_columns() if column not in table.columns)
    return (*table.columns, *shared)


def _column(table: Table, field: str) -> Column:
    return Feed(table.name, {}).column(field)


def _without(feed: Feed, column: str, target: Target) -> Feed:
    """Return a feed that no longer fills a field from a column."""
    table, field = target
    source = feed.fields.get(field)
    if feed.table != table or source is None or column not in source.columns:
        return feed
    left = tuple(name for name in source.columns if name != column)
    fields = dict(feed.fields)
    if left:
        fields[field] = Source(left[0] if len(left) == 1 else left, how=source.how)
    else:
        del fields[field]
        if field == "score":
            for name in QUESTION_FIELDS:
                if name in fields and not fields[name].columns:
                    del fields[name]
    return replace(feed, fields=fields)


def _with(feeds: list[Feed], column: str, target: Target, family: str) -> list[Feed]:
    """Return the feeds with a field filled from a column too."""
    table, field = target
    own = [feed for feed in feeds if feed.table == table]
    if not own:
        return [*feeds, replace(_new_feed(column, target, family), last=_last(feeds, table))]
    if target == ("responses", "score"):
        free = next((feed for feed in own if "score" not in feed.fields), None)
        asked = _asking(free or own[0], column)
        if free is None:
            return [*feeds, asked]
        return [asked if feed is free else feed for feed in feeds]
    reading = own[:1] if field in _WITH_THE_FIRST else own
    return [
        replace(feed, fields={**feed.fields, field: _joined(feed, field, column)})
        if feed in reading
        else feed
        for feed in feeds
    ]


def _last(feeds: list[Feed], table: str) -> Last | None:
    """Return which line of each thing a new feed reads: as the others do that count things."""
    lasts = [feed.last for feed in feeds if feed.last]
    return lasts[0] if lasts and table in COUNTED else None


def _new_feed(column: str, target: Target, family: str) -> Feed:
    table, field = target
    fields = {field: Source(column)}
    if table in {"responses", "invitations"} and field != "survey":
        fields["survey"] = Source(constant=family)
    feed = Feed(table, fields)
    return _asking(feed, column) if field == "score" else feed


def _asking(feed: Feed, column: str) -> Feed:
    """Return a feed for one more question: what is shared, and this column as its score."""
    shared = {
        name: source
        for name, source in feed.fields.items()
        if name not in _WITH_THE_FIRST or "score" not in feed.fields
    }
    if "score" in shared:
        shared = {
            name: source
            for name, source in shared.items()
            if name not in QUESTION_FIELDS or (source.columns and name != "score")
        }
    fields = {**shared, "score": Source(column)}
    fields.setdefault("question", Source(constant=" ".join(column.split())))
    fields.setdefault("metric_kind", Source(constant="rating"))
    return replace(feed, fields=fields)


def _joined(feed: Feed, field: str, column: str) -> Source:
    """Return a field's source with a column: alone, or joined to those of an id."""
    before = feed.fields.get(field, Source()).columns
    if not before:
        return Source(column)
    is_id = feed.column(field).kind == "text" and field in feed.target.identity
    if not is_id:
        raise MappingError(
            f"Two columns fill {label((feed.table, field))}: '{before[0]}' and '{column}'.",
            next_step="Leave it to one of them.",
        )
    return Source((*before, column))


def _says_something(feed: Feed, feeds: list[Feed]) -> bool:
    """Whether a feed still reads a column, and is more than the rest of a removed question."""
    if not any(source.columns for source in feed.fields.values()):
        return False
    says = any(name in feed.fields for name in feed.target.presence)
    return says or not any(
        name in other.fields
        for other in feeds
        if other.table == feed.table and other is not feed
        for name in other.target.presence
    )
