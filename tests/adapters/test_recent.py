"""A bounded memory."""

from leadwright.adapters.recent import Recent


def test_the_oldest_is_forgotten_and_a_new_reading_makes_young():
    recent: Recent[int] = Recent(2)
    for key, value in (("a", 1), ("b", 2), ("a", 3), ("c", 4)):
        recent.keep(key, value)
    assert (recent.get("a"), recent.get("b"), recent.get("c")) == (3, None, 4)
