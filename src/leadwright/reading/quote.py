"""What a person wrote in a reply: without the quoted letter, the signature below ``--``, app footers and disclaimers.

Read line by line. A line of attribution ("On Monday X wrote:") is dropped where marked lines follow, and ends the
text where the quote below it carries no marks; a copied header ("From: ... Sent: ...") ends it always. Answers
between quoted lines stay.
"""

import re

from leadwright.reading.lexicon import any_of
from leadwright.reading.mail import Envelope

MOST_LINES = 3_000
_QUOTED = re.compile(r"^\s{0,3}(?:>|&gt;|\|(?: |$))")
_VERB = (
    r"(?:wrote|writes|sent|said|schrieb|geschrieben|schreef|geschreven|a écrit|a ecrit|écrivait|escribi[oó]|"
    r"ha scritto|scrisse|"
    r"escreveu|skrev|kirjoitti|napisał(?:\(a\)|a)?|napisa[lł]|пишет|писал(?:\(а\)|а)?|написал(?:\(а\)|а)?|"
    r"napsal(?:\(a\)|a)?|"
    r"ezt írta|írta|yazdı|şunu yazdı|a scris|έγραψε|написа|napísal(?:\(a\)|a)?|je napisao|kirjutas|rašė|rakstīja|"
    r"のメール|さんは書きました|さんが書きました|wrote|寫道|写道|작성|đã viết|menulis|escribió lo siguiente)"
)
_START = (
    r"(?:On|Am|Le|El|Il|Em|No dia|Op|Den|På|Dne|Dňa|Dnia|W dniu|Wt|Pe|La|Στις|Vào|Pada|Tarihinde|"
    r"\d{1,4}[-/. ]\d{1,2}[-/. ]|"
    r"(?:mon|tue|wed|thu|fri|sat|sun|пн|вт|ср|чт|пт|сб|вс|lun|mar|mié|jue|vie|sáb|dom|"
    r"понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|ons|tor|fre|lör|søn|man|pon|wt|śr|czw|pt|sob|"
    r"niedz)\w{0,4}[.,])"
)
_STARTS = re.compile(rf"^\W{{0,8}}{_START}.{{0,300}}", re.IGNORECASE)
_ATTRIBUTION = (
    re.compile(
        rf"^\W{{0,8}}{_START}.{{0,60}}\d{{1,2}}[:.]\d\d.{{0,120}}<[^<>\s]{{1,100}}@[^<>\s]{{1,150}}>:\s{{0,3}}$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"^\W{{0,8}}{_START}.{{0,350}}\d.{{0,300}}{_VERB}(?:\(?a?\)?)[^\w\n]{{0,4}}(?: le "
        rf"\d.{{0,40}})?[:：\-*\s]{{1,8}}$",
        re.I,
    ),
    re.compile(rf"^\W{{0,8}}{_START}.{{0,250}}\d.{{0,120}}{_VERB} .{{1,200}}:\s{{0,3}}$", re.I),
    re.compile(rf"^.{{2,150}}{_VERB} .{{0,80}}\d{{1,2}}[:.]\d\d.{{0,20}}:\s{{0,3}}$", re.I),
    re.compile(
        rf"^[\w\W]{{2,120}}[<(\[][^<>()\s]{{1,80}}@[^<>()]{{1,120}}[>)\]] ?{_VERB}[^\w\n]{{0,4}}:\s{{0,3}}$", re.I
    ),
    re.compile(rf"^-{{2,8}} ?.{{2,200}} {_VERB} ?-{{2,8}}$", re.I),
    re.compile(
        r"^\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}.{0,200}<\s{0,3}[^<>\s]{1,100}@[^<>\s]{1,150}\s{0,3}>\s{0,3}:?\s{0,3}$"
    ),
)
_FROM = any_of(
    r"^[\s*_>]{0,6}(?:From|Von|De|Da|Van|Från|Fra|Od|От|Lähettäjä|Kimden|Nadawca|Remitente|Expéditeur|Mittente|"
    r"Remetente|"
    r"Afzender|Feladó|差出人|发件人|寄件者|보낸 사람|Date|Datum|Data|Fecha)\s?[:：]\s?\*?\s?\S"
)
_FIELD = any_of(
    r"^[\s*_>]{0,6}(?:Sent|Date|To|Cc|Subject|Gesendet|Datum|An|Betreff|Envoyé|Date|À|A|Objet|Enviado(?: el|"
    r" em)?|Fecha|Para|Asunto|"
    r"Inviato|Data|Oggetto|Risposta|Verzonden|Aan|Onderwerp|Skickat|Till|Ämne|Sendt|Til|Emne|Wysłano|Wysłane|Do|"
    r"Temat|Отправлено|"
    r"Дата|Кому|Тема|Lähetetty|Vastaanottaja|Aihe|Assunto|Odesláno|Komu|Předmět|Gönderilen|Kime|Konu|Elküldve|"
    r"Címzett|Tárgy|From|"
    r"送信日時|宛先|件名|发送时间|收件人|主题|日期|Reply-To|Importance)\s?[:：]"
)
_SEPARATOR = any_of(
    r"^[\s>*_]{0,4}[-_=*]{2,60}\s?(?:Original|Forwarded|Ursprüngliche|Weitergeleitete|Message d'origine|"
    r"Message transféré|"
    r"Mensaje original|Mensaje reenviado|Messaggio originale|Messaggio inoltrato|Mensagem original|"
    r"Mensagem encaminhada|"
    r"Oorspronkelijk|Doorgestuurd|Ursprungligt|Vidarebefordrat|Oprindelig|Opprinnelig|Videresendt|Alkuperäinen|"
    r"Wiadomość|"
    r"Oryginalna|Původní|Исходное|Пересылаемое|Пересланное|Eredeti|Orijinal|Mail original|E-mail d'origine|"
    r"元のメッセージ|原始邮件|"
    r"Reply message|Quoted message)",
    r"^\s{0,3}(?:Begin forwarded message|Anfang der weitergeleiteten|Début du message|Inicio del mensaje|"
    r"Inizio messaggio|"
    r"Início da mensagem|Begin doorgestuurd|Vidarebefordrat brev|Начало переадресованного)",
    r"^\s{0,3}#{2,6}\s{0,3}(?:reply above|please (?:type|reply))|^[-*#=\s]{0,6}(?:Reply|write) (?:above|"
    r"below) this line",
    r"^[-*_\s]{0,6}previous replies[*_\s]{0,4}$",
)
_RULE = re.compile(r"^\s{0,3}[_\-=]{5,200}\s{0,3}$")
_DASHES = re.compile(r"^\s{0,2}(?:--|—|–|__|-- ?\*?)\s{0,3}$")
_APP = any_of(
    r"^[\s*_]{0,3}(?:Sent (?:from|with|via|using|by) (?!me\b)\S|Get Outlook for|Download Outlook|"
    r"Von meine[mr] .{2,40} gesendet|Gesendet (?:von|mit|über)|"
    r"Diese Nachricht wurde von mein|Envoyé (?:de(?:puis)?|à partir|avec)|Télécharg|Enviado (?:desde|do|de|"
    r"a partir|con|pelo)|Obtener Outlook|"
    r"Inviato (?:da|dal|con)|Verstuurd vanaf|Verzonden (?:met|vanaf|vanuit)|Skickat från|Sendt (?:fra|med)|"
    r"Hent Outlook|"
    r"Lähetetty |Wysłan[eoy] z |Wyślij z|Odesláno z|Odoslané z|Отправлено (?:с|из|от)|Надіслано з|Küldve |Gönderildi|"
    r"发自我的|傳自|iPhoneから送信|Virus-free|Trimis de pe|iPad'den|.{0,12} iPhone'umdan)"
)
_DISCLAIMER = any_of(
    r"^[\s*_]{0,3}(?:(?:this|the) (?:e-?mail|message|communication|transmission|"
    r"information)[^.\n]{0,80}(?:confidential|privileged|intended)|"
    r"confidential(?:ity)? (?:notice|note|:)|disclaimer\b|legal notice|please consider the environment|"
    r"diese (?:e-?mail|nachricht)[^.\n]{0,60}(?:vertraulich|enthält)|ce (?:message|courriel|"
    r"mail)[^.\n]{0,80}confidentiel|"
    r"este (?:mensaje|correo|e-?mail)[^.\n]{0,90}confidencial|aviso legal|le informazioni contenute|"
    r"questo messaggio[^.\n]{0,80}riservat|"
    r"dit (?:bericht|e-?mail)[^.\n]{0,60}vertrouwelijk|detta (?:meddelande|e-?post)[^.\n]{0,60}konfidentiel|"
    r"ta wiadomość[^.\n]{0,80}poufn|treść tej wiadomości|это (?:сообщение|письмо)[^.\n]{0,60}конфиденц|"
    r"esta mensagem[^.\n]{0,80}confidencia)"
)
_CLOSING = any_of(
    r"^\W{0,2}(?:best|(?:kind|best|warm|warmest|many)? ?(?:regards|wishes)|cheers|sincerely|yours(?: \w{3,10})?|"
    r"thanks(?: again)?|thank you|thx|"
    r"all the best|mit (?:freundlichen|besten|lieben|herzlichen) grüßen|(?:viele|liebe|beste|schöne|freundliche|"
    r"herzliche)n? grüße|"
    r"(?:lg|vg|mfg|gruß|gruss|grüße)(?: .{2,20})?|cordialement|bien cordialement|bien à vous|salutations|"
    r"(?:un )?(?:cordial )?saludos?(?: cordiales)?|atentamente|"
    r"cordiali saluti|distinti saluti|saluti|met vriendelijke groet(?:en)?|groet(?:en|jes)?|mvh|"
    r"med vänliga? hälsning(?:ar)?.{0,30}|vänliga hälsningar|"
    r"med venlig hilsen|vennlig hilsen|hilsen|ystävällisin terveisin|terveisin|terv\.?|pozdrawiam|z poważaniem|"
    r"s pozdravem|с уважением|всего доброго|"
    r"atenciosamente|abraços?|att\.?|cumprimentos|よろしくお願い.{0,12})\W{0,4}$"
)


def visible_text(text: str) -> str:
    """Give what the person wrote, answers between quoted lines joined; empty for an empty reply."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "").replace("\u200b", "").split("\n")
    kept = _kept([line.replace("\u00a0", " ").rstrip() for line in lines[:MOST_LINES]])
    while kept and not kept[-1].strip(" -_=*"):
        kept.pop()
    return re.sub(r"\n{3,50}", "\n\n", "\n".join(kept)).strip("\n ")


def visible_of(envelope: Envelope) -> str:
    """Give what the sender of a mail wrote."""
    return visible_text(envelope.text)


def without_closing(text: str, name: str) -> str:
    """Cut the closing words and the block under the sender's own name from the end of what a person wrote."""
    lines = text.split("\n")
    names = _names(name)
    for index in range(max(1, len(lines) - 8), len(lines)):
        line = lines[index].strip()
        if not line or not any(part.strip() for part in lines[:index]):
            continue
        is_name = bool(names) and line.strip("-–—~ .,").casefold() in names
        if is_name or _CLOSING.match(line):
            return "\n".join(lines[:index]).strip()
    return text


def _names(name: str) -> frozenset[str]:
    words = [word.strip("\"'(),.").casefold() for word in name.split()[:5]]
    words = [word for word in words if word]
    if not words:
        return frozenset()
    initials = "".join(word[0] for word in words)
    short = f"{words[0][0]}. {words[-1]}"
    return frozenset((" ".join(words), words[0], initials, initials[0], short))


def _kept(lines: list[str]) -> list[str]:
    out: list[str] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        height = _attribution(lines, index)
        if height:
            index += height
            if not _quote_follows(lines, index) and _any(out):
                break
        elif _ends(lines, index, begun=_any(out)):
            break
        else:
            if not _QUOTED.match(line):
                out.append(line)
            index += 1
    return out


def _any(lines: list[str]) -> bool:
    return any(line.strip() for line in lines)


def _ends(lines: list[str], index: int, *, begun: bool) -> bool:
    """Whether nothing below this line is the sender's text: a copied header, a signature, a footer."""
    line = lines[index]
    if not line.strip():
        return False
    if _SEPARATOR.search(line) or _header_block(lines, index):
        return True
    if _RULE.match(line) and any(_header_block(lines, below) for below in range(index + 1, min(index + 4, len(lines)))):
        return True
    return bool(_APP.match(line)) or (begun and bool(_DASHES.match(line) or _DISCLAIMER.match(line)))


def _header_block(lines: list[str], index: int) -> bool:
    """A copied header: a sender or date field, and at least one other field just below."""
    if not _FROM.match(lines[index]):
        return False
    below = [line for line in lines[index + 1 : index + 8] if line.strip()][:5]
    return sum(bool(_FIELD.match(line)) for line in below) >= (1 if "@" in lines[index] else 2)


def _attribution(lines: list[str], index: int) -> int:
    """How many lines a line of attribution takes here; it may be wrapped over up to six."""
    first = lines[index].strip()
    if (
        not first
        or _QUOTED.match(first)
        or not (_STARTS.match(first) or "<" in first or first.startswith("--") or "@" in first or _ends_told(first))
    ):
        return 0
    if _ends_told(first) and len(first) < 200 and index + 1 < len(lines) and _QUOTED.match(lines[index + 1]):
        return 1
    joined = ""
    for height, line in enumerate(lines[index : index + 6], 1):
        if not line.strip() and not _continues(lines, index + height):
            return 0
        joined = f"{joined} {line.strip()}".strip()
        if len(joined) > 600:
            return 0
        if _MAY_END.search(joined) and any(shape.match(joined) for shape in _ATTRIBUTION):
            return height
    return 0


_TOLD = re.compile(rf"{_VERB}.{{0,60}}[:：]$", re.I)


_MAY_END = re.compile(r"(?:[:：>*\s]|-{2,8})$|[\w)] ?-{2,8}$")


def _ends_told(line: str) -> bool:
    return bool(_TOLD.search(line))


def _continues(lines: list[str], index: int) -> bool:
    """Some programs put the address of the attribution into lines of its own, after an empty one."""
    return index < len(lines) and lines[index].strip().startswith(("<", "mailto:", ">"))


def _quote_follows(lines: list[str], index: int) -> bool:
    following = next((line for line in lines[index : index + 6] if line.strip()), "")
    return bool(_QUOTED.match(following))
