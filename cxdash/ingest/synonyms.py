"""What exports call our fields, in seven languages: English, German, French, Spanish, Dutch,
Italian and Portuguese. Earlier names are the better ones.
"""  # fmt: skip

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

SHARED_NAMES: Final[dict[str, str]] = {
    "customer_id": "customer id, customer number, customer no, customer, client id, client number, "
    "client, account id, account number, account name, account, user id, caller id, caller, "
    "requester id, requester, requester name, buyer id, member id, patient id, guest id, passenger id, "
    "consumer user id, contact id, contact name, company, ext customer id, kundennummer, kundennr, kunden id, kunde, "
    "kunden nr, debitor, numero client, numero de client, code client, id cliente, cliente, "
    "numero de cliente, codigo cliente, codice cliente, klantnummer, klant id, klantnr, klant",
    "segment": "segment, customer segment, customer group, customer type, customer class, "
    "market segment, market, tier, kundensegment, kundengruppe, kundentyp, segment client, "
    "type de client, segmento, tipo de cliente, grupo de clientes, klantsegment, klantgroep, "
    "tipo cliente, tipo cliente",
    "customer_kind": "customer kind, internal or external, internal external, kind of customer, "
    "kundenart, intern extern",
    "region": "region, customer region, state, customer state, country, area, territory, province, "
    "bundesland, land, gebiet, pays, pais, estado, uf, regio, provincie, regione, provincia, city",
    "employee": "employee, employee id, employee name, employee email, agent, agent name, agent id, "
    "resolved by, handled by, closed by, assignee, assigned to, owner, ticket owner, case owner, operator, "
    "technician, driver, advisor, worker, inspector, staff, resource, org resource, "
    "teammate currently assigned, performed by, served by, responsible, case responsible, mitarbeiter, "
    "mitarbeiterin, bearbeiter, sachbearbeiter, zustandig, fahrer, monteur, employe, conseiller, "
    "agent traitant, empleado, agente, responsable, atendido por, medewerker, behandelaar, "
    "monteur, dipendente, operatore, addetto, funcionario, colaborador, atendente",
    "team": "team, team name, group, assignment group, org group, helpdesk team, department, support group, queue, "
    "team currently assigned, crew, desk, your desk, division, unit, abteilung, gruppe, equipe, service, departement, equipo, "
    "grupo, departamento, afdeling, groep, squadra, reparto, gruppo, setor",
    "process": "process, process name, process step, step, activity, concept name, task, stage, "
    "touchpoint, seller id, seller, supplier id, supplier, vendor id, carrier, partner id, partner, "
    "prozess, prozessschritt, vorgangsschritt, lieferant, processus, etape, activite, fournisseur, "
    "proceso, actividad, etapa, proveedor, proces, activiteit, leverancier, processo, attivita, "
    "fase, fornitore, atividade, fornecedor",
    "channel": "channel, contact channel, contact type, case channel, via, source, ticket source, "
    "case origin, origin, medium, submitted via, complaint source, contact method, received via, "
    "distribution channel, kanal, kontaktkanal, eingangskanal, canal, canal de contact, "
    "canal de contacto, kanaal, contactkanaal, canale, canal de contato",
    "product": "product, product name, product id, product code, product category, sku, item, article, model, "
    "service, product line, category, produkt, artikel, artikelnummer, modell, produit, article, "
    "producto, articulo, product naam, prodotto, articolo, produto, categoria",
    "site": "site, branch, location, location name, plant, depot, store, shop, warehouse, facility id, facility, office, hospital, "
    "standort, filiale, werk, lager, niederlassung, agence, magasin, usine, sucursal, tienda, "
    "planta, vestiging, filiaal, winkel, sede, negozio, stabilimento, filial, loja, fabrica",
    "case_id": "case id, case number, case concept name, order id, order number, order no, ticket id, ticket number, "
    "ticket no, ticket ids sequence, incident id, incident number, issue key, conversation id, request id, request number, "
    "booking id, booking number, reservation id, journey id, shipment id, work order, reference id, ext interaction id, "
    "job id, case, order, ticket, number, auftragsnummer, bestellnummer, vorgangsnummer, ticketnummer, auftrag, "
    "vorgang, numero de commande, commande, numero de dossier, dossier, numero de pedido, pedido, "
    "id pedido, bestelnummer, ordernummer, zaaknummer, numero ordine, ordine, numero pratica, "
    "numero do pedido, chamado",
}  # fmt: skip
"""Names of the fields that every fact may carry."""

