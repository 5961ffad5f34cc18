"""Uploads that nobody should send: what each is, how it is made, and the code that refuses it."""

import os
import struct
from collections.abc import Callable

from documents.imports.results import Refusal
from tests.support.documents.docx import TYPES, W, docx, field, packed, paragraph, part, relations

DOCTYPE = '<?xml version="1.0"?><!DOCTYPE x [{}]>'
ENTITIES = '<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + each)} "{f"&{chr(97 + each)};" * 10}">' for each in range(8)
)
WITH_MACROS = '<Override PartName="/a" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
# Another field is in the place of its name.
COMPUTED = f"<w:r><w:instrText> </w:instrText></w:r>{field('QUOTE D')}<w:r><w:instrText>DE x</w:instrText></w:r>"
FIELDS = (
    *('DDE cmd "/c calc"', "ddeauto x y", 'INCLUDETEXT "/etc/passwd"', "INCLUDEPICTURE x", "LINK Excel x"),
    *("MACROBUTTON x", "IMPORT x", "DATABASE x", "AUTOTEXT x", "HTMLCONTROL x", "ADDIN x"),
)

Bad = tuple[str, Callable[[], bytes], Refusal]


def with_document(prefix: str, text: str = "&a;") -> bytes:
    document = f'{prefix}<w:document xmlns:w="{W}"><w:body>{paragraph(text)}</w:body></w:document>'
    return docx(parts={"word/document.xml": document})


def in_utf_16() -> bytes:
    text = f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x []><w:document xmlns:w="{W}"/>'
    return docx(parts={"word/document.xml": text.encode("utf-16")})


def with_parts(**parts: str | bytes) -> bytes:
    return docx(parts={f"word/{name.replace('__', '/')}.xml": content for name, content in parts.items()})


def encrypted() -> bytes:
    """As archivers do it: a flag in each entry."""
    made = bytearray(docx(paragraph("x")))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = made.find(signature)
        while at >= 0:
            made[at + place] |= 1
            at = made.find(signature, at + 4)
    return bytes(made)


def twice(again: str) -> bytes:
    """The text of the document twice; written under another name of the same length, as zipfile warns of this."""
    other = again[:-1] + "?"
    made = packed([("[Content_Types].xml", TYPES), ("word/document.xml", "<a/>"), (other, "<a/>")])
    return made.replace(other.encode(), again.encode())


def lying() -> bytes:
    """An archive in which the size of an entry is smaller than what it unpacks to."""
    document = part("document", f"<w:body>{paragraph('x' * 5000)}</w:body>")
    made = docx(parts={"word/document.xml": document})
    return made.replace(struct.pack("<I", len(document)), struct.pack("<I", 100))


def damaged() -> bytes:
    made = docx(paragraph("x" * 1000))
    return made[:60] + bytes(40) + made[100:]


def large_bomb() -> bytes:
    """Less than a hundredfold, and 45 MB."""
    return docx(parts={f"word/media/{each}.png": os.urandom(30_000) * 30 for each in range(50)})


def outside(kind: str) -> Bad:
    parts = {"word/_rels/header1.xml.rels": relations((kind, "http://evil.example/", True))}
    return f"an outside {kind}", lambda: docx(parts=parts), Refusal.OUTSIDE_RELATION


def active(code: str) -> Bad:
    return f"the field {code}", lambda: docx(f"<w:p>{field(code)}</w:p>"), Refusal.ACTIVE_FIELD


BAD: list[Bad] = [
    ("too large", lambda: bytes(10 * 1024 * 1024 + 1), Refusal.TOO_LARGE),
    ("empty", lambda: b"", Refusal.NOT_A_DOCX),
    ("a PDF", lambda: b"%PDF-1.7 ...", Refusal.NOT_A_DOCX),
    ("another archive", lambda: packed([("[Content_Types].xml", TYPES)]), Refusal.NOT_A_DOCX),
    ("with a password, or the old format", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Refusal.ENCRYPTED),
    ("encrypted entries", encrypted, Refusal.ENCRYPTED),
    ("half an archive", lambda: docx(paragraph("x"))[:300], Refusal.DAMAGED),
    ("a broken stream", damaged, Refusal.DAMAGED),
    ("a size that is not true", lying, Refusal.DAMAGED),
    ("no XML", lambda: with_parts(document="<w:document"), Refusal.DAMAGED),
    ("XML that is too deep", lambda: with_parts(styles="<a>" * 1_000 + "</a>" * 1_000), Refusal.DAMAGED),
    ("a bomb", lambda: docx(parts={"word/media/a.png": bytes(5_000_000)}), Refusal.ZIP_BOMB),
    ("a large bomb", large_bomb, Refusal.ZIP_BOMB),
    ("very many parts", lambda: docx(parts={f"word/media/{each}.png": b"" for each in range(400)}), Refusal.ZIP_BOMB),
    ("a name twice", lambda: twice("word/document.xml"), Refusal.DUPLICATE_PART),
    ("a name in another case", lambda: twice("Word/Document.xml"), Refusal.DUPLICATE_PART),
    ("an unknown part", lambda: docx(parts={"word/script.js": b"x"}), Refusal.UNKNOWN_PART),
    ("a path out", lambda: docx(parts={"word/../../etc/passwd": b"x"}), Refusal.UNKNOWN_PART),
    ("a macro", lambda: docx(parts={"word/vbaProject.bin": b"x"}), Refusal.MACRO),
    ("a macro in capitals", lambda: docx(parts={"word/VBAPROJECT.BIN": b"x"}), Refusal.MACRO),
    ("a control", lambda: with_parts(activeX__activeX1="<a/>"), Refusal.MACRO),
    (
        "the type of a file with macros",
        lambda: docx(parts={"[Content_Types].xml": TYPES.replace("</Types>", WITH_MACROS)}),
        Refusal.MACRO,
    ),
    ("an embedded file", lambda: docx(parts={"word/embeddings/oleObject1.bin": b"x"}), Refusal.EMBEDDED_OBJECT),
    ("an object in the text", lambda: docx("<w:p><w:r><w:object/></w:r></w:p>"), Refusal.EMBEDDED_OBJECT),
    ("another document in it", lambda: docx("<w:altChunk/>"), Refusal.EMBEDDED_OBJECT),
    ("entities", lambda: with_document(DOCTYPE.format(ENTITIES), "&i;"), Refusal.DTD),
    ("a file as entity", lambda: with_document(DOCTYPE.format('<!ENTITY a SYSTEM "file:///etc/passwd">')), Refusal.DTD),
    ("an empty DTD", lambda: with_document(DOCTYPE.format(""), "x"), Refusal.DTD),
    ("a DTD in UTF-16", in_utf_16, Refusal.DTD),
    ("a DTD elsewhere", lambda: docx(parts={"docProps/app.xml": DOCTYPE.format("") + "<x/>"}), Refusal.DTD),
    *map(outside, ("image", "oleObject", "subDocument", "frame")),
    *map(active, FIELDS),
    ("a simple field", lambda: docx('<w:p><w:fldSimple w:instr=" DDEAUTO x"/></w:p>'), Refusal.ACTIVE_FIELD),
    (
        "a field whose name is computed",
        lambda: docx(f"<w:p>{field('PAGE').replace('</w:r>', f'</w:r>{COMPUTED}', 1)}</w:p>"),
        Refusal.ACTIVE_FIELD,
    ),
    (
        "a field in a note",
        lambda: with_parts(footnotes=part("footnotes", f"<w:p>{field('DDE x')}</w:p>")),
        Refusal.ACTIVE_FIELD,
    ),
]
