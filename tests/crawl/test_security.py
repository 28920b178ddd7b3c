"""The guard: which addresses a crawl may connect to."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from twisted.internet.address import IPv4Address, IPv6Address

from newsarchive.crawl.security import GuardedResolver, is_public, names_private_address


class TestIsPublic:
    @pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8"])
    def test_an_address_of_the_internet_is(self, address: str) -> None:
        assert is_public(address)

    @pytest.mark.parametrize(
        "address",
        [
            *("127.0.0.1", "127.1.2.3", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254"),
            *("100.64.0.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fd00::1", "ff02::1"),
            *("::ffff:127.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:7f00:1::"),
        ],
    )
    def test_an_address_of_the_machine_or_its_network_is_not_in_whatever_it_is_wrapped(self, address: str) -> None:
        assert not is_public(address)

    def test_what_is_no_address_is_not(self) -> None:
        assert not is_public("example.cn")


class TestNamesPrivateAddress:
    @pytest.mark.parametrize(
        "host", ["127.0.0.1", "127.1", "0177.0.0.1", "0x7f000001", "2130706433", "[::ffff:10.0.0.1]"]
    )
    def test_every_spelling_of_a_private_address_does(self, host: str) -> None:
        assert names_private_address(host)

    @pytest.mark.parametrize("host", ["8.8.8.8", "example.cn", "localhost", "[2606:4700:4700::1111]"])
    def test_a_name_or_a_public_address_does_not(self, host: str) -> None:
        assert not names_private_address(host)


class _Reactor:
    """A reactor whose names resolve to fixed addresses, and who installs what it is given."""

    def __init__(self, *addresses: str):
        self.nameResolver = self
        self._addresses = addresses

    def resolveHostName(self, receiver, name, port, kinds, transport):  # noqa: N802
        for address in self._addresses:
            kind = IPv6Address if ":" in address else IPv4Address
            receiver.addressResolved(kind("TCP", address, port))
        receiver.resolutionComplete()


class _Receiver:
    def __init__(self):
        self.addresses: list[str] = []

    def addressResolved(self, address):  # noqa: N802
        self.addresses.append(address.host)

    def resolutionComplete(self):  # noqa: N802
        self.addresses.append("done")


class TestGuardedResolver:
    def test_private_addresses_are_withheld_from_a_name_that_has_both(self) -> None:
        resolver, receiver = GuardedResolver(_Reactor("127.0.0.1", "8.8.8.8", "::1")), _Receiver()
        resolver.resolveHostName(receiver, "both.example.cn", 80)
        assert receiver.addresses == ["8.8.8.8", "done"]

    def test_what_was_withheld_is_remembered_so_that_it_can_be_said(self) -> None:
        resolver = GuardedResolver(_Reactor("10.0.0.1"))
        resolver.resolveHostName(_Receiver(), "inside.example.cn", 80)
        assert resolver.refused == {"inside.example.cn": "10.0.0.1"}


SCRIPT = """
import socket, sys

real_lookup, times = socket.getaddrinfo, []

def lookup(host, port, *rest, **more):
    if host == "rebinding.example.cn":  # the portal's own address first, the machine's after that
        times.append(host)
        host = "127.0.0.2" if len(times) == 1 else "127.0.0.1"
    return real_lookup(host, port, *rest, **more)

socket.getaddrinfo = lookup  # before Twisted takes hold of it

from newsarchive.crawl import security
from newsarchive.crawl.run import crawl
from newsarchive.crawl.targets import Options, Target
from newsarchive.sites.schema import Fetch, Site, Source

# To stand for the Internet in this test: 127.0.0.2, and nothing else.
real_public = security.is_public
security.is_public = lambda address: address == "127.0.0.2" or real_public(address)
sites = [Site(host=url.split("/")[2], fetch=Fetch(retries=0)) for url in sys.argv[1:]]
report = crawl([Target(site, (Source(url),)) for site, url in zip(sites, sys.argv[1:])], Options(delay=0.0))
for site in report.sites:
    print(site.site, site.failed, *site.errors)
"""


class TestGuardedCrawl:
    def test_no_spelling_and_no_name_of_the_machine_is_connected_to(self, program, serve, pages) -> None:
        server = serve(pages.portal(1))
        hosts = "127.0.0.1 127.1 2130706433 0x7f000001 0177.0.0.1 0.0.0.0 localhost [::1] [::ffff:127.0.0.1] [::]"
        (program.folder / "guarded.py").write_text(SCRIPT)
        done = program(*(f"http://{host}:{server.port}/" for host in hosts.split()), module="guarded")
        assert done.returncode == 0, done.stderr
        lines = done.stdout.splitlines()
        assert len(lines) == len(hosts.split())
        assert all(" True " in line for line in lines), done.stdout
        assert server.asked == []

    def test_neither_a_redirect_nor_a_name_that_changes_its_address_leads_inside(
        self, program, serve, pages, answer
    ) -> None:
        inside = serve(pages.portal(1))
        outside = serve(pages.portal(1), address="127.0.0.2")
        to_inside = answer(status=302, headers={"Location": inside.url})
        outside.routes["/robots.txt"] = to_inside
        named = serve({"/robots.txt": answer(b"", headers={"Connection": "close"})}, address="127.0.0.2")
        (program.folder / "guarded.py").write_text(SCRIPT)
        urls = (outside.url, f"http://rebinding.example.cn:{named.port}/")
        done = program(*urls, module="guarded")
        assert done.returncode == 0, done.stderr
        assert outside.asked == named.asked == ["/robots.txt"]
        assert inside.asked == []
        assert all(" True " in line and "no public address" in line for line in done.stdout.splitlines()), done.stdout

    def test_the_same_crawl_reaches_what_is_public(self, program, serve, pages) -> None:
        outside = serve(pages.portal(2), address="127.0.0.2")
        (program.folder / "guarded.py").write_text(SCRIPT)
        done = program(outside.url, module="guarded")
        assert " False" in done.stdout, done.stderr
        assert len(outside.asked) == 5


def own_certificate(folder: Path) -> Path:
    """A certificate for 127.0.0.1 that nobody but itself vouches for, with its key."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    names = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    certificate = builder.add_extension(names, critical=False).sign(key, hashes.SHA256())
    file = folder / "own.pem"
    plain = serialization.NoEncryption()
    file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    return file


class TestTls:
    def test_a_certificate_that_does_not_verify_is_refused(self, program, serve, pages, local) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(own_certificate(program.folder))
        server = serve(pages.portal(1), tls=context)
        done = program("crawl", server.url, *local)
        assert done.returncode == 1
        assert "the TLS certificate cannot be verified" in done.stderr
        assert server.asked == []
