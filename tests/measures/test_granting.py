"""Who gives way, and who helps without return."""

from typing import Any

from measures.regions import graph, partners
from regiokompas.measures.granting import Concession, Granting, concession, granting


def taken(name: str, gave_way: str | None = None, status: str | None = "taken") -> dict[str, Any]:
    given = None if gave_way is None else [f"partner:{letter}" for letter in gave_way]
    return {
        "key": f"decision:{name}",
        "subject": name,
        "concerns": "partnership:p",
        "status": status,
        "gave_way": given,
    }


def concessions(*decisions: dict[str, Any], names: str = "abc") -> dict[str, Concession]:
    rows = concession(graph(partners=partners(names), decisions=list(decisions)))
    return {row.partner[-1]: row for row in rows}


def test_each_time_a_partner_gives_way_counts() -> None:
    rows = concessions(taken("1", "ab"), taken("2", "a"), taken("3", "a"), taken("4", ""))
    assert [rows[name].gave_way for name in "abc"] == [3, 1, 0]
    assert [rows[name].share for name in "abc"] == [0.75, 0.25, 0.0]
    assert [rows[name].others_share for name in "abc"] == [0.5, 0.5, 1.0]
    assert {row.concessions for row in rows.values()} == {4}


def test_only_what_was_decided_was_granted() -> None:
    rows = concessions(taken("1", "a"), taken("2", "b", status="planned"), taken("3", "b", status="postponed"))
    assert [rows[name].gave_way for name in "abc"] == [1, 0, 0]


def test_what_is_unknown_leaves_at_least_so_many() -> None:
    rows = concessions(taken("1", "a"), taken("2"))
    assert [rows[name].gave_way for name in "ab"] == [1, None], "b may have given way in the second"
    rows = concessions(taken("1", "a"), taken("2", "b", status=None))
    assert [rows[name].gave_way for name in "ab"] == [1, None], "the second may not have been taken"
    rows = concessions(taken("1"))
    assert (rows["a"].concessions, rows["a"].share, rows["a"].others_share) == (None, None, None)


def test_where_nobody_gave_way_there_is_no_share() -> None:
    rows = concessions(taken("1", ""))
    assert (rows["a"].gave_way, rows["a"].concessions, rows["a"].share) == (0, 0, None)
    assert concessions(taken("1", "a"), names="a")["a"].others_share is None, "there are no others"


def granted(helped: dict[str, str | None], decisions: list[dict[str, Any]] | None = None) -> Granting:
    listed = [
        {"key": f"partner:{name}", "name": name, "helped": None if to is None else [f"partner:{key}" for key in to]}
        for name, to in helped.items()
    ]
    (row,) = granting(graph(partners=listed, **({} if decisions is None else {"decisions": decisions})))
    return row


def test_decisions_in_which_someone_gave_way() -> None:
    row = granted({"a": ""}, [taken("1", "a"), taken("2", ""), taken("3", "", status="planned")])
    assert (row.decisions, row.with_concession) == (2, 1)
    row = granted({"a": ""}, [taken("1", ""), taken("2")])
    assert (row.decisions, row.with_concession) == (1, None), "in the second someone may have"
    assert granted({"a": ""}).decisions is None, "nobody listed the decisions"


def test_who_helps_without_return() -> None:
    row = granted({"a": "bc", "b": "", "c": "a"})
    assert (row.helpers, row.helpers_count, row.helpers_share) == (("partner:a", "partner:c"), 2, 0.6667)
    row = granted({"a": "b", "b": None})
    assert (row.helpers, row.helpers_count, row.helpers_share) == (("partner:a",), 1, None)
    row = granted({"a": "", "b": None})
    assert row.helpers is None, "b may help"
    assert granted({"a": "", "b": ""}).helpers == ()
