"""A user's saved searches."""

from collections.abc import AsyncIterator

import strawberry

from models.searches import saving
from resolvers import searches
from schema.base import act, feed
from schema.searches import SavedSearch, SavedSearchEvent


@strawberry.type
class SearchMutations:
    """What can be done: saved searches."""

    save_search = act(
        saving.save_search,
        SavedSearch,
        "Saves a search, which tells its user of what comes to fit from now on; at most 50 a user.",
        name="What its user calls it, up to 120 characters.",
        filter="What a demand must have to fit; an empty one: every demand.",
        order="What its user wants to see first.",
        is_alerting="Whether its user is notified of what comes to fit.",
    )
    edit_saved_search = act(
        saving.edit_saved_search,
        SavedSearch,
        "Changes a saved search; what is left out stays. Another filter tells of what comes to fit from now on.",
        saved_search_id="The saved search.",
        name="What its user calls it, up to 120 characters.",
        filter="What a demand must have to fit: all of it, in the place of the former one.",
        order="What its user wants to see first.",
        is_alerting="Whether its user is notified of what comes to fit.",
    )
    delete_saved_search = act(
        saving.delete_saved_search,
        SavedSearch,
        "Forgets a saved search, with its name and its filter.",
        saved_search_id="The saved search.",
    )
    mark_saved_search_read = act(
        saving.mark_saved_search_read,
        SavedSearch,
        "Notes that the viewer has looked at what is new; `newCount` begins anew.",
        saved_search_id="The saved search.",
    )


@strawberry.type
class SearchSubscriptions:
    """What can be followed: saved searches."""

    saved_searches: AsyncIterator[SavedSearchEvent] = feed(
        "What comes to fit the viewer's own saved searches.", searches.saved_searches
    )
