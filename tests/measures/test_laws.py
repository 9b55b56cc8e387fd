"""Laws of all measures: any order gives the same, and knowing more never contradicts what was known."""

import copy
import dataclasses
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from regiokompas.graph import to_graph
from regiokompas.io.document import Document
from regiokompas.measures import Measure, registered
from regiokompas.measures.base import Graph, is_complete
from regiokompas.model import ENTITIES, SECTIONS, read
from strategies import documents

EXAMPLES = settings(max_examples=80, deadline=None)
MEASURES = [measure for measure in registered().values() if measure.field != "financing"]

Key = tuple[Any, ...]


def as_graph(data: dict[str, Any]) -> Graph:
    return to_graph(read(Document(copy.deepcopy(data), "<test>")))


@st.composite
def complete(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a partnership in which every section is known and complete."""
    data = {**{section: [] for section in SECTIONS}, **draw(documents())}
    data.pop("incomplete", None)
    return data


def rows(measure: Measure, G: Graph) -> dict[Key, dict[str, Any]]:
    """Return the rows of a measure by what identifies them; none if the measure is open."""
    if not all(section == "partnership" or is_complete(G, section) for section in measure.needs):
        return {}
    found = [dataclasses.asdict(row) for row in measure.function(G)]
    by_key = {tuple(row[name] for name in measure.identity): row for row in found}
    assert len(by_key) == len(found), "two rows about the same"
    return by_key


@given(complete(), st.randoms(use_true_random=False))
@EXAMPLES
def test_the_order_of_the_input_does_not_matter(data: dict[str, Any], random: Any) -> None:
    shuffled = {name: copy.deepcopy(data[name]) for name in random.sample(list(data), len(data))}
    for items in shuffled.values():
        if isinstance(items, list):
            random.shuffle(items)
            for item in items:
                for value in item.values():
                    if isinstance(value, list):
                        random.shuffle(value)
    one, other = as_graph(data), as_graph(shuffled)
    for measure in MEASURES:
        assert list(measure.function(one)) == list(measure.function(other))


@given(complete())
@EXAMPLES
def test_columns_hold_what_they_declare(data: dict[str, Any]) -> None:
    G = as_graph(data)
    for measure in MEASURES:
        for row in measure.function(G):
            for column in dataclasses.fields(row):
                value, declared = getattr(row, column.name), str(column.type)
                if value is None:
                    assert declared.endswith("| None")
                elif declared.startswith(("Key ", "Word ")) or declared in ("Key", "Word"):
                    assert isinstance(value, str)
                elif declared.startswith(("Keys", "Words")):
                    assert value == tuple(sorted(value))
                elif declared.startswith(("Count", "Days")):
                    assert type(value) is int
                elif declared.startswith(("Share", "Score", "Number", "Amount")):
                    assert isinstance(value, float | int)
                    assert value == round(value, 4)
                    low, high = {"Share": (0, 1), "Score": (1, 5)}.get(
                        declared.split()[0], (float("-inf"), float("inf"))
                    )
                    assert low <= value <= high or column.name == "effort_share"
                else:
                    assert isinstance(value, bool)


#: Attributes without which the answer is another by definition, as the docstrings say: a relation counts as contact and
#: a fund as money unless it says that it does not, a decision as still to be taken, a partner as a municipality, and
#: trust is the overall figure or else the mean of the dimensions that are known.
DEFINING = {
    *(("relations", name) for name in ("frequency", "trust", "trust_reliable", "trust_open", "trust_same_purpose")),
    ("funds", "status"),
    ("decisions", "status"),
    ("partners", "kind"),
    ("milestones", "status"),
}

#: Columns over what is known alone, as their labels and docstrings say.
OF_WHAT_IS_KNOWN = {
    ("size", "abolished"),
    ("person_dependence", "largest_share"),
    ("partner_stance", "opposed"),
    ("partner_stance", "met"),
    ("decision_hearing", "waits_in_circle"),
    ("trait_score", "answers"),
    ("trait_score", "level"),
    ("trait_score", "spread"),
    ("trust_pair", "level"),
    ("concession", "share"),
    ("concession", "others_share"),
    *(("trust", name) for name in ("level", "known_share", "mutual_share", "low_share", "camps", "smallest_camp")),
}

#: Columns that say "at least".
LOWER_BOUNDS = {
    ("theme_value", "measured"),
    ("theme_value", "claimed"),
    ("interest_coverage", "unspoken"),
    ("partner_weight", "themes"),
    ("partner_dependence", "themes_lost"),
    ("partner_dependence", "themes_lost_count"),
    *(("decision_calendar", name) for name in ("undated", "without_body", "overdue", "unanimous")),
    *(("theme_parties", name) for name in ("absent", "absent_count")),
    *(("exit_stake", name) for name in ("duties", "duties_count", "waiting", "waiting_count")),
    *(("concession", name) for name in ("gave_way", "concessions")),
    *(("inner_division", name) for name in ("topics", "traits", "others")),
    *(("granting", name) for name in ("decisions", "with_concession", "helpers", "helpers_count")),
    *(("theme_progress", name) for name in ("late", "done", "shared_results")),
    *(("doubt", name) for name in ("doubting", "doubting_count", "leaving", "leaving_count")),
}


@st.composite
def forgotten(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any]]:
    """Draw a partnership, and the same of which somebody forgot some attributes and sections."""
    data = draw(complete())
    less = copy.deepcopy(data)
    optional = [
        (section, number, name)
        for section in SECTIONS
        for number, item in enumerate(data[section])
        for name in item
        if is_optional(section, name) and (section, name) not in DEFINING
    ]
    for section, number, name in draw(st.lists(st.sampled_from(optional), unique=True)) if optional else []:
        del less[section][number][name]
    less["incomplete"] = draw(st.lists(st.sampled_from([s for s in SECTIONS if s != "funds"]), unique=True, max_size=3))
    return data, less


def is_optional(section: str, written: str) -> bool:
    fields = ENTITIES[section].model_fields
    info = next(info for name, info in fields.items() if written in (name, info.alias))
    return not info.is_required() and written != "key"


@given(forgotten())
@settings(max_examples=200, deadline=None)
def test_what_is_known_stays_true_when_more_becomes_known(pictures: tuple[dict[str, Any], dict[str, Any]]) -> None:
    more, less = map(as_graph, pictures)
    for measure in MEASURES:
        all_rows = rows(measure, more)
        for key, row in rows(measure, less).items():
            for name, known in row.items():
                if known is not None and (measure.name, name) not in OF_WHAT_IS_KNOWN:
                    check(all_rows[key][name], known, is_bound=(measure.name, name) in LOWER_BOUNDS)


def check(truth: Any, known: Any, *, is_bound: bool) -> None:
    if not is_bound:
        assert truth == known
    elif isinstance(known, tuple):
        assert set(known) <= set(truth)
    else:
        assert known <= truth


#: Columns that need a section that their measure does not.
OF_OTHER_SECTIONS = {
    "goal_support": ["milestones"],
    "size": ["themes", "persons", "decisions", "funds", "contact_share"],
    "partner_dependence": ["money_share", "themes_lost", "themes_lost_count"],
    "partner_weight": ["themes"],
    "inner_division": ["others"],
    "contact_network": ["articulation_persons"],
    "person_dependence": ["role_share", "theme_share", "decision_share", "roles", "themes_orphaned"],
    "theme_progress": ["goals"],
}


@given(complete(), st.sampled_from(sorted(OF_OTHER_SECTIONS)))
@EXAMPLES
def test_a_column_of_another_section_is_unknown_if_that_may_miss_something(data: dict[str, Any], name: str) -> None:
    measure = registered()[name]
    others = [section for section in SECTIONS if section not in measure.needs]
    for row in measure.function(as_graph({**data, "incomplete": others})):
        assert [getattr(row, column) for column in OF_OTHER_SECTIONS[name]] == [None] * len(OF_OTHER_SECTIONS[name])


def test_on_an_empty_region_every_measure_answers() -> None:
    about = {"key": "partnership:p", "name": "P", "date": "2026-11-23"}
    for sections in ({}, {section: [] for section in SECTIONS}):
        G = as_graph({"partnership": about, **sections})
        for measure in MEASURES:
            assert len(list(measure.function(G))) == measure.singleton
