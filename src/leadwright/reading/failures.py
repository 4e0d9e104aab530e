"""Why a mail was not delivered: from an enhanced status (RFC 3463) and the server's words to a kind."""

import re

STATUS = re.compile(r"(?<![\d.])([45])\.(\d{1,3})\.(\d{1,3})(?![\d.]{0,3}\d)")
_NEAR_CODE = re.compile(
    r"(?<![\d.])[45]\d\d[ \-]{1,2}(?:\([^()\s]{0,20}\)? {0,2}|#)?([45]\.\d{1,3}\.\d{1,3})(?!\.?\d)|"
    r"\(#([45]\.\d{1,3}\.\d{1,3})\)"
)
_CODE = re.compile(r"(?<![\d.])([45])[0-5]\d(?=[ \-:>)']|$)")

_GONE = re.compile(
    r"(?i)user[ _]{0,2}(?:account )?(?:is )?(?:unknown|not (?:found|known|local|exist)|does ?n.t exist|"
    r"invalid)|unknown (?:local[ -])?"
    r"(?:user|recipient|address|account|mailbox)|no such (?:user|recipient|mailbox|address|person|account|"
    r"domain|host)|"
    r"(?:recipient|address|mailbox|account|user|person|domain)[^.\n]{0,60}(?:does not|doesn.t|did not|didn.t) exist|"
    r"(?:recipient|mailbox|address|user|account)[^.\n]{0,50}(?:not found|unavailable|not listed|"
    r"could ?n.?o?t be found|wasn.t found|"
    r"disabled|inactive|deactivated|discontinued|suspended|closed|no longer)|invalid (?:recipient|mailbox|"
    r"address|user)|"
    r"not (?:our|a valid) (?:customer|mailbox|user|recipient)|host (?:or domain name )?(?:not found|unknown)|"
    r"unknown host|"
    r"(?:domain|host|nxdomain)[^.\n]{0,40}not (?:found|exist)|unrouteable|unroutable|no mailbox here|"
    r"address (?:couldn.t|could not) be found|RecipNotFound|RecipientNotFound|bad destination|not a known user|"
    r"undeliverable address|name or service not known|does not have an? [^.\n]{0,30}account|non-?existent|"
    r"n.existe pas|no existe|unbekannt|existiert nicht|не существует|non esiste|não existe|nie istnieje|見つかりません|"
    r"宛先不明|該当.{0,10}ありません"
)
_FULL = re.compile(
    r"(?i)(?:mailbox|mail box|inbox|user|account|quota|storage|mail ?folder)[^.\n]{0,40}(?:is )?(?:full|"
    r"exceed|over ?quota|out of)|over ?quota|"
    r"quota (?:exceeded|violation)|exceed[^.\n]{0,30}(?:quota|storage|disk|allocation)|"
    r"insufficient (?:system )?storage|disk full|"
    r"postfach[^.\n]{0,20}voll|buz[oó]n[^.\n]{0,20}lleno|bo[iî]te[^.\n]{0,30}pleine|ящик[^.\n]{0,20}переполнен"
)
_POLICY = re.compile(
    r"(?i)spam(?!cop\.net/user)|black ?list|block(?:ed|ing|list)|banned|\breputation\b|\brbl\b|dnsbl|spamhaus|"
    r"barracuda|"
    r"\bspf\b|\bdkim\b|\bdmarc\b|unauthenticated|authentication (?:required|failed|check)|policy|virus|malware|phish|"
    r"(?:reverse dns|\bptr\b|rdns)|relay(?:ing)? (?:denied|not (?:permitted|allowed))|unable to relay|"
    r"content (?:rejected|filter)|message (?:was )?(?:rejected|refused) (?:by|due)|not (?:permitted|allowed|"
    r"authorized|authorised) to|"
    r"access denied|rate limit|too many (?:messages|connections)|deferred due to user complaints|"
    r"sender[^.\n]{0,30}(?:rejected|denied)"
)
_LATER = re.compile(
    r"(?i)quarantined|held (?:in quarantine|for (?:review|approval))|(?:will|shall) (?:keep|continue|"
    r"be) [^.\n]{0,20}(?:trying|retr|try)|will (?:retry|be retried)|"
    r"still being retried|"
    r"you do not need to resend|no action is required on your part|delivery (?:attempts )?will (?:be|continue)|"
    r"this is (?:only )?a warning|delivery incomplete|not yet been delivered|has not (?:yet )?been delivered|"
    r"warning message only|delayed \d|is delayed|wird [^.\n]{0,30}erneut|se reintentar|nouvelle tentative"
)
_FINAL = re.compile(
    r"(?i)(?<!fails )permanent|giving up|given up|expired|cannot be delivered|could not be delivered|final(?!-)|"
    r"too old|"
    r"retry time(?:out)? exceeded|retries exceeded"
)
_DELAYED = re.compile(
    r"(?i)delay|warning|still being retried|verzöger|retard|retras|ritard|atras|vertrag|opóźni|försen|forsink|"
    r"задерж|遅延"
)
_TRANSIENT = re.compile(
    r"(?i)tim(?:ed|e) ?out|connection refused|temporar|try again|deferred|unreachable|retry timeout|too long|"
    r"greylist|"
    r"could not connect|can.?t connect|expired|retry time"
)


def status_in(text: str) -> str | None:
    """Give the enhanced status (RFC 3463) that a server's words carry: one beside a reply code wins."""
    near = _NEAR_CODE.search(text)
    if near:
        return near.group(1) or near.group(2)
    found = STATUS.search(text)
    return found.group() if found else None


def code_in(text: str) -> str | None:
    """Give the class, 4 or 5, of the first SMTP reply code in the words."""
    found = _CODE.search(text)
    return found.group(1) if found else None


def is_delay(subject: str, text: str) -> bool:
    """Whether a notice only warns: delivery goes on."""
    return bool(_LATER.search(text)) and (bool(_DELAYED.search(subject)) or not _FINAL.search(text))


def kind_of(status: str | None, words: str) -> str:
    """Judge a failure: ``hard`` (nobody there), ``full``, ``policy`` (about us) or ``soft`` (may work later).

    A status of class 5.7 is about us whatever the words say (RFC 3463 section 3.8); a vague one (x.0.0, x.5.0,
    x.3.0) leaves the word to the words.
    """
    group = tuple(status.split(".")) if status else ("", "0", "0")
    judged = _by_status(group)
    if judged:
        return judged
    for kind, words_of in (("hard", _GONE), ("full", _FULL), ("policy", _POLICY)):
        if words_of.search(words):
            return "soft" if kind == "hard" and group[0] == "4" else kind
    if group[0] == "4" or (not group[0] and (code_in(words) == "4" or _TRANSIENT.search(words))):
        return "soft"
    return "hard"


def _by_status(group: tuple[str, ...]) -> str | None:
    """The judgement that a specific status alone allows (RFC 3463 sections 3.2 to 3.8)."""
    kind, subject, detail = group
    if subject == "7":
        return "policy"
    if (subject, detail) == ("2", "2"):
        return "full"
    if subject == "1" and detail in ("1", "2", "3", "6", "10") and kind == "5":
        return "hard"
    if subject == "1" and detail in ("7", "8"):
        return "policy"
    return None
