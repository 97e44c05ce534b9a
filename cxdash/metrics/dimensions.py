"""DIMENSIONS: what a metric can be split and filtered by."""

from dataclasses import dataclass

from cxdash.errors import QuestionError

NOT_RECORDED = "not recorded"
"""What a reader sees, and links say, where a row does not name the dimension (NULL inside)."""

_EVERY_FACT = (
    "responses",
    "ratings",
    "invitations",
    "complaints",
    "touches",
    "contacts",
    "cases",
    "returns",
    "checks",
    "volumes",
    "scores",
)


@dataclass(frozen=True)
class Dimension:
    """One way to split or filter.

    Attributes:
        name: The warehouse column.
        key: Its short key in links; public once shared, so never changed.
        label: What readers see.
        tables: The warehouse tables that carry it.
        touches: Whether it names who or what touched the customer. Survey answers are split by
            these through `ratings`, where an answer counts once for each that touched its case.
    """

    name: str
    key: str
    label: str
    tables: tuple[str, ...] = _EVERY_FACT
    touches: bool = False


DIMENSIONS: tuple[Dimension, ...] = (
    Dimension("segment", "seg", "Segment"),
    Dimension("customer_kind", "kind", "Customer kind"),
    Dimension("region", "region", "Region"),
    Dimension("process", "proc", "Process", touches=True),
    Dimension("team", "team", "Team", touches=True),
    Dimension("employee", "emp", "Employee", touches=True),
    Dimension("channel", "ch", "Channel"),
    Dimension("product", "prod", "Product"),
    Dimension("site", "site", "Site"),
    Dimension("cause", "cause", "Cause", ("complaints",)),
    Dimension("subcause", "sub", "Detailed cause", ("complaints",)),
    Dimension("survey", "survey", "Survey", ("responses", "ratings", "invitations")),
    Dimension("question", "q", "Question", ("responses", "ratings", "scores")),
    Dimension(
        "in_time", "late", "In time or late", ("responses", "ratings", "complaints", "cases")
    ),
)

_BY_NAME = {dimension.name: dimension for dimension in DIMENSIONS}


def dimension_named(name: str) -> Dimension:
    """Return the dimension of that name.

    Raises:
        QuestionError: If there is none; the next step names those there are.
    """
    if name not in _BY_NAME:
        raise QuestionError(
            f"There is no dimension called {name!r}.",
            next_step=f"Use one of {', '.join(_BY_NAME)}.",
        )
    return _BY_NAME[name]
