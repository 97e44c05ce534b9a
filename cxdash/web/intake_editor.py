"""What each column of a file means, for a reader to confirm or correct before rows are checked."""

# Streamlit types part of what its tables take as unknown.
# pyright: reportUnknownMemberType=false

from collections.abc import Sequence
from typing import Final, cast

import pandas as pd
import streamlit as st

from cxdash.errors import MappingError
from cxdash.ingest.answered import answered, standing
from cxdash.ingest.examination import Examination
from cxdash.ingest.examine import SURE
from cxdash.ingest.mapping import Mapping
from cxdash.web import intake, intake_about, intake_constants, intake_mapping, intake_words
from cxdash.web.cards import plain
from cxdash.web.intake_constants import KINDS, ScoreQuestion
from cxdash.web.intake_waiting import Waiting

_MOST_ROWS_SHOWN: Final = 14
_TALLEST: Final = 500
"""Pixels of a table with more rows than that."""


def edit(item: Waiting) -> None:
    """Draw the mapping of a file, what it asks, and the button that checks every row with it."""
    if item.examination is None or item.mapping is None:
        return
    if item.error is not None:
        st.error(plain(item.error.what), icon=":material/error:")
        st.markdown(f"**What to do:** {plain(item.error.next_step)}")
    examination, key = item.examination, f"{item.token}_{item.attempt}"
    answers = _questions(examination, item.mapping, key)
    folded = asks_only(examination) and item.error is None and item.attempt == 0
    try:
        with st.expander("What its columns become", expanded=not folded, key=f"fields_{key}"):
            draft = _columns(examination, item.mapping, key)
            draft = _scores(draft, key)
            draft = intake_about.about_the_file(draft, key)
        draft = answered(draft, examination.questions, answers)
    except MappingError as error:
        st.warning(plain(error.what), icon=":material/rule:")
        st.markdown(f"**What to do:** {plain(error.next_step)}")
        return
    _check(item, draft, is_answered=len(answers) == len(examination.questions))


def asks_only(examination: Examination) -> bool:
    """Whether a file needs an answer and nothing else."""
    return bool(examination.questions and examination.mapping.feeds) and (
        examination.confidence >= SURE
    )


def _check(item: Waiting, draft: Mapping, *, is_answered: bool) -> None:
    with st.container(horizontal=True):
        st.button(
            "Check every row",
            type="primary",
            icon=":material/fact_check:",
            key=f"check_{item.token}",
            disabled=not draft.feeds or not is_answered,
            on_click=intake.confirm,
            args=(item.token, draft),
        )
        st.button("Cancel", key=f"cancel_{item.token}", on_click=intake.cancel, args=(item.token,))
    if not draft.feeds:
        st.caption("Say what at least one column becomes; then every row can be checked.")
    elif not is_answered:
        st.caption("Answer the question above; then every row can be checked.")


def _questions(examination: Examination, mapping: Mapping, key: str) -> dict[str, str]:
    """Draw what only the reader can say; nothing is chosen for her that the file does not tell."""
    answers: dict[str, str] = {}
    for ask in examination.questions:
        choices, known = list(ask.choices), standing(ask, mapping)
        chosen = st.radio(
            plain(ask.text),
            choices,
            format_func=lambda answer, ask=ask: plain(ask.choices[answer]),
            index=choices.index(known) if known else None,
            key=f"ask_{ask.id}_{key}",
        )
        if chosen is not None:
            answers[ask.id] = chosen
    return answers


def _columns(examination: Examination, mapping: Mapping, key: str) -> Mapping:
    """Draw one row per column of the file and return the mapping as it was edited."""
    st.caption(
        "A column that becomes nothing is left out. Double-click a cell under “Becomes” to change "
        "it; one column may become several things."
    )
    chosen = intake_mapping.chosen(mapping)
    fields = intake_mapping.targets([feed.table for feed in mapping.feeds])
    rows = pd.DataFrame(
        [
            {
                "Column": intake_words.short(column.name),
                "Examples": " · ".join(column.examples),
                "Filled": round(100 * column.filled),
                "Becomes": [intake_mapping.label(one) for one in chosen.get(column.name, [])],
                **_evidence(examination, column.name, chosen.get(column.name, [])),
            }
            for column in examination.columns
        ]
    )
    edited = st.data_editor(
        rows,
        key=f"columns_{key}",
        hide_index=True,
        height="content" if len(rows) <= _MOST_ROWS_SHOWN else _TALLEST,
        disabled=["Column", "Examples", "Filled", "How sure", "Why"],
        column_order=["Column", "Becomes", "How sure", "Examples", "Filled", "Why"],
        column_config={
            "Column": st.column_config.TextColumn(pinned=True, width=220),
            "How sure": st.column_config.TextColumn(width=75),
            "Examples": st.column_config.TextColumn(width=165),
            "Why": st.column_config.TextColumn(width=400),
            "Becomes": st.column_config.MultiselectColumn(
                options=list(fields), width=230, color="primary"
            ),
            "Filled": st.column_config.ProgressColumn(
                format="%d %%", min_value=0, max_value=100, width=105
            ),
        },
        alt="What each column of the file becomes",
    )
    wanted = {
        column.name: [fields[one] for one in _listed(becomes) if one in fields]
        for column, becomes in zip(examination.columns, edited["Becomes"], strict=True)
    }
    return intake_mapping.retargeted(mapping, wanted)


def _evidence(
    examination: Examination, column: str, targets: Sequence[intake_mapping.Target]
) -> dict[str, str]:
    for target in targets:
        sure, why = intake_mapping.evidence(examination, column, target)
        if sure:
            return {"How sure": sure, "Why": why}
    return {"How sure": "", "Why": "as you said before" if targets else ""}


def _listed(value: object) -> list[str]:
    """Return the cell of an edited list; an emptied one is None."""
    return [] if value is None else [str(one) for one in cast("Sequence[object]", value)]


def _scores(mapping: Mapping, key: str) -> Mapping:
    """Draw the questions that are scores, with kind and scale, and return the edited mapping."""
    asked = intake_constants.score_questions(mapping)
    if not asked:
        return mapping
    st.markdown("**Questions and their scales**")
    st.caption(
        "A mean never mixes scales, so each question has its own; without one, nobody can say who "
        "is satisfied. Answers in words need a number each: Very good = 5; Good = 4; …"
    )
    kinds = [*KINDS.values(), *dict.fromkeys(one.kind for one in asked if one.kind)]
    labels = ("Column", "Question", "Kind", "From", "To", "Answers in words")
    rows = pd.DataFrame(
        [
            (intake_words.short(one.column), one.question, one.kind, one.low, one.high, one.words)
            for one in asked
        ],
        columns=list(labels),
    )
    edited = st.data_editor(
        rows,
        key=f"scores_{key}_{len(asked)}",
        hide_index=True,
        disabled=["Column"],
        column_config={
            "Kind": st.column_config.SelectboxColumn(options=list(dict.fromkeys(kinds))),
            "Column": st.column_config.TextColumn(width=200),
            "Question": st.column_config.TextColumn(width=200),
            "From": st.column_config.TextColumn(width=60),
            "To": st.column_config.TextColumn(width=60),
            "Answers in words": st.column_config.TextColumn(width=250),
        },
        alt="The score questions of the file and their scales",
    )
    after = [
        ScoreQuestion(*("" if pd.isna(cell) else str(cell).strip() for cell in row))
        for row in edited[list(labels)].itertuples(index=False)
    ]
    return intake_constants.with_questions(mapping, after)
