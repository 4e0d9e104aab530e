from datetime import date

from leadwright.tables import load_tables

TABLES = load_tables(extra_hosts=("craftmarket.test",))


def test_each_country_has_a_class_and_zones() -> None:
    assert len(TABLES.law.countries) == 51
    assert {row.action for row in TABLES.law.countries.values()} == {"send", "hold", "block"}
    assert {row.binds_senders for row in TABLES.law.countries.values()} <= {"yes", "no", "unknown"}
    for code, row in TABLES.law.countries.items():
        assert row.code == code
        assert row.action == "block" or row.elements, code
        assert code in {"EU", "ZZ"} or (TABLES.zones[code] and code in TABLES.nations), code


def test_classes_of_the_law_page() -> None:
    by_class: dict[str, set[str]] = {}
    for code, row in TABLES.law.countries.items():
        by_class.setdefault(row.action, set()).add(code)
    assert by_class["send"] == set("US GB IE FR BE SE FI NO AU NZ JP IN".split())  # noqa: SIM905
    assert {"CA", "PT", "BG", "SG", "HK", "BR", "IL", "ZA", "UA", "ZZ"} <= by_class["hold"]
    assert {"DE", "AT", "IT", "ES", "PL", "NL", "DK", "CH", "EU"} <= by_class["block"]


def test_registrable_domains() -> None:
    for host, domain in (
        ("www.glow.test", "glow.test"),
        ("glow.test", "glow.test"),
        ("shop.glow.co.uk", "glow.co.uk"),
        ("a.myshopify.com", "a.myshopify.com"),
        ("co.uk", None),
        ("127.0.0.1", None),
        ("::1", None),
        ("localhost", None),
        ("", None),
        ("a..b", None),
    ):
        assert TABLES.registrable(host) == domain, host


def test_holidays() -> None:
    assert date(2027, 12, 25) in TABLES.holidays("GB", 2027)
    assert TABLES.holidays("XX", 2027) == frozenset()


def test_further_hosts_are_an_argument() -> None:
    assert "craftmarket.test" in TABLES.hosts
    assert "craftmarket.test" not in load_tables().hosts
    assert load_tables().digest == TABLES.digest
    assert len(TABLES.digest) == 64


def test_roles_are_compared_without_marks() -> None:
    assert {"noreply", "donotreply", "mailerdaemon"} <= TABLES.roles.never
    assert "hello" in TABLES.roles.prefer
    assert "support" in TABLES.roles.last_choice


PLACES = set("asset image hint url code data html mark form link meta header cookie comment host".split())  # noqa: SIM905


def test_signs_of_platforms_and_tools_can_hold() -> None:
    assert {one.kind for one in TABLES.platforms.values()} == {"shop", "site", "own"}
    for name, one in [*TABLES.platforms.items(), *TABLES.tools.items()]:
        assert one.signs or one.loads, name
        for sign in (*one.signs, *one.loads):
            assert 0 < sign.weight <= 100, name
            if one.kind == "marketplace":
                assert sign.pattern is not None, name
                assert "name" in sign.pattern.groupindex, name
                continue
            assert sign.place in PLACES, name
            assert sign.host or all(sign.has), name
            assert sign.host == sign.host.lower(), name
            assert not sign.host or sign.pattern is None, name
            assert sign.place not in {"mark", "meta", "header", "cookie", "comment"} or all(
                part == part.lower() for part in sign.has
            ), name
    for name, one in TABLES.platforms.items():
        assert all(sign.note for sign in (*one.signs, *one.loads)), name
        assert one.hosts == {sign.host for sign in one.loads}, name
