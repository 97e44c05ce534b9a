"""What is worked out for answers and complaints, and who met which customer."""

from decimal import Decimal

from cxdash.store.workspace import Workspace
from tests.uploads_by_hand import keep


def ask(workspace: Workspace, sql: str) -> list[tuple[object, ...]]:
    return workspace.snapshot().rows(sql)


# Answers


SATISFIED = [
    ("csat", 1, 5, 4, True),
    ("csat", 1, 5, 3, False),
    ("rating", 0, 10, 9, True),
    ("rating", 0, 10, 8, False),
    ("csat", 1, 3, 3, True),
    ("csat", 1, 3, 2, False),
    ("csat", None, None, 5, None),
    ("ces", 1, 7, 7, None),
    ("csat", 1, 5, None, None),
]
"""Kind of question, its scale, the score, and whether that is satisfied."""


def test_satisfied_is_the_top_two_boxes_of_a_known_scale(workspace: Workspace) -> None:
    answers = [
        {"metric_kind": kind, "scale_low": low, "scale_high": high, "score": score}
        for kind, low, high, score, _ in SATISFIED
    ]
    keep(workspace, {"responses": answers})
    rows = ask(workspace, "select satisfied from responses order by source_line")
    assert rows == [(satisfied,) for *_, satisfied in SATISFIED]


def test_recommendation_points_follow_the_groups_of_the_net_promoter_score(
    workspace: Workspace,
) -> None:
    scale = {"metric_kind": "nps", "scale_low": 0, "scale_high": 10}
    keep(workspace, {"responses": [{**scale, "score": score} for score in (0, 6, 7, 8, 9, 10)]})
    points = ask(workspace, "select nps_points from responses order by source_line")
    assert points == [(-100,), (-100,), (0,), (0,), (100,), (100,)]


def test_recommendation_on_another_scale_has_no_points(workspace: Workspace) -> None:
    answer = {"metric_kind": "nps", "scale_low": 1, "scale_high": 5, "score": 5}
    keep(workspace, {"responses": [answer]})
    assert ask(workspace, "select nps_points from responses") == [(None,)]


def test_an_answer_is_below_at_or_above_what_was_expected(workspace: Workspace) -> None:
    expected = [(3, 4), (4, 4), (5, 4), (5, None)]
    answers = [{"score": score, "expected_score": wanted} for score, wanted in expected]
    keep(workspace, {"responses": answers})
    rows = ask(workspace, "select disconfirmation from responses order by source_line")
    assert rows == [(-1,), (0,), (1,), (None,)]


def test_an_instrument_is_a_question_on_its_scale(workspace: Workspace) -> None:
    answers = [
        {"survey": "Desk", "question": "Overall?", "scale_low": 1, "scale_high": 5, "score": 4},
        {"survey": "Desk", "question": "Overall?", "scale_low": 0, "scale_high": 2.5, "score": 2},
        {"survey": "Desk", "score": 4},
        {"metric_kind": "ces", "score": 4},
        {"score": 4},
    ]
    keep(workspace, {"responses": answers})
    assert ask(workspace, "select instrument from responses order by source_line") == [
        ("Desk · Overall? · (1–5)",),
        ("Desk · Overall? · (0–2.5)",),
        ("Desk",),
        ("ces",),
        ("unnamed question",),
    ]
    assert ask(workspace, "select sum(n)::integer, count(*) from instruments") == [(5, 5)]


# Complaints


def test_a_complaint_is_resolved_in_time_by_the_files_word_its_dates_or_the_newest_day(
    workspace: Workspace,
) -> None:
    due = {"occurred_at": "2025-03-01", "due_at": "2025-03-05"}
    complaints = [
        {"complaint_id": "1 said", **due, "resolved_at": "2025-03-09", "in_time": True},
        {"complaint_id": "2 that day", **due, "resolved_at": "2025-03-05 23:00"},
        {"complaint_id": "3 after", **due, "resolved_at": "2025-03-06"},
        {"complaint_id": "4 open, over due", **due},
        {"complaint_id": "5 open, not yet due", **due, "due_at": "2025-03-09"},
        {"complaint_id": "6 no due date", "occurred_at": "2025-03-01"},
    ]
    keep(workspace, {"complaints": complaints})
    columns = "is_open, resolved_in_time, in_time"
    assert ask(workspace, f"select {columns} from complaints order by complaint_id") == [
        (False, True, "in time"),
        (False, True, "in time"),
        (False, False, "late"),
        (True, False, "late"),
        (True, None, None),
        (True, None, None),
    ]


