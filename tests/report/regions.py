"""A small region in which something is the matter, for the tests of reports."""

from typing import Any

from regiokompas.api import load
from regiokompas.kompas import Kompas
from regiokompas.results.diagnosis import Diagnosis
from regiokompas.texts import Language

KOMPAS = Kompas()


def region(name: str = "Alphen", **more: Any) -> dict[str, Any]:
    """Return the data of a region whose first partner, first person and fund bear a name."""
    return {
        "partnership": {"key": "partnership:p", "name": "Regio", "date": "2026-11-23", "overview": False},
        "partners": [
            {"key": "partner:a", "name": name, "kind": "municipality", "considers_leaving": True, "doubts_use": True},
            {"key": "partner:b", "name": "Beek", "kind": "municipality", "control_stance": "reluctant"},
        ],
        "persons": [
            {"key": "person:m", "function": name, "employer": "partner:a", "deputies": [], "term_ends": "2027-02-01"}
        ],
        "themes": [{"key": "theme:t", "name": "Jeugd", "partners": ["partner:a", "partner:b"]}],
        "funds": [
            {"key": f"fund:{own}", "name": f"Pot {name}", "owner": f"partner:{own}", "theme": "theme:t"}
            | {"amount": "EUR 50000", "status": "conditional", "condition": {"all_of": [f"fund:{other}"]}}
            for own, other in ("ab", "ba")
        ],
        **more,
    }


def diagnosis(data: dict[str, Any], language: Language = "nl") -> Diagnosis:
    return KOMPAS.diagnose(load(data), language=language)
