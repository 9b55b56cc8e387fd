"""A YAML file to fill in: the head to complete, and every section as a commented example with its questions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from regiokompas.io.replacing import write_bytes
from regiokompas.model.parties import About
from regiokompas.tables.columns import SHEETS, Column, columns
from regiokompas.tables.example import example_data
from regiokompas.tables.wording import meaning_of, purpose_of
from regiokompas.texts import Bilingual, Language

__all__ = ["scaffold", "write_yaml_template"]

#: Keys and days, which need no quotation marks here.
_PLAIN = re.compile(r"[a-z_]+:[a-z0-9:>-]+|[0-9]{4}-[0-9]{2}-[0-9]{2}")

_GUIDE = (
    Bilingual(
        "Vul de samenwerking in, en haal het hekje weg voor wat u weet. Wat ontbreekt, is onbekend: nooit nee, nooit nul.",
        "Fill in the partnership, and take off the hash before what you know. What is missing is unknown: never no or zero.",
    ),
    Bilingual(
        "Weet u dat er geen is, schrijf dan none, of [] voor een lijst. Een deel dat er staat, is compleet, tenzij u het "
        "noemt bij incomplete.",
        "If you know that there is none, write none, or [] for a list. A section that is there is complete, unless you "
        "name it under incomplete.",
    ),
    Bilingual(
        "Sleutels bedenkt u zelf: de soort, een dubbele punt en een naam in kleine letters. Alle waarden hieronder zijn "
        "verzonnen.",
        "You make up the keys: the kind, a colon and a name in small letters. All values below are made up.",
    ),
)


def write_yaml_template(path: Path, language: Language) -> None:
    """Write a YAML file to fill in."""
    write_bytes(path, scaffold(language).encode())


def scaffold(language: Language) -> str:
    """Return YAML with one example of everything, commented out except for what every partnership needs.

    Examples
    --------
    >>> [line for line in scaffold("en").splitlines() if line.startswith("  name:")]
    ['  name: Lindewaard Region  # What is the cooperation called?']
    """
    lines = [f"# {paragraph.say(language)}" for paragraph in _GUIDE]
    for section in SHEETS:
        lines += ["", f"# {purpose_of(section, language)}", *_section(section, language)]
    lines += ["", f"# {_INCOMPLETE.say(language)}", "# incomplete: [relations]"]
    return "\n".join(lines) + "\n"


_INCOMPLETE = Bilingual("Van welke delen is niet alles opgeschreven?", "Of which sections is not all written down?")


def _section(section: str, language: Language) -> Iterator[str]:
    data = example_data()[section]
    by_attribute = {column.attribute: column for column in reversed(columns(section)) if column.language is None}
    if section == About.SECTION:
        yield f"{section}:"
        for attribute, value in data.items():
            line = f"  {attribute}: {_written(value, language)}{_comment(section, by_attribute[attribute], language)}"
            yield line if by_attribute[attribute].is_required or attribute == "key" else f"# {line}"
        return
    yield f"# {section}:"
    for number, item in enumerate(data):
        for place, (attribute, value) in enumerate(item.items()):
            comment = _comment(section, by_attribute[attribute], language) if number == 0 else ""
            yield f"# {'    ' if place else '  - '}{attribute}: {_written(value, language)}{comment}"


def _comment(section: str, column: Column, language: Language) -> str:
    question = meaning_of(section, column, language, ", ".join(value for value, _ in column.choices))
    return f"  # {question}" if question else ""


def _written(value: Any, language: Language) -> str:
    """Write a value on one line; a text in the one language serves for both."""
    if isinstance(value, dict) and set(value) == {"nl", "en"}:
        return _written(value[language], language)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_written(item, language)}" for name, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_written(item, language) for item in value) + "]"
    if isinstance(value, str) and _PLAIN.fullmatch(value):
        return value
    return (
        yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, width=10_000).removesuffix("...\n").strip()
    )
