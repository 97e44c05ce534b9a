"""Which rows count, and what they take from their case, customer, employee and process."""

from datetime import date

from cxdash.store.workspace import Workspace
from tests.uploads_by_hand import keep

DAY = "2025-03-14"


def ask(workspace: Workspace, sql: str) -> list[tuple[object, ...]]:
    return workspace.snapshot().rows(sql)


# Identity


def test_a_later_upload_replaces_a_row_with_the_same_identity(workspace: Workspace) -> None:
    keep(workspace, {"complaints": [{"complaint_id": "X1", "cause": "late"}]})
    keep(workspace, {"complaints": [{"complaint_id": "X1", "cause": "broken"}]})
    assert ask(workspace, "select complaint_id, cause, upload_id from complaints") == [
        ("X1", "broken", 2)
    ]


def test_within_one_file_the_last_line_wins(workspace: Workspace) -> None:
    lines = [
        {"complaint_id": "X1", "cause": "second", "source_line": 9},
        {"complaint_id": "X1", "cause": "first", "source_line": 3},
    ]
    keep(workspace, {"complaints": lines})
    assert ask(workspace, "select cause, source_line from complaints") == [("second", 9)]


def test_two_families_that_both_count_from_one_do_not_overwrite_each_other(
    workspace: Workspace,
) -> None:
    keep(workspace, {"responses": [{"response_id": "1", "score": 4}]}, family="shop survey")
    keep(workspace, {"responses": [{"response_id": "1", "score": 2}]}, family="phone survey")
    rows = ask(workspace, "select family, score::integer from responses order by family")
    assert rows == [("phone survey", 2), ("shop survey", 4)]


def test_two_questions_of_one_answer_sheet_are_two_rows(workspace: Workspace) -> None:
    sheet = [
        {"response_id": "R1", "question": "Q1", "score": 4, "source_line": 2},
        {"response_id": "R1", "question": "Q2", "score": 5, "source_line": 2},
    ]
    keep(workspace, {"responses": sheet})
    rows = ask(workspace, "select question, count(distinct response_key) from responses group by 1")
    assert sorted(rows) == [("Q1", 1), ("Q2", 1)]


def test_rows_without_an_identity_stand_for_themselves(workspace: Workspace) -> None:
    keep(workspace, {"responses": [{"score": 4}, {"score": 4}]})
    keep(workspace, {"responses": [{"score": 4}]})
    assert ask(workspace, "select count(*) from responses") == [(3,)]


def test_a_customer_known_to_two_families_is_one_customer(workspace: Workspace) -> None:
    keep(workspace, {"customers": [{"customer_id": "K1", "segment": "Retail"}]}, family="crm")
    keep(workspace, {"customers": [{"customer_id": "K1", "segment": "Trade"}]}, family="erp")
    assert ask(workspace, "select customer_id, segment, customer_kind from customers") == [
        ("K1", "Trade", "external")
    ]


# Text


def test_text_is_trimmed_and_blank_text_is_empty(workspace: Workspace) -> None:
    keep(workspace, {"complaints": [{"complaint_id": " X1\t", "cause": " \u00a0", "site": "Ulm "}]})
    assert ask(workspace, "select complaint_id, cause, site from complaints") == [
        ("X1", None, "Ulm")
    ]


def test_only_blanks_around_a_text_are_trimmed(workspace: Workspace) -> None:
    kept = {
        "Ulm": "Ulm",
        "New Ulm": "New Ulm",
        "Ulm\r\n": "Ulm",
        "\u00a0Ulm\u00a0": "Ulm",
        "Élan ": "Élan",
        "¡Hola!": "¡Hola!",
        "\x7f": "\x7f",
        "": None,
    }
    keep(
        workspace,
        {"touches": [{"touch_id": str(at), "site": told} for at, told in enumerate(kept)]},
    )
    found = ask(workspace, "select site from contacts order by source_line")
    assert found == [(site,) for site in kept.values()]


