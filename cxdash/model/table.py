"""The shape of a canonical table."""

from dataclasses import dataclass

from cxdash.model.columns import SHARED, Column


@dataclass(frozen=True)
class Table:
    """One canonical table.

    Attributes:
        name: Its name in the warehouse.
        label: What readers see.
        row: What one row is.
        columns: Its own columns; facts also carry `SHARED`.
        identity: The columns that, with the source family, tell one row from another. A row
            in which the first of them is empty has no identity and never replaces another.
        presence: A line of a file makes a row here only when one of these is filled.
        is_fact: Facts happen at a time and carry the shared columns; references describe
            a customer, a person or a process.
    """

    name: str
    label: str
    row: str
    columns: tuple[Column, ...]
    identity: tuple[str, ...]
    presence: tuple[str, ...]
    is_fact: bool = True

    def all_columns(self) -> tuple[Column, ...]:
        """Return the shared columns (facts only), then the table's own."""
        return (*SHARED, *self.columns) if self.is_fact else self.columns

    def column(self, name: str) -> Column | None:
        """Return the column of that name, or None."""
        return next((column for column in self.all_columns() if column.name == name), None)
