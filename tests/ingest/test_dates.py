"""How dates are read, and when the reader is asked."""

# ruff: noqa: DTZ001 (the wall clock of a file carries no zone)

from datetime import datetime
from pathlib import Path

import pytest

from cxdash.ingest.date_orders import decide_order
from cxdash.ingest.dates import offset_sql, wall_sql
from cxdash.ingest.months import MONTHS, words_of_months
from cxdash.store.scratch import Scratch
from tests.ingest.scratching import CELLS, scratch_with

WRITTEN = [
    ("2024-03-05", "ymd", datetime(2024, 3, 5), None),
    ("2024-03-05T14:05:06.123456789Z", "ymd", datetime(2024, 3, 5, 14, 5, 6, 123456), 0),
    ("2024-03-05 14:05:06+0200", "ymd", datetime(2024, 3, 5, 14, 5, 6), 120),
    ("2024-03-05 14:05:06,5 -03:30", "ymd", datetime(2024, 3, 5, 14, 5, 6, 500000), -210),
    ("29/2/2016 01:16", "dmy", datetime(2016, 2, 29, 1, 16), None),
    ("5.3.2024 9:05", "dmy", datetime(2024, 3, 5, 9, 5), None),
    ("3/5/24 2:05 PM", "mdy", datetime(2024, 3, 5, 14, 5), None),
    ("05/Jan/24 3:14 PM", "ymd", datetime(2024, 1, 5, 15, 14), None),
    ("March 5, 2024, 3:14 p.m.", "ymd", datetime(2024, 3, 5, 15, 14), None),
    ("Mar 2024", "ymd", datetime(2024, 3, 1), None),
    ("07_2015", "%m_%Y", datetime(2015, 7, 1), None),
    ("1709647506", "epoch", datetime(2024, 3, 5, 14, 5, 6), None),
    ("1709647506123", "epoch", datetime(2024, 3, 5, 14, 5, 6, 123000), None),
    ("45356.5", "excel", datetime(2024, 3, 5, 12), None),
    ("03. März 2026", "german", datetime(2026, 3, 3), None),
    ("Dienstag, 3. MÄRZ 2026 um 14:05 Uhr", "german", datetime(2026, 3, 3, 14, 5), None),
    ("3.Mrz.26", "german", datetime(2026, 3, 3), None),
    ("mardi 1er août 2026 à 14h05", "french", datetime(2026, 8, 1, 14, 5), None),
    ("3 févr. 2026", "french", datetime(2026, 2, 3), None),
    ("3-ene-2026", "spanish", datetime(2026, 1, 3), None),
    ("3 de septiembre de 2026, 9:30 p. m.", "spanish", None, None),
    ("3 de septiembre de 2026 21:30:15", "spanish", datetime(2026, 9, 3, 21, 30, 15), None),
    ("3 giugno 2026", "italian", datetime(2026, 6, 3), None),
    ("03-mrt-26", "dutch", datetime(2026, 3, 3), None),
    ("terça-feira, 3 de março de 2026", "portuguese", datetime(2026, 3, 3), None),
    ("Sept 3rd, 2026 3:14 pm", "english", datetime(2026, 9, 3, 15, 14), None),
    ("Dezember 2025", "german", datetime(2025, 12, 1), None),
    ("2026-03-05 14:05", "german", datetime(2026, 3, 5, 14, 5), None),
    ("31. Februar 2026", "german", None, None),
    ("04/03/2026", "german dmy", datetime(2026, 3, 4), None),
    ("4. März 2026", "german mdy", datetime(2026, 3, 4), None),
    ("04/03/2026", "german mdy", datetime(2026, 4, 3), None),
    ("4 mars 2026", "several", datetime(2026, 3, 4), None),
    ("4. März 2026", "several", datetime(2026, 3, 4), None),
    ("Mi, 04.03.26", "dmy", datetime(2026, 3, 4), None),
    ("mercredi 04/03/2026 14:05", "dmy", datetime(2026, 3, 4, 14, 5), None),
    ("Wed 3/4/2026", "mdy", datetime(2026, 3, 4), None),
    ("04.03.2026 (Mi)", "dmy", datetime(2026, 3, 4), None),
    ("mar 5, 2026", "ymd", datetime(2026, 3, 5), None),
    ("Sat, 7 Mar 2026", "ymd", datetime(2026, 3, 7), None),
    ("3 mars 2026", "german", None, None),
    ("31/12/2024", "mdy", None, None),
    ("2024-02-30", "ymd", None, None),
    ("0024-03-05", "ymd", None, None),
    ("12:30", "ymd", None, None),
    ("last Tuesday", "ymd", None, None),
]


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Scratch:
    return Scratch(tmp_path_factory.mktemp("dates"))