WHEN: Final = (
    "date, timestamp, time, datetime, date time, day, period, release period, month, week, datum, zeitpunkt, "
    "zeitstempel, tag, monat, jour, fecha, marca temporal, dia, mes, datum en tijd, data, ora, "
    "data e hora, giorno, horodateur, mois, informazioni cronologiche, tijdstempel, carimbo de data hora"
)
"""General names of a date; each table has better ones before them."""

CREATED: Final = (
    "opened, opened at, created, created at, create date, creation date, created time, date opened, "
    "date time opened, ticket creation date, reported, received, date received, eroffnet, erstellt, erstellt am, "
    "angelegt am, eingang, eingangsdatum, date de creation, cree le, ouvert le, fecha de creacion, "
    "creado, abierto, aangemaakt, aangemaakt op, geopend, data creazione, creato il, data di apertura, "
    "data de criacao, criado em, aberto em"
)

TABLE_NAMES: Final[dict[str, dict[str, str]]] = {
    "responses": {
        "occurred_at": "answered at, submitted, submitted at, submit date, submit date utc, response date, responded at, "
        "response received at, review created utc, completion time, recorded date, end date, enddate, date created, creation date, "
        "review date, survey date, antwortdatum, beantwortet am, abgeschickt am, date de reponse, "
        "fecha de respuesta, datum antwoord, data risposta, data da resposta, " + WHEN,
        "response_id": "response id, answer id, review id, respondent id, submission id, survey id, "
        "feedback id, request id, id, antwort id, id reponse, id de respuesta, respondent",
        "survey": "survey, survey name, questionnaire, umfrage, befragung, sondage, enquete, "
        "encuesta, sondaggio, pesquisa",
        "question": "question, question text, field label, measure, frage, pregunta, vraag, domanda, "
        "pergunta",
        "comment": "comment, comments, comment message, review comment message, feedback, remark, verbatim, review content, "
        "review text, open ended response, conversation rating remark, satisfaction comment, reason for score, what could we have done better, main reason for your score, kommentar, "
        "anmerkung, bemerkung, commentaire, remarque, comentario, observaciones, opmerking, "
        "toelichting, commento, osservazioni, comentarios",
        "language": "language, user language, review language, sprache, langue, idioma, taal, lingua",
    },
    "complaints": {
        "occurred_at": "complaint date, date received, received, received at, received on, date occurred, "
        "beschwerdedatum, eingangsdatum, date de la reclamation, fecha de la queja, klachtdatum, "
        "data reclamo, " + CREATED + ", " + WHEN,
        "complaint_id": "complaint id, complaint number, complaint no, reclamation id, claim id, claim number, "
        "beschwerdenummer, beschwerde id, reklamationsnummer, reklamations id, numero de reclamation, "
        "id reclamation, numero de queja, id queja, klachtnummer, numero reclamo, id reclamo, "
        "numero da reclamacao",
        "acknowledged_at": "acknowledged, acknowledged at, acknowledged on, acknowledgement date, "
        "confirmed at, bestatigt am, eingangsbestatigung, accuse de reception, acuse de recibo, "
        "bevestigd op",
        "due_at": "due, due at, due date, response due date, deadline, due by time, target date, "
        "resolve by, fallig am, frist, falligkeitsdatum, echeance, date limite, fecha limite, "
        "vervaldatum, scadenza, prazo",
        "resolved_at": "resolved, resolved at, resolved on, resolution date, date resolved, resolved time, closed, closed at, "
        "closed on, date closed, close date, closing date, gelost am, erledigt am, abgeschlossen am, resolu le, "
        "cloture, resuelto, cerrado, opgelost op, afgehandeld op, risolto il, chiuso il, resolvido em",
        "in_time": "resolved in time, in time, on time, made sla, sla met, within sla, timely response, "
        "timely, fristgerecht, dans les delais, a tiempo, op tijd, in tempo, no prazo",
        "cause": "cause, root cause, complaint cause, complaint category, cause category, complaint reason, reason, issue, "
        "complaint type, case reason, category, topic, ursache, grund, beschwerdegrund, fehlerart, kategorie, "
        "motif, causa, motivo, categoria, oorzaak, reden, klachtcategorie",
        "subcause": "subcause, sub cause, detailed cause, sub issue, sub category, subcategory, "
        "detail, unterkategorie, sous categorie, subcategoria, subcategorie, sottocategoria",
        "severity": "severity, priority, criticality, schweregrad, prioritat, gravite, priorite, "
        "gravedad, prioridad, ernst, prioriteit, gravita, priorita, gravidade",
        "cost": "cost, costs, cost of complaint, goodwill, refund, compensation, credit, kosten, "
        "kulanz, gutschrift, cout, coste, costo, custo",
        "status": "status, complaint status, state, stand, estado, statut, stato, stav",
        "description": "description, complaint text, complaint, what happened, consumer complaint narrative, narrative, "
        "subject, short description, title, beschreibung, betreff, descripcion, asunto, omschrijving, "
        "descrizione, oggetto, descricao, assunto, objet",
        "handling_score": "handling score, satisfaction rating, satisfaction with handling, "
        "handling satisfaction, handling rating, zufriedenheit mit der bearbeitung",
    },
    "touches": {
        "occurred_at": "time timestamp, timestamp, start time, started at, call start, contact date, "
        "call date, visit date, complete timestamp, begin, beginn, start, started, " + CREATED + ", " + WHEN,
        "touch_id": "touch id, contact id, interaction id, call id, visit id, concept instance, event id, task id, activity id, "
        "engagement id, delivery id, kontakt id, anruf id, besuch id, id contact, id contacto",
        "duration_min": "duration, duration min, duration minutes, handling time, handle time, "
        "talk time, call duration, minutes, dauer, dauer minuten, gesprachsdauer, duree, duracion, "
        "duur, durata, duracao",
        "outcome": "outcome, result, disposition, resolution, ergebnis, resultat, resultado, "
        "uitkomst, esito",
    },
    "cases": {
        "occurred_at": "order date, purchase timestamp, purchase, purchased at, purchase date, ordered at, booking date, "
        "case startdate, start date, bestelldatum, auftragsdatum, date de commande, fecha de pedido, "
        "fecha de compra, besteldatum, data ordine, data do pedido, data da compra, " + CREATED + ", " + WHEN,
        "promised_at": "promised, promised at, promised date, promised delivery date, promise date, estimated delivery, "
        "expected delivery, case enddate planned, planned end, planned delivery, case deadline, requested delivery date, due, due date, due at, due by time, "
        "deadline, ticket deadline, sla due, target date, zugesagt, zugesagter termin, liefertermin, zusagetermin, wunschtermin, "
        "date promise, livraison prevue, fecha prometida, entrega estimada, beloofde datum, "
        "verwachte levering, consegna prevista, previsao de entrega",
        "delivered_at": "delivered customer, delivered, delivered at, delivered on, delivery date, received by customer, "
        "resolved, resolved at, solved at, resolved time, geliefert am, lieferdatum, zugestellt am, date de livraison, "
        "livre le, fecha de entrega, entregado, geleverd op, leverdatum, data consegna, "
        "data de entrega, entregue em",
        "closed_at": "closed, closed at, closed on, close date, date closed, date time closed, closed time, closing date, "
        "case enddate, end date, completed at, solved at, geschlossen am, abgeschlossen am, erledigt am, cloture le, "
        "fecha de cierre, cerrado, gesloten op, afgesloten op, chiuso il, data chiusura, "
        "data de fechamento, fechado em",
        "in_time": "in time, on time, made sla, sla met, within sla, delivered on time, resolved in time, "
        "sla status success, punktlich, termingerecht, fristgerecht, dans les delais, a tiempo, op tijd, puntuale, no prazo",
        "value": "value, order value, amount, total, total amount, price, revenue, wert, auftragswert, "
        "betrag, bestellwert, montant, importe, valor, bedrag, orderwaarde, importo, valore",
        "status": "status, order status, ticket status, ident state, state, current conversation state, "
        "statut, estado, stato, situacao",
    },
    "returns": {
        "occurred_at": "return date, returned at, returned on, date returned, retourendatum, "
        "rucksendedatum, date de retour, fecha de devolucion, retourdatum, data reso, "
        "data de devolucao, " + CREATED + ", " + WHEN,
        "return_id": "return id, return number, return no, rma, rma number, retourennummer, "
        "retouren id, numero de retour, numero de devolucion, retournummer, numero reso",
        "reason": "reason, return reason, reason for return, grund, retourengrund, rucksendegrund, motif, motif du retour, motivo, "
        "motivo de devolucion, reden, retourreden, motivo reso, motivo da devolucao",
        "quantity": "quantity, returned quantity, qty, units, pieces, menge, anzahl, stuck, quantite, "
        "cantidad, aantal, quantita, quantidade",
        "cost": "cost, return cost, costs, value, kosten, cout, coste, costo, custo, wert, valeur, valor",
    },
    "checks": {
        "occurred_at": "inspection date, check date, inspected at, measured at, checked at, prufdatum, "
        "messdatum, date de controle, fecha de inspeccion, keuringsdatum, data controllo, " + WHEN,
        "check_id": "inspection id, check id, check no, inspection number, measurement id, audit id, "
        "training id, prufnummer, pruf id, messung id, numero de controle, inspection no",
        "point": "point, inspection point, check point, control point, prufpunkt, prufschritt, "
        "point de controle, punto de control, meetpunt, punto di controllo",
        "measure": "measure, characteristic, parameter, feature, test, what was measured, merkmal, "
        "messgrosse, prufmerkmal, caracteristique, caracteristica, kenmerk, caratteristica",
        "inspected": "inspected, checked, n checked, n inspected, sample size, units inspected, quantity inspected, "
        "gepruft, stichprobe, controles, inspeccionados, gecontroleerd, controllati",
        "defective": "defective, n defective, defective units, failed, rejected, rejects, fehlerhaft, fehlerhafte teile, "
        "ausschuss, non conformes, defectuosos, afgekeurd, difettosi, defeituosos",
        "defects": "defects, n defects, faults, errors, number of defects, fehler, fehlerzahl, defauts, "
        "defectos, fouten, difetti, defeitos",
        "value": "value, measured value, measurement, reading, wert, messwert, mesure, valor, meetwaarde, "
        "valore",
        "lower_spec": "lsl, lower spec, lower specification, lower limit, min spec, untere grenze, "
        "untergrenze, limite inferieure, limite inferior, ondergrens, limite inferiore",
        "upper_spec": "usl, upper spec, upper specification, upper limit, max spec, obere grenze, "
        "obergrenze, limite superieure, limite superior, bovengrens, limite superiore",
    },
    "volumes": {
        "occurred_at": WHEN,
        "count": "count, volume, number of orders, orders, calls, contacts, deliveries, shipments, "
        "transactions, units sold, tickets, visits, anzahl, menge, auftrage, anrufe, lieferungen, "
        "nombre, commandes, appels, cantidad, pedidos, llamadas, aantal, bestellingen, quantita, "
        "ordini, quantidade",
    },
    "invitations": {
        "occurred_at": "invitation date, sent date, sent at, request sent at, einladungsdatum, " + WHEN,
        "survey": "survey, survey name, umfrage, sondage, encuesta, enquete, sondaggio, pesquisa",
        "invited": "invited, invitations, invitations sent, surveys sent, sent, emails sent, asked, "
        "eingeladen, einladungen, versandt, invites, invitados, uitgenodigd, invitati, convidados",
    },
    "scores": {
        "occurred_at": WHEN + ", quarter, year, end date, quartal, jahr, trimestre, annee, ano",
        "metric": "metric, indicator, kpi, kennzahl, indicateur, indicador, indicator naam, indicatore",
        "question": "measure id, measure, question, topic, item, dimension, frage, question id, "
        "pregunta, vraag, domanda, pergunta",
        "value": "top box percentage, top box, percentage, percent, share, mean, average, mean score, "
        "average score, response rate, result, satisfaction rate, satisfaction percent, value, score, anteil, mittelwert, durchschnitt, "
        "prozent, ergebnis, pourcentage, moyenne, porcentaje, promedio, media, percentage tevreden, "
        "gemiddelde, percentuale, porcentagem",
        "n": "n, answers, responses, number of responses, completed surveys, sample size, base, "
        "number of answers, anzahl antworten, nombre de reponses, respuestas, antwoorden, risposte, "
        "respostas",
    },
    "customers": {
        "customer_name": "customer name, client name, company name, company, name, account name, kundenname, firma, nom du client, "
        "nom, nombre, nombre del cliente, klantnaam, naam, nome cliente, nome",
        "since": "customer since, since, signup date, created, kunde seit, client depuis, "
        "cliente desde, klant sinds, cliente dal",
        "value": "value, customer value, annual value, yearly value, revenue, annual revenue, lifetime value, umsatz, jahresumsatz, "
        "chiffre d affaires, ingresos, omzet, fatturato, faturamento",
    },
    "employees": {
        "employee_name": "employee name, name, full name, first name, mitarbeitername, nom, nombre, "
        "naam, nome",
        "role": "role, job title, position, function, title, rolle, funktion, stelle, poste, fonction, "
        "puesto, cargo, functie, ruolo",
    },
    "processes": {
        "owner": "owner, process owner, responsible, prozesseigner, verantwortlich, responsable, "
        "eigenaar, responsabile, responsavel",
        "stage": "stage, journey stage, phase, customer journey stage, schritt, etape, etapa, fase",
        "site": "state, site, branch, location, plant, city, standort, werk, site, sede, vestiging",
    },
}  # fmt: skip
"""Names of each table's own fields, and of its date."""

