"""What unknown files are taken for, on real exports; none of them has a module of its own."""

from pathlib import Path

import pytest

from cxdash.ingest import importer
from cxdash.ingest.examination import Examination
from cxdash.ingest.mapping import Feed
from tests.ingest.loading import rows, staged, written


def examined(path: Path, tmp_path: Path) -> Examination:
    return importer.examine(path, home=tmp_path / "workspace")


def sources(feed: Feed) -> dict[str, object]:
    """Return field to column, or to the constant after an equals sign."""
    return {
        name: source.column if source.constant is None else f"={source.constant}"
        for name, source in feed.fields.items()
    }


OLIST = {
    "orders": ("cases", {
        "case_id": "order_id", "customer_id": "customer_id", "status": "order_status",
        "occurred_at": "order_purchase_timestamp", "promised_at": "order_estimated_delivery_date",
        "delivered_at": "order_delivered_customer_date"}),
    "order_reviews": ("responses", {
        "response_id": "review_id", "case_id": "order_id", "score": "review_score",
        "scale_low": "=1", "scale_high": "=5", "metric_kind": "=rating",
        "question": "=review_score", "survey": "=olist order reviews dataset",
        "comment": "review_comment_message", "occurred_at": "review_creation_date"}),
    "customers": ("customers", {"customer_id": "customer_id", "region": "customer_state"}),
    "order_items": ("touches", {
        "case_id": "order_id", "process": "seller_id", "product": "product_id",
        "touch_id": ("order_id", "order_item_id")}),
    "sellers": ("processes", {"process": "seller_id", "site": "seller_state"}),
}  # fmt: skip


@pytest.mark.parametrize("name", OLIST)
def test_a_shop_export_is_understood(name, shared_data: Path, tmp_path: Path) -> None:
    found = examined(shared_data / "olist" / f"olist_{name}_dataset.csv", tmp_path)
    table, fields = OLIST[name]
    assert [feed.table for feed in found.mapping.feeds] == [table]
    assert sources(found.mapping.feeds[0]) == fields
    assert not found.needs_confirmation


def test_an_incident_log_is_one_case_for_each_number(shared_data: Path, tmp_path: Path) -> None:
    path = shared_data / "incidents" / "incident_event_log.zip"
    found = examined(path, tmp_path)
    fields = sources(found.mapping.feeds[0])
    assert found.mapping.feeds[0].table == "cases"
    assert fields == {
        "case_id": "number", "occurred_at": "opened_at", "closed_at": "closed_at",
        "delivered_at": "resolved_at", "in_time": "made_sla", "customer_id": "caller_id",
        "customer_kind": "=internal", "team": "assignment_group", "employee": "resolved_by",
        "channel": "contact_type", "site": "location", "product": "category",
        "status": "ident_state",
    }  # fmt: skip
    assert found.mapping.feeds[0].fields["occurred_at"].how == {"date_order": "dmy"}

    upload = staged(path, tmp_path / "workspace", found.mapping)

    assert (upload.tables[0].new, upload.tables[0].updates) == (24_918, 116_794)
    assert (
        "Orders, tickets and journeys: 141,712 rows are updates of 24,918; "
        "the last update of each counts." in upload.notes
    )


def test_an_event_log_gives_touches_in_utc_and_cases(shared_data: Path, tmp_path: Path) -> None:
    path = shared_data / "receipt" / "receipt.csv"
    found = examined(path, tmp_path)
    touches, cases = found.mapping.feeds
    assert found.format == "event_log"
    assert sources(touches) == {
        "case_id": "case:concept:name", "occurred_at": "time:timestamp",
        "process": "concept:name", "employee": "org:resource", "team": "org:group",
        "channel": "case:channel", "touch_id": "concept:instance",
    }  # fmt: skip
    assert sources(cases)["promised_at"] == "case:enddate_planned"

    upload = staged(path, tmp_path / "workspace", found.mapping)

    # 2011-10-11 13:45:40.276+02:00 in the file
    first = rows(upload, "touches", "occurred_at::VARCHAR, zone_known")[0]
    assert first == ("2011-10-11 11:45:40.276", True)


