"""The product is killed (SIGKILL) before and after every call that matters, and at moments of chance; its world lives
on in another process. Letters leave once, results are neither lost nor doubled.
"""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from tests.crash.harness import Played, play
from tests.crash.outcome import Outcome, broken, differences, mistakes
from tests.ledgers import postgres, postgres_database  # noqa: F401

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("crash")]

DEATHS = (
    "store.commit:before:1", "store.commit:after:2", "random:0.9", "store.claim:after:4", "store.claim:before:6",
    "outbox.claim:before:1", "outbox.claim:after:2", "mailer.hand_over:before:1", "mailer.hand_over:after:1",
    "outbox.confirm:before:1", "outbox.confirm:after:1", "outbox.unclaim:before:1", "outbox.unclaim:after:1",
    "outbox.doubt:before:1", "outbox.doubt:after:1", "outbox.refuse:before:1", "outbox.refuse:after:1",
    "outbox.stop_mailbox:before:1", "outbox.stop_mailbox:after:1", "random:0.6", "until:1",
)  # fmt: skip
NO_COPIES = (
    "mailer.hand_over:before:1", "mailer.hand_over:after:1", "random:1.2", "outbox.confirm:before:1",
    "outbox.confirm:after:1", "outbox.doubt:before:1", "until:1",
)  # fmt: skip
SHARED = (
    "store.commit:before:2", "store.commit:after:2", "random:1.0", "outbox.claim:before:1", "outbox.claim:after:2",
    "mailer.hand_over:before:1", "mailer.hand_over:after:1", "outbox.confirm:before:1", "outbox.confirm:after:1",
    "outbox.unclaim:after:1", "wait:1.5", "until:1.5",
)  # fmt: skip
# first touches leave by the second day, follow-ups by the fifth, the last letters by the sixteenth
WHOLE = ("sleep:3.2", "until:5", "sleep:14.2", "until:17")
REST = (
    "settle:2", "sleep:3.2", "random:0.7", "mailer.hand_over:before:1", "outbox.confirm:after:1",
    "store.commit:before:2", "settle:5", "sleep:14.2", "mailer.hand_over:after:1", "settle:17",
)  # fmt: skip
# follow-ups, not the last letters
SHARED_REST = ("settle:3", "sleep:3.2", "outbox.confirm:before:1", "wait:1.5", "settle:12")


@pytest.fixture(scope="module")
def plays(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Future[Played]]]:
    """Three houses side by side: one that never dies, one that does, and one whose provider keeps no copies."""
    folder = tmp_path_factory.mktemp("crash")
    with ThreadPoolExecutor(3) as pool:
        yield {
            "whole": pool.submit(play, folder / "whole", ("until:2",), WHOLE),
            "killed": pool.submit(play, folder / "killed", DEATHS, REST),
            "no-copies": pool.submit(play, folder / "no-copies", NO_COPIES, ("settle:2",), sent_copies=False),
        }


@pytest.fixture(scope="module")
def reference(plays: dict[str, Future[Played]]) -> Outcome:
    """What comes of the same world where nobody dies."""
    whole = plays["whole"].result().ended
    assert mistakes(whole) == []
    assert len(whole.left) >= 20
    assert {"first", "followup", "breakup", "answer"} == {row.stage for row in whole.letter("sent")}
    return whole


def test_deaths_at_every_call_lose_and_double_nothing(plays: dict[str, Future[Played]], reference: Outcome) -> None:
    killed = plays["killed"].result()
    assert killed.kills >= 20
    assert broken(killed.wounded) == []
    assert killed.wounded.letter("doubt")  # shown, for the letters that never left
    assert mistakes(killed.ended) == []
    assert killed.ended.letter("doubt") == []
    assert differences(killed.ended, reference) == []


def test_without_copies_a_letter_that_may_have_left_is_shown(plays: dict[str, Future[Played]]) -> None:
    killed = plays["no-copies"].result()
    assert killed.kills >= 6
    assert broken(killed.wounded) == []
    assert killed.wounded.letter("doubt")
    assert broken(killed.ended) == []
    assert killed.ended.letter("doubt") == []  # a person who knew has said what became of each


def test_a_ledger_that_others_share_takes_back_what_the_dead_held(
    postgres: str,  # noqa: F811
    reference: Outcome,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with postgres_database(postgres) as url:
        killed = play(tmp_path_factory.mktemp("shared"), SHARED, SHARED_REST, ledger=url)
    assert killed.kills >= 10
    assert broken(killed.wounded) == []
    assert mistakes(killed.ended) == []
    assert killed.ended.letter("doubt") == []
    assert differences(killed.ended, reference, touches=2) == []
