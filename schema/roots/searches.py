"""Operations on saved searches."""

from collections.abc import AsyncIterator

import strawberry

from models.searches import saving
from resolvers import searches
from schema.base import feed
from schema.mutations import act
from schema.searches import SavedSearch, SavedSearchEvent


@strawberry.type
class SearchMutations:
    """Mutations of saved searches."""

    save_search = act(
        saving.save_search,
        SavedSearch,
        "Saves a filter of the market. Demands that newly match are counted and delivered from now on. At most 50 per "
        "user.",
        name="A name for the search, up to 120 characters.",
        filter="The conditions that a demand has to meet. An empty filter matches every demand. The text is finished, "
        "whatever `isTextUnfinished` says.",
        order="The sort order for showing the results.",
        is_alerting="Whether new matches also become notifications.",
    )
    edit_saved_search = act(
        saving.edit_saved_search,
        SavedSearch,
        "Changes a saved search. Omitted fields stay as they are. A new filter applies from now on.",
        saved_search_id="The id of a SavedSearch of the viewer.",
        name="A name for the search, up to 120 characters.",
        filter="The conditions that a demand has to meet. They replace the former filter. The text is finished, "
        "whatever `isTextUnfinished` says.",
        order="The sort order for showing the results.",
        is_alerting="Whether new matches also become notifications.",
    )
    delete_saved_search = act(
        saving.delete_saved_search,
        SavedSearch,
        "Deletes a saved search, with its name and filter.",
        saved_search_id="The id of a SavedSearch of the viewer.",
    )
    mark_saved_search_read = act(
        saving.mark_saved_search_read,
        SavedSearch,
        "Marks the matches of a saved search as read: `newCount` becomes 0.",
        saved_search_id="The id of a SavedSearch of the viewer.",
    )


@strawberry.type
class SearchSubscriptions:
    """Subscriptions to saved searches."""

    saved_searches: AsyncIterator[SavedSearchEvent] = feed(
        "New matches of the viewer's own saved searches.", searches.saved_searches
    )
