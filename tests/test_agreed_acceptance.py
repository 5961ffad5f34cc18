"""The time in which submitted work is examined is what both sides have signed, else the platform's (ES-7)."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from documents.binding import is_binding, suggested
from documents.fields import Field, FieldType
from documents.standard import LibraryTemplate, Purpose, library
from models.accounts.users import StaffRole
from models.clock import now
from models.clockwork import catch_up
from models.contracts.contract import Contract, ContractSide
from models.contracts.effective import effective_terms
from models.escrow.keeping import acceptance_working_days, accepted_from
from models.notifications.kinds import Notification
from models.templates.standard import keep_library
from tests.support.domain.deal import FIELDS, deal, fields, template
from tests.support.domain.disputing import Quarrel
from tests.support.domain.escrowing import Escrow
from tests.support.domain.inside import Time, somebody
from tests.support.domain.paying import till
from tests.support.domain.supplementing import Amending

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.everywhere]

EXAMINED = {"key": "acceptance_days", "label": "Days to examine", "type": "NUMBER", "least": "1", "most": "90"}
DAYS = Field("acceptance_days", "Days to examine", FieldType.NUMBER, least="5", most="60")


@pytest.fixture
async def made(time: Time, tmp_path: Path) -> AsyncIterator[Escrow]:  # noqa: ARG001 - begins first
    """A contract whose terms say five working days; the platform's own time is ten."""
    with till(tmp_path) as sandbox:
        await keep_library()
        made = await deal()
        made.template = await template(fields=[*FIELDS, EXAMINED])
        contract = await made.effective(fields=fields(scope="A portal.", acceptance_days="5"))
        yield Escrow(sandbox, Amending(made, contract))


async def test_es7_the_time_that_both_sides_have_signed_counts(made: Escrow, time: Time) -> None:
    """What is stored, what is told and what the clock does are one date; each rework starts the time anew."""
    await made.funded(1)
    first = (await made.submitted(1)).auto_accepts_at
    assert first == time.now + timedelta(days=7)  # five working days
    assert acceptance_working_days(await Contract.get(id=made.contract)) == 5
    said = await Notification.get(kind="WORK_SUBMITTED")
    assert said.facts["at"] == first.isoformat()
    time.now += timedelta(days=2)
    await made.reworked(1)
    again = (await made.submitted(1)).auto_accepts_at
    assert again == time.now + timedelta(days=7)
    time.now = again - timedelta(microseconds=1)
    assert await catch_up() == 0
    assert (await made.stage(1)).state == "SUBMITTED"
    time.now = again
    assert await catch_up() == 1
    assert (await made.stage(1)).state == "RELEASED"


async def test_es13_a_withdrawn_dispute_gives_the_signed_time_back(made: Escrow, time: Time) -> None:
    quarrel = Quarrel(made, await somebody(StaffRole.MEDIATOR))
    await quarrel.submitted(ContractSide.AWARDER)
    time.now += timedelta(days=1)
    await quarrel.withdrawn(ContractSide.AWARDER)
    assert (await made.stage(1)).auto_accepts_at == time.now + timedelta(days=7)


async def test_es7_a_supplement_changes_the_time_of_what_is_submitted_from_then_on(made: Escrow, time: Time) -> None:
    """Work that waits for an answer keeps the date that both sides were told."""
    await made.funded(1)
    promised = (await made.submitted(1)).auto_accepts_at
    await made.deal.active(fields=fields(acceptance_days="3"))
    assert (await made.present()).acceptance_working_days == 3
    assert (await made.stage(1)).auto_accepts_at == promised == time.now + timedelta(days=7)
    await made.reworked(1)
    assert (await made.submitted(1)).auto_accepts_at == time.now + timedelta(days=3)
    await made.deal.active(await made.deal.change(2, title="Another name"))
    contract = await made.present()
    effective = await effective_terms(contract, now())
    assert effective is not None
    assert effective.terms["fields"]["acceptance_days"] == {"number": "3"}
    assert contract.acceptance_working_days == 3


async def test_es7_a_revision_changes_the_time_and_terms_without_it_have_the_platforms(time: Time) -> None:
    made = await deal()
    made.template = await template(fields=[*FIELDS, {**EXAMINED, "isRequired": False}])
    contract = await made.drafted(fields=fields(scope="A portal.", acceptance_days="90"))
    assert contract.acceptance_working_days == 90
    contract = await made.revised(contract, fields=fields(scope="A portal.", acceptance_days="20"))
    assert contract.acceptance_working_days == 20
    contract = await made.revised(contract, fields=fields(scope="A portal."))
    assert contract.acceptance_working_days is None
    assert accepted_from(contract, time.now) == time.now + timedelta(days=14)  # ten working days


@pytest.mark.parametrize("each", [each for each in library() if each.purpose == Purpose.AGREEMENT])
def test_each_agreement_of_the_platform_has_the_term_and_the_platform_can_act_by_it(each: LibraryTemplate) -> None:
    (found,) = [field for field in each.fields if field.key == "acceptance_days"]
    assert is_binding(found)
    assert suggested(found, 10) == "10"


def test_a_form_begins_with_the_platforms_time_as_far_as_the_template_allows_it() -> None:
    assert [suggested(DAYS, days) for days in (1, 10, 90)] == ["5", "10", "60"]
    assert suggested(replace(DAYS, key="warranty_months"), 10) is None


@pytest.mark.parametrize(
    "otherwise",
    [{"type": FieldType.TEXT}, {"decimals": 1}, {"least": "0"}, {"least": None}, {"most": None}, {"most": "366"}],
)
def test_a_field_that_the_platform_could_not_act_by_is_no_such_term(otherwise: dict[str, object]) -> None:
    field = replace(DAYS, **otherwise)
    assert not is_binding(field)
    assert suggested(field, 10) is None
