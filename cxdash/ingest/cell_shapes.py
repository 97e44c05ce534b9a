"""What cells look like that hold dates, moments or durations, as expressions for SQL."""

from typing import Final

from cxdash.ingest import periods, weekdays

_MONTHS_ABROAD: Final = (
    r"^(jän|ene|gen|f[eé]v|mär|mrz|maa|avr|abr|ma[ig]|mei|jui|giu|lug|ao[uû]|ago|set|okt|ott|out|"
    r"d[eé]c|dez|dic)\pL*\.?[-/ ](19|20)\d{2}$"
)
DATE_SHAPES: Final = (
    r"^\d{4}[-/.]\d{1,2}([-/.]\d{1,2}([T ,].*)?)?$",
    weekdays.DATE_SHAPE,
    r"^\d{1,2}(st|nd|rd|th)?[-/. ]+[A-Za-zäéû]{3,9}\.?[-/., ]+(\d{4}|\d{2})\b",
    r"^([A-Za-z]{3,9},? )?[A-Za-z]{3,9}\.? +\d{1,2}(st|nd|rd|th)?,? \d{4}\b",
    r"^(\pL+\.?,? )?\d{1,2}(\.|er|º)?[-/ ]+(de |di )?\pL{3,10}\.?[-/, ]+(de |di )?\d{4}\b",
    r"^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[-/. ]+\d{2,4}$",
    _MONTHS_ABROAD,
    r"^(0[1-9]|1[0-2])_(19|20)\d{2}$",
    r"^(19|20)\d{2}_(0[1-9]|1[0-2])$",
    r"^(0?[1-9]|1[0-2])[/.-](19|20)\d{2}$",
    *periods.SHAPES.values(),
    r"^(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(T\d{4}.*)?$",
    r"^(19|20)\d{2}-?W\d{2}-?[1-7]$",
    r"^\d{4}\s*[年년]\s*\d{1,2}\s*[月월]",
    r"^\d{4}\. ?\d{1,2}\. ?\d{1,2}\.( |$)",
    r"^[A-Za-z]{3},? [A-Za-z]{3} +\d{1,2} (\d{4}\b|\d{1,2}:\d{2}:\d{2} )",
    r"^\\?/Date\(-?\d+([+-]\d{4})?\)\\?/$",
)
"""Shapes of dates; whether they are read day first is decided elsewhere, by counting."""

EPOCH_SHAPE: Final = r"^(1[0-9]{9}|1[0-9]{12})(\.\d+)?$"
COMPACT_SHAPE: Final = (
    r"^(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])([01]\d|2[0-3])[0-5]\d[0-5]\d$"
)
"""Day and time in one number, which an id may be too."""

EXCEL_SHAPE: Final = r"^[2-5]\d{4}(\.\d+)?$"
