"""The lines of a file that are no rows, span by span, each with what it is."""

from dataclasses import replace

from cxdash.ingest.text_table import SkippedLines

MOST_SPANS = 1_000
"""Spans of skipped lines told one by one; more of the same kind are told together."""


class Skips:
    """Skipped lines, neighbours told together."""

    def __init__(self, spans: tuple[SkippedLines, ...] = ()) -> None:
        self._spans: list[SkippedLines] = []
        self._places: dict[str, list[int]] = {}
        for span in spans:
            self.add(span.first, span.last, span.why)

    def add(self, first: int, last: int, why: str) -> None:
        """Count the lines `first` to `last` as skipped."""
        lines = last - first + 1
        places = self._places.setdefault(why, [])
        if places:
            latest = self._spans[places[-1]]
            if latest.last + 1 == first or len(places) >= MOST_SPANS:
                grown = replace(latest, last=last, lines=latest.lines + lines)
                self._spans[places[-1]] = grown
                return
        places.append(len(self._spans))
        self._spans.append(SkippedLines(first, last, why, lines))

    def spans(self) -> tuple[SkippedLines, ...]:
        """Return the spans in the order of the file."""
        return tuple(sorted(self._spans, key=lambda span: span.first))
