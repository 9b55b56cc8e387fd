"""Every change there is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from regiokompas.arguments import takes
from regiokompas.changes.base import BaseChange
from regiokompas.changes.losses import Leaves, LosesFund, LosesRelation, Remove, Withdraws
from regiokompas.changes.steps import AppointDeputy, Assign, Commit, Meet, Schedule, SplitRoles, WriteAgreement
from regiokompas.changes.values import Add, Set
from regiokompas.errors import InputError, Problem, Problems, Source, did_you_mean
from regiokompas.model.entities import NOUNS
from regiokompas.model.mistakes import choices, one_of, reason, wanted
from regiokompas.saying import Either, Said

__all__ = ["CHANGES", "Change", "read_change", "read_changes"]

#: A change, told apart by its name under ``change``.
Change = Annotated[
    Leaves
    | Withdraws
    | LosesFund
    | LosesRelation
    | AppointDeputy
    | Commit
    | WriteAgreement
    | SplitRoles
    | Meet
    | Assign
    | Schedule
    | Set
    | Add
    | Remove,
    Field(discriminator="change"),
]

#: The model of each change, by name.
CHANGES: Mapping[str, type[BaseChange]] = {
    kind.model_fields["change"].default: kind for kind in BaseChange.__subclasses__()
}

_ADAPTER: TypeAdapter[Change] = TypeAdapter(Change)


def read_change(data: object, file: str = "<change>") -> Change:
    """Read a change from plain data.

    Raises
    ------
    InputError
        With everything that is wrong with it.

    Examples
    --------
    >>> read_change({"change": "leaves", "person": "person:jansen"})
    Leaves(change='leaves', person='person:jansen')
    """
    try:
        return _ADAPTER.validate_python(data)
    except ValidationError as error:
        problems = Problems()
        _gather(error, data, file, problems)
        raise InputError(problems) from None


@takes(data=Iterable)
def read_changes(data: Iterable[object], file: str = "<changes>") -> tuple[Change, ...]:
    """Read changes, such as the remedy of a rule; all mistakes are reported at once.

    Examples
    --------
    >>> [str(change) for change in read_changes([{"change": "commit_unconditionally", "fund": "fund:a"}])]
    ['commit_unconditionally:fund:a']
    """
    changes: list[Change] = []
    problems = Problems()
    for number, item in enumerate(data):
        try:
            changes.append(_ADAPTER.validate_python(item))
        except ValidationError as error:
            _gather(error, item, f"{file}[{number}]", problems)
    if problems:
        raise InputError(problems)
    return tuple(changes)


def _gather(error: ValidationError, data: object, file: str, problems: Problems) -> None:
    """Note one problem for each part; of a part that could be several things, the one that was meant."""
    seen = set()
    for details in sorted(error.errors(include_url=False), key=lambda details: details["type"] == "literal_error"):
        if details["loc"][:2] not in seen:
            seen.add(details["loc"][:2])
            if not problems.only_counted():
                problems.append(_problem(details, data, file))


def _key_wanted(pattern: str) -> Said:
    """Return what key would fit, from the pattern that one does not."""
    kinds = re.match(r"\^\(([a-z|]+)\):", pattern)
    if kinds is None:
        return Said("a kind, a colon and a name, such as theme:youth")
    return Said("the key of a {kind}", kind=Either(NOUNS[kind] for kind in kinds[1].split("|")))


def _problem(details: ErrorDetails, data: object, file: str) -> Problem:
    """Say in words what does not fit, and what would."""
    source = Source(file)
    if details["type"] in ("union_tag_not_found", "model_attributes_type"):
        return Problem(Said("this is no change"), source, expected=Said("change: and its parts"))
    if not isinstance(data, Mapping) or details["type"] == "union_tag_invalid":
        name = str(data.get("change")) if isinstance(data, Mapping) else str(data)
        message = Said("there is no change {name}", name=name)
        return Problem(message, source, ", ".join(CHANGES), did_you_mean(name, CHANGES))
    kind = CHANGES[str(data["change"])]
    name = next((str(step) for step in details["loc"][1:]), kind.parts()[0])
    unfit = Said("{name}: {value} does not fit", name=name, value=repr(details["input"]))
    match details["type"]:
        case "missing":
            message = Said("{change} needs {name}", change=data["change"], name=name)
            return Problem(message, source, expected=", ".join(kind.parts()))
        case "extra_forbidden":
            hint = did_you_mean(name, kind.parts())
            message = Said("{change} has no part {name}", change=data["change"], name=name)
            return Problem(message, source, ", ".join(kind.parts()), hint)
        case "string_pattern_mismatch":
            return Problem(unfit, source, expected=_key_wanted(str(details["ctx"]["pattern"])))
        case "literal_error":
            words = choices(details)
            message = Said("{value} is no {name}", value=repr(details["input"]), name=name)
            return Problem(message, source, expected=one_of(words), hint=did_you_mean(str(details["input"]), words))
        case "value_error":
            return Problem(Said("{name}: {why}", name=name, why=reason(details)), source)
        case _:
            return Problem(unfit, source, expected=wanted(details))
