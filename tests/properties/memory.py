"""Who said no, remembered independently of the product: it has its own idea of who is the same, and forgets nothing."""

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field

GMAIL = ("gmail.com", "googlemail.com")


def who(address: str) -> str:
    """Give one form for all the spellings of an address that this world uses."""
    local, _, domain = address.casefold().rpartition("@")
    domain = domain.encode("idna").decode() if not domain.isascii() else domain
    local = local.partition("+")[0]
    return f"{local.replace('.', '')}@gmail.com" if domain in GMAIL else f"{local}@{domain}"


@dataclass
class Memory:
    """What everybody has said so far."""

    people: set[str] = field(default_factory=set)  # who said no, or is not there
    domains: set[str] = field(default_factory=set)
    brands: set[str] = field(default_factory=set)  # that said no
    answered: set[str] = field(default_factory=set)  # brands in which somebody answered
    silent: dict[str, set[str]] = field(default_factory=dict)  # brand -> mails that nobody has understood
    same: list[set[str]] = field(default_factory=list)  # names that were found to be one brand
    parted: list[set[str]] = field(default_factory=list)
    took_back: set[tuple[str, str]] = field(default_factory=set)  # people, and words that no longer count
    wrote: dict[str, set[str]] = field(default_factory=dict)  # brand -> those we wrote to, or would

    def group(self, name: str) -> set[str]:
        """Give all names of a brand."""
        return next((names for names in self.same if name in names), {name})

    def join(self, names: Iterable[str], *, by_hand: bool = False) -> None:
        """Names were seen together; whom a person has parted only a person brings together again."""
        together = set(names)
        for known in [one for one in self.same if one & together]:
            self.same.remove(known)
            together |= known
        if by_hand or not any(len(parted & together) > 1 for parted in self.parted):
            self.same.append(together)

    def split(self, name: str) -> None:
        """A person parted a brand; how, this memory does not know, so it takes no name for another's any more."""
        group = self.group(name)
        self.same = [names for names in self.same if name not in names]
        self.parted.append(group)

    def knows_again(self, then: "Memory") -> None:
        """A ledger was lost, and with it who was found to be whom since; who said no since is not forgotten."""
        self.same, self.parted, self.wrote = deepcopy((then.same, then.parted, then.wrote))

    def of_person(self, address: str) -> set[str]:
        """Give the brands that an address belongs to: a name of theirs, at their domain, or found there."""
        person = who(address)
        near = {person, person.rpartition("@")[2], *(brand for brand, people in self.wrote.items() if person in people)}
        return {name for one in near for name in self.group(one)}

    def no_person(self, address: str) -> None:
        """A person said no to us: they and their brand."""
        self.people.add(who(address))
        self.no_brands(self.of_person(address) - set(GMAIL))

    def no_brands(self, names: Iterable[str]) -> None:
        """Brands said no, with all their names."""
        self.brands |= {name for one in names for name in self.group(one)}

    def takes_back(self, person: str, agreed: Iterable[tuple[str, str]]) -> None:
        """A person no longer agrees to what they are known to have agreed to."""
        self.took_back |= {(person, words) for address, words in agreed if who(address) == person}

    def against(self, brand: str, recipient: str, *, cold: bool) -> list[str]:
        """Say why no letter may be claimed to a recipient of a brand; nothing where one may."""
        names, person = self.group(brand), who(recipient)
        labels = person.rpartition("@")[2].split(".")
        parents = {".".join(labels[n:]) for n in range(len(labels))}
        said = [f"{person} said no"] if person in self.people else []
        said += [f"domain {name} said no" for name in (parents | names) & self.domains]
        said += [f"brand {name} said no" for name in names & self.brands]
        if cold:
            said += [f"{name} has answered" for name in names & self.answered]
            said += [f"{name} is silent" for name in names if self.silent.get(name)]
        return said
