"""What if and compare: what differs, what only became known, and what falls apart."""

import json
from pathlib import Path
from typing import Any

import pytest

import regiokompas as rk
from regiokompas.results.comparison import Comparison, Difference
from regiokompas.scenarios.falling_apart import falls_apart

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def kompas() -> rk.Kompas:
    return rk.Kompas()


@pytest.fixture(scope="module")
def rivierland() -> rk.Partnership:
    return rk.load(EXAMPLES / "rivierland.yaml")


@pytest.fixture(scope="module")
def without_manager(rivierland: rk.Partnership, kompas: rk.Kompas) -> rk.WhatIf:
    return rk.what_if(rivierland, rk.leaves("person:programmamanager"), kompas=kompas)


def rules(differences: tuple[Difference, ...]) -> set[str]:
    return {difference.finding.rule for difference in differences}


def region(**sections: Any) -> rk.Partnership:
    about = {"key": "partnership:p", "name": "P", "date": "2026-11-23"}
    return rk.load({"partnership": about | sections.pop("about", {}), **sections})


def test_what_falls_apart_when_the_programme_manager_leaves(without_manager: rk.WhatIf) -> None:
    lost = {loss.kind: loss.keys for loss in without_manager.falls_apart}
    assert set(lost) == {"theme-without-initiator", "partner-cut-off"}
    assert lost["theme-without-initiator"] == (
        "theme:inkoop",
        "theme:kortdurend-verblijf",
        "theme:opgroeien-in-een-gezin",
        "theme:toegang",
    )
    assert "partner:lingeoord" in (lost["partner-cut-off"] or ())
    assert "partner:kersenwaard" not in (lost["partner-cut-off"] or ())


def test_what_lapses_with_the_person_is_no_improvement(without_manager: rk.WhatIf) -> None:
    lapsed = [d.finding.rule for d in without_manager.gone if d.subject_left]
    assert "key-figure-dependence" in lapsed
    assert all(d.finding.subjects == ("person:programmamanager",) for d in without_manager.gone if d.subject_left)
    assert f"vervallen er {len(lapsed)}" in " ".join(rk.render(without_manager, "text").split())


def test_a_new_finding_brings_the_facts_that_changed(without_manager: rk.WhatIf) -> None:
    [found] = [d for d in without_manager.new if d.finding.subjects == ("theme:toegang",)]
    [fact] = found.facts
    assert (fact.fact, fact.attribute, fact.before, fact.after) == ("theme_roles:theme:toegang", "initiators", "1", "0")


def test_both_diagnoses_are_in_it(rivierland: rk.Partnership, without_manager: rk.WhatIf, kompas: rk.Kompas) -> None:
    assert without_manager.before == kompas.diagnose(rivierland)
    assert without_manager.changes == ("leaves:person:programmamanager",)
    assert without_manager.after == kompas.diagnose(rk.apply(rivierland, [rk.leaves("person:programmamanager")]))
    assert without_manager.levels["direction"].before == without_manager.before.compass["direction"].level


def test_lost_money_and_what_waited_for_it_are_told_apart(rivierland: rk.Partnership) -> None:
    committed = rk.apply(rivierland, [rk.commit_unconditionally("fund:waalbeek-verblijf")])
    lost = rk.apply(committed, [rk.loses_fund("fund:waalbeek-verblijf")])
    money = {loss.kind: (loss.amount, loss.keys) for loss in falls_apart(committed, lost, "nl")}
    assert money["money-lost"] == (640000, ("fund:waalbeek-verblijf",))
    assert "fund:lingeoord-verblijf" in (money["money-standing-still"][1] or ())
    stuck = {
        loss.kind
        for loss in falls_apart(rivierland, rk.apply(rivierland, [rk.loses_fund("fund:waalbeek-verblijf")]), "nl")
    }
    assert stuck == {"money-lost", "money-out-of-reach"}


def test_a_decision_loses_its_body_with_the_partner_it_is_named_after() -> None:
    p = region(
        partners=[{"key": "partner:a", "name": "Tiel"}, {"key": "partner:b", "name": "Buren"}],
        decisions=[{"key": "decision:d", "subject": "D", "concerns": "partnership:p", "body": "raad van Tiel"}],
    )
    lost = {loss.kind: loss.keys for loss in falls_apart(p, rk.apply(p, [rk.withdraws("partner:a")]), "nl")}
    assert lost["decision-without-body"] == ("decision:d",)


def test_what_cannot_be_known_is_said_to_be_so() -> None:
    p = region(partners=[{"key": "partner:a", "name": "Tiel"}], decisions=[])
    losses = falls_apart(p, rk.apply(p, [rk.withdraws("partner:a")]), "en")
    assert {loss.kind for loss in losses if loss.keys is None} == {loss.kind for loss in losses}
    assert "cannot be said" in losses[0].text


