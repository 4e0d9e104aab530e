"""Automatic answers and the day on which somebody is back."""

from datetime import date

import pytest

from leadwright.reading.absence import absence_of, automatic, return_day
from leadwright.reading.mail import Envelope, read_mail

TODAY = date(2026, 10, 20)


def _mail(
    body: str, subject: str = "Automatic reply: hello", headers: str = "Auto-Submitted: auto-replied\n"
) -> Envelope:
    raw = (
        f"From: Bo Berg <bo@berg.example>\nTo: Ann <ann@house.example>\nSubject: {subject}\n{headers}"
        f"Date: Tue, 20 Oct 2026 10:00:00 +0000\nContent-Type: text/plain; charset=utf-8\n\n{body}"
    )
    return read_mail(raw.encode())


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("I am out of the office until Monday 2 November.", "2026-11-02"),
        ("I'm away through 30 October 2026.", "2026-10-31"),
        ("I'm on leave until 25 Oct inclusive", "2026-10-26"),
        ("Back on 27/10.", "2026-10-27"),
        ("I will be back on October 28th.", "2026-10-28"),
        ("Out of office from 21 October to 28 October.", "2026-10-29"),
        ("I return next Monday.", "2026-10-26"),
        ("I will be out starting 21/10/2026 and will not return until 09/11/2026.", "2026-11-09"),
        ("Ich bin bis einschließlich 30. Oktober im Urlaub.", "2026-10-31"),
        ("Ich bin ab dem 3. November wieder erreichbar.", "2026-11-03"),
        ("Ich bin vom 21. bis 28. Oktober nicht im Büro.", "2026-10-29"),
        ("Je suis absent jusqu'au 2 novembre.", "2026-11-02"),
        ("De retour le lundi 9 novembre.", "2026-11-09"),
        ("Estaré fuera hasta el 2 de noviembre.", "2026-11-02"),
        ("Vuelvo el 3 de noviembre", "2026-11-03"),
        ("Sono in ferie, rientro il 4 novembre.", "2026-11-04"),
        ("Volto no dia 5 de novembro.", "2026-11-05"),
        ("Ik ben op vakantie t/m 30 oktober.", "2026-10-31"),
        ("Jag är åter den 2 november.", "2026-11-02"),
        ("Jeg er tilbake 2. november.", "2026-11-02"),
        ("Palaan töihin 2.11.2026.", "2026-11-02"),
        ("Wracam 12 listopada.", "2026-11-12"),
        ("Vrátím se 5. listopadu.", "2026-11-05"),
        ("Буду в офисе 5 ноября.", "2026-11-05"),
        ("В отпуске до 10 ноября включительно.", "2026-11-11"),
        ("11月9日に戻ります。", "2026-11-09"),
        ("I am away over new year and return on 4 January.", "2027-01-04"),
    ],
)
def test_return_day(text: str, day: str) -> None:
    assert return_day(text, TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize("text", ["I am on sick leave.", "On parental leave until further notice.", "I left in 2019."])
def test_no_day_is_invented(text: str) -> None:
    assert return_day(text, TODAY) is None


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("I am on annual leave.", "away"),
        ("Ich bin in Elternzeit.", "away"),
        ("Thank you, we have received your request. Ticket number 4711.", "ack"),
        ("Vielen Dank für Ihre Anfrage, wir melden uns in Kürze.", "ack"),
        ("Out of office? I have left the company, please write to Kim.", "left"),
        ("Your message is being held until you confirm your address.", "challenge"),
    ],
)
def test_kind(body: str, kind: str) -> None:
    found = absence_of(_mail(body), TODAY)
    assert found is not None
    assert found.kind == kind
    assert found.words


def test_the_stand_in_is_named_but_never_we_or_the_sender() -> None:
    found = absence_of(
        _mail("I am away. Mails to ann@house.example wait. Urgent: kim (at) berg.example, or bo@berg.example"), TODAY
    )
    assert found is not None
    assert found.referred == "kim@berg.example"


@pytest.mark.parametrize(
    "subject",
    [
        *("Automatic reply: x", "Out of Office: x", "Abwesenheitsnotiz", "Réponse automatique : x", "自動返信"),
        *("Respuesta automática: x", "Automatiskt svar: x", "Automatyczna odpowiedź", "Автоответ: x", "Fuori sede"),
    ],
)
def test_subjects_tell(subject: str) -> None:
    assert automatic(_mail("Hello.", subject, ""))


@pytest.mark.parametrize(
    "body",
    [
        "Yes, let's talk on Monday.",
        "I was on holiday last week, sorry for the delay! " + "We looked at your proposal. " * 30,
    ],
)
def test_people_are_people(body: str) -> None:
    assert absence_of(_mail(body, "Re: hello", "In-Reply-To: <x@house.example>\n"), TODAY) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The workshop is closed. Parcels are dispatched from 9 June.", 9),
        ("Wir sind bis einschließlich Montag, 8. Juni nicht da.", 9),
        ("Wij zijn tot en met 8 juni gesloten en dan terug.", 9),
        ("6月8日まで夏季休業です。", 9),
        ("Olemme lomalla 8.6.2026 asti.", 9),
    ],
)
def test_when_work_goes_on(text: str, day: int) -> None:
    assert return_day(text, date(2026, 6, 1)) == date(2026, 6, day)
