"""Recording: only with the consent of everyone inside; clients record, the server only keeps the state (CM-10)."""

from models.accounts.viewer import Viewer
from models.decisions import decide
from models.errors import Refused
from models.interviews.interview import (
    MACHINE,
    Interview,
    InterviewAction,
    Presence,
    Recording,
    book_of,
)
from models.interviews.keeping import keep
from models.journal import enter


async def consent_to_recording(interview: Interview, *, consents: bool, by: Viewer) -> Interview:
    """Sets the viewer's own consent. A no from somebody inside pauses a recording; the last missing yes resumes it."""
    async with decide(MACHINE, InterviewAction.CONSENT, interview.id, by=by) as decision:
        interview, people = decision.case.interview, decision.case.people
        person = next(person for person in people if person.user_id == by.user.id)
        if person.consents is not consents:
            person.consents = consents
            await person.save(update_fields=["consents"])
            await enter(book_of(interview.id), "CONSENTED" if consents else "CONSENT_REFUSED", by=by.user.id)
            await keep(interview, people, by=by.user.id, is_news=True)
    return await Interview.get(id=interview.id)


async def start_recording(interview: Interview, *, by: Viewer) -> Interview:
    """Requests a recording, by a host who is inside; it starts once everyone inside has consented."""
    async with decide(MACHINE, InterviewAction.START_RECORDING, interview.id, by=by) as decision:
        interview, people = decision.case.interview, decision.case.people
        if not any(person.user_id == by.user.id and person.presence is Presence.INSIDE for person in people):
            raise Refused("NOT_INSIDE", "Only a host who is inside can start a recording.")
        interview.recording = Recording.PAUSED
        await enter(book_of(interview.id), "RECORDING_STARTED", by=by.user.id)
        await keep(interview, people, by=by.user.id, is_news=True)
    return await Interview.get(id=interview.id)


async def stop_recording(interview: Interview, *, by: Viewer) -> Interview:
    async with decide(MACHINE, InterviewAction.STOP_RECORDING, interview.id, by=by) as decision:
        interview, people = decision.case.interview, decision.case.people
        interview.recording = Recording.OFF
        await enter(book_of(interview.id), "RECORDING_STOPPED", by=by.user.id)
        await keep(interview, people, by=by.user.id, is_news=True)
    return await Interview.get(id=interview.id)
