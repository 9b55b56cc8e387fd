"""Made-up partnerships of any size, for the benchmarks: everything an adviser may know, in the proportions of a region.

A theme has six participants however many partners there are, a person three contacts, a fund waits for at most two
others: what grows is the number of things, not how much each of them hangs together with the rest.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

__all__ = ["region"]

_TRAITS = ("courage", "enthusiasm", "openness", "outside_in", "give_and_take", "innovation", "flexibility")
_GOODS = ("money", "staff", "knowledge", "network", "facilities")


def region(partners: int, seed: int = 1) -> dict[str, Any]:
    """Return a partnership as plain data: twice as many persons as partners, a theme for every four of them."""
    chance = random.Random(seed)
    homes = [f"partner:{n:05d}" for n in range(partners)]
    persons = [f"person:{n:05d}" for n in range(2 * partners)]
    themes = [f"theme:{n:05d}" for n in range(max(3, partners // 4))]
    funds = [f"fund:{n:05d}" for n in range(partners)]
    taking_part = {theme: sorted(chance.sample(homes, min(6, partners))) for theme in themes}
    pairs = [(theme, home) for theme in themes for home in taking_part[theme]]
    return {
        "partnership": {
            "key": "partnership:made-up",
            "name": "Made up",
            "date": "2026-11-23",
            "legal_form": "public_body",
            "starts": "2019-01-01",
            "powers": ["delegation"],
            "overview": False,
            "shares_known": True,
            "dialogue_per_year": 2,
        },
        "partners": [_partner(key, partners, chance) for key in homes],
        "persons": [_person(key, homes, persons, chance) for key in persons],
        "themes": [_theme(key, taking_part[key], chance) for key in themes],
        "goals": [
            {
                "key": f"goal:{theme[6:]}-{n}",
                "theme": theme,
                "text": f"Goal {n} of {theme}",
                "agreed": True,
                "elaborated": chance.random() < 0.5,
                "owner": chance.choice(persons) if chance.random() < 0.6 else "none",
                "measurable": chance.random() < 0.5,
                "endorsed_by": sorted(chance.sample(taking_part[theme], min(4, partners))),
            }
            for number, theme in enumerate(themes)
            for n in range(2 if number % 5 else 0)
        ],
        "milestones": [
            {
                "key": f"milestone:{theme[6:]}",
                "theme": theme,
                "name": "First step",
                "planned": _day(chance),
                "status": chance.choice(["open", "done"]),
            }
            for theme in themes
        ],
        "results": [
            {"key": f"result:{theme[6:]}", "theme": theme, "name": "Yield", "date": _day(chance), "shared": True}
            for theme in themes[::2]
        ],
        "interests": [
            {
                "key": f"interest:{home[8:]}-{theme[6:]}",
                "partner": home,
                "theme": theme,
                "position": "It matters to us",
                "weight": chance.randint(1, 5),
                "spoken": chance.random() < 0.8,
                "scope": chance.choice(["own", "shared"]),
                "meets": [],
                "opposes": _opposed(theme, home, taking_part[theme], chance),
                "discussed": chance.random() < 0.5,
            }
            for theme, home in pairs
        ],
        "contributions": [
            {"partner": home, "concerns": theme, "kind": chance.choice(_GOODS)} for theme, home in pairs[::2]
        ],
        "benefits": [
            {"partner": home, "concerns": theme, "kind": chance.choice(_GOODS)} for theme, home in pairs[1::2]
        ],
        "funds": [_fund(n, key, homes, funds, themes, chance) for n, key in enumerate(funds)],
        "decisions": [
            {
                "key": f"decision:{n:05d}",
                "subject": f"Decision {n}",
                "concerns": chance.choice(themes),
                "body": "the board",
                "date": _day(chance),
                "status": "planned",
                "prepared": chance.random() < 0.5,
                "prepared_by": chance.choice(persons),
                "must_hear": sorted(chance.sample(homes, 2)),
                "heard": [],
                "steps": chance.randint(1, 4),
            }
            for n in range(max(2, partners // 2))
        ],
        "roles": [
            {"role": role, "holder": chance.choice(persons), "concerns": theme}
            for theme in themes
            for role in ("client", "contractor", "director", "initiator")
        ],
        "relations": [*_relations(persons, 3, chance), *_relations(homes, 4, chance)],
        "agreements": [
            {"key": f"agreement:{kind}", "kind": kind, "present": True, "written": True, "signed": kind != "exit"}
            for kind in ("rules_of_the_game", "governance", "exit", "evaluation", "views")
        ],
        "plans": [
            {
                "key": f"plan:{home[8:]}",
                "partner": home,
                "theme": chance.choice(themes),
                "name": "Local plan",
                "adapted": chance.random() < 0.5,
                "conflicts": chance.random() < 0.2,
            }
            for home in homes[::3]
        ],
        "statements": [
            {"partner": home, "trait": trait, "score": chance.randint(1, 5)} for home in homes for trait in _TRAITS
        ],
    }


def _day(chance: random.Random) -> str:
    return f"{chance.randint(2025, 2027)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"


def _partner(key: str, partners: int, chance: random.Random) -> dict[str, Any]:
    return {
        "key": key,
        "name": f"Municipality {key[8:]}",
        "kind": "municipality",
        "population": chance.randint(10_000, 200_000),
        "budget": f"EUR {chance.randint(1, 40) * 1_000_000}",
        "control_stance": chance.choice(["willing", "conditional", "reluctant"]),
        "local_priority": chance.randint(1, 5),
        "involvement": chance.randint(1, 5),
        "considers_leaving": chance.random() < 0.05,
        "doubts_use": chance.random() < 0.1,
        "can_do_alone": chance.random() < 0.1,
        "votes": 1,
        "cost_share": round(1 / partners, 6),
    }


def _person(key: str, homes: Sequence[str], persons: Sequence[str], chance: random.Random) -> dict[str, Any]:
    return {
        "key": key,
        "function": f"Function {key[7:]}",
        "employer": chance.choice(homes),
        "governor": chance.random() < 0.3,
        "hours": chance.randint(2, 36),
        "deputies": [other] if chance.random() < 0.5 and (other := chance.choice(persons)) != key else [],
        "term_ends": _day(chance),
        "handover": chance.random() < 0.5,
        "only_knows": [],
    }


def _theme(key: str, taking_part: Sequence[str], chance: random.Random) -> dict[str, Any]:
    return {
        "key": key,
        "name": f"Theme {key[6:]}",
        "level": chance.choice(["local", "regional"]),
        "handled": "regional",
        "partners": list(taking_part),
        "statutory": chance.random() < 0.3,
        "started": "2023-01-01",
        "cost": "EUR 500000",
        "local_anchor": chance.random() < 0.7,
        "reason_regional": chance.random() < 0.7,
        "interests_connected": chance.random() < 0.7,
        "progress_reported": _day(chance),
        "value_quality": chance.choice(["none", "promised", "measured"]),
        "value_money": "none",
        "value_efficiency": "none",
        "value_striking_power": "none",
    }


def _opposed(theme: str, home: str, taking_part: Sequence[str], chance: random.Random) -> list[str]:
    other = chance.choice(taking_part)
    return [f"interest:{other[8:]}-{theme[6:]}"] if other != home and chance.random() < 0.2 else []


def _fund(
    n: int, key: str, homes: Sequence[str], funds: Sequence[str], themes: Sequence[str], chance: random.Random
) -> dict[str, Any]:
    # Eight funds make a neighbourhood; within one a few wait for each other, as they do in a region.
    near = [other for other in funds[n - n % 8 : n - n % 8 + 8] if other != key]
    waits = chance.random() < 0.4 and near
    return {
        "key": key,
        "name": f"Fund {n}",
        "owner": homes[n],
        "theme": themes[n // 4 % len(themes)],
        "amount": f"EUR {chance.randint(1, 20) * 50_000}",
        "decision_date": _day(chance),
        "earmarked": chance.random() < 0.5,
        **(
            {"status": "conditional", "condition": {"all_of": sorted(chance.sample(near, min(2, len(near))))}}
            if waits
            else {"status": "committed"}
        ),
    }


def _relations(keys: Sequence[str], each: int, chance: random.Random) -> list[dict[str, Any]]:
    """Return ties of everyone with some near by and one further off."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for n, key in enumerate(keys):
        near = [keys[(n + step) % len(keys)] for step in range(1, each)]
        for other in (*near, chance.choice(keys)):
            if other != key:
                trust = {"trust": chance.randint(1, 5)} if key.startswith("partner:") else {}
                found[key, other] = {"from": key, "to": other, "frequency": "monthly", **trust}
    return [found[pair] for pair in sorted(found)]
