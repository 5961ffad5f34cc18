"""Work: submitted by the receiver, and accepted by the awarder, or sent back to be done better."""

from collections.abc import Sequence
from uuid import UUID

from models.accounts.viewer import Viewer
from models.contracts.contract import ContractSide, ContractStage
from models.database.writing import all_inserted, inserted, updated
from models.decisions import decide
from models.escrow.cases import MACHINE, StageAction
from models.escrow.keeping import accepted_from, keep_stage
from models.escrow.submission import Submission, SubmissionAttachment, submissions_of
from models.escrow.telling import tell_accepted, tell_rework, tell_submitted
from models.files.attaching import attach
from models.inputs import Checks

MOST_FILES = 20
MOST_IN_NOTE = 10_000


async def submit_work(
    stage: ContractStage, *, note: str, attachment_ids: Sequence[UUID] = (), by: Viewer
) -> ContractStage:
    """Submits the work of a funded stage (ES-3); if the awarder says nothing, it is accepted after a time (ES-7)."""
    checks = Checks()
    note = checks.text("note", note, most=MOST_IN_NOTE)
    checks.refuse()
    async with decide(MACHINE, StageAction.SUBMIT_WORK, stage.id, by=by) as decision:
        case, row, at = decision.case, decision.case.stage, decision.at
        files = await attach(attachment_ids, by=decision.by, most=MOST_FILES)
        number = len((await submissions_of([row.id]))[row.id]) + 1
        made = Submission(
            stage_id=row.id, number=number, note=note, submitted_by_id=decision.by.user.id, submitted_at=at
        )
        attached = [
            SubmissionAttachment(submission_id=made.id, file_id=file.id, place=place)
            for place, file in enumerate(files)
        ]
        row.state, row.submitted_at = decision.target, at
        row.auto_accepts_at = accepted_from(case.contract, at)
        await keep_stage(
            case,
            "SUBMITTED",
            at=at,
            by=by.user.id,
            source=decision.source,
            side=ContractSide.RECEIVER,
            also=(inserted(made), *all_inserted(attached)),
            submission=number,
        )
        await tell_submitted(case, by=by.user.id)
    return case.stage


async def accept_work(stage: ContractStage, *, expected_version: int, by: Viewer) -> ContractStage:
    """Accepts the submitted work, so that what is held can be released (ES-4)."""
    action = StageAction.ACCEPT_WORK
    async with decide(MACHINE, action, stage.id, expected_version=expected_version, by=by) as decision:
        case, row = decision.case, decision.case.stage
        row.state, row.accepted_at, row.auto_accepts_at = decision.target, decision.at, None
        side = ContractSide.AWARDER
        await keep_stage(case, "ACCEPTED", at=decision.at, by=by.user.id, source=decision.source, side=side)
        await tell_accepted(case, by=by.user.id)
    return case.stage


async def request_rework(stage: ContractStage, *, note: str, by: Viewer) -> ContractStage:
    """Sends submitted work back, with what has to be done better; the next submission starts the time anew (ES-7)."""
    checks = Checks()
    note = checks.text("note", note, most=MOST_IN_NOTE)
    checks.refuse()
    async with decide(MACHINE, StageAction.REQUEST_REWORK, stage.id, by=by) as decision:
        case, row = decision.case, decision.case.stage
        last = (await submissions_of([row.id]))[row.id][-1]
        last.rework_note, last.rework_at = note, decision.at
        row.state, row.auto_accepts_at = decision.target, None
        await keep_stage(
            case,
            "REWORK_REQUESTED",
            at=decision.at,
            by=by.user.id,
            source=decision.source,
            side=ContractSide.AWARDER,
            also=(updated(last, "rework_note", "rework_at"),),
            submission=last.number,
        )
        await tell_rework(case, by=by.user.id)
    return case.stage