def test_results_already_summed_up_are_shares(shared_data: Path, tmp_path: Path) -> None:
    whole = (shared_data / "hcahps" / "state_results.csv").read_text(encoding="utf-8")
    kept = [line.split(",") for line in whole.splitlines()]
    # Without the shares of the worse answers it is no export cxdash knows.
    path = tmp_path / "results.csv"
    path.write_text("\n".join(",".join([*line[:3], line[5]]) for line in kept), encoding="utf-8")
    found = examined(path, tmp_path)
    assert found.format is None
    feed = found.mapping.feeds[0]
    assert feed.table == "scores"
    assert sources(feed) == {
        "value": "top_box_percentage", "metric": "=top box percentage", "question": "measure_id",
        "region": "State", "occurred_at": "release_period",
    }  # fmt: skip
    assert feed.fields["value"].how == {"percent": True}
    assert feed.fields["occurred_at"].how == {"date_order": "%m_%Y"}


def test_results_of_a_release_are_recognised_and_named_in_words(
    shared_data: Path, tmp_path: Path
) -> None:
    found = examined(shared_data / "hcahps" / "state_results.csv", tmp_path)
    assert found.format == "hcahps_releases"
    (feed,) = found.mapping.feeds
    assert sources(feed)["metric"] == "=Top-box share by state"
    assert feed.fields["question"].how.get("words", {})["H_HSP_RATING"] == "Overall hospital rating"


def test_counts_in_words_are_no_number_of_answers(shared_data: Path, tmp_path: Path) -> None:
    found = examined(shared_data / "hcahps" / "responses.csv", tmp_path)
    assert "n" not in found.mapping.feeds[0].fields


def test_answers_in_words_become_a_scale(shared_data: Path, tmp_path: Path) -> None:
    found = examined(shared_data / "surveys" / "StarWars.csv", tmp_path)
    assert len(found.mapping.feeds) == 14
    words = found.mapping.feeds[0].fields["score"].how.get("words", {})
    assert words["Very favorably"] == "5"
    assert words["Unfamiliar (N/A)"] == ""


@pytest.mark.parametrize("name", ["flying-etiquette", "steak-risk-survey", "masculinity-survey"])
def test_a_survey_without_scores_gets_a_sentence(name, shared_data: Path, tmp_path: Path) -> None:
    found = examined(shared_data / "surveys" / f"{name}.csv", tmp_path)
    assert found.mapping.feeds == ()
    assert found.notes[-1].startswith("No column of this file looks like a score")


HEADERS = [
    ("Kundennummer;Bestellnummer;Bestelldatum;Liefertermin;Geliefert am",
     "K1;B1;2024-01-05;2024-01-09;2024-01-08", "cases",
     {"customer_id": "Kundennummer", "case_id": "Bestellnummer", "occurred_at": "Bestelldatum",
      "promised_at": "Liefertermin", "delivered_at": "Geliefert am"}),
    ("Beschwerdenummer;Eingangsdatum;Ursache;Mitarbeiter;Kosten",
     "1;2024-01-05;Transport;Meier;12,50\n2;2024-01-06;Lager;Klein;7,00", "complaints",
     {"complaint_id": "Beschwerdenummer", "occurred_at": "Eingangsdatum", "cause": "Ursache",
      "employee": "Mitarbeiter", "cost": "Kosten"}),
    ("Numéro de commande;Date de commande;Date de livraison;Client",
     "7;2024-01-05;2024-01-09;Dupont", "cases",
     {"case_id": "Numéro de commande", "occurred_at": "Date de commande",
      "delivered_at": "Date de livraison", "customer_id": "Client"}),
    ("Auftragsnummer;Auftragsdatum;Kunde;Betrag",
     "7;2024-01-05;Dupont;12,50\n8;2024-01-06;Klein;7,00", "cases",
     {"case_id": "Auftragsnummer", "occurred_at": "Auftragsdatum", "customer_id": "Kunde",
      "value": "Betrag"}),
]  # fmt: skip