@pytest.mark.parametrize(("text", "order", "wall", "offset"), WRITTEN)
def test_a_date_is_read_as_it_is_written(text, order, wall, offset, scratch) -> None:
    row = scratch.rows(
        f"SELECT {wall_sql('v', order)}, {offset_sql('v')} FROM (SELECT $v AS v)", {"v": text}
    )[0]
    assert row == (wall, offset)


DECIDED = [
    (["29/2/2016 01:16", "1/3/2016 01:16"], "dmy"),
    (["1/3/2016", "12/31/2016"], "mdy"),
    (["2016-03-01", "2016-12-31"], "ymd"),
    (["07_2015", "11_2016"], "%m_%Y"),
    (["01.02.2024", "03.04.2024"], "dmy"),
    (["1709647506", "1709647507"], "epoch"),
    (["03/03/2024", "04/04/2024"], "dmy"),
    (["3. März 2026", "4. Mai 2026"], "german"),
    (["3 mars 2026", "4 mai 2026"], "french"),
    (["3-ene-2026", "4-mar-2026"], "spanish"),
    (["3 gen 2026", "4 mar 2026"], "italian"),
    (["3 mei 2026", "4 april 2026"], "dutch"),
    (["3 de fev. de 2026", "4 de out. de 2026"], "portuguese"),
    (["3 Sept 2026", "4 Mar 2026"], "english"),
    (["3. Mai 2026", "2026-05-04", "soon"], "german"),
    (["5 Mar 2026", "6 May 2026"], "ymd"),
    (["3. März 2026", "25/03/2026", "04/05/2026"], "german dmy"),
    (["3. März 2026", "03/25/2026", "04/05/2026"], "german mdy"),
    (["3. März 2026", "04.05.2026"], "german dmy"),
    (["3. März 2026", "04/05/2026"], None),
    (["Mo, 02.03.26", "Di, 03.03.26"], "dmy"),
    (["Mon 02/03/2026", "Fri 04/05/2026"], None),
]


@pytest.mark.parametrize(("values", "order"), DECIDED)
def test_the_order_of_a_date_is_decided_by_counting(values, order, tmp_path: Path) -> None:
    with scratch_with(tmp_path, values) as scratch:
        assert decide_order(scratch, "file", CELLS.text("cell"), "when").order == order


def test_dates_that_fit_both_orders_are_not_decided(tmp_path: Path) -> None:
    with scratch_with(tmp_path, ["03/04/2024", "05/06/2024"]) as scratch:
        found = decide_order(scratch, "file", CELLS.text("cell"), "when")
    assert found.order is None
    assert found.why == "Every one of the 2 different dates in 'when' fits both."


def test_months_named_in_two_languages_are_read_and_said(tmp_path: Path) -> None:
    with scratch_with(tmp_path, ["3. Dezember 2026", "4 décembre 2026", "5 May 2026"]) as scratch:
        found = decide_order(scratch, "file", CELLS.text("cell"), "when")
    assert found.order == "several"
    assert found.why == (
        "'when' is written with month names of several languages: 3 of 3 different values fit."
    )


def test_the_language_of_the_months_is_said_with_its_count(tmp_path: Path) -> None:
    with scratch_with(tmp_path, ["3. März 2026", "4. Mai 2026", "bald"]) as scratch:
        found = decide_order(scratch, "file", CELLS.text("cell"), "Eingang")
    assert found.why == (
        "'Eingang' is written with German month names: 2 of 3 different values fit."
    )


def test_a_month_word_means_the_same_month_in_every_language() -> None:
    """Else a column could be read in two ways, and the language would have to be asked."""
    meant: dict[str, set[int]] = {}
    for language in MONTHS:
        words = words_of_months(language)
        assert sorted(set(words.values())) == list(range(1, 13))
        for word, month in words.items():
            meant.setdefault(word, set()).add(month)
    assert [word for word, months in meant.items() if len(months) > 1] == []
