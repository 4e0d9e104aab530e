"""Delivery failures told in prose, as servers without RFC 3464 reports tell them: is it one, and whom is it about.

Written for the families, not for single products: a list of ``<address>:`` with the reason below (qmail, Postfix,
Yahoo), an indented address with the reason below (Exim, Gmail), a sentence that names the address (Exchange,
Domino, providers of mobile mail), a transcript of the SMTP session (Sendmail, X-mailers).
"""

import re

from leadwright.reading.dsn import address_in
from leadwright.reading.mail import Envelope

_DAEMON = re.compile(
    r"(?i)mailer[-_.]?daemon|post[-_]?master|mail[-_.]?daemon|mdaemon|mail[-_. ]?deliver|"
    r"delivery[-_ ]?(?:sub)?system|"
    r"mail[-_. ]?system|microsoftexchange[0-9a-f]{8}|smtp_mail_service|bounces?@|system administrator|maildelivery"
)
_SUBJECT = re.compile(
    r"(?i)quarantin|undeliver|returned? (?:to sender|mail)|mail returned|delivery (?:status notification|fail|error|"
    r"problem|report|warning|delay|has failed)|"
    r"deliver[a-z]{0,3} fail|fail(?:ure|ed)?[ -](?:notice|delivery|mail)|failure notice|non[- ]?delivery|"
    r"mail (?:delivery|failure|error|system error)|"
    r"could(?: not|n.t) be delivered|not delivered|message delayed|delayed mail|warning: (?:message|could not)|"
    r"nondeliverable|unzustellbar|nicht zugestellt|n.a pas pu|non remis|échec|impossible de remettre|"
    r"no se ha (?:podido )?entreg|"
    r"no entregado|mancata consegna|falha na entrega|onbestelbaar|niet bezorgd|nie dostarczon|niedostarczon|doručen|"
    r"не доставлен|недоставлен|kunde inte levereras|ikke leveres|配信(?:でき|エラー|不能)|送信エラー|送達|退信|"
    r"error sending your mail|"
    r"returned mail|rejected:|delivery to .{1,60} failed"
)
_BODY = re.compile(
    r"(?i)quarantin|(?:could|can|was|were|has|have|may)(?: ?not|n.t)(?: yet)?(?: be| been)? (?:able to )?(?:deliver|"
    r"sent to|processed)|unable to deliver|undeliverable|"
    r"delivery (?:has (?:failed|been)|status|failed|incomplete|attempt)|permanent (?:fatal )?(?:error|failure)|"
    r"this is a permanent error|returned (?:to (?:you|sender)|because|mail)|failed to deliver|not delivered|"
    r"user unknown|no such user|unknown user|recipient (?:address )?rejected|\b5\d\d[ -]#?5\.\d\.\d|"
    r"mailbox (?:is )?full|over quota|"
    r"the following (?:address|recipient|destination|error)|did not reach|transcript of session|message could not|"
    r"smtp error|remote host said|host or domain name not found|nicht zugestellt|n.a pas pu être|no se ha entregado|"
    r"не (?:может быть|удалось|было) ?доставлен|не было доставлено|配信でき|送信でき|delivery failure|"
    r"cannot be delivered|"
    r"could not be accepted|was rejected|delayed"
)
_ORIGINAL = re.compile(
    r"(?im)^[>\s]{0,3}(?:-{2,}|={2,}|_{2,}|\*{2,})?[^\n]{0,20}(?:copy of (?:the|your) (?:message|mail|"
    r"original)|original message|message header|"
    r"headers? (?:of|from) (?:the|your)|below this line|unsent message|message follows|returned message|"
    r"message text follows|"
    r"your (?:original )?message (?:headers|follows|begins)|start of (?:original|forwarded)|included below|"
    r"beginning of the original|исходное сообщение|ursprüngliche)[^\n]{0,120}$"
    r"|^(?:Received|Return-Path|X-Received|DKIM-Signature): ?[^\n]{4}"
)
_LOCAL = r"(?:\"[^\"\n]{1,64}\"|[^\s<>\"',;:()\[\]|=]{1,64})"
_WHOLE = rf"{_LOCAL}@[A-Za-z0-9](?:[A-Za-z0-9.-]{{0,250}}[A-Za-z0-9])?"
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        rf"(?im)^[45]\d\d[ \-](?:[45]\.\d\.\d )?<({_WHOLE})>\.\.\. ",
        rf"(?im)^(?:To: |Recipient: )?[<\[(]({_WHOLE})[>\])](?: \([^)\n]{{0,80}}\))?[:.,]?(?:\s|$)",
        rf"(?im)^[ \t]{{0,12}}({_WHOLE})(?:[ \t]{{0,3}}:?$|:[ \t]|[ \t]{{1,8}}[\[(<])",
        rf"(?i)rcpt to: ?<?({_WHOLE})>?",
        rf"(?im)^[ \t>*.\-]{{0,8}}[<\[(]?({_WHOLE})[>\])]?(?:[ \t:;,.\-(]|$)",
        rf"(?i)(?:to|for|user|recipient|address|mailbox|account)[ :]{{1,3}}(?:\S{{1,40}} )?[<\[(\"']?({_WHOLE})",
        rf"[<(\[]({_WHOLE})[>)\]]",
        rf"({_WHOLE})",
    )
)


def is_notice(envelope: Envelope, notice: str) -> bool:
    """Weigh who sent it, the subject and the words; two of the three make a notice."""
    sender = envelope.header("from")
    daemon = bool(_DAEMON.search(sender)) or "<>" in sender
    subject = bool(_SUBJECT.search(envelope.subject))
    body = bool(_BODY.search(notice[:6_000]))
    failed = bool(envelope.header("x-failed-recipients"))
    return failed or ((daemon + subject + body) >= 2 and (daemon or not envelope.in_reply_to or body))


def split_notice(text: str) -> tuple[str, str]:
    """Cut the server's words from the copy of the original below them."""
    found = _ORIGINAL.search(text, 1)
    return (text[: found.start()], text[found.start() :]) if found else (text, "")


def recipients_in(notice: str, ours: frozenset[str]) -> tuple[str, ...]:
    """Give the addresses a notice is about: the most telling shape that occurs wins; our own never count."""
    for shape in _SHAPES:
        found = tuple(
            dict.fromkeys(
                address
                for address in (address_in(match) for match in shape.findall(notice[:20_000]))
                if address and address not in ours and not _DAEMON.search(address)
            )
        )
        if found:
            return found[:50]
    return ()


def local_in(notice: str, daemon: str) -> tuple[str, ...]:
    """Give the address of a notice that names only the part before the @, of the domain that sent it."""
    found = re.search(
        r"(?i)following recipients?[^\n]{0,200}:?\s{1,20}([\w.-]{2,40})[ \t]{0,5}$", notice[:20_000], re.MULTILINE
    )
    domain = daemon.rpartition("@")[2]
    return (f"{found.group(1).lower()}@{domain}",) if found and domain else ()
