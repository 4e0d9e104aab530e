"""What we write back to a person: thanks, and the questions still open, or a time for a call."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from leadwright.domain.letter import ANSWER, Draft, Reply
from leadwright.domain.operator import Operator
from leadwright.writing.compose import greeting, signed
from leadwright.writing.elements import REPLY_MARK
from leadwright.writing.footer import SEPARATOR, footer
from leadwright.writing.lint import lint
from leadwright.writing.phrases import ENGLISH, known
from leadwright.writing.spin import Dice, clean, spin

QUESTIONS = ("niche", "routine", "budget")  # budget asks for the timing too
ELEMENTS = ("ID", "ADDR", "CONTACT", "OPTOUT", "SUBJ")


@dataclass(frozen=True, slots=True)
class _Words:
    """One language's words of an answer; spintax."""

    thanks: str
    ask_one: str
    ask_more: str
    niche: str
    routine: str
    budget: str
    after: str
    book: str  # {link}
    slots: str  # before the times
    choose: str
    propose: str  # without link and times


WORDS: Mapping[str, _Words] = {
    "en": _Words(
        thanks="{Thank you for writing back.|Thanks for your answer, I am glad you wrote.}",
        ask_one="So that I do not propose something that does not fit, one question:",
        ask_more="So that I do not propose something that does not fit, may I ask:",
        niche="What do you sell, and to whom?",
        routine="Which routine work takes the most of your or your team's time?",
        budget="Is there a budget you have in mind, and when would you like to start?",
        after="A line or two on each is plenty.",
        book="What you describe sounds like something I can help with. Shall we talk it through? You can pick a time "
        "that "
        "suits you here: [link]",
        slots="What you describe sounds like something I can help with. Shall we talk it through? I could offer:",
        choose="If one of them works, just tell me which; if not, name a time that suits you.",
        propose="What you describe sounds like something I can help with. Shall we talk it through? Name a day and an "
        "hour "
        "that suit you, and I will make the time.",
    ),
    "fr": _Words(
        thanks="{Merci pour votre réponse.|Merci d'avoir pris le temps de me répondre.}",
        ask_one="Pour ne rien vous proposer d'inadapté, une question :",
        ask_more="Pour ne rien vous proposer d'inadapté, puis-je vous demander :",
        niche="Que vendez-vous, et à qui ?",
        routine="Quelle tâche répétitive vous prend le plus de temps, à vous ou à votre équipe ?",
        budget="Avez-vous un budget en tête, et quand souhaiteriez-vous commencer ?",
        after="Une ou deux lignes suffisent.",
        book="Je pense pouvoir vous aider. Voulez-vous que nous en parlions ? Vous pouvez choisir ici l'heure qui vous "
        "convient : [link]",
        slots="Je pense pouvoir vous aider. Voulez-vous que nous en parlions ? Je vous propose :",
        choose="Si l'un de ces moments vous va, dites-moi lequel ; sinon, indiquez-m'en un autre.",
        propose="Je pense pouvoir vous aider. Voulez-vous que nous en parlions ? Indiquez-moi le jour et l'heure qui "
        "vous "
        "conviennent.",
    ),
    "sv": _Words(
        thanks="{Tack för svaret.|Tack för att du hörde av dig.}",
        ask_one="För att inte föreslå något som inte passar har jag en fråga:",
        ask_more="För att inte föreslå något som inte passar undrar jag:",
        niche="Vad säljer ni, och till vem?",
        routine="Vilket rutinarbete tar mest tid för dig eller ditt team?",
        budget="Har ni någon budget i tankarna, och när skulle ni vilja börja?",
        after="Ett par rader räcker gott.",
        book="Det låter som något jag kan hjälpa till med. Ska vi prata om det? Här kan du välja en tid som passar: "
        "[link]",
        slots="Det låter som något jag kan hjälpa till med. Ska vi prata om det? Jag kan föreslå:",
        choose="Säg bara vilken som passar, eller föreslå en annan tid.",
        propose="Det låter som något jag kan hjälpa till med. Ska vi prata om det? Föreslå gärna en dag och en tid.",
    ),
    "fi": _Words(
        thanks="{Kiitos vastauksestasi.|Kiitos, että kirjoitit.}",
        ask_one="Jotta en ehdota mitään sopimatonta, yksi kysymys:",
        ask_more="Jotta en ehdota mitään sopimatonta, saanko kysyä:",
        niche="Mitä myytte, ja kenelle?",
        routine="Mikä rutiinityö vie eniten aikaa sinulta tai tiimiltäsi?",
        budget="Onko teillä budjettia mielessä, ja milloin haluaisitte aloittaa?",
        after="Rivi tai kaksi riittää hyvin.",
        book="Uskon, että voin auttaa. Jutellaanko asiasta? Sopivan ajan voi valita tästä: [link]",
        slots="Uskon, että voin auttaa. Jutellaanko asiasta? Minulle sopisi:",
        choose="Kerro, mikä niistä käy, tai ehdota toista aikaa.",
        propose="Uskon, että voin auttaa. Jutellaanko asiasta? Ehdota päivää ja kellonaikaa, niin järjestän ajan.",
    ),
    "no": _Words(
        thanks="{Takk for svaret.|Takk for at du skrev.}",
        ask_one="For ikke å foreslå noe som ikke passer, har jeg ett spørsmål:",
        ask_more="For ikke å foreslå noe som ikke passer, lurer jeg på:",
        niche="Hva selger dere, og til hvem?",
        routine="Hvilket rutinearbeid tar mest tid for deg eller teamet?",
        budget="Har dere et budsjett i tankene, og når vil dere gjerne begynne?",
        after="Et par linjer er nok.",
        book="Det høres ut som noe jeg kan hjelpe med. Skal vi ta en prat? Her kan du velge et tidspunkt: [link]",
        slots="Det høres ut som noe jeg kan hjelpe med. Skal vi ta en prat? Jeg kan foreslå:",
        choose="Si bare hvilket som passer, eller foreslå et annet.",
        propose="Det høres ut som noe jeg kan hjelpe med. Skal vi ta en prat? Foreslå gjerne en dag og et klokkeslett.",
    ),
    "nl": _Words(
        thanks="{Dank voor uw antwoord.|Dank dat u de tijd nam om te antwoorden.}",
        ask_one="Om niets voor te stellen dat niet past, één vraag:",
        ask_more="Om niets voor te stellen dat niet past, mag ik vragen:",
        niche="Wat verkoopt u, en aan wie?",
        routine="Welk routinewerk kost u of uw team de meeste tijd?",
        budget="Hebt u een budget in gedachten, en wanneer zou u willen beginnen?",
        after="Een paar regels is genoeg.",
        book="Ik denk dat ik kan helpen. Zullen we het bespreken? Hier kunt u een moment kiezen: [link]",
        slots="Ik denk dat ik kan helpen. Zullen we het bespreken? Ik kan voorstellen:",
        choose="Laat maar weten welk moment past, of noem een ander.",
        propose="Ik denk dat ik kan helpen. Zullen we het bespreken? Noem gerust een dag en een tijd die u schikken.",
    ),
    "ja": _Words(
        thanks="ご返信ありがとうございます。",
        ask_one="的外れなご提案にならないよう、一点お伺いしてもよろしいでしょうか。",
        ask_more="的外れなご提案にならないよう、以下についてお伺いしてもよろしいでしょうか。",
        niche="どのような商品を、どのようなお客様に販売されていますか。",
        routine="ご自身やチームの時間を最も取られている定型業務は何でしょうか。",
        budget="ご予算の目安と、開始をご希望の時期はございますか。",
        after="一、二行で結構です。",
        book="お力になれると思います。一度お話しできればと存じます。ご都合のよい時間をこちらからお選びください:[link]",
        slots="お力になれると思います。一度お話しできればと存じます。以下の日時はいかがでしょうか。",
        choose="ご都合のよいものをお知らせください。ほかの日時でも調整いたします。",
        propose="お力になれると思います。一度お話しできればと存じます。ご都合のよい日時をお知らせください。",
    ),
}


