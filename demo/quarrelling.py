"""A contract of the demonstration whose client and contractor disagree, so that a mediator is called."""

from datetime import timedelta
from decimal import Decimal

from demo.acting import Past, award_of, candidate_of, party_of, version_of
from demo.cast import PASSWORD
from demo.wanted import CATALOGUE
from models.contracts.approving import approve_terms
from models.contracts.contract import Contract, ContractStage, stages_of
from models.contracts.drafting import draft_contract, prepare_draft
from models.contracts.signing import sign_contract
from models.contracts.terms import FieldGiven, PartyGiven, StageGiven, TermsGiven
from models.demands.awards import Award
from models.disputes.answering import answer_dispute
from models.disputes.opening import open_dispute
from models.escrow.funding import fund_stage, missing_of
from models.escrow.working import submit_work
from models.money import MoneyGiven, major
from models.payments.notices import take
from models.payments.provider import provider_or_none
from models.payments.sending import checkout
from models.templates.standard import keep_library
from models.templates.template import Template, TemplateVersion
from models.workbench.awards import accept_award, award_demand
from providers.sandbox import Sandbox

FIELDS = {
    "services": "The catalogue as the proposal describes it.",
    "client_contact": "Felix Baum",
    "provider_contact": "Hana Sato",
    "payment_days": "30",
    "acceptance_days": "10",
    "expenses": "INCLUDED",
    "rights_pass": "PAYMENT",
    "confidential_years": "3",
    "warranty_months": "12",
    "liability_cap": "20000.00 EUR",
    "cure_days": "14",
    "notice_days": "30",
    "governing_law": "the Netherlands",
    "courts": "Rotterdam",
}
COBALT = PartyGiven(
    address="Coolsingel 40, Rotterdam", registration="KVK 24000000", representative="Ines Moreau", seal="A round one"
)
QUIET_PIXEL = PartyGiven(
    address="Turmstraße 7, Berlin", registration="HRB 200000", representative="Hana Sato", seal="None"
)
REASON = "Half of the pictures are missing, and the search finds nothing that has an umlaut in its name."
ANSWER = (
    "The pictures were never sent to us. The search is in the second stage: the first is the design and the import."
)


async def quarrel(past: Past) -> None:
    """Plays it up to a fortnight before the present, when the mediator was called; without a sandbox it does not begin.

    The other days of the dispute are over by the clock.
    """
    provider = provider_or_none()
    if not isinstance(provider, Sandbox):
        return
    await keep_library()
    award = await _an_award(past)
    contract = await _a_contract(past, award)
    stage = await _paid_in(past, contract, provider)
    await past.at(days_ago=33)
    await submit_work(stage, note="The design, and all 900 articles.", by=await past.act("hana"))
    await past.at(days_ago=31)
    dispute = await open_dispute(await ContractStage.get(id=stage.id), reason=REASON, by=await past.act("ines"))
    await past.at(days_ago=29.5)
    await answer_dispute(dispute, await party_of("quietpixel"), body=ANSWER, by=await past.act("hana"))


async def _an_award(past: Past) -> Award:
    demand = await past.publish("ines", "cobalt", CATALOGUE, runs_days=3)
    await past.bid("hana", demand, 18_000, 60, "Nine hundred articles, in two languages.", party="quietpixel")
    await past.at(days_ago=40)
    await award_demand(
        await candidate_of(demand, "quietpixel"),
        reason="The only bid, and a good one.",
        expected_version=await version_of(demand),
        by=await past.act("ines"),
    )
    await past.at(days_ago=39.5)
    return await accept_award(await award_of(demand), by=await past.act("hana"))


async def _a_contract(past: Past, award: Award) -> Contract:
    """Drafted by the client, approved and signed by both."""
    found = await Template.get(key="services")
    version = await TemplateVersion.filter(template_id=found.id).order_by("-number").first()
    start, days = past.instant.date() + timedelta(days=3), (20, 60)
    amounts = (award.price_minor * 4 // 10, award.price_minor - award.price_minor * 4 // 10)
    titles = ("Design and import", "Search and launch")
    stages = [
        StageGiven(title, major(amount, award.currency), "It runs as agreed.", start + timedelta(days=day))
        for title, amount, day in zip(titles, amounts, days, strict=True)
    ]
    fields = [FieldGiven(key, value) for key, value in {**FIELDS, "start": start.isoformat()}.items()]
    given = TermsGiven(version, fields, stages, COBALT, QUIET_PIXEL)
    made = await prepare_draft(award, given, by=await past.act("ines"))
    contract = await draft_contract(award, made, by=await past.act("ines"))
    sides = (("hana", await party_of("quietpixel")), ("ines", await party_of("cobalt")))
    for who, party in sides:
        contract = await approve_terms(contract, party, digest=contract.digest, by=await past.act(who))
    for who, party in sides:
        by = await past.act(who)
        contract = await sign_contract(contract, party, digest=contract.digest, password=PASSWORD, by=by)
    return contract


async def _paid_in(past: Past, contract: Contract, sandbox: Sandbox) -> ContractStage:
    """The first stage, which the client pays in."""
    stage = (await stages_of([contract.id]))[contract.id][0]
    missing = MoneyGiven(Decimal(major(missing_of(stage), stage.currency)), stage.currency)
    begun = await fund_stage(stage, expected_amount=missing, expected_version=stage.version, by=await past.act("ines"))
    ref = (await checkout(begun.id)).provider_ref
    assert ref is not None
    await sandbox.press(ref, "SUCCEEDED")
    found = await sandbox.look_up(ref)
    assert found is not None
    await take(ref, found, sandbox)
    return await ContractStage.get(id=stage.id)
