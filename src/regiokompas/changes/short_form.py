"""The short form of a change, for the command line: its name, a colon, and its parts with commas between them.

===================================================  ===========================================================
``leaves:person:x``                                  a person leaves
``withdraws:partner:x``                              a partner withdraws
``loses_fund:fund:x``                                a pot of money falls away
``loses_relation:partner:x,partner:y``               two parties lose each other
``appoint_deputy:person:x,person:y``                 y becomes deputy of x
``commit_unconditionally:fund:x``                    the owner waits for nobody
``write_agreement:exit,{shared: true}``              the partners put an agreement on paper
``split_roles:theme:x,person:y``                     client and contractor come apart, y becomes contractor
``meet:partner:x,partner:y,monthly``                 two parties talk
``assign:initiator,theme:x,person:y``                someone takes on a role
``schedule:decision:x,2027-01-14,council of Tiel``   a decision gets a day, or a body
``set:person:x.handover=true``                       an attribute gets another value; without a value it is unknown
``add:persons,{key: person:y, function: adviser}``   something is added
``remove:plan:x``                                    anything is taken out
===================================================  ===========================================================

A name may be cut off at an underscore where no other begins so: ``commit:fund:x``. Values are YAML on one line.
"""

from __future__ import annotations

from typing import Any

from regiokompas.arguments import takes
from regiokompas.changes.flow import read_value
from regiokompas.changes.kinds import CHANGES, Change, read_change
from regiokompas.errors import InputError, Problem, Source, did_you_mean
from regiokompas.saying import Either, Said

__all__ = ["parse_change"]


@takes(text=str)
def parse_change(text: str) -> Change:
    """Read a change from its short form.

    Raises
    ------
    InputError
        If there is no such change, or its parts do not fit.

    Examples
    --------
    >>> str(parse_change("commit:fund:x"))
    'commit_unconditionally:fund:x'
    >>> parse_change("set:person:x.handover=true").value
    True
    """
    short, colon, rest = text.partition(":")
    if not colon:
        expected = Said("a name, a colon and the parts, such as leaves:person:x")
        raise _refusal(text, Said("this is no change"), expected)
    name = _whole_name(short, text)
    parts = _assignment(text, rest) if name == "set" else _parts(name, text, rest)
    return read_change({"change": name, **parts}, text)


def _whole_name(short: str, text: str) -> str:
    if short in CHANGES:
        return short
    begun = [name for name in CHANGES if name.startswith(f"{short}_")]
    if len(begun) == 1:
        return begun[0]
    several = Said("{name} could be {names}", name=short, names=Either(begun))
    message = several if begun else Said("there is no change {name}", name=short)
    raise _refusal(text, message, ", ".join(CHANGES), did_you_mean(short, CHANGES))


def _assignment(text: str, rest: str) -> dict[str, Any]:
    place, equals, value = rest.partition("=")
    key, dot, attribute = place.rpartition(".")
    if not equals or not dot:
        expected = Said("set:KEY.ATTRIBUTE=VALUE, such as set:person:x.handover=true")
        raise _refusal(text, Said("this sets nothing"), expected)
    return {"key": key, "attribute": attribute, "value": read_value(value, text)}


def _parts(name: str, text: str, rest: str) -> dict[str, Any]:
    """Return the parts by name; the last takes all that is left, so that it may hold commas itself."""
    kind = CHANGES[name]
    given = rest.split(",", len(kind.parts()) - 1)
    found = {}
    for part, written in zip(kind.parts(), given, strict=False):
        is_value = written[:1] in ("{", "[", '"') or kind.model_fields[part].annotation is bool
        if written.strip():
            found[part] = read_value(written, text) if is_value else written.strip()
    return found


def _refusal(text: str, message: Said, expected: str, hint: Said | None = None) -> InputError:
    return InputError([Problem(message, Source(text.strip() or '""'), expected=expected, hint=hint)])
