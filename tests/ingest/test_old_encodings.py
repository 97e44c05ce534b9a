"""Files in encodings of old are read by their letters, and the report says how sure that is."""

from pathlib import Path

import pytest

from cxdash.ingest import likely_encoding
from cxdash.ingest.likely_encoding import MOST_WORDS, likeliest, words_of
from tests.ingest.reading import read, rows

POLISH = ("Paweł Wiśniewski", "Łukasz Zając", "Małgorzata Dąbrowska", "Grażyna Wójcik")
CZECH = ("Jiří Dvořák", "Lukáš Kučera", "Tomáš Růžička", "Zdeněk Říha")
HUNGARIAN = ("Szőke Gergő", "Kovács Előd", "Erdős Zsófia", "Fűri Ágnes")
RUSSIAN = ("Иван Петров", "Ольга Смирнова", "Дмитрий Кузнецов", "Наталья Волкова")
GREEK = ("Γιώργος Παπαδόπουλος", "Μαρία Νικολάου", "Ελένη Άγγελου", "Νίκος Δημητρίου")
TURKISH = ("Ayşe Güneş", "Mehmet Şahin", "Çağla Öztürk", "Gülşen Doğan")
HEBREW = ("דוד כהן", "שרה לוי", "משה מזרחי", "רחל אברהם")
ARABIC = ("محمد علي", "فاطمة حسن", "أحمد خالد", "نور الدين")
THAI = ("สมชาย ใจดี", "สุดา แสงทอง", "ประเสริฐ วงศ์", "มาลี ศรีสุข")
JAPANESE = ("田中 太郎", "鈴木 花子", "とても良い対応でした", "サービスに満足")
CHINESE = ("王伟", "李娜", "服务很好", "等了很久才回复")
TAIWANESE = ("陳志明", "林淑芬", "服務很好", "等了很久才回覆")
KOREAN = ("김민수", "이영희", "서비스가 좋았습니다", "배송이 늦었어요")
GERMAN = ("Jörg Müller", "Käthe Schäfer", "Günter Weiß", "Großmann")
LITHUANIAN = ("Jūratė Žukienė", "Tomas Šimkus", "Eglė Vaičiūnaitė", "Mindaugas Kučinskas")

WRITTEN = [
    ("cp1250", POLISH, "Windows-1250"), ("cp1250", CZECH, "Windows-1250"),
    ("cp1250", HUNGARIAN, "Windows-1250"), ("iso8859_2", POLISH, "ISO 8859-2"),
    ("cp852", POLISH, "DOS 852"), ("cp1251", RUSSIAN, "Windows-1251"),
    ("koi8_r", RUSSIAN, "KOI8"), ("cp866", RUSSIAN, "DOS 866"),
    ("iso8859_5", RUSSIAN, "ISO 8859-5"), ("cp1253", GREEK, "Windows-1253"),
    ("cp1254", TURKISH, "Windows-1254"), ("cp1255", HEBREW, "Windows-1255"),
    ("cp1256", ARABIC, "Windows-1256"), ("cp1257", LITHUANIAN, "Windows-1257"),
    ("cp874", THAI, "Windows-874"), ("cp932", JAPANESE, "Shift-JIS"),
    ("euc_jp", JAPANESE, "EUC-JP"), ("gb18030", CHINESE, "GB 18030"),
    ("big5", TAIWANESE, "Big5"), ("cp949", KOREAN, "EUC-KR"),
    ("cp850", GERMAN, "DOS 850"), ("cp437", GERMAN, "DOS 850"),
]  # fmt: skip


def _table(names: tuple[str, ...]) -> str:
    return "id,name,score\n" + "".join(f"{at},{name},4\n" for at, name in enumerate(names))


@pytest.mark.parametrize(
    ("codec", "names", "called"),
    WRITTEN,
    ids=[f"{codec}-{at}" for at, (codec, *_) in enumerate(WRITTEN)],
)
def test_four_names_tell_the_encoding_of_a_file(
    codec: str, names: tuple[str, ...], called: str, tmp_path: Path
) -> None:
    table = read(tmp_path, _table(names).encode(codec))

    assert [row[1] for row in rows(table)] == [*names]
    said = f"The file is not UTF-8 and was read as {called}, by its letters"
    assert table.report.notes[0].startswith(said)


