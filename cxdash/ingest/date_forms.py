"""Dates with words, signs or zones around their parts, written as plain ones: 2026年3月1日.

What is written anew is the form alone. Which part is the day stays as it stands and is decided
elsewhere; a column without such dates is never written anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from cxdash.ingest.clock_letters import SEVERAL_CLOCKS, ZONES, with_offset_sql
from cxdash.ingest.sqltext import text_sql

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cxdash.store.scratch import Scratch

ROWS_LOOKED_AT: Final = 10_000
"""Rows in which a column is searched for such dates."""

_SPACES: Final = r"[\x{00A0}\x{2000}-\x{200A}\x{202F}\x{205F}\s]+"
_DAY_OF_WEEK: Final = (
    r"\s*(?:[(（](?:星期|週|周)?[日月火水木金土一二三四五六天](?:曜日?)?[)）]|"  # noqa: RUF001
    r"(?:星期|週|周)[日一二三四五六天]|[日月火水木金土]曜日?|"
    r"[(（][월화수목금토일](?:요일)?[)）]|[월화수목금토일]요일)\s*"  # noqa: RUF001
)
_MORNING: Final = r"(?:上午|午前|오전|ص|ق\.?\s?ظ\.?|π\.?\s?μ\.?|לפנה[״\"]צ|ÖÖ|a\.?\s?m\.?|AM)"
_EVENING: Final = r"(?:下午|午後|오후|م|ب\.?\s?ظ\.?|μ\.?\s?μ\.?|אחה[״\"]צ|ÖS|p\.?\s?m\.?|PM)"
"""The two halves of a day as the calendars of Unicode's CLDR write them, in front or behind."""

_HOUR: Final = r"(\d{1,2}(?:[:.]\d{2}){1,2}(?:[.,:]\d+)?)"

_COMPACT: Final = (
    r"^((?:19|20|21)\d{2})(\d{2})(\d{2})[T ]?(\d{2})(\d{2})(\d{2}(?:[.,]\d+)?)"
    r"\s*(Z|[+-]\d{2}:?\d{2}|[+-]\d{2})?$"
)
_UNIX: Final = (
    r"^(?:\pL{2,9}\.?,? )?(\pL{3,9})\.? (\d{1,2}) (\d{1,2}:\d{2}:\d{2}) "
    r"([A-Z]{2,5}|[+-]\d{4}) (\d{4})$"
)

_STEPS: Final[tuple[tuple[str, str], ...]] = (
    (_SPACES, " "),
    (r"^\\?/Date\((-?\d+)(?:[+-]\d{4})?\)\\?/$", r"\1"),
    # East Asia: 2026年3月1日(日) 10時15分, 2026. 3. 1. 오후 3:05
    (rf"^(\d{{4}}\s*[年년./-].*?){_DAY_OF_WEEK}", r"\1 "),
    (r"^(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일号號]?\s*", r"\1-\2-\3 "),
    (r"^(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*$", r"\1-\2"),
    (r"^(\d{4})\. ?(\d{1,2})\. ?(\d{1,2})\.(?: |$)", r"\1-\2-\3 "),
    (r"(\d{1,2})\s*[時时點点시]\s*(\d{1,2})\s*[分분]\s*(\d{1,2})\s*[秒초]", r"\1:\2:\3"),
    (r"(\d{1,2})\s*[時时點点시]\s*(\d{1,2})\s*[分분]", r"\1:\2"),
    (r"(\d{1,2})\s*[時时點点시]\s*$", r"\1:00"),
    # Halves of the day, in front or behind, and times that only they show to be times.
    (r"(\d{4})\s?م(\s|$)", r"\1\2"),  # the mark of the era behind a year
    (rf"(?i)(^|[\s,])(1[0-2]|0?[1-9])\s*{_MORNING}$", r"\1\2:00 AM"),
    (rf"(?i)(^|[\s,])(1[0-2]|0?[1-9])\s*{_EVENING}$", r"\1\2:00 PM"),
    (rf"(?i){_HOUR}\s*{_MORNING}([\s,]|$)", r"\1 AM\2"),
    (rf"(?i){_HOUR}\s*{_EVENING}([\s,]|$)", r"\1 PM\2"),
    (rf"(?i)(^|[\s,\d]){_MORNING}\s*{_HOUR}", r"\1 \2 AM"),
    (rf"(?i)(^|[\s,\d]){_EVENING}\s*{_HOUR}", r"\1 \2 PM"),
    (r"(^|[\s,T])(\d{1,2})[.:](\d{2})[.:](\d{2})(?:[.:,]\d+)? ([AP]M)", r"\1\2:\3:\4 \5"),
    (r"(^|[\s,T])(\d{1,2})\.(\d{2}) ([AP]M)", r"\1\2:\3 \4"),
    (r"(^|[\s,T])00?(:\d{2}(?::\d{2})?) ([AP]M)", r"\g<1>12\2 \3"),
    (r"(^|[\s,T])(1[3-9]|2[0-3])(:\d{2}(?::\d{2})?) PM", r"\1\2\3"),
    # 24 hours with points, which only a whole date in front shows to be a time.
    (r"^(.*\d{4}|\d{4}-\d{2}-\d{2}),? +(\d{1,2})\.(\d{2})\.(\d{2})$", r"\1 \2:\3:\4"),
    (r"^(.*\d{4}|\d{4}-\d{2}-\d{2}),? +(\d{1,2})\.(\d{2})$", r"\1 \2:\3"),
    # ISO 8601 without its signs
    (
        _COMPACT,
        r"\1-\2-\3T\4:\5:\6\7",
    ),
    (r"^(\d{4})(\d{2})(\d{2})[T ](\d{2})(\d{2})(Z|[+-]\d{2}:?\d{2})?$", r"\1-\2-\3T\4:\5\6"),
    (
        r"^(\d{4}-\d{2}-\d{2})T(\d{2})(\d{2})(\d{2}(?:[.,]\d+)?)(Z|[+-]\d{2}:?\d{2})?$",
        r"\1T\2:\3:\4\5",
    ),
    # As Unix and old mail write it: Sun Mar  1 10:15:00 CET 2026
    (
        _UNIX,
        r"\1 \2 \5 \3 \4",
    ),
    (
        r"^(?:\pL{2,9}\.?,? )?(\pL{3,9})\.? (\d{1,2}) (\d{1,2}:\d{2}:\d{2}) (\d{4})$",
        r"\1 \2 \4 \3",
    ),
    # Zones: what only repeats an offset, and offsets written as GMT+0100, UTC+1 or (UTC+01:00).
    (r"(\d(?:Z|[+-]\d{2}:?\d{2}|\s[+-]\d{4}))\s*\[[^\]]*\]$", r"\1"),
    (r"(:\d{2}.*[+-]\d{1,2}:?\d{0,2})\s*\([^)]*\)$", r"\1"),
    (r"\s*\(?(?:GMT|UTC)\s*([+-])(\d{1,2})(?::?(\d{2}))?\)?$", r" \1\2:\3"),
    (r"( [+-]\d{1,2}):$", r"\1:00"),
    (r"(:\d{2}[^+-]*[+-])(\d:\d{2})$", r"\g<1>0\2"),
    (r" {2,}", " "),
)
"""What is written anew, one after the other: RE2 patterns and what takes their place."""

