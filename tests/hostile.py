"""Texts and files that somebody might put into the desk to break it; each stands for a kind."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

BIG = 1_000_000
"""Characters of the large text."""

TEXTS: dict[str, str] = {
    "markup end": "[/]", "markup colour": "[red]r[/red]", "markup link": "[@click=app.quit]x[/]",
    "markup deep": "[" * 200 + "x", "emoji code": ":house: :smile:",
    "csi": "\x1b[2J\x1b[31mred", "osc title": "\x1b]0;title\x07x", "osc clipboard": "\x1b]52;c;aGk=\x07x",
    "osc link": "\x1b]8;;http://a.example/\x1b\\x\x1b]8;;\x1b\\", "c1": "a\x9b31mb", "dcs": "\x1bPq#0\x1b\\x",
    "paste end": "\x1b[201~rm -rf\n", "bell": "a\x07b", "backspaces": "secret\x08\x08\x08", "return": "good\rbad",
    "nul": "a\x00b", "delete": "a\x7fb", "form feed": "a\x0cb", "line separators": "a\u2028b\u2029c",
    "bidi override": "a\u202etxt.exe", "bidi isolate": "\u2066a\u2069\u200fb", "rtl": "مرحبا بالعالم 123",
    "zero width": "张\u200b三\u200d\ufeff", "tags": "a\U000e0041\U000e007f", "joined emoji": "👨\u200d👩\u200d👧",
    "combining": "e" + "\u0301" * 500, "wide and rare": "𠮷㛃䶮𱁬", "private": "\ue000\U000f0000",
    "lone surrogate": "a\ud800b", "noncharacter": "a\ufffeb\uffff",
    "formula": "=1+1", "formula dde": "=cmd|'/C calc'!A0", "formula link": '=HYPERLINK("http://a.example","x")',
    "formula plus": "+1-2", "formula minus": "-1+2", "formula at": "@SUM(A1)", "formula full": "＝1+1",
    "formula full at": "＠SUM(A1)", "formula tab": "\t=1+1", "formula return": "\r=1+1", "formula space": " =1+1",
    "csv": 'a","b\n"=1+1",\n', "csv quotes": '""""', "csv semicolons": "a;b\tc",
    "typst": '#read("/etc/passwd")', "typst code": "#{ panic(1) } $x$ @ref <label> *b* _i_ `raw` \\ //c",
    "typst include": '#import "@preview/x:1.0.0"', "html": "<script>alert(1)</script>&amp;<!--",
    "xml": "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", "cdata": "]]>",
    "json": '{"a": [1, "\\u0000"]}', "escpos": "\x1b@\x1bp\x00\x19\xfa\x1dV\x00", "escpos text": "\x1d(k\x03\x001A2",
    "sql": "'; DROP TABLE request; --", "like": "%_\\", "fts": '" OR name : * NEAR( ^"',
    "format": "{0.__class__} %s %(x)s {y!r}",
    "path": "../../../../etc/passwd", "path windows": "..\\..\\con.txt:stream", "path nul": "a.pdf\x00.exe",
    "path long": "a" * 300 + "/b", "option": "--db=/tmp/x", "shell": "$(id) `id` ; | & > /tmp/x",
    "number huge": "9" * 5000, "digits full": "１３８０００１０００１", "digits odd": "٣٤٥²Ⅷ", "blank": "\u3000\u00a0 ",
    "spaces": " " * 5000, "lines": "\n" * 5000, "large": "大" * BIG, "large markup": "[b]" * 50_000,
}  # fmt: skip
"""By what they are."""

RAW = frozenset(
    chr(code) for code in (*range(9), 11, 12, *range(14, 32), 127, *range(0x80, 0xA0), 0x2028, 0x2029)
) | set("\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
"""Signs that never reach a terminal or a paper."""


def _zip(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name, data in parts.items():
            book.writestr(name, data)
    return out.getvalue()


def _book(sheet: bytes, strings: bytes = b"") -> bytes:
    """The smallest book with one sheet."""
    kind = b"http://schemas.openxmlformats.org/"
    parts = {
        "[Content_Types].xml": b'<?xml version="1.0"?><Types xmlns="' + kind + b'package/2006/content-types">'
        b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        b'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
        b'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        b'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        b'spreadsheetml.worksheet+xml"/></Types>',
        "_rels/.rels": b'<?xml version="1.0"?><Relationships xmlns="' + kind + b'package/2006/relationships">'
        b'<Relationship Id="r1" Type="' + kind + b'officeDocument/2006/relationships/officeDocument" '
        b'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": b'<?xml version="1.0"?><workbook xmlns="' + kind + b'spreadsheetml/2006/main" xmlns:r="'
        + kind + b'officeDocument/2006/relationships">'
        b'<sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": b'<?xml version="1.0"?><Relationships xmlns="' + kind
        + b'package/2006/relationships"><Relationship Id="r1" Type="' + kind
        + b'officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
    }  # fmt: skip
    if strings:
        parts["xl/sharedStrings.xml"] = strings
    return _zip(parts)


def _sheet(inner: bytes, head: bytes = b'<?xml version="1.0"?>') -> bytes:
    return (
        head + b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' + inner
        + b"</worksheet>"
    )  # fmt: skip


_NAME = '<c r="A{at}" t="inlineStr"><is><t>{text}</t></is></c>'


def _rows(*texts: str) -> bytes:
    rows = (f'<row r="{at}">{_NAME.format(at=at, text=text)}</row>' for at, text in enumerate(texts, 1))
    return ("<sheetData>" + "".join(rows) + "</sheetData>").encode()


def _cells(inner: bytes, head: bytes = b'<?xml version="1.0"?>') -> bytes:
    """A book whose one row has these cells."""
    return _book(_sheet(b'<sheetData><row r="1">' + inner + b"</row></sheetData>", head))


_LAUGHS = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + at, b"&%c;" % (97 + at) * 10) for at in range(12)
) + b"]>"  # fmt: skip


