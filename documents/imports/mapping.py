"""Placeholders, selections and prompts in pandoc's tree become calls of the frame, and fields of the template."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from documents.fields import LONGEST_LABEL, Field, FieldType, Option
from documents.imports.pieces import Node, Piece, inlines_of, pieces_of, replaced, text_of, trimmed
from documents.imports.results import Finding, FindingKind, Known, KnownOption, KnownSelection, Prompt

PLACEHOLDER = re.compile(r"\{\{?\s*([A-Za-z][\w .-]{0,59}?)\s*\}\}?|\u00ab\s*([A-Za-z][\w .-]{0,59}?)\s*\u00bb")
# A box to tick: in brackets as many as apply, in parentheses one. "(x)" alone can be the number of a clause.
MARK = re.compile(r"\[ {0,3}[xX]? {0,3}\]|\( {1,3}[xX]? {0,3}\)|\( {0,3}[xX] {1,3}\)|[\u2610-\u2612\u25a1\u25a0]")
# As it is or with one pair of brackets in it.
PROMPT = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])+)\]")
NOTE = re.compile(r"\s*(drafting note|note to draft|instruction|guidance)", re.IGNORECASE)
NO_PROMPTS = {"sic", "reserved", "intentionally omitted", "omitted"}
REFERENCE = re.compile(r"\b(?:Sections?|Clauses?|Articles?|paragraphs?)\s+(\d+(?:\.\d+)*)")
LEFT: Node = {"t": "AlignLeft"}
LONGEST_HEADING = 90
LONG_TEXT = 8_000
# Words that tell nothing apart.
COMMON = re.compile(r"an?|and|any|are|as|at|by|e|etc|for|g|if|in|into|is|it|of|on|or|such|that|the|this|to|under|with")


@dataclass(slots=True)
class Mapped:
    """What mapping has found so far."""

    fields: dict[str, Field] = field(default_factory=dict)
    placeholders: dict[str, None] = field(default_factory=dict)
    selections: dict[str, None] = field(default_factory=dict)
    prompts: dict[str, Prompt] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    taken: set[tuple[str, str]] = field(default_factory=set)


class Mapper:
    """Maps a whole document, block by block in their order."""

    def __init__(self, known: Known) -> None:
        self._known = {each.key: each for each in known.fields}
        self._selections = known.selections
        self._in_document: set[str] = set()
        self._long_headings: list[str] = []
        self.mapped = Mapped()

    def document(self, tree: Node) -> Node:
        """The tree of a document with calls of the frame in it."""
        blocks = [*_front(tree.get("meta", {})), *tree["blocks"]]
        text = _text_of_blocks(blocks)
        self._in_document = {self._key_of(found) for found in PLACEHOLDER.finditer(text)}
        mapped = {**tree, "meta": {}, "blocks": self._blocks(blocks, "")}
        if self._long_headings:
            # Many files have hundreds: what a style makes of one, it makes of all.
            self._found(FindingKind.LONG_HEADING, self._long_headings[0], str(len(self._long_headings)))
        return mapped

    def unused(self) -> tuple[str, ...]:
        """The known fields and options that the document has no place for."""
        fields = tuple(each for each in self._known if each not in self.mapped.fields)
        options = tuple(
            f"{each.key}.{option.value}"
            for each in self._selections
            for option in each.options
            if (each.key, option.value) not in self.mapped.taken
        )
        return (*fields, *options)

    def _found(self, kind: FindingKind, where: str, text: str) -> None:
        finding = Finding(kind, " ".join(where.split())[:60], " ".join(text.split())[:LONGEST_LABEL])
        if finding not in self.mapped.findings:
            self.mapped.findings.append(finding)

    def _blocks(self, blocks: list[Node], heading: str) -> list[Node]:
        """A list of blocks, in which paragraphs with boxes that follow each other are one selection."""
        mapped: list[Node] = []
        group: str | None = None
        before = heading
        context = _text_of_blocks(blocks)
        for each in blocks:
            if each["t"] not in ("Para", "Plain", "Header"):
                mapped.append(self._container(each, heading))
                # What is indented under an option belongs to it.
                group = group if each["t"] in ("BlockQuote", "BulletList", "OrderedList") else None
                continue
            block, pieces = self._without_notes(each)
            if not trimmed(pieces):
                continue
            if MARK.search(text_of(pieces)):
                group, pieces = self._options(pieces, group, context, before)
            else:
                group, before = None, text_of(pieces).strip()
                pieces = self._texts(pieces, heading, is_option=False)
            mapped.append(_with(block, inlines_of(pieces)))
        return mapped

    def _container(self, block: Node, heading: str) -> Node:
        """A block of blocks."""
        content: Any = block.get("c")
        match block["t"]:
            case "BlockQuote":
                return {**block, "c": self._blocks(content, heading)}
            case "Div":
                return {**block, "c": [["", [], []], self._blocks(content[1], heading)]}
            case "BulletList":
                return {**block, "c": [self._blocks(each, heading) for each in content]}
            case "OrderedList":
                return {**block, "c": [content[0], [self._blocks(each, heading) for each in content[1]]]}
            case "Table":
                return self._table(block)
            case "LineBlock":
                lines = [piece for line in content for piece in (*self._pieces(line, ""), Piece("\n"))]
                return {"t": "Para", "c": inlines_of(self._texts(trimmed(lines), heading, is_option=False))}
            case "CodeBlock":
                return {"t": "Para", "c": [{"t": "Str", "c": content[1]}]}
            case "RawBlock":
                return {"t": "Para", "c": []}
        return block

    def _table(self, table: Node) -> Node:
        _, caption, columns, head, bodies, foot = table["c"]
        # The writer centres tables, and with them all text that does not say where it stands.
        columns = [[LEFT if column[0]["t"] == "AlignDefault" else column[0], column[1]] for column in columns]
        rows = [*head[1], *(row for body in bodies for part in (body[2], body[3]) for row in part), *foot[1]]
        for row in rows:
            row[0] = ["", [], []]
            heading = ""
            for cell in row[1]:
                cell[0] = ["", [], []]
                cell[4] = self._blocks(cell[4], heading)
                heading = heading or _text_of_blocks(cell[4])
        return {**table, "c": [["", [], []], caption, columns, head, bodies, foot]}

    def _pieces(self, inlines: list[Node], where: str) -> list[Piece]:
        def seen(node: Node) -> None:
            if node["t"] == "Link":
                self._found(FindingKind.LINK, where, str(node["c"][2][0]))
            else:
                self._found(FindingKind.IMAGE, where, "")

        return pieces_of(inlines, seen)

    def _without_notes(self, block: Node) -> tuple[Node, list[Piece]]:
        """A paragraph without notes for who drafts; a heading that is a whole paragraph becomes one."""
        inlines = block["c"][2] if block["t"] == "Header" else block["c"]
        pieces = self._pieces(inlines, _text_of_inlines(inlines))
        text = text_of(pieces)
        if block["t"] == "Header" and len(text) > LONGEST_HEADING:
            self._long_headings.append(text)
            block = {"t": "Para", "c": []}

        def note(found: re.Match[str]) -> str | None:
            inside = pieces[found.start() + 1 : found.end() - 1]
            is_note = NOTE.match(found[1]) or (
                len(found[1].split()) > 2 and all("Emph" in x.formatting for x in inside)
            )
            if not is_note:
                return None
            self._found(FindingKind.DRAFTING_NOTE, text[: found.start()], found[1])
            return ""

        return block, replaced(pieces, PROMPT, note)

    def _texts(self, pieces: list[Piece], heading: str, *, is_option: bool) -> list[Piece]:
        """The pieces with placeholders and prompts replaced."""

        def placeholder(found: re.Match[str]) -> str:
            key = self._key_of(found)
            self.mapped.placeholders[key] = None
            usual = Field(key, _label(found[1] or found[2]), is_required=not is_option)
            self.mapped.fields.setdefault(key, self._known.get(key, usual))
            # The semicolon ends the call: without it, "(the" after it would be its arguments.
            return f'#f("{key}");'

        def prompt(found: re.Match[str]) -> str | None:
            text = " ".join(found[1].split())
            if len(re.findall(r"[^\W\d_]", text)) < 2 or text.lower() in NO_PROMPTS:
                return None
            key = self._key_of_prompt(text)
            usual = Field(key, _label(heading or text), hint=text[:LONGEST_LABEL], max_length=LONG_TEXT)
            self.mapped.fields.setdefault(key, replace(self._known.get(key, usual), max_length=LONG_TEXT))
            return f'#f("{key}");'

        return replaced(replaced(pieces, PLACEHOLDER, placeholder), PROMPT, prompt)

    def _key_of(self, found: re.Match[str]) -> str:
        """The key of a placeholder; what is only computed for display has that of the field that it shows."""
        key = slug(found[1] or found[2])
        base = key.removesuffix("_display")
        return base if key not in self._known and base in self._known else key

    def _key_of_prompt(self, text: str) -> str:
        for each in self.mapped.prompts.values():
            if each.text == text:
                return each.key
        key = self._known_prompt(text) or _free(slug(" ".join(_words(text)[:5])), {*self.mapped.fields, *self._known})
        self.mapped.prompts[key] = Prompt(key, text)
        return key

    def _known_prompt(self, text: str) -> str | None:
        """The known field without a placeholder whose description shares most words with a prompt."""
        asked = _stems(text)
        best, most = None, 0.4
        for key, each in self._known.items():
            words = _stems(f"{each.label} {each.hint} {key}")
            if key in self._in_document or key in self.mapped.prompts or each.type != FieldType.TEXT or not words:
                continue
            shared = len(asked & words) / min(len(words), len(asked))
            if shared > most and len(asked & words) > 1:
                best, most = key, shared
        return best

    def _options(
        self, pieces: list[Piece], group: str | None, context: str, heading: str
    ) -> tuple[str | None, list[Piece]]:
        """A paragraph with boxes: each becomes a mark, which is ticked if its option was chosen."""
        text = text_of(pieces)
        marks = list(MARK.finditer(text))
        ends = [*(each.start() for each in marks[1:]), len(text)]
        mapped = self._texts(pieces[: marks[0].start()], heading, is_option=False)
        for mark, end in zip(marks, ends, strict=True):
            words = " ".join(text[mark.end() : end].split())
            group, value = self._option(words, group, context, heading, is_choice=mark[0].startswith("("))
            call = {"t": "RawInline", "c": ["typst", f'#mark("{group}", "{value}");']}
            mapped.append(Piece("\ufffc", (), call))
            rest = pieces[mark.end() : end]
            mapped += [
                *([] if text_of(rest).startswith(" ") else [Piece(" ")]),
                *self._texts(rest, words, is_option=True),
            ]
        return group, mapped

    def _option(self, words: str, group: str | None, context: str, heading: str, *, is_choice: bool) -> tuple[str, str]:
        """The key of the selection that an option belongs to, and its value."""
        known = self._known_option(words, context)
        if known is not None:
            selection, option = known
            self.mapped.taken.add((selection.key, option.value))
            key, value, is_choice = selection.key, option.value, selection.is_choice
        else:
            kind = FieldType.CHOICE if is_choice else FieldType.SELECTION
            if group is None or group not in self.mapped.fields or self.mapped.fields[group].type != kind:
                group = _free("choice" if is_choice else "selection", {*self.mapped.fields, *self._known})
            key = group
            value = _free(slug(" ".join(_words(words)[:5]) or "option"), self._values(key)).upper()
        self._add(key, value, words, heading, is_choice=is_choice)
        return key, value

    def _values(self, key: str) -> set[str]:
        found = self.mapped.fields.get(key)
        return set() if found is None else {each.value.lower() for each in found.options}

    def _add(self, key: str, value: str, words: str, heading: str, *, is_choice: bool) -> None:
        self.mapped.selections[key] = None
        option = Option(value, _label(words) if words else value)
        kind = FieldType.CHOICE if is_choice else FieldType.SELECTION
        usual = Field(key, _label(heading or key), kind, is_required=is_choice)
        found = self.mapped.fields.get(key, usual)
        self.mapped.fields[key] = replace(found, options=(*found.options, option))

    def _known_option(self, words: str, context: str) -> tuple[KnownSelection, KnownOption] | None:
        """The expected option with the longest marker; where none fits, one that fits with other placeholders."""
        around = _plain(context)
        free = [
            (selection, option)
            for selection in self._selections
            for option in selection.options
            if (selection.key, option.value) not in self.mapped.taken and _plain(selection.context) in around
        ]
        exact = [pair for pair in free if _plain(pair[1].marker) in _plain(words)]
        similar = [pair for pair in free if _has_words(pair[1].marker) and _blank(pair[1].marker) in _blank(words)]
        return max(exact or similar, key=lambda pair: (len(pair[1].marker), len(pair[0].context)), default=None)


def dangling(text: str, clauses: list[str]) -> Iterator[str]:
    """The clause numbers that a text refers to and that the document does not have."""
    numbers = {re.sub(r"[^\d.]", "", each).strip(".") for each in clauses}
    numbers |= {each.split(".")[0] for each in numbers}
    yield from sorted({found[1] for found in REFERENCE.finditer(text) if found[1] not in numbers})


def slug(text: str) -> str:
    """A key made of a text."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    key = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:50].strip("_")
    return key if key[:1].isalpha() else f"field_{key}".strip("_")


