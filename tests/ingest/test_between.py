"""Totals and headings between rows are named by the evidence of all rows, and are no rows."""

from pathlib import Path

import pytest

from cxdash.ingest import between_told
from tests.ingest.reading import read, refusals, row_lines, rows, skips
from tests.ingest.workbooks import book

NAMES = "Region,Ticket,Date,Cost,Score\n"
NORTH = ("North,T-1001,2025-03-01,120.50,4", "North,T-1002,2025-03-02,80.00,5")
SOUTH = ("South,T-1003,2025-03-01,10.00,2", "South,T-1004,2025-03-04,20.00,4")
SUBTOTAL = "total between rows"
HEADING = "heading of a group of rows"


def _with(first: str, second: str) -> str:
    """Return two groups of two rows with a line behind each, and a last row."""
    lines = (*NORTH, first, *SOUTH, second, "West,T-1005,2025-03-05,30.00,5")
    return NAMES + "".join(f"{line}\n" for line in lines)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Subtotal,,,200.50,", "Subtotal,,,30.00,"),
        ("Zwischensumme,,,200.50,", "Zwischensumme,,,30.00,"),
        ("Sous-total,,,200.50,", "Sous-total,,,30.00,"),
        ("Total North,,,200.50,", "Total South,,,30.00,"),
        ("North Total,,,200.50,", "South Total,,,30.00,"),
        ("Sum for North,,,200.5,", "Sum for South,,,30,"),
        ("*,,,200.50,", "*,,,30.00,"),
        ("Average,,,100.25,4.5", "Average,,,15.00,3"),
        ("Count: 2,,,,", "Count: 2,,,,"),
        ("Subtotal North: 200.50", "Subtotal South: 30.00"),
        ("Subtotal,200.50", "Subtotal,30.00"),
        (",,,200.50,", ",,,30.00,"),
        ("Subtotal,,,999.00,", "Subtotal,,,30.00,"),
    ],
)
def test_a_total_between_rows_is_named(first: str, second: str, tmp_path: Path) -> None:
    table = read(tmp_path, _with(first, second))

    assert row_lines(table) == [2, 3, 5, 6, 8]
    assert skips(table) == [(4, 4, SUBTOTAL), (7, 7, SUBTOTAL)]


def test_totals_above_their_rows_are_named(tmp_path: Path) -> None:
    lines = ("North,,,200.50,", *NORTH, "South,,,30.00,", *SOUTH)

    table = read(tmp_path, NAMES + "\n".join(lines))

    assert row_lines(table) == [3, 4, 6, 7]
    assert skips(table) == [(2, 2, SUBTOTAL), (5, 5, SUBTOTAL)]


def test_totals_with_a_decimal_comma_and_points_for_thousands_are_added_up(tmp_path: Path) -> None:
    table = read(
        tmp_path,
        "Region;Ware;Umsatz\nNord;A;1.250,50\nNord;B;1.000,25\nSumme Nord;;2.250,75\n"
        "Süd;A;10,00\nSüd;B;20,00\nSumme Süd;;30,00\n",
    )

    assert row_lines(table) == [2, 3, 5, 6]
    assert skips(table) == [(4, 4, SUBTOTAL), (7, 7, SUBTOTAL)]


def test_totals_on_a_sheet_are_named(tmp_path: Path) -> None:
    lines = _with("Subtotal,,,200.50,", "Subtotal,,,30.00,").splitlines()

    table = read(tmp_path, book({"Costs": lines}), "costs.xlsx")

    assert skips(table) == [(4, 4, SUBTOTAL), (7, 7, SUBTOTAL)]


def test_the_totals_of_totals_are_named(tmp_path: Path) -> None:
    lines = (*NORTH, "Subtotal,,,200.50,", *SOUTH, "Subtotal,,,30.00,", "Sum,,,230.50,")

    table = read(tmp_path, NAMES + "\n".join([*lines, "West,T-1005,2025-03-05,30.00,5"]))

    assert row_lines(table) == [2, 3, 5, 6, 9]


@pytest.mark.parametrize(
    "line",
    [
        "Total Energies,T-1009,2025-03-09,5.00,3",
        "Total,T-1009,2025-03-09,5.00,3",
        "Average Joe,T-1009,2025-03-09,230.50,3",
        ",T-1009,2025-03-09,5.00,3",
        "East,T-1009,2025-03-09,,",
    ],
)
def test_a_row_stays_a_row_whatever_it_begins_with(line: str, tmp_path: Path) -> None:
    table = read(tmp_path, _with(line, "South,T-1010,2025-03-10,1.00,1"))

    assert row_lines(table) == [2, 3, 4, 5, 6, 7, 8]


def test_a_comment_that_begins_with_total_is_a_row_without_a_date(tmp_path: Path) -> None:
    said = ("Very good", "Total disaster", "Fine", "Sum of all fears", "Kind")
    lines = "".join(f"{text},2025-03-{at + 10},{at}\n" for at, text in enumerate(said))

    table = read(tmp_path, "Comment,Date,Score\n" + lines + "Total chaos,,\nGood,2025-03-20,4\n")

    assert row_lines(table) == [2, 3, 4, 5, 6, 7, 8]


def test_a_last_row_of_a_customer_called_total_is_kept(tmp_path: Path) -> None:
    table = read(tmp_path, NAMES + "\n".join([*NORTH, *SOUTH, "Total,T-1005,2025-03-05,7.00,5"]))

    assert row_lines(table) == [2, 3, 4, 5, 6]