TRAILING: Final = frozenset(
    ["id", "no", "nr", "number", "code", "name", "date", "at", "on", "time", "timestamp", "utc", "datetime", "eur", "usd", "gbp", "min", "minutes", "text", "am", "datum"]
)  # fmt: skip
"""Last words that do not change what a column is about."""

_WORD = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")


@cache
def words_of(name: str) -> tuple[str, ...]:
    """Return a header's words without case, accents and signs.

    Examples:
        >>> words_of("orderPurchase_Timestamp")
        ('order', 'purchase', 'timestamp')
        >>> words_of("Größe (cm)")
        ('grosse', 'cm')
    """
    plain = unicodedata.normalize("NFKD", name.replace("ß", "ss"))
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return tuple(word.lower() for word in _WORD.findall(plain))


@cache
def names_of(table: str, field: str) -> tuple[tuple[str, ...], ...]:
    """Return the known names of a field as tuples of words, the better ones first."""
    own = TABLE_NAMES.get(table, {}).get(field)
    listed = own if own is not None else SHARED_NAMES.get(field, "")
    return tuple(tuple(phrase.split()) for phrase in re.split(r",\s*", listed) if phrase)


def likeness(name: str, table: str, field: str) -> tuple[float, str]:
    """Say how much a header sounds like a field.

    A name that ends on the phrase is about it ("customer state" is a state); words behind the
    phrase mostly turn it into something else ("customer state" is not a customer).

    Returns:
        0 to 1, and the known name that fits best.

    Examples:
        >>> likeness("order_purchase_timestamp", "cases", "occurred_at")
        (0.7999, 'purchase timestamp')
        >>> likeness("Kundennummer", "cases", "customer_id")
        (1.0, 'kundennummer')
    """
    words = words_of(name)
    best, best_name = 0.0, ""
    for rank, phrase in enumerate(names_of(table, field)):
        score = _fit(words, phrase) - min(rank, 90) * 0.0001
        if score > best:
            best, best_name = score, " ".join(phrase)
    return best, best_name


def _fit(words: tuple[str, ...], phrase: tuple[str, ...]) -> float:
    length = len(phrase)
    best = 0.0
    for start in range(len(words) - length + 1):
        if not all(map(_same, words[start : start + length], phrase)):
            continue
        before, after = start, words[start + length :]
        changed = sum(word not in TRAILING and not word.isdigit() for word in after)
        neutral = len(after) - changed
        score = 1.0 if not before and not after else 0.88
        best = max(best, score - 0.08 * before - 0.33 * changed - 0.02 * neutral)
    return best


def _same(word: str, known: str) -> bool:
    return word == known or (len(known) > 3 and word in {known + "s", known[:-1] if known.endswith("s") else known})
