"""What causes the complaints, for whom, and how long do they take?"""

import streamlit as st

from cxdash.web import cache, cards, drill, empty, filters, selectors

cards.question(__doc__)

if not cache.has("complaints"):
    empty.teach("complaints")
else:
    question = selectors.complaints(filters.current())
    answer = cache.answer("complaints", question)
    if not answer.panels:
        empty.nothing_in_view(answer.sentences[0])
    else:
        cards.verdict(answer)
        drill.panel(answer, "pareto")
        for over_time in ("rate", "time_between", "cases_between"):
            drill.panel(answer, over_time)
        # Worked out only for those who look: a change of filters stays quick.
        shelf = st.expander(
            "Did our actions work?", icon=":material/fact_check:", key="acted", on_change="rerun"
        )
        if shelf.open:
            with shelf:
                acted = cache.answer("actions", question)
                if not acted.panels["actions"].is_empty:
                    cards.verdict(acted)
                drill.panel(acted, "actions")
        drill.panel(answer, "heat")
        left, right = st.columns(2, gap="large")
        with left:
            drill.panel(answer, "resolution")
        with right:
            drill.panel(answer, "ageing")
