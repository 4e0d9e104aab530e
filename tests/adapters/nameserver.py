"""A small real name server on loopback: answers over UDP from a table, and fails on demand."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset

ROOT = {"a.root-servers.net": ["A 198.41.0.4"]}


@dataclass
class NameServer(asyncio.DatagramProtocol):
    """``zone``: name -> records such as ``MX 10 mx.shop.test.``; a text instead of a list is how it fails.

    ``SERVFAIL`` and ``REFUSED`` are said, ``SILENT`` is no answer at all. Names that are not there do not exist.
    """

    zone: Mapping[str, list[str] | str]
    port: int = 0
    asked: list[str] = field(default_factory=list)
    transport: Any = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        query = dns.message.from_wire(data)
        (question,) = query.question
        name, kind = question.name.to_text(omit_final_dot=True).lower(), dns.rdatatype.to_text(question.rdtype)
        self.asked.append(f"{name} {kind}")
        known = self.zone.get(name)
        if known == "SILENT":
            return
        answer = dns.message.make_response(query)
        answer.flags |= dns.flags.RA
        if isinstance(known, str):
            answer.set_rcode(dns.rcode.from_text(known))
        elif known is None:
            answer.set_rcode(dns.rcode.NXDOMAIN)
        elif records := [one.partition(" ")[2] for one in known if one.split()[0] == kind]:
            answer.answer.append(dns.rrset.from_text(question.name, 300, "IN", kind, *records))
        self.transport.sendto(answer.to_wire(), addr)


@asynccontextmanager
async def name_server(zone: Mapping[str, list[str] | str], *, honest: bool = True) -> AsyncIterator[NameServer]:
    """Answer on a free port; one that is not ``honest`` denies also what certainly exists."""
    loop = asyncio.get_running_loop()
    made = NameServer({**(ROOT if honest else {}), **zone})
    transport, _ = await loop.create_datagram_endpoint(lambda: made, local_addr=("127.0.0.1", 0))
    made.port = transport.get_extra_info("sockname")[1]
    try:
        yield made
    finally:
        transport.close()