def test_a_source_that_never_says_when_complaints_are_resolved_does_not_leave_them_all_open(
    workspace: Workspace,
) -> None:
    complaints = [
        {"complaint_id": "1", "due_at": "2025-03-05", "occurred_at": "2025-03-09"},
        {"complaint_id": "2", "status": "Open", "occurred_at": "2025-03-09"},
        {"complaint_id": "3", "status": "Closed", "occurred_at": "2025-03-09"},
    ]
    keep(workspace, {"complaints": complaints})
    rows = ask(workspace, "select is_open, resolved_in_time from complaints order by complaint_id")
    assert rows == [(None, None), (True, None), (False, None)]


def test_hours_to_resolve_run_to_the_newest_moment_while_a_complaint_is_open(
    workspace: Workspace,
) -> None:
    start = {"occurred_at": "2025-03-01 10:00"}
    complaints = [
        {"complaint_id": "1", **start, "resolved_at": "2025-03-02 16:00"},
        {"complaint_id": "2", **start},
        {"complaint_id": "3", **start, "resolved_at": "2025-03-01"},
        {"complaint_id": "4", **start, "resolved_at": "2025-02-01"},
    ]
    keep(workspace, {"complaints": complaints})
    rows = ask(workspace, "select hours_to_resolve from complaints order by complaint_id")
    assert rows == [(30.0,), (30.0,), (0.0,), (None,)]


# Contacts and ratings


def test_one_flat_file_shows_its_people_and_processes_as_contacts_once(
    workspace: Workspace,
) -> None:
    who = {"case_id": "C1", "process": "support", "employee": "Anna"}
    ticket = {
        "touches": [{"touch_id": "T1", **who}],
        "responses": [
            {"response_id": "T1", "question": question, "score": 3, **who} for question in "ab"
        ],
        "complaints": [{"complaint_id": "T1", "cause": "late", **who}],
    }
    keep(workspace, ticket)
    assert ask(workspace, "select source, process from contacts") == [("touches", "support")]


def test_rows_that_name_someone_imply_contacts_and_others_do_not(workspace: Workspace) -> None:
    keep(
        workspace,
        {
            "cases": [{"case_id": "C1", "process": "delivery"}],
            "responses": [
                {"response_id": "1", "case_id": "C1", "score": 3},
                {"response_id": "2", "case_id": "C1", "score": 3, "process": "billing"},
                {"response_id": "3", "question": "a", "score": 3, "process": "billing"},
                {"response_id": "3", "question": "b", "score": 3, "process": "billing"},
                {"score": 3, "team": "Desk"},
                {"score": 3, "team": "Desk"},
            ],
            "complaints": [{"complaint_id": "1", "employee": "Anna"}],
        },
    )
    counts = "select source, process, team, count(*) from contacts group by all order by all"
    assert ask(workspace, counts) == [
        ("cases", "delivery", None, 1),
        ("complaints", None, None, 1),
        ("responses", "billing", None, 2),
        ("responses", None, "Desk", 2),
    ]
    keys = "select count(distinct contact_key) = count(*) from contacts"
    assert ask(workspace, keys) == [(True,)]


def test_a_rating_counts_an_answer_once_for_each_distinct_contact_of_its_case(
    workspace: Workspace,
) -> None:
    touches = [
        {"touch_id": "1", "case_id": "C1", "process": "sales", "employee": "Anna"},
        {"touch_id": "2", "case_id": "C1", "process": "sales", "employee": "Anna"},
        {"touch_id": "3", "case_id": "C1", "process": "delivery"},
        {"touch_id": "4", "case_id": "C2", "process": "delivery"},
    ]
    keep(workspace, {"touches": touches}, family="helpdesk")
    answers = [{"response_id": "1", "case_id": "C1", "score": 2}, {"response_id": "2", "score": 5}]
    keep(workspace, {"responses": answers}, family="survey")

    ratings = "select process, employee is not null, score from ratings order by all"
    assert ask(workspace, ratings) == [
        ("delivery", False, Decimal(2)),
        ("sales", True, Decimal(2)),
        (None, False, Decimal(5)),
    ]


def test_an_answers_own_process_is_rated_beside_its_cases(workspace: Workspace) -> None:
    keep(workspace, {"touches": [{"touch_id": "1", "case_id": "C1", "process": "sales"}]})
    keep(workspace, {"responses": [{"case_id": "C1", "process": "billing", "score": 2}]})
    rows = ask(workspace, "select process from ratings order by process")
    assert rows == [("billing",), ("sales",)]
    distinct = "select count(*) = count(distinct (process, team, employee, channel)) from ratings"
    assert ask(workspace, distinct) == [(True,)]
