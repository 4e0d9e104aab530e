"""What every dice keep to."""

from collections import Counter

from leadwright.adapters.dice import SeededDice


class TestDice:
    def test_the_key_alone_decides(self):
        dice, again = SeededDice(b"seed"), SeededDice(b"seed")
        again.roll("something", "else").random()
        first, second = dice.roll("slot", "shop.test"), again.roll("slot", "shop.test")
        assert [first.random() for _ in range(3)] == [second.random() for _ in range(3)]

    def test_other_keys_and_seeds_draw_otherwise(self):
        dice = SeededDice(b"seed")
        draws = [
            dice.roll("a", "bc").getrandbits(64),
            dice.roll("ab", "c").getrandbits(64),
            dice.roll("abc").getrandbits(64),
            dice.roll().getrandbits(64),
            SeededDice(b"seeda").roll("bc").getrandbits(64),
        ]
        assert len(set(draws)) == len(draws)

    def test_draws_stay_in_their_range_and_are_spread(self):
        dice = SeededDice(b"seed")
        counts = Counter(dice.roll("n", str(number)).randrange(0, 4) for number in range(400))
        assert set(counts) == {0, 1, 2, 3}
        assert min(counts.values()) > 60
        assert dice.roll("c").choice(["only"]) == "only"
        assert 0 <= dice.roll("r").random() < 1

    def test_a_draw_never_changes_between_versions(self):
        assert SeededDice(b"seed").roll("slot", "shop.test").randrange(0, 10**6) == 365_147
