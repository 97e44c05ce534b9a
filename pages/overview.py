"""Which metrics changed for real?"""

from cxdash.web import cache, cards, drill, empty, filters, indicators, needed

cards.question(__doc__)

if not cache.measurable():
    empty.teach("overview")
else:
    ask = cache.first_answer if filters.is_untouched() else cache.answer
    answer = ask("overview", filters.current())
    cards.verdict(answer)
    if not answer.panels:
        empty.nothing_in_view(answer.sentences[0])
    else:
        indicators.table(answer)
        drill.panel(answer, "targets")
        needed.section(filters.current())
        cards.findings(answer)
