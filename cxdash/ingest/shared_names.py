"""What exports call the fields that every fact may carry; the better names first."""

from typing import Final

SHARED_NAMES: Final[dict[str, str]] = {
    "customer_id": """
        customer id, customer number, customer no, customer, client id, client number, client,
        account id, account number, account name, account, user id, caller id, caller, requester
        id, requester, requester name, buyer id, member id, patient id, guest id, passenger id,
        consumer user id, contact id, contact name, company, ext customer id, kundennummer,
        kundennr, kunden id, kunde, kunden nr, debitor, numero client, numero de client, code
        client, id cliente, cliente, numero de cliente, codigo cliente, codice cliente,
        klantnummer, klant id, klantnr, klant
    """,
    "segment": """
        segment, customer segment, customer group, customer type, customer class, market segment,
        market, tier, kundensegment, kundengruppe, kundentyp, segment client, type de client,
        segmento, tipo de cliente, grupo de clientes, klantsegment, klantgroep, tipo cliente
    """,
    "customer_kind": """
        customer kind, type, kind, internal or external, internal external, kind of customer,
        kundenart, intern extern
    """,
    "region": """
        region, customer region, state, customer state, country, area, territory, province,
        bundesland, land, gebiet, pays, pais, estado, uf, regio, provincie, regione, provincia,
        city
    """,
    "employee": """
        employee, employee id, employee name, employee email, agent, agent name, agent id,
        resolved by, handled by, closed by, assignee, assigned to, owner, ticket owner, case
        owner, operator, technician, driver, advisor, worker, inspector, staff, resource, org
        resource, teammate currently assigned, performed by, served by, responsible, case
        responsible, mitarbeiter, mitarbeiterin, bearbeiter, sachbearbeiter, zustandig, fahrer,
        monteur, employe, conseiller, agent traitant, empleado, agente, responsable, atendido por,
        medewerker, behandelaar, dipendente, operatore, addetto, funcionario, colaborador,
        atendente
    """,
    "team": """
        team, team name, group, assignment group, org group, helpdesk team, department, support
        group, queue, team currently assigned, crew, desk, your desk, division, unit, abteilung,
        gruppe, equipe, service, departement, equipo, grupo, departamento, afdeling, groep,
        squadra, reparto, gruppo, setor
    """,
    "process": """
        process, process name, who handed over to you, handed over by, process step, step,
        activity, concept name, task, stage, touchpoint, seller id, seller, supplier id, supplier,
        vendor id, carrier, partner id, partner, prozess, prozessschritt, vorgangsschritt,
        lieferant, processus, etape, activite, fournisseur, proceso, actividad, etapa, proveedor,
        proces, activiteit, leverancier, processo, attivita, fase, fornitore, atividade,
        fornecedor
    """,
    "channel": """
        channel, contact channel, contact type, case channel, via, source, ticket source, case
        origin, origin, medium, submitted via, complaint source, contact method, received via,
        distribution channel, kanal, kontaktkanal, eingangskanal, canal, canal de contact, canal
        de contacto, kanaal, contactkanaal, canale, canal de contato
    """,
    "product": """
        product, product name, product id, product code, product category, sku, item, article,
        model, service, product line, category, produkt, artikel, artikelnummer, modell, produit,
        producto, articulo, product naam, prodotto, articolo, produto, categoria
    """,
    "site": """
        site, branch, location, location name, plant, depot, store, shop, warehouse, facility id,
        facility, office, hospital, standort, filiale, werk, lager, niederlassung, agence,
        magasin, usine, sucursal, tienda, planta, vestiging, filiaal, winkel, sede, negozio,
        stabilimento, filial, loja, fabrica
    """,
    "case_id": """
        case id, case number, case concept name, order id, order number, order no, ticket id,
        ticket number, ticket no, ticket ids sequence, incident id, incident number, issue key,
        conversation id, request id, request number, booking id, booking number, hand over note,
        hand over id, reservation id, journey id, shipment id, work order, reference id, ext
        interaction id, job id, case, order, ticket, number, auftragsnummer, auftragsnr,
        auftrags nr, bestellnummer, bestellnr, ticketnr, vorgangsnr,
        vorgangsnummer, ticketnummer, auftrag, vorgang, numero de commande, commande, numero de
        dossier, dossier, numero de pedido, pedido, id pedido, bestelnummer, ordernummer,
        zaaknummer, numero ordine, ordine, numero pratica, numero do pedido, chamado
    """,
}
"""English, German, French, Spanish, Dutch, Italian and Portuguese, without accents."""
