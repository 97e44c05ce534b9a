"""Every known export, end to end: its example is recognised, mapped, loaded and counted.

The story behind the examples: 20 tickets, 18 of them solved, 14 in time; 6 are complaints; 16
were rated, 10 of those with 4 or 5; 11 ratings carry a comment.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest

from cxdash.ingest import importer
from cxdash.ingest.recognise import FORMATS
from cxdash.store.workspace import Workspace

if TYPE_CHECKING:
    from cxdash.store.snapshot import Snapshot

SAMPLE = Path(__file__).parents[2] / "sample_data"
EXAMPLES = SAMPLE / "formats"

DESK = {"cases": 20, "responses": 16, "complaints": 6}
EXPECTED = {
    "qualtrics": ("qualtrics", {"responses": 32}),
    "surveymonkey": ("surveymonkey", {"responses": 48}),
    "typeform": ("typeform", {"responses": 32}),
    "google_forms": ("google_forms", {"responses": 16}),
    "ms_forms": ("ms_forms", {"responses": 16}),
    "limesurvey": ("limesurvey", {"responses": 16}),
    "formbricks": ("formbricks", {"responses": 16}),
    "formbricks_hub": ("formbricks_hub", {"responses": 43}),
    "delighted": ("delighted", {"responses": 16}),
    "hubspot_feedback": ("hubspot_feedback", {"responses": 16}),
    "medallia_ac": ("medallia_ac", {"responses": 16}),
    "gsa_touchpoints": ("gsa_touchpoints", {"responses": 16}),
    "zendesk": ("zendesk", DESK),
    "freshdesk": ("freshdesk", DESK),
    "freshservice": ("freshservice", DESK),
    "jira_sm": ("jira_sm", DESK),
    "salesforce": ("salesforce", {"cases": 20, "complaints": 6}),
    "salesforce_api": ("salesforce_api", {"cases": 20, "complaints": 6}),
    "hubspot_ticket": ("hubspot_ticket", {"cases": 20, "complaints": 6}),
    "intercom": ("intercom", DESK),
    "odoo_helpdesk": ("odoo_helpdesk", DESK),
    "servicenow": ("servicenow", {"cases": 20}),
    "intercom_csat": ("intercom_csat", {"responses": 16}),
    "chatwoot_csat": ("chatwoot_csat", {"responses": 16}),
    "trustpilot": ("trustpilot", {"responses": 16}),
    "trustpilot_products": ("trustpilot_products", {"responses": 16}),
    "google_play": ("google_play", {"responses": 16}),
    "cfpb_older": ("cfpb", {"complaints": 6}),
    "cfpb_newer": ("cfpb", {"complaints": 6}),
    "hcahps": ("hcahps", {"scores": 2}),
    "hcahps_releases": ("hcahps_releases", {"scores": 4}),
    "event_log": ("event_log", {"touches": 58, "cases": 20}),
    "event_log_disco": ("event_log", {"touches": 58, "cases": 20}),
}
"""File to its format and the rows it brings, counted by hand from the story."""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """One workspace with every example, loaded as nobody asks and nobody corrects."""
    home = tmp_path_factory.mktemp("examples")
    for name in EXPECTED:
        report = importer.load_here(EXAMPLES / f"{name}.csv", home=home)
        assert report.kept, report.message
        assert report.format == EXPECTED[name][0]
        assert report.refused == ()
    return Workspace(home).snapshot()


def test_the_examples_are_what_their_script_writes(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-B", str(SAMPLE / "formats.py"), str(tmp_path)],
        check=True,
        capture_output=True,
    )
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    kept = {path.name: path.read_bytes() for path in EXAMPLES.glob("*.csv")}
    assert made == kept


def test_every_known_export_has_an_example_and_every_example_is_tested() -> None:
    known = {form.name for form in FORMATS if not form.name.startswith("template_")}
    assert {form for form, _ in EXPECTED.values()} == known
    assert {path.stem for path in EXAMPLES.glob("*.csv")} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_an_example_brings_the_rows_of_its_story(name: str, loaded: Snapshot) -> None:
    tables = ("responses", "cases", "complaints", "touches", "scores")
    found = {
        table: loaded.rows(
            f"select count(*) from {table} join files using (upload_id) where file_name = $file",
            {"file": f"{name}.csv"},
        )[0][0]
        for table in tables
    }
    assert {table: rows for table, rows in found.items() if rows} == EXPECTED[name][1]


SATISFIED = "select avg(satisfied::int) from {responses} where metric_kind in ('csat', 'rating')"
NPS = "select avg(nps_points) from {responses}"
MEAN = "select avg(score)::double from {responses}"
IN_TIME = "select count(*) filter (where in_time = 'in time') from {cases}"
LATE = "select count(*) filter (where in_time = 'late') from {cases}"
ONE_STATION = "select count(*) filter (where stations = 1) from {cases}"

BY_WORD = (
    "select count(*) filter (where {0} in ({1})) / count(*) from {{raw}} where {0} in ({1}, {2})"
)

FIGURES = [
    ("qualtrics", SATISFIED,
     ("select count(*) filter (where try_cast(Q1 as int) >= 4) / count(*) from {raw} "
     "where Status = 'IP Address'"), 0.625),
    ("qualtrics", NPS,
     ("select avg(case when try_cast(Q2 as int) >= 9 then 100 when try_cast(Q2 as int) >= 7 then 0 "
     "else -100 end) from {raw} where Status = 'IP Address'"), 37.5),
    ("surveymonkey", "select avg(satisfied::int) from {responses} where metric_kind = 'csat'",
     ("select count(*) filter (where column09 in ('Satisfied', 'Very satisfied')) / count(*) "
     "from {headless} where column00 like '125%'"), 0.625),
    ("google_forms", SATISFIED,
     BY_WORD.format('"Zufriedenheit mit unserem Service?"',
                    "'Zufrieden', 'Sehr zufrieden'",
                    "'Teils, teils', 'Unzufrieden', 'Sehr unzufrieden'"), 0.625),
    ("limesurvey", MEAN,
     "select avg(6 - try_cast(column7 as int)) from {headless} where column1 like '2026%'",
     57 / 16),
    ("delighted", NPS,
     ("select avg(case when score::int >= 9 then 100 when score::int >= 7 then 0 else -100 end) "
     "from {raw} where survey_type = 'nps'"), 62.5),
    ("delighted", SATISFIED,
     ("select count(*) filter (where score::int >= 4) / count(*) from {raw} "
     "where survey_type = 'csat'"), 0.5),
    ("hubspot_feedback", NPS,
     ("select avg(case when Rating::int >= 9 then 100 when Rating::int >= 7 then 0 else -100 end) "
     'from {raw} where "Survey type" = \'NPS\''), 12.5),
    ("hubspot_feedback", SATISFIED,
     ("select count(*) filter (where Rating::int = 2) / count(*) from {raw} "
     'where "Survey type" = \'CSAT\''), 0.75),
    ("medallia_ac", MEAN, "select avg(try_cast(star_rating as int)) from {raw}", 57 / 16),
    ("gsa_touchpoints", SATISFIED, "select avg(question_1::int) from {raw}", 0.625),
    ("zendesk", SATISFIED, BY_WORD.format('"Satisfaction Score"', "'Good'", "'Bad'"), 0.625),
    ("zendesk", ONE_STATION,
     'select count(*) from {raw} where "Assignee stations"::int = 1', 11),
    ("zendesk", IN_TIME,
     'select count(*) from {raw} where "Solved at" <> \'\' and "Solved at" <= "Due date"', 14),
    ("freshdesk", SATISFIED,
     BY_WORD.format('"Survey results"', "'Happy', 'Very Happy'",
                    "'Neutral', 'Unhappy', 'Very Unhappy'"), 0.625),
    ("freshdesk", LATE,
     'select count(*) from {raw} where "Resolution status" = \'SLA Violated\'', 4),
    ("jira_sm", IN_TIME,
     ("select count(*) from {raw} where \"Custom field (Time to resolution)\" not like '-%' "
     "and \"Custom field (Time to resolution)\" <> ''"), 14),
    ("jira_sm", SATISFIED,
     (
         'select count(*) filter (where try_cast("Satisfaction rating" as int) >= 4) / '
         'count(try_cast("Satisfaction rating" as int)) from {raw}'
     ),
     0.625),
    ("odoo_helpdesk", MEAN,
     'select avg("Rating (1-5)"::int) from {raw} where "Rating (1-5)" not in (\'\', \'0\')',
     57 / 16),
    ("chatwoot_csat", MEAN,
     "select avg(try_cast(Rating as int)) from {raw} where \"Agent Name\" like '% (%'", 57 / 16),
    ("cfpb_older", "select count(*) filter (where resolved_in_time) from {complaints}",
     "select count(*) from {raw} where \"Timely response?\" = 'Yes'", 1),
    ("cfpb_newer", "select count(*) from {complaints} where cause = 'Late delivery'",
     "select count(*) from {raw} where Issue = 'Late delivery'", 3),
    ("google_play", "select count(comment) from {responses}", "", 11),
    ("hcahps", "select sum(value)::double from {scores}",
     'select sum(try_cast("HCAHPS Answer Percent" as int)) / 100 from {raw}', 1.54),
]  # fmt: skip
"""File, the figure in the warehouse, the same from the raw file, and by hand from the story."""


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: f"{figure[0]} {figure[3]}")
def test_a_figure_of_an_example_is_that_of_its_raw_file(figure, loaded: Snapshot) -> None:
    name, asked, raw, by_hand = figure
    path = EXAMPLES / f"{name}.csv"
    of_file = (
        f"(select * from {{}} where upload_id = "
        f"(select upload_id from files where file_name = '{path.name}'))"
    )
    tables = ("responses", "cases", "complaints", "scores")
    [(found,)] = loaded.rows(asked.format(**{table: of_file.format(table) for table in tables}))
    assert found == pytest.approx(by_hand)
    if raw:
        lines = f"read_csv('{path}', all_varchar = true, null_padding = true"
        whole = f"{lines}, header = true)"
        headless = f"{lines}, header = false, skip = 1)"
        [(counted,)] = duckdb.sql(raw.format(raw=whole, headless=headless)).fetchall()
        assert counted == pytest.approx(by_hand)


def test_the_zone_in_a_header_moves_the_times(loaded: Snapshot) -> None:
    """7101 was opened at 09:12; New York is five hours behind UTC in January."""
    at = "select occurred_at::varchar from cases join files using (upload_id) where file_name = $f"
    of = " and case_id = '7101'"
    assert loaded.rows(at + of, {"f": "intercom.csv"}) == [("2026-01-05 14:12:00",)]
    assert loaded.rows(at + of, {"f": "hubspot_ticket.csv"}) == [("2026-01-05 09:12:00",)]


def test_a_case_of_an_event_log_begins_with_its_first_step(loaded: Snapshot) -> None:
    """The step is logged at its start, 09:12+01:00, and at its end a quarter of an hour later."""
    when = (
        "select min(occurred_at)::varchar from {} join files using (upload_id) "
        "where file_name = 'event_log.csv' and case_id = '7101'"
    )
    assert loaded.rows(when.format("cases")) == [("2026-01-05 08:12:00",)]
    assert loaded.rows(when.format("touches")) == [("2026-01-05 08:27:00",)]


def test_a_jira_column_that_repeats_is_read_once(loaded: Snapshot) -> None:
    found = loaded.rows(
        "select distinct product from cases join files using (upload_id) "
        "where file_name = 'jira_sm.csv' order by product"
    )
    assert found == [("Dishwasher",), ("Oven",), ("Refrigerator",), ("Washing machine",)]


def test_an_internal_desk_serves_colleagues(loaded: Snapshot) -> None:
    kinds = loaded.rows(
        "select distinct file_name from cases join files using (upload_id) "
        "where customer_kind = 'internal' order by 1"
    )
    assert kinds == [("freshservice.csv",), ("servicenow.csv",)]
