"""Damaged and real files of the Pollock benchmark, scored its way, nothing given but the file."""

from pathlib import Path

import pytest

from benchmarks import pollock


@pytest.mark.parametrize("name", pollock.BARS)
def test_files_of_the_benchmark_reach_their_score(name: str, shared_data: Path) -> None:
    reached = pollock.mean(pollock.scores(shared_data / "pollock" / name).values())

    assert reached.simple >= pollock.BARS[name]
    assert reached.record_f1 >= pollock.RECORDS_BAR


def test_a_perfect_reading_scores_ten_and_a_lost_row_is_counted() -> None:
    table = [["id", "score"], ["1", "5"], ["2", "4"]]

    assert pollock.compared(table, table).simple == 10
    lost = pollock.compared(table, table[:2])
    assert (lost.header_f1, lost.record_precision, lost.record_recall) == (1, 1, 0.5)
    assert (lost.cell_precision, lost.cell_recall) == (1, 4 / 6)


def test_numbers_compare_by_value_in_records_and_as_text_in_cells() -> None:
    score = pollock.compared([["n"], ["5.0"]], [["N"], ["5.00"]])

    assert (score.header_f1, score.record_f1, score.cell_f1) == (1, 1, 0)
