"""Claims: what the source of a pack says, in our own words, so that every rule can point at its ground."""

from __future__ import annotations

from dataclasses import dataclass

from regiokompas.errors import Problems
from regiokompas.facts.schema import Vocabulary
from regiokompas.io.document import Document, Path, Plain
from regiokompas.rules.places import PlaceReader
from regiokompas.rules.reading import FIELDS
from regiokompas.texts import LANGUAGES, Bilingual

__all__ = ["Claim", "read_claims"]

_NAMES = ("paragraph", "field", "carried_by", "out_of_scope", *LANGUAGES)


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of the source.

    Parameters
    ----------
    paragraph
        Where the source makes it.
    field
        A tension field, or ``all``.
    instead
        What carries it beside rules or in their place, or why nothing does; ``None`` if rules alone carry it.
    in_scope
        Whether the pack means to judge it at all.
    """

    id: str
    paragraph: str
    field: str
    text: Bilingual
    instead: Bilingual | None
    in_scope: bool


def read_claims(document: Document, vocabulary: Vocabulary) -> tuple[dict[str, Claim], Problems]:
    """Read the claims of a pack, by id.

    Returns
    -------
    claims
        Those that can be used, in the order of the file.
    problems
        Everything that is wrong, each with its place.
    """
    reader = _ClaimsReader(document, vocabulary)
    return reader.claims(), reader.problems


class _ClaimsReader(PlaceReader):
    def claims(self) -> dict[str, Claim]:
        data = self.document.data
        listed = data.get("claims") if isinstance(data, dict) else None
        if not isinstance(data, dict) or not isinstance(listed, dict):
            self.complain((), "no claims here", "about: {nl: ..., en: ...} and claims: {E1: ...}")
            return {}
        self.only(data, (), ("about", "claims"))
        return {id_: self._claim(id_, item) for id_, item in listed.items()}

    def _claim(self, id_: str, item: Plain) -> Claim:
        path: Path = ("claims", id_)
        self.pattern(path, id_, r"[A-Z]+\d+", "a letter and a number, such as E35")
        if not isinstance(item, dict):
            self.complain(path, f"{id_} says nothing", "{paragraph: 9, field: financing, nl: ..., en: ...}")
            item = {}
        self.only(item, path, _NAMES)
        field = str(item.get("field", "nothing"))
        if field not in (*FIELDS, "all"):
            self.complain((*path, "field"), f"{field} is no field", ", ".join((*FIELDS, "all")))
        instead = item.get("carried_by") or item.get("out_of_scope")
        return Claim(
            id_,
            str(item.get("paragraph", "")),
            field,
            self._text(path, {language: item.get(language) for language in LANGUAGES}),
            self._text(path, instead) if instead else None,
            "out_of_scope" not in item,
        )

    def _text(self, path: Path, text: Plain) -> Bilingual:
        if isinstance(text, dict) and all(isinstance(text.get(language), str) for language in LANGUAGES):
            return Bilingual(str(text["nl"]), str(text["en"]))
        self.complain(path, f"{path[-1]} is missing in a language", "nl: ..., en: ...")
        return Bilingual("", "")
