"""Did the score change, or only who answered? Two dimensions at once, and all on the same mix."""

from cxdash.answers.answer import Answer
from cxdash.answers.asked import asked_of
from cxdash.answers.compared import compared_of
from cxdash.answers.enough import with_need
from cxdash.answers.mix_cells import MIXED_BY
from cxdash.answers.mix_crossed import crossed_panel
from cxdash.answers.mix_standard import standard_panel
from cxdash.errors import QuestionError
from cxdash.metrics.choices import default_split
from cxdash.metrics.dimensions import dimension_named
from cxdash.metrics.filters import Question
from cxdash.metrics.measure import require_known
from cxdash.metrics.reader import Reader


def mix(reader: Reader, question: Question) -> Answer:
    """Answer how much of a change or a difference is one of who answered.

    Panels: `crossed` (a table; the change over two crossed dimensions) and `standard` (a table;
    the groups of the split, and the periods, on the same mix).

    Raises:
        QuestionError: If a dimension to cross is unknown, twice the same, or none of `MIXED_BY`.
    """
    _require_crossable(question.mixed_by)
    asked = asked_of(reader, question)
    split = question.split or default_split(reader, asked.metric)
    require_known(asked.metric, (split,))
    crossed, looked = crossed_panel(asked, question.mixed_by)
    standard = standard_panel(asked, split, question.mixed_by)
    told = tuple(f"{one.rstrip('.')}." for one in (crossed.title, looked, standard.title) if one)
    return Answer(
        "mix",
        reader.facts.version,
        question,
        asked.metric,
        told,
        {"crossed": with_need(crossed, asked, compared_of(asked)), "standard": standard},
    )


def _require_crossable(chosen: tuple[str, ...]) -> None:
    usable = f"Use two of {', '.join(MIXED_BY)}."
    for name in chosen:
        if dimension_named(name).name not in MIXED_BY:
            raise QuestionError(
                f"Who answered does not change by {dimension_named(name).label.lower()}.",
                next_step=usable,
            )
    if len(set(chosen)) < len(chosen):
        raise QuestionError(f"{chosen[0]!r} cannot be crossed with itself.", next_step=usable)