OPEN = {"key": "person:x", "function": "adviseur", "governor": False}
ROLES = [
    {"role": "client", "holder": "person:x", "concerns": "theme:t"},
    {"role": "director", "holder": "person:x", "concerns": "theme:t"},
]


def people(**known: Any) -> rk.Partnership:
    themes = [{"key": "theme:t", "name": "T"}]
    return region(partners=[], relations=[], themes=themes, roles=ROLES, decisions=[], persons=[{**OPEN, **known}])


def test_what_became_known_is_not_new_and_what_changed_is(kompas: rk.Kompas) -> None:
    unknown, none, one = people(), people(deputies=[]), people(deputies=["person:x"])
    known = rk.compare(unknown, none, kompas=kompas)
    assert "no-deputy" in rules(known.became_known)
    assert "no-deputy" not in rules(known.new)
    changed = rk.compare(one, none, kompas=kompas)
    assert "no-deputy" in rules(changed.new)
    assert "no-deputy" not in rules(changed.became_known)
    [found] = [d for d in changed.new if d.finding.rule == "no-deputy"]
    assert [(fact.before, fact.after) for fact in found.facts] == [("1", "0")]


def test_what_is_no_longer_known_is_not_gone(kompas: rk.Kompas) -> None:
    lost = rk.compare(people(deputies=[]), people(), kompas=kompas)
    assert "no-deputy" in rules(lost.no_longer_known)
    assert "no-deputy" not in rules(lost.gone)
    whole_section = rk.compare(people(deputies=[]), region(), kompas=kompas)
    assert "no-deputy" in rules(whole_section.no_longer_known)
    assert not whole_section.gone


def test_a_finding_on_both_sides_is_worse_the_further_it_lies_beyond_the_limit(
    rivierland: rk.Partnership, kompas: rk.Kompas
) -> None:
    more = rk.what_if(rivierland, rk.set_value("fund:waalbeek-verblijf", "amount", "EUR 9000000"), kompas=kompas)
    assert "money-stands-still" in rules(more.worse)
    less = rk.compare(more.after, more.before)
    assert rules(less.better) == rules(more.worse)
    assert rules(less.worse) == rules(more.better)


def test_two_regions_are_compared_by_rule(rivierland: rk.Partnership, kompas: rk.Kompas) -> None:
    both = rk.compare(rivierland, rk.load(EXAMPLES / "gezond.yaml"), kompas=kompas)
    assert not both.same_partnership
    shown = [d.finding.rule for name in ("new", "gone", "worse", "better") for d in getattr(both, name)]
    assert len(shown) == len(set(shown))
    assert "circular-wait" in rules(both.gone)
    assert rk.render(both, "text").startswith("Jeugdregio Rivierland en Samenwerking Groene Delta vergeleken\n")


def test_like_is_compared_with_like(rivierland: rk.Partnership, kompas: rk.Kompas) -> None:
    diagnosis = kompas.diagnose(rivierland)
    with pytest.raises(rk.RegiokompasError, match="one diagnosis is in nl and the other in en"):
        rk.compare(diagnosis, kompas.diagnose(rivierland, language="en"))
    with pytest.raises(rk.RegiokompasError, match="same rules and parameters"):
        rk.compare(diagnosis, rk.diagnose(rivierland, parameters={"FIN01.min_amount": 5}))
    one, other = (rk.diagnose(rivierland, select=prefix) for prefix in ("FIN01", "FIN02"))
    with pytest.raises(rk.RegiokompasError, match="same rules"):
        rk.compare(one, other)
    with pytest.raises(rk.RegiokompasError, match="not one of each"):
        rk.compare(diagnosis, rivierland)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("format_", ["text", "markdown", "json"])
def test_every_format_shows_every_comparison(
    rivierland: rk.Partnership, kompas: rk.Kompas, language: Any, format_: str
) -> None:
    healthy = rk.load(EXAMPLES / "gezond.yaml")
    comparisons: list[Comparison] = [
        rk.what_if(rivierland, rk.withdraws("partner:waalbeek"), kompas=kompas, language=language),
        rk.what_if(healthy, rk.set_value("partnership:groene-delta", "note", "x"), kompas=kompas, language=language),
        rk.compare(rivierland, healthy, kompas=kompas, language=language),
    ]
    for comparison in comparisons:
        shown = rk.render(comparison, format_)
        assert shown.endswith("\n")
        if format_ == "text":
            assert max(map(len, shown.splitlines())) <= 80
        if format_ == "json":
            assert {"before", "after", "new", "gone", "levels", "no_longer_known"} <= set(json.loads(shown))


def test_an_unknown_format_is_refused(without_manager: rk.WhatIf) -> None:
    with pytest.raises(rk.NotFoundError, match="markdown"):
        rk.render(without_manager, "markdwn")
