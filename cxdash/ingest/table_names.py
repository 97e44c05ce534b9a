"""What exports call each table's own fields and its date; the better names first."""

from typing import Final

from cxdash.ingest.fact_names import FACT_NAMES

TABLE_NAMES: Final[dict[str, dict[str, str]]] = {
    **FACT_NAMES,
    "returns": {
        "occurred_at": """
            return date, returned at, returned on, date returned, retourendatum, rucksendedatum,
            date de retour, fecha de devolucion, retourdatum, data reso, data de devolucao,
            CREATED, WHEN
        """,
        "return_id": """
            return id, return number, return no, rma, rma number, retourennummer, retouren id,
            numero de retour, numero de devolucion, retournummer, numero reso
        """,
        "reason": """
            reason, return reason, reason for return, grund, retourengrund, rucksendegrund, motif,
            motif du retour, motivo, motivo de devolucion, reden, retourreden, motivo reso, motivo
            da devolucao
        """,
        "quantity": """
            quantity, returned quantity, qty, units, pieces, menge, anzahl, stuck, quantite,
            cantidad, aantal, quantita, quantidade
        """,
        "cost": """
            cost, return cost, costs, value, kosten, cout, coste, costo, custo, wert, valeur,
            valor
        """,
    },
    "checks": {
        "occurred_at": """
            inspection date, check date, inspected at, measured at, checked at, prufdatum,
            messdatum, date de controle, fecha de inspeccion, keuringsdatum, data controllo, WHEN
        """,
        "check_id": """
            inspection id, check id, check no, inspection number, measurement id, audit id,
            training id, prufnummer, pruf id, messung id, numero de controle, inspection no
        """,
        "point": """
            point, inspection point, check point, control point, prufpunkt, prufschritt, point de
            controle, punto de control, meetpunt, punto di controllo
        """,
        "measure": """
            measure, characteristic, parameter, feature, test, what was measured, merkmal,
            messgrosse, prufmerkmal, caracteristique, caracteristica, kenmerk, caratteristica
        """,
        "inspected": """
            inspected, checked, n checked, n inspected, sample size, units inspected, quantity
            inspected, gepruft, stichprobe, controles, inspeccionados, gecontroleerd, controllati
        """,
        "defective": """
            defective, n defective, defective units, failed, rejected, rejects, fehlerhaft,
            fehlerhafte teile, ausschuss, non conformes, defectuosos, afgekeurd, difettosi,
            defeituosos
        """,
        "defects": """
            defects, n defects, faults, errors, number of defects, fehler, fehlerzahl, defauts,
            defectos, fouten, difetti, defeitos
        """,
        "value": """
            value, measured value, measurement, reading, wert, messwert, mesure, valor,
            meetwaarde, valore
        """,
        "lower_spec": """
            lsl, lower spec, lower specification, lower limit, min spec, untere grenze,
            untergrenze, limite inferieure, limite inferior, ondergrens, limite inferiore
        """,
        "upper_spec": """
            usl, upper spec, upper specification, upper limit, max spec, obere grenze, obergrenze,
            limite superieure, limite superior, bovengrens, limite superiore
        """,
    },
    "volumes": {
        "occurred_at": "WHEN",
        "count": """
            count, volume, number of orders, orders, calls, contacts, deliveries, shipments,
            transactions, units sold, tickets, visits, anzahl, menge, auftrage, anrufe,
            lieferungen, nombre, commandes, appels, cantidad, pedidos, llamadas, aantal,
            bestellingen, quantita, ordini, quantidade
        """,
    },
    "invitations": {
        "occurred_at": """
            invitation date, sent date, sent at, request sent at, einladungsdatum, WHEN
        """,
        "survey": "survey, survey name, umfrage, sondage, encuesta, enquete, sondaggio, pesquisa",
        "invited": """
            invited, invitations, invitations sent, surveys sent, sent, emails sent, asked,
            eingeladen, einladungen, versandt, invites, invitados, uitgenodigd, invitati,
            convidados
        """,
    },
    "scores": {
        "occurred_at": "WHEN, quarter, year, end date, quartal, jahr, trimestre, annee, ano",
        "metric": """
            metric, indicator, kpi, kennzahl, indicateur, indicador, indicator naam, indicatore
        """,
        "question": """
            question text, question, measure description, measure name, answer description,
            measure, topic, item, dimension, frage, fragetext, pregunta, vraag, domanda, pergunta,
            measure id, question id
        """,
        "value": """
            top box percentage, top box, percentage, percent, share, mean, average, mean score,
            average score, response rate, result, satisfaction rate, satisfaction percent, value,
            score, anteil, mittelwert, durchschnitt, prozent, ergebnis, pourcentage, moyenne,
            porcentaje, promedio, media, percentage tevreden, gemiddelde, percentuale, porcentagem
        """,
        "n": """
            n, answers, responses, number of responses, completed surveys, sample size, base,
            number of answers, anzahl antworten, nombre de reponses, respuestas, antwoorden,
            risposte, respostas
        """,
    },
    "customers": {
        "customer_name": """
            customer name, client name, company name, company, name, account name, kundenname,
            firma, nom du client, nom, nombre, nombre del cliente, klantnaam, naam, nome cliente,
            nome
        """,
        "since": """
            customer since, since, signup date, created, kunde seit, client depuis, cliente desde,
            klant sinds, cliente dal
        """,
        "value": """
            value, customer value, annual value, yearly value, revenue, annual revenue, lifetime
            value, umsatz, jahresumsatz, chiffre d affaires, ingresos, omzet, fatturato,
            faturamento
        """,
    },
    "employees": {
        "employee_name": """
            employee name, name, full name, first name, mitarbeitername, nom, nombre, naam, nome
        """,
        "role": """
            role, job title, position, function, title, rolle, funktion, stelle, poste, fonction,
            puesto, cargo, functie, ruolo
        """,
    },
    "processes": {
        "owner": """
            owner, process owner, responsible, prozesseigner, verantwortlich, responsable,
            eigenaar, responsabile, responsavel
        """,
        "stage": """
            stage, journey stage, phase, customer journey stage, schritt, etape, etapa, fase
        """,
        "site": "state, site, branch, location, plant, city, standort, werk, sede, vestiging",
    },
}
"""WHEN and CREATED stand for the general names of a date, and of the beginning of something."""

GENERAL_NAMES: Final[dict[str, str]] = {
    "WHEN": """
        date, timestamp, time, datetime, date time, day, period, release period, month, week,
        datum, zeitpunkt, zeitstempel, tag, monat, jour, fecha, marca temporal, dia, mes, datum en
        tijd, data, ora, data e hora, giorno, horodateur, mois, informazioni cronologiche,
        tijdstempel, carimbo de data hora
    """,
    "CREATED": """
        opened, opened at, created, created at, create date, creation date, created time, date
        opened, date time opened, ticket creation date, reported, received, date received,
        eroffnet, erstellt, erstellt am, angelegt am, eingang, eingangsdatum, date de creation,
        cree le, ouvert le, fecha de creacion, creado, abierto, aangemaakt, aangemaakt op,
        geopend, data creazione, creato il, data di apertura, data de criacao, criado em, aberto
        em
    """,
}
"""What WHEN and CREATED stand for."""
