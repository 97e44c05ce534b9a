"""The child process that reads a file: `python -m cxdash.ingest.worker JOB.json`.

It writes JSON lines: {"progress", "step"} while it works, then {"result"} or {"error"}.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, cast

from cxdash.ingest import limits


def main(described: str) -> int:
    """Do one job; return the exit status: 0 done, 1 refused."""
    job = cast("dict[str, Any]", json.loads(Path(described).read_text(encoding="utf-8")))
    limits.apply(limits.Limits(**job["limits"]))
    # Only after the limits hold is anything that reads files loaded.
    from cxdash.errors import CxdashError  # noqa: PLC0415 (after the limits hold)
    from cxdash.store.scratch import OutOfMemory  # noqa: PLC0415 (after the limits hold)

    try:
        _say({"result": _do(job)})
    except CxdashError as error:
        kind = type(error).__name__
        _say({"error": {"kind": kind, "what": error.what, "next_step": error.next_step}})
        return 1
    except (MemoryError, OutOfMemory):
        _say(
            {
                "error": {
                    "kind": "UnreadableFileError",
                    "what": f"{Path(job['path']).name} needs more memory than reading may use.",
                    "next_step": "Split the file and load the parts.",
                }
            }
        )
        return 1
    return 0


def _do(job: dict[str, Any]) -> dict[str, object]:
    from cxdash.ingest import importer  # noqa: PLC0415 (after the limits hold)
    from cxdash.ingest.mapping import Mapping  # noqa: PLC0415 (after the limits hold)

    path, home = Path(job["path"]), Path(job["home"])
    _progress(0.0, "opening the file")
    if "upload" in job:
        number = job.pop("upload")
        sheet = job.get("sheet") or importer.table_held(number, home=home)
        with importer.original_at_hand(number, home=home) as original:
            return _do({**job, "path": str(original), "sheet": sheet})
    if job["do"] == "examine":
        return importer.examine(
            path,
            home=home,
            file_name=job.get("file_name"),
            sheet=job.get("sheet"),
            progress=_progress,
        ).to_json()
    if job["do"] == "stage":
        return importer.stage(
            path,
            Mapping.from_json(job["mapping"]),
            home=home,
            file_name=job.get("file_name"),
            by=job.get("by", ""),
            leave_out_repeats=job.get("leave_out_repeats", False),
            notes=tuple(job.get("notes", ())),
            replaces=job.get("replaces"),
            progress=_progress,
        ).to_json()
    if job["do"] == "reread":
        mapping = Mapping.from_json(job["mapping"]) if job["mapping"] else None
        return importer.reread_here(
            job["number"],
            home=home,
            mapping=mapping,
            answers=job["answers"],
            yes=job["yes"],
            progress=_progress,
        ).to_json()
    return importer.load_here(
        path,
        home=home,
        answers=job["answers"],
        yes=job["yes"],
        sheet=job.get("sheet"),
        progress=_progress,
    ).to_json()


def _progress(share: float, step: str) -> None:
    _say({"progress": round(share, 4), "step": step})


def _say(message: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(message, ensure_ascii=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
