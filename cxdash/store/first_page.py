"""What a first page shows, kept beside the warehouse for the next start: a cache, never a truth.

Plain JSON, so that whatever stands in such a file it is read as values and never run. A backup
leaves it out, and what cannot be read, was changed or is of anything else counts as not there.
"""

import json
import shutil
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Final, cast

from cxdash.store.disk import write_whole

FOLDER: Final = "first-page"

MOST_BYTES: Final = 2 * 1024**2
"""What one part may take; that of a large company is some 60 kB."""

_WRITING: Final = Lock()


class FirstPage:
    """The parts of a first page that a workspace keeps, each in one small file.

    Args:
        home: The workspace's folder.
    """

    def __init__(self, home: Path) -> None:
        self._folder = home / FOLDER

    def kept(self, part: str, key: str) -> object:
        """Return a part as it was kept under that key; None where it was not.

        Args:
            part: What it is, as the name of a file without its ending.
            key: Names all that it depends on.
        """
        path = self._path(part)
        try:
            if path.stat().st_size > MOST_BYTES:
                return None
            found: object = json.loads(path.read_bytes())
            said = cast("dict[str, object]", found) if isinstance(found, dict) else {}
            content = said.get("content")
            return content if said.get("seal") == _seal(key, content) else None
        except (OSError, ValueError, RecursionError):
            return None

    def keep(self, part: str, key: str, content: object) -> None:
        """Keep a part in place of what was kept of it; a disk that takes nothing keeps nothing.

        Args:
            part: What it is, as the name of a file without its ending.
            key: Names all that it depends on.
            content: Plain values.
        """
        said = {"seal": _seal(key, content), "content": content}
        if len(json.dumps(said, ensure_ascii=False).encode()) > MOST_BYTES:
            return
        with _WRITING, suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            write_whole(self._path(part), said)

    def forget(self) -> None:
        """Remove all parts: what they were made from is not the newest, or not to be trusted."""
        with _WRITING:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _path(self, part: str) -> Path:
        return self._folder / f"{part}.json"


def _seal(key: str, content: object) -> str:
    """Return what only this content under this key has: a disk may change a digit unnoticed."""
    return sha256(f"{key} {json.dumps(content)}".encode()).hexdigest()
