"""The HTML of a mail as the lines its reader saw, with quoted blocks marked as in plain mail."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

MOST = 400_000  # characters of HTML that are looked at
DEEP = 200  # blockquotes that are marked
_UNSEEN = "script,style,head,title,template,noscript"
_BLOCKS = "p,div,tr,table,ul,ol,li,h1,h2,h3,h4,h5,h6,pre,hr,section,article,header,footer,address,blockquote"
_SIGNATURES = (
    "#Signature,#signature,#ms-outlook-mobile-signature,.gmail_signature,.gmail_signature_prefix,.moz-signature,"
    ".protonmail_signature_block,.yahoo-signature,.x_gmail_signature,#x_Signature,.signature,#AppleMailSignature,"
    ".ydp-signature,.zm-signature"
)
_PRE = re.compile(r"(?is)<pre\b[^>]{0,500}>.{0,200000}?</pre>")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_RUNS = re.compile(r"[ \t\f]+")


def html_text(html: str, *, signature: bool = True) -> str:
    """Give the text of an HTML mail: one line per block, blockquotes prefixed with ``> `` per level.

    With ``signature=False`` the containers in which mail programs put the signature are left out.
    """
    flat = _SPACE.sub(" ", _PRE.sub(lambda found: found.group().replace("\n", "<br>"), html[:MOST]))
    tree = LexborHTMLParser(flat)
    body = tree.body
    if body is None:
        return ""
    for node in body.css(_UNSEEN if signature else f"{_UNSEEN},{_SIGNATURES}"):
        node.decompose()
    for node in body.css("br"):
        node.replace_with("\n")
    for node in body.css(_BLOCKS):
        node.insert_before("\n")
        node.insert_after("\n")
        if node.tag == "p":
            node.insert_after("\n")
    for node in reversed(body.css("blockquote")[:DEEP]):
        node.replace_with(_quoted(node))
    return _tidy(body.text())


def _quoted(block: LexborNode) -> str:
    lines = _tidy(block.text()).split("\n")
    return "\n" + "\n".join(f"> {line}".rstrip() for line in lines) + "\n"


def _tidy(text: str) -> str:
    """Collapse runs of blanks, and of more than one empty line."""
    lines = [_RUNS.sub(" ", line.replace("\u00a0", " ")).strip() for line in text.split("\n")]
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).strip()
