"""What each change does, and what it leaves alone."""

import pytest

import regiokompas as rk
from regiokompas.model import Partnership


def after(region: Partnership, *changes: str) -> Partnership:
    return rk.apply(region, [rk.parse_change(change) for change in changes])


def test_who_leaves_disappears_from_everywhere_and_nobody_steps_in(region: Partnership) -> None:
    left = after(region, "leaves:person:x")
    assert "person:x" not in str(left.to_dict())
    assert left.entity("person:y").deputies == ()  # type: ignore[attr-defined]
    assert left.entity("goal:g").owner == "none"  # type: ignore[attr-defined]
    assert left.entity("decision:d").prepared_by == "none"  # type: ignore[attr-defined]
    assert {role.role for role in left.roles or ()} == {"client", "contractor"}
    assert left.relations == ()


def test_a_partner_takes_along_what_is_its_own(region: Partnership) -> None:
    left = after(region, "withdraws:partner:a")
    assert "partner:a" not in str(left.to_dict())
    gone = {entity.key for entity in region.entities()} - {entity.key for entity in left.entities()}
    assert {"person:x", "fund:a", "interest:a", "plan:p"} <= gone
    assert left.entity("theme:t").partners == ("partner:b", "partner:c")  # type: ignore[attr-defined]
    assert left.entity("decision:d").must_hear == ("partner:b",)  # type: ignore[attr-defined]


def test_a_body_goes_with_the_partner_it_is_named_after_and_with_no_other(region: Partnership) -> None:
    bodies = {
        partner: {d.key for d in after(region, f"withdraws:{partner}").decisions or () if d.body == "none"}
        for partner in ("partner:a", "partner:b", "partner:c")
    }
    assert bodies == {"partner:a": set(), "partner:b": {"decision:d"}, "partner:c": {"decision:z"}}
    both = after(region, "withdraws:partner:a", "withdraws:partner:b")
    assert both.entity("decision:both").body == "none"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("waiting", "condition"),
    [
        ("fund:f", {"at_least_amount": "EUR 1", "of": []}),
        ("fund:c", {"any_of": ["fund:f"]}),
        ("fund:k", {"at_least_amount": "EUR 1", "of": []}),
        ("fund:m", {"at_least_amount": "EUR 60", "of": ["fund:f"]}),
    ],
)
def test_a_condition_on_lost_money_is_met_by_what_is_left_or_never(
    region: Partnership, waiting: str, condition: dict[str, object]
) -> None:
    fund = after(region, "loses_fund:fund:a").entity(waiting).model_dump(mode="json", exclude_none=True)
    assert fund["condition"] == condition
    assert fund["status"] == "conditional"


def test_money_that_waits_for_what_can_never_come_stays_where_it_is(region: Partnership) -> None:
    from regiokompas.graph import to_graph
    from regiokompas.measures.commitments import commitments, greatest_fixpoint

    held = greatest_fixpoint(commitments(to_graph(after(region, "loses_fund:fund:a", "loses_fund:fund:c"))))
    assert held == frozenset()


def test_what_goes_with_a_theme(region: Partnership) -> None:
    left = after(region, "remove:theme:t")
    assert {entity.KIND for entity in left.entities()} == {"partnership", "partner", "person", "relation"}


def test_the_steps_people_take(region: Partnership) -> None:
    changed = after(
        region,
        "commit:fund:f",
        "appoint:person:y,person:x",
        "assign:director,theme:t,partner:c",
        "assign:director,theme:t,partner:c",
        "schedule:decision:d,2027-01-14",
        "schedule:fund:c,2027-02-01,raad",
        "write:exit,{signed: true}",
        "write:exit,{signed: false}",
    )
    fund, other = changed.entity("fund:f"), changed.entity("fund:c")
    assert (fund.status, fund.condition) == ("committed", None)  # type: ignore[attr-defined]
    assert str(other.decision_date) == "2027-02-01"  # type: ignore[attr-defined]
    assert changed.entity("decision:d").status == "planned"  # type: ignore[attr-defined]
    assert [role.holder for role in changed.roles or () if role.role == "director"] == ["partner:c"]
    [exit_] = changed.agreements or ()
    assert (exit_.present, exit_.written, exit_.signed, exit_.shared) == (True, True, False, None)


def test_who_meets_is_in_contact_and_speaks_of_what_divides(region: Partnership) -> None:
    met = after(region, "meet:partner:b,partner:a,weekly")
    assert [(r.from_, r.to, r.frequency) for r in met.relations or () if r.KIND in r.key and "partner" in r.key] == [
        ("partner:a", "partner:b", "weekly")
    ]
    interests = {i.key: (i.spoken, i.discussed) for i in met.interests or ()}
    assert interests == {"interest:a": (True, True), "interest:b": (True, True), "interest:c": (None, False)}
    [known] = after(region, "meet:person:x,person:y").relations or ()
    assert known.frequency == "monthly"
    [known] = after(region, "meet:person:x,person:y,weekly", "meet:person:x,person:y,yearly").relations or ()
    assert known.frequency == "weekly"


def test_roles_are_split_between_houses(region: Partnership) -> None:
    one_house = after(region, "set:person:y.employer=partner:a")
    vacant = after(one_house, "split:theme:t")
    assert not [role for role in vacant.roles or () if role.role == "contractor"]
    split = after(one_house, "split:theme:t,partner:b")
    assert [role.holder for role in split.roles or () if role.role == "contractor"] == ["partner:b"]
    with pytest.raises(rk.InputError, match="of one house"):
        after(one_house, "split:theme:t,person:x")


def test_an_unknown_section_stays_unknown_and_one_that_is_added_to_may_have_more(region: Partnership) -> None:
    assert after(region, "withdraws:partner:a").agreements is None
    written = after(region, "write:exit")
    assert written.is_known("agreements")
    assert not written.is_complete("agreements")
    assert after(region, "remove:plan:p").plans == ()