@pytest.mark.parametrize(
    "words",
    [
        ("don’t", "it’s", "we’re", "isn’t", "can’t"),
        ("“great”", "“Hello”", "wait…", "5 – 7", "so…"),
        ("12 €", "25°C", "5m²", "£5", "Nestlé®"),
        ("1º", "2ª", "½"),
        ("Zoë",),
        ("Genève", "Hélène"),
        ("MÜLLER", "ÅSE", "ÉCOLE", "SÃO PAULO"),
        ("Jörg", "José", "François", "Søren", "João", "Þór"),
        ("più", "città", "però", "perché"),
    ],
)
def test_letters_and_signs_of_western_europe_stay_windows_1252(
    words: tuple[str, ...], tmp_path: Path
) -> None:
    table = read(tmp_path, _table(words).encode("cp1252"))

    assert [row[1] for row in rows(table)] == [*words]
    assert "read as Windows-1252: check letters with accents" in table.report.notes[0]


def test_a_few_foreign_names_tell_the_encoding_of_a_file_of_another_language(
    tmp_path: Path,
) -> None:
    names = (*GERMAN, *GERMAN[::-1], "Zoltán Kovács", *POLISH)
    table = read(tmp_path, _table(names).encode("cp1250"))

    assert [row[1] for row in rows(table)] == [*names]


def test_where_many_words_agree_the_report_says_only_what_to_do_if_they_look_wrong(
    tmp_path: Path,
) -> None:
    table = read(tmp_path, _table(RUSSIAN).encode("cp1251"))

    assert table.report.notes[0] == (
        "The file is not UTF-8 and was read as Windows-1251, by its letters: if any look wrong, "
        "save the file again as UTF-8 and upload that."
    )


def test_one_word_is_too_little_to_be_certain_and_that_is_said(tmp_path: Path) -> None:
    table = read(tmp_path, "id,name\n1,Łódź\n".encode("cp1250"))

    assert rows(table) == [["1", "Łódź"]]
    assert table.report.notes[0] == (
        "The file is not UTF-8 and was read as Windows-1250, by its letters, which are too few to "
        "be certain: look at names, and if any look wrong, save the file again as UTF-8 and "
        "upload that."
    )


def test_a_damaged_letter_does_not_spoil_the_others_and_is_counted(tmp_path: Path) -> None:
    whole = _table(JAPANESE * 10).encode("euc_jp")
    table = read(tmp_path, whole.replace("田中".encode("euc_jp"), b"\xc5\xc4\xff\xc3\xe6", 1))

    assert rows(table)[0][1] == "田\ufffd中 太郎"
    assert rows(table)[1][1] == "鈴木 花子"
    assert (
        "In 1 place it is damaged: what cannot be read is shown as \ufffd."
        in (table.report.notes[0])
    )


def test_files_of_two_encodings_put_together_keep_the_letters_of_both(tmp_path: Path) -> None:
    first, others = _table(POLISH[:1]).encode(), _table(POLISH[1:]).split("\n", 1)[1]
    table = read(tmp_path, first + others.encode("cp1250"))

    assert [row[1] for row in rows(table)] == [*POLISH]
    assert table.report.notes[0] == (
        "6 bytes are not UTF-8 like the rest of the file; they were read as Windows-1250."
    )


def test_japanese_mail_is_read_though_its_bytes_are_ascii(tmp_path: Path) -> None:
    table = read(tmp_path, _table(JAPANESE).encode("iso2022_jp"))

    assert [row[1] for row in rows(table)] == [*JAPANESE]


def test_the_words_looked_at_do_not_hang_on_how_a_file_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "names.csv"
    path.write_bytes("".join(f"{at},ф{at}ю,{at % 7}\n" for at in range(5_000)).encode("cp1251"))
    whole = words_of(path)
    monkeypatch.setattr(likely_encoding, "_CHUNK", 97)

    assert words_of(path) == whole
    assert len(whole) == MOST_WORDS


def test_without_words_nothing_is_certain() -> None:
    assert likeliest([]) == ("cp1252", False)
