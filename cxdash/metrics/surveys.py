"""Which question of which survey a metric speaks of: a mean never crosses scales or questions."""

from dataclasses import dataclass

from cxdash.metrics.dimensions import NOT_RECORDED, dimension_named
from cxdash.metrics.filters import Filters
from cxdash.metrics.metric import Metric
from cxdash.metrics.query import RATINGS, Ask, add_up
from cxdash.metrics.reader import Reader
from cxdash.metrics.reported import narrowed_to_one


@dataclass(frozen=True)
class Instrument:
    """One question of one survey on one scale.

    Attributes:
        name: Its key in the warehouse.
        survey: The survey.
        question: The question.
        low: The lowest answer, None if unknown.
        high: The highest answer, None if unknown.
        answers: How many answers it has in all.
    """

    name: str
    survey: str | None
    question: str | None
    low: float | None
    high: float | None
    answers: int

    @property
    def ends(self) -> tuple[float, float] | None:
        """Both ends of the scale, None where one is unknown."""
        return None if self.low is None or self.high is None else (self.low, self.high)

    @property
    def scale(self) -> str:
        """The scale as readers say it: "1 to 5", or empty."""
        return "" if self.ends is None else f"{self.ends[0]:g} to {self.ends[1]:g}"


def instruments(reader: Reader, metric: Metric, filters: Filters) -> list[Instrument]:
    """Return the instruments a metric can take within the chosen surveys and questions.

    Ordered by answers, most first: the first is the headline question.
    """
    found = reader.once(
        ("instruments", metric.kinds, metric.answered),
        lambda: reader.facts.rows(
            "select instrument, survey, question, scale_low::double, scale_high::double, n "
            f"from instruments where list_contains($kinds, metric_kind) {_filling(metric)}"
            "order by n desc, instrument",
            {"kinds": list(metric.kinds)},
        ),
    )
    surveys, questions = filters.values("survey"), filters.values("question")
    return [
        Instrument(*row)
        for row in found
        if (not surveys or (row[1] or NOT_RECORDED) in surveys)
        and (not questions or (row[2] or NOT_RECORDED) in questions)
    ]


def _filling(metric: Metric) -> str:
    """Return the condition that leaves only questions whose answers fill what a metric needs."""
    if not metric.answered:
        return ""
    filled = f'select instrument from responses where "{metric.answered}" is not null'
    return f"and instrument in ({filled}) "


def headline(reader: Reader, metric: Metric, filters: Filters) -> Instrument | None:
    """Return the question a survey metric speaks of when none is chosen: the most answered.

    Of those that the customers in question answered at all: internal ones have their own.
    """
    return next(iter(_answered_first(reader, instruments(reader, metric, filters), filters)), None)


def _answered_first(
    reader: Reader, fitting: list[Instrument], filters: Filters
) -> list[Instrument]:
    """Return instruments with those first that have any answer under the filters."""
    where = tuple(pair for pair in filters.where if pair[0] not in {"survey", "question"})
    if not where:
        return fitting
    touched = any(dimension_named(name).touches for name, _ in where)
    table = RATINGS if touched else "responses"
    ask = Ask(table, ("answers",), Filters(where=where), ("instrument",))
    found = reader.once(("answered", where), lambda: add_up(reader, ask)["instrument"])
    answered = {*found.tolist()}
    return sorted(fitting, key=lambda one: one.name not in answered)


def most_asked(reader: Reader, metric: Metric, dimension: str) -> dict[str, Instrument]:
    """Return, for each value of a dimension, the question its customers answered most.

    Internal customers answer other surveys than external ones.
    """
    rows = reader.once(
        ("most asked", dimension, metric.kinds, metric.answered),
        lambda: reader.facts.rows(
            f'select coalesce("{dimension}", $none), instrument from responses '
            f"where list_contains($kinds, metric_kind) and score is not null {_filling(metric)}"
            "group by all order by count(*), 2 desc",
            {"none": NOT_RECORDED, "kinds": list(metric.kinds)},
        ),
    )
    known = {one.name: one for one in instruments(reader, metric, Filters())}
    # The last of equals wins, and that is the most answered.
    return {str(value): known[str(name)] for value, name in rows if str(name) in known}


def narrowed(reader: Reader, metric: Metric, filters: Filters, by: tuple[str, ...]) -> Filters:
    """Return the filters narrowed to instruments that may be added up together.

    One instrument; when split by survey the most answered of each survey; when split by question
    the most answered of each question. The response rate counts one answer for each survey that
    invites. Where nothing fits, no row does.
    """
    fitting = instruments(reader, metric, filters)
    if metric.name == "response_rate":
        asked = "select distinct survey from invitations"
        inviting = {row[0] for row in reader.once(asked, lambda: reader.facts.rows(asked))}
        chosen = _first_of_each(fitting, "survey")
        names = [one.name for one in chosen if one.survey in inviting]
    elif "question" in by:
        names = [one.name for one in _first_of_each(fitting, "question")]
    elif "survey" in by:
        names = [one.name for one in _first_of_each(fitting, "survey")]
    else:
        names = [one.name for one in _answered_first(reader, fitting, filters)[:1]]
    return filters.only("instrument", *names)


def rows_of(
    reader: Reader, metric: Metric, filters: Filters, by: tuple[str, ...] = ()
) -> tuple[str, Filters]:
    """Return the table a metric's rows are in, and the filters that leave only rows it takes.

    Survey answers are in `ratings` as soon as what touched the customer is asked for. Reported
    results are of one kind.
    """
    if metric.table == "scores":
        return metric.table, narrowed_to_one(reader, metric, filters, by)
    if not metric.kinds:
        return metric.table, filters
    named = (*by, *(name for name, _ in filters.where))
    touched = any(dimension_named(name).touches for name in named)
    return RATINGS if touched else metric.table, narrowed(reader, metric, filters, by)


def _first_of_each(fitting: list[Instrument], what: str) -> list[Instrument]:
    seen: dict[str | None, Instrument] = {}
    for one in fitting:
        seen.setdefault(getattr(one, what), one)
    return list(seen.values())
