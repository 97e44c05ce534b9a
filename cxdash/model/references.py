"""The references: who the customers, people and processes are."""

from cxdash.model.columns import (
    CUSTOMER_KIND,
    PROCESS,
    REGION,
    SEGMENT,
    TEAM,
    decimal,
    text,
    time,
)
from cxdash.model.table import Table

REFERENCES: tuple[Table, ...] = (
    Table(
        "customers",
        "Customers",
        "one customer",
        (
            text("customer_id", "Customer", "The customer's id."),
            text("customer_name", "Customer name", "The customer's name."),
            CUSTOMER_KIND,
            SEGMENT,
            REGION,
            time("since", "Customer since", "When the customer came."),
            decimal("value", "Customer value", "What the customer is worth a year.", "currency"),
        ),
        identity=("customer_id",),
        presence=("customer_id",),
        is_fact=False,
    ),
    Table(
        "employees",
        "Employees",
        "one person",
        (
            text("employee", "Employee", "The person's id or name, as other files give it."),
            text("employee_name", "Employee name", "The person's name."),
            TEAM,
            text("role", "Role", "What the person does."),
            text("site", "Site", "Where the person works."),
        ),
        identity=("employee",),
        presence=("employee",),
        is_fact=False,
    ),
    Table(
        "processes",
        "Processes",
        "one process",
        (
            PROCESS,
            text("owner", "Owner", "The role that answers for the process."),
            text("stage", "Stage", "Where in the customer's journey it stands."),
            text("site", "Site", "Where it is carried out."),
        ),
        identity=("process",),
        presence=("process",),
        is_fact=False,
    ),
)
