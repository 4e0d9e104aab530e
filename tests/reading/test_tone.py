"""What people mean: short answers in many languages, each written for this test."""

import pytest

from leadwright.reading.tone import tone_of

POSITIVE = (
    "Sounds good, how about Wednesday at 10?",
    "Yes, please send over some more info.",
    "OK you got me curious. Can you do Thursday afternoon?",
    "This is timely, we lost a whole Saturday to a stock mixup. When could we talk?",
    "Go on then, show me what you've got.",
    "I booked the 14:30 slot on Friday.",
    "What would it cost for two stores? If it's under 200 a month we'd start right away.",
    "We sell candles on Woo and Etsy. Worst bit is retyping orders. Could spend 150 USD monthly, from January.",
    "Happy to have a quick chat, my number is 020 7946 0000.",
    "Let's do it. Send the contract.",
    "Can you send a quote for 3 stores please",
    "I'd be up for a trial on our sale section.",
    "Klingt interessant, schicken Sie mir gerne mehr Infos.",
    "Ja, Donnerstag um 14 Uhr passt.",
    "Gerne, rufen Sie mich morgen Vormittag an.",
    "Oui pourquoi pas, mardi 10h me va.",
    "Bonjour, votre proposition m'intéresse, pouvez-vous m'envoyer un devis ?",
    "Sí, me interesa. ¿Podemos hablar el jueves a las 11?",
    "Mándame más información por favor",
    "Salve, ci interessa. Possiamo sentirci venerdì alle 15?",
    "Pode ser, me liga amanhã de manhã.",
    "Interessant! Stuur maar wat meer informatie.",
    "Brzmi ciekawie, proszę o ofertę.",
    "Да, интересно. Давайте созвонимся в среду.",
    "Låter intressant, skicka gärna mer info.",
)
QUESTION = (
    "How much is it?",
    "price?",
    "Does this work with BigCommerce or only Shopify?",
    "Who are you and what does your company do exactly?",
    "Do you have any references in the jewellery space?",
    "Is my data stored in the EU?",
    "What makes this different from Matrixify?",
    "Was kostet das im Monat?",
    "Funktioniert das auch mit JTL?",
    "C'est combien ?",
    "¿Cuánto cuesta al mes?",
    "Quanto costa?",
    "Wat kost dit?",
    "Ile to kosztuje?",
    "Сколько это стоит?",
    "Is there a contract or can I stop whenever I like?",
)
REFERRAL = (
    "I'm not the right person for this, please contact Petra at petra@example.org.",
    "You want our ops lead, Sam. sam@shop.example",
    "Forwarding this to my business partner who handles the website.",
    "Wrong person, I only do the accounts.",
    "Ask my wife, she runs the shop.",
    "Our agency takes care of all that: team@agency.example",
    "Bitte wenden Sie sich an meine Kollegin Frau Klein, klein@laden.example",
    "Dafür bin ich nicht zuständig, das macht bei uns der Vertrieb.",
    "Ce n'est pas moi qui gère ça, voyez avec Paul : paul@boutique.example",
    "De eso se encarga mi socio, escríbele a luis@tienda.example",
    "Se ne occupa mio fratello, scriva a marco@negozio.example",
    "Quem cuida disso é minha sócia, fale com ana@loja.example",
    "Daar gaat mijn collega over, mail naar jan@winkel.example",
    "Tym zajmuje się kolega, proszę pisać do ola@sklep.example",
    "Этим занимается мой коллега, напишите ему: petr@magazin.example",
)
NOT_NOW = (
    "Not a good time, try me again in March.",
    "Interesting, but we're swamped until after Christmas. Circle back in January?",
    "We're in the middle of a replatform, maybe next quarter.",
    "Love it but no budget this year. Ping me in Q1.",
    "Right now we can't take on anything new. Remind me in two months.",
    "Please get back to me after the holidays.",
    "Grundsätzlich spannend, aber im Moment keine Kapazität. Melden Sie sich im März nochmal.",
    "Momentan leider nicht, vielleicht nächstes Jahr.",
    "Pas maintenant, recontactez-moi en janvier.",
    "Ahora mismo no, escríbeme después de Navidad.",
    "In questo momento no, risentiamoci a gennaio.",
    "Agora não consigo, me chama em fevereiro.",
    "Nu even niet, mail me in het nieuwe jaar nog eens.",
    "Teraz nie, proszę odezwać się w lutym.",
    "Сейчас не до этого, напишите после праздников.",
)
NEGATIVE = (
    "No thanks.",
    "Not interested, thank you.",
    "We do this in-house, so we'll pass.",
    "Thanks for reaching out but we already have a tool for that.",
    "I'm good, cheers.",
    "Appreciate the note but it's not for us.",
    "We closed the shop in spring.",
    "Too expensive for a one woman band like me. Good luck!",
    "Honestly, I enjoy doing it by hand. Won't change that.",
    "I don't see why I would need this.",
    "Nein danke, kein Interesse.",
    "Brauchen wir nicht, danke.",
    "Non merci, nous ne sommes pas intéressés.",
    "Merci mais nous avons déjà un prestataire.",
    "No me interesa, gracias.",
    "Ya tenemos un sistema, gracias.",
    "No grazie, non ci serve.",
    "Não tenho interesse, obrigado.",
    "Nee bedankt, geen interesse.",
    "Nie, dziękuję, nie jesteśmy zainteresowani.",
    "Спасибо, нам это не нужно.",
    "Nej tack, inte intresserad.",
    "Nej tak, vi har allerede en løsning.",
    "Ei kiitos, ei tarvetta.",
    "Děkuji, nemáme zájem.",
)
UNSUBSCRIBE = (
    "stop",
    "Unsubscribe",
    "please remove me",
    "Remove me from your list.",
    "Take my address off your list please.",
    "Please don't email me again.",
    "No more emails please.",
    "Stop emailing me.",
    "pls unsub",
    "I did not sign up for this. Delete my address.",
    "Abmelden",
    "Bitte keine weiteren Mails.",
    "Bitte löschen Sie meine Adresse.",
    "Nehmen Sie mich bitte aus Ihrem Verteiler.",
    "Désabonnez-moi svp.",
    "Merci de me retirer de votre liste.",
    "Merci de ne plus m'écrire.",
    "Por favor, deme de baja.",
    "No me escriban más.",
    "Cancellatemi dalla lista.",
    "Non scrivetemi più.",
    "Me remova da lista por favor",
    "Graag uitschrijven.",
    "Haal mij van de lijst.",
    "Proszę usunąć mój adres z bazy.",
    "Proszę więcej nie pisać.",
    "Отпишите меня.",
    "Не пишите мне больше.",
    "Ta bort mig från listan.",
)
DATA = (
    "Where did you get my address?",
    "How did you find me? And what data do you hold on me?",
    "Under Article 15 GDPR I request a copy of my data.",
    "Woher haben Sie meine Adresse?",
    "Bitte um Auskunft nach Art. 15 DSGVO.",
    "D'où vient mon adresse ?",
    "¿De dónde han sacado mi correo?",
    "Dove avete preso il mio indirizzo?",
    "Hoe komt u aan mijn e-mailadres?",
    "Skąd Państwo mają mój adres?",
    "Откуда у вас мой адрес?",
)
COMPLAINT = (
    "I'm reporting this to the ICO.",
    "Marked as spam and reported to your provider.",
    "Our lawyers will be in touch.",
    "Ich werde meinen Anwalt einschalten.",
    "Ich habe Beschwerde bei der Datenschutzbehörde eingelegt.",
    "Je porte plainte auprès de la CNIL.",
    "Voy a denunciar esto ante la AEPD.",
    "Segnalo il tutto al Garante.",
    "Zgłaszam to do UODO.",
    "Я подам жалобу в Роскомнадзор.",
)
LEFT = (
    "Tom doesn't work here anymore.",
    "Maria has left the company.",
    "Our founder passed away in May.",
    "Herr Meier ist nicht mehr bei uns tätig.",
    "Paul ne travaille plus chez nous.",
    "Ana ya no trabaja aquí.",
    "Luca non lavora più con noi.",
    "Jan werkt hier niet meer.",
    "Pan Nowak już nie pracuje.",
    "Иван у нас больше не работает.",
)