def text_of_tree(tree: Node) -> str:
    return _text_of_blocks(tree["blocks"])


def _front(meta: dict[str, Any]) -> Iterator[Node]:
    """What pandoc takes for the title of the document, as the paragraphs that they are."""
    for name in ("title", "subtitle", "author", "date", "abstract"):
        found = meta.get(name, {})
        for each in found.get("c", []) if found.get("t") == "MetaList" else [found]:
            if each.get("t") == "MetaInlines":
                yield (
                    {"t": "Header", "c": [1, ["", [], []], each["c"]]}
                    if name == "title"
                    else {
                        "t": "Para",
                        "c": each["c"],
                    }
                )
            elif each.get("t") == "MetaBlocks":
                yield from each["c"]


def _with(block: Node, inlines: list[Node]) -> Node:
    return {**block, "c": [block["c"][0], ["", [], []], inlines] if block["t"] == "Header" else inlines}


def _text_of_inlines(inlines: list[Node]) -> str:
    return text_of(pieces_of(inlines, lambda _: None))


def _text_of_blocks(content: Any) -> str:
    """The text of all paragraphs in blocks, rows and cells."""
    if isinstance(content, list):
        return " ".join(filter(None, map(_text_of_blocks, content)))
    if not isinstance(content, dict):
        return ""
    if content.get("t") in ("Para", "Plain"):
        return _text_of_inlines(content["c"])
    if content.get("t") == "Header":
        return _text_of_inlines(content["c"][2])
    return _text_of_blocks(content.get("c", []))