def test_a_line_that_seems_a_total_and_adds_up_to_nothing_is_refused(tmp_path: Path) -> None:
    sold = "Region,Ware,Pieces\nNorth,A,10\nNorth,B,20\nTotal Oil,,7\nSouth,A,5\nSouth,B,7\n"

    table = read(tmp_path, sold)

    assert row_lines(table) == [2, 3, 5, 6]
    assert refusals(table) == [
        (
            4,
            (
                "seems to sum up other rows, as it begins with 'Total Oil' and leaves 'Ware' "
                "empty, but its figures do not add up to theirs"
            ),
        )
    ]


def test_a_total_that_lacks_nothing_is_kept_and_said(tmp_path: Path) -> None:
    table = read(tmp_path, "Team,Calls\nA,10\nB,20\nTotal,30\nC,5\nD,6\n")

    assert row_lines(table) == [2, 3, 4, 5, 6]
    assert table.report.notes == (
        (
            "Lines that sum up the rows above them were kept, as they leave nothing empty that "
            "rows fill; lines: 1, the first is line 4 ('Total'). Take them out of the file if "
            "they are totals."
        ),
    )


TICKETS = ("T-1001,2025-03-01,4", "T-1002,2025-03-02,5")
LATER = ("T-1003,2025-03-01,2", "T-1004,2025-03-04,4")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Region: North,,", "Region: South,,"),
        ("North", "South"),
        ("North,,", "South,,"),
    ],
)
def test_a_heading_of_a_group_is_named_and_said(first: str, second: str, tmp_path: Path) -> None:
    lines = ("Ticket,Date,Score", first, *TICKETS, second, *LATER)

    table = read(tmp_path, "\n".join(lines))

    assert row_lines(table) == [3, 4, 6, 7]
    assert skips(table) == [(2, 2, HEADING), (5, 5, HEADING)]
    assert table.report.notes == (
        (
            "Headings of groups stand between the rows; lines: 2, the first is line 2 "
            f"({first.rstrip(',')!r}). No column holds these groups: write them into one of "
            "their own if you want to split by them."
        ),
    )


def test_headings_among_names_are_known_as_the_first_line_is_one(tmp_path: Path) -> None:
    teams = "Agent,Date,Score\nTeam A,,\nAnn,2025-03-01,4\nBo,2025-03-02,5\nTeam B,,\n"

    table = read(tmp_path, teams + "Cy,2025-03-03,2\nDi,2025-03-04,3\n")

    assert skips(table) == [(2, 2, HEADING), (5, 5, HEADING)]


def test_a_customer_without_an_answer_is_a_row(tmp_path: Path) -> None:
    table = read(
        tmp_path, "Customer,Date,Score\nAcme,2025-03-01,4\nBolt,,\nCram,2025-03-03,2\nDix,,\nEx,,\n"
    )

    assert row_lines(table) == [2, 3, 4, 5, 6]


def test_an_id_without_an_answer_is_a_row(tmp_path: Path) -> None:
    table = read(tmp_path, "Ticket,Date,Score\n" + "\n".join([*TICKETS, "T-1009,,", *LATER]))

    assert row_lines(table) == [2, 3, 4, 5, 6]


def test_a_text_alone_between_ids_is_refused_for_what_it_is(tmp_path: Path) -> None:
    table = read(tmp_path, "Ticket,Date,Score\n" + "\n".join([*TICKETS, "see below,,", *LATER]))

    assert refusals(table) == [
        (
            4,
            (
                "fills only 'Ticket', and not as the rows do, which all fill 'Date' and 'Score' "
                "too: it may be a heading, a remark or the beginning of a row"
            ),
        )
    ]


def test_cells_filled_on_the_first_row_of_a_group_only_are_said_and_stay_empty(
    tmp_path: Path,
) -> None:
    table = read(
        tmp_path,
        "Region,Ticket,Score\nNorth,T-1,4\n,T-2,5\n,T-3,3\nSouth,T-4,2\n,T-5,1\n",
    )

    assert rows(table)[1] == ["", "T-2", "5"]
    assert table.report.notes == (
        (
            "'Region' is filled in 2 of 5 rows only, as though it stood for those below it too "
            "(the first without it is line 3). Empty cells stay empty: fill them in the file if "
            "they mean the value above."
        ),
    )


def test_a_large_file_names_its_totals_among_lines_read_in_bulk(tmp_path: Path) -> None:
    lines = [NAMES]
    for group in range(40):
        lines += [f"R{group},T-{group}-{at},2025-03-10,2.50,4\n" for at in range(2_000)]
        lines.append(f"R{group} Total,,,5000.00,\n")

    table = read(tmp_path, "".join(lines))

    assert table.report.rows == 80_000
    assert sum(span.lines for span in table.report.skipped) == 40


def test_customers_whose_names_begin_with_total_are_rows_without_a_score(tmp_path: Path) -> None:
    table = read(
        tmp_path,
        "Customer,Cost,Score\nTotal Oil,1,4\nTotal Gas,2,5\nTotal Sun,3,\nAcme,4,2\nBolt,5,1\n",
    )

    assert row_lines(table) == [2, 3, 4, 5, 6]


def test_a_file_too_large_to_be_added_up_keeps_such_lines_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Going through ten million rows in memory would take gigabytes."""
    monkeypatch.setattr(between_told, "MOST_CELLS", 10)

    table = read(tmp_path, _with("Subtotal,,,200.50,", "Subtotal,,,30.00,"))

    assert row_lines(table) == [2, 3, 4, 5, 6, 7, 8]
    assert (
        "Lines that seem to sum up others were kept as rows: 2, the first is line 4 ('Subtotal'). "
        "In so large a file their figures are not added up: take them out if they are totals."
    ) in table.report.notes