def test_an_alias_unites_spellings_in_facts_and_references(workspace: Workspace) -> None:
    calls = [
        {"touch_id": str(place), "channel": text}
        for place, text in enumerate(["phone", " TEL. ", "Phone", "web"])
    ]
    keep(workspace, {"touches": calls, "customers": [{"customer_id": "K1", "segment": "B2B"}]})
    workspace.registers.aliases.add("channel", "tel.", "Phone")
    alias = workspace.registers.aliases.add("channel", "phone", "Phone")
    workspace.registers.aliases.add("segment", "b2b", "Trade")

    counts = "select channel, count(*) from contacts group by channel order by channel"
    assert ask(workspace, counts) == [("Phone", 3), ("web", 1)]
    assert ask(workspace, "select segment from customers") == [("Trade",)]
    workspace.registers.aliases.remove(alias.id)
    assert ask(workspace, counts) == [("Phone", 2), ("phone", 1), ("web", 1)]


def test_a_chain_of_aliases_is_followed_and_a_circle_ends(workspace: Workspace) -> None:
    keep(workspace, {"touches": [{"touch_id": "1", "channel": "tel", "team": "a"}]})
    for dimension, spelling, canonical in [
        ("channel", "tel", "phone"),
        ("channel", "phone", "Telephone"),
        ("team", "a", "b"),
        ("team", "b", "a"),
    ]:
        workspace.registers.aliases.add(dimension, spelling, canonical)
    channel, team = ask(workspace, "select channel, team from touches")[0]
    assert channel == "Telephone"
    assert team in {"a", "b"}


# Filling in


def test_an_answer_takes_what_it_leaves_out_from_its_case_and_its_customer(
    workspace: Workspace,
) -> None:
    case = {
        "case_id": "C1",
        "customer_id": "K1",
        "process": "delivery",
        "employee": "Anna",
        "product": "Lamp",
        "promised_at": "2025-03-10",
        "delivered_at": "2025-03-11",
    }
    keep(workspace, {"cases": [case]}, family="orders")
    keep(workspace, {"customers": [{"customer_id": "K1", "segment": "Trade", "region": "North"}]})
    keep(workspace, {"employees": [{"employee": "Anna", "team": "Vans", "site": "Ulm"}]})
    keep(workspace, {"responses": [{"case_id": "C1", "score": 2}]}, family="survey")

    columns = "customer_id, segment, customer_kind, region, process, team, product, site, in_time"
    assert ask(workspace, f"select {columns} from responses") == [
        ("K1", "Trade", "external", "North", "delivery", "Vans", "Lamp", "Ulm", "late")
    ]
    same = "select responses.employee = cases.employee from responses, cases"
    assert ask(workspace, same) == [(True,)]


def test_what_a_row_says_itself_is_never_replaced(workspace: Workspace) -> None:
    case = {"case_id": "C1", "segment": "Trade", "team": "Vans", "employee": "Anna"}
    keep(workspace, {"cases": [case]})
    keep(
        workspace,
        {"responses": [{"case_id": "C1", "score": 2, "segment": "Retail", "team": "Desk"}]},
    )
    assert ask(workspace, "select segment, team, employee from responses") == [
        ("Retail", "Desk", None)
    ]


def test_another_customers_answer_to_a_case_does_not_take_that_cases_segment(
    workspace: Workspace,
) -> None:
    keep(workspace, {"cases": [{"case_id": "C1", "customer_id": "K1", "segment": "Trade"}]})
    keep(workspace, {"responses": [{"case_id": "C1", "customer_id": "K2", "score": 2}]})
    assert ask(workspace, "select customer_id, segment from responses") == [("K2", None)]


def test_an_ambiguous_case_id_joins_only_its_own_family(workspace: Workspace) -> None:
    keep(workspace, {"cases": [{"case_id": "1", "segment": "Trade"}]}, family="orders")
    keep(workspace, {"cases": [{"case_id": "1", "segment": "Retail"}]}, family="tickets")
    for family in ("orders", "survey"):
        keep(workspace, {"responses": [{"case_id": "1", "score": 2}]}, family=family)
    rows = ask(workspace, "select family, segment from responses order by family")
    assert rows == [("orders", "Trade"), ("survey", None)]


def test_a_touch_without_a_time_happened_when_its_case_did(workspace: Workspace) -> None:
    keep(workspace, {"cases": [{"case_id": "C1", "occurred_at": DAY, "employee": "Anna"}]})
    keep(workspace, {"touches": [{"touch_id": "1", "case_id": "C1", "process": "packing"}]})
    assert ask(workspace, "select occurred_on, process, employee from touches") == [
        (date(2025, 3, 14), "packing", None)
    ]


