"""Where a new level may have begun: offered to a person, who says what changed; never taken."""

import pandas as pd

from cxdash.answers.answer import Panel
from cxdash.answers.asked import Asked
from cxdash.answers.charted import has_registers
from cxdash.answers.series import Series
from cxdash.answers.trend_sentences import level_sentence

HOW_SUGGESTED = (
    "A level is suggested where steps fitted by least squares change, a rule marks points after "
    "that, and at least 8 points follow. Whether there is a known, dated cause, a person says."
)


def levels_panel(asked: Asked, series: Series | None) -> Panel | None:
    """Return the levels a person may confirm; None where there are none.

    Frame `levels`: `start`, `label`, `sentence`. Levels are kept for all rows or one segment, so
    under other filters none is offered.
    """
    if series is None or not series.levels or not has_registers(asked.question.filters):
        return None
    levels = series.levels
    sentences = [level_sentence(asked.metric, series, level) for level in levels]
    places = [level.start for level in levels]
    frame = pd.DataFrame(
        {
            "start": series.points["start"].iloc[places].tolist(),
            "label": series.points["label"].iloc[places].tolist(),
            "sentence": sentences,
        }
    )
    table = pd.DataFrame(
        {
            "Since": frame["label"],
            "Points": [level.points for level in levels],
            "Before": [level.before * asked.metric.scale for level in levels],
            "After": [level.after * asked.metric.scale for level in levels],
        }
    )
    return Panel(" ".join(sentences), {"levels": frame}, table, HOW_SUGGESTED)
