"""The documents: links work, the index is complete, and the files that they name exist."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.support.api.server import ROOT

pytestmark = pytest.mark.anywhere

DOCS = ROOT / "docs"
DOCUMENTS = [ROOT / "README.md", ROOT / "ARCHITECTURE.md", *sorted(DOCS.rglob("*.md"))]
PACKAGES = re.compile(r"^ *(?:from|import) (\w+)", re.MULTILINE)


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def prose_of(path: Path) -> str:
    """The text without its blocks of code."""
    return re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)


def anchors_of(path: Path) -> set[str]:
    """The anchors of a document, as GitHub makes them from its headings."""
    headings = re.findall(r"^#+ (.+)$", prose_of(path), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_every_link_between_documents_leads_somewhere(path: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)\s]*)\)", prose_of(path))
    broken = []
    for link in links:
        file, _, anchor = link.partition("#")
        target = (path.parent / file).resolve() if file else path
        if not target.exists() or (anchor and anchor not in anchors_of(target)):
            broken.append(link)
    assert broken == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_every_file_that_a_document_names_exists(path: Path) -> None:
    named = set(re.findall(r"`((?:\w+/)+[\w.-]*)`", prose_of(path)))
    places = {name for name in named if (ROOT / name.partition("/")[0]).is_dir()}
    assert [name for name in sorted(places) if not (ROOT / name).exists()] == []


def test_the_index_lists_every_guide_and_every_decision_with_its_title() -> None:
    links = re.findall(r"\[([^\]]+)\]\(([\w/.-]+\.md)\)", (DOCS / "README.md").read_text(encoding="utf-8"))
    titles = {path: title for title, path in links}
    found = {str(path.relative_to(DOCS)): path for path in sorted(DOCS.rglob("*.md")) if path != DOCS / "README.md"}
    assert set(found) <= set(titles)
    decisions = {name: path.read_text(encoding="utf-8") for name, path in found.items() if name.startswith("decisions")}
    assert {name: titles[name] for name in decisions} == {
        name: text.partition("\n")[0].partition(". ")[2] for name, text in decisions.items()
    }


def test_every_decision_has_context_decision_and_consequences() -> None:
    for number, path in enumerate(sorted((DOCS / "decisions").glob("*.md")), start=1):
        text = path.read_text(encoding="utf-8")
        assert (path.name[:5], text.partition(". ")[0]) == (f"{number:04}-", f"# {number}")
        assert re.findall(r"^## (.*)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"], path.name


def test_the_container_file_copies_every_room_and_every_package_that_the_server_imports() -> None:
    rooms = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["root_packages"]
    copied = set(re.findall(r"^COPY (\w+) \1$", (ROOT / "deploy/Containerfile").read_text("utf-8"), re.MULTILINE))
    needed, looked_at = {"main", "app", "settings", *rooms}, set()
    while waiting := needed - looked_at:
        for name in waiting:
            files = (ROOT / name).rglob("*.py") if (ROOT / name).is_dir() else [ROOT / f"{name}.py"]
            imported = {each for file in files for each in PACKAGES.findall(file.read_text(encoding="utf-8"))}
            needed |= {each for each in imported if (ROOT / each).is_dir()}
        looked_at |= waiting
    assert copied == {name for name in needed if (ROOT / name).is_dir()}
