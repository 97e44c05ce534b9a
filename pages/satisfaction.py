"""Is satisfaction really changing, and for whom?"""

import streamlit as st

from cxdash.web import (
    cache,
    cards,
    chart_settings,
    drill,
    drivers,
    early,
    empty,
    filters,
    levels,
    mixes,
    notes,
    selectors,
    weights,
)

cards.question(__doc__)
question = selectors.trend(filters.current())

if question is None:
    empty.teach("satisfaction")
else:
    answer = cache.answer("trend", question)
    cards.verdict(answer)
    chart_settings.back(question.judging)
    drill.panel(answer, "trend")
    levels.offers(answer, question)
    notes.editor(question, answer)
    early.section(question)
    drill.panel(answer, "mix")
    mixes.section(question)
    drivers.section(question)
    drill.panel(answer, "multiples")
    left, right = st.columns(2, gap="large")
    with left:
        drill.panel(answer, "comparison")
    with right:
        drill.panel(answer, "distribution")
    weights.section(question)
