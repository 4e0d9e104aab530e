"""The set words of a letter by language: greeting, closing, and the lines that every letter must carry.

Braces are filled by :mod:`leadwright.writing.footer`; the word that stops us is STOP in every language, so that one
reader understands all answers.
"""

from collections.abc import Mapping
from dataclasses import dataclass

ENGLISH = "en"
SAME_LANGUAGE = {"nb": "no", "nn": "no"}  # ISO 639-1 codes of written Norwegian


@dataclass(frozen=True, slots=True)
class Phrases:
    """One language's set words; ``date`` is a pattern of {day}, {month}, {month_name} and {year}."""

    greeting: str
    greeting_name: str  # {name}
    whole_name: bool  # whether a greeting takes the whole name, or the first
    closing: str
    offer: str  # who writes: {name} {company} {postal} {mailbox}
    source: str  # {url} {date}
    asked: str  # in public, to be written to: {url} {date}
    agreed: str  # {date}
    relevant: str
    stop_link: str  # {link}
    stop_mail: str
    art14: str  # {company} {mailbox}
    more: str  # where the link tells the rest
    objection: str
    date: str


PHRASES: Mapping[str, Phrases] = {
    "en": Phrases(
        greeting="Hello,",
        greeting_name="Hello {name},",
        whole_name=False,
        closing="Best regards,",
        offer="This is a business offer from {name}, {company}, {postal} ({mailbox}).",
        source="Your address is published on {url}; I read it there on {date}.",
        asked="You asked to be written to on {url}; I read it there on {date}.",
        agreed="You agreed on {date} to be written to.",
        relevant="I write only about the work of your business.",
        stop_link="Stop these letters, or see what I hold about you: {link}",
        stop_mail="Reply STOP and you will not hear from me again.",
        art14="Data protection (GDPR Art. 14): {company} ({mailbox}) is responsible. I hold this address, the name of "
        "your "
        "business and what its site says in public, in order to offer it help with its work, on the basis of "
        "legitimate "
        "interest (Art. 6(1)(f)). Only my mail and hosting providers process it. Without an answer it is erased six "
        "months after the last letter. You may see it, have it corrected, erased or restricted, and complain to your "
        "data protection authority.",
        more="The page linked above says more.",
        objection="You have the right to object at any time; I then stop at once.",
        date="{day} {month_name} {year}",
    ),
    "fr": Phrases(
        greeting="Bonjour,",
        greeting_name="Bonjour {name},",
        whole_name=True,
        closing="Bien cordialement,",
        offer="Ceci est une proposition commerciale de {name}, {company}, {postal} ({mailbox}).",
        source="Votre adresse est publiée sur {url} ; je l'y ai lue le {date}.",
        asked="Vous avez demandé à être contacté sur {url} ; je l'y ai lu le {date}.",
        agreed="Vous avez accepté le {date} d'être contacté.",
        relevant="Je vous écris uniquement au sujet de votre activité professionnelle.",
        stop_link="Ne plus recevoir ces messages, ou voir les données conservées : {link}",
        stop_mail="Répondez STOP et je ne vous écrirai plus.",
        art14="Protection des données (art. 14 RGPD) : le responsable est {company} ({mailbox}). Je conserve cette "
        "adresse, "
        "le nom de votre entreprise et ce que son site publie, afin de lui proposer mon aide, sur la base de l'intérêt "
        "légitime (art. 6, § 1, f). Seuls mes prestataires de messagerie et d'hébergement les traitent. Sans réponse, "
        "elles sont effacées six mois après le dernier message. Vous pouvez y accéder, les faire rectifier, effacer ou "
        "limiter, et saisir votre autorité de protection des données (en France, la CNIL).",
        more="La page indiquée ci-dessus en dit plus.",
        objection="Vous avez le droit de vous opposer à tout moment ; je m'arrête alors aussitôt.",
        date="{day:02}/{month:02}/{year}",
    ),
    "sv": Phrases(
        greeting="Hej,",
        greeting_name="Hej {name},",
        whole_name=False,
        closing="Vänliga hälsningar,",
        offer="Detta är ett affärserbjudande från {name}, {company}, {postal} ({mailbox}).",
        source="Er adress är publicerad på {url}; jag läste den där den {date}.",
        asked="Ni bad om att bli kontaktade på {url}; jag läste det där den {date}.",
        agreed="Ni samtyckte den {date} till att bli kontaktade.",
        relevant="Jag skriver bara om det som rör er verksamhet.",
        stop_link="Slippa fler brev, eller se vad jag har sparat om er: {link}",
        stop_mail="Svara STOP så hör jag inte av mig igen.",
        art14="Dataskydd (GDPR art. 14): {company} ({mailbox}) är personuppgiftsansvarig. Jag sparar denna adress, "
        "företagets namn och det som står öppet på webbplatsen, för att kunna erbjuda hjälp, med berättigat intresse "
        "som grund (art. 6.1 f). Bara mina leverantörer av e-post och drift behandlar uppgifterna. Utan svar raderas "
        "de "
        "sex månader efter det sista brevet. Ni kan begära att få se, rätta, radera eller begränsa dem, och klaga hos "
        "Integritetsskyddsmyndigheten.",
        more="Sidan i länken ovan berättar mer.",
        objection="Ni har rätt att invända när som helst; då slutar jag genast.",
        date="{year}-{month:02}-{day:02}",
    ),
    "fi": Phrases(
        greeting="Hei,",
        greeting_name="Hei {name},",
        whole_name=False,
        closing="Ystävällisin terveisin",
        offer="Tämä on yritystarjous. Lähettäjä: {name}, {company}, {postal} ({mailbox}).",
        source="Osoitteenne on julkaistu sivulla {url}; luin sen sieltä {date}.",
        asked="Pyysitte yhteydenottoa sivulla {url}; luin sen sieltä {date}.",
        agreed="Suostuitte {date} siihen, että teille kirjoitetaan.",
        relevant="Kirjoitan vain yrityksenne toimintaan liittyvästä asiasta.",
        stop_link="Lopeta viestit tai katso, mitä tietoja minulla on: {link}",
        stop_mail="Vastaa STOP, niin en kirjoita enää.",
        art14="Tietosuoja (GDPR 14 artikla): rekisterinpitäjä on {company} ({mailbox}). Säilytän tämän osoitteen, "
        "yrityksen nimen ja sen, mitä sivustolla julkisesti lukee, voidakseni tarjota apua; perusteena on oikeutettu "
        "etu (6 artiklan 1 kohdan f alakohta). Tietoja käsittelevät vain sähköposti- ja palvelintoimittajani. Jos ette "
        "vastaa, tiedot poistetaan kuuden kuukauden kuluttua viimeisestä viestistä. Voitte pyytää nähdä, oikaista, "
        "poistaa tai rajoittaa tietoja ja valittaa tietosuojavaltuutetulle.",
        more="Yllä olevan linkin sivulla on lisää.",
        objection="Teillä on oikeus vastustaa käsittelyä milloin tahansa; lopetan silloin heti.",
        date="{day}.{month}.{year}",
    ),
    "no": Phrases(
        greeting="Hei,",
        greeting_name="Hei {name},",
        whole_name=False,
        closing="Vennlig hilsen",
        offer="Dette er markedsføring: et tilbud fra {name}, {company}, {postal} ({mailbox}).",
        source="Adressen deres er publisert på {url}; jeg leste den der {date}.",
        asked="Dere ba om å bli kontaktet på {url}; jeg leste det der {date}.",
        agreed="Dere samtykket {date} til å bli kontaktet.",
        relevant="Jeg skriver bare om det som gjelder virksomheten deres.",
        stop_link="Stopp disse brevene, eller se hva jeg har lagret om dere: {link}",
        stop_mail="Svar STOP, så hører dere ikke fra meg igjen.",
        art14="Personvern (GDPR art. 14): {company} ({mailbox}) er behandlingsansvarlig. Jeg lagrer denne adressen, "
        "navnet på virksomheten og det som står åpent på nettstedet, for å kunne tilby hjelp, med berettiget interesse "
        "som grunnlag (art. 6 nr. 1 f). Bare leverandørene mine av e-post og drift behandler opplysningene. Uten svar "
        "slettes de seks måneder etter det siste brevet. Dere kan be om innsyn, retting, sletting eller begrensning, "
        "og "
        "klage til Datatilsynet.",
        more="Siden i lenken over forteller mer.",
        objection="Dere har rett til å protestere når som helst; da slutter jeg med en gang.",
        date="{day}.{month}.{year}",
    ),
    "nl": Phrases(
        greeting="Goedendag,",
        greeting_name="Beste {name},",
        whole_name=False,
        closing="Met vriendelijke groet,",
        offer="Dit is een zakelijk aanbod van {name}, {company}, {postal} ({mailbox}).",
        source="Uw adres staat op {url}; ik las het daar op {date}.",
        asked="U vroeg op {url} om contact; ik las het daar op {date}.",
        agreed="U stemde op {date} in met contact per e-mail.",
        relevant="Ik schrijf alleen over het werk van uw bedrijf.",
        stop_link="Geen brieven meer, of zien wat ik van u bewaar: {link}",
        stop_mail="Antwoord STOP en u hoort niet meer van mij.",
        art14="Gegevensbescherming (AVG art. 14): {company} ({mailbox}) is verantwoordelijk. Ik bewaar dit adres, de "
        "naam "
        "van uw bedrijf en wat de site openbaar vermeldt, om mijn hulp te kunnen aanbieden, op grond van "
        "gerechtvaardigd belang (art. 6 lid 1 f). Alleen mijn e-mail- en hostingleveranciers verwerken het. Zonder "
        "antwoord wordt het zes maanden na de laatste brief gewist. U kunt vragen om inzage, correctie, wissing of "
        "beperking, en een klacht indienen bij uw gegevensbeschermingsautoriteit.",
        more="De pagina achter de link hierboven vertelt meer.",
        objection="U hebt het recht om op elk moment bezwaar te maken; dan stop ik meteen.",
        date="{day}-{month}-{year}",
    ),
    "ja": Phrases(
        greeting="ご担当者様",
        greeting_name="{name}様",
        whole_name=True,
        closing="どうぞよろしくお願いいたします。",
        offer="本メールは営業のご案内です。送信者:{name}({company}、{postal}、{mailbox})",
        source="貴社のメールアドレスは {url} に公開されており、{date}に拝見しました。",
        asked="{url} にてご連絡を希望されており、{date}に拝見しました。",
        agreed="{date}にメールでのご連絡に同意いただきました。",
        relevant="貴社の事業に関することのみご連絡しております。",
        stop_link="配信停止、および保有情報の確認はこちら:{link}",
        stop_mail="今後の配信を希望されない場合は STOP とご返信ください。以後お送りいたしません。苦情・お問い合わせも"
        "同じアドレスで承ります。",
        art14="個人情報の取扱い(GDPR第14条):管理者は {company}({mailbox})です。このアドレス、貴社名、サイトで公開"
        "されている内容を、業務支援のご提案のため、正当な利益(第6条1項f)に基づき保有しています。処理するのはメールおよび"
        "サーバーの事業者のみです。ご返信がない場合、最後のメールから六か月後に消去します。開示、訂正、消去、処理の制限を"
        "求めること、監督機関へ申し立てることができます。",
        more="詳しくは上記のページをご覧ください。",
        objection="いつでも異議を申し立てることができ、その場合はただちに中止いたします。",
        date="{year}年{month}月{day}日",
    ),
}


def known(language: str | None) -> str | None:
    """Give the language as the tables name it, or None where its set words are not known."""
    code = SAME_LANGUAGE.get((language or "").casefold(), (language or "").casefold())
    return code if code in PHRASES else None


def phrases(language: str | None) -> Phrases:
    """Give a language's set words, English where they are not known."""
    return PHRASES[known(language) or ENGLISH]
