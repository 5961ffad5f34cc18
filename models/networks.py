"""Networks: what limits count by, an IPv4 address or the /64 of an IPv6 address, which one client has to itself."""

from functools import lru_cache
from ipaddress import IPv6Address, ip_address, ip_network


@lru_cache(maxsize=4_096)
def network_of(host: str) -> str:
    """The network that an address belongs to; what is no address stays as it is."""
    try:
        found = ip_address(host.partition("%")[0])
    except ValueError:
        return host[:64]
    if isinstance(found, IPv6Address):
        return str(found.ipv4_mapped or ip_network((int(found), 64), strict=False))
    return str(found)
