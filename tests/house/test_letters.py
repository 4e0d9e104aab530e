"""What left, byte by byte as the submission server took it, against what the operator had read and approved."""

import re
from datetime import datetime, time
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from tests.house.house import read, text_of
from tests.house.story import Story

ZONES = {"GB": ("Europe/London",), "IE": ("Europe/Dublin",), "SE": ("Europe/Stockholm",), "FI": ("Europe/Helsinki",),
         "US": ("America/New_York", "America/Los_Angeles")}  # fmt: skip


def is_cold(story: Story, message_id: str) -> bool:
    """Say whether a letter belongs to the sequence of three."""
    return story.keys[message_id].partition("#")[2] in ("1", "2", "3")


def test_every_letter_left_word_for_word_as_it_was_approved(story: Story) -> None:
    assert len(story.log.letters) >= 18
    for line in story.log.letters:
        subject, body = story.approved[story.keys[line.message_id]]
        mail = read(line.raw)
        assert text_of(mail) == f"{body}\n"
        assert mail["Subject"] in (subject, f"Re: {subject}")


def test_every_letter_is_one_plain_text_without_anything_that_could_track(story: Story) -> None:
    for line in story.log.letters:
        mail = read(line.raw)
        assert mail.get_content_type() == "text/plain"
        assert not mail.is_multipart()
        assert not re.search(r"<(?:img|a|html|body)\b|cid:|utm_|\bpixel\b", text_of(mail), re.IGNORECASE)


def test_the_opt_out_stands_on_one_line_and_every_letter_has_its_name(story: Story) -> None:
    for line in story.log.letters:
        head = line.raw.partition(b"\r\n\r\n")[0].decode("ascii")
        assert len(re.findall(r"(?m)^List-Unsubscribe: <https://[^>\s]+>, <mailto:[^>\s]+>\r?$", head)) == 1
        assert len(re.findall(r"(?m)^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r?$", head)) == 1
        assert len(re.findall(r"(?m)^Message-ID: <[0-9a-f]{32}@hale-automation\.test>\r?$", head)) == 1
        assert head.count("\r\nTo: ") == 1
        assert "Bcc" not in head


def test_the_link_of_the_header_is_the_link_of_the_letter(story: Story) -> None:
    for line in story.log.letters:
        mail = read(line.raw)
        if not is_cold(story, line.message_id):
            continue  # an answer says "reply STOP", as its reader is writing anyway
        link = re.search(r"<(https://[^>]+)>", mail["List-Unsubscribe"])
        assert link is not None
        assert link[1] in text_of(mail)


def test_cold_letters_leave_in_the_working_hours_of_their_reader(story: Story) -> None:
    for line in story.log.letters:
        if not is_cold(story, line.message_id):
            continue
        moment = parsedate_to_datetime(read(line.raw)["Date"])
        assert abs((moment - line.at).total_seconds()) < 60
        shop = next(one for one in story.made.businesses if line.rcpt.endswith(f"@{one.key}"))
        assert all(open_at(moment, zone) for zone in ZONES[shop.country])


def open_at(moment: datetime, zone: str) -> bool:
    local = moment.astimezone(ZoneInfo(zone))
    return local.weekday() < 5 and time(9) <= local.time() <= time(17)


def test_first_letters_claim_no_thread(story: Story) -> None:
    for line in story.log.letters:
        if story.keys[line.message_id].endswith("#1"):
            mail = read(line.raw)
            assert mail["In-Reply-To"] is None
            assert mail["References"] is None
            assert not re.match(r"\s*(?:re|fwd?|aw|sv|vs)\s*:", mail["Subject"], re.IGNORECASE)


def test_who_writes_where_from_and_where_it_was_read_stands_in_every_cold_letter(story: Story) -> None:
    for line in story.log.letters:
        if is_cold(story, line.message_id):
            text = " ".join(text_of(read(line.raw)).split())
            assert "Hale Automation LLC" in text
            assert "12 Harbor Street" in text
            assert line.rcpt.partition("@")[2] in text  # the page that publishes the address
