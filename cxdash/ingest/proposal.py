"""Feeds for a file nobody described: which columns fill which fields, and the evidence for each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from cxdash.ingest.facts import Facts, Match
from cxdash.ingest.mapping import Feed, Source
from cxdash.ingest.proposed_feeds import complaints_only, response_feeds
from cxdash.ingest.readings import source_of
from cxdash.ingest.row_signs import is_event_log
from cxdash.ingest.summed_feeds import summed_feeds, summed_notes
from cxdash.ingest.synonyms import words_of
from cxdash.ingest.tables import Claim, claims
from cxdash.model import table_named

if TYPE_CHECKING:
    from cxdash.ingest.summed_up import SummedUp

NOT_WHEN: Final = frozenset(
    ("limit", "due", "deadline", "estimated", "planned", "expected", "promised", "target",
     "scheduled", "updated", "modified", "update", "sla", "birth", "expiry", "last")
)  # fmt: skip
"""Words of dates that are no event: a deadline is not when something happened."""

SERVICE_DESK: Final = frozenset(
    ("caller", "assignment", "cmdb", "sla", "incident", "sys", "reassignment", "rfc", "knowledge")
)
FEWEST_SIGNS: Final = 3
"""So many of these words make a file an internal service desk's."""

ITEM_WORDS: Final = frozenset(("item", "line", "position", "sequence", "seq", "step", "pos"))
MAPPED: Final = 0.6
"""Fainter likenesses are offered, not mapped."""

OUT_OF_PLACE: Final = ("employee", "team", "process", "site")
"""In an event log these belong to the step, not to its case."""


@dataclass(frozen=True)
class Proposal:
    """What a file seems to be.

    Attributes:
        feeds: The proposed feeds, their dates and decimals not yet decided.
        matches: For every column, the fields it could fill, the likeliest first.
        claims: The tables with the reason for each.
        confidence: That of the least certain field the feeds cannot do without; 1.0 without
            any feed.
        notes: Sentences for the reader.
    """

    feeds: tuple[Feed, ...]
    matches: dict[str, tuple[Match, ...]]
    claims: tuple[Claim, ...]
    confidence: float
    notes: tuple[str, ...]


def propose(facts: Facts, survey: str) -> Proposal:
    """Propose feeds for a file from its headers and values.

    Args:
        facts: What is known of its columns; words of the file's name are weak evidence.
        survey: What the survey is called where no column says so.
    """
    summed = facts.summed_up
    if summed and summed.is_sure:
        return _of_results(facts, summed)
    claimed = claims(facts)
    feeds: list[Feed] = []
    chosen: list[Match] = []
    for claim in claimed:
        fields = _fields(facts, claim.table, claimed)
        chosen += fields.values()
        sources = {name: source_of(match) for name, match in fields.items()}
        if claim.table == "responses":
            feeds += response_feeds(facts, sources, survey)
        else:
            feeds.append(_feed(facts, claim, sources))
    notes = [f"{_label(claim)}: {claim.why}." for claim in claimed]
    feeds, internal = _internal(facts, feeds)
    return Proposal(
        feeds=tuple(feeds),
        matches=_by_column(facts, claimed),
        claims=claimed,
        confidence=_weakest(claimed, chosen),
        notes=(*notes, *internal),
    )


def _of_results(facts: Facts, summed: SummedUp) -> Proposal:
    """Propose what a file of results holds."""
    claim = summed.claim
    return Proposal(
        feeds=summed_feeds(facts, summed),
        matches=_by_column(facts, (claim,)),
        claims=(claim,),
        confidence=claim.confidence,
        notes=(f"{_label(claim)}: {claim.why}.", *summed_notes(summed)),
    )


def _label(claim: Claim) -> str:
    return table_named(claim.table).label


def _weakest(claimed: tuple[Claim, ...], chosen: list[Match]) -> float:
    needed = [match.confidence for match in chosen if _is_needed(match)]
    return min([claim.confidence for claim in claimed] + needed, default=1.0)


def _is_needed(match: Match) -> bool:
    table = table_named(match.table)
    return match.field in {*table.identity[:1], "occurred_at"}


