"""Who is needed and not there, and what a partner gives up that goes."""

from typing import Any

from measures.regions import graph, partners
from regiokompas.measures.joining import ExitStake, exit_stake, theme_parties


def parties(*kinds: str | None, **theme: Any) -> Any:
    listed = [{"key": f"partner:{n}", "name": str(n), "kind": kind} for n, kind in enumerate(kinds)]
    whole = {"key": "theme:t", "name": "T", "partners": [partner["key"] for partner in listed], **theme}
    (row,) = theme_parties(graph(partners=listed, themes=[whole]))
    return row


def test_a_kind_that_is_needed_and_takes_no_part_is_missing() -> None:
    row = parties("municipality", "citizens", needs=["provider", "municipality", "institute", "provider"])
    assert row.needed == ("institute", "municipality", "provider")
    assert (row.absent, row.absent_count) == (("institute", "provider"), 2), "each kind once"
    assert parties("provider", needs=["provider"]).absent == ()
    assert parties("provider", needs=[]).absent == (), "known: nobody else is needed"
    assert parties("provider").absent is None, "nobody said who is needed"


def test_what_is_unknown_of_the_participants_leaves_at_least_what_is_missing() -> None:
    assert parties(None, needs=["provider"]).absent is None, "the one may be a provider"
    assert parties(None, "provider", needs=["provider"]).absent == ()
    assert parties("municipality", needs=["provider"], partners=None).absent is None


def stakes(**sections: Any) -> dict[str, ExitStake]:
    rows = exit_stake(graph(**{"partners": partners("abc"), "themes": [], **sections}))
    return {row.partner[-1]: row for row in rows}


def theme(name: str, *members: str, statutory: bool | None = True) -> dict[str, Any]:
    return {
        "key": f"theme:{name}",
        "name": name,
        "statutory": statutory,
        "partners": [f"partner:{member}" for member in members],
    }


def fund(owner: str, waits_for: str | None = None, **attributes: Any) -> dict[str, Any]:
    condition = {"condition": {"all_of": [f"fund:{waits_for}"]}, "status": "conditional"} if waits_for else {}
    return {
        "key": f"fund:{owner}",
        "name": owner,
        "owner": f"partner:{owner}",
        "theme": "theme:t",
        "status": "committed",
        **condition,
        **attributes,
    }


def test_a_duty_stays_with_the_one_that_leaves() -> None:
    rows = stakes(themes=[theme("t", "a", "b"), theme("u", "a", statutory=False), theme("v", "a", "c")])
    assert rows["a"].duties == ("theme:t", "theme:v")
    assert [rows[name].duties_count for name in "abc"] == [2, 1, 1]
    rows = stakes(themes=[theme("t", "a", statutory=None), theme("u", "b")])
    assert (rows["a"].duties, rows["b"].duties, rows["c"].duties) == (None, ("theme:u",), ())


def test_what_it_gets_lapses() -> None:
    benefits = [
        {"partner": "partner:a", "concerns": "theme:t", "kind": kind} for kind in ("money", "knowledge", "money")
    ]
    rows = stakes(themes=[theme("t", "a")], benefits=benefits[:2])
    assert [rows[name].gets for name in "abc"] == [2, 0, 0]
    assert stakes()["a"].gets is None, "nobody listed the benefits"


def test_who_waits_for_its_money_is_left_behind() -> None:
    rows = stakes(themes=[theme("t", "a")], funds=[fund("a"), fund("b", "a"), fund("c", "a")])
    assert rows["a"].waiting == ("partner:b", "partner:c")
    assert [rows[name].waiting_count for name in "abc"] == [2, 0, 0]
    rows = stakes(themes=[theme("t", "a")], funds=[fund("a"), fund("b", "a"), fund("c", status="conditional")])
    assert (rows["a"].waiting, rows["b"].waiting) == (("partner:b",), None), "for what c waits is unknown"
    assert stakes()["a"].waiting is None, "nobody listed the funds"
