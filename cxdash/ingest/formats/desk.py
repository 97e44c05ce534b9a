"""The shape of a service desk: a ticket is a case, its rating an answer; some are complaints."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cxdash.ingest.mapping import Condition, Feed, How, Source
from cxdash.ingest.proposed_feeds import complaints_in

if TYPE_CHECKING:
    from cxdash.ingest.facts import Facts
    from cxdash.ingest.formats.form import Header
    from cxdash.ingest.formats.rating import Rating


@dataclass(frozen=True)
class Desk:
    """The feeds of a service desk.

    Attributes:
        shared: Field to header for who and what a ticket is about.
        case: Field to header for what follows the ticket to its end.
        ratings: What customers are asked when it is solved.
        complaint: Field to header for tickets whose type says that they are complaints.
        type: The header that says so.
        how: Field to how its text is read.
        is_internal: Its customers are colleagues.
    """

    shared: dict[str, str]
    case: dict[str, str]
    ratings: tuple[Rating, ...] = ()
    complaint: dict[str, str] = field(default_factory=dict[str, str])
    type: str = "type"
    how: dict[str, How] = field(default_factory=dict[str, How])
    is_internal: bool = False

    def __call__(self, header: Header, facts: Facts, survey: str) -> tuple[Feed, ...]:
        """Return cases from tickets, answers from ratings, complaints from those that are some."""
        shared = header.fields(self.shared)
        if self.is_internal:
            shared["customer_kind"] = Source(constant="internal")
        cases = Feed("cases", {**shared, **header.fields(self.case, **self.how)})
        answers = (rating.feed(header, facts, shared, survey) for rating in self.ratings)
        feeds = [cases, *(feed for feed in answers if feed)]
        complaining = self._complaining(header, facts)
        if complaining:
            fields = {**shared, **header.fields(self.complaint, **self.how)}
            feeds.append(Feed("complaints", fields, (complaining,)))
        return tuple(feeds)

    def _complaining(self, header: Header, facts: Facts) -> Condition | None:
        """Return the condition that keeps complaints, or None where no ticket is called one."""
        name = header.find(self.type)
        for column in facts.columns:
            meant = complaints_in(column) if column.name == name else ()
            if meant and self.complaint:
                return Condition(column.name, keep=meant)
        return None
