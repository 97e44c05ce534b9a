"""Results that came already summed up: one kind at a time, shares apart from means.

Never all of a file's kinds at once: the mean of "always" and "never" says nothing.
"""

import re
from dataclasses import dataclass, replace
from typing import Final

from cxdash.metrics.dimensions import NOT_RECORDED
from cxdash.metrics.filters import Filters
from cxdash.metrics.metric import Metric, Parts
from cxdash.metrics.reader import Reader

_OVERALL: Final = re.compile(
    r"overall|insgesamt|gesamt(?:zufriedenheit|bewertung|note|urteil|eindruck)|in general|"
    r"global|en general|complessiv|algemeen|hsp_rating|rating of \W?(?:9|10)\b|"
    r"\b(?:csat|customer satisfaction)\b",
    re.IGNORECASE,
)
_RECOMMEND: Final = re.compile(
    r"recommend|recmnd|weiterempfehl|recommand|recomend|aanbevel|raccomand|consigli|"
    r"\b(?:nps|promoters?)\b",
    re.IGNORECASE,
)
_NOT_THE_BEST: Final = re.compile(
    r"\b(?:no|not|never|sometimes|usually|probably|low|lower|lowest|medium|middle|bottom|"
    r"worst|detractors?|passives?|dissatisf\w*|unsatisf\w*|unzufrieden\w*|nicht|nie)\b|"
    r"(?:bottom|middle)[_ ]box|_(?:0_6|7_8|DN|PY)$",
    re.IGNORECASE,
)
"""Words of a question's answers that are not its best one: more of them is not better."""


_WEIGHTED: Final = Parts(n="n_total", total="weighted_total")


@dataclass(frozen=True)
class Reported:
    """One kind of result a file reports: what it measures, about which question or topic."""

    metric: str
    question: str

    @property
    def rank(self) -> int:
        """How much it says of customers as a whole, 0 the most; by its words.

        The overall verdict, then whether they would recommend, then any single topic, and last
        the shares of answers other than the best.

        Examples:
            >>> said = ("Overall rating", "Would recommend", "Cleanliness", "Would not recommend")
            >>> [Reported("Share", question).rank for question in said]
            [0, 1, 2, 3]
        """
        words = f"{self.metric} {self.question}"
        if _NOT_THE_BEST.search(words):
            return 3
        if _OVERALL.search(words):
            return 0
        return 1 if _RECOMMEND.search(words) else 2


def reported(reader: Reader, metric: Metric, filters: Filters) -> list[Reported]:
    """Return the kinds of result a metric can take, the headline first.

    A kind whose every value lies between 0 and 1 is a share; any other is a mean. The headline is
    the one that says most of customers as a whole, then the one with most rows.
    """
    found = reader.facts.rows(
        "select coalesce(metric, $none), coalesce(question, $none) from scores group by all "
        "having (min(value) >= 0 and max(value) <= 1) = $is_share order by count(*) desc, 1, 2",
        {"none": NOT_RECORDED, "is_share": metric.unit == "share"},
    )
    asked = filters.values("question")
    kinds = [Reported(*row) for row in found if not asked or row[1] in asked]
    return sorted(kinds, key=lambda kind: kind.rank)


def narrowed_to_one(
    reader: Reader, metric: Metric, filters: Filters, by: tuple[str, ...]
) -> Filters:
    """Return the filters narrowed to results that may be averaged; where none fits, to no row."""
    fitting = reported(reader, metric, filters)
    if not fitting:
        return filters.only("metric")
    one = filters.only("metric", fitting[0].metric)
    return one if "question" in by else one.only("question", fitting[0].question)


def weighed(reader: Reader, metric: Metric, filters: Filters) -> Metric:
    """Return a reported metric that weights each result by its answers, where all tell them.

    One result without its answers would vanish from a weighted mean, so then none is weighted.
    """
    kinds = reported(reader, metric, filters) if metric.table == "scores" else []
    if not kinds or not _tell_answers(reader, kinds[0].metric):
        return metric
    formula = (
        "sum of each reported result times its answers / sum of answers, of one kind of result "
        "and one question"
    )
    return replace(metric, parts=_WEIGHTED, noun="answers", formula=formula)


def is_weighted(metric: Metric) -> bool:
    """Whether a reported metric weights its results by their answers."""
    return metric.parts == _WEIGHTED


def _tell_answers(reader: Reader, kind: str) -> bool:
    """Whether every result of a kind says how many answers stand behind it."""
    sql = (
        "select coalesce(bool_and(coalesce(n, 0) > 0), false) from scores "
        "where coalesce(metric, $none) = $kind and value is not null"
    )
    asked = {"none": NOT_RECORDED, "kind": kind}
    return bool(reader.once((sql, kind), lambda: reader.facts.rows(sql, asked))[0][0])
