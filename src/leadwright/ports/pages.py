"""The pages we have read, kept for the stages that read them again."""

from typing import Protocol

from leadwright.domain.site import Site


class Pages(Protocol):
    """Stored visits. A page that forbids indexing keeps its address, URL and hash, not its text."""

    async def keep(self, site: Site) -> None:
        """Store a visit under its final home URL, replacing an older one."""

    async def of(self, url: str) -> Site:
        """Give the stored visit of a site by its final home URL; one without pages where there is none."""
