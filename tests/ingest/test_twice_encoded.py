"""Letters encoded twice, such as MÃ¼ller, are put right where nothing else can be meant."""

from pathlib import Path

import pytest

from cxdash.ingest import encoding
from tests.ingest.reading import read, rows
from tests.ingest.workbooks import book

NAMES = ("Müller", "Zoë", "Łódź – „naïve“", "Ærø", "価格 €5", "Жук 😀")


def _again(text: str, codec: str = "cp1252") -> str:
    """Return a text as it looks where its UTF-8 was taken for another encoding."""
    letters = (bytes([byte]) for byte in text.encode())
    return "".join(
        one.decode(codec) if one not in b"\x81\x8d\x8f\x90\x9d" else chr(one[0]) for one in letters
    )


def _table(names: tuple[str, ...]) -> str:
    return "id,name\n" + "".join(f"{at},{name}\n" for at, name in enumerate(names))


@pytest.mark.parametrize("codec", ["cp1252", "latin-1"])
def test_letters_encoded_twice_are_put_right_and_said(codec: str, tmp_path: Path) -> None:
    table = read(tmp_path, _again(_table(NAMES), codec))

    assert [row[1] for row in rows(table)] == [*NAMES]
    (note,) = table.report.notes
    assert note.startswith("18 letters of this file were encoded twice and were put right: ")
    assert note.endswith(" is read as Müller.")


def test_letters_encoded_three_times_over_are_put_right(tmp_path: Path) -> None:
    table = read(tmp_path, _again(_again(_table(NAMES))))

    assert [row[1] for row in rows(table)] == [*NAMES]
    assert "were encoded 3 times over and were put right" in table.report.notes[0]


def test_beside_letters_that_are_right_nothing_is_changed_and_that_is_said(tmp_path: Path) -> None:
    table = read(tmp_path, "id,name\n1,Zoë\n2,MÃ¼ller\n")

    assert [row[1] for row in rows(table)] == ["Zoë", "MÃ¼ller"]
    assert table.report.notes == (
        (
            "1 letter seems to be encoded twice, such as MÃ¼ller, which may be Müller; others are "
            "right, so none was changed. Mend those letters, or export the file again, and upload "
            "that."
        ),
    )


@pytest.mark.parametrize(
    "name",
    [
        "SÃO PAULO",
        "Âge",
        "Ärger",
        "Ångström",
        "Ñandú",
        "«Â»!",
        "crème brûlée",
        "Ðóra",
        "Österreich",
    ],
)
def test_right_letters_are_never_taken_for_others(name: str, tmp_path: Path) -> None:
    table = read(tmp_path, _table((name, "é")))

    assert rows(table)[0] == ["0", name]


def test_a_mark_that_was_encoded_twice_is_no_part_of_the_first_name(tmp_path: Path) -> None:
    assert read(tmp_path, _again("\ufeff" + _table(NAMES))).columns == ("id", "name")


def test_where_a_block_ends_makes_no_difference(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoding, "_CHUNK", 7)
    table = read(tmp_path, _again(_table(NAMES * 3)))

    assert [row[1] for row in rows(table)] == [*NAMES * 3]


def test_a_workbook_made_from_such_a_file_is_put_right_too(tmp_path: Path) -> None:
    lines = ["id,name", f"1,{_again('Müller')}", f"2,{_again('Zoë')}"]
    table = read(tmp_path, book({"names": lines}), "names.xlsx")

    assert [row[1] for row in rows(table)] == ["Müller", "Zoë"]
    assert "2 letters of this file were encoded twice" in table.report.notes[0]
