"""Changes of single values and entities, for whatever has no change of its own."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from pydantic import Field

from regiokompas.changes.base import AnyKey, BaseChange, Written
from regiokompas.changes.draft import Draft
from regiokompas.changes.flow import write_value
from regiokompas.errors import did_you_mean
from regiokompas.model import ENTITIES, SECTIONS
from regiokompas.model.base import derived_key
from regiokompas.model.entities import NOUNS
from regiokompas.saying import Said
from regiokompas.texts import Bilingual

__all__ = ["Add", "Set"]


class Set(BaseChange):
    """An attribute gets another value; ``None`` makes it unknown."""

    SAID: ClassVar[Bilingual] = Bilingual("{key}, {attribute}: {value}", "{key}, {attribute}: {value}")

    change: Literal["set"] = "set"
    key: AnyKey
    attribute: str
    value: Any = None

    def __str__(self) -> str:
        """Return the short form: the attribute of the key, and the value."""
        return f"{self.change}:{self.key}.{self.attribute}={write_value(self.value)}"

    def write(self, draft: Draft) -> None:
        """Write the value; whether it fits is seen when the draft is read."""
        item = draft.find(self.key)
        kind = next(kind for kind in ENTITIES.values() if self.key.split(":")[0] == kind.KIND)
        parts = [str(item.get(part)) for part in kind.KEY_PARTS]
        if self.attribute == "key" or (self.attribute in kind.KEY_PARTS and self.key == derived_key(kind.KIND, parts)):
            message = Said("{name} says which {kind} it is", name=self.attribute, kind=NOUNS[kind.KIND])
            draft.refuse(message, hint=Said("remove it and add another"))
        known = {info.alias or name for name, info in kind.model_fields.items()}
        if self.attribute not in known:
            hint = did_you_mean(self.attribute, known)
            message = Said("{name} is no attribute of a {kind}", name=self.attribute, kind=NOUNS[kind.KIND])
            draft.refuse(message, ", ".join(sorted(known)), hint)
        if self.value is None:
            item.pop(self.attribute, None)
        else:
            item[self.attribute] = self.value


class Add(BaseChange):
    """Something is added to a section."""

    SAID: ClassVar[Bilingual] = Bilingual("erbij in {section}: {attributes}", "added to {section}: {attributes}")

    change: Literal["add"] = "add"
    section: str
    attributes: Written = Field(default_factory=dict)

    def write(self, draft: Draft) -> None:
        """Add it; whether it fits is seen when the draft is read."""
        if self.section not in SECTIONS:
            message = Said("{name} is no section", name=self.section)
            draft.refuse(message, ", ".join(SECTIONS), did_you_mean(self.section, SECTIONS))
        draft.add(self.section, self.attributes)
