"""Write an example of every export cxdash knows: `python sample_data/formats.py [FOLDER]`.

One story, told by every tool in its own columns, dates and words. Every run writes the same bytes.
"""

import csv
import io
import sys
from pathlib import Path

import told_by_desks
import told_by_surveys
import told_elsewhere
from told import File

FILES = (*told_by_surveys.FILES, *told_by_desks.FILES, *told_elsewhere.FILES)


def main(folder: Path) -> None:
    """Write all examples into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for make in FILES:
        file = make()
        (folder / file.name).write_bytes(written(file))
        print(f"{file.name}: {len(file.rows)} lines")


def written(file: File) -> bytes:
    """Return an example's bytes."""
    text = io.StringIO()
    csv.writer(text, delimiter=file.delimiter, lineterminator=file.end).writerows(file.rows)
    # Python's utf-16 writes this machine's byte order; the file is the same everywhere.
    if file.encoding == "utf-16":
        return b"\xff\xfe" + text.getvalue().encode("utf-16-le")
    return text.getvalue().encode(file.encoding)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "formats")
