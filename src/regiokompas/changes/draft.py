"""A draft: the data of a partnership while a change is written into it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

from regiokompas.errors import InputError, Problem, Source, did_you_mean
from regiokompas.model import ENTITIES, SECTIONS, Entity, Partnership
from regiokompas.model.entities import NOUNS
from regiokompas.model.references import reference_fields
from regiokompas.saying import Either, Said

__all__ = ["Draft", "Item"]

#: The data of one entity, by the names of the input; what is unknown is left out.
Item = dict[str, Any]


class Draft:
    """A copy of a partnership as plain data, to be changed and read again.

    Parameters
    ----------
    partnership
        What is changed; it stays as it is.
    change
        The change in its short form, to name in every problem.

    Examples
    --------
    >>> from regiokompas.io.document import Document
    >>> from regiokompas.model import read
    >>> about = {"key": "partnership:demo", "name": "Demo", "date": "2026-11-23"}
    >>> draft = Draft(read(Document({"partnership": about}, "<dict>")), "remove:partner:tiel")
    >>> draft.find("partnership:demo")["name"]
    'Demo'
    """

    def __init__(self, partnership: Partnership, change: str) -> None:
        self.data: dict[str, Any] = partnership.to_dict()
        self._change = change

    def items(self) -> Iterator[tuple[type[Entity], Item]]:
        """Yield every entity but the partnership itself, with its model."""
        for section in SECTIONS:
            for item in self.data.get(section, ()):
                yield ENTITIES[section], item

    def of(self, section: str) -> list[Item]:
        """Return the entities of a section as they are known: none if the section is unknown."""
        items: list[Item] = self.data.get(section, [])
        return items

    def find(self, key: str, *kinds: str) -> Item:
        """Return the data of an entity, to be changed in place.

        Raises
        ------
        InputError
            If there is none, with the nearest key; or if it is of another kind than those asked for.
        """
        known: dict[str, Item] = {item["key"]: item for _, item in self.items() if "key" in item}
        known[self.about["key"]] = self.about
        if kinds and key.split(":")[0] not in kinds:
            wanted = Either(NOUNS[kind] for kind in kinds)
            self.refuse(Said("{key} is no {kind}", key=key, kind=wanted), Said("the key of a {kind}", kind=wanted))
        if key not in known:
            near = [other for other in known if not kinds or other.split(":")[0] in kinds]
            self.refuse(Said("{key} does not exist", key=key), hint=did_you_mean(key, near))
        return known[key]

    def add(self, section: str, item: Mapping[str, Any]) -> None:
        """Add an entity; in a section that was unknown there may be more, so it is known as incomplete."""
        if section not in self.data:
            self.data[section] = []
            self.data["incomplete"] = sorted({*self.data.get("incomplete", ()), section})
        self.data[section].append(dict(item))

    @property
    def about(self) -> Item:
        """The data of the partnership itself."""
        about: Item = self.data["partnership"]
        return about

    def refuse(self, message: Said, expected: str | None = None, hint: Said | None = None) -> NoReturn:
        """Say that the change does not fit this partnership.

        Raises
        ------
        InputError
            Always.
        """
        raise InputError([Problem(message, Source(self._change), expected=expected, hint=hint)])


def written_references(kind: type[Entity]) -> Iterator[tuple[str, bool]]:
    """Yield the attributes of an entity that name others, as they are written, and whether each must be given."""
    for name in reference_fields(kind):
        info = kind.model_fields[name]
        yield info.alias or name, info.is_required()
