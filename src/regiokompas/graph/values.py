"""Values as graph files hold them: XML formats know texts and numbers alone.

What is neither is written as JSON: a list, a fund's condition, a text that differs between Dutch and English
(``{"nl": "...", "en": "..."}``). Days are ISO texts, amounts numbers in the currency of the partnership, and yes and
no the texts ``true`` and ``false``: some programs make *no* of a truth value that is unknown. A text that begins as
JSON does, that is empty, or that XML cannot hold, is written as a JSON text, in quotes.
"""

from __future__ import annotations

import json
import math
import re
from functools import cache
from typing import Any, get_args

from regiokompas.model import Entity

__all__ = ["decode", "encode"]

#: How JSON begins where it stands for something other than a number or a word.
_JSON = ("[", "{", '"')

#: What XML cannot hold, or gives back as something else.
_NOT_XML = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def encode(value: Any) -> str | int | float:
    """Return a value of :func:`regiokompas.graph.to_graph` as a text or a number.

    Examples
    --------
    >>> encode(("inkoop", "juristen")), encode({"nl": "Zorg", "en": "Care"}), encode(True)
    ('["inkoop", "juristen"]', '{"nl": "Zorg", "en": "Care"}', 'true')
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return value
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    if isinstance(value, str) and value and not value.startswith(_JSON) and value == value.strip():
        return value if not _NOT_XML.search(value) else json.dumps(value)
    text = json.dumps(value, ensure_ascii=False)
    return text if not _NOT_XML.search(text) else json.dumps(value)


def decode(kind: type[Entity], name: str, value: Any) -> Any:
    """Return what a graph file says of an attribute, ``None`` where it says nothing.

    Programs fill up columns: an empty text or *not a number* means unknown. They also make 5.0 of 5.

    Examples
    --------
    >>> from regiokompas.model import ENTITIES
    >>> decode(ENTITIES["partners"], "population", 92400.0), decode(ENTITIES["partners"], "can_do_alone", "true")
    (92400, True)
    """
    if value == "" or (isinstance(value, float) and math.isnan(value)):
        return None
    expected = _basic_types(kind, name)
    if isinstance(value, str):
        if value.startswith(_JSON):
            try:
                return json.loads(value)
            except ValueError:
                return value
        if bool in expected and value.lower() in ("true", "false"):
            return value.lower() == "true"
    if isinstance(value, float) and value.is_integer() and int in expected:
        return int(value)
    return value


@cache
def _basic_types(kind: type[Entity], name: str) -> frozenset[Any]:
    """Return the types that the annotation of an attribute is made of."""
    found: set[Any] = set()
    pending: list[Any] = [
        info.annotation for written, info in kind.model_fields.items() if name in (written, info.alias)
    ]
    while pending:
        annotation = pending.pop()
        arguments = get_args(annotation)
        pending.extend(arguments)
        if not arguments and isinstance(annotation, type):
            found.add(annotation)
    return frozenset(found)
