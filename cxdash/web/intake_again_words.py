"""What is said about an upload whose kept original is read again; no widget in here."""

from cxdash.ingest.examination import Examination
from cxdash.ingest.staged import StagedUpload
from cxdash.ingest.staging import READER_VERSION
from cxdash.store.upload import Upload, UploadFacts
from cxdash.web.intake_words import counted


def older_reader(facts: UploadFacts) -> str:
    """Say that an upload was read before cxdash learned to read better; "" where it was not."""
    if facts.reader_version == READER_VERSION:
        return ""
    return (
        "An older version of cxdash read this file. Read it again to have its rows as today's "
        "version reads them."
    )


def looked_at(upload: Upload, examination: Examination) -> str:
    """Say which upload a proposal is for, and whether it is what that upload was read by."""
    is_as_then = examination.mapping.to_json() == upload.facts.mapping
    how = (
        "These are its columns as they were read then."
        if is_as_then
        else "Its columns would be read differently today; this is how."
    )
    return (
        f"This is the kept original of upload {upload.number}. {how} Correct them, then check "
        "every row. Nothing changes before you accept."
    )


def takes_its_place(upload: Upload, staged: StagedUpload) -> str:
    """Say what an upload becomes when the file that is checked takes its place."""
    now = sum(table.rows for table in staged.tables)
    then = sum(upload.facts.tables.values())
    return (
        f"It takes the place of upload {upload.number}, with {counted(now, 'row')} kept instead "
        f"of {then:,} and {counted(staged.refused_lines, 'line')} refused instead of "
        f"{upload.facts.rows_refused:,}. Undo it, and the rows of upload {upload.number} count "
        "again. New, the same and changed are counted against the uploads before it."
    )


def nothing_new(number: int) -> str:
    """Say that a file read again gives exactly the rows that are there."""
    return (
        f"**Read this way, it brings exactly the rows of upload {number}: nothing would change.** "
        "Correct how its columns are read, or cancel."
    )
