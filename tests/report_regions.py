"""Made-up partnerships for the tests of the report: one whose every text is hostile, and a large one."""

from __future__ import annotations

import random
from typing import Any

#: What a name could hold to break out of a text, an attribute, a script, a style or a comment.
HOSTILE = "<img src=x onerror=alert(1)>\"'`><script>alert(2)</script></style><!-- {{ 7*7 }} ${7*7} ‮ &amp;"


def hostile() -> dict[str, Any]:
    """Return a small partnership in which every free text is hostile, with something to say in every chapter."""
    about = {"key": "partnership:p", "name": HOSTILE, "date": "2026-11-23", "purpose": HOSTILE, "overview": False}
    partners = [
        {
            "key": f"partner:{n}",
            "name": f"{HOSTILE}{n}",
            "kind": "municipality",
            "strengths": [HOSTILE],
            "province": HOSTILE,
            "considers_leaving": True,
            "doubts_use": True,
            "control_stance": "reluctant",
            "identifier": HOSTILE,
            "involvement": 1,
        }
        for n in range(4)
    ]
    persons = [
        {
            "key": f"person:{n}",
            "function": f"{HOSTILE}{n}",
            "name": HOSTILE,
            "employer": f"partner:{n}",
            "deputies": [],
            "only_knows": [HOSTILE],
            "term_ends": "2027-01-01",
            "handover": False,
        }
        for n in range(4)
    ]
    return {
        "partnership": about,
        "partners": partners,
        "persons": persons,
        "themes": [
            {"key": "theme:t", "name": HOSTILE, "partners": [p["key"] for p in partners], "started": "2020-01-01"}
        ],
        "goals": [
            {"key": "goal:g", "theme": "theme:t", "text": HOSTILE, "agreed": True, "elaborated": False, "owner": "none"}
        ],
        "roles": [{"role": "initiator", "holder": "person:0", "concerns": "theme:t"}],
        "relations": [{"from": "person:0", "to": f"person:{n}", "frequency": "weekly", "trust": 1} for n in range(1, 4)]
        + [{"from": "partner:0", "to": "partner:1", "trust": 1, "frequency": "yearly"}],
        "contributions": [{"partner": "partner:0", "concerns": "theme:t", "kind": "money", "amount": "EUR 10"}],
        "benefits": [],
        "funds": [
            {
                "key": f"fund:{n}",
                "name": f"{HOSTILE}{n}",
                "owner": f"partner:{n}",
                "theme": "theme:t",
                "amount": "EUR 500000",
                "purpose": HOSTILE,
                "status": "conditional",
                "condition": {"all_of": [f"fund:{(n + 1) % 3}"]},
                "decision_body": HOSTILE,
                "decision_date": "2027-01-14",
            }
            for n in range(3)
        ],
        "decisions": [
            {"key": "decision:d", "subject": HOSTILE, "concerns": "theme:t", "body": "none", "status": "planned"}
        ],
        "plans": [{"key": "plan:p", "partner": "partner:0", "theme": "theme:t", "name": HOSTILE, "adapted": False}],
    }


