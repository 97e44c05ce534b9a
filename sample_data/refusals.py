"""A handful of rows that no import may accept, as every real export has some."""

Rows = list[tuple[str, ...]]

SPOILED = (
    (1_500, "score", "9"),
    (4_200, "date", "31/02/2025"),
    (7_321, "score", "0"),
    (9_050, "date", "last Tuesday"),
    (11_111, "score", "9"),
)
"""After which answer the row stands, what is wrong with it, and what it says."""


def spoiled(answers: Rows) -> Rows:
    """Return the answers to the contact survey with the bad rows among them.

    Each is a copy of the answer before it under an id of its own, with one value spoiled; the
    answers themselves stay untouched.
    """
    made: Rows = []
    done = 0
    for after, what, value in SPOILED:
        made.extend(answers[done:after])
        answer_id, answered_at, *middle, score, expected, _ = answers[after - 1]
        date = value if what == "date" else answered_at
        spoiled_score = value if what == "score" else score
        made.append((f"{answer_id}-X", date, *middle, spoiled_score, expected, ""))
        done = after
    return [*made, *answers[done:]]