_WEEK_DAY: Final = r"^((?:19|20)\d{2})-?W(\d{2})-?([1-7])$"


_PLAIN: Final = (
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}"
    r"(?:[ T,]+(?:\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?|"
    r"(?:0?[1-9]|1[0-2]):\d{2}(?::\d{2})? ?[AaPp][Mm]))?"
)
"""Dates in numbers that nothing is written anew in: most of all, and told at once."""


def plain_date_sql(raw: str, clocks: Mapping[str, str]) -> str:
    """Return SQL for a date's text in a plain form; other texts stay as they are.

    `raw` is written once, whatever it takes to work it out.

    Args:
        raw: SQL for the text, its digits those of ASCII.
        clocks: The offset of letters behind a time that several clocks share.
    """
    text = "v"
    for shape, written in _STEPS:
        anew = written.replace(r"\g<1>", r"\1")
        text = f"regexp_replace({text}, {text_sql(shape)}, {text_sql(anew)}, 'g')"
    monday = text_sql(r"\1-W\2-\3")
    day = f"try_strptime(regexp_replace(w, {text_sql(_WEEK_DAY)}, {monday}), '%G-W%V-%u')"
    of_week = (
        f"CASE WHEN regexp_matches(w, {text_sql(_WEEK_DAY)}) "
        f"THEN coalesce(strftime({day}, '%Y-%m-%d'), w) ELSE {with_offset_sql('w', clocks)} END"
    )
    return (
        f"list_transform(list_transform([{raw}], lambda v: trim({text})), lambda w: {of_week})[1]"
    )


def example_of_forms(scratch: Scratch, view: str, raw: str) -> tuple[str, str] | None:
    """Return a date of a column that is written anew, and how; None where none is.

    Args:
        scratch: Where the file's text is.
        view: The table or view that holds it.
        raw: SQL for the cell's text, its digits those of ASCII, NULL where missing.
    """
    off = dict.fromkeys((*SEVERAL_CLOCKS, *ZONES), "")
    found = scratch.rows(
        f"SELECT v, w FROM (SELECT v, {plain_date_sql('v', off)} AS w FROM "
        f"(SELECT DISTINCT {raw} AS v FROM (SELECT * FROM {view} LIMIT {ROWS_LOOKED_AT})) "
        rf"WHERE NOT regexp_full_match(v, '{_PLAIN}') AND regexp_matches(v, '\d')) "
        "WHERE v <> w ORDER BY length(v) DESC, v LIMIT 1"
    )
    return cast("tuple[str, str]", found[0]) if found else None


def letters_in(scratch: Scratch, view: str, raw: str, letters: str) -> Iterable[str]:
    """Return the different letters behind the times of a column.

    Args:
        scratch: Where the file's text is.
        view: The table or view that holds it.
        raw: SQL for the cell's text, NULL where missing.
        letters: `clock_letters.LETTERS`.
    """
    found = scratch.rows(
        f"SELECT DISTINCT regexp_extract(v, {text_sql(letters)}, 2) AS said FROM "
        f"(SELECT DISTINCT {raw} AS v FROM {view}) WHERE said <> ''"
    )
    return [str(said) for (said,) in found]
