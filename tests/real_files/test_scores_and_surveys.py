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
    filters = Filters(where=(("question", ("Communication with nurses",)),))
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
    said = found.sentences[-1]
    assert said.startswith("Result: Top-box share by state · Overall hospital rating.")
    assert said.endswith("9 other results not mixed in.")
    assert len(found.panels["trend"].table) == 9


def test_the_headline_of_reported_shares_is_the_overall_rating(
    loaded, shared_data: Path, by_hand
) -> None:
    measured = measure(
        reader_of(loaded("hcahps/state_results.csv")),
        metric_named("reported_share"),
        filters=Filters(),
        grain="year",
    )
    expected = by_hand(
        "select right(release_period, 4)::int, avg(top_box_percentage), count(*) "
        f"from read_csv('{shared_data}/hcahps/state_results.csv') "
        "where measure_id = 'H_HSP_RATING' group by all order by 1"
    )
    assert [
        (start.year, pytest.approx(100 * value), n)
        for start, value, n in zip(
            measured["period"], measured["value"], measured["n"], strict=True
        )
    ] == expected


def test_the_nation_is_not_averaged_with_its_states(loaded) -> None:
    both = loaded("hcahps/state_results.csv", "hcahps/national_results.csv")
    alone = loaded("hcahps/state_results.csv")
    values = [
        measure(reader_of(one), metric_named("reported_share"), filters=Filters())
        for one in (both, alone)
    ]
    assert values[0].equals(values[1])


def test_every_measure_is_called_as_the_list_of_measures_calls_it(
    loaded, shared_data: Path, by_hand
) -> None:
    snapshot = loaded("hcahps/state_results.csv").snapshot()
    found = snapshot.rows("select distinct lower(question) from scores order by 1")
    assert found == by_hand(
        f"select lower(measure) from read_csv('{shared_data}/hcahps/measures.csv') order by 1"
    )


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
