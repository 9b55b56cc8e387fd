"""What the linter found, as text for a person and as JSON or SARIF for a program."""

from __future__ import annotations

import json
from collections import Counter
from importlib.metadata import version
from typing import Any

from regiokompas.linting.base import INVALID, Level, Lint, checks
from regiokompas.linting.run import LintResult

__all__ = ["lint_json", "lint_sarif", "lint_text"]


def lint_text(result: LintResult, *, notes: bool = False) -> str:
    """Return every finding at its place, and how many there are; notes are only counted unless they are asked for."""
    shown = [lint for lint in result.lints if notes or lint.level is not Level.NOTE]
    number = Counter(lint.level for lint in result.lints)
    counts = [f"{number[level]} {level}{'s' if number[level] != 1 else ''}" for level in Level if number[level]]
    rules = f"{result.rules} rule{'s' if result.rules != 1 else ''} of {', '.join(result.packs)}"
    said = f"{', '.join(counts) or 'nothing wrong'} in {rules}"
    if len(shown) < len(result.lints):
        said += "; --notes shows the notes"
    return "\n".join([*map(str, shown), said])


def lint_json(result: LintResult) -> str:
    """Return every finding as JSON."""
    data = {
        "packs": result.packs,
        "rules": result.rules,
        "lints": [_plain(lint) for lint in result.lints],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _plain(lint: Lint) -> dict[str, Any]:
    problem = lint.problem
    return {
        "code": lint.code,
        "level": str(lint.level),
        "file": problem.source.file,
        "line": problem.source.line,
        "column": problem.source.column,
        "message": problem.message,
        "expected": problem.expected,
        "hint": problem.hint,
        "text": problem.excerpt,
    }


def lint_sarif(result: LintResult) -> str:
    """Return every finding as SARIF 2.1.0, which editors and code hosts show at the line."""
    about = {check.code: check.about for check in checks().values()}
    codes = sorted({lint.code for lint in result.lints})
    about |= {INVALID: "what cannot be loaded", "allowance": "a comment that allows nothing, or without a reason"}
    run = {
        "tool": {
            "driver": {
                "name": "regiokompas rules lint",
                "version": version("regiokompas"),
                "rules": [{"id": code, "shortDescription": {"text": about[code]}} for code in codes],
            }
        },
        "results": [_result(lint) for lint in result.lints],
    }
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return json.dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _result(lint: Lint) -> dict[str, Any]:
    source = lint.problem.source
    said = [lint.problem.message]
    if lint.problem.expected:
        said.append(f"expected: {lint.problem.expected}")
    if lint.problem.hint:
        said.append(f"hint: {lint.problem.hint}")
    place: dict[str, Any] = {"artifactLocation": {"uri": source.file.replace("\\", "/")}}
    if source.line is not None:
        place["region"] = {"startLine": source.line, "startColumn": source.column or 1}
    return {
        "ruleId": lint.code,
        "level": str(lint.level),
        "message": {"text": "\n".join(said)},
        "locations": [{"physicalLocation": place}],
    }
