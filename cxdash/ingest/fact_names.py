"""What exports call the fields of answers, complaints, touches and cases; the better first."""

from typing import Final

FACT_NAMES: Final[dict[str, dict[str, str]]] = {
    "responses": {
        "occurred_at": """
            answered at, submitted, submitted at, submit date, submit date utc, response date,
            responded at, response received at, review created utc, completion time, recorded
            date, end date, enddate, date created, creation date, review date, survey date,
            antwortdatum, beantwortet am, abgeschickt am, date de reponse, fecha de respuesta,
            datum antwoord, data risposta, data da resposta, WHEN
        """,
        "response_id": """
            response id, answer id, review id, respondent id, submission id, survey id, feedback
            id, request id, id, antwort id, id reponse, id de respuesta, respondent
        """,
        "survey": """
            survey, survey name, questionnaire, umfrage, befragung, sondage, enquete, encuesta,
            sondaggio, pesquisa
        """,
        "question": """
            question, question text, field label, measure, frage, pregunta, vraag, domanda,
            pergunta
        """,
        "comment": """
            comment, comments, comment message, review comment message, feedback, remark,
            verbatim, review content, review text, open ended response, conversation rating
            remark, satisfaction comment, reason for score, what could we have done better, main
            reason for your score, kommentar, anmerkung, bemerkung, commentaire, remarque,
            comentario, observaciones, opmerking, toelichting, commento, osservazioni, comentarios
        """,
        "language": """
            language, user language, review language, sprache, langue, idioma, taal, lingua
        """,
    },
    "complaints": {
        "occurred_at": """
            complaint date, date received, received, received at, received on, date occurred,
            beschwerdedatum, eingangsdatum, eingang, eingegangen am, eingegangen, date de la
            reclamation, date de reception, fecha de recepcion, fecha de la queja,
            klachtdatum, data reclamo, CREATED, WHEN
        """,
        "complaint_id": """
            complaint id, complaint number, complaint no, reclamation id, claim id, claim number,
            beschwerdenummer, beschwerde nr, beschwerde id, reklamationsnummer, reklamations nr,
            reklamation nr, reklamations id, numero de
            reclamation, id reclamation, numero de queja, id queja, klachtnummer, numero reclamo,
            id reclamo, numero da reclamacao
        """,
        "acknowledged_at": """
            acknowledged, acknowledged at, acknowledged on, acknowledgement date, confirmed at,
            bestatigt am, eingangsbestatigung, accuse de reception, acuse de recibo, bevestigd op
        """,
        "due_at": """
            due, due at, due date, response due date, deadline, due by time, target date, resolve
            by, fallig am, frist, falligkeitsdatum, echeance, date limite, fecha limite,
            vervaldatum, scadenza, prazo
        """,
        "resolved_at": """
            resolved, resolved at, resolved on, resolution date, date resolved, resolved time,
            closed, closed at, closed on, date closed, close date, closing date, gelost am,
            erledigt am, erledigt, abgeschlossen am, abgeschlossen, abschluss, abschlussdatum,
            resolu le, cloture, resuelto, cerrado, opgelost op,
            afgehandeld op, risolto il, chiuso il, resolvido em
        """,
        "in_time": """
            resolved in time, in time, on time, made sla, sla met, within sla, timely response,
            timely, fristgerecht, dans les delais, a tiempo, op tijd, in tempo, no prazo
        """,
        "cause": """
            cause, root cause, complaint cause, complaint category, cause category, complaint
            reason, reason, issue, complaint type, case reason, category, topic, ursache, grund,
            beschwerdegrund, fehlerart, kategorie, motif, causa, motivo, categoria, oorzaak,
            reden, klachtcategorie
        """,
        "subcause": """
            subcause, sub cause, detailed cause, sub issue, sub category, subcategory, detail,
            unterkategorie, sous categorie, subcategoria, subcategorie, sottocategoria
        """,
        "severity": """
            severity, priority, criticality, schweregrad, prioritat, gravite, priorite, gravedad,
            prioridad, ernst, prioriteit, gravita, priorita, gravidade
        """,
        "cost": """
            cost, costs, cost of complaint, goodwill, refund, compensation, credit, kosten,
            kulanz, gutschrift, cout, coste, costo, custo
        """,
        "status": "status, complaint status, state, stand, estado, statut, stato, stav",
        "description": """
            description, complaint text, complaint, what happened, consumer complaint narrative,
            narrative, subject, short description, title, beschreibung, betreff, descripcion,
            asunto, omschrijving, descrizione, oggetto, descricao, assunto, objet
        """,
        "handling_score": """
            handling score, satisfaction rating, satisfaction with handling, handling
            satisfaction, handling rating, zufriedenheit mit der bearbeitung
        """,
    },
    "touches": {
        "occurred_at": """
            time timestamp, timestamp, start time, started at, call start, contact date, call
            date, visit date, complete timestamp, begin, beginn, start, started, CREATED, WHEN
        """,
        "touch_id": """
            touch id, contact id, interaction id, call id, visit id, concept instance, event id,
            task id, activity id, engagement id, delivery id, kontakt id, anruf id, besuch id, id
            contact, id contacto
        """,
        "duration_min": """
            duration, duration min, duration minutes, handling time, handle time, talk time, call
            duration, minutes, dauer, dauer minuten, gesprachsdauer, duree, duracion, duur,
            durata, duracao, aht, call time, call length, talk duration, service time,
            bearbeitungszeit, bearbeitungsdauer, gesprachszeit, temps de traitement, duree d appel,
            tiempo de gestion, tiempo de atencion, behandeltijd, gespreksduur, tempo di gestione,
            tempo de atendimento
        """,
        "outcome": """
            outcome, result, disposition, resolution, ergebnis, resultat, resultado, uitkomst,
            esito
        """,
    },
    "cases": {
        "occurred_at": """
            order date, purchase timestamp, purchase, purchased at, purchase date, ordered at,
            booking date, case startdate, start date, bestelldatum, auftragsdatum, date de
            commande, fecha de pedido, fecha de compra, besteldatum, data ordine, data do pedido,
            data da compra, CREATED, WHEN
        """,
        "promised_at": """
            promised, promised at, promised date, promised delivery date, promise date, estimated
            delivery, expected delivery, case enddate planned, planned end, planned delivery, case
            deadline, requested delivery date, due, due date, due at, due by time, deadline,
            ticket deadline, sla due, target date, zugesagt, zugesagter termin, liefertermin,
            zusagetermin, wunschtermin, date promise, livraison prevue, fecha prometida, entrega
            estimada, beloofde datum, verwachte levering, consegna prevista, previsao de entrega
        """,
        "delivered_at": """
            delivered customer, delivered, delivered at, delivered on, delivery date, received by
            customer, resolved, resolved at, solved at, resolved time, geliefert am, geliefert,
            lieferdatum, zugestellt am, date de livraison, livre le, fecha de entrega, entregado,
            geleverd op, leverdatum, data consegna, data de entrega, entregue em
        """,
        "closed_at": """
            closed, closed at, closed on, close date, date closed, date time closed, closed time,
            closing date, case enddate, end date, completed at, solved at, geschlossen am,
            abgeschlossen am, erledigt am, cloture le, fecha de cierre, cerrado, gesloten op,
            afgesloten op, chiuso il, data chiusura, data de fechamento, fechado em
        """,
        "in_time": """
            in time, on time, made sla, sla met, within sla, delivered on time, resolved in time,
            sla status success, punktlich, termingerecht, fristgerecht, dans les delais, a tiempo,
            op tijd, puntuale, no prazo
        """,
        "value": """
            value, order value, amount, total, total amount, price, revenue, wert, auftragswert,
            betrag, bestellwert, montant, importe, valor, bedrag, orderwaarde, importo, valore,
            umsatz, turnover, net amount, gross amount, rechnungsbetrag, preis, prix, chiffre d
            affaires, ingresos, precio, omzet, prijs, fatturato, prezzo, faturamento, preco
        """,
        "status": """
            status, order status, ticket status, ident state, state, current conversation state,
            statut, estado, stato, situacao
        """,
        "stations": """
            stations, assignee stations, group stations, number of assignees, hops, stationen
        """,
    },
}
"""WHEN and CREATED stand for the lists in `table_names.GENERAL_NAMES`."""
