"""Twenty tickets of Haldenbrook Home, which every tool of sample_data/formats.py tells its own way.

Nobody in them exists. Scores run from 1 to 5; None where nobody answered or nothing is solved yet.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Ticket:
    """One ticket with everything that any of the tools exports about it."""

    number: int
    opened: datetime
    hours: float | None
    customer: str
    agent: str
    group: str
    channel: str
    kind: str
    cause: str
    subject: str
    product: str
    priority: str
    stations: int
    score: int | None
    comment: str

    @property
    def solved(self) -> datetime | None:
        """When it was solved; None while it is open."""
        return None if self.hours is None else self.opened + timedelta(hours=self.hours)

    @property
    def is_satisfied(self) -> bool:
        """Whether its score is one of the two best."""
        return self.score is not None and self.score >= SATISFIED

    @property
    def went_far(self) -> bool:
        """Whether it was handed on more than once."""
        return self.stations > ONE_HAND_OFF

    @property
    def promised(self) -> datetime:
        """Every ticket is promised an answer within two days."""
        return self.opened + timedelta(hours=48)

    @property
    def minutes_left(self) -> int | None:
        """Minutes that were left of the promise when it was solved; below zero when late."""
        return None if self.hours is None else int((48 - self.hours) * 60)

    @property
    def email(self) -> str:
        """An address that cannot exist."""
        return self.customer.lower().replace(" ", ".") + "@customer.example"

    @property
    def customer_number(self) -> int:
        """The same number for all tickets of one customer."""
        return 4000 + CUSTOMERS.index(self.customer)


SATISFIED = 4
ONE_HAND_OFF = 2

CUSTOMERS = (
    "Nora Vale", "Ivo Lindqvist", "Petra Holm", "Samir Okafor", "Greta Ruiz", "Tom Ashdown",
    "Lena Marchetti", "Ola Brandt", "Yusuf Demir", "Clara Nyberg", "Bea Thornton", "Rui Salgado",
)  # fmt: skip


def _ticket(number: int, opened: str, hours: float | None, *told: object) -> Ticket:
    return Ticket(number, datetime.fromisoformat(opened), hours, *told)  # type: ignore[arg-type]


TICKETS = (
    _ticket(7101, "2026-01-05 09:12", 5.0, "Nora Vale", "Dana Pell", "Service", "Email",
            "Question", "", "How do I clean the filter?", "Dishwasher", "Low", 1, 5,
            "Quick and clear answer"),
    _ticket(7102, "2026-01-07 14:40", 70.5, "Ivo Lindqvist", "Marek Joss", "Delivery", "Phone",
            "Complaint", "Late delivery", "Fridge came two days late", "Refrigerator", "High", 3,
            2, "I was passed on twice"),
    _ticket(7103, "2026-01-13 08:05", 20.0, "Petra Holm", "Dana Pell", "Service", "Web",
            "Incident", "", "Oven shows E12", "Oven", "Normal", 1, 4, ""),
    _ticket(7104, "2026-01-15 16:30", 44.0, "Samir Okafor", "Inka Falk", "Billing", "Email",
            "Complaint", "Invoice error", "Charged twice", "Washing machine", "High", 2, 3,
            "It took a reminder"),
    _ticket(7105, "2026-01-19 10:00", 2.5, "Greta Ruiz", "Dana Pell", "Service", "Chat",
            "Question", "", "Which detergent fits?", "Dishwasher", "Low", 1, 5, "Very friendly"),
    _ticket(7106, "2026-01-22 11:45", 96.0, "Tom Ashdown", "Marek Joss", "Delivery", "Phone",
            "Complaint", "Damaged on arrival", "Door dented", "Refrigerator", "Urgent", 4, 1,
            "Nobody called back"),
    _ticket(7107, "2026-01-26 13:20", 30.0, "Lena Marchetti", "Inka Falk", "Billing", "Web",
            "Question", "", "Copy of the invoice", "Oven", "Low", 1, None, ""),
    _ticket(7108, "2026-01-29 09:50", 12.0, "Ola Brandt", "Dana Pell", "Service", "Email",
            "Incident", "", "Drum is noisy", "Washing machine", "Normal", 1, 4,
            "The technician came in time"),
    _ticket(7109, "2026-02-02 15:10", 52.0, "Yusuf Demir", "Marek Joss", "Delivery", "Phone",
            "Complaint", "Late delivery", "No one came on Friday", "Oven", "High", 2, 2, ""),
    _ticket(7110, "2026-02-05 08:30", 6.0, "Clara Nyberg", "Dana Pell", "Service", "Chat",
            "Question", "", "Child lock", "Oven", "Low", 1, 5, "Solved in the chat"),
    _ticket(7111, "2026-02-09 12:00", 40.0, "Bea Thornton", "Inka Falk", "Billing", "Email",
            "Incident", "", "Refund not here yet", "Washing machine", "Normal", 2, 3, ""),
    _ticket(7112, "2026-02-13 17:25", None, "Rui Salgado", "Marek Joss", "Delivery", "Phone",
            "Complaint", "Damaged on arrival", "Glass plate broken", "Oven", "High", 3, None, ""),
    _ticket(7113, "2026-02-16 09:05", 3.0, "Nora Vale", "Dana Pell", "Service", "Web",
            "Question", "", "Where is the serial number?", "Dishwasher", "Low", 1, 4, ""),
    _ticket(7114, "2026-02-19 14:15", 47.0, "Petra Holm", "Inka Falk", "Billing", "Email",
            "Question", "", "Change of address", "Oven", "Low", 1, None, ""),
    _ticket(7115, "2026-02-23 10:40", 24.0, "Greta Ruiz", "Dana Pell", "Service", "Phone",
            "Incident", "", "Water under the machine", "Dishwasher", "Urgent", 1, 5,
            "Same-day visit, thank you"),
    _ticket(7116, "2026-02-26 11:30", 60.0, "Ola Brandt", "Marek Joss", "Delivery", "Web",
            "Complaint", "Late delivery", "Third date moved", "Washing machine", "High", 3, 1,
            "Three dates, three excuses"),
    _ticket(7117, "2026-03-03 08:55", 8.0, "Samir Okafor", "Dana Pell", "Service", "Chat",
            "Question", "", "Energy label", "Refrigerator", "Low", 1, 4, ""),
    _ticket(7118, "2026-03-06 13:35", 36.0, "Lena Marchetti", "Inka Falk", "Billing", "Email",
            "Question", "", "Pay by instalments?", "Oven", "Normal", 2, 4, "Good options"),
    _ticket(7119, "2026-03-17 16:00", None, "Tom Ashdown", "Marek Joss", "Delivery", "Phone",
            "Incident", "", "Cable too short", "Refrigerator", "Normal", 2, None, ""),
    _ticket(7120, "2026-03-20 09:20", 18.0, "Clara Nyberg", "Dana Pell", "Service", "Email",
            "Incident", "", "Timer resets", "Oven", "Normal", 1, 5, "Replaced within a day"),
)  # fmt: skip
RATED = tuple(ticket for ticket in TICKETS if ticket.score is not None)
