"""A DOCX made ready for pandoc: numbers as text, and without what does not show in print."""

from collections.abc import Iterator, Mapping

from lxml import etree  # type: ignore[import-untyped] # has no stubs

from documents.imports.guard import WORD, name_of, outside_templates, packed, tree
from documents.imports.numbering import BULLET, Numbering
from documents.imports.results import Finding, FindingKind

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
CONTENT_TYPES = "[Content_Types].xml"
# What pandoc reads; all else is left out.
KEPT = (
    *("_rels/.rels", "word/document.xml", "word/styles.xml", "word/footnotes.xml", "word/endnotes.xml"),
    *("word/_rels/document.xml.rels", "word/_rels/footnotes.xml.rels"),
)
LEFT_OUT = {"header": FindingKind.HEADER, "footer": FindingKind.FOOTER, "comments": FindingKind.COMMENT}
MOST_FINDINGS = 300
LONGEST_FINDING = 300


class Ready:
    """The file as pandoc gets it, the clause numbers in it, and what was left out."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.findings: list[Finding] = []
        self.clauses: list[str] = []
        styles = tree("word/styles.xml", parts["word/styles.xml"]) if "word/styles.xml" in parts else None
        numbers = tree("word/numbering.xml", parts["word/numbering.xml"]) if "word/numbering.xml" in parts else None
        self._hidden = _hidden_styles(styles)
        self._numbering = Numbering(numbers, styles)
        self._report_parts(parts)
        document = tree("word/document.xml", parts["word/document.xml"])
        notes = [name for name in ("word/footnotes.xml", "word/endnotes.xml") if name in parts]
        changed = {name: self._clean(tree(name, parts[name])) for name in notes}
        self._clean(document)
        _align_cells(document)
        self._number(document)
        self.findings.extend(Finding(FindingKind.NUMBER_FORMAT, "", each) for each in sorted(self._numbering.unknown))
        kept = {name: content for name, content in parts.items() if name in (*KEPT, CONTENT_TYPES)}
        changed["word/document.xml"] = document
        if styles is not None:
            changed["word/styles.xml"] = styles
        for root in changed.values():
            # Without lists, so that nothing is numbered a second time.
            etree.strip_elements(root, WORD + "numPr", with_tail=False)
        self.docx = packed(kept | {name: etree.tostring(each, encoding="UTF-8") for name, each in changed.items()})

    def _found(self, kind: FindingKind, where: str, text: str) -> None:
        finding = Finding(kind, where[:LONGEST_FINDING], " ".join(text.split())[:LONGEST_FINDING])
        if len(self.findings) < MOST_FINDINGS and finding not in self.findings:
            self.findings.append(finding)

    def _report_parts(self, parts: Mapping[str, bytes]) -> None:
        for name, target in outside_templates(parts):
            self._found(FindingKind.OUTSIDE_TEMPLATE, name, target)
        for name in sorted(parts):
            kind = next((each for start, each in LEFT_OUT.items() if name.startswith(f"word/{start}")), None)
            if kind is not None and name.endswith(".xml"):
                text = _text(tree(name, parts[name]))
                if text.strip():
                    self._found(kind, name, text)
            elif name.startswith("word/media/"):
                self._found(FindingKind.IMAGE, name, "")

    def _clean(self, root: etree._Element) -> etree._Element:
        """Leaves out what does not show, and replaces what pandoc would lose; returns the same tree."""
        self._accept_changes(root)
        self._take_out_drawings(root)
        self._take_out_hidden(root)
        self._replace_fields(root)
        for each in root.iter(WORD + "sdtPr"):
            names = [child.get(WORD + "val") or "" for child in each if child.tag in (WORD + "alias", WORD + "tag")]
            if any(names):
                self._found(FindingKind.CONTENT_CONTROL, _before(each), ", ".join(filter(None, names)))
        return root

    def _accept_changes(self, root: etree._Element) -> None:
        for each in list(root.iter(WORD + "del", WORD + "moveFrom", WORD + "ins", WORD + "moveTo")):
            text = "".join(each.itertext(WORD + "t", WORD + "delText"))
            if text.strip():
                self._found(FindingKind.TRACKED_CHANGE, _before(each), text)
            if each.getparent().tag == WORD + "rPr":
                continue  # of the mark of a paragraph
            if each.tag in (WORD + "ins", WORD + "moveTo"):
                for child in list(each):
                    each.addprevious(child)
            each.getparent().remove(each)

    def _take_out_drawings(self, root: etree._Element) -> None:
        for each in list(root.iter(WORD + "drawing", WORD + "pict", "{*}AlternateContent")):
            if each.getparent() is None or not any(root is above for above in each.iterancestors()):
                continue  # was within another one
            boxes = [_text(box) for box in each.iter(WORD + "txbxContent")]
            kind = FindingKind.TEXT_BOX if any(boxes) else FindingKind.DRAWING
            # A box is there twice, for older programs.
            self._found(kind, _before(each), boxes[0] if boxes else "")
            each.getparent().remove(each)

    def _take_out_hidden(self, root: etree._Element) -> None:
        for run in list(root.iter(WORD + "r")):
            if self._is_hidden(run):
                text = _text(run)
                if text.strip():
                    self._found(FindingKind.HIDDEN_TEXT, _before(run), text)
                run.getparent().remove(run)

    def _is_hidden(self, run: etree._Element) -> bool:
        own = run.find(f"{WORD}rPr/{WORD}vanish")
        if own is not None:
            return own.get(WORD + "val") not in ("0", "false", "off")
        style = run.find(f"{WORD}rPr/{WORD}rStyle")
        above = next(run.iterancestors(WORD + "p"), None)
        of_paragraph = None if above is None else above.find(f"{WORD}pPr/{WORD}pStyle")
        return any(each is not None and each.get(WORD + "val") in self._hidden for each in (style, of_paragraph))

    def _replace_fields(self, root: etree._Element) -> None:
        """Merge fields become placeholders, and checkboxes of forms empty or ticked boxes; others keep their text."""
        for each in list(root.iter(WORD + "fldSimple")):
            self._replace(each.get(WORD + "instr") or "", [each], each)
        open_fields: list[tuple[list[etree._Element], list[str]]] = []
        for run in list(root.iter(WORD + "r")):
            mark = run.find(WORD + "fldChar")
            kind = None if mark is None else mark.get(WORD + "fldCharType")
            if kind == "begin":
                open_fields.append(([run], []))
                continue
            if not open_fields:
                continue
            runs, codes = open_fields[-1]
            runs.append(run)
            codes.extend(each.text or "" for each in run.iter(WORD + "instrText"))
            if kind == "end":
                open_fields.pop()
                self._replace("".join(codes), runs, runs[0])

    def _replace(self, code: str, elements: list[etree._Element], first: etree._Element) -> None:
        name, words = name_of(code), code.split()
        if name == "MERGEFIELD" and len(words) > 1:
            key = words[1].strip('"')
            self._found(FindingKind.MERGE_FIELD, _before(first), key)
            _put(first, elements, "{" + key + "}")
        elif name == "FORMCHECKBOX":
            box = next(first.iter(WORD + "checkBox"), None)
            ticked = None if box is None else box.find(WORD + "checked")
            if ticked is None and box is not None:
                ticked = box.find(WORD + "default")
            is_ticked = ticked is not None and ticked.get(WORD + "val") not in ("0", "false", "off")
            self._found(FindingKind.CHECKBOX, _before(first), "ticked" if is_ticked else "empty")
            _put(first, elements, "\u2612 " if is_ticked else "\u2610 ")
        elif name != "HYPERLINK":
            self._found(FindingKind.FIELD, _before(first), " ".join(words))

    def _number(self, document: etree._Element) -> None:
        """Writes the number of each paragraph into it."""
        for paragraph in document.iter(WORD + "p"):
            properties = paragraph.find(WORD + "pPr")
            # Word does not number an empty paragraph that only ends a section.
            if properties is not None and properties.find(WORD + "sectPr") is not None and not _text(paragraph).strip():
                continue
            numbered = self._numbering.of(paragraph)
            if numbered is None:
                continue
            number = self._numbering.text(numbered)
            if number:
                place = 0 if properties is None else list(paragraph).index(properties) + 1
                paragraph.insert(place, _run(number + "\u2002"))
            if number not in ("", BULLET):
                self.clauses.append(number.strip())


def _align_cells(document: etree._Element) -> None:
    """Takes away alignments that differ within a cell: pandoc gives that of the first paragraph to the whole cell."""
    for cell in document.iter(WORD + "tc"):
        paragraphs = cell.findall(WORD + "p")
        found = [each.find(f"{WORD}pPr/{WORD}jc") for each in paragraphs]
        if len({None if each is None else each.get(WORD + "val") for each in found}) > 1:
            for each in found:
                if each is not None:
                    each.getparent().remove(each)


def _hidden_styles(styles: etree._Element | None) -> set[str]:
    """The styles whose text is hidden, their own or that of the style that they are based on."""
    based_on: dict[str, str | None] = {}
    own: dict[str, bool | None] = {}
    for each in [] if styles is None else styles.findall(WORD + "style"):
        key = each.get(WORD + "styleId") or ""
        base, vanish = each.find(WORD + "basedOn"), each.find(f"{WORD}rPr/{WORD}vanish")
        based_on[key] = None if base is None else base.get(WORD + "val")
        own[key] = None if vanish is None else vanish.get(WORD + "val") not in ("0", "false", "off")
    return {
        key for key in own if next((own[each] for each in _chain(key, based_on) if own.get(each) is not None), False)
    }


def _chain(key: str, based_on: Mapping[str, str | None]) -> Iterator[str]:
    seen: set[str] = set()
    at: str | None = key
    while at is not None and at not in seen:
        seen.add(at)
        yield at
        at = based_on.get(at)


def _put(first: etree._Element, elements: list[etree._Element], text: str) -> None:
    """A text in the place of these elements."""
    run = _run(text)
    formatting = next((each.find(WORD + "rPr") for each in elements if each.find(WORD + "rPr") is not None), None)
    if formatting is not None:
        run.insert(0, formatting)
    first.addprevious(run)
    for each in elements:
        if each.getparent() is not None:
            each.getparent().remove(each)


def _run(text: str) -> etree._Element:
    run = etree.Element(WORD + "r")
    content = etree.SubElement(run, WORD + "t")
    content.text = text
    content.set(SPACE, "preserve")
    return run


def _text(element: etree._Element) -> str:
    """The text of an element, with a space for what separates words."""
    return "".join(
        (each.text or "") if each.tag == WORD + "t" else " "
        for each in element.iter(WORD + "t", WORD + "tab", WORD + "br", WORD + "p")
    ).strip()


def _before(element: etree._Element) -> str:
    """The beginning of the paragraph that an element is in, or of the next one above it."""
    paragraph = next(element.iterancestors(WORD + "p"), None)
    return "" if paragraph is None else _text(paragraph)[:60]
