"""What a reader sees for a key."""

import pytest

from regiokompas.api import load
from regiokompas.kompas import Kompas
from regiokompas.model.labels import label


@pytest.mark.parametrize(("language", "said"), [("nl", "lef bij Waalbeek"), ("en", "courage at Waalbeek")])
def test_a_statement_is_named_by_its_trait_and_by_whose_it_is(language: str, said: str) -> None:
    region = load(
        {
            "partnership": {"key": "partnership:p", "name": "P", "date": "2026-11-23"},
            "partners": [{"key": "partner:w", "name": "Waalbeek"}],
            "statements": [{"partner": "partner:w", "trait": "courage", "score": 2}],
        }
    )
    [statement] = region.statements or ()
    assert label(region, statement.key, language) == said  # type: ignore[arg-type]


def test_interests_in_one_theme_name_it_once_and_a_partner_once() -> None:
    interests = [
        {"key": "interest:a", "partner": "partner:w", "theme": "theme:t", "position": "een", "opposes": ["interest:b"]},
        {"key": "interest:b", "partner": "partner:w", "theme": "theme:t", "position": "twee"},
        {"key": "interest:c", "partner": "partner:m", "theme": "theme:t", "position": "drie"}
        | {"opposes": ["interest:b"]},
    ]
    region = load(
        {
            "partnership": {"key": "partnership:p", "name": "P", "date": "2026-11-23"},
            "partners": [{"key": "partner:w", "name": "Waalbeek"}, {"key": "partner:m", "name": "Maasveld"}],
            "themes": [{"key": "theme:t", "name": "Jeugd", "partners": ["partner:w", "partner:m"]}],
            "interests": [interest | {"discussed": False} for interest in interests],
        }
    )
    collisions = [risk for risk in Kompas().diagnose(region, language="nl").risks if risk.id == "INT03"]
    assert {risk.about for risk in collisions} == {"Waalbeek bij Jeugd", "Waalbeek en Maasveld bij Jeugd"}
    assert {risk.message.split(" botsen")[0] for risk in collisions} == {
        "De twee belangen van Waalbeek bij Jeugd",
        "De belangen van Maasveld en Waalbeek bij Jeugd",
    }
