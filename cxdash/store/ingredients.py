"""What shapes a warehouse: the active uploads, and the settings its rows are read by."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path


@dataclass(frozen=True)
class Source:
    """One active upload, as the build needs it.

    Attributes:
        name: Its folder's name.
        digest: A hash of its description.
        rows: The rows of its file.
        row: Its values for `active_uploads`, in that table's order.
        parquet: Its accepted rows: canonical table and file.
    """

    name: str
    digest: str
    rows: int
    row: tuple[object, ...]
    parquet: dict[str, Path]


@dataclass(frozen=True)
class Ingredients:
    """Everything that shapes a warehouse.

    Attributes:
        sources: The active uploads, oldest first.
        aliases: Dimension, spelling and what it is united with.
        time_zone: An IANA name: whose days `occurred_on` counts.
        salt: What makes the codes of employees this workspace's own.
        names_shown: Whether people stand in the warehouse by name instead of by code.
        layout: Changes whenever the code would make another warehouse from the same uploads.
    """

    sources: tuple[Source, ...]
    aliases: tuple[tuple[str, str, str], ...]
    time_zone: str
    salt: str
    names_shown: bool
    layout: str

    @property
    def rules(self) -> str:
        """The hash of everything but the uploads."""
        shaping = (self.layout, self.aliases, self.time_zone, self.salt, self.names_shown)
        return sha256(repr(shaping).encode()).hexdigest()

    @property
    def shape(self) -> str:
        """The hash that names the warehouse file made of these."""
        sources = [(source.name, source.digest) for source in self.sources]
        return sha256(f"{self.rules} {sources}".encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Earlier:
    """What of a warehouse bears on the rows that are added to it.

    Attributes:
        span: Its first and newest day, and its newest moment.
        families: Each family of its complaints, and whether it records when they are resolved.
        files: Its facts' Parquet files.
    """

    span: tuple[object, ...]
    families: tuple[tuple[object, ...], ...]
    files: tuple[Path, ...]