def test_an_internal_customer_is_internal_in_facts_too(workspace: Workspace) -> None:
    keep(workspace, {"customers": [{"customer_id": "HR", "customer_kind": "internal"}]})
    keep(workspace, {"responses": [{"customer_id": "HR", "score": 3}, {"score": 3}]})
    rows = ask(workspace, "select customer_kind from responses order by source_line")
    assert rows == [("internal",), ("external",)]


# Time


DAYS_IN_BERLIN = [
    ("2025-03-14 22:59", True, date(2025, 3, 14)),  # 23:59 in Berlin
    ("2025-03-14 23:00", True, date(2025, 3, 15)),  # midnight in Berlin
    ("2025-07-14 22:00", True, date(2025, 7, 15)),  # midnight in Berlin's summer
    ("2025-03-14 23:30", False, date(2025, 3, 14)),  # the file's own wall clock
    ("2025-03-14", False, date(2025, 3, 14)),
]


def test_a_day_is_the_workspaces_day_where_the_zone_is_known(workspace: Workspace) -> None:
    workspace.registers.settings.set("time_zone", "Europe/Berlin")
    counts = [
        {"occurred_at": moment, "zone_known": zone_known, "count": 1}
        for moment, zone_known, _ in DAYS_IN_BERLIN
    ]
    keep(workspace, {"volumes": counts})
    rows = ask(workspace, "select occurred_on from volumes order by source_line")
    assert rows == [(day,) for *_, day in DAYS_IN_BERLIN]


PROMISES = [
    ("2025-03-14", "2025-03-14 23:59:59", "in time"),
    ("2025-03-14", "2025-03-15", "late"),
    ("2025-03-14 12:00", "2025-03-14 12:00", "in time"),
    ("2025-03-14 12:00", "2025-03-14 12:01", "late"),
    ("2025-03-14", None, None),
    (None, "2025-03-14", None),
]
"""Promised, delivered, and what that is."""


def test_a_promise_at_midnight_counts_to_the_end_of_that_day(workspace: Workspace) -> None:
    cases = [
        {"case_id": f"C{place}", "promised_at": promised, "delivered_at": delivered}
        for place, (promised, delivered, _) in enumerate(PROMISES)
    ]
    keep(workspace, {"cases": cases})
    rows = ask(workspace, "select in_time from cases order by case_id")
    assert rows == [(in_time,) for *_, in_time in PROMISES]


def test_a_promise_at_midnight_in_the_files_own_zone_counts_to_the_end_of_that_day(
    workspace: Workspace,
) -> None:
    # 14 March 00:00 in Berlin is 13 March 23:00 UTC; delivered 14 March 23:30 in Berlin.
    case = {
        "case_id": "C1",
        "promised_at": "2025-03-13 23:00",
        "delivered_at": "2025-03-14 22:30",
    }
    keep(workspace, {"cases": [case]}, zone_known=True, mapping={"time_zone": "Europe/Berlin"})
    assert ask(workspace, "select in_time from cases") == [("in time",)]


def test_the_files_word_on_a_promise_comes_first(workspace: Workspace) -> None:
    case = {"case_id": "C1", "promised_at": DAY, "delivered_at": "2025-03-20", "in_time": True}
    keep(workspace, {"cases": [case]})
    assert ask(workspace, "select in_time from cases") == [("in time",)]


def test_a_mistyped_year_does_not_become_now(workspace: Workspace) -> None:
    answers = [
        {"occurred_at": "2025-03-02 10:00", "score": 1},
        {"occurred_at": "2204-03-05", "score": 1},
    ]
    keep(workspace, {"responses": answers}, received_at="2025-04-01T00:00:00+00:00")
    span = "select first_on, newest_on, as_of::varchar from facts_span"
    assert ask(workspace, span) == [(date(2025, 3, 2), date(2025, 3, 2), "2025-03-02 10:00:00")]


def test_what_was_promised_for_later_is_not_news(workspace: Workspace) -> None:
    case = {"case_id": "C1", "occurred_at": DAY, "promised_at": "2025-06-01"}
    keep(workspace, {"cases": [case]})
    assert ask(workspace, "select as_of::varchar from facts_span") == [("2025-03-14 00:00:00",)]