_OUTSIDE = b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>"


def _bomb() -> bytes:
    """Half a gigabyte of blanks in half a megabyte."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book,
        book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part,
    ):
        block = b" " * 1_000_000
        for _ in range(400):
            part.write(block)
    return out.getvalue()


FILES: dict[str, Callable[[], bytes]] = {
    "zip bomb.xlsx": _bomb,
    "nested bomb.xlsx": lambda: _zip({f"xl/{at}.xml": b"x" for at in range(2500)}),
    "empty.xlsx": lambda: b"",
    "no zip.xlsx": lambda: b"PK\x03\x04 nothing" * 20,
    "cut.xlsx": lambda: _book(_sheet(_rows("姓名", "马玉兰")))[:-200],
    "flipped.xlsx": lambda: bytes(
        b ^ 0x55 if 300 < at < 340 else b for at, b in enumerate(_book(_sheet(_rows("a"))))
    ),
    "text.xlsx": lambda: "姓名\n马玉兰\n".encode(),
    "no parts.xlsx": lambda: _zip({"a.txt": b"x"}),
    "laughs.xlsx": lambda: _cells(b'<c r="A1" t="inlineStr"><is><t>&m;</t></is></c>', _LAUGHS),
    "entity.xlsx": lambda: _cells(b'<c r="A1" t="inlineStr"><is><t>&b;</t></is></c>', _OUTSIDE),
    "entity utf16.xlsx": lambda: _book(
        ("<?xml version='1.0' encoding='utf-16'?><!DOCTYPE a [<!ENTITY b 'x'>]><a>&b;</a>").encode("utf-16")
    ),
    "broken xml.xlsx": lambda: _book(_sheet(b"<sheetData><row")),
    "odd cells.xlsx": lambda: _book(
        _sheet(b'<sheetData><row r="x"><c r="ZZZZ9" t="s"><v>99</v></c></row></sheetData>')
    ),
    "far cell.xlsx": lambda: _book(
        _sheet(
            b'<dimension ref="A1:XFD1048576"/><sheetData>'
            b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
        )
    ),
    "bad style.xlsx": lambda: _cells(b'<c r="A1" s="999"><v>1</v></c>'),
    "bad date.xlsx": lambda: _cells(b'<c r="A1" t="d"><v>9999-99-99</v></c>'),
    "infinity.xlsx": lambda: _cells(b'<c r="A1"><v>1e999</v></c><c r="B1"><v>NaN</v></c>'),
    "formulas.xlsx": lambda: _cells(b'<c r="A1"><f>cmd|x!A0</f><v>1</v></c>'),
    "path tricks.xlsx": lambda: _zip({"../../etc/cron.d/x": b"x", "/abs": b"y", "xl/workbook.xml": b"<a/>"}),
    "nul.csv": lambda: "姓名,手机\n马\x00玉兰,138\x00\n".encode(),
    "latin.csv": lambda: "Prénom,Téléphone\nJosé,1\n".encode("latin-1"),
    "utf16.csv": lambda: "姓名,手机\n马玉兰,13800010001\n".encode("utf-16"),
    "utf16 odd.csv": lambda: b"\xff\xfe" + "姓名".encode("utf-16-le") + b"\x00",
    "utf32.csv": lambda: "姓名\n".encode("utf-32"),
    "gb18030.csv": lambda: "姓名,手机\n马玉兰,13800010001\n".encode("gb18030"),
    "half gb.csv": lambda: "姓名".encode("gb18030") + b"\x81",
    "random.csv": lambda: bytes(range(256)) * 64,
    "columns.csv": lambda: ("a," * 1_000_000).encode() + b"\n",
    "one line.csv": lambda: b"a" * 2_000_000,
    "quotes.csv": lambda: (b'"' * 100_001) + b",b\n",
    "open quote.csv": lambda: '姓名\n"马玉兰\n'.encode() * 500,
    "nested quotes.csv": lambda: ("姓名\n" + '"a ""b ""\n c""",' * 300).encode(),
    "blank.csv": lambda: b"\n" * 100_000,
    "bom only.csv": lambda: b"\xef\xbb\xbf",
    "surrogates.csv": lambda: b"\xed\xa0\x80,\xed\xbf\xbf\n",
    "formulas.csv": lambda: "姓名,手机\n=cmd|'/C calc'!A0,+1\n＝1+1,@x\n".encode(),
    "many rows.csv": lambda: b"a\n" * 70_000,
    "hostile texts.csv": lambda: (
        "姓名\n".encode()
        + "\n".join('"' + text[:2000].replace('"', '""') + '"' for text in TEXTS.values()).encode(
            "utf-8", "replace"
        )
    ),
}
"""By name; each is made when it is needed."""


def write(name: str, folder: Path) -> Path:
    """The file in a folder."""
    path = folder / name
    path.write_bytes(FILES[name]())
    return path
