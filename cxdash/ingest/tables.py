"""Which canonical tables a file feeds: decided from what its rows are about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cxdash.ingest.row_signs import CLEAR, is_event_log, is_key, lifecycle
from cxdash.ingest.synonyms import words_of
from cxdash.ingest.table_words import AGGREGATED, COMPLAINT_WORDS, RETURN_WORDS, SURVEY_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from cxdash.ingest.facts import Facts, Match

MOSTLY_ONCE: Final = 0.5
"""Under this share of different values an id stands for something that several rows are about."""

FEWEST_LIFECYCLE: Final = 2
"""So many of promised, delivered, closed and kept make a file one of cases even when its case id
is not different in each row (one row for each update)."""


@dataclass(frozen=True)
class Claim:
    """One table the file seems to feed.

    Attributes:
        table: Its name.
        confidence: 0 to 1.
        why: The reason, as the end of "This file feeds ... because ...".
    """

    table: str
    confidence: float
    why: str


def claims(facts: Facts) -> tuple[Claim, ...]:
    """Return the tables a file feeds, facts before references; none when nothing fits.

    References (customers, employees, processes) are claimed only by a file without facts: a
    customer id in a list of orders does not make it a list of customers.
    """
    summed = _scores(facts)
    if summed:
        return (summed,)
    found: list[Claim] = []
    for judge in _JUDGES:
        claim = judge(facts, frozenset(claim.table for claim in found))
        if claim:
            found.append(claim)
    if found:
        return tuple(found)
    reference = _reference(facts)
    return (reference,) if reference else ()


def _scores(facts: Facts) -> Claim | None:
    value = facts.best("scores", "value")
    if value is None or not AGGREGATED & set(words_of(value.column.name)):
        return None
    named = facts.best("scores", "question") or facts.best("scores", "metric")
    when = facts.best("scores", "occurred_at")
    counted = facts.best("scores", "n")
    own_rows = facts.best("responses", "response_id") or facts.best("cases", "case_id")
    if own_rows and is_key(own_rows.column):
        return None
    if not (named or counted or when):
        return None
    return Claim("scores", 0.8, f"'{value.column.name}' already sums up many answers")


def _checks(facts: Facts, _: frozenset[str]) -> Claim | None:
    for field in ("inspected", "defective", "defects", "lower_spec", "upper_spec"):
        match = facts.best("checks", field)
        if match and match.confidence >= CLEAR:
            return Claim("checks", 0.9, f"'{match.column.name}' belongs to an inspection")
    match = facts.best("checks", "check_id")
    if match and match.confidence >= CLEAR and facts.best("checks", "value"):
        return Claim("checks", 0.8, f"'{match.column.name}' numbers inspections or measurements")
    return None


def _returns(facts: Facts, found: frozenset[str]) -> Claim | None:
    own = facts.best("returns", "return_id")
    reason = facts.best("returns", "reason")
    if own and not found:
        return Claim("returns", 0.9, f"'{own.column.name}' numbers returns")
    if reason and facts.says(*RETURN_WORDS) and not found:
        return Claim(
            "returns", 0.7, f"it speaks of returns, with their reason '{reason.column.name}'"
        )
    return None


def _invitations(facts: Facts, found: frozenset[str]) -> Claim | None:
    asked = facts.best("invitations", "invited")
    if found or facts.questions or asked is None or asked.confidence < CLEAR:
        return None
    return Claim("invitations", 0.85, f"'{asked.column.name}' counts who was asked")


def _complaints(facts: Facts, found: frozenset[str]) -> Claim | None:
    own = facts.best("complaints", "complaint_id")
    if own and is_key(own.column):
        return Claim("complaints", 0.95, f"'{own.column.name}' numbers complaints")
    told = facts.best("complaints", "cause") or facts.best("complaints", "description")
    if told and facts.says(*COMPLAINT_WORDS) and not found:
        return Claim("complaints", 0.75, f"it speaks of complaints, with '{told.column.name}'")
    return None


def _responses(facts: Facts, found: frozenset[str]) -> Claim | None:
    handling = facts.best("complaints", "handling_score") if "complaints" in found else None
    questions = [
        question
        for question in facts.questions
        if not question.is_expected and (handling is None or question.column != handling.column)
    ]
    if "checks" in found or "returns" in found:
        return None
    if questions:
        best = max(questions, key=lambda question: question.confidence)
        return Claim("responses", best.confidence, f"'{best.column.name}' is a score: {best.why}")
    comment = facts.best("responses", "comment")
    if (
        comment
        and comment.confidence >= CLEAR
        and not found
        and facts.says(*SURVEY_WORDS)
        and not lifecycle(facts)
    ):
        return Claim("responses", 0.6, f"'{comment.column.name}' holds what customers wrote")
    return None


def _cases(facts: Facts, found: frozenset[str]) -> Claim | None:
    case = facts.best("cases", "case_id")
    if case is None or "complaints" in found or "returns" in found or "checks" in found:
        return None
    follows = lifecycle(facts)
    is_updated = facts.updates is not None and facts.updates.of == case.column.name
    repeats = case.column.uniqueness < MOSTLY_ONCE and not is_updated
    needed = FEWEST_LIFECYCLE if found or repeats else 1
    if len(follows) < needed and not (_begins(facts, case) and not found):
        return None
    names = ", ".join(f"'{match.column.name}'" for match in follows)
    told = f"followed by {names or 'its status'}"
    if not names and not facts.best("cases", "status"):
        told = "each with its date and what it is worth"
    return Claim("cases", case.confidence, f"'{case.column.name}' numbers cases, {told}")


def _begins(facts: Facts, case: Match) -> bool:
    """Whether each row is a case with the time it began, and its status or what it is worth."""
    if not is_key(case.column) or not facts.best("cases", "occurred_at"):
        return False
    is_worth = case.confidence >= CLEAR and facts.best("cases", "value")
    return bool(facts.best("cases", "status") or is_worth)


def _touches(facts: Facts, found: frozenset[str]) -> Claim | None:
    if is_event_log(facts):
        by_rows = facts.steps.why if facts.steps else ""
        return Claim("touches", 0.9, by_rows or "each row is one step of a case, with its own time")
    if found:
        return None
    actor = next(
        (
            match
            for match in (facts.best("touches", field) for field in ("employee", "team", "process"))
            if match
        ),
        None,
    )
    return _touches_by(facts, actor) if actor else None


def _touches_by(facts: Facts, actor: Match) -> Claim | None:
    """Return the claim of a file whose rows name who or what acted."""
    own, case = facts.best("touches", "touch_id"), facts.best("touches", "case_id")
    named = f"'{actor.column.name}'"
    if own and is_key(own.column):
        return Claim("touches", 0.85, f"'{own.column.name}' numbers contacts, by {named}")
    if case and not is_key(case.column):
        return Claim("touches", 0.7, f"'{case.column.name}' repeats, each row naming {named}")
    when, customer = facts.best("touches", "occurred_at"), facts.best("touches", "customer_id")
    if when and (customer or case):
        return Claim("touches", 0.65, f"each row has a time and names {named}")
    return None


def _volumes(facts: Facts, found: frozenset[str]) -> Claim | None:
    counted, when = facts.best("volumes", "count"), facts.best("volumes", "occurred_at")
    ids = facts.best("cases", "case_id") or facts.best("customers", "customer_id")
    if found or ids or counted is None or when is None:
        return None
    return Claim(
        "volumes", 0.7, f"'{counted.column.name}' is a count for each '{when.column.name}'"
    )


def _reference(facts: Facts) -> Claim | None:
    """Return the table of things whose id comes first among the columns that tell rows apart."""
    keys: list[tuple[int, Claim]] = []
    for table, key, described in (
        ("customers", "customer_id", ("customer_name", "segment", "region", "since", "value")),
        ("employees", "employee", ("employee_name", "team", "role", "site")),
        ("processes", "process", ("owner", "stage", "site")),
    ):  # fmt: skip
        match = facts.best(table, key)
        told = [facts.best(table, field) for field in described]
        names = [
            name.column.name for name in told if name and match and name.column != match.column
        ]
        if match and is_key(match.column) and names:
            why = f"'{match.column.name}' is different in every row, described by '{names[0]}'"
            keys.append((match.column.position, Claim(table, match.confidence, why)))
    return min(keys, key=lambda key: (key[0], -key[1].confidence))[1] if keys else None


_JUDGES: Final[tuple[Callable[[Facts, frozenset[str]], Claim | None], ...]] = (
    _checks,
    _returns,
    _invitations,
    _complaints,
    _responses,
    _cases,
    _touches,
    _volumes,
)
"""Asked in this order; each knows what was claimed before it."""
