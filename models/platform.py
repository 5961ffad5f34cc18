"""The platform as people outside see it: its mail address, and where the pages of things are."""

from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parseaddr
from uuid import UUID

from models.ids import opaque


@dataclass(frozen=True, slots=True)
class Platform:
    """How the platform appears in mails and calendars; set once, before the first request."""

    # NAME <NAME@HOST>
    sender: str = "Bidhall <bidhall@localhost>"
    # The URL of the front end.
    home: str = "http://127.0.0.1:8000"
    # The opaque id of a thing from its kind and key.
    identify: Callable[[str, UUID], str] = opaque

    @property
    def name(self) -> str:
        return parseaddr(self.sender)[0]

    @property
    def address(self) -> str:
        return parseaddr(self.sender)[1]

    def page_of(self, kind: str, key: UUID) -> str:
        """The URL of the page that shows a thing to those who may see it."""
        return f"{self.home}/open/{self.identify(kind, key)}"


_platform = Platform()


def platform() -> Platform:
    return _platform


def use_platform(given: Platform) -> None:
    global _platform
    _platform = given
