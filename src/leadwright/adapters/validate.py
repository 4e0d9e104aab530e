"""What can be learnt of an address without writing to it; answers :class:`leadwright.ports.validator.Validator`.

Grammar first, then the lists, then DNS, and the mail server last, where the operator wants it and it may be asked:
never at the large providers, which see a probe as an attack and answer nothing of use.
"""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass

from email_validator import EmailNotValidError, validate_email

from leadwright.adapters.dns import Names
from leadwright.adapters.probe import SmtpProbe
from leadwright.domain.rules import Tables
from leadwright.domain.validity import DECIDES, INVALID, Route, Validity, judged
from leadwright.ports import Clock, Dice


@dataclass(frozen=True, slots=True)
class Probing:
    """How mail servers are asked: who asks, and whether a domain may be asked now, which spends its turn."""

    probe: SmtpProbe
    may: Callable[[str], Awaitable[bool]]
    dice: Dice


class MailValidator:
    """Asks anew each time; whoever keeps verdicts stands before it."""

    def __init__(self, names: Names, clock: Clock, *, tables: Tables, probing: Probing | None = None) -> None:
        """Ask ``names`` about domains, and mail servers only with ``probing``."""
        self._names, self._clock, self._tables, self._probing = names, clock, tables, probing

    async def check(self, address: str) -> Validity:
        """Give the verdict on an address as of now."""
        return judged(await self._reasons(address), self._clock.now())

    async def _reasons(self, address: str) -> list[str]:
        plain = parts_of(address)
        if plain is None:
            return ["bad-syntax"]
        local, domain = plain
        listed = self._listed(domain)
        if "disposable" in listed:
            return listed
        route = await self._names.route(domain)
        if DECIDES.get(route.found) == INVALID:
            return [route.found, *listed]
        return [route.found, *listed, await self._probed(local, domain, route, large="freemail" in listed)]

    def _listed(self, domain: str) -> list[str]:
        """Give what the lists say of a domain or one above it."""
        above = {*parents(domain)}
        kinds = (("disposable", self._tables.disposable), ("freemail", self._tables.freemail))
        return [code for code, names in kinds if above & names]

    async def _probed(self, local: str, domain: str, route: Route, *, large: bool) -> str:
        """Ask the mail server, or say why not."""
        if self._probing is None:
            return "probe-off"
        exchanges = {above for name in route.exchanges for above in parents(name)}
        if large or exchanges & self._tables.providers:
            return "large-provider"
        if not route.addresses or not local.isascii():
            return "no-answer"
        if not await self._probing.may(self._tables.registrable(domain) or domain):
            return "probe-spent"
        stranger = f"{self._probing.dice.roll('stranger', domain).getrandbits(80):020x}"
        return await self._probing.probe.ask(f"{local}@{domain}", f"{stranger}@{domain}", servers=route.addresses)


def parts_of(address: str) -> tuple[str, str] | None:
    """Take an address apart: local part, and domain in ASCII and lower case; None where it is none.

    RFC 5321, 4.1.2 and RFC 6531, 3.3. Reserved names such as localhost are none (RFC 6761); those under .test are left
    to DNS, which knows none of them outside a world of its own.
    """
    try:
        found = validate_email(
            address, check_deliverability=False, test_environment=True, allow_quoted_local=True, strict=True
        )
    except EmailNotValidError:
        return None
    domain = found.ascii_domain or ""
    return (found.local_part, domain.lower()) if domain else None


def parents(name: str) -> Iterator[str]:
    """Yield a name and every name above it, but no bare top-level domain."""
    labels = name.lower().rstrip(".").split(".")
    for n in range(max(1, len(labels) - 1)):
        yield ".".join(labels[n:])
