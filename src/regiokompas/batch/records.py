"""Records: one input, judged or not, as plain data that says all there is to say of it.

A record is a mapping of texts, numbers, lists and mappings:

``format``
    ``regiokompas.batch/1``; the number rises when the meaning of something changes.
``source``
    Where the input stands.
``settings``
    A digest of how it was judged: records of one run have the same.
``input``
    A digest of what was read, where there is something to read: it differs when the input does.
``register``
    For the register: which version of which arrangement, whether it is in force, and on which day.
``partnership``, ``partners``
    As in the input; nothing else of it, so that no person stands in a record.
``diagnosis``
    As the JSON report has it.
``error``
    Instead of these: ``message`` and ``problems``, each with ``place``, ``message``, ``expected``, ``hint``, ``text``;
    of very many only the first, and ``more`` is how many there are beside them. The texts are English in every record,
    for programs to compare; what is said otherwise in Dutch stands under ``nl`` by the same names.

Nothing in a record depends on when or where it was made: the same input gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from regiokompas.batch.inputs import Failed
from regiokompas.errors import Problem
from regiokompas.model import Partnership
from regiokompas.report.markup import unsteered
from regiokompas.results.diagnosis import Diagnosis
from regiokompas.saying import spoken

__all__ = ["FORMAT", "Record", "record", "to_line"]

FORMAT: Final = "regiokompas.batch/1"

#: What a record is: plain data.
Record = Mapping[str, Any]


def record(result: Diagnosis | Failed, source: str | None = None, **head: Any) -> dict[str, Any]:
    """Return the record of a diagnosis or a failure.

    Parameters
    ----------
    result
        What was made of the input.
    source
        Where the input stands; the key of the partnership if left out.
    head
        Settings and place in the register.
    """
    own = result.source if isinstance(result, Failed) else result.partnership
    top = {"format": FORMAT, "source": source or own, **head}
    if isinstance(result, Failed):
        problems = [_problem(problem) for problem in result.problems]
        return {**top, "error": {**_said(message=result.message), "problems": problems, "more": result.more}}
    return {**top, **_who(result.of), "diagnosis": result.to_dict()}


def _who(partnership: Partnership) -> dict[str, Any]:
    kept = partnership.model_dump(
        by_alias=True, exclude_none=True, mode="json", include={"about": True, "partners": True}
    )
    return {"partnership": kept["partnership"], "partners": kept.get("partners")}


def _problem(problem: Problem) -> dict[str, Any]:
    said = _said(message=problem.message, expected=problem.expected, hint=problem.hint)
    text = {} if problem.text is None else {"text": problem.excerpt}
    return {"place": str(problem.source), **said, **text}


def _said(**texts: str | None) -> dict[str, Any]:
    """Return the texts there are, and those of them that are other in Dutch."""
    english = {name: str(text) for name, text in texts.items() if text is not None}
    dutch = {name: spoken(text, "nl") for name, text in texts.items() if text is not None}
    other = {name: text for name, text in dutch.items() if text != english[name]}
    return {**english, "nl": other} if other else english


def to_line(content: Record) -> bytes:
    """Return a record as a line of NDJSON."""
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return unsteered(text).encode() + b"\n"
