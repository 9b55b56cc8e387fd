"""Whether the people of one partner answer alike, on cases one can count by hand."""

from typing import Any

import pytest

from measures.regions import graph, partners
from regiokompas.measures.division import InnerDivision, inner_division

Divided = bool | None


def rows(traits: dict[str, Divided], others: dict[str, Divided], **more: Any) -> list[InnerDivision]:
    """What is found of partner a, scored on traits and about others."""
    statements = [{"partner": "partner:a", "trait": trait, **said(divided)} for trait, divided in traits.items()]
    relations = [{"from": "partner:a", "to": f"partner:{to}", **said(divided)} for to, divided in others.items()]
    given = {"partners": partners("abc"), "statements": statements, "relations": relations, **more}
    return list(inner_division(graph(**given)))


def said(divided: Divided) -> dict[str, bool]:
    return {} if divided is None else {"divided": divided}


@pytest.mark.parametrize(
    ("traits", "others", "topics"),
    [
        ({"courage": True, "openness": False}, {"b": True, "c": False}, 2),
        ({"courage": False}, {"b": False}, 0),
        ({"courage": True, "openness": None}, {"b": None}, 1),
        ({"courage": False, "openness": None}, {}, None),
        ({"courage": False}, {"b": None}, None),
    ],
)
def test_subjects_are_counted_and_what_is_unknown_is_never_unity(
    traits: dict[str, Divided], others: dict[str, Divided], topics: int | None
) -> None:
    assert rows(traits, others)[0].topics == topics


def test_it_names_the_traits_and_the_partners() -> None:
    first, *rest = rows({"openness": True, "courage": True, "flexibility": None}, {"c": True, "b": False})
    assert first == InnerDivision("partner:a", 3, ("courage", "openness"), ("partner:c",))
    assert rest == [InnerDivision(f"partner:{name}", 0, (), ()) for name in "bc"]


def test_two_relations_with_one_partner_are_one_subject() -> None:
    relations = [
        {"key": f"relation:{n}", "from": "partner:a", "to": "partner:b", **said(divided)}
        for n, divided in enumerate((None, True, True))
    ]
    assert rows({}, {}, relations=relations)[0] == InnerDivision("partner:a", 1, (), ("partner:b",))


def test_what_may_be_missing_is_unknown() -> None:
    (first, *_) = rows({"courage": False}, {}, incomplete=["relations"])
    assert first == InnerDivision("partner:a", None, (), None)
