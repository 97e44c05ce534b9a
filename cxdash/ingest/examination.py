"""What an examined file shows before anything is kept: columns, proposal, questions, preview."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cxdash.ingest.mapping import Mapping
from cxdash.ingest.questions import Question


@dataclass(frozen=True)
class Proposed:
    """One field a column could fill."""

    table: str
    field: str
    confidence: float
    why: str


@dataclass(frozen=True)
class ExaminedColumn:
    """One column with examples, the share of rows that fill it, and what it could be."""

    name: str
    examples: tuple[str, ...]
    filled: float
    proposals: tuple[Proposed, ...]


@dataclass(frozen=True)
class Examination:
    """Everything a reader needs to confirm a mapping; nothing was kept.

    Attributes:
        file_name: The file's name.
        sha256: The hash of its bytes.
        rows: Rows of its table.
        format: The known export it was recognised as, or None.
        evidence: Why, as a sentence.
        family: The proposed name of the source.
        columns: Its columns.
        mapping: The proposed mapping, or the one saved for this header.
        questions: What only the reader can say.
        read_report: What reading did, as JSON.
        preview: The first rows, each a list of cells in the order of `columns`.
        notes: Sentences about what was done to the file.
        confidence: That of the least certain field the mapping cannot do without.
        needs_confirmation: Whether the reader should look before it is kept.
        seen_before: The number of an active upload of the same bytes, or None.
        read_first: Those of the notes that change what is counted.
    """

    file_name: str
    sha256: str
    rows: int
    format: str | None
    evidence: str
    family: str
    columns: tuple[ExaminedColumn, ...]
    mapping: Mapping
    questions: tuple[Question, ...]
    read_report: dict[str, object]
    preview: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]
    confidence: float
    needs_confirmation: bool
    seen_before: int | None
    read_first: tuple[str, ...] = ()

    def to_json(self) -> dict[str, object]:
        """Return the examination as plain JSON; `from_json` reads it back."""
        return {
            "file_name": self.file_name,
            "sha256": self.sha256,
            "rows": self.rows,
            "format": self.format,
            "evidence": self.evidence,
            "family": self.family,
            "columns": [
                {
                    "name": column.name,
                    "examples": list(column.examples),
                    "filled": round(column.filled, 4),
                    "proposals": [
                        {
                            "table": proposal.table,
                            "field": proposal.field,
                            "confidence": round(proposal.confidence, 2),
                            "why": proposal.why,
                        }
                        for proposal in column.proposals
                    ],
                }
                for column in self.columns
            ],
            "mapping": self.mapping.to_json(),
            "questions": [
                {
                    "id": question.id,
                    "text": question.text,
                    "choices": question.choices,
                    "columns": list(question.columns),
                    "default": question.default,
                    "values": list(question.values),
                }
                for question in self.questions
            ],
            "read_report": self.read_report,
            "preview": [list(row) for row in self.preview],
            "notes": list(self.notes),
            "confidence": round(self.confidence, 2),
            "needs_confirmation": self.needs_confirmation,
            "seen_before": self.seen_before,
            "read_first": list(self.read_first),
        }

    @staticmethod
    def from_json(said: dict[str, Any]) -> Examination:
        """Read the examination back as the child process sent it."""
        return Examination(
            file_name=said["file_name"],
            sha256=said["sha256"],
            rows=said["rows"],
            format=said["format"],
            evidence=said["evidence"],
            family=said["family"],
            columns=tuple(_column(column) for column in said["columns"]),
            mapping=Mapping.from_json(said["mapping"]),
            questions=tuple(_question(question) for question in said["questions"]),
            read_report=said["read_report"],
            preview=tuple(tuple(row) for row in said["preview"]),
            notes=tuple(said["notes"]),
            confidence=said["confidence"],
            needs_confirmation=said["needs_confirmation"],
            seen_before=said["seen_before"],
            read_first=tuple(said["read_first"]),
        )


def _question(said: dict[str, Any]) -> Question:
    return Question(
        id=said["id"],
        text=said["text"],
        choices=said["choices"],
        columns=tuple(said["columns"]),
        default=said["default"],
        values=tuple(said["values"]),
    )


def _column(said: dict[str, Any]) -> ExaminedColumn:
    return ExaminedColumn(
        name=said["name"],
        examples=tuple(said["examples"]),
        filled=said["filled"],
        proposals=tuple(Proposed(**proposal) for proposal in said["proposals"]),
    )
