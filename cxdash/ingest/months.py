"""Dates whose month is a word in one of seven languages: "03. März 2026", "3-ene-2026".

A word means one month only, in whichever of the languages it stands; a column is read in a language
where all its month words belong to it, else in several.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from cxdash.ingest.sqltext import text_sql

if TYPE_CHECKING:
    from cxdash.store.scratch import Scratch

MONTHS: Final = {
    "english": (
        "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
        "august aug", "september sept sep", "october oct", "november nov", "december dec",
    ),
    "german": (
        "januar janner jan jaen", "februar feber feb", "marz maerz mrz mar", "april apr", "mai",
        "juni jun", "juli jul", "august aug", "september sept sep", "oktober okt",
        "november nov", "dezember dez",
    ),
    "french": (
        "janvier janv jan", "fevrier fevr fev", "mars mar", "avril avr", "mai", "juin",
        "juillet juil", "aout aou", "septembre sept sep", "octobre oct", "novembre nov",
        "decembre dec",
    ),
    "spanish": (
        "enero ene", "febrero feb", "marzo mar", "abril abr", "mayo may", "junio jun",
        "julio jul", "agosto ago", "septiembre setiembre sept sep", "octubre oct",
        "noviembre nov", "diciembre dic",
    ),
    "italian": (
        "gennaio gen", "febbraio feb", "marzo mar", "aprile apr", "maggio mag", "giugno giu",
        "luglio lug", "agosto ago", "settembre sett set", "ottobre ott", "novembre nov",
        "dicembre dic",
    ),
    "dutch": (
        "januari jan", "februari feb", "maart mrt maa", "april apr", "mei", "juni jun",
        "juli jul", "augustus aug", "september sept sep", "oktober okt", "november nov",
        "december dec",
    ),
    "portuguese": (
        "janeiro jan", "fevereiro fev", "marco mar", "abril abr", "maio mai", "junho jun",
        "julho jul", "agosto ago", "setembro set", "outubro out", "novembro nov", "dezembro dez",
    ),
}  # fmt: skip
"""The words for January to December by language, without accents, the full one first.