def _label(text: str) -> str:
    """A text as it names a field: without line breaks and characters that do not print."""
    words = " ".join(text.replace("_", " ").replace("\ufffc", " ").split())
    label = "".join(each for each in words if each.isprintable())[:LONGEST_LABEL].strip() or "Field"
    return unicodedata.normalize("NFC", label[0].upper() + label[1:])


def _words(text: str) -> list[str]:
    return [each for each in re.findall(r"[A-Za-z0-9]+", text) if not COMMON.fullmatch(each.lower())]


def _stems(text: str) -> set[str]:
    return {each.lower()[:6] for each in _words(text.replace("_", " ")) if len(each) > 2}


def _plain(text: str) -> str:
    quotes = str.maketrans("\u2018\u2019\u201c\u201d", "''\"\"")
    return " ".join(text.translate(quotes).split()).lower()


def _blank(text: str) -> str:
    """A text without the names of its placeholders."""
    return PLACEHOLDER.sub("{}", _plain(text))


def _has_words(text: str) -> bool:
    return len(_words(PLACEHOLDER.sub(" ", text))) > 1


def _free(key: str, taken: set[str]) -> str:
    """The key, or with a number if it is taken."""
    found, number = key, 2
    while found in taken:
        found, number = f"{key}_{number}", number + 1
    return found
