"""Whether mail can reach an address, as far as it may be asked without writing to it."""

from typing import Protocol

from leadwright.domain.validity import Validity


class Validator(Protocol):
    """Grammar, DNS and, where the operator has switched it on, the mail server."""

    async def check(self, address: str) -> Validity:
        """Give the verdict on an address; an earlier one is given again until it is too old.

        It never fails: what cannot be learnt is ``unknown``, and ``unknown`` is never a reason not to write.
        """