def answer(
    reply: Reply,
    operator: Operator,
    *,
    mailbox: str,
    language: str | None,
    missing: Sequence[str],
    dice: Dice,
    name: str = "",
    slots: Sequence[datetime] = (),
    country: str | None = None,
) -> Draft:
    """Write back to a person: the questions of ``missing`` (niche, routine, budget, timing), or the offer of a call.

    A call is offered by the operator's booking link, else by ``slots`` (aware, in the zone they are to be shown in),
    else by asking for a time. The letter keeps the subject of the thread, and answers the mail the reply was read from.
    """
    code = known(language) or ENGLISH
    words = WORDS[code]
    asked = {"budget" if question == "timing" else question for question in missing}
    open_ones = [getattr(words, question) for question in QUESTIONS if question in asked]
    matter = _questions(words, open_ones) if open_ones else _call(words, operator, slots=slots)
    text = "\n\n".join([greeting(name, code), spin(words.thanks, dice.roll("answer", reply.key)), matter])
    writer = operator.mailbox(mailbox).address
    foot = footer(operator, writer, language=code, country=country, evidence=None, link=None)
    draft = Draft(
        brand=reply.brand,
        touch=0,
        kind=ANSWER,
        to=reply.sender,
        mailbox=mailbox,
        subject=answered(reply.subject),
        body=f"{signed(text, operator, language=code)}{SEPARATOR}{foot}",
        language=code,
        template=f"answer/{'ask' if open_ones else 'call'}",
        country=country,
        answers=reply.mail,
    )
    problems = lint(draft, operator, elements=ELEMENTS, source=None)
    return replace(draft, problems=tuple(map(str, problems)))


def answered(subject: str) -> str:
    """Give the subject of an answer: one "Re: ", whatever marks the mail had."""
    subject = clean(subject)
    while mark := REPLY_MARK.match(subject):
        subject = subject[mark.end() :].strip()
    return f"Re: {subject}".strip()


def _questions(words: _Words, questions: Sequence[str]) -> str:
    if len(questions) == 1:
        return f"{words.ask_one} {questions[0]}"
    lines = "\n".join(f"- {question}" for question in questions)
    return f"{words.ask_more}\n\n{lines}\n\n{words.after}"


def _call(words: _Words, operator: Operator, *, slots: Sequence[datetime]) -> str:
    if operator.booking:
        return words.book.replace("[link]", operator.booking)
    if slots:
        times = "\n".join(f"- {slot:%Y-%m-%d %H:%M} ({slot.tzinfo})" for slot in slots)
        return f"{words.slots}\n\n{times}\n\n{words.choose}"
    return words.propose
