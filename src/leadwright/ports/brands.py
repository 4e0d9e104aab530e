"""Which brand a site belongs to: one approach per brand, whatever names it goes by."""

from typing import Protocol

from leadwright.domain.lead import Contact


class Brands(Protocol):
    """The brand graph."""

    async def join(self, contact: Contact) -> tuple[str, bool]:
        """Give the brand of a contact and whether it is new.

        Joins by registrable domain (also of redirects), own address and register numbers; remembers every name, and
        that this source saw the brand.
        """
