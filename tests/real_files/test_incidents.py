"""An internal service desk: one row for each update, `?` for missing, two columns of one name."""

from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from cxdash import Filters, Question, Workspace, answer
from cxdash.metrics.catalogue import metric_named
from cxdash.metrics.measure import measure
from cxdash.metrics.reader import reader_of


@pytest.fixture(scope="session")
def incidents(loaded) -> Workspace:
    return loaded("incidents/incident_event_log.zip")


@pytest.fixture(scope="session")
def last_updates(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the last update of each incident, as SQL on the raw file."""
    folder = tmp_path_factory.mktemp("incidents")
    with ZipFile(shared_data / "incidents/incident_event_log.zip") as packed:
        path = packed.extract(packed.namelist()[0], folder)
    return f"""
        (select number, arg_max(made_sla, place) as made_sla,
                arg_max(assignment_group, place) as team, arg_max(resolved_by, place) as person,
                arg_max(contact_type, place) as channel
         from (select row_number() over () as place, *
               from read_csv('{path}', all_varchar = true, parallel = false))
         group by number)
    """


def test_an_incident_counts_once_and_not_at_each_update(incidents, last_updates, by_hand) -> None:
    measured = measure(reader_of(incidents), metric_named("kept_promises"), filters=Filters())
    assert int(measured["n"].iloc[0]) == 24_918
    missed = 100 * (1 - measured["value"].iloc[0])
    assert round(missed, 2) == 36.58
    ((expected,),) = by_hand(f"select 100 * avg((made_sla = 'false')::int) from {last_updates}")
    assert missed == pytest.approx(expected, rel=1e-12)


def test_every_group_and_resolver_is_on_the_touch_map(
    incidents: Workspace, last_updates: str, by_hand: Callable[[str], list[tuple]]
) -> None:
    ((teams, people),) = by_hand(
        f"select count(distinct team), count(distinct person) from {last_updates}"
    )
    assert (teams, people) == (71, 217)
    reader = reader_of(incidents)
    touches = metric_named("touches")
    found = [
        measure(reader, touches, filters=Filters(), by=(name,))[name].nunique()
        for name in ("team", "employee")
    ]
    assert found == [71, 217]


def test_customers_of_a_service_desk_are_colleagues(incidents: Workspace) -> None:
    rows = incidents.snapshot().rows("select distinct customer_kind from cases")
    assert rows == [("internal",)]


def test_a_question_mark_is_missing(incidents: Workspace) -> None:
    snapshot = incidents.snapshot()
    for column in ("team", "employee", "site", "channel", "product"):
        assert snapshot.rows(f"select count(*) from cases where \"{column}\" = '?'") == [(0,)]


def test_the_touch_map_shows_teams_and_no_resolver_with_few_incidents(incidents) -> None:
    teams = answer("touchpoints", incidents, Question(metric="kept_promises", split="team"))
    assert "cells differ from the rest beyond chance" in teams.sentences[0]
    people = answer("touchpoints", incidents, Question(metric="kept_promises", split="employee"))
    shown = people.panels["people"].table
    assert len(shown) < 217
    assert shown["Touches"].min() >= 10


def test_no_incident_closes_before_it_was_opened(incidents: Workspace) -> None:
    (upload,) = incidents.uploads.all()
    assert upload.refused() is None
    reversed_ = "select count(*) from cases where closed_at < occurred_at"
    assert incidents.snapshot().rows(reversed_) == [(0,)]
