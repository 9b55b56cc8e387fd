"""A scaffold for a new rule: a file that loads, whose tests pass, and that says what is still to be written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from regiokompas.errors import NotFoundError, RegiokompasError, did_you_mean
from regiokompas.io.replacing import make_folder, write_bytes
from regiokompas.rules.descriptions import DESCRIPTION
from regiokompas.rules.language import Rule
from regiokompas.rules.loader import Pack
from regiokompas.rules.reading import FIELDS

__all__ = ["check_new", "check_place", "next_id", "rule_text", "write_pack", "write_rule"]


def write_rule(folder: Path, field: str, name: str, id_: str) -> Path:
    """Write the scaffold of a rule into the folder of a pack.

    Parameters
    ----------
    folder
        The folder of the pack; it is made if it is not there.
    field
        A tension field.
    name
        Words with hyphens.
    id_
        Letters and a number, such as ``ACC01``.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    NotFoundError
        If there is no such field.
    RegiokompasError
        If the name or id does not fit, or the file exists already.
    """
    check_new(field, name, id_)
    path = folder / field / f"{name}.yaml"
    if path.exists():
        raise RegiokompasError(f"{path} exists already")
    make_folder(path.parent)
    write_bytes(path, rule_text(field, name, id_).encode())
    return path


def check_new(field: str, name: str, id_: str | None) -> None:
    """Refuse what cannot become a rule, before anything is written; an id of ``None`` is still to be chosen.

    Raises
    ------
    NotFoundError
        If there is no such field.
    RegiokompasError
        If the name or id does not fit.
    """
    if field not in FIELDS:
        hint = did_you_mean(field, FIELDS)
        raise NotFoundError(f"{field} is no field; known are {', '.join(FIELDS)}" + (f"; {hint}" if hint else ""))
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise RegiokompasError(f"{name} is no name of a rule; write words with hyphens, such as circular-wait")
    if id_ is not None and not re.fullmatch(r"[A-Z]{2,5}\d{2,3}", id_):
        raise RegiokompasError(f"{id_} is no id of a rule; write letters and a number, such as ACC01")


def check_place(pack: Pack, name: str, id_: str) -> None:
    """Refuse a name or id that is taken in a pack, and an id without one of its prefixes.

    Raises
    ------
    RegiokompasError
        If the rule has no place in the pack.
    """
    for rule in pack.rules:
        if name == rule.name or id_ == rule.id:
            raise RegiokompasError(f"{rule.id} {rule.name} is there already, in {rule.source.file}")
    if pack.about and id_.rstrip("0123456789") not in pack.about.prefixes:
        prefixes = ", ".join(pack.about.prefixes)
        raise RegiokompasError(f"{id_} has no prefix of the pack {pack.name}; write one of {prefixes} and a number")


def write_pack(folder: Path, id_: str | None = None) -> Path:
    """Write the description of a new pack; its prefix is that of an id, or three letters of the folder's name.

    Raises
    ------
    RegiokompasError
        If the file cannot be written.
    """
    name = re.sub(r"[^a-z0-9]+", "-", folder.resolve().name.casefold()).strip("-") or "own"
    letters = re.sub(r"[^A-Z]", "", name.upper())[:3]
    prefix = id_.rstrip("0123456789") if id_ else letters if len(letters) > 1 else "OWN"
    text = _PACK.replace("<name>", name).replace("<prefix>", prefix).replace("<version>", version("regiokompas"))
    path = folder / DESCRIPTION
    make_folder(folder)
    write_bytes(path, text.encode())
    return path


def next_id(rules: Iterable[Rule], field: str, prefixes: tuple[str, ...] = ()) -> str:
    """Return the first free id: with the prefix of the field, or the first prefix of the pack, or three of its letters.

    Examples
    --------
    >>> next_id([], "financing"), next_id([], "financing", ("ACC",))
    ('FIN01', 'ACC01')
    """
    listed = list(rules)
    used = [rule.id.rstrip("0123456789") for rule in listed if rule.field == field]
    own = max(used, key=used.count, default=None)
    prefix = own or (prefixes[0] if prefixes else field[:3].upper())
    numbers = [int(rule.id.removeprefix(prefix)) for rule in listed if rule.id.rstrip("0123456789") == prefix]
    return f"{prefix}{max(numbers, default=0) + 1:02}"


def rule_text(field: str, name: str, id_: str) -> str:
    """Return the text of the scaffold."""
    return _SCAFFOLD.replace("<id>", id_).replace("<name>", name).replace("<field>", field)


_PACK = """\
# A pack of rules: the folder of this file, with a folder per tension field.
name: <name>
title: {nl: "TODO: titel", en: "TODO: title"}
version: "0.1"
prefixes: [<prefix>]  # the ids of the rules begin so; no two packs share a prefix
requires: ">=<version>"  # versions of regiokompas
licence: "TODO: MIT, CC-BY-4.0, ..."
"""

_SCAFFOLD = """\
# A new rule. It loads and its tests pass as it stands; regiokompas rules lint names what is still to be written.
# What each part means: docs/rule-language.md.
id: <id>
name: <name>                   # the file has this name, and lies in the folder of its field
field: <field>
kind: risk                     # risk, strength, or signal (a signal only feeds other rules)
severity: medium               # critical, high, medium, low
status: preview                # stable as soon as others may rely on it
sources: ["TODO: what this rests on: an article, a publication, or a judgement and whose"]
parameters:                    # numbers that a region may set otherwise; take this out if there are none
  days:
    value: 90
    unit: days
    range: [30, 365]
    why:
      nl: "TODO: waarom deze grens?"
      en: "TODO: why this limit?"
