"""The shape of a rating a tool always asks in the same way: its column, its kind, its scale."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cxdash.ingest.mapping import Condition, Feed, How, Source

if TYPE_CHECKING:
    from cxdash.ingest.facts import Facts
    from cxdash.ingest.formats.form import Header


@dataclass(frozen=True)
class Rating:
    """One fixed question.

    Attributes:
        column: The header of the answer; several separated by " or ".
        question: What readers see.
        kind: csat, nps, ces or rating; "" where only the reader knows, who is then asked.
        low, high: The ends of its scale; "" where nothing but the kind tells them.
        fields: Field to header for what belongs to the answer alone, such as its comment.
        words: Answers in words, and codes that say nothing.
        when: The only lines it is asked on: a header and the values kept.
        by_words: The scale reaches as far as the strongest word that occurs, up and down alike.
    """

    column: str
    question: str
    kind: str = "csat"
    low: str = "1"
    high: str = "5"
    fields: dict[str, str] = field(default_factory=dict[str, str])
    words: dict[str, str] = field(default_factory=dict[str, str])
    when: tuple[str, tuple[str, ...]] | None = None
    by_words: bool = False

    def feed(
        self, header: Header, facts: Facts, shared: dict[str, Source], survey: str
    ) -> Feed | None:
        """Return the answers' feed, or None where the export has no column for them."""
        how = How(words=self.words) if self.words else How()
        score = header.fields({"score": self.column}, score=how)
        if not score:
            return None
        low, high = self._ends(facts, score["score"].columns[0])
        stated = {
            "question": self.question,
            "metric_kind": self.kind,
            "scale_low": low,
            "scale_high": high,
        }
        fields = {
            "survey": Source(constant=survey),
            **shared,
            **{name: Source(constant=value) for name, value in stated.items() if value},
            **header.fields(self.fields),
            **score,
        }
        return Feed("responses", fields, self._conditions(header))

    def _ends(self, facts: Facts, name: str) -> tuple[str, str]:
        """Return the ends of the scale."""
        said = [value for one in facts.columns if one.name == name for value, _ in one.values]
        counts = [self.words.get(value.lower(), "") for value in said]
        reach = max((abs(int(count)) for count in counts if count), default=0)
        return (str(-reach), str(reach)) if self.by_words and reach else (self.low, self.high)

    def _conditions(self, header: Header) -> tuple[Condition, ...]:
        if self.when is None:
            return ()
        column = header.find(self.when[0])
        return (Condition(column, keep=self.when[1]),) if column else ()


@dataclass(frozen=True)
class Rated:
    """The feeds of an export of ratings: what is known about every answer, and the questions.

    Attributes:
        shared: Field to header for every answer.
        ratings: The questions.
        other: What is asked on lines of a kind that no rating names.
    """

    shared: dict[str, str]
    ratings: tuple[Rating, ...]
    other: Rating | None = None

    def __call__(self, header: Header, facts: Facts, survey: str) -> tuple[Feed, ...]:
        """Return a feed for each question the export has."""
        shared = header.fields(self.shared)
        ratings = (*self.ratings, *self._others(header, facts))
        feeds = (rating.feed(header, facts, shared, survey) for rating in ratings)
        return tuple(feed for feed in feeds if feed)

    def _others(self, header: Header, facts: Facts) -> tuple[Rating, ...]:
        """Return the other rating, asked where a line's kind is none that is known."""
        told = [rating.when for rating in self.ratings if rating.when]
        known = {value for _, values in told for value in values}
        kinds = {header.find(wanted): wanted for wanted, _ in told}
        for column in facts.columns:
            left = tuple(value for value, _ in column.values if value.lower() not in known)
            if self.other and left and column.name in kinds:
                return (replace(self.other, when=(kinds[column.name], left)),)
        return ()
