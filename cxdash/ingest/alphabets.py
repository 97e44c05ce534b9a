"""The letters languages are written in, from the most to the least frequent, and their encodings.

Letters of ASCII are left out: they stand for the same bytes in every encoding looked at here.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple


class Alphabet(NamedTuple):
    """How a language is written.

    Attributes:
        letters: Its letters beyond ASCII in small letters, the most frequent first; where capitals
            stand among them, these have no small letter of their own.
        codecs: The encodings it is written in, by the names Python knows them by.
        steep: How many times as frequent the first letter is as the last, as a power of e.
    """

    letters: str
    codecs: tuple[str, ...]
    steep: float = 3.0


_WEST: Final = ("cp1252", "mac_roman", "cp850", "cp437", "cp1254")
_CENTRE: Final = ("cp1250", "iso8859_2", "cp852")
_CYRILLIC: Final = ("cp1251", "koi8_u", "cp866", "iso8859_5")
_BALTIC: Final = ("cp1257",)

ALPHABETS: Final[Mapping[str, Alphabet]] = {
    "several languages": Alphabet("éüöäáíóñçèãêôàâåøßúæëïõûîìòùýœšžðþÿ", _WEST, 4.0),
    "German": Alphabet("üäöß", (*_WEST, *_CENTRE, "cp857", "cp1257"), 1.5),
    "French": Alphabet("éèàêçôîâûëïùœü", _WEST, 4.0),
    "Spanish": Alphabet("óíáéñúü", _WEST),
    "Portuguese": Alphabet("ãçáéíóêõâúàô", _WEST, 2.5),
    "Italian": Alphabet("àèùòìé", _WEST, 2.0),
    "Danish": Alphabet("øåæéö", _WEST),
    "Swedish": Alphabet("äöåé", _WEST, 2.5),
    "Icelandic": Alphabet("áðíóþéúöýæ", ("cp1252", "cp850"), 2.5),
    "Polish": Alphabet("łóąężśćńź", _CENTRE, 2.0),
    "Czech": Alphabet("íáéěýžřčšůúóňťď", _CENTRE, 3.5),
    "Slovak": Alphabet("áíéčýžúšľťôňóďäĺŕ", _CENTRE, 3.5),
    "Hungarian": Alphabet("áéöóőíüúű", _CENTRE, 2.0),
    "Romanian": Alphabet("ăîţşâ", _CENTRE, 1.0),
    "Croatian": Alphabet("čšžćđ", _CENTRE, 1.5),
    "Turkish": Alphabet("ıüşöçğİâî", ("cp1254", "cp857"), 3.0),
    "Lithuanian": Alphabet("ėšžįųčąūę", _BALTIC, 2.0),
    "Latvian": Alphabet("āīēšņļūķžģč", _BALTIC, 2.5),
    "Estonian": Alphabet("äõüöšž", _BALTIC, 3.5),
    "Russian": Alphabet("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё", (*_CYRILLIC, "mac_cyrillic")),
    "Ukrainian": Alphabet("оаинівертсклмдупязьбгчйхжшїцщюєґф", _CYRILLIC),
    "Bulgarian": Alphabet("аоеитнрсвлдкмпуъзгбчйщяшжцхфюь", _CYRILLIC),
    "Serbian": Alphabet("аоиенртсјувкмдлпзгбљшчжњцћхђфџ", ("cp1251", "iso8859_5")),
    "Greek": Alphabet("αοιετσνηυρπκμλςόίδέήάγώχθύωφβξζψϊϋΐΰ", ("cp1253", "iso8859_7")),
    "Hebrew": Alphabet("יוהלארתבשמנםדכחפעקטצזגסןךףץ", ("cp1255",)),
    "Arabic": Alphabet("اليمونرتبةعدسفهكقأحجشطصىخإذثضغءزظئؤآپگچژک", ("cp1256", "iso8859_6"), 4.0),
    "Thai": Alphabet("านรอกเงมยลว่ดทสตะปบัิีค้แ์จหุพืชขใโไูผถธณศซ็ษญภฟึำฐฉฎฒฝฆๆฮฏฬ๊ฌฑฤ๋", ("cp874",), 4.0),
}  # fmt: skip
"""Languages written letter by letter. Frequencies are those of running text and of names alike, as
far as ranks go; Turkish, Polish and the others of few letters rank those of names."""


class Script(NamedTuple):
    """How a language of very many characters is written.

    Attributes:
        frequent: The characters that names and short remarks hold most.
        ranks: The encoding whose first byte tells frequent characters from rare ones.
        first_rare: That byte of the first rare character.
        codecs: The encodings it is written in.
        own: Further characters, such as syllables, that only this language is written with.
        own_share: How much of a text they make up.
    """

    frequent: str
    ranks: str
    first_rare: int
    codecs: tuple[str, ...]
    own: str = ""
    own_share: float = 0.0


def _between(first: str, last: str) -> str:
    return "".join(map(chr, range(ord(first), ord(last) + 1)))


SCRIPTS: Final[Mapping[str, Script]] = {
    "Japanese": Script(
        "田中山本村小川大高木林藤井上野佐伊加斎松清水吉石橋池渡辺長谷近原島岡崎森前後青西東南北市県都府区町京阪"
        "子美一郎太明和正人二三四五六七八九十年月日時分円株式会社様店員品質問題対応返答待電話良悪丁寧遅早満足不"
        "非常使用方法商送料金額注文確認連絡回変更要求改善説明書担当者親切何今度感謝申込解約新規完了処理件名番号",
        "euc_jp", 0xD0, ("cp932", "euc_jp"),
        _between("ぁ", "ん") + _between("ァ", "ヶ") + "ー", 0.5,
    ),
    "Chinese": Script(
        "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里"
        "用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实"
        "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
        "北京海广州深圳省市区县号路街电话客户服务质量问题态度满意差很太快慢送货产品退款投诉处理请谢谢非常等待伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建志文",
        "gb2312", 0xD8, ("gb18030",),
    ),
    "Chinese in traditional characters": Script(
        "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡"
        "用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實"
        "陳林黃張李王吳劉蔡楊許鄭謝郭洪曾邱廖賴周徐蘇葉莊呂江何蕭羅高潘簡朱鍾彭游詹胡施沈余盧梁趙顏柯翁魏孫戴"
        "台臺北中南高雄新竹市縣區路街號電話客戶服務品質問題態度滿意差很太快慢送貨產退款申訴處理請謝常等待家豪志明俊傑建宏淑芬美玲雅婷怡君惠雯佳穎",
        "big5", 0xC9, ("big5", "big5hkscs", "cp950"),
    ),
    "Korean": Script(
        "이다는을의에고가하지기사로리한도은대어시자그들인를해나서과스수아정안보니일부라게있만전았제오주상여으요"
        "김박최조강윤장임한오서신권황송류홍유성민준서연우진영현지은수경희숙미선동재호석철용태원명순옥혜윤소예빈"
        "서울산구광주인천울경북남충청전라제특별시군읍면문의불만족친절상담배송환품질처리답변빠르느좋습니감사합확인요청주좀더",
        "euc_kr", 0xC9, ("cp949",),
    ),
}  # fmt: skip
"""Languages written in characters of two bytes. The frequent ones are those of running text, of
family and given names, of places, and of remarks about a service."""

SEVERAL_BYTES: Final = frozenset(codec for script in SCRIPTS.values() for codec in script.codecs)
"""The encodings in which a character may be of several bytes."""

NAMES: Final = {
    "cp1250": "Windows-1250", "cp1251": "Windows-1251", "cp1252": "Windows-1252",
    "cp1253": "Windows-1253", "cp1254": "Windows-1254", "cp1255": "Windows-1255",
    "cp1256": "Windows-1256", "cp1257": "Windows-1257", "cp874": "Windows-874",
    "cp850": "DOS 850", "cp437": "DOS 437", "cp852": "DOS 852", "cp857": "DOS 857",
    "cp866": "DOS 866", "iso8859_2": "ISO 8859-2", "iso8859_5": "ISO 8859-5",
    "iso8859_6": "ISO 8859-6", "iso8859_7": "ISO 8859-7", "koi8_u": "KOI8",
    "mac_roman": "Mac Roman", "mac_cyrillic": "Mac Cyrillic", "cp932": "Shift-JIS",
    "euc_jp": "EUC-JP", "gb18030": "GB 18030", "big5": "Big5", "big5hkscs": "Big5 HKSCS",
    "cp950": "Big5", "cp949": "EUC-KR", "iso2022_jp": "ISO-2022-JP",
}  # fmt: skip
"""What people call the encodings."""
