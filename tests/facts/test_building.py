"""Facts: one per entity and per row, typed as their kinds say, and open where a section is."""

from pathlib import Path
from typing import Any

from hypothesis import given, settings

from regiokompas.facts import AttributeType, build_facts, vocabulary
from regiokompas.io.document import Document
from regiokompas.io.files import read_yaml_file
from regiokompas.model import Partnership, read
from strategies import documents

RIVIERLAND = Path(__file__).parent.parent.parent / "examples" / "rivierland.yaml"
TYPES: dict[AttributeType, type | tuple[type, ...]] = {
    AttributeType.FLAG: bool,
    AttributeType.KEYS: tuple,
    AttributeType.WORDS: tuple,
    AttributeType.COUNT: int,
    AttributeType.DAYS: int,
    **dict.fromkeys(
        (AttributeType.NUMBER, AttributeType.SHARE, AttributeType.SCORE, AttributeType.MONEY), (int, float)
    ),
}


def region(data: dict[str, Any]) -> Partnership:
    return read(Document(data, "<test>"))


@given(documents())
@settings(max_examples=100, deadline=None)
def test_every_fact_has_a_key_of_its_own_and_values_of_its_types(data: dict[str, Any]) -> None:
    base = build_facts(region(data))
    assert len({(fact.kind, fact.key) for fact in base.facts}) == len(base.facts)
    for fact in base.facts:
        kind = vocabulary().kinds[fact.kind]
        assert set(fact.values) <= set(kind.attributes)
        for name, attribute in kind.attributes.items():
            value = fact.values.get(name)
            assert value is not None or not attribute.always, f"{fact.kind}.{name}"
            if value is not None:
                assert isinstance(value, TYPES.get(attribute.type, str)), f"{fact.kind}.{name} is {value!r}"
                words = value if isinstance(value, tuple) else (value,)
                assert not attribute.values or set(words) <= set(attribute.values)


@given(documents())
@settings(max_examples=50, deadline=None)
def test_a_kind_is_open_if_a_section_it_is_made_from_is_not_complete(data: dict[str, Any]) -> None:
    partnership = region(data)
    base = build_facts(partnership)
    for kind in vocabulary().kinds.values():
        complete = all(partnership.is_complete(section) for section in kind.sections if section != "findings")
        assert (kind.name in base.open_kinds) != complete


def test_dates_absence_and_lists_become_attributes_one_can_test() -> None:
    data = {
        "partnership": {"key": "partnership:p", "name": "P", "date": "2026-11-23"},
        "decisions": [
            {"key": "decision:a", "subject": "A", "concerns": "partnership:p", "date": "2026-12-03", "body": "none"},
            {"key": "decision:b", "subject": "B", "concerns": "partnership:p", "after": ["decision:a"]},
        ],
    }
    facts = {fact.key: fact.values for fact in build_facts(region(data)).facts if fact.kind == "decision"}
    first, second = facts["decision:a"], facts["decision:b"]
    assert (first["date"], first["days_until_date"], first["has_date"], first["has_body"]) == (
        "2026-12-03",
        10,
        True,
        False,
    )
    assert "body" not in first
    assert (second["after"], second["after_count"]) == (("decision:a",), 1)
    assert "has_date" not in second


def test_a_value_is_traced_to_its_line() -> None:
    base = build_facts(read(read_yaml_file(RIVIERLAND)))
    manager = next(f for f in base.facts if f.kind == "person" and f.key == "person:programmamanager")
    line = RIVIERLAND.read_text(encoding="utf-8").splitlines()[(manager.sources["deputies"].line or 0) - 1]
    assert "deputies: []" in line
    assert manager.sources["deputies_count"] == manager.sources["deputies"]
    assert manager.sources["days_until_term_ends"] == manager.sources["term_ends"]