Source: the calendars of Unicode's CLDR, with the abbreviations of spreadsheets; "Jänner" and
"Feber" are Austrian, "setiembre" is Peruvian.
"""

SEVERAL: Final = "several"
"""What stands for a language where the months of a column are named in more than one."""

NAMED_ORDERS: Final = tuple(
    f"{language}{numbers}" for language in (*MONTHS, SEVERAL) for numbers in ("", " dmy", " mdy")
)
"""How dates with months by name are written: the language, and behind it the order of dates in
numbers that stand among them; without one these have the year in front."""

MOST_WORDS: Final = 1000
"""Different words of a column that are looked at: dates have few, sentences many."""

_OF: Final = r"(?:de |di |del |d'|of )?"
_CLOCK: Final = (
    r"(?:[T,\s]+(?:um |at |à |a las |às |as |alle |om |klo )?"
    r"(\d{1,2}[:h]\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?)(?:\s*(?:uhr|uur|h))?)?\s*"
)
_DAY_FIRST: Final = (
    r"(?i)(?:\pL+(?:-feira)?\.?,?\s+)?(\d{1,2})(?:\.|º|ª|er|st|nd|rd|th)?[-/\s]*"
    + _OF
    + r"(\pL{3,})\.?[-/,\s]*"
    + _OF
    + r"(\d{4}|\d{2})"
    + _CLOCK
)
_MONTH_FIRST: Final = (
    r"(?i)(?:\pL+,\s+)?(\pL{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})" + _CLOCK
)
_NO_DAY: Final = r"(?i)(\pL{3,})\.?[-/\s]*" + _OF + r"(\d{4})"


def words_of_months(language: str) -> dict[str, int]:
    """Return every month word of a language, or of `SEVERAL`, with its month, 1 to 12.

    Examples:
        >>> words_of_months("german")["mrz"], words_of_months("spanish")["ago"]
        (3, 8)
    """
    calendars = MONTHS.values() if language == SEVERAL else (MONTHS[language],)
    return {
        word: month
        for calendar in calendars
        for month, words in enumerate(calendar, start=1)
        for word in words.split()
    }


def parts_of_order(order: str) -> tuple[str, str]:
    """Return the language of one of `NAMED_ORDERS`, and the order of dates in numbers.

    Examples:
        >>> parts_of_order("german dmy"), parts_of_order("french")
        (('german', 'dmy'), ('french', 'ymd'))
    """
    language, _, numbers = order.partition(" ")
    return language, numbers or "ymd"


def in_months(language: str, numbers: str) -> str:
    """Return the order of a column with months named in a language beside dates in numbers.

    Examples:
        >>> in_months("german", "dmy"), in_months("french", "ymd"), in_months("", "mdy")
        ('german dmy', 'french', 'mdy')
    """
    if not language or numbers == "ymd":
        return language or numbers
    return f"{language} {numbers}"


def language_of(scratch: Scratch, view: str, raw: str, *, plain: str) -> tuple[str, int]:
    """Return the language that all months of a column are named in, if there is one.

    Args:
        scratch: Where the file's text is.
        view: The table or view that holds it.
        raw: SQL for the cell's text, NULL where missing.
        plain: SQL for what is read of a text `v` without any language.

    Returns:
        The first language that has all their month words, or that there are several, and how many
        more different values it reads than `plain`; ("", 0) where no month is named.
    """
    texts = f"(SELECT DISTINCT {raw} AS v FROM {view})"
    words = scratch.rows(
        r"SELECT DISTINCT unnest(regexp_extract_all(strip_accents(lower(v)), '\pL{3,}')) "
        rf"FROM {texts} WHERE regexp_matches(v, '\d') LIMIT {MOST_WORDS}"
    )
    every = {word for one in MONTHS for word in words_of_months(one)}
    named = {word for (word,) in words} & every
    language = next((one for one in MONTHS if named <= set(words_of_months(one))), SEVERAL)
    if not named:
        return "", 0
    read, read_plainly = cast(
        "tuple[int, int]",
        scratch.rows(
            f"SELECT count({named_sql('v', language)}), count({plain}) FROM {texts} "
            r"WHERE regexp_matches(v, '\pL{3}')"
        )[0],
    )
    return (language, read - read_plainly) if read > read_plainly else ("", 0)


def named_sql(raw: str, language: str) -> str:
    """Return SQL for the wall-clock TIMESTAMP in a text whose month is a word of this language.

    NULL where it holds none. Read are the day before the month, the month before the day, and a
    month with its year, which is its first day; behind either may stand a time of day.
    """
    shapes = (
        (_MONTH_FIRST, ("month", "day", "year", "clock")),
        (_DAY_FIRST, ("day", "month", "year", "clock")),
        (_NO_DAY, ("month", "year")),
    )
    cases = " ".join(
        f"WHEN regexp_full_match({raw}, {text_sql(shape)}) "
        f"THEN {_moment_sql(raw, shape, parts, language)}"
        for shape, parts in shapes
    )
    return f"(CASE {cases} END)"


def _moment_sql(raw: str, shape: str, parts: tuple[str, ...], language: str) -> str:
    part = {
        name: f"regexp_extract({raw}, {text_sql(shape)}, {place})"
        for place, name in enumerate(parts, start=1)
    }
    words = ", ".join(
        f"{text_sql(word)}: '{month}'" for word, month in words_of_months(language).items()
    )
    # An unknown word is NULL, and so is all that it is joined to.
    month = f"MAP {{{words}}}[strip_accents(lower({part['month']}))]"
    day = f"{part.get('day', text_sql('1'))} || '/' || {month} || '/' || {part['year']}"
    date = f"try_strptime({day}, ['%d/%m/%y', '%d/%m/%Y'])"
    return f"{date} + {_clock_sql(part['clock'])}" if "clock" in part else date


def _clock_sql(clock: str) -> str:
    """Return SQL for the time of day as an interval; nothing written is midnight."""
    tidy = f"replace(replace(upper({clock}), '.', ''), 'H', ':')"
    forms = "['%I:%M %p', '%I:%M:%S %p', '%I:%M%p', '%I:%M:%S%p', '%H:%M', '%H:%M:%S']"
    return (
        f"if({clock} = '', INTERVAL 0 SECOND, "
        f"try_strptime({tidy}, {forms}) - TIMESTAMP '1900-01-01')"
    )
