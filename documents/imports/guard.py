"""What is let in: a DOCX of known parts, without anything that acts or reaches out."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping

from lxml import etree  # type: ignore[import-untyped] # has no stubs

from documents.imports.results import MOST_BYTES, Refusal, UploadRefused

MOST_UNPACKED = 40 * 1024 * 1024
MOST_RATIO, SMALL = 100, 1024 * 1024  # what is small unpacked may be packed as well as it can be
MOST_PARTS = 300
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
KNOWN_PARTS = re.compile(
    r"\[content_types\]\.xml|_rels/\.rels|docprops/(core|app|custom)\.xml|docprops/thumbnail\.[a-z]+"
    r"|docmetadata/labelinfo\.xml|customxml/([\w.-]+|_rels/[\w.-]+\.rels)"
    r"|word/(document|styles|styleswitheffects|settings|websettings|fonttable|numbering|footnotes|endnotes|people"
    r"|comments\w*|header\d*|footer\d*)\.xml"
    r"|word/theme/theme\d*\.xml|word/_rels/[\w.-]+\.rels|word/theme/_rels/[\w.-]+\.rels|word/media/[\w.-]+"
    r"|word/fonts/[\w.-]+|word/glossary/(_rels/)?[\w.-]+|word/(diagrams|charts)/(_rels/)?[\w.-]+\.(xml|rels)"
)
MACROS = re.compile(r"vba|macro|activex", re.IGNORECASE)
OBJECTS = re.compile(r"word/(embeddings|afchunk)|\.(exe|dll|ole|bin)$|oleobject", re.IGNORECASE)
# The fields that Word computes from the document itself, or that ask for something.
KNOWN_FIELDS = re.compile(
    r"ADVANCE|ASK|AUTHOR|AUTONUM|AUTONUMLGL|AUTONUMOUT|BIBLIOGRAPHY|CITATION|COMMENTS|CREATEDATE|DATE|"
    r"DOCPROPERTY|DOCVARIABLE|EDITTIME|EQ|FILENAME|FILLIN|FORMCHECKBOX|FORMDROPDOWN|FORMTEXT|GREETINGLINE|"
    r"HYPERLINK|IF|INDEX|INFO|KEYWORDS|LASTSAVEDBY|LISTNUM|MERGEFIELD|MERGEREC|NOTEREF|NUMCHARS|NUMPAGES|"
    r"NUMWORDS|PAGE|PAGEREF|PRINTDATE|QUOTE|REF|REVNUM|SAVEDATE|SECTION|SECTIONPAGES|SEQ|SET|STYLEREF|SUBJECT|"
    r"SYMBOL|TA|TC|TIME|TITLE|TOA|TOC|USERADDRESS|USERINITIALS|USERNAME|XE|="
)
# The relation to the template on which a file was made.
TEMPLATE = "attachedTemplate"
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)

_parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def opened(docx: bytes) -> dict[str, bytes]:
    """The parts of a DOCX by their names; raises UploadRefused for all that is not let in."""
    if len(docx) > MOST_BYTES:
        raise UploadRefused(Refusal.TOO_LARGE)
    if docx.startswith(b"\xd0\xcf\x11\xe0"):  # what Word encrypts, and the format of before 2007
        raise UploadRefused(Refusal.ENCRYPTED)
    if not docx.startswith(b"PK\x03\x04"):
        raise UploadRefused(Refusal.NOT_A_DOCX)
    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as archive:
            entries = archive.infolist()
            _check_entries(entries)
            parts = {each.filename: archive.read(each) for each in entries if not each.is_dir()}
    except BROKEN as error:
        raise UploadRefused(Refusal.DAMAGED) from error
    if "word/document.xml" not in parts or "[Content_Types].xml" not in parts:
        raise UploadRefused(Refusal.NOT_A_DOCX)
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            _check_part(name, tree(name, content))
    return parts


def tree(name: str, content: bytes) -> etree._Element:
    """A part as XML, without a DTD."""
    try:
        root = etree.fromstring(content, _parser)
    except etree.XMLSyntaxError as error:
        code = Refusal.DTD if b"<!DOCTYPE" in content or b"<!ENTITY" in content else Refusal.DAMAGED
        raise UploadRefused(code, name) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UploadRefused(Refusal.DTD, name)
    return root


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    names = [each.filename.lower() for each in entries]
    if len(set(names)) != len(names):
        raise UploadRefused(Refusal.DUPLICATE_PART, next(each for each in names if names.count(each) > 1))
    if any(each.flag_bits & 1 for each in entries):
        raise UploadRefused(Refusal.ENCRYPTED)
    is_bomb = any(
        each.file_size > SMALL and each.file_size > MOST_RATIO * max(1, each.compress_size) for each in entries
    )
    if is_bomb or len(entries) > MOST_PARTS or sum(each.file_size for each in entries) > MOST_UNPACKED:
        raise UploadRefused(Refusal.ZIP_BOMB)
    for name in names:
        if MACROS.search(name):
            raise UploadRefused(Refusal.MACRO, name)
        if OBJECTS.search(name):
            raise UploadRefused(Refusal.EMBEDDED_OBJECT, name)
        if not name.endswith("/") and not KNOWN_PARTS.fullmatch(name):
            raise UploadRefused(Refusal.UNKNOWN_PART, name)


def _check_part(name: str, root: etree._Element) -> None:
    if name.endswith(".rels"):
        _check_relations(root)
    elif name == "[Content_Types].xml":
        _check_types(root)
    elif name.startswith("word/"):
        for field in fields_in(root):
            if not KNOWN_FIELDS.fullmatch(field):
                raise UploadRefused(Refusal.ACTIVE_FIELD, field)
        for kind in ("object", "control", "altChunk", "subDoc"):
            if next(root.iter(WORD + kind), None) is not None:
                raise UploadRefused(Refusal.EMBEDDED_OBJECT, kind)


def _check_relations(root: etree._Element) -> None:
    for each in root:
        kind = str(each.get("Type", "")).rsplit("/", 1)[-1]
        is_outside = each.get("TargetMode", "").lower() == "external"
        # That of the template on which the file was made is in genuine files; it is dropped, and a finding.
        if is_outside and kind not in ("hyperlink", TEMPLATE):
            raise UploadRefused(Refusal.OUTSIDE_RELATION, kind)


def outside_templates(parts: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """The parts that name a template outside of the file, and where it would be."""
    for name in sorted(parts):
        if name.endswith(".rels"):
            for each in tree(name, parts[name]):
                is_outside = each.get("TargetMode", "").lower() == "external"
                if is_outside and str(each.get("Type", "")).endswith(f"/{TEMPLATE}"):
                    yield name, str(each.get("Target", ""))


def _check_types(root: etree._Element) -> None:
    for each in root:
        kind = str(each.get("ContentType", ""))
        if MACROS.search(kind):
            raise UploadRefused(Refusal.MACRO, kind)
        if "oleObject" in kind:
            raise UploadRefused(Refusal.EMBEDDED_OBJECT, kind)


def fields_in(root: etree._Element) -> Iterator[str]:
    """The name of each field in a part; empty if another field would compute it."""
    open_codes: list[str | None] = []
    for each in root.iter(WORD + "fldSimple", WORD + "fldChar", WORD + "instrText", WORD + "delInstrText"):
        if each.tag == WORD + "fldSimple":
            yield name_of(each.get(WORD + "instr") or "")
        elif each.tag != WORD + "fldChar":
            if open_codes and open_codes[-1] is not None:
                open_codes[-1] += each.text or ""
        elif each.get(WORD + "fldCharType") == "begin":
            # A field within the code of another one: what the outer one does is only known with its result.
            if open_codes and open_codes[-1] is not None and not open_codes[-1].strip():
                yield ""
            open_codes.append("")
        else:
            code = open_codes.pop() if open_codes else None
            if code is not None:
                yield name_of(code)
            if each.get(WORD + "fldCharType") == "separate":
                open_codes.append(None)


def name_of(code: str) -> str:
    """The name of a field, in capitals."""
    words = code.replace("=", " = ").split() or [""]
    return words[0].upper().strip('"')


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A DOCX of these parts; the same bytes for the same parts."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, parts[name])
    return written.getvalue()
