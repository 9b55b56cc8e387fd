"""Ordinals: what an engine sees of a value says where it lies among what rules compare it with, and nothing else."""

from engine.small_packs import KINDS, fact
from engine.strategies import bind, rule
from engine.test_fragment import KINDS as WITH_OPEN
from regiokompas.engine.fragment import OPEN, EncodedFact, fragments
from regiokompas.engine.ordinals import Reading, open_first, readings
from regiokompas.rules.compiler import compile_rules
from regiokompas.rules.language import All


def test_what_fragments_read_is_collected_by_kind_in_a_fixed_order() -> None:
    rules = [
        rule("r", All((bind("a", "thing", ("size", "gt", 3)), bind("b", "other", ("group", "eq", "$a.group"))))),
        rule("s", All((bind("a", "thing", ("size", "lte", 2.5), ("size", "gt", 1), ("flag", "known", True)),))),
        rule("t", All((bind("a", "thing", ("size", "gt", 2)),))),
    ]
    native, encoder = fragments(compile_rules(rules, KINDS))
    found = readings(native)
    assert found == {
        "other": Reading({}, ("group",)),
        "thing": Reading({"flag.known": (1.0,), "size.high": (1.0, 2.0, 3.0), "size.low": (2.5,)}, ("group",)),
    }
    assert list(found) == ["other", "thing"]
    assert list(found["thing"].thresholds) == ["flag.known", "size.high", "size.low"]
    codes: dict[str, int] = {}
    rows = [found["thing"].row(encoder.encode(n, fact("t", group=group, size=size)), codes) for n, (group, size) in enumerate([("x", 1), ("y", 9), ("x", 2.5)])]  # fmt: skip
    assert rows == [[0, 1, 0, 0], [0, 6, 2, 1], [0, 4, 1, 0]], "places among the thresholds, then texts as first seen"
    assert codes == {"x": 0, "y": 1}


def test_what_is_joined_with_nothing_has_no_texts() -> None:
    native, _ = fragments(compile_rules([rule("r", All((bind("a", "thing", ("size", "gt", 3)),)))], KINDS))
    assert readings(native) == {"thing": Reading({"size.high": (3.0,)}, ())}


def test_a_place_is_odd_on_a_threshold_and_even_beside_it() -> None:
    reading = Reading({"size.low": (2.0, 3.5)}, ())
    assert [reading.place("size.low", number) for number in (1.9, 2, 2.1, 3.5, 3.6)] == [0, 1, 2, 3, 4]
    assert Reading({"a": (), "b": ()}, ()).row(EncodedFact(1, "x", {"a": 1.0, "b": 2.0}, {}), {}) == [0, 0]


def test_open_facts_are_looked_at_first_and_keep_their_numbers() -> None:
    conditions = (bind("a", "thing"), bind("b", "perhaps"), bind("c", "other"))
    native, _ = fragments(compile_rules([rule("r", All(conditions))], WITH_OPEN))
    kinds = [[(number, pattern.kind) for number, pattern in open_first(fragment)] for fragment in native]
    assert kinds == [
        [(0, "thing"), (1, "perhaps"), (2, "other")],
        [(1, OPEN), (0, "thing"), (2, "other")],
    ]
