"""Every entity, by section."""

from __future__ import annotations

from regiokompas.model.base import Entity
from regiokompas.model.means import Benefit, Contribution, Fund
from regiokompas.model.parties import About, Partner, Person, Relation, Role, Statement
from regiokompas.model.work import Agreement, Decision, Goal, Interest, Milestone, Plan, Result, Theme

__all__ = ["ENTITIES"]

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
