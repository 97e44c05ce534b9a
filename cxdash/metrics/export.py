"""Tables as files: text that a spreadsheet would run as a formula is defused."""

import pandas as pd

_STARTERS = ("=", "+", "-", "@", "\t", "\r")
"""First characters that make a spreadsheet calculate. Source: OWASP, CSV Injection."""


def defused(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula; numbers stay as they are.

    Examples:
        >>> defused("=1+1"), defused("-12.5"), defused("Late")
        ("'=1+1", '-12.5', 'Late')
    """
    return f"'{text}" if text.startswith(_STARTERS) and not _is_number(text) else text


def csv(frame: pd.DataFrame) -> bytes:
    """Return a table as CSV in UTF-8 with a byte order mark, which spreadsheets need for umlauts.

    Args:
        frame: Any table; its numbers are written in full, its texts and labels defused.
    """
    safe = frame.copy()
    for name in safe.columns:
        if not pd.api.types.is_numeric_dtype(safe[name]) and not (
            pd.api.types.is_datetime64_any_dtype(safe[name])
        ):
            safe[name] = safe[name].map(lambda value: defused(str(value)), na_action="ignore")
    safe.columns = [defused(str(name)) for name in safe.columns]
    # Only what is in the line end is quoted: a bare CR in a text would begin a row, undefused.
    return safe.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
