"""A loading process that is killed, in a process of its own: at a step by number, or from outside.

Nothing in cxdash knows of this. The steps are what Python tells an audit hook about (files opened,
folders made, names changed), each write that is brought to disk, each statement that writes a file
or makes a table, and the keeping of the original.
"""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from cxdash.ingest import opened
from cxdash.ingest.importer import load_here
from cxdash.store import building
from cxdash.store.scratch import Scratch
from cxdash.store.workspace import Workspace

ACKNOWLEDGED: Final = "acknowledged"

_WRITES: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_CHANGES: Final = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "shutil.rmtree")

Say = Callable[[str], None]


class Steps:
    """Counts the steps of this process and kills it at one of them.

    Args:
        home: The workspace; what happens elsewhere is no step.
        stop: The number of the step to die at, from 1; 0 for none.
        say: Told the name of each step before it is taken.
    """

    def __init__(self, home: Path, stop: int, say: Say) -> None:
        self._home = str(home)
        self._left = stop
        self._say = say

    def at(self, name: str) -> None:
        """Take a step, or die."""
        self._say(name)
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def arm(self) -> None:
        """Count from now on."""
        sys.addaudithook(self._heard)
        os.fsync = self._before("brought to disk", os.fsync)
        opened.keep_original = self._around("the original", opened.keep_original)
        building.run = self._before("a table of the warehouse", building.run)
        rows = Scratch.rows

        def copied(scratch: Scratch, sql: str, *more: Any) -> Any:  # noqa: ANN401 (whatever it takes)
            if not sql.startswith("COPY"):
                return rows(scratch, sql, *more)
            self.at("before rows are written")
            found = rows(scratch, sql, *more)
            self.at("after rows are written")
            return found

        Scratch.rows = copied

    def _heard(self, event: str, about: tuple[Any, ...]) -> None:
        place = os.fspath(about[0]) if about and isinstance(about[0], str | os.PathLike) else ""
        if not isinstance(place, str) or not place.startswith(self._home):
            return
        if event in _CHANGES:
            self.at(f"{event} {_kind(place)}")
        elif event == "open" and isinstance(about[2], int) and about[2] & _WRITES:
            self.at(f"open to write {_kind(place)}")

    def _before(self, name: str, does: Callable[..., Any]) -> Callable[..., Any]:
        def stepped(*given: Any, **named: Any) -> Any:  # noqa: ANN401 (whatever it takes)
            self.at(name)
            return does(*given, **named)

        return stepped

    def _around(self, name: str, does: Callable[..., Any]) -> Callable[..., Any]:
        def stepped(*given: Any, **named: Any) -> Any:  # noqa: ANN401 (whatever it takes)
            self.at(f"before {name}")
            done = does(*given, **named)
            self.at(f"after {name}")
            return done

        return stepped


def _kind(place: str) -> str:
    """Return what kind of file or folder that is, without what differs from load to load."""
    name = Path(place).name
    for known in (".staging", "warehouse", ".building", ".upload.json", "000", "registers"):
        if name.startswith(known):
            return f"{known}…"
    return name


def load(file: Path, home: Path, stop: int, say: Say) -> None:
    """Load a file and open the workspace after it, as the app does; die at a step."""
    Steps(home, stop, say).arm()
    report = load_here(file, home=home, yes=True)
    if report.kept:
        say(ACKNOWLEDGED)
    Workspace(home).snapshot()
