"""Which processes and people touch each segment, and do they raise or lower its experience?"""

from dataclasses import replace

import streamlit as st

from cxdash.web import cache, cards, drill, empty, filters, funnel, selectors

cards.question(__doc__)

if not cache.has("touches"):
    empty.teach("touchpoints")
else:
    question = selectors.touchpoints(filters.current())
    answer = cache.answer("touchpoints", question)
    if not answer.panels:
        empty.nothing_in_view(answer.sentences[0])
    else:
        cards.verdict(answer)
        drill.panel(answer, "matrix")
        drill.panel(answer, "flow")
        left, right = st.columns(2, gap="large")
        with left:
            drill.panel(answer, "touches")
        with right:
            drill.panel(answer, "people")
        funnel.section(question)
        shelf = st.expander(
            "People and processes, compared fairly",
            key="compared_fairly",
            on_change="rerun",
            icon=":material/balance:",
        )
        if shelf.open:
            # Worked out only when somebody looks: a changed filter must stay fast.
            with shelf:
                compared = cache.answer("people", replace(question, split=None))
                cards.verdict(compared)
                drill.panel(compared, "processes")
                drill.panel(compared, "employees")
