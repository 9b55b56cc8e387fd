"""Code against the bare durable-rules, in a process of its own: many of its traps end the process."""

from __future__ import annotations

import json
import subprocess
import sys
from textwrap import dedent
from typing import Any

BARE = """
import json, sys
import durable_rules_engine as native

def bare(rules, facts, name="bare", text=None):
    handle = native.create_ruleset(name, json.dumps(rules))
    code, state = native.assert_facts(handle, text or json.dumps(facts))
    found, started = [], native.start_action_for_state(handle, state)
    answer = started[1] if started else None
    while answer:
        for rule, matches in json.loads(answer).items():
            for match in matches if isinstance(matches, list) else [matches]:
                found.append([rule, {name: fact.get("id") for name, fact in match.items()}])
        answer = native.complete_and_start_action(handle, state)
    return code, sorted(found, key=str)

ANY = {"all": [{"m": {"$ex": {"id": 1}}}], "cap": 60000}

def matches(rule, *facts):  # of facts that are numbered from 1
    numbered = [{"id": str(number), **fact} for number, fact in enumerate(facts, start=1)]
    _, found = bare({"r": {"all": rule, "cap": 99}, "any": ANY}, numbered)
    return [match for rule, match in found if rule == "r"]

def joined(*conditions):  # two facts of which the second meets the conditions
    return [{"a": {"kind": 1}}, {"b": {"$and": [{"kind": 2}, *conditions]}}]

SAME = {"k": {"a": "k"}}
"""


def bare(code: str) -> subprocess.CompletedProcess[str]:
    """Run code against the bare library in a process of its own."""
    return subprocess.run([sys.executable, "-c", BARE + dedent(code)], capture_output=True, text=True, timeout=60)


def answer(code: str) -> Any:
    """Return what code against the bare library prints as JSON."""
    result = bare(code)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)
