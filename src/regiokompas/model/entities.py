"""Every entity, by section."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from regiokompas.model.base import Entity
from regiokompas.model.means import Benefit, Contribution, Fund
from regiokompas.model.parties import About, Partner, Person, Relation, Role, Statement
from regiokompas.model.work import Agreement, Decision, Goal, Interest, Milestone, Plan, Result, Theme
from regiokompas.texts import Bilingual

__all__ = ["ENTITIES", "NOUNS"]

#: Every entity, by section, in the order of the input.
ENTITIES: dict[str, type[Entity]] = {
    entity.SECTION: entity
    for entity in (
        About,
        Partner,
        Person,
        Theme,
        Goal,
        Milestone,
        Result,
        Interest,
        Contribution,
        Benefit,
        Fund,
        Decision,
        Role,
        Relation,
        Agreement,
        Plan,
        Statement,
    )
}

#: What one of each kind is called.
NOUNS: Mapping[str, Bilingual] = MappingProxyType(
    {
        "partnership": Bilingual("samenwerkingsverband", "partnership"),
        "partner": Bilingual("partner", "partner"),
        "person": Bilingual("persoon", "person"),
        "theme": Bilingual("opgave", "theme"),
        "goal": Bilingual("doel", "goal"),
        "milestone": Bilingual("mijlpaal", "milestone"),
        "result": Bilingual("resultaat", "result"),
        "interest": Bilingual("belang", "interest"),
        "contribution": Bilingual("bijdrage", "contribution"),
        "benefit": Bilingual("opbrengst", "benefit"),
        "fund": Bilingual("potje", "fund"),
        "decision": Bilingual("besluit", "decision"),
        "role": Bilingual("rol", "role"),
        "relation": Bilingual("relatie", "relation"),
        "agreement": Bilingual("afspraak", "agreement"),
        "plan": Bilingual("lokaal plan", "local plan"),
        "statement": Bilingual("stelling", "statement"),
    }
)
