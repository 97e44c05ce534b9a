"""The invented company: its calendar, segments, processes, people, places and products."""

from dataclasses import dataclass

import numpy as np

COMPANY = "Haldenbrook Home"
"""Makes, delivers and installs home appliances. It does not exist."""

FIRST_MINUTE = np.datetime64("2024-10-01T00:00")
LAST_MINUTE = np.datetime64("2026-09-30T23:59")
"""The exports cover 24 complete months and were all drawn when the last one ended."""

MONTHS = 24
MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True)
class Segment:
    """A group of customers.

    Attributes:
        name: What the company calls it.
        kind: 'external' or 'internal'.
        customers: How many belong to it.
        prefix: How their ids begin.
        share: Its share of the service contacts, 0 to 1 (external segments only).
        orders: Its share of the orders, 0 to 1.
        answering: The share of its contacts that answer the survey, 0 to 1.
    """

    name: str
    kind: str
    customers: int
    prefix: str
    share: float
    orders: float
    answering: float


SEGMENTS = (
    Segment("Private households", "external", 2600, "C-1", 0.50, 0.55, 0.40),
    Segment("Landlords & housing", "external", 340, "C-4", 0.13, 0.15, 0.44),
    Segment("Retail partners", "external", 210, "C-6", 0.21, 0.18, 0.43),
    Segment("Hotels & hospitality", "external", 150, "C-8", 0.16, 0.12, 0.46),
    Segment("Internal: Logistics", "internal", 6, "I-LOG-", 0.0, 0.0, 0.24),
    Segment("Internal: Billing", "internal", 4, "I-BIL-", 0.0, 0.0, 0.24),
)
HOUSEHOLDS, LANDLORDS, RETAIL, HOTELS, LOGISTICS, BILLING_DESKS = range(6)
EXTERNAL = 4
"""The first four segments pay the company; the last two are colleagues it serves."""

REGIONS = ("North", "East", "South", "West")
CHANNELS = ("Phone", "E-mail", "Online chat")

PROCESSES = (
    ("Order taking", "Head of customer service", "Order"),
    ("Sales back office", "Head of sales", "Order"),
    ("Assembly", "Plant manager", "Make"),
    ("Final inspection", "Quality manager", "Make"),
    ("Picking and dispatch", "Head of logistics", "Deliver"),
    ("Delivery", "Head of logistics", "Deliver"),
    ("Installation", "Head of logistics", "Deliver"),
    ("Customer service", "Head of customer service", "Use"),
    ("Technical support", "Head of customer service", "Use"),
    ("Returns handling", "Returns manager", "Return"),
    ("Billing", "Head of finance", "Pay"),
    ("Complaint handling", "Quality manager", "Recover"),
)
(
    ORDER_TAKING,
    SALES_BACK_OFFICE,
    ASSEMBLY,
    FINAL_INSPECTION,
    PICKING,
    DELIVERY,
    INSTALLATION,
    CUSTOMER_SERVICE,
    TECHNICAL_SUPPORT,
    RETURNS_HANDLING,
    BILLING,
    COMPLAINT_HANDLING,
) = range(len(PROCESSES))

DEPOTS = ("Depot East", "Depot West", "Depot Harbour")
PLANT = "Norrick plant"
OFFICE = "Mill Lane office"

PRODUCTS = (
    ("Lumo 300 dishwasher", 549),
    ("Tern 7 washing machine", 629),
    ("Vela fridge-freezer", 899),
    ("Brisa tumble dryer", 579),
    ("Corin induction hob", 479),
    ("Café 3 espresso machine", 389),
    ("Mistral cooker hood", 259),
    ("Pico compact oven", 429),
)
"""Product and list price."""


@dataclass(frozen=True)
class Employee:
    """One person.

    Attributes:
        code: The id that every file uses.
        name: An invented name; it stands in the employees file only.
        team: The team.
        role: What the person does.
        site: Where the person works.
        processes: The processes the person works in, as positions in `PROCESSES`.
    """

    code: str
    name: str
    team: str
    role: str
    site: str
    processes: tuple[int, ...]


_FRONT = (ORDER_TAKING, CUSTOMER_SERVICE, TECHNICAL_SUPPORT, COMPLAINT_HANDLING)
_CREWS: tuple[tuple[str, str, str, tuple[int, ...], str], ...] = (
    (
        "Call centre",
        "Service agent",
        OFFICE,
        _FRONT,
        (
            "Amara Okonjo-Bell, Joris Vantongeren, Leila Farzanpour, Tomasz Brzezik, "
            "Priya Raghunandan, Callum Strathroy, Yusra Haddadine, Mateo Quirarte, "
            "Ingrid Solvoll, Kofi Asantewaa-Reid"
        ),
    ),
    (
        "Call centre",
        "Sales back-office clerk",
        OFFICE,
        (SALES_BACK_OFFICE,),
        "Noor Eldikstra, Desmond Achterberg, Hana Kurosawa-Lind",
    ),
    (
        "Production",
        "Assembly worker",
        PLANT,
        (ASSEMBLY,),
        (
            "Luca Bertonelli, Chidi Nwankpara, Agnieszka Wilkoszewska, Ravi Thiruchelvan, "
            "Sofia Lindqvart, Omar Benkhelifa"
        ),
    ),
    (
        "Production",
        "Final inspector",
        PLANT,
        (FINAL_INSPECTION,),
        "Mei-Lin Tsaotang, Gareth Pennywell, Zeynep Karadeniz-Oz",
    ),
    (
        "Delivery",
        "Driver and fitter",
        "",
        (DELIVERY, INSTALLATION),
        (
            "Bashir Nazarwal, Elodie Charpenteau, Viktor Dragomirov, Thandiwe Mokhele, "
            "Rhys Llanfair, Paulo Figueirense, Samira El-Tahiri"
        ),
    ),
    (
        "Delivery",
        "Picker",
        "",
        (PICKING,),
        "Anders Holmkvist, Fatou Diarrassou, Declan O'Rourkeham",
    ),
    (
        "Returns",
        "Returns clerk",
        OFFICE,
        (RETURNS_HANDLING,),
        "Beatriz Almendrino, Kwame Boatengo, Linh Phamduc, Oskar Reinholdsen",
    ),
    (
        "Billing",
        "Billing clerk",
        OFFICE,
        (BILLING,),
        "Nadia Korolenka, Winston Abernethy-Cole, Shreya Bhattarai, Emil Jankovsky",
    ),
)


def _hire() -> tuple[Employee, ...]:
    """Return the 40 employees, numbered in the order of the crews above."""
    people: list[Employee] = []
    for team, role, site, processes, names in _CREWS:
        for place, name in enumerate(names.split(", ")):
            at = site or DEPOTS[place % len(DEPOTS)]
            people.append(
                Employee(f"HB-{101 + len(people)}", name, team, role, at, processes),
            )
    return tuple(people)


EMPLOYEES = _hire()
AGENTS = tuple(i for i, person in enumerate(EMPLOYEES) if person.role == "Service agent")


def workers_of(process: int) -> list[int]:
    """Return the positions in `EMPLOYEES` of everyone who works in that process."""
    return [i for i, person in enumerate(EMPLOYEES) if process in person.processes]
