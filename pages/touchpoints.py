"""Which processes and people touch each segment, and do they raise or lower its experience?"""

import streamlit as st

from cxdash.web import cache, cards, drill, empty, filters, selectors

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
