"""Real exports: every row of them is read and every line accounted for."""

from pathlib import Path

import pytest

from tests.ingest.reading import read, rows

COUNTS = {
    "surveys/StarWars.csv": 1186,
    "surveys/steak-risk-survey.csv": 550,
    "surveys/flying-etiquette.csv": 1040,
    "surveys/qualtrics_sample.csv": 1,
    "surveys/qualtrics_sample_legacy.csv": 1,
    "incidents/incident_event_log.zip": 141_712,
    "receipt/receipt.csv": 8_577,
    "receipt/receipt.parquet": 8_577,
    "olist/olist_order_reviews_dataset.csv": 2_993,
    "hcahps/responses.csv": 43_219,
    "hcahps/state_results.csv": 4_580,
    "hcahps/questions.csv": 19,
}


@pytest.mark.parametrize("name", COUNTS)
def test_every_row_is_read_and_none_refused(name: str, shared_data: Path, tmp_path: Path) -> None:
    table = read(tmp_path, shared_data / name)

    assert (table.report.rows, table.report.refused) == (COUNTS[name], ())


def test_the_star_wars_survey_has_two_header_lines(shared_data: Path, tmp_path: Path) -> None:
    table = read(tmp_path, shared_data / "surveys/StarWars.csv")

    assert table.report.header_lines == (1, 2)
    assert table.report.encoding == "cp1252"
    assert table.columns[1] == "Have you seen any of the 6 films in the Star Wars franchise?"
    assert table.columns[4].endswith(": Star Wars: Episode II  Attack of the Clones")
    assert rows(table)[0][0] == "3292879998"


def test_the_older_qualtrics_export_is_named_by_its_second_line(
    shared_data: Path, tmp_path: Path
) -> None:
    table = read(tmp_path, shared_data / "surveys/qualtrics_sample_legacy.csv")

    assert table.columns[:3] == ("ResponseID", "ResponseSet", "Name")
    assert table.columns[10:] == (
        "Q1", "Q2", "LocationLatitude", "LocationLongitude", "LocationAccuracy", "column 16",
    )  # fmt: skip


def test_two_columns_of_one_name_are_told_apart(shared_data: Path, tmp_path: Path) -> None:
    table = read(tmp_path, shared_data / "incidents/incident_event_log.zip")

    assert table.columns[16:18] == ("category", "category (2)")


def test_csv_and_parquet_of_one_log_have_the_same_names(shared_data: Path, tmp_path: Path) -> None:
    text = read(tmp_path, shared_data / "receipt/receipt.csv")
    typed = read(tmp_path, shared_data / "receipt/receipt.parquet")

    assert set(text.columns) == set(typed.columns)
