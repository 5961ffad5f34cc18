"""Uploads that are refused, each with its code, and what a conversion makes of what Word can contain."""

from collections.abc import Callable

import pytest

from documents.fields import FieldType
from documents.imports.guard import opened
from documents.imports.results import Conversion, FindingKind, Refusal, UploadRefused
from documents.imports.upload import convert
from tests.support.documents.bad_uploads import BAD
from tests.support.documents.docx import docx, field, mark, paragraph, part, relations, run, style

pytestmark = pytest.mark.anywhere


@pytest.mark.parametrize(("make", "code"), [each[1:] for each in BAD], ids=[each[0] for each in BAD])
def test_a_bad_upload_is_refused_with_its_code(make: Callable[[], bytes], code: Refusal) -> None:
    with pytest.raises(UploadRefused) as refused:
        opened(make())
    assert refused.value.code == code


@pytest.mark.parametrize(
    "parts",
    [
        {"word/_rels/settings.xml.rels": relations(("attachedTemplate", "file:///C:/Normal.dotm", True))},
        {"word/_rels/document.xml.rels": relations(("hyperlink", "https://example.org/", True))},
        {"word/media/image1.png": b"x", "docProps/thumbnail.jpeg": b"x", "customXml/item1.xml": "<a/>"},
        {"docMetadata/LabelInfo.xml": "<a/>", "word/fonts/font1.odttf": b"x", "word/commentsExtended.xml": "<a/>"},
    ],
)
def test_what_genuine_files_have_is_let_in(parts: dict[str, str | bytes]) -> None:
    body = paragraph("x") + "".join(
        f"<w:p>{field(code)}</w:p>" for code in ("PAGE", 'HYPERLINK "https://link.example"')
    )
    assert "word/document.xml" in opened(docx(body, parts))


async def test_a_template_outside_of_the_file_is_left_out_and_found() -> None:
    outside = relations(("attachedTemplate", "https://elsewhere.example/t.dotm", True))
    made = await convert(docx(paragraph("x"), {"word/_rels/settings.xml.rels": outside}))
    found = [(each.kind, each.where, each.text) for each in made.findings]
    assert found == [(FindingKind.OUTSIDE_TEMPLATE, "word/_rels/settings.xml.rels", "https://elsewhere.example/t.dotm")]


async def test_a_refusal_comes_out_of_the_process_that_converts() -> None:
    with pytest.raises(UploadRefused) as refused:
        await convert(docx(f"<w:p>{field('DDEAUTO x')}</w:p>"))
    assert (refused.value.code, refused.value.detail) == (Refusal.ACTIVE_FIELD, "DDEAUTO")


async def test_a_conversion_that_takes_too_long_is_killed() -> None:
    """It is within all limits of size; the next one is not concerned."""
    many = "".join(paragraph(f"{number:x} {{a}} [ ] b [Enter c d]") for number in range(60_000))
    with pytest.raises(UploadRefused) as refused:
        await convert(docx(many), limit=1.0)
    assert refused.value.code == Refusal.TOO_COMPLEX
    assert "x" in (await convert(docx(paragraph("x")))).source


async def made(body: str, **parts: str) -> Conversion:
    return await convert(docx(body, {f"word/{name}.xml": content for name, content in parts.items()}))


def levels(*kinds: tuple[str, str]) -> str:
    return "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for level, (kind, text) in enumerate(kinds)
    )


def list_of(key: int, *kinds: tuple[str, str]) -> str:
    return f'<w:abstractNum w:abstractNumId="{key}">{levels(*kinds)}</w:abstractNum>'


