"""Facts: one per entity and per row, typed as their kinds say, and open where a section is."""

import gc
import weakref
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from regiokompas.errors import PluginError
from regiokompas.facts import AttributeType, Fact, build_facts, building, vocabulary
from regiokompas.graph import to_graph
from regiokompas.io.document import Document
from regiokompas.io.files import read_yaml_file
from regiokompas.measures import Measure, registered
from regiokompas.model import ENTITIES, Partnership, read
from regiokompas.model.parties import About
from regiokompas.texts import Bilingual
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
    computed = {fact.kind for fact in base.facts} & set(registered())
    assert not computed & base.open_kinds, "an open measure is not computed"


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
    dated = next(f for f in base.facts if f.kind == "decision" and "date" in f.values)
    assert dated.sources["has_date"] == dated.sources["days_until_date"] == dated.sources["date"]


def test_an_entity_and_the_rows_about_it_are_traced_to_where_it_stands() -> None:
    partnership = read(read_yaml_file(RIVIERLAND))
    subjects = 0
    for fact in build_facts(partnership).facts:
        subject = fact.key if fact.kind not in registered() else fact.get(vocabulary().kinds[fact.kind].subject)
        about = subject[0] if isinstance(subject, tuple) else subject
        if about in partnership.by_key:
            subjects += isinstance(subject, tuple)
            assert fact.sources["key"] == partnership.source(str(about))
    assert subjects, "some rows are about a pair"


def test_without_places_there_are_no_places() -> None:
    about = {"key": "partnership:p", "name": "P", "date": "2026-11-23"}
    partnership = Partnership.model_validate({"partnership": About.model_validate(about), "partners": ()})
    facts = build_facts(partnership).facts
    assert {fact.kind for fact in facts} > {"partnership"}, "measures as well"
    assert all(fact.sources == {} for fact in facts)


def test_only_measures_that_are_read_are_computed_and_all_if_none_is_named() -> None:
    partnership = read(read_yaml_file(RIVIERLAND))

    def computed(read: set[str] | None) -> set[str]:
        return {fact.kind for fact in build_facts(partnership, read).facts} - {e.KIND for e in ENTITIES.values()}

    assert computed({"exchange", "powers", "partner"}) == {"exchange", "powers"}
    assert computed(set()) == set()
    assert computed(None) > {"exchange", "powers"}


def test_the_graph_goes_at_once_when_the_facts_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is as large as the facts, and refers to itself if one is not careful; then only the collector lets it go."""
    graphs: list[weakref.ref[Any]] = []

    def noted(partnership: Partnership) -> Any:
        G = to_graph(partnership)
        graphs.append(weakref.ref(G))
        return G

    monkeypatch.setattr(building, "to_graph", noted)
    gc.disable()
    try:
        build_facts(read(read_yaml_file(RIVIERLAND)))
        assert [graph() for graph in graphs] == [None]
    finally:
        gc.enable()


@dataclass(frozen=True)
class Row:
    about: str | tuple[str, ...]
    of: str
    amount: float | None = None
    words: Any = None


def facts_of(monkeypatch: pytest.MonkeyPatch, function: Callable[[Any], Iterable[Row]], origin: str = "") -> list[Fact]:
    made = Measure("made", Row, "scale", (), False, ("about", "of"), Bilingual("", ""), function, origin)
    monkeypatch.setattr(building, "registered", lambda: {"made": made})
    base = build_facts(region({"partnership": {"key": "partnership:p", "name": "P", "date": "2026-11-23"}}))
    return [fact for fact in base.facts if fact.kind == "made"]


def test_a_row_has_the_key_of_what_tells_it_apart_and_values_that_are_the_same_everywhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = [Row("partnership:p", "a", 2 / 3, ["x", "y"]), Row(("p", "q"), "b", -0.00001), Row((), "c")]
    nobody, pair, one = facts_of(monkeypatch, lambda G: rows)  # by key
    assert one.key == "made:partnership:p>a"
    assert one.values == {"about": "partnership:p", "of": "a", "amount": 0.6667, "words": ("x", "y")}
    assert one.sources.keys() == {"key"}
    assert pair.key == "made:p+q>b"
    assert str(pair.values["amount"]) == "0.0", "not -0.0"
    assert nobody.key == "made:>c"
    assert (nobody.values, nobody.sources) == ({"about": (), "of": "c"}, {})


def test_a_measure_that_fails_is_blamed_on_where_it_comes_from(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(G: Any) -> Iterable[Row]:
        raise ValueError("no good")

    with pytest.raises(ValueError, match="no good"):
        facts_of(monkeypatch, broken)
    with pytest.raises(PluginError) as caught:
        facts_of(monkeypatch, broken, "made-by-others 1.0")
    assert str(caught.value) == "made-by-others 1.0 is broken: the measure made fails: ValueError: no good"
    assert isinstance(caught.value.__cause__, ValueError)
