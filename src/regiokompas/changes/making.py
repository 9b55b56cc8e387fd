"""The changes as functions, to write them in Python as one says them."""

from __future__ import annotations

from datetime import date as day
from typing import Any

from regiokompas.changes.kinds import Change, read_change

__all__ = [
    "add",
    "appoint_deputy",
    "assign",
    "commit_unconditionally",
    "leaves",
    "loses_fund",
    "loses_relation",
    "meet",
    "remove",
    "schedule",
    "set_value",
    "split_roles",
    "withdraws",
    "without",
    "write_agreement",
]


def _make(change: str, **parts: Any) -> Change:
    given = {name: value for name, value in parts.items() if value is not None}
    return read_change({"change": change, **given}, change)


def leaves(person: str) -> Change:
    """Let a person leave, and with this person the roles, relations and tasks.

    Examples
    --------
    >>> str(leaves("person:jansen"))
    'leaves:person:jansen'
    """
    return _make("leaves", person=person)


def withdraws(partner: str) -> Change:
    """Let a partner withdraw, with its persons, funds, roles, interests, plans, contributions and benefits.

    Examples
    --------
    >>> str(withdraws("partner:tiel"))
    'withdraws:partner:tiel'
    """
    return _make("withdraws", partner=partner)


def loses_fund(fund: str) -> Change:
    """Let a pot of money fall away.

    Examples
    --------
    >>> str(loses_fund("fund:housing"))
    'loses_fund:fund:housing'
    """
    return _make("loses_fund", fund=fund)


def loses_relation(first: str, second: str) -> Change:
    """Let two partners, or two persons, lose each other.

    Examples
    --------
    >>> str(loses_relation("partner:tiel", "partner:buren"))
    'loses_relation:partner:tiel,partner:buren'
    """
    return _make("loses_relation", first=first, second=second)


def without(key: str) -> Change:
    """Let something fall away, in the way that is its own: a person leaves, a partner withdraws.

    Examples
    --------
    >>> str(without("person:jansen")), str(without("plan:shelter"))
    ('leaves:person:jansen', 'remove:plan:shelter')
    """
    own_way = {"person": leaves, "partner": withdraws, "fund": loses_fund}
    return own_way.get(key.split(":")[0], remove)(key)


def appoint_deputy(person: str, deputy: str) -> Change:
    """Appoint someone as deputy of a person.

    Examples
    --------
    >>> str(appoint_deputy("person:jansen", "person:bakker"))
    'appoint_deputy:person:jansen,person:bakker'
    """
    return _make("appoint_deputy", person=person, deputy=deputy)


def commit_unconditionally(fund: str) -> Change:
    """Let the owner of a fund commit it without waiting for anyone.

    Examples
    --------
    >>> str(commit_unconditionally("fund:housing"))
    'commit_unconditionally:fund:housing'
    """
    return _make("commit_unconditionally", fund=fund)


def write_agreement(kind: str, **attributes: Any) -> Change:
    """Put an agreement of a kind on paper.

    Parameters
    ----------
    kind
        Such as ``"rules_of_the_game"`` or ``"exit"``.
    attributes
        What else is so from then on, such as ``shared=True``. Without it nothing else is known of the agreement.

    Examples
    --------
    >>> str(write_agreement("exit", shared=True))
    'write_agreement:exit,{shared: true}'
    """
    return _make("write_agreement", kind=kind, attributes=attributes)


def split_roles(theme: str, to: str | None = None, *, role: str = "contractor") -> Change:
    """Bring client and contractor of a theme into different hands.

    Parameters
    ----------
    theme
        Where one house is both.
    to
        Who takes on the role that is given up; nobody if left out.
    role
        The role that is given up: ``"contractor"`` or ``"client"``.

    Examples
    --------
    >>> str(split_roles("theme:access", "person:bakker"))
    'split_roles:theme:access,person:bakker'
    """
    return _make("split_roles", theme=theme, to=to, role=role)


def meet(first: str, second: str, frequency: str = "monthly") -> Change:
    """Let two partners, or two persons, talk with each other, about what divides them too.

    Examples
    --------
    >>> str(meet("partner:tiel", "partner:buren", "weekly"))
    'meet:partner:tiel,partner:buren,weekly'
    """
    return _make("meet", first=first, second=second, frequency=frequency)


def assign(role: str, concerns: str, holder: str) -> Change:
    """Give someone a role in a theme, or in the partnership as a whole.

    Examples
    --------
    >>> str(assign("initiator", "theme:access", "person:bakker"))
    'assign:initiator,theme:access,person:bakker'
    """
    return _make("assign", role=role, concerns=concerns, holder=holder)


def schedule(decision: str, date: str | day | None = None, body: str | None = None) -> Change:
    """Give a decision, or the decision on a fund, a day, a body that takes it, or both.

    Examples
    --------
    >>> str(schedule("decision:location", "2027-01-14"))
    'schedule:decision:location,2027-01-14'
    """
    return _make("schedule", decision=decision, date=date, body=body)


def set_value(key: str, attribute: str, value: Any) -> Change:
    """Give an attribute another value; ``None`` makes it unknown.

    Examples
    --------
    >>> str(set_value("person:jansen", "handover", True))
    'set:person:jansen.handover=true'
    """
    return _make("set", key=key, attribute=attribute, value=value)


def add(section: str, **attributes: Any) -> Change:
    """Add something to a section; attributes that Python cannot spell are given as ``**{"from": ...}``.

    Examples
    --------
    >>> str(add("persons", key="person:bakker", function="adviser"))
    'add:persons,{key: person:bakker, function: adviser}'
    """
    return _make("add", section=section, attributes=attributes)


def remove(key: str) -> Change:
    """Take anything out of the picture, with all that cannot be without it.

    Examples
    --------
    >>> str(remove("plan:shelter"))
    'remove:plan:shelter'
    """
    return _make("remove", key=key)
