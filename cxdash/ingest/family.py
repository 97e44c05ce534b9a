"""The name of a source, the same for next month's file of the same export."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

PASSING: Final = frozenset(
    ("export", "exports", "copy", "kopie", "copie", "download", "data", "report", "final", "new",
     "latest", "full", "all", "raw", "sample", "q1", "q2", "q3", "q4", "kw", "week", "month",
     "year",
     "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
     "january", "february", "march", "april", "june", "july", "august", "september", "october",
     "november", "december", "januar", "februar", "marz", "mai", "juni", "juli", "oktober",
     "dezember",
     "csv", "tsv", "txt", "xlsx", "xls", "gz", "zip", "parquet", "until", "from", "to", "am", "pm")
)  # fmt: skip
"""Words of file names that come and go from one export to the next."""


def family_of(file_name: str, form: str | None = None) -> str:
    """Return the source's name from a file name and, where recognised, its export format.

    Dates, counters and words such as "export" are left out.

    Examples:
        >>> family_of("olist_orders_dataset.csv")
        'olist orders dataset'
        >>> family_of("Zendesk export 2024-03 (2).csv", "zendesk")
        'zendesk'
        >>> family_of("complaints_March-2024.xlsx")
        'complaints'
    """
    plain = unicodedata.normalize("NFKD", file_name)
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign)).lower()
    words = [word for word in re.findall(r"[a-z]+|\d+", plain) if not word.isdigit()]
    kept = [word for word in words if word not in PASSING and len(word) > 1]
    if form is None:
        return " ".join(kept) or "uploaded file"
    spoken = set(form.replace("_", " ").split())
    rest = [word for word in kept if word not in spoken]
    return " · ".join(part for part in (form, " ".join(rest)) if part)
