"""Saving, changing and deleting searches; only their user can, and nobody else learns of them (SA-3)."""

from models.accounts.users import User
from models.accounts.viewer import Viewer, as_of_now
from models.changes import change, stamp
from models.database import share_turn
from models.demands.search import DemandOrder, FilterGiven, criteria_of
from models.errors import Refused, check_version, not_found
from models.inputs import Checks
from models.searches.search import TURN, SavedSearch, SearchHit
from models.text import line

MOST_SEARCHES = 50


async def save_search(
    *, name: str, filter: FilterGiven, order: DemandOrder | None = None, is_alerting: bool = True, by: Viewer
) -> SavedSearch:
    """Saves a search; its user learns of demands that newly match from now on."""
    search = SavedSearch(user=by.user, name=_checked_name(name), order=order, is_alerting=is_alerting)
    _write_filter(search, filter)
    async with change():
        await share_turn(TURN)
        await User.select_for_update().get(id=by.user.id)
        await as_of_now(by)
        if await SavedSearch.filter(user_id=by.user.id, deleted_at=None).count() >= MOST_SEARCHES:
            raise Refused(
                "TOO_MANY_SEARCHES",
                "A user can have at most {most} saved searches: delete one first.",
                most=MOST_SEARCHES,
            )
        search.created_at = search.fits_since = stamp()
        await search.save()
    return search


async def edit_saved_search(
    saved_search: SavedSearch,
    *,
    expected_version: int,
    name: str | None = None,
    filter: FilterGiven | None = None,
    order: DemandOrder | None = None,
    is_alerting: bool | None = None,
    by: Viewer,
) -> SavedSearch:
    """Changes a search. None keeps a field; if nothing changes, the version stays."""
    name = None if name is None else _checked_name(name)
    async with change():
        await share_turn(TURN)
        search = await _own(saved_search, by)
        check_version(search.version, expected_version)
        before, asked = _parts_of(search), search.criteria
        search.name = search.name if name is None else name
        search.order = order or search.order
        search.is_alerting = search.is_alerting if is_alerting is None else is_alerting
        if filter is not None:
            _write_filter(search, filter)
        if _parts_of(search) == before:
            return search
        if search.criteria != asked:
            search.fits_since = stamp()
        search.version += 1
        await search.save()
    return search


async def delete_saved_search(saved_search: SavedSearch, *, by: Viewer) -> SavedSearch:
    """Deletes its name, filter and matches; deleting it again changes nothing."""
    async with change() as running:
        search = await _held(saved_search, by)
        if search.deleted_at is None:
            search.name, search.deleted_at, search.new_count = "", running.at, 0
            _write_filter(search, FilterGiven())
            search.version += 1
            await search.save()
            await SearchHit.filter(search_id=search.id).delete()
    return search


async def mark_saved_search_read(saved_search: SavedSearch, *, by: Viewer) -> SavedSearch:
    """Sets the number of new matches to 0."""
    async with change():
        search = await _own(saved_search, by)
        search.new_count = 0
        await search.save(update_fields=["new_count"])
    return search


def _checked_name(name: str) -> str:
    checks = Checks()
    name = checks.line("name", name, most=120)
    checks.refuse()
    return name


def _write_filter(search: SavedSearch, given: FilterGiven) -> None:
    criteria = criteria_of(**vars(given), needs_word=True)
    search.text = line(given.text or "") or None  # type: ignore[assignment] # the ORM types a nullable text so
    search.skills = list(criteria.skills)
    search.states = [state.value for state in dict.fromkeys(criteria.states)]
    search.audience = [kind.value for kind in dict.fromkeys(criteria.audience)]
    search.budget_minor, search.budget_currency = criteria.budget_at_least, criteria.currency
    search.closes_before = criteria.closes_before


def _parts_of(search: SavedSearch) -> tuple[object, ...]:
    return search.name, search.text, search.order, search.is_alerting, search.criteria


async def _own(search: SavedSearch, by: Viewer) -> SavedSearch:
    found = await _held(search, by)
    if found.deleted_at is not None:
        raise Refused("WRONG_STATE", "This search was deleted: save a new one.")
    return found


async def _held(search: SavedSearch, by: Viewer) -> SavedSearch:
    found = await SavedSearch.select_for_update().get(id=search.id)
    await as_of_now(by)
    if found.user_id != by.user.id:
        raise not_found("saved search")
    return found
