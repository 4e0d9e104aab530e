"""The dress of a reply: greeting, sign-off, signature, and the quoted original as different mail programs set it."""

from email.message import EmailMessage
from html import escape

from leadwright.world.dice import Roll
from leadwright.world.envelopes import Letter, body_of, set_boundary
from leadwright.world.library import Words

STYLES = ("gmail", "gmail", "outlook", "outlook", "bare", "bottom", "apple", "html", "both")
LONGEST_QUOTE = 60  # lines


def dress(
    mail: EmailMessage, text: str, *, letter: Letter, writer_name: str, company: str, words: Words, roll: Roll
) -> None:
    """Set the body of ``mail``: ``text`` in a style that ``roll`` chooses."""
    style = roll.choice(STYLES)
    said = _said(text, writer_name, company, words=words, roll=roll)
    original = body_of(letter)
    quoted = _quoted(original)
    wrote = _wrote(letter, words)
    if style == "html":
        mail.set_content(_html(said, wrote, quoted), subtype="html")
    elif style == "both":
        mail.set_content(f"{said}\n\n{wrote}\n\n{quoted}\n")
        mail.add_alternative(_html(said, wrote, quoted), subtype="html")
        set_boundary(mail, mail["Message-ID"])
    else:
        plain = {
            "gmail": f"{said}\n\n{wrote}\n\n{quoted}\n",
            "outlook": f"{said}\n\n{_header_block(letter, words)}\n\n{original}\n",
            "bottom": f"{wrote}\n{quoted}\n\n{said}\n",
            "apple": f"{said}\n\n{words.phrases['phone']}\n\n> {wrote}\n> \n{quoted}\n",
            "bare": f"{said}\n",
        }[style]
        _set_plain(mail, plain, words, roll)


def _set_plain(mail: EmailMessage, text: str, words: Words, roll: Roll) -> None:
    """Write in the language's old character set now and then, where the text allows it."""
    charset = str(words.phrases["charset"])
    try:
        text.encode(charset)
    except UnicodeEncodeError:
        charset = "utf-8"
    mail.set_content(text, charset=charset if roll.random() < 0.25 else "utf-8")


def _said(text: str, name: str, company: str, *, words: Words, roll: Roll) -> str:
    hello, bye = roll.choice(words.phrases["hello"]), roll.choice(words.phrases["bye"])
    first = name.split(maxsplit=1)[0] if name else ""
    signature = f"{name}\n{company}"
    signatures = (name, first, signature, f"{first}\n\n-- \n{signature}", f"{name}\n--\n{company}")
    if len(text) < 40:  # who writes one line often writes nothing around it
        return roll.choice((text, f"{text}\n\n{first}", f"{hello}\n\n{text}\n\n{bye}\n{name}"))
    return f"{hello}\n\n{text}\n\n{bye}\n{roll.choice(signatures)}"


def _quoted(original: str) -> str:
    lines = original.splitlines()[:LONGEST_QUOTE]
    return "\n".join(f"> {line}" if line else ">" for line in lines)


def _wrote(letter: Letter, words: Words) -> str:
    when = words.day(letter.at.date(), words.phrases["when"]).replace("HH:MM", f"{letter.at:%H:%M}")
    name = letter.from_name or letter.reply_to
    return str(words.phrases["wrote"]).format(when=when, name=name, address=letter.reply_to)


def _header_block(letter: Letter, words: Words) -> str:
    sender, sent, to, subject = words.phrases["outlook"]
    when = words.day(letter.at.date(), words.phrases["when"]).replace("HH:MM", f"{letter.at:%H:%M}")
    name = letter.from_name or letter.reply_to
    return (
        f"________________________________\n{sender}: {name} <{letter.reply_to}>\n{sent}: {when}\n"
        f"{to}: {letter.rcpt}\n{subject}: {letter.subject}"
    )


def _html(said: str, wrote: str, quoted: str) -> str:
    mine = "".join(f"<div>{escape(line) or '<br>'}</div>" for line in said.splitlines())
    theirs = "<br>\n".join(escape(line.removeprefix("> ").removeprefix(">")) for line in quoted.splitlines())
    style = "margin:0 0 0 .8ex;border-left:1px solid #ccc;padding-left:1ex"
    return (
        f'<html><body><div dir="ltr">{mine}</div><br><div class="gmail_quote">'
        f'<div class="gmail_attr">{escape(wrote)}<br></div>\n'
        f'<blockquote class="gmail_quote" style="{style}">{theirs}</blockquote></div></body></html>\n'
    )
