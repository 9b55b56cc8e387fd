"""Regions to picture: random ones with names of any length, and a large one."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from regiokompas.io.document import Document
from regiokompas.kompas import Kompas
from regiokompas.model import Partnership, read
from regiokompas.results.diagnosis import Diagnosis

#: The made-up region in which most goes wrong.
RIVIERLAND = Path(__file__).parent.parent.parent / "examples" / "rivierland.yaml"

#: A few rules of several fields are enough for pictures, and quick.
KOMPAS = Kompas(select=["DIR01", "FIN01", "PLY0", "CON01"])

names = st.one_of(
    st.sampled_from(["Tiel", "Súdwest-Fryslân", "Stichting Wijkteams Waalbeek", "wethouder jeugd van Lingeoord"]),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=60),
)


def diagnosed(data: dict[str, Any], language: str = "nl") -> Diagnosis:
    return KOMPAS.diagnose(partnership(data), language=language)  # type: ignore[arg-type]


def partnership(data: dict[str, Any]) -> Partnership:
    return read(Document(data, "<dict>"))


@st.composite
def regions(draw: st.DrawFn, most: int = 14) -> dict[str, Any]:
    """Draw partners, persons, themes, and anything that may be between them."""
    partners = [f"partner:{n}" for n in range(draw(st.integers(0, most)))]
    persons = [f"person:{n}" for n in range(draw(st.integers(0, most)))]
    themes = [f"theme:{n}" for n in range(draw(st.integers(0, 4)))]
    data: dict[str, Any] = {
        "partnership": {"key": "partnership:p", "name": draw(names), "date": "2026-11-23"},
        "partners": [{"key": key, "name": draw(names)} for key in partners],
        "persons": [
            {"key": key, "function": draw(names), "employer": draw(st.sampled_from(["none", *partners]))}
            for key in persons
        ],
        "themes": [{"key": key, "name": draw(names)} for key in themes],
    }
    pairs = [(one, other) for group in (partners, persons) for one in group for other in group if one != other]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=3 * most)) if pairs else []
    data["relations"] = [{"from": one, "to": other} for one, other in chosen]
    holders = [*partners, *persons]
    if holders and themes:
        roles = st.tuples(st.sampled_from(["initiator", "client"]), st.sampled_from(holders), st.sampled_from(themes))
        data["roles"] = [
            {"role": role, "holder": holder, "concerns": theme}
            for role, holder, theme in draw(st.lists(roles, unique=True, max_size=most))
        ]
    if partners and themes:
        data["funds"] = draw(funds(partners, themes))
        data["interests"] = draw(interests(partners, themes))
    return data


@st.composite
def funds(draw: st.DrawFn, partners: list[str], themes: list[str]) -> list[dict[str, Any]]:
    """Draw funds of which some wait for others."""
    keys = [f"fund:{n}" for n in range(draw(st.integers(0, 9)))]
    found = []
    for key in keys:
        fund: dict[str, Any] = {
            "key": key,
            "name": draw(names),
            "owner": draw(st.sampled_from(partners)),
            "theme": draw(st.sampled_from(themes)),
            "status": draw(st.sampled_from(["conditional", "open", "committed", "refused"])),
        }
        others = [other for other in keys if other != key]
        if fund["status"] == "conditional" and others:
            fund["condition"] = {"all_of": draw(st.lists(st.sampled_from(others), min_size=1, max_size=3, unique=True))}
        if draw(st.booleans()):
            fund["amount"] = f"EUR {draw(st.integers(0, 10**7))}"
        found.append(fund)
    return found


@st.composite
def interests(draw: st.DrawFn, partners: list[str], themes: list[str]) -> list[dict[str, Any]]:
    keys = [f"interest:{n}" for n in range(draw(st.integers(0, 6)))]
    return [
        {
            "key": key,
            "partner": draw(st.sampled_from(partners)),
            "theme": draw(st.sampled_from(themes)),
            "opposes": draw(st.lists(st.sampled_from(keys), max_size=2, unique=True)),
        }
        for key in keys
    ]


def large(count: int = 60) -> dict[str, Any]:
    """Return a region of as many partners as persons, each with a few ties."""
    chance = random.Random(5)
    functions = [
        "wethouder zorg van",
        "beleidsadviseur jeugd van",
        "programmamanager van",
        "directeur sociaal domein van",
    ]
    places = ["Aalsmeer", "Bergen op Zoom", "Capelle aan den IJssel", "Hendrik-Ido-Ambacht", "West Maas en Waal"]
    towns = [f"{places[n % 5]} {n}" for n in range(count)]
    relations = {
        (kind, n, other)
        for n in range(count)
        for kind in ("person", "partner")
        for other in [(n + chance.randint(1, 4)) % count, chance.randrange(count)]
        if other != n
    }
    return {
        "partnership": {"key": "partnership:p", "name": "Grote regio", "date": "2026-11-23"},
        "partners": [{"key": f"partner:{n}", "name": town, "kind": "municipality"} for n, town in enumerate(towns)],
        "persons": [
            {
                "key": f"person:{n}",
                "function": f"{functions[n % 4]} {town}",
                "employer": f"partner:{n}" if n % 13 else "none",
            }
            for n, town in enumerate(towns)
        ],
        "themes": [{"key": f"theme:{n}", "name": f"Opgave {n}"} for n in range(6)],
        "relations": [{"from": f"{kind}:{n}", "to": f"{kind}:{other}"} for kind, n, other in sorted(relations)],
    }