def _allowed(facts: Facts, table: str, field: str) -> tuple[Match, ...]:
    """Return the columns that may fill a field of a table, the likeliest first."""
    found = facts.matches(table, field)
    if field == "occurred_at":
        return tuple(match for match in found if not NOT_WHEN & set(words_of(match.column.name)))
    if table == "cases" and field in OUT_OF_PLACE and is_event_log(facts):
        return ()
    return found


def _fields(facts: Facts, table: str, claimed: tuple[Claim, ...]) -> dict[str, Match]:
    """Give each field its likeliest column, each column to its likeliest field."""
    scored = {question.column.name for question in facts.questions}
    order = [column.name for column in table_named(table).all_columns()]
    candidates = sorted(
        (match for field in order for match in _allowed(facts, table, field)),
        key=lambda match: (-match.confidence, order.index(match.field)),
    )
    fields: dict[str, Match] = {}
    used: set[str] = set()
    for match in candidates:
        taken = match.field in fields or match.column.name in used
        is_faint = match.confidence < MAPPED
        is_score = match.column.name in scored and match.field not in {"handling_score", "value"}
        if not (taken or is_score or is_faint) and match.field not in {
            "score",
            "scale_low",
            "scale_high",
        }:
            fields[match.field] = match
            used.add(match.column.name)
    if table_named(table).is_fact and "occurred_at" not in fields:
        late = _only_date(facts, table, used)
        if late:
            fields["occurred_at"] = late
    del claimed
    return fields


def _only_date(facts: Facts, table: str, used: set[str]) -> Match | None:
    """Return the first date no other field uses, when no name said which one is meant.

    A thing that is updated begins with its first update.
    """
    if facts.updates:
        by = next(column for column in facts.dates if column.name == facts.updates.by)
        return Match(by, table, "occurred_at", 0.7, "its first update is when it began")
    for column in facts.dates:
        if column.name not in used and not NOT_WHEN & set(words_of(column.name)):
            why = "it is the first date that nothing else uses"
            return Match(column, table, "occurred_at", 0.55, why)
    return None


def _feed(facts: Facts, claim: Claim, sources: dict[str, Source]) -> Feed:
    """Finish one feed that is not about survey questions."""
    if claim.table == "scores" and "metric" not in sources:
        value = sources["value"].columns[0]
        sources["metric"] = Source(constant=" ".join(words_of(value)))
    if claim.table == "touches" and "touch_id" not in sources and "case_id" in sources:
        item = next(
            (column for column in facts.columns if ITEM_WORDS & set(words_of(column.name))), None
        )
        if item and item.is_number:
            case = sources["case_id"].columns[0]
            sources["touch_id"] = Source((case, item.name))
    when = complaints_only(facts) if claim.table == "complaints" else ()
    return Feed(claim.table, sources, when)


def _internal(facts: Facts, feeds: list[Feed]) -> tuple[list[Feed], tuple[str, ...]]:
    """Propose that an internal service desk's customers are colleagues."""
    named = any("customer_kind" in feed.fields for feed in feeds)
    if named or len(SERVICE_DESK & facts.heard) < FEWEST_SIGNS:
        return feeds, ()
    marked = [
        replace(feed, fields={**feed.fields, "customer_kind": Source(constant="internal")})
        if feed.target.is_fact
        else feed
        for feed in feeds
    ]
    return marked, (
        (
            "This looks like an internal service desk, so its customers are taken as colleagues "
            "(customer kind 'internal'). Change the customer kind to 'external' if they are not."
        ),
    )


def _by_column(facts: Facts, claimed: tuple[Claim, ...]) -> dict[str, tuple[Match, ...]]:
    """Return for each column every field it could fill in the claimed tables."""
    found: dict[str, list[Match]] = {column.name: [] for column in facts.columns}
    for claim in claimed:
        for column in table_named(claim.table).all_columns():
            for match in _allowed(facts, claim.table, column.name):
                found[match.column.name].append(match)
    for ask in facts.offered:
        field = "expected_score" if ask.is_expected else "score"
        found[ask.column.name].append(
            Match(ask.column, "responses", field, ask.confidence, ask.why)
        )
    return {
        name: tuple(sorted(matches, key=lambda match: -match.confidence))
        for name, matches in found.items()
    }
