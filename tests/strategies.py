"""Random partnerships for property tests, made from the model itself so that no attribute is forgotten."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal, get_args, get_origin

from hypothesis import strategies as st

from regiokompas.model import ENTITIES, SECTIONS, Entity, Money, Text
from regiokompas.model.base import Quantity
from regiokompas.model.means import Condition
from regiokompas.model.references import reference_fields

PER_SECTION = 4
PROFILES = ("social-domain", "physical-domain", "network", "single-purpose")

_days = st.dates(date(1990, 1, 1), date(2050, 12, 31)).map(date.isoformat)
_words = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=12)
_texts = st.one_of(_words, st.fixed_dictionaries({"nl": _words, "en": _words}))
_money = st.integers(0, 10**9).map(lambda cents: f"EUR {cents / 100:.2f}")
_score = st.integers(10, 50).map(lambda tenths: tenths / 10)
_NUMBERS = {
    "count": st.integers(0, 10**6),
    "number": st.integers(0, 10**5).map(lambda n: n / 4),
    "share": st.integers(0, 1000).map(lambda n: n / 1000),
    "score": _score,
}


def _parts(annotation: Any) -> list[Any]:
    found = list(getattr(annotation, "__metadata__", ()))
    if get_origin(annotation) is Literal:
        return [*found, ("literal", get_args(annotation))]
    arguments = get_args(annotation)
    return [*found, *([annotation] if not arguments else [p for a in arguments for p in _parts(a)])]


def _value(entity: type[Entity], name: str, keys: dict[str, list[str]]) -> st.SearchStrategy[Any] | None:
    info = entity.model_fields[name]
    many = "tuple" in str(info.annotation)
    ref = reference_fields(entity).get(name)
    parts = [*info.metadata, *_parts(info.annotation)]
    literals = [p[1] for p in parts if isinstance(p, tuple) and p[0] == "literal"]
    nothing = ("none",) in literals
    if ref is not None:
        known = [key for kind in ref.kinds for key in keys.get(kind, [])]
        if many:
            return st.lists(st.sampled_from(known), max_size=3, unique=True) if known else st.just([])
        one = st.sampled_from(known) if known else st.nothing()
        return st.one_of(one, st.just("none")) if nothing else one
    quantity = next((p for p in parts if isinstance(p, Quantity)), None)
    if quantity is not None:
        return st.integers(0, 4) if name == "spread" else _NUMBERS[quantity.name]
    if Money in parts:
        return _money
    if date in parts:
        return st.one_of(_days, st.just("none")) if nothing else _days
    if bool in parts:
        return st.booleans()
    if int in parts:
        return st.integers(1900, 2200)  # a year: other whole numbers are quantities
    if Text in parts:
        return st.one_of(_texts, st.just("none")) if nothing else _texts
    words = [word for group in literals for word in group if word != "none"]
    if words:
        return st.lists(st.sampled_from(words), max_size=2) if many else st.sampled_from(words)
    if Condition in parts:
        return None  # drawn apart, since it must fit the status
    return st.lists(_words, max_size=2) if many else _words


@st.composite
def documents(draw: st.DrawFn, sections: tuple[str, ...] = SECTIONS) -> dict[str, Any]:
    """Draw the data of a partnership: any of the sections, any of the attributes, valid references."""
    given = [section for section in SECTIONS if section in sections and draw(st.booleans())]
    keys: dict[str, list[str]] = {"partnership": ["partnership:p"]}
    for section in given:
        if ENTITIES[section].ENDPOINTS is None and not ENTITIES[section].KEY_PARTS:
            kind = ENTITIES[section].KIND
            keys[kind] = [f"{kind}:{n}" for n in range(draw(st.integers(0, PER_SECTION)))]
    keys["interest"] = []
    data: dict[str, Any] = {"partnership": draw(_entity(ENTITIES["partnership"], "partnership:p", keys))}
    data["partnership"]["currency"] = "EUR"
    if "profile" in data["partnership"]:
        data["partnership"]["profile"] = draw(st.sampled_from(PROFILES))
    for section in given:
        kind = ENTITIES[section]
        if kind.KIND in keys and kind.KIND != "interest":
            data[section] = [draw(_entity(kind, key, keys)) for key in keys[kind.KIND]]
        else:
            data[section] = draw(_keyed_by_parts(kind, keys))
    for fund in data.get("funds", ()):
        others = [other["key"] for other in data["funds"] if other is not fund]
        if fund.get("status") not in ("committed", "refused") and others:
            fund["condition"] = draw(_condition(others))
    if given and draw(st.booleans()):
        data["incomplete"] = sorted(draw(st.sets(st.sampled_from(given), max_size=2)))
    return _usable(data)


@st.composite
def _condition(draw: st.DrawFn, funds: list[str]) -> dict[str, Any]:
    some = draw(st.lists(st.sampled_from(funds), min_size=1, unique=True))
    forms = ("all_of", "any_of", "at_least_k", "at_least_amount")
    match draw(st.sampled_from(forms)):
        case "at_least_k":
            return {"at_least_k": draw(st.integers(1, len(some))), "of": some}
        case "at_least_amount":
            return {"at_least_amount": draw(_money), **({"of": some} if draw(st.booleans()) else {})}
        case form:
            return {form: some}


@st.composite
def _entity(draw: st.DrawFn, kind: type[Entity], key: str | None, keys: dict[str, list[str]]) -> dict[str, Any]:
    item: dict[str, Any] = {} if key is None else {"key": key}
    for name, info in kind.model_fields.items():
        if name == "key":
            continue
        values = _value(kind, name, keys)
        if values is None or values.is_empty or not (info.is_required() or draw(st.booleans())):
            continue
        item[info.alias or name] = draw(values)
    return item


@st.composite
def _keyed_by_parts(draw: st.DrawFn, kind: type[Entity], keys: dict[str, list[str]]) -> list[dict[str, Any]]:
    items = [draw(_entity(kind, None, keys)) for _ in range(draw(st.integers(0, PER_SECTION)))]
    complete = [item for item in items if all(part in item for part in kind.KEY_PARTS)]
    return list({tuple(item[part] for part in kind.KEY_PARTS): item for item in complete}.values())


def _usable(data: dict[str, Any]) -> dict[str, Any]:
    """Drop what the model refuses for reasons that go across attributes or sections."""
    for section in SECTIONS:
        fields = ENTITIES[section].model_fields.items()
        required = [info.alias or name for name, info in fields if info.is_required() and name != "key"]
        if section in data:
            data[section] = [item for item in data[section] if all(name in item for name in required)]
    for item in data.get("partners", ()):
        if "helped" in item:
            item["helped"] = [key for key in item["helped"] if key != item["key"]]
    for item in data.get("relations", ()):
        same_kind = item["from"].split(":")[0] == item["to"].split(":")[0]
        item["usable"] = same_kind and item["from"] != item["to"]
    if "relations" in data:
        data["relations"] = [item for item in data["relations"] if item.pop("usable")]
    return _without_dangling(data)


def _without_dangling(data: dict[str, Any]) -> dict[str, Any]:
    """Drop references to entities that were dropped before, and what cannot be without them, until nothing changes."""
    while True:
        existing = {item["key"] for section in SECTIONS for item in data.get(section, ()) if "key" in item}
        existing |= {"partnership:p", "none"}
        before = repr(data)
        for section in SECTIONS:
            kind = ENTITIES[section]
            kept = []
            for item in data.get(section, ()):
                usable = True
                for name in reference_fields(kind):
                    written = kind.model_fields[name].alias or name
                    value = item.get(written)
                    if isinstance(value, list):
                        item[written] = [key for key in value if key in existing]
                    elif value is not None and value not in existing:
                        item.pop(written)
                        usable = usable and not kind.model_fields[name].is_required()
                if usable:
                    kept.append(item)
            if section in data:
                data[section] = kept
        for fund in data.get("funds", ()):
            named = [key for value in fund.get("condition", {}).values() if isinstance(value, list) for key in value]
            if not set(named) <= existing:
                fund.pop("condition")
        if repr(data) == before:
            return data