def _cases() -> list[tuple[str, str]]:
    kinds = {
        "positive": POSITIVE,
        "question": QUESTION,
        "referral": REFERRAL,
        "not_now": NOT_NOW,
        "negative": NEGATIVE,
        "unsubscribe": UNSUBSCRIBE,
        "data_request": DATA,
        "complaint": COMPLAINT,
        "left_company": LEFT,
    }
    return [(kind, text) for kind, texts in kinds.items() for text in texts]


@pytest.mark.parametrize(("category", "text"), _cases())
def test_category(category: str, text: str) -> None:
    assert tone_of(text).category == category


@pytest.mark.parametrize(
    "text",
    [
        "Love the idea, but please remove me from the list.",
        "Yes I'm interested in why you keep mailing. Stop writing to me.",
    ],
)
def test_opt_out_wins_over_warm_words(text: str) -> None:
    assert tone_of(text).tag == "unsubscribe"


def test_erasure_beside_a_question_of_source_closes_the_address() -> None:
    tone = tone_of("Where did you find my email? Delete everything you have on me.")
    assert (tone.category, tone.tag) == ("data_request", "unsubscribe")


def test_a_bare_yes_takes_its_meaning_from_our_question() -> None:
    assert tone_of("yes", quoted="Worth fifteen minutes?").category == "positive"
    assert tone_of("yes", quoted="Shall I take you off my list?").category == "negative"


