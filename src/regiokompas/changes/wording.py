"""Changes in words."""

from __future__ import annotations

from datetime import date
from typing import Any

from regiokompas.changes.flow import write_value
from regiokompas.changes.kinds import Change
from regiokompas.changes.values import Add, Set
from regiokompas.model import ENTITIES, Partnership, Text
from regiokompas.model.labels import label
from regiokompas.texts import Bilingual, Language, join_words, say_date, term

__all__ = ["say_change"]

_OPEN = Bilingual("nog open", "still open")

#: What entities are called, by the attribute that says it.
_NAMES = ("name", "function", "text", "subject")


def say_change(change: Change, partnership: Partnership, language: Language) -> str:
    """Say what a change is, in the words of a partnership that knows what it names.

    Examples
    --------
    >>> from regiokompas.changes import leaves
    >>> from regiokompas.io.document import Document
    >>> from regiokompas.model import read
    >>> about = {"key": "partnership:demo", "name": "Demo", "date": "2026-11-23"}
    >>> persons = [{"key": "person:jansen", "function": {"nl": "regisseur", "en": "director"}}]
    >>> demo = read(Document({"partnership": about, "persons": persons}, "<dict>"))
    >>> say_change(leaves("person:jansen"), demo, "nl")
    'Regisseur vertrekt'
    """
    words = {name: _say(getattr(change, name), partnership, language) for name in type(change).parts()}
    if isinstance(change, Add):
        words["attributes"] = _added(change, partnership, language)
    if isinstance(change, Set):
        words["attribute"] = _attribute(change, language)
        words["value"] = term("unknown", language) if change.value is None else words["value"]
    said = change.SAID.say(language).format(**words)
    return said[:1].upper() + said[1:]


def _say(value: Any, partnership: Partnership, language: Language) -> str:
    match value:
        case None:
            return _OPEN.say(language)
        case bool():
            return term("yes" if value else "no", language)
        case str():
            return label(partnership, value, language) if ":" in value else term(value, language)
        case date():
            return say_date(value, language)
        case Text():
            return value.say(language)
        case list() | tuple():
            return join_words([_say(item, partnership, language) for item in value], language) or term("none", language)
        case _:
            return write_value(value)


def _added(change: Add, partnership: Partnership, language: Language) -> str:
    """Return what the new thing is called, or else what is known of it."""
    for name in _NAMES:
        if name in change.attributes:
            given = change.attributes[name]
            return str(given.get(language) or next(iter(given.values()))) if isinstance(given, dict) else str(given)
    known = (value for name, value in change.attributes.items() if name != "key")
    return ", ".join(_say(value, partnership, language) for value in known)


def _attribute(change: Set, language: Language) -> str:
    """Return the label of the attribute that is set."""
    kind = next(kind for kind in ENTITIES.values() if change.key.split(":")[0] == kind.KIND)
    info = next(info for name, info in kind.model_fields.items() if change.attribute in (info.alias, name))
    extra = info.json_schema_extra
    dutch = extra.get("nl") if isinstance(extra, dict) else None
    return str(dutch if language == "nl" else info.title)
