"""Answers that were given together: what one customer said of several questions at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cxdash.metrics.dimensions import dimension_named
from cxdash.metrics.filters import Filters
from cxdash.metrics.query import CUSTOMER, CUSTOMER_SQL, RATED, conditions_of
from cxdash.metrics.reader import Reader
from cxdash.metrics.surveys import Instrument

_SUBMISSION = """case
    when response_id is not null then concat_ws(chr(31), survey, 'id', response_id, case_id)
    when count(distinct instrument) over (partition by upload_id, source_line) > 1
        or customer_id is null or occurred_at is null
        then concat_ws(chr(31), survey, 'line', upload_id, source_line)
    else concat_ws(chr(31), survey, 'customer', customer_id, occurred_at)
end"""
"""What the answers of one submission share: their answer id; without one their line, in a file with
a column for each question, or the customer and the moment, in a file with a line for each."""


@dataclass(frozen=True)
class Together:
    """A question that customers answered together with others.

    Attributes:
        instrument: The question; its `answers` are those given together with others.
        kind: csat, nps, ces or rating.
    """

    instrument: Instrument
    kind: str


@dataclass(frozen=True, eq=False)
class Submissions:
    """Submissions side by side: one row each.

    Attributes:
        customers: Who gave each; a submission that names nobody is a customer of its own.
        scores: One column a question; NaN where it was not answered.
    """

    customers: NDArray[np.object_]
    scores: NDArray[np.float64]


def answered_together(reader: Reader, filters: Filters) -> list[Together]:
    """Return the questions that were answered together with another of the same survey.

    Args:
        reader: The facts.
        filters: Which answers; chosen questions count for nothing, chosen surveys do.

    Returns:
        One for each question, the most answered first.
    """
    source, params = _scored(filters)
    rows = reader.facts.rows(
        f"with told as ({source}) "
        "select instrument, survey, question, scale_low::double, scale_high::double, "
        "count(distinct submission)::bigint as n, min(metric_kind) from told "
        "where submission in (select submission from told group by submission "
        "having count(distinct instrument) > 1) "
        "group by all order by n desc, instrument",
        params,
    )
    return [Together(Instrument(*row[:6]), str(row[6])) for row in rows]


def submissions(reader: Reader, filters: Filters, names: tuple[str, ...]) -> Submissions:
    """Return the submissions that answered the first of some questions.

    Args:
        reader: The facts.
        filters: Which answers, as for `answered_together`.
        names: Instruments, at least one; where a submission answers one twice, the last counts.
    """
    source, params = _scored(filters)
    columns = ", ".join(
        f"arg_max(score, response_key) filter (where instrument = $name_{place})::double "
        f"as q{place}"
        for place in range(len(names))
    )
    found = reader.facts.columns(
        f"with told as ({source}) select min(customer) as customer, {columns} from told "
        "group by submission having q0 is not null order by submission",
        params | {f"name_{place}": name for place, name in enumerate(names)},
    )
    scores = [np.asarray(found[f"q{place}"], dtype=np.float64) for place in range(len(names))]
    return Submissions(found["customer"], np.column_stack(scores))


def expectations(reader: Reader, filters: Filters) -> list[tuple[Instrument, NDArray[np.float64]]]:
    """Return what was given and what had been expected, for each question that asks both.

    Returns:
        The question, and an array of three columns: score, expected score, and how many answers
        gave both; the most answered question first.
    """
    conditions, params = _conditions(filters)
    found = reader.facts.columns(
        "select instrument, survey, question, scale_low::double as low, "
        "scale_high::double as high, score::double as score, expected_score::double as expected, "
        "count(*)::bigint as n "
        f"from responses where {conditions} and score is not null and expected_score is not null "
        "group by all order by all",
        params,
    )
    told: list[tuple[Instrument, NDArray[np.float64]]] = []
    for name in dict.fromkeys(found["instrument"].tolist()):
        own = found["instrument"] == name
        first = [found[column][own][0] for column in ("survey", "question", "low", "high")]
        low, high = (None if np.isnan(end) else float(end) for end in first[2:])
        counts = np.column_stack([found[column][own] for column in ("score", "expected", "n")])
        answers = int(counts[:, 2].sum())
        told.append((Instrument(str(name), first[0], first[1], low, high, answers), counts))
    return sorted(told, key=lambda one: (-one[0].answers, one[0].name))


def _scored(filters: Filters) -> tuple[str, dict[str, object]]:
    """Return the SQL of all answers with a score, each with its submission and customer."""
    conditions, params = _conditions(filters.without("question"))
    sql = (
        f"select {_SUBMISSION} as submission, {CUSTOMER_SQL} as {CUSTOMER}, instrument, "
        "survey, question, metric_kind, scale_low, scale_high, score, response_key "
        f"from responses where {conditions} and score is not null"
    )
    return sql, params


def _conditions(filters: Filters) -> tuple[str, dict[str, object]]:
    """Return the WHERE of survey answers; what touched a customer is looked up in the ratings."""
    conditions, params = conditions_of(filters)
    if not any(dimension_named(name).touches for name, _ in filters.where):
        return conditions, params
    return f"response_key in (select response_key from {RATED} where {conditions})", params