def test_never_again_is_noted_beside_a_no() -> None:
    tone = tone_of("Not interested, never contact me again.")
    assert tone.never


def test_words_that_decided_are_named() -> None:
    assert "not interested" in " ".join(tone_of("Hi, we are not interested.").words).lower()


def test_nothing_is_guessed() -> None:
    assert tone_of("The weather on the coast is lovely.").category == "other"


@pytest.mark.parametrize(
    "text",
    [
        "The second slot suits us, talk to you on Friday.",
        "Very good, I have put it down.",
        "Le deuxième créneau nous convient.",
        "Andra tiden funkar fint för oss.",
        "Toinen aika käy meille mainiosti.",
        "1. candles 2. retyping stock lists 3. up to 200 a month, after the summer",
        "Nous vendons des bougies. Budget : 200 euros par mois, à partir du mois prochain.",
        "承知しました。",
    ],
)
def test_in_a_talk_under_way_whoever_goes_on_is_willing(text: str) -> None:
    assert tone_of(text, talking=True).tag == "positive"


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("No thanks, we have thought about it and pass.", "negative"),
        ("STOP", "unsubscribe"),
        ("How much is it?", "neutral"),
        ("Not now, please ask again in the autumn.", "neutral"),
    ],
)
def test_in_a_talk_a_no_stays_a_no(text: str, tag: str) -> None:
    assert tone_of(text, talking=True).tag == tag


@pytest.mark.parametrize("text", ["Hello,\n\nSTOP", "Hi there,\n\nSTOP", "Bonjour,\nSTOP", "Hej Anna!\n\nStopp"])
def test_one_word_below_a_greeting_counts_as_one_word(text: str) -> None:
    assert tone_of(text).tag == "unsubscribe"


def test_who_was_handed_our_letter_is_nobody_elses_business() -> None:
    assert tone_of("My colleague passed your letter on to me. Yes, show me how it works, Tuesday?").tag == "positive"
    assert tone_of("Looking forward to it.").category != "referral"
