"""A workspace folder: the uploads, the registers, and the version of the data they make."""

from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import duckdb

from cxdash import model
from cxdash.store import gathered, recipe, rollups, summaries
from cxdash.store.first_page import FirstPage
from cxdash.store.ingredients import Ingredients, Source
from cxdash.store.readers import READERS
from cxdash.store.registers import Registers
from cxdash.store.registers.settings import is_time_zone
from cxdash.store.restore import finish
from cxdash.store.snapshot import Snapshot
from cxdash.store.statements import layout_digest
from cxdash.store.upload import Upload
from cxdash.store.uploads import Uploads
from cxdash.store.warehouse import Warehouse

Progress = Callable[[float], None]
"""Called with the share done, 0 to 1."""

_LAYOUT = sha256(
    layout_digest().encode()
    + repr((model.TABLES, rollups.CUBOIDS)).encode()
    + Path(gathered.__file__).read_bytes()
    + Path(recipe.__file__).read_bytes()
    + Path(summaries.__file__).read_bytes()
).hexdigest()
"""Changes whenever the code would make another warehouse from the same uploads."""


class Workspace:
    """Everything kept for one organisation, in one folder; several processes may use it at once.

    Args:
        home: The folder; made when something is first kept in it.

    Attributes:
        home: The folder.
        uploads: The accepted files.
        registers: What people typed.
        first_page: What the last first page showed.
    """

    def __init__(self, home: Path) -> None:
        self.home = home.resolve()
        finish(self.home)
        self.uploads = Uploads(self.home)
        self.registers = Registers(self.home)
        self.first_page = FirstPage(self.home)
        self._warehouse = Warehouse(self.home)

    def version(self) -> str:
        """Return what caches key on; cheap enough to ask on every click.

        Raises:
            WorkspaceError: If an upload or the registers cannot be read.
        """
        return self._version(self._ingredients().shape)

    def snapshot(self, progress: Progress | None = None) -> Snapshot:
        """Return the data at the current version, building its file when that is missing or broken.

        Args:
            progress: Called with the share of a build done, 0 to 1; not called without a build.

        Raises:
            WorkspaceError: If an upload or the registers cannot be read, or the folder written.
        """
        ingredients = self._ingredients()
        shape = ingredients.shape
        path = self._warehouse.path(shape)

        def mend(broken: duckdb.DuckDBPyConnection, reason: str) -> duckdb.DuckDBPyConnection:
            if READERS.holds(path, broken):
                READERS.drop(path)
                self._warehouse.discard(path, reason)
            return self._opened(shape, ingredients, progress)

        connection = self._opened(shape, ingredients, progress)
        return Snapshot(self._version(shape), path, connection, mend)

    def rebuild(self, progress: Progress | None = None) -> Snapshot:
        """Build the current version's file again from the uploads, as if it had been deleted.

        Args:
            progress: Called with the share of the build done, 0 to 1.

        Raises:
            WorkspaceError: If an upload or the registers cannot be read, or the folder written.
        """
        path = self._warehouse.path(self._ingredients().shape)
        READERS.drop(path)
        self._warehouse.forget(path)
        return self.snapshot(progress)

    def _opened(
        self, shape: str, ingredients: Ingredients, progress: Progress | None
    ) -> duckdb.DuckDBPyConnection:
        path = self._warehouse.path(shape)
        try:
            return READERS.get(path)
        except FileNotFoundError:
            pass  # this version's first reader, or someone deleted the file
        except duckdb.Error as error:
            self._warehouse.discard(path, str(error).splitlines()[0])
        return READERS.get(self._warehouse.make(shape, ingredients, progress))

    def _ingredients(self) -> Ingredients:
        settings = self.registers.settings
        time_zone = settings.time_zone
        return Ingredients(
            sources=tuple(_source(upload, time_zone) for upload in self.uploads.active()),
            aliases=self.registers.aliases.resolved(),
            time_zone=time_zone,
            salt=settings.salt,
            names_shown=settings.names_shown,
            layout=_LAYOUT,
        )

    def _version(self, shape: str) -> str:
        revised = f"{shape} {self.registers.revision()}"
        return sha256(revised.encode()).hexdigest()[:16]


def _source(upload: Upload, time_zone: str) -> Source:
    """Describe an upload for the build; its own zone tells which of its moments are midnights."""
    facts = upload.facts
    received = datetime.fromisoformat(facts.received_at)
    if received.tzinfo is None:
        received = received.replace(tzinfo=UTC)
    stated_zone: object = facts.mapping.get("time_zone")
    zone = stated_zone if is_time_zone(stated_zone) else time_zone
    return Source(
        name=upload.folder.name,
        digest=upload.digest,
        rows=facts.rows_read,
        row=(
            upload.number,
            facts.file_name,
            facts.format,
            facts.family or "",
            received.astimezone(UTC).replace(tzinfo=None),
            zone,
            facts.rows_read,
            facts.rows_refused,
            upload.place,
        ),
        parquet=upload.parquet(),
    )
