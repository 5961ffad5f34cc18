"""The platform's authority for signatures in time: its own is replaced before it ends, an operator's ends with it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from structlog.testing import capture_logs

from models.clock import clock, now
from models.contracts.authority import PlatformAuthority, authorities, authority, use_authority
from signatures.authority import LIFETIME, Authority, Credential
from tests.support.domain.inside import refused
from tests.test_authority import certified

pytestmark = [pytest.mark.anywhere, pytest.mark.usefixtures("database")]
DAY = timedelta(days=1)


def lasting(time: timedelta) -> Authority:
    """An operator's authority that ends after this time."""
    issuer: Credential = certified("The operator's", until=now() + time)
    return Authority.of(issuer, (), now())


@pytest.fixture
def operators() -> Iterator[None]:
    yield
    use_authority(None)


def until(of: Authority) -> datetime:
    return of.issuer.certificate.not_valid_after_utc


async def test_the_platforms_own_is_replaced_ten_years_before_its_end_and_its_certificates_are_kept() -> None:
    first = await authority()
    assert (await authority()).chain == first.chain
    with clock(lambda: until(first) - LIFETIME):
        assert (await authority()).chain == first.chain
    with clock(lambda: until(first) - LIFETIME + DAY):
        second = await authority()
        assert until(second) - now() > 2 * LIFETIME
        assert (await authority()).chain == second.chain
    assert until(first) < until(second)
    assert len(await authorities()) == 2


@pytest.mark.usefixtures("operators")
async def test_an_operators_own_is_read_once_and_nothing_is_signed_after_its_end() -> None:
    given = lasting(100 * DAY)
    with capture_logs() as logs:
        use_authority(given.pem())
    assert logs == []
    found = await authority()
    assert found.chain == given.chain
    assert (await authority()) is found
    with clock(lambda: until(found) - timedelta(seconds=1)):
        assert (await authority()) is found
    with clock(lambda: until(found)):
        async with refused("SIGNING_UNAVAILABLE"):
            await authority()
    assert await PlatformAuthority.all().count() == 1


@pytest.mark.usefixtures("operators")
def test_an_operator_is_warned_of_the_end() -> None:
    with capture_logs() as logs:
        use_authority(lasting(80 * DAY).pem())
    assert [each["event"] for each in logs] == ["authority_ends"]