def number_of(key: int, of: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def in_list(level: int, number: int = 1) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


async def test_clauses_have_the_numbers_that_word_shows() -> None:
    """Levels within levels, legal numbers, lists that restart, bullets, and paragraphs that are not numbered."""
    lists = [
        list_of(0, ("upperRoman", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "(%3)")),
        list_of(1, ("ordinalText", "%1 Part")),
        list_of(2, ("bullet", "o"), ("hebrew1", "%2)")),
        number_of(1, 0),
        number_of(2, 0, '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride>'),
        number_of(3, 1),
        number_of(4, 2),
    ]
    numbering = part("numbering", "".join(lists).replace('w:val="%1.%2"/>', 'w:val="%1.%2"/><w:isLgl/>'))
    places = [
        (0, 1),
        (1, 1),
        (2, 1),
        (2, 1),
        (1, 1),
        (2, 1),
        (0, 1),
        (1, 1),
        (1, 2),
        (1, 2),
        (0, 3),
        (0, 3),
        (0, 4),
        (1, 4),
    ]
    body = "".join(paragraph(f"text{place}", properties=in_list(*at)) for place, at in enumerate(places))
    ends = f"<w:p><w:pPr>{in_list(0)}<w:sectPr/></w:pPr></w:p>"
    none = paragraph("plain", properties=in_list(0, 0))
    numbered = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    base, based = style("paragraph", "base", numbered), style("paragraph", "clause", '<w:basedOn w:val="base"/>')
    styles = part("styles", base + based)
    styled = paragraph("styled", properties='<w:pStyle w:val="clause"/>')
    conversion = await made(ends + body + none + styled, numbering=numbering, styles=styles)
    shown = [
        "I.",
        "1.1",
        "(a)",
        "(b)",
        "1.2",
        "(a)",
        "II.",
        "2.1",
        "2.5",
        "2.6",
        "First Part",
        "Second Part",
        "1)",
        "III.",
    ]
    assert conversion.clauses == tuple(shown)
    assert "\u2022\u2002text12" in conversion.source
    assert "III.\u2002styled" in conversion.source
    assert "\n\nplain" in conversion.source
    assert [each.text for each in conversion.findings if each.kind == FindingKind.NUMBER_FORMAT] == ["hebrew1"]


async def test_placeholders_selections_and_prompts_are_found_across_formatting() -> None:
    runs = f"<w:p>{run('Pay {fee_')}{run('amount}', '<w:b/>')}{run('(the fee), «Due Date».')}</w:p>"
    body = (
        runs
        + paragraph("[Drafting note: delete this.] Choose:")
        + paragraph("( ) Net [describe the basis]")
        + paragraph("( x ) Gross of {tax}")
        + paragraph("Section 4(x) applies [sic].")
        + paragraph("\u2610 Insured \u2610 Certified by {body}")
        + f"<w:p>{field('MERGEFIELD Client_Name')}, {field('DATE', '1 May')}</w:p>"
    )
    conversion = await made(body)
    assert conversion.placeholders == ("fee_amount", "due_date", "tax", "body", "client_name")
    assert conversion.selections == ("choice", "selection")
    assert [(each.key, each.text) for each in conversion.prompts] == [("describe_basis", "describe the basis")]
    fields = {each.key: each for each in conversion.fields}
    assert (fields["choice"].type, fields["selection"].type) == (FieldType.CHOICE, FieldType.SELECTION)
    assert [each.value for each in fields["selection"].options] == ["INSURED", "CERTIFIED_BODY"]
    assert fields["fee_amount"].is_required
    assert not fields["tax"].is_required
    assert '#f("fee_amount");' in conversion.source
    assert "Section 4(x) applies \\[sic\\]." in conversion.source
    kinds = {(each.kind, each.text) for each in conversion.findings}
    assert (FindingKind.DRAFTING_NOTE, "Drafting note: delete this.") in kinds
    assert (FindingKind.FIELD, "DATE") in kinds


async def test_what_does_not_show_in_word_does_not_show_here() -> None:
    """Hidden and deleted text, text boxes, comments: left out, and listed."""
    hidden, shown = run("secret", "<w:vanish/>"), run("visible", '<w:vanish w:val="0"/>')
    by_style = run("ghostly", '<w:rStyle w:val="ghost"/>')
    changes = f'<w:del w:id="1"><w:r><w:delText>old</w:delText></w:r></w:del><w:ins w:id="2">{run("new")}</w:ins>'
    box = f"<w:r><w:pict><w:txbxContent>{paragraph('boxed')}</w:txbxContent></w:pict></w:r>"
    ticked = '<w:ffData><w:checkBox><w:default w:val="1"/></w:checkBox></w:ffData>'
    tick = f"{mark('begin', ticked)}<w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r>{mark('end')}{run('ticked')}"
    inside = f"<w:sdtContent>{run('controlled')}</w:sdtContent>"
    control = f'<w:sdt><w:sdtPr><w:tag w:val="client"/></w:sdtPr>{inside}</w:sdt>'
    conversion = await made(
        f"<w:p>{run('Start ')}{hidden}{shown}{by_style}{changes}{box}{control}</w:p><w:p>{tick}</w:p>",
        styles=part("styles", style("character", "ghost", "<w:rPr><w:vanish/></w:rPr>")),
        comments=part("comments", f'<w:comment w:id="0">{paragraph("check this")}</w:comment>'),
    )
    for word, is_there in (("secret", False), ("visible", True), ("ghostly", False), ("old", False), ("new", True)):
        assert (word in conversion.source) == is_there, word
    assert "boxed" not in conversion.source
    assert "controlled" in conversion.source
    assert conversion.selections == ("selection",)
    found = {(str(each.kind), each.text) for each in conversion.findings}
    assert found == {
        *(("HIDDEN_TEXT", "secret"), ("HIDDEN_TEXT", "ghostly"), ("TRACKED_CHANGE", "old"), ("TRACKED_CHANGE", "new")),
        *(("TEXT_BOX", "boxed"), ("COMMENT", "check this"), ("CHECKBOX", "ticked"), ("CONTENT_CONTROL", "client")),
    }


async def test_what_looks_like_markup_in_a_file_is_text_in_the_template() -> None:
    evil = [
        "#read(1)",
        "*b*",
        "_i_",
        "$x$",
        "@ref",
        "= head",
        "&lt;l&gt;",
        "https://a.example",
        "//c",
        "/*d*/",
        "`r`",
        "~",
        "--",
    ]
    conversion = await made("".join(paragraph(each) for each in evil))
    for escaped in ("\\#read", "\\*b\\*", "\\_i\\_", "\\$x\\$", "\\@ref", "\\= head", "\\`r\\`", "\\~"):
        assert escaped in conversion.source
