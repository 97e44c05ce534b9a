"""Results already summed up (HCAHPS), and surveys with two or three header lines."""

from pathlib import Path

import pytest

from cxdash import Filters, Question, answer
from cxdash.ingest.importer import examine, load
from cxdash.metrics.catalogue import metric_named
from cxdash.metrics.measure import measure
from cxdash.metrics.reader import reader_of


def test_top_box_percentages_by_state_and_release(loaded, shared_data: Path, by_hand) -> None:
    workspace = loaded("hcahps/state_results.csv")
    filters = Filters(where=(("question", ("H_COMP_1",)),))
    measured = measure(
        reader_of(workspace),
        metric_named("reported_share"),
        filters=filters,
        by=("region",),
        grain="year",
    )
    found = {
        (start.year, state): pytest.approx(100 * value)
        for start, state, value in zip(
            measured["period"], measured["region"], measured["value"], strict=True
        )
    }
    expected = {
        (int(release[-4:]), state): value
        for release, state, value in by_hand(
            "select release_period, state, top_box_percentage "
            f"from read_csv('{shared_data}/hcahps/state_results.csv') "
            "where measure_id = 'H_COMP_1'"
        )
    }
    assert len(expected) > 400
    assert found == expected


def test_a_trend_of_reported_shares_says_which_result_it_speaks_of(loaded) -> None:
    found = answer("trend", loaded("hcahps/state_results.csv"), Question(metric="reported_share"))
    assert found.sentences[-1] == (
        "Result: top box percentage · H_CLEAN_HSP. 9 other results not mixed in."
    )
    assert len(found.panels["trend"].table) == 9


def test_the_second_header_line_of_surveymonkey_is_not_data(loaded) -> None:
    snapshot = loaded("surveys/StarWars.csv").snapshot()
    assert snapshot.rows("select rows_read from files") == [(1186,)]
    assert snapshot.rows("select count(*) from responses where response_id is null") == [(0,)]
    assert snapshot.rows("select count(*) from instruments where question ilike '%response%'") == [
        (0,)
    ]


@pytest.mark.parametrize("name", ["qualtrics_sample.csv", "qualtrics_sample_legacy.csv"])
def test_the_second_and_third_header_lines_of_qualtrics_are_not_data(
    shared_data: Path, tmp_path: Path, name: str
) -> None:
    examined = examine(shared_data / "surveys" / name, home=tmp_path).to_json()
    assert examined["rows"] == 1
    assert "ImportId" not in str(examined["preview"])
    assert {"Q1", "Q2"} <= {column["name"] for column in examined["columns"]}


@pytest.mark.parametrize(
    "name", ["flying-etiquette.csv", "steak-risk-survey.csv", "masculinity-survey.csv"]
)
def test_a_survey_without_a_score_gets_a_sentence_and_nothing_is_kept(
    shared_data: Path, tmp_path: Path, name: str
) -> None:
    report = load(shared_data / "surveys" / name, home=tmp_path, yes=True).to_json()
    assert report["kept"] is False
    assert "map it to 'Score'" in report["message"]
