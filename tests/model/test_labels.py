"""What a reader sees for a key."""

import pytest

from regiokompas.api import load
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