def large(partners: int) -> dict[str, Any]:
    """Return a partnership of many partners: two persons each, a theme for every four, six partners to a theme."""
    chance = random.Random(1)
    homes = [f"partner:gemeente-{n}" for n in range(partners)]
    persons = [f"person:functionaris-{n}" for n in range(2 * partners)]
    themes = [f"theme:opgave-{n}" for n in range(max(3, partners // 4))]
    part = {theme: sorted(chance.sample(homes, 6)) for theme in themes}
    ties = sorted({tuple(chance.sample(persons, 2)) for _ in range(3 * partners)})
    works = sorted({tuple(sorted(chance.sample(homes, 2))) for _ in range(2 * partners)})
    return {
        "partnership": {
            "key": "partnership:groot",
            "name": "Grote regio",
            "date": "2026-11-23",
            "overview": False,
            "legal_form": "public_body",
            "starts": "2019-01-01",
            "dialogue_per_year": 1,
        },
        "partners": [
            {
                "key": key,
                "name": f"Gemeente {key[17:]}",
                "kind": "municipality",
                "population": chance.randint(9000, 90000),
                "involvement": chance.randint(1, 5),
                "doubts_use": chance.random() < 0.2,
                "considers_leaving": chance.random() < 0.1,
                "control_stance": chance.choice(["willing", "conditional", "reluctant"]),
            }
            for key in homes
        ],
        "persons": [
            {
                "key": key,
                "function": {"nl": f"beleidsadviseur jeugd {n}", "en": f"policy adviser on youth {n}"},
                "employer": homes[n // 2],
                "deputies": [] if n % 3 else [chance.choice([p for p in persons if p != key])],
                "term_ends": "2027-06-01" if n % 5 == 0 else "2030-01-01",
                "handover": False,
                "governor": n % 2 == 0,
            }
            for n, key in enumerate(persons)
        ],
        "themes": [
            {
                "key": key,
                "name": {"nl": f"Opgave nummer {n}", "en": f"Theme number {n}"},
                "partners": part[key],
                "level": "regional",
                "started": "2022-01-01",
            }
            for n, key in enumerate(themes)
        ],
        "goals": [
            {
                "key": f"goal:{theme[6:]}",
                "theme": theme,
                "text": f"Doel van {theme[6:]}",
                "agreed": True,
                "elaborated": chance.random() < 0.5,
                "owner": chance.choice(persons),
                "measurable": chance.random() < 0.5,
            }
            for theme in themes
        ],
        "roles": [
            {"role": role, "holder": chance.choice(persons), "concerns": theme}
            for theme in themes
            for role in ("initiator", "client", "contractor")
        ],
        "relations": [
            *({"from": one, "to": other, "frequency": "monthly", "trust": chance.randint(1, 5)} for one, other in ties),
            *(
                {"from": one, "to": other, "frequency": "quarterly", "trust": chance.randint(1, 5)}
                for one, other in works
            ),
        ],
        "interests": [
            {
                "key": f"interest:{home[8:]}-{theme[6:]}",
                "partner": home,
                "theme": theme,
                "position": "Het raakt ons",
                "weight": chance.randint(1, 5),
                "spoken": chance.random() < 0.7,
                "scope": chance.choice(["own", "shared"]),
            }
            for theme in themes
            for home in part[theme]
        ],
        "contributions": [
            {"partner": home, "concerns": theme, "kind": chance.choice(["money", "staff", "knowledge"])}
            for theme in themes
            for home in part[theme][:4]
        ],
        "benefits": [
            {
                "partner": home,
                "concerns": theme,
                "kind": chance.choice(["money", "facilities", "knowledge"]),
                "evidenced": False,
            }
            for theme in themes
            for home in part[theme][2:]
        ],
        "funds": [
            {
                "key": f"fund:potje-{n}",
                "name": f"Potje {n}",
                "owner": homes[n],
                "theme": themes[n % len(themes)],
                "amount": f"EUR {10000 * (1 + n)}",
                "status": "conditional",
                "decision_date": "2027-03-01",
                "condition": {"all_of": [f"fund:potje-{(n + 1) % 3 if n < 3 else n - 3}"]},
            }
            for n in range(24)
        ],
    }


def dense(partners: int) -> dict[str, Any]:
    """Return a region in which much is the matter: low trust all over, money in one ring, and long lists of names.

    It has two persons to a partner, some seventeen relations to a partner, and twenty findings to a partner.
    """
    chance = random.Random(1)
    homes = [f"partner:p{n}" for n in range(partners)]
    persons = [f"person:m{n}" for n in range(2 * partners)]
    themes = [f"theme:t{n}" for n in range(15)]
    trusts = sorted({tuple(chance.sample(homes, 2)) for _ in range(12 * partners)})
    works = sorted({tuple(chance.sample(persons, 2)) for _ in range(5 * partners)})
    return {
        "partnership": {
            "key": "partnership:dicht",
            "name": "Dichte regio",
            "date": "2026-11-23",
            "legal_form": "public_body",
            "overview": False,
        },
        "partners": [
            {
                "key": home,
                "name": f"Gemeente Verzonnen-{n} aan de Waterkant",
                "kind": "municipality",
                "population": chance.randint(8000, 120000),
                "budget": f"EUR {chance.randint(1, 40)}000000",
                "involvement": chance.randint(1, 5),
                "considers_leaving": chance.random() < 0.2,
                "doubts_use": chance.random() < 0.4,
                "can_do_alone": chance.random() < 0.2,
                "votes": chance.randint(1, 5),
                "local_priority": chance.randint(1, 5),
                "control_stance": chance.choice(["willing", "conditional", "reluctant"]),
                "helped": [],
            }
            for n, home in enumerate(homes)
        ],
        "persons": [
            {
                "key": key,
                "function": f"wethouder of adviseur nummer {n} van gemeente {n % partners}",
                "employer": homes[n % partners],
                "governor": n % 2 == 0,
                "hours": chance.randint(2, 36),
                "deputies": [] if chance.random() < 0.6 else [persons[(n + 1) % len(persons)]],
                "term_ends": chance.choice(["2027-03-31", "2030-03-28"]),
                "handover": chance.random() < 0.3,
                "only_knows": [],
                "local_priority": chance.randint(1, 5),
            }
            for n, key in enumerate(persons)
        ],
        "themes": [
            {
                "key": key,
                "name": f"Opgave {n} jeugd en zorg",
                "level": chance.choice(["local", "regional"]),
                "handled": "regional",
                "partners": [home for home in homes if chance.random() < 0.5] or homes[:1],
                "statutory": True,
                "started": "2023-01-01",
                "cost": "EUR 500000",
                "money_needed": "2027-01-01",
                "local_anchor": chance.random() < 0.5,
                "reason_regional": False,
                "interests_connected": False,
                "value_quality": "promised",
                "value_money": "none",
            }
            for n, key in enumerate(themes)
        ],
        "goals": [
            {
                "key": f"goal:g{n}",
                "theme": themes[n % len(themes)],
                "text": f"Doel {n} is bereikt voor alle inwoners",
                "agreed": True,
                "elaborated": chance.random() < 0.4,
                "owner": chance.choice(["none", persons[n]]),
                "measurable": chance.random() < 0.5,
                "read_alike": chance.random() < 0.5,
                "endorsed_by": homes[:20],
            }
            for n in range(30)
        ],
        "funds": [
            {
                "key": f"fund:f{n}",
                "name": f"Bijdrage van {n}",
                "owner": home,
                "theme": themes[n % len(themes)],
                "amount": f"EUR {chance.randint(1, 50)}0000",
                "status": "conditional",
                "condition": {"all_of": [f"fund:f{(n + 1) % partners}"]},
                "decision_date": f"2027-0{chance.randint(1, 9)}-10",
            }
            for n, home in enumerate(homes)
        ],
        "relations": [
            *(
                {"from": one, "to": other, "trust": chance.randint(1, 5), "trust_falls": chance.random() < 0.3}
                for one, other in trusts
            ),
            *({"from": one, "to": other, "kind": "work", "frequency": "monthly"} for one, other in works),
        ],
        "interests": [
            {
                "key": f"interest:i{n}-{theme[6:]}",
                "partner": home,
                "theme": theme,
                "position": f"Belang van {n} bij {theme[6:]}, dicht bij huis",
                "weight": chance.randint(1, 5),
                "spoken": chance.random() < 0.5,
                "scope": "own",
            }
            for n, home in enumerate(homes)
            for theme in chance.sample(themes, 3)
        ],
        "contributions": [
            {
                "partner": home,
                "concerns": themes[n % len(themes)],
                "kind": "staff",
                "hours_promised": 400,
                "hours_delivered": chance.randint(50, 400),
            }
            for n, home in enumerate(homes)
        ],
        "benefits": [
            {"partner": home, "concerns": themes[(2 * n + 2) % len(themes)], "kind": "money"}
            for n, home in enumerate(homes[::2])
        ],
        "roles": [{"role": "initiator", "holder": persons[n % 5], "concerns": theme} for n, theme in enumerate(themes)],
        "decisions": [
            {
                "key": f"decision:d{n}",
                "subject": f"Besluit {n}",
                "concerns": themes[n % len(themes)],
                "body": "algemeen bestuur",
                "date": "2026-12-15",
                "status": "planned",
                "prepared": False,
                "must_hear": homes[:20],
                "heard": [],
            }
            for n in range(20)
        ],
        "statements": [
            {"partner": home, "trait": trait, "score": chance.randint(1, 5), "answers": 5}
            for home in homes
            for trait in ("courage", "openness", "enthusiasm")
        ],
    }
