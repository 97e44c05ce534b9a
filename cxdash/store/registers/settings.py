"""A workspace's settings: whose days count, when weeks and years begin, whether names show."""

import secrets
from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cxdash.errors import QuestionError
from cxdash.store.registers.ledger import Ledger, now

DEFAULTS = {
    "time_zone": "UTC",
    "week_start": "monday",
    "fiscal_year_start": "1",
    "names_shown": "no",
}
"""Every setting with the value it has until someone changes it."""

_CHOICES = {
    "week_start": ("monday", "saturday", "sunday"),
    "fiscal_year_start": tuple(str(month) for month in range(1, 13)),
    "names_shown": ("no", "yes"),
}


@dataclass(frozen=True)
class Setting:
    """One setting as someone left it; times are UTC in ISO form."""

    name: str
    value: str
    reason: str
    updated_at: str


class Settings:
    """The settings by name, with their defaults."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    @property
    def time_zone(self) -> str:
        """Return the IANA name of the zone whose days the workspace counts."""
        return self.get("time_zone")

    @property
    def week_start(self) -> str:
        """Return the first day of a week, in English and small letters."""
        return self.get("week_start")

    @property
    def fiscal_year_start(self) -> int:
        """Return the month in which the fiscal year begins, 1 to 12."""
        return int(self.get("fiscal_year_start"))

    @property
    def names_shown(self) -> bool:
        """Return whether people are shown by name instead of by code."""
        return self.get("names_shown") == "yes"

    @property
    def salt(self) -> str:
        """Return what makes the workspace's codes of employees its own; drawn once, then kept."""
        if not self._read("salt"):
            # Of several processes that start at once, the first to write decides.
            self._ledger.write(
                "insert or ignore into settings values ('salt', ?, '', ?)",
                (secrets.token_hex(16), now()),
                revises=False,
            )
        return self._read("salt")

    def get(self, name: str) -> str:
        """Return a setting's value as text.

        Raises:
            QuestionError: If there is no setting of that name.
        """
        if name not in DEFAULTS:
            raise _unknown(name)
        return self._read(name) or DEFAULTS[name]

    def set(self, name: str, value: str, *, reason: str = "") -> Setting:
        """Change a setting.

        Args:
            name: One of `DEFAULTS`.
            value: Its new value as text.
            reason: Why; needed to show names, and kept.

        Raises:
            QuestionError: If the name or the value is not known, or a reason is missing.
        """
        if name not in DEFAULTS:
            raise _unknown(name)
        _check(name, value)
        if name == "names_shown" and value == "yes" and not reason.strip():
            raise QuestionError(
                "Showing people by name needs a recorded reason.",
                next_step="Write down why names are needed and who agreed, then try again.",
            )
        setting = Setting(name, value, reason.strip(), now())
        self._ledger.write(
            "insert or replace into settings values (?, ?, ?, ?)",
            (setting.name, setting.value, setting.reason, setting.updated_at),
        )
        return setting

    def list(self) -> list[Setting]:
        """Return every setting; one nobody changed has no time and no reason."""
        rows = self._ledger.read("select name, value, reason, updated_at from settings")
        changed = {str(row[0]): Setting(*(str(field) for field in row)) for row in rows}
        return [changed.get(name, Setting(name, DEFAULTS[name], "", "")) for name in DEFAULTS]

    def _read(self, name: str) -> str:
        rows = self._ledger.read("select value from settings where name = ?", (name,))
        return str(rows[0][0]) if rows else ""


def is_time_zone(name: object) -> bool:
    """Tell whether that is the IANA name of a time zone this machine knows."""
    if not isinstance(name, str) or not name:
        return False
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _check(name: str, value: str) -> None:
    if name == "time_zone":
        if not is_time_zone(value):
            raise QuestionError(
                f"{value!r} is not a time zone this machine knows.",
                next_step="Use a name such as Europe/Berlin, America/New_York or UTC.",
            )
    elif value not in _CHOICES[name]:
        raise QuestionError(
            f"{value!r} is no value of the setting {name}.",
            next_step=f"Choose one of: {', '.join(_CHOICES[name])}.",
        )


def _unknown(name: str) -> QuestionError:
    return QuestionError(
        f"There is no setting {name!r}.", next_step=f"Choose one of: {', '.join(DEFAULTS)}."
    )
