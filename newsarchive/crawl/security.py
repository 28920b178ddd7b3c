"""Host names in, addresses that a crawl may connect to out: what is not on the public Internet is refused.

A portal's page or redirect may name any host; behind a name may stand the machine's own services. Every connection
of Scrapy's Twisted handler asks the reactor's name resolver, IP literals in any spelling too, so the guard sits there.
"""

from __future__ import annotations

import socket
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING, Any, Self

from twisted.internet.interfaces import IAddress, IHostnameResolver, IResolutionReceiver
from zope.interface import implementer  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from scrapy.crawler import CrawlerProcess
    from twisted.internet.base import ReactorBase

_NAT64 = ip_network("64:ff9b::/96")


def is_public(host: str) -> bool:
    """Whether an IP address, as a resolver writes it, lies on the public Internet; what it embeds must too.

    >>> is_public("93.184.216.34"), is_public("127.0.0.1"), is_public("::ffff:10.0.0.1"), is_public("64:ff9b::7f00:1")
    (True, False, False, False)
    """
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, IPv6Address):
        inner = _embedded(address)
        return address.is_global and not address.is_multicast and all(is_public(str(each)) for each in inner)
    return address.is_global and not address.is_multicast


def names_private_address(host: str) -> bool:
    """Whether a host is itself an address, in any spelling that the system's resolver takes, and not a public one.

    >>> [names_private_address(host) for host in ("127.0.0.1", "0x7f.1", "2130706433", "[::1]", "a.cn", "8.8.8.8")]
    [True, True, True, True, False, False]
    """
    bare = host.strip("[]")
    try:
        return not is_public(socket.inet_ntoa(socket.inet_aton(bare)))
    except OSError:
        return ":" in bare and not is_public(bare)


def _embedded(address: IPv6Address) -> tuple[IPv4Address, ...]:
    """The IPv4 addresses where a packet to this one ends: mapped, 6to4, Teredo, NAT64, the old compatible form."""
    found = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _NAT64 or int(address) >> 32 == 0:
        found.append(IPv4Address(int(address) & 0xFFFFFFFF))
    return tuple(each for each in found if each is not None)


@implementer(IHostnameResolver)
class GuardedResolver:
    """The reactor's own resolver (IPv4 and IPv6, in its thread pool), without the addresses that are not public.

    `refused` remembers for each host the address that was withheld, so that the page's end can say why. Nothing is
    cached here: an address is judged each time it is used, and a crawl that runs for weeks follows a host that moves.
    """

    def __init__(self, reactor: ReactorBase, process: CrawlerProcess | None = None):
        self.refused: dict[str, str] = {}
        self._reactor, self._process = reactor, process
        self._resolver: Any = reactor.nameResolver

    @classmethod
    def from_crawler(cls, process: CrawlerProcess, reactor: ReactorBase) -> Self:
        """Scrapy's way to build a resolver; it hands over the process, not one crawler."""
        return cls(reactor, process)

    def install_on_reactor(self) -> None:
        """Take the place of the reactor's resolver."""
        self._reactor.installNameResolver(self)  # type: ignore[arg-type]

    @property
    def is_open(self) -> bool:
        """Whether a crawl of this process has opened addresses that are not public."""
        crawlers = self._process.crawlers if self._process else ()
        return any(crawler.settings.getbool("ALLOW_PRIVATE") for crawler in crawlers)

    def resolveHostName(  # noqa: N802 -- Twisted's name
        self,
        resolutionReceiver: Any,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[type[IAddress]] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> Any:
        """Resolve; refused addresses do not reach the receiver."""
        receiver = resolutionReceiver if self.is_open else _Filter(resolutionReceiver, hostName, self.refused)
        return self._resolver.resolveHostName(receiver, hostName, portNumber, addressTypes, transportSemantics)


@implementer(IResolutionReceiver)
class _Filter:
    def __init__(self, receiver: Any, host: str, refused: dict[str, str]):
        self._receiver, self._host, self._refused = receiver, host, refused

    def resolutionBegan(self, resolution: Any) -> None:  # noqa: N802
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: Any) -> None:  # noqa: N802
        if is_public(address.host):
            self._receiver.addressResolved(address)
        else:
            self._refused[self._host] = address.host

    def resolutionComplete(self) -> None:  # noqa: N802
        self._receiver.resolutionComplete()
