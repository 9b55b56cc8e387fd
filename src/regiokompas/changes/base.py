"""What a change is: data that says what happens, and can be written into a draft of a partnership."""

from __future__ import annotations

from abc import abstractmethod
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from regiokompas.changes.draft import Draft
from regiokompas.changes.flow import write_value
from regiokompas.model.base import Key
from regiokompas.texts import Bilingual

__all__ = ["AnyKey", "BaseChange", "DecisionKey", "FundKey", "PartnerKey", "Party", "PersonKey", "ThemeKey", "Written"]


def _key_of(*kinds: str) -> Any:
    return Field(
        pattern=rf"^({'|'.join(kinds)}):[a-z0-9:._>/-]+$",
        max_length=400,
        description=f"the key of a {' or '.join(kinds)}",
    )


AnyKey = Key
PersonKey = Annotated[str, _key_of("person")]
PartnerKey = Annotated[str, _key_of("partner")]
Party = Annotated[str, _key_of("person", "partner")]
FundKey = Annotated[str, _key_of("fund")]
ThemeKey = Annotated[str, _key_of("theme")]
DecisionKey = Annotated[str, _key_of("decision", "fund")]

#: Attributes by name, as the input writes them.
Written = dict[str, Any]


class BaseChange(BaseModel):
    """Something that happens to a partnership, as data.

    Its name stands under ``change``; the other attributes, in their order, are the parts of its short form.
    """

    #: The change in words, with its parts between braces.
    SAID: ClassVar[Bilingual]

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    @abstractmethod
    def write(self, draft: Draft) -> None:
        """Write the change into a draft.

        Raises
        ------
        InputError
            If it does not fit the partnership.
        """

    def to_dict(self) -> dict[str, Any]:
        """Return the change as plain data, without what is left at its default."""
        return {"change": getattr(self, "change")} | self.model_dump(mode="json", exclude_defaults=True)  # noqa: B009

    def __str__(self) -> str:
        """Return the short form, which the command line takes and messages name."""
        data = self.to_dict()
        parts = [write_value(data.get(name)) for name in type(self).parts()]
        while parts and not parts[-1]:
            parts.pop()
        return f"{data['change']}:{','.join(parts)}"

    @classmethod
    def parts(cls) -> list[str]:
        """Return the attributes that make up the short form, in their order."""
        return [name for name in cls.model_fields if name != "change"]
