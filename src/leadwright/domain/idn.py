"""Names of domains in ASCII, by the standard library's means, so that every spelling of one name comes out the same.

IDNA2008 (RFC 5891) as mail programs and browsers practise it: compatibility form, lower case, Punycode (RFC 3492).
Other than the codec of the standard library, which is IDNA2003 (RFC 3490), it keeps ``ß`` and a final sigma apart from
``ss`` and ``σ``: they are names of their own. Joiners that cannot be seen are dropped. A label that no Punycode can
express stays as it is: it is no name, but still comparable.
"""

from unicodedata import category, normalize

PREFIX = "xn--"
LONGEST_LABEL, LONGEST_NAME = 63, 253  # octets (RFC 1035 section 2.3.4)
STOPS = str.maketrans(dict.fromkeys("。｡．", "."))  # RFC 3490 section 3.1
UNSEEN = frozenset({"Cf", "Cc", "Cs"})
FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\u2800")  # letters and marks that show nothing
APART = str.maketrans({"ß": "ss", "ς": "σ"})  # what IDNA2003 made one (RFC 5894 section 7.2)
FOREIGN = frozenset("./\\@:?#<>\"'[]()%&, ")


def visible(text: str) -> str:
    """Give a text in compatibility form (NFKC), without characters that cannot be seen."""
    seen = "".join(c for c in normalize("NFKC", text) if not _unseen(c))
    return normalize("NFKC", seen)


def ascii_of(name: str) -> str:
    """Give a domain in ASCII and lower case, without a dot at its end; what is no domain comes back in lower case."""
    name = visible(name).translate(STOPS).strip().rstrip(".")
    if len(name) > LONGEST_NAME:
        return _lower(name)
    return ".".join(map(_ascii_label, name.split("."))).rstrip(".")


def mapped_2003(name: str) -> str:
    """Give what IDNA2003 made of a domain in ASCII: the same, but for names with ``ß`` or a final sigma."""
    return ".".join(_encoded(_decoded(label).translate(APART)) for label in name.split("."))


def spelled(name: str) -> str:
    """Give a domain as people read it, its Punycode decoded."""
    return ".".join(map(_decoded, name.split(".")))


def _ascii_label(label: str) -> str:
    label = _lower(label)
    if not label.startswith(PREFIX):
        return _encoded(label)
    meant = _lower(visible(_decoded(label)))
    return label if meant.isascii() or FOREIGN.intersection(meant) else _encoded(meant)


def _lower(text: str) -> str:
    """Lower a text letter by letter, so that no letter depends on those around it, as a final sigma does."""
    return normalize("NFKC", "".join(c.lower() for c in text))


def _encoded(label: str) -> str:
    return label if label.isascii() else PREFIX + label.encode("punycode").decode()


def _decoded(label: str) -> str:
    if not label.startswith(PREFIX) or len(label) > LONGEST_LABEL:
        return label
    try:
        return label.removeprefix(PREFIX).encode().decode("punycode")
    except UnicodeError:
        return label


def _unseen(c: str) -> bool:
    return (category(c) in UNSEEN and c not in "\t\n\r") or c in FILLERS or "\ufe00" <= c <= "\ufe0f" or _supplement(c)


def _supplement(c: str) -> bool:
    return "\U000e0100" <= c <= "\U000e01ef" or "\u180b" <= c <= "\u180f"