when:
  all:
    # The first condition binds what the rule is about. A further fact needs a join: theme: {eq: $decision.concerns}.
    - as: decision
      fact: decision
      status: planned
      days_until_date: {gte: 0, lte: $days}
      prepared: false
    # - {absent: finding, rule: name-of-another-rule, subject: {eq: $decision.key}}
finding:                       # what is the matter; {binding.attribute} writes a value
  nl: "TODO: het besluit over {decision} valt {decision.days_until_date} en is niet voorbereid."
  en: "TODO: the decision on {decision} falls {decision.days_until_date} and has not been prepared."
advice:                        # what to do on Monday, and by whom
  nl: "TODO: laat iemand {decision} voorbereiden."
  en: "TODO: let somebody prepare {decision}."
  effort: low                  # low, medium, high
  remedy:                      # the same as changes, which regiokompas carries out to prove them; or no_remedy: why
    - {change: set, key: $decision.key, attribute: prepared, value: true}
why:                           # the mechanism, and when it does not apply
  nl: "TODO: waarom is dit een risico, en wanneer geldt het niet?"
  en: "TODO: why is this a risk, and when does it not apply?"
tests:                         # each condition needs a test in which it alone decides; unknown is undecided
  - name: soon and not prepared
    given:
      - {fact: decision, key: decision:a, concerns: theme:t, status: planned, days_until_date: 30, prepared: false}
    expect: fires
  - name: it is prepared
    given:
      - {fact: decision, key: decision:a, concerns: theme:t, status: planned, days_until_date: 30, prepared: true}
    expect: {silent: prepared}
  - name: it has been taken
    given:
      - {fact: decision, key: decision:a, concerns: theme:t, status: taken, days_until_date: 30, prepared: false}
    expect: {silent: status}
  - name: it is far away
    given:
      - {fact: decision, key: decision:a, concerns: theme:t, status: planned, days_until_date: 200, prepared: false}
    expect: {silent: days_until_date}
  - name: it lies in the past
    given:
      - {fact: decision, key: decision:a, concerns: theme:t, status: planned, days_until_date: -1, prepared: false}
    expect: {silent: days_until_date}
  - name: nobody knows whether it is prepared
    given:
      - {fact: decision, key: decision:a, concerns: theme:t, status: planned, days_until_date: 30}
    expect: {undecided: prepared}
"""
