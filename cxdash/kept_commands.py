"""The commands about files: load them, list them, take them out, keep them safe."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cxdash import open_workspace
from cxdash.errors import MappingError
from cxdash.store.home import default_home
from cxdash.told import DONE, pair, tell

if TYPE_CHECKING:
    from cxdash.ingest.mapping import Mapping


def load(asked: argparse.Namespace) -> int:
    """Load files; see `load --help`."""
    from cxdash.ingest.importer import load  # noqa: PLC0415 - only `load` parses files

    workspace = open_workspace(asked.home)
    if asked.time_zone:
        workspace.registers.settings.set("time_zone", asked.time_zone)
    home = workspace.home
    said = dict(pair(text) for text in asked.say)
    reports = [
        load(file, home=home, answers=said, yes=asked.yes, sheet=asked.sheet).to_json()
        for file in asked.files
    ]
    tell(asked, {"files": reports}, [_loaded(report) for report in reports])
    return DONE


def _loaded(report: dict[str, Any]) -> str:
    lines = [f"{report['file_name']}: {report['message']}", *report["notes"]]
    lines += [
        f"  line {row['line']}, {row['column']}: {row['reason']} {row['next_step']}"
        for row in report["refused"]
    ]
    return "\n".join(lines)


def reread(asked: argparse.Namespace) -> int:
    """Read the kept original of an upload again."""
    from cxdash.ingest import importer  # noqa: PLC0415 - only `load` and `reread` parse files

    report = importer.reread(
        asked.number,
        home=open_workspace(asked.home).home,
        mapping=_mapping(asked.mapping) if asked.mapping else None,
        answers=dict(pair(text) for text in asked.say),
        yes=asked.yes,
    ).to_json()
    tell(asked, {"files": [report]}, [_loaded(report)])
    return DONE


def _mapping(path: Path) -> "Mapping":
    from cxdash.ingest.mapping import Mapping  # noqa: PLC0415 - as in reread

    try:
        return Mapping.from_json(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise MappingError(
            f"{path} holds no mapping: {error}.",
            next_step="Take `mapping` of that upload from `uploads --json`, correct it, save it "
            "as a file of its own.",
        ) from error


def uploads(asked: argparse.Namespace) -> int:
    """List every upload."""
    listed = [
        {
            "number": upload.number,
            "file_name": upload.facts.file_name,
            "received_at": upload.facts.received_at,
            "rows_read": upload.facts.rows_read,
            "rows_refused": upload.facts.rows_refused,
            "tables": dict(upload.facts.tables),
            "undone": upload.undone,
            "replaced_by": upload.replaced_by,
            "mapping": upload.facts.mapping,
        }
        for upload in open_workspace(asked.home).uploads.all()
    ]
    lines = [
        f"{one['number']:4} {one['file_name']}: {one['rows_read']:,} rows, "
        f"{one['rows_refused']:,} refused{_state(one)}"
        for one in listed
    ]
    tell(asked, {"uploads": listed}, lines or ["Nothing is kept yet."])
    return DONE


def _state(upload: dict[str, Any]) -> str:
    if upload["undone"]:
        return " (undone)"
    later = upload["replaced_by"]
    return f" (read again as upload {later})" if later else ""


def undo(asked: argparse.Namespace) -> int:
    """Leave an upload out."""
    upload = open_workspace(asked.home).uploads.undo(asked.number)
    tell(asked, {"undone": upload.number}, [f"{upload.facts.file_name} is undone."])
    return DONE


def redo(asked: argparse.Namespace) -> int:
    """Count an undone upload again."""
    upload = open_workspace(asked.home).uploads.redo(asked.number)
    tell(asked, {"redone": upload.number}, [f"{upload.facts.file_name} is back."])
    return DONE


def backup(asked: argparse.Namespace) -> int:
    """Write the workspace to one file."""
    from cxdash.store import backup as made  # noqa: PLC0415 - only `backup` needs it

    report = made.backup(_home(asked), asked.file)
    said = {
        "file": str(report.file),
        "uploads": report.uploads,
        "files": report.files,
        "bytes": report.bytes,
    }
    line = (
        f"{report.file} holds {_uploads(report.uploads)} and the registers "
        f"({report.bytes:,} bytes), each file read back and found right."
    )
    tell(asked, said, [line])
    return DONE


def restore(asked: argparse.Namespace) -> int:
    """Put a backup into a workspace."""
    from cxdash.store import restore as put  # noqa: PLC0415 - only `restore` needs it

    report = put.restore(_home(asked), asked.file, replace=asked.replace)
    said = {
        "home": str(report.home),
        "uploads": report.uploads,
        "files": report.files,
        "bytes": report.bytes,
        "before": str(report.before) if report.before else None,
    }
    lines = [f"{report.home} holds {_uploads(report.uploads)} and the registers of the backup."]
    if report.before:
        lines.append(f"What stood there before is in {report.before}.")
    tell(asked, said, lines)
    return DONE


def _home(asked: argparse.Namespace) -> Path:
    return Path(asked.home) if asked.home else default_home()


def _uploads(count: int) -> str:
    return "1 upload" if count == 1 else f"{count:,} uploads"
