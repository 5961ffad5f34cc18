"""Templates: the platform's library, whose versions never change (CO-3), and who may use which."""

from dataclasses import replace

import pytest

from documents.fields import as_json
from documents.standard import library
from models.database import rows
from models.templates import standard as rules
from models.templates.standard import keep_library
from models.templates.template import Template, TemplateVersion

pytestmark = pytest.mark.usefixtures("database")


async def test_the_library_is_stored_once_and_a_changed_template_gets_another_version(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given = library()
    assert await keep_library() == len(given)
    assert await keep_library() == 0
    first = given[0]
    other = replace(first, source=f"{first.source}// changed\n", version="0" * 64, name="Other words")
    monkeypatch.setattr(rules, "library", lambda: (other, *given[2:]))
    assert await keep_library() == 1
    changed = await Template.get(key=first.key)
    versions = await TemplateVersion.filter(template_id=changed.id).order_by("number")
    assert (changed.name, changed.latest_number) == ("Other words", 2)
    assert [(each.number, each.source) for each in versions] == [(1, first.source), (2, other.source)]
    assert (versions[0].sha256, versions[0].fields_json) == (first.version, as_json(first.fields))
    assert [each.key for each in await Template.exclude(retired_at=None)] == [given[1].key]
    monkeypatch.undo()
    assert await keep_library() == 1
    assert await Template.exclude(retired_at=None).count() == 0


@pytest.mark.parametrize("act", ["UPDATE template_version SET source = ''", "DELETE FROM template_version"])
async def test_co3_the_database_itself_refuses_to_change_a_version(act: str) -> None:
    await keep_library()
    with pytest.raises(Exception, match="versions of templates"):  # each driver has a class of its own for it
        await rows(act)
    assert {each.source for each in await TemplateVersion.all()} == {each.source for each in library()}
