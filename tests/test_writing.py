"""What is saved is loaded again, whatever the format."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from regiokompas.errors import NotFoundError, RegiokompasError
from regiokompas.io.document import Document
from regiokompas.loading import READERS, load
from regiokompas.model import read
from regiokompas.writing import SUFFIXES, WRITERS, save
from strategies import documents

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.yaml"))
DEMO = {"partnership": {"key": "partnership:p", "name": {"nl": "Regio", "en": "Region"}, "date": "2026-11-23"}}


@pytest.mark.parametrize("format", [name for name in WRITERS if name in ("yaml", "json")])  # graphs: tests/graph
@given(data=documents())
@settings(max_examples=100)
def test_what_is_saved_is_loaded(format: str, data: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> None:
    before = read(Document(data, "<test>"))
    path = tmp_path_factory.mktemp("saved") / f"region.{format}"
    save(before, path)
    assert load(path) == before


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_come_back_as_they_were_in_yaml(example: Path, tmp_path: Path) -> None:
    before = load(example)
    save(before, tmp_path / "region.yaml")
    assert load(tmp_path / "region.yaml") == before


def test_every_suffix_that_is_written_is_read_and_names_a_format() -> None:
    assert set(SUFFIXES) - {""} <= set(READERS)  # without a suffix it is a folder
    assert set(SUFFIXES.values()) <= set(WRITERS)


def test_yaml_reads_as_a_person_writes_it(tmp_path: Path) -> None:
    data = {
        **DEMO,
        "partners": [{"key": "partner:a", "name": "A", "strengths": ["x", "yes"], "budget": "EUR 5"}],
        "relations": [],
        "statements": [{"partner": "partner:a", "trait": "courage", "score": 2.5}],
    }
    save(load(data), tmp_path / "region.yaml")
    assert (tmp_path / "region.yaml").read_text(encoding="utf-8") == (
        "partnership:\n"
        "  key: partnership:p\n"
        "  name:\n"
        "    nl: Regio\n"
        "    en: Region\n"
        "  date: 2026-11-23\n"
        "  currency: EUR\n"
        "\n"
        "partners:\n"
        "  - key: partner:a\n"
        "    name: A\n"
        "    budget: EUR 5\n"
        "    strengths: [x, 'yes']\n"
        "\n"
        "relations: []\n"
        "\n"
        "statements:\n"
        "  - partner: partner:a\n"
        "    trait: courage\n"
        "    score: 2.5\n"
    )


def test_a_suffix_or_format_that_is_unknown_is_named_with_what_is_known(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match=r"\.docx stands for no format; known are \.yaml"):
        save(load(DEMO), tmp_path / "region.docx")
    with pytest.raises(NotFoundError, match="did you mean graphml"):
        save(load(DEMO), tmp_path / "region", format="graphmll")


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(RegiokompasError, match=r"region\.json cannot be written: No such file"):
        save(load(DEMO), tmp_path / "nowhere" / "region.json")