@pytest.mark.parametrize(("header", "row", "table", "fields"), HEADERS)
def test_headers_in_other_languages_are_understood(header, row, table, fields, tmp_path) -> None:
    found = examined(written(tmp_path, "liste.csv", header, row), tmp_path)
    assert [feed.table for feed in found.mapping.feeds] == [table]
    assert sources(found.mapping.feeds[0]) == fields


SCALES = [
    ("How likely are you to recommend us?", ["0", "7", "10"], "nps", "0", "10"),
    ("How satisfied are you? (1-5)", ["3", "4", "4"], "csat", "1", "5"),
    ("It was easy to get help (1 = not at all, 7 = very easy)", ["2", "6", "5"], "ces", "1", "7"),
    ("Stars", ["5 stars", "1 star", "4 stars"], "rating", "1", "5"),
    ("Wie zufrieden sind Sie?", ["sehr zufrieden", "unzufrieden", "zufrieden"], "csat", "1", "5"),
]


@pytest.mark.parametrize("scale", SCALES, ids=lambda scale: scale[0])
def test_a_question_tells_its_kind_and_scale(scale, tmp_path) -> None:
    question, values, kind, low, high = scale
    lines = [f'{number},"{value}"' for number, value in enumerate(values)]
    path = written(tmp_path, "s.csv", f'Response ID,"{question}"', *lines)
    feed = examined(path, tmp_path).mapping.feeds[0]
    fields = sources(feed)
    assert (fields["metric_kind"], fields["scale_low"], fields["scale_high"]) == (
        f"={kind}", f"={low}", f"={high}")  # fmt: skip


def test_small_whole_numbers_without_a_hint_are_no_scores(tmp_path) -> None:
    path = written(tmp_path, "t.csv", "Ticket ID,Priority,Impact", "1,2,1", "2,3,2")
    assert examined(path, tmp_path).mapping.feeds == ()


def test_a_helpdesk_row_is_a_complaint_only_when_its_type_says_so(tmp_path) -> None:
    path = written(
        tmp_path, "complaints.csv",
        "Complaint ID,Type,Cause,Created at",
        "1,Complaint,late,2024-01-05", "2,Question,hours,2024-01-06",
        "3,Complaint,broken,2024-01-07",
    )  # fmt: skip
    upload = staged(path, tmp_path / "workspace")
    assert rows(upload, "complaints", "complaint_id") == [("1",), ("3",)]
    assert upload.feeds[0].dropped == 1


def test_numbers_under_a_question_without_a_hint_are_offered_and_not_mapped(tmp_path) -> None:
    lines = [f"{number},{number % 2 + 1},{number % 5 + 1}" for number in range(20)]
    header = "Response ID,What is your gender?,How satisfied are you?"
    found = examined(written(tmp_path, "s.csv", header, *lines), tmp_path)
    assert [sources(feed)["question"] for feed in found.mapping.feeds] == [
        "=How satisfied are you?"
    ]
    offered = next(column for column in found.columns if column.name == "What is your gender?")
    assert [(proposal.table, proposal.field) for proposal in offered.proposals] == [
        ("responses", "score")
    ]


def test_things_worth_something_that_are_no_orders_are_not_taken_for_such(tmp_path) -> None:
    """Which they are is known by the name of their id; a price list has none of an order."""
    lines = ("1,2024-01-05,9.50", "2,2024-01-06,7.00")
    prices = written(tmp_path, "prices.csv", "ID,Date,Price", *lines)
    invoices = written(tmp_path, "invoices.csv", "Invoice no,Date,Amount", *lines)
    assert examined(prices, tmp_path).mapping.feeds == ()
    assert examined(invoices, tmp_path).mapping.feeds == ()
