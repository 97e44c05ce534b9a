"""What was done to rows so that they could be read, as sentences that count the lines."""


class RowNotes:
    """Counts what was done, each with the first line it was done to."""

    def __init__(self) -> None:
        self._done: dict[str, tuple[int, int]] = {}

    def add(self, what: str, line: int) -> None:
        """Count one more line to which something was done."""
        count, first = self._done.get(what, (0, line))
        self._done[what] = (count + 1, first)

    def sentences(self) -> list[str]:
        """Return a sentence for each thing that was done, in the order it first was."""
        return [
            f"{what}; lines: {count:,}, the first is line {first}."
            for what, (count, first) in self._done.items()
        ]
