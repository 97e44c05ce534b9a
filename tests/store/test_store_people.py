"""People appear as codes everywhere, until the workspace shows names."""

from pathlib import Path

from cxdash.store.workspace import Workspace
from tests.uploads_by_hand import keep

NAMED = {"employee": "Anna Schmidt", "occurred_at": "2025-03-14"}
EVERYWHERE = {
    "responses": [{"response_id": "1", "score": 2, **NAMED}],
    "invitations": [{"invited": 3, **NAMED}],
    "complaints": [{"complaint_id": "1", "cause": "late", **NAMED}],
    "touches": [{"touch_id": "1", **NAMED}],
    "cases": [{"case_id": "1", **NAMED}],
    "returns": [{"return_id": "1", **NAMED}],
    "checks": [{"check_id": "1", **NAMED}],
    "volumes": [{"count": 3, **NAMED}],
    "scores": [{"value": 3, **NAMED}],
    "employees": [
        {"employee": "Anna Schmidt", "employee_name": "Anna Schmidt-Meyer", "team": "Desk"}
    ],
}


def test_no_text_of_the_warehouse_holds_a_name(workspace: Workspace) -> None:
    keep(workspace, EVERYWHERE)
    snapshot = workspace.snapshot()
    texts = snapshot.rows(
        "select table_name, column_name from duckdb_columns() "
        "where data_type = 'VARCHAR' and not internal"
    )
    assert ("responses", "employee") in texts

    found = [
        (table, column)
        for table, column in texts
        if snapshot.rows(f"select 1 from {table} where \"{column}\" ilike '%schmidt%'")
    ]
    assert found == []


def test_a_code_is_the_same_in_every_table(workspace: Workspace) -> None:
    keep(workspace, EVERYWHERE)
    snapshot = workspace.snapshot()
    codes = {snapshot.rows(f"select employee from {table}")[0] for table in EVERYWHERE}
    ((code,),) = codes

    assert isinstance(code, str)
    assert len(code) == 8
    assert code.startswith("E-")


def test_names_stand_in_place_of_codes_once_the_workspace_shows_them(workspace: Workspace) -> None:
    keep(workspace, EVERYWHERE)
    before = workspace.version()
    workspace.registers.settings.set("names_shown", "yes", reason="agreed with the works council")

    assert workspace.version() != before
    snapshot = workspace.snapshot()
    shown = {snapshot.rows(f"select employee from {table}")[0] for table in EVERYWHERE}
    assert shown == {("Anna Schmidt-Meyer",)}


def test_two_people_of_one_name_stay_two_people(workspace: Workspace) -> None:
    keep(
        workspace,
        {
            "employees": [
                {"employee": "A1", "employee_name": "Kim Lee"},
                {"employee": "A2", "employee_name": "Kim Lee"},
            ]
        },
    )
    workspace.registers.settings.set("names_shown", "yes", reason="agreed with the works council")
    names = workspace.snapshot().rows("select employee from employees")
    assert len(set(names)) == 2


def test_another_workspace_gives_the_same_person_another_code(tmp_path: Path) -> None:
    codes = set()
    for name in ("one", "two"):
        workspace = Workspace(tmp_path / name)
        keep(workspace, {"touches": [{"touch_id": "1", **NAMED}]})
        codes |= set(workspace.snapshot().rows("select employee from touches"))
    assert len(codes) == 2


def test_people_whose_short_codes_would_be_alike_get_longer_ones(workspace: Workspace) -> None:
    many = 12_000  # of 16.8 million short codes: about four pairs are alike
    keep(workspace, {"touches": [{"employee": f"person {place}"} for place in range(many)]})
    snapshot = workspace.snapshot()
    assert snapshot.rows("select count(distinct employee) from touches") == [(many,)]
