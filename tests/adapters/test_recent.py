"""A bounded memory."""

from leadwright.adapters.recent import Recent


def test_the_oldest_is_forgotten_and_a_new_reading_makes_young():
    recent: Recent[int] = Recent(2)
    for key, value in (("a", 1), ("b", 2), ("a", 3), ("c", 4)):
        recent.keep(key, value)
    assert (recent.get("a"), recent.get("b"), recent.get("c")) == (3, None, 4)


def test_what_is_large_leaves_room_for_less():
    recent: Recent[int] = Recent(10, room=100)
    for value, (key, size) in enumerate([("a", 40), ("b", 40), ("a", 10), ("c", 50), ("d", 1)]):
        recent.keep(key, value, size=size)
    assert [recent.get(key) for key in "abcd"] == [2, None, 3, 4]
    recent.keep("e", 5, size=500)
    assert [recent.get(key) for key in "acde"] == [None, None, None, 5]
    recent.keep("f", 6, size=100)
    recent.keep("g", 7)
    assert [recent.get(key) for key in "efg"] == [None, 6, 7]
