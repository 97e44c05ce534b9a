"""Files no format knows, in seven languages: what is proposed, how sure, and from what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxdash.ingest import importer
from tests.ingest.loading import written

if TYPE_CHECKING:
    from pathlib import Path

    from cxdash.ingest.examination import Examination

TICKETS = [
    ("Ticketnummer;Erstellt am;Geschlossen am;Bearbeiter;Abteilung;Kanal;Kunde",
     {"case_id": "Ticketnummer", "occurred_at": "Erstellt am", "closed_at": "Geschlossen am",
      "employee": "Bearbeiter", "team": "Abteilung", "channel": "Kanal", "customer_id": "Kunde"}),
    ("Auftragsnr;Auftragsdatum;Abgeschlossen am;Bearbeiter;Abteilung;Kanal;Kunde",
     {"case_id": "Auftragsnr", "occurred_at": "Auftragsdatum", "closed_at": "Abgeschlossen am",
      "employee": "Bearbeiter", "team": "Abteilung", "channel": "Kanal", "customer_id": "Kunde"}),
    ("Numéro de dossier;Date de création;Clôturé le;Agent traitant;Équipe;Canal;Client",
     {"case_id": "Numéro de dossier", "occurred_at": "Date de création",
      "closed_at": "Clôturé le", "employee": "Agent traitant", "team": "Équipe",
      "channel": "Canal", "customer_id": "Client"}),
    ("Número de pedido;Fecha de creación;Fecha de cierre;Empleado;Departamento;Canal;Cliente",
     {"case_id": "Número de pedido", "occurred_at": "Fecha de creación",
      "closed_at": "Fecha de cierre", "employee": "Empleado", "team": "Departamento",
      "channel": "Canal", "customer_id": "Cliente"}),
    ("Numero pratica;Data creazione;Data chiusura;Operatore;Reparto;Canale;Cliente",
     {"case_id": "Numero pratica", "occurred_at": "Data creazione", "closed_at": "Data chiusura",
      "employee": "Operatore", "team": "Reparto", "channel": "Canale", "customer_id": "Cliente"}),
    ("Zaaknummer;Aangemaakt op;Gesloten op;Medewerker;Afdeling;Kanaal;Klant",
     {"case_id": "Zaaknummer", "occurred_at": "Aangemaakt op", "closed_at": "Gesloten op",
      "employee": "Medewerker", "team": "Afdeling", "channel": "Kanaal", "customer_id": "Klant"}),
    ("Número do pedido;Data de criação;Data de fechamento;Atendente;Setor;Canal;Cliente",
     {"case_id": "Número do pedido", "occurred_at": "Data de criação",
      "closed_at": "Data de fechamento", "employee": "Atendente", "team": "Setor",
      "channel": "Canal", "customer_id": "Cliente"}),
    ("Ticket number;Created at;Closed at;Agent;Department;Channel;Customer",
     {"case_id": "Ticket number", "occurred_at": "Created at", "closed_at": "Closed at",
      "employee": "Agent", "team": "Department", "channel": "Channel",
      "customer_id": "Customer"}),
]  # fmt: skip
TICKET_ROWS = (
    "A1;2026-01-13 09:00;2026-01-14 10:00;M07;North;Mail;K1",
    "A2;2026-01-15 09:00;2026-01-16 10:00;M08;North;Web;K2",
)

COMPLAINTS = [
    ("Reklamationsnummer;Eingangsdatum;Gelöst am;Ursache;Schweregrad;Beschreibung",
     ("Reklamationsnummer", "Eingangsdatum", "Gelöst am", "Ursache", "Schweregrad",
      "Beschreibung")),
    ("Beschwerde-Nr;Eingegangen am;Abschluss;Ursache;Schweregrad;Beschreibung",
     ("Beschwerde-Nr", "Eingegangen am", "Abschluss", "Ursache", "Schweregrad",
      "Beschreibung")),
    ("Numéro de réclamation;Date de la réclamation;Résolu le;Motif;Gravité;Objet",
     ("Numéro de réclamation", "Date de la réclamation", "Résolu le", "Motif", "Gravité",
      "Objet")),
    ("Número de queja;Fecha de la queja;Resuelto;Causa;Gravedad;Asunto",
     ("Número de queja", "Fecha de la queja", "Resuelto", "Causa", "Gravedad", "Asunto")),
    ("Numero reclamo;Data reclamo;Risolto il;Causa;Gravità;Oggetto",
     ("Numero reclamo", "Data reclamo", "Risolto il", "Causa", "Gravità", "Oggetto")),
    ("Klachtnummer;Klachtdatum;Opgelost op;Oorzaak;Ernst;Omschrijving",
     ("Klachtnummer", "Klachtdatum", "Opgelost op", "Oorzaak", "Ernst", "Omschrijving")),
    ("Número da reclamação;Data;Resolvido em;Motivo;Gravidade;Descrição",
     ("Número da reclamação", "Data", "Resolvido em", "Motivo", "Gravidade", "Descrição")),
]  # fmt: skip
COMPLAINT_FIELDS = ("complaint_id", "occurred_at", "resolved_at", "cause", "severity",
                    "description")  # fmt: skip
COMPLAINT_ROWS = (
    "C1;2026-01-13;2026-01-15;Transport;hoch;Tür verbeult und niemand kam",
    "C2;2026-01-16;2026-01-19;Lager;tief;Paket kam zwei Tage zu spät an",
)

SURVEYS = [
    ("Antwort-ID;Antwortdatum;Wie zufrieden sind Sie mit uns?;Kommentar", "csat"),
    ("ID réponse;Date de réponse;Quelle est votre satisfaction ?;Commentaire", "csat"),
    ("Id de respuesta;Fecha de respuesta;¿Nos recomendaría a un amigo?;Comentario", "nps"),
    ("ID;Data risposta;Quanto è soddisfatto del servizio?;Commento", "csat"),
    ("ID;Datum antwoord;Hoe tevreden bent u?;Opmerking", "csat"),
    ("ID;Data da resposta;Qual a sua satisfação?;Comentário", "csat"),
]
SURVEY_ROWS = (
    "1;2026-01-13;5;Alles gut gelaufen, vielen Dank dafür",
    "2;2026-01-14;3;Es hat leider etwas zu lange gedauert",
    "3;2026-01-15;4;Freundlich am Telefon und schnell",
)


def proposed(folder: Path, header: str, lines: tuple[str, ...]) -> Examination:
    """Examine a file under a name that says nothing."""
    path = written(folder, "x.csv", header, *lines)
    return importer.examine(path, home=folder / "workspace")


@pytest.mark.parametrize(("header", "fields"), TICKETS, ids=lambda said: str(said)[:20])
def test_tickets_are_understood(header, fields, tmp_path) -> None:
    found = proposed(tmp_path, header, TICKET_ROWS)
    assert found.format is None
    assert [feed.table for feed in found.mapping.feeds] == ["cases"]
    said = {name: source.column for name, source in found.mapping.feeds[0].fields.items()}
    assert said == fields


@pytest.mark.parametrize(("header", "columns"), COMPLAINTS, ids=lambda said: str(said)[:20])
def test_complaints_are_understood(header, columns, tmp_path) -> None:
    found = proposed(tmp_path, header, COMPLAINT_ROWS)
    assert [feed.table for feed in found.mapping.feeds] == ["complaints"]
    fields = found.mapping.feeds[0].fields
    assert {name: fields[name].column for name in fields} == dict(
        zip(COMPLAINT_FIELDS, columns, strict=True)
    )


@pytest.mark.parametrize(("header", "kind"), SURVEYS, ids=lambda said: str(said)[:20])
def test_surveys_are_understood(header, kind, tmp_path) -> None:
    found = proposed(tmp_path, header, SURVEY_ROWS)
    (feed,) = found.mapping.feeds
    names = header.split(";")
    assert feed.table == "responses"
    assert feed.fields["response_id"].column == names[0]
    assert feed.fields["occurred_at"].column == names[1]
    assert feed.fields["score"].column == names[2]
    assert feed.fields["metric_kind"].constant == kind
    assert feed.fields["comment"].column == names[3]


def test_every_column_says_what_it_could_be_how_surely_and_why(tmp_path) -> None:
    found = proposed(tmp_path, TICKETS[0][0], TICKET_ROWS)
    by_name = {column.name: column.proposals for column in found.columns}
    best = by_name["Bearbeiter"][0]
    assert (best.field, best.confidence > 0.9) == ("employee", True)
    assert best.why == "'Bearbeiter' is a name for employee ('bearbeiter')"
    assert by_name["Erstellt am"][0].why.endswith("its values are dates (2026-01-13 09:00)")


def test_a_name_whose_values_contradict_it_is_not_mapped(tmp_path) -> None:
    found = proposed(tmp_path, "Ticketnummer;Erstellt am;Geschlossen am;Kanal",
                     ("A1;2026-01-13;ja;Mail", "A2;2026-01-14;nein;Web"))  # fmt: skip
    mapped = {name for feed in found.mapping.feeds for name in feed.fields}
    assert "closed_at" not in mapped


def test_what_answers_in_words_count_is_said(tmp_path) -> None:
    answers = ("Sehr zufrieden", "Zufrieden", "Teils/teils", "Unzufrieden", "Sehr unzufrieden")
    lines = tuple(f"{number};2026-01-1{number};{said}" for number, said in enumerate(answers))
    found = proposed(tmp_path, "ID;Datum;Wie zufrieden sind Sie?", lines)
    assert (
        "The answers of 'Wie zufrieden sind Sie?' are words and count as numbers: "
        "'Sehr zufrieden' as 5, 'Zufrieden' as 4, 'Teils/teils' as 3, 'Unzufrieden' as 2, "
        "'Sehr unzufrieden' as 1."
    ) in found.notes
