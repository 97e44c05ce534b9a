"""Letters behind a time of day that name its clock, as in "10:15 EST": which offset they are.

Letters that several clocks share are settled by the others in the column, or by the reader.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cxdash.ingest.sqltext import text_sql

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ONE_CLOCK: Final = {
    "Z": "+00:00", "UT": "+00:00", "UTC": "+00:00", "GMT": "+00:00", "WET": "+00:00",
    "EDT": "-04:00", "EST": "-05:00", "CDT": "-05:00", "MDT": "-06:00", "MST": "-07:00",
    "PDT": "-07:00", "PST": "-08:00", "AKDT": "-08:00", "AKST": "-09:00", "HST": "-10:00",
    "NDT": "-02:30", "NST": "-03:30", "BRT": "-03:00", "WEST": "+01:00", "CET": "+01:00",
    "MEZ": "+01:00", "CEST": "+02:00", "MESZ": "+02:00", "EET": "+02:00", "SAST": "+02:00",
    "EEST": "+03:00", "MSK": "+03:00", "EAT": "+03:00", "TRT": "+03:00", "PKT": "+05:00",
    "WIB": "+07:00", "AWST": "+08:00", "HKT": "+08:00", "SGT": "+08:00", "JST": "+09:00",
    "KST": "+09:00", "ACST": "+09:30", "AEST": "+10:00", "ACDT": "+10:30", "AEDT": "+11:00",
    "NZST": "+12:00", "NZDT": "+13:00",
}  # fmt: skip
"""Letters of one clock. Source: the IANA time zone database; those of North America as RFC 5322,
section 4.3, reads them, but for CST, which is China's too."""

SEVERAL_CLOCKS: Final = {
    "CST": {"-06:00": "North America", "+08:00": "China", "-05:00": "Cuba"},
    "IST": {"+05:30": "India", "+02:00": "Israel", "+01:00": "Ireland"},
    "BST": {"+01:00": "Britain", "+06:00": "Bangladesh"},
    "AST": {"-04:00": "Atlantic Canada and the Caribbean", "+03:00": "Arabia"},
    "GST": {"+04:00": "the Gulf", "-02:00": "South Georgia"},
    "SST": {"-11:00": "Samoa", "+08:00": "Singapore"},
    "AMT": {"-04:00": "Amazonas", "+04:00": "Armenia"},
}
"""Letters of several clocks, with whose they are. Source: as above."""

ZONES: Final = {
    "ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver",
    "PT": "America/Los_Angeles",
}  # fmt: skip
"""Letters of a place whatever its season; read where a column has no others."""

_BESIDE: Final = {
    "CST": {"CDT": "-06:00", "EST": "-06:00", "EDT": "-06:00", "PST": "-06:00", "MST": "-06:00"},
    "IST": {"IDT": "+02:00", "GMT": "+01:00"},
    "BST": {"GMT": "+01:00"},
    "AST": {"ADT": "-04:00", "EST": "-04:00", "EDT": "-04:00"},
}
"""What letters mean where the column has those of the same place's other season, or a neighbour's.
"""

_OF_A_NEIGHBOUR: Final = {"ADT": "-03:00", "IDT": "+03:00"}
_SURE: Final = {**ONE_CLOCK, **_OF_A_NEIGHBOUR}

LETTERS: Final = r"((?:\d|[AP]M))\s*\(?([A-Z]{2,5})\)?$"
"""Where such letters stand: behind a time. AM and PM are none of them."""


_HALVES: Final = frozenset(("AM", "PM"))


@dataclass(frozen=True)
class Clocks:
    """What the letters of one column mean.

    Attributes:
        settled: Those of several clocks that the column itself settles, with their offset.
        sure: Those of one clock.
        open: Those only the reader knows.
        zone: The time zone that those of a place name; "" without such.
    """

    settled: dict[str, str]
    sure: dict[str, str]
    open: tuple[str, ...]
    zone: str = ""

    @property
    def without_open(self) -> dict[str, str]:
        """What is settled, with the open ones taken off: they say nothing of the date."""
        return {**self.settled, **dict.fromkeys(self.open, "")}

    def sentence(self, name: str) -> str:
        """Say which offsets the letters of a column are read as; "" without any."""
        if self.zone:
            return f"The letters behind the times of '{name}' name their time zone, {self.zone}."
        told = {**self.sure, **self.settled}
        told = {letters: at for letters, at in told.items() if at and at != "+00:00"}
        if not told:
            return ""
        listed = ", ".join(f"{letters} as UTC{at}" for letters, at in sorted(told.items()))
        return f"The letters behind the times of '{name}' name their clock: {listed}."


def clocks_of(found: Iterable[str], known: Mapping[str, str]) -> Clocks:
    """Return what letters behind the times of a column mean.

    Args:
        found: The different letters.
        known: What was settled before, or answered.

    Examples:
        >>> clocks_of(["CST", "CDT"], {}).settled, clocks_of(["IST"], {}).open
        ({'CST': '-06:00'}, ('IST',))
    """
    letters = sorted({said for said in found if said not in _HALVES})
    if len(letters) == 1 and letters[0] in ZONES:
        return Clocks({letters[0]: ""}, {}, (), ZONES[letters[0]])
    settled, unknown = dict(known), list[str]()
    for name in (name for name in letters if name in SEVERAL_CLOCKS and name not in known):
        beside = {at for other, at in _BESIDE.get(name, {}).items() if other in letters}
        if len(beside) == 1:
            settled[name] = beside.pop()
        else:
            unknown.append(name)
    sure = {name: _SURE[name] for name in letters if name in _SURE}
    return Clocks(settled, sure, tuple(unknown))


def with_offset_sql(text: str, clocks: Mapping[str, str]) -> str:
    """Return SQL for a text whose letters behind the time are written as their offset.

    Args:
        text: SQL for the text; written more than once.
        clocks: The offset of letters that several clocks share.
    """
    known = {**_SURE, **clocks}
    entries = ", ".join(f"{text_sql(letters)}: {text_sql(at)}" for letters, at in known.items())
    offset = f"MAP {{{entries}}}[regexp_extract({text}, {text_sql(LETTERS)}, 2)]"
    return (
        f"CASE WHEN {offset} IS NULL THEN {text} "
        f"ELSE regexp_replace({text}, {text_sql(LETTERS)}, '\\1' || {offset}) END"
    )
