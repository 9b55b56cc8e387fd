"""The command convert: from anything that loads to any format."""

import json
from pathlib import Path

import pytest

from regiokompas.api import load_arrangement
from regiokompas.cli import main
from regiokompas.loading import load

RIVIERLAND = str(Path(__file__).parents[2] / "examples" / "rivierland.yaml")


@pytest.mark.parametrize("suffix", [".yaml", ".json", ".graphml", ".gexf"])
def test_the_suffix_says_what_is_written(suffix: str, tmp_path: Path) -> None:
    out = tmp_path / f"region{suffix}"
    assert main(["convert", RIVIERLAND, str(out)]) == 0
    assert load(out) == load(RIVIERLAND)
    assert main(["convert", str(out), str(tmp_path / "back.yaml")]) == 0
    assert load(tmp_path / "back.yaml") == load(RIVIERLAND)


def test_the_format_can_be_named(tmp_path: Path) -> None:
    out = tmp_path / "region.json"
    assert main(["convert", RIVIERLAND, str(out), "--to", "node-link", "--language", "en"]) == 0
    nodes = json.loads(out.read_text(encoding="utf-8"))["nodes"]
    labels = {node["key"]: node["label"] for node in nodes}
    assert labels["person:programmamanager"] == "programme manager of the youth region"
    assert load(out) == load(RIVIERLAND)


def test_an_unknown_format_is_unusable(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["convert", RIVIERLAND, str(tmp_path / "x.json"), "--to", "nodelink"]) == 2
    assert "bedoelt u node-link?" in capsys.readouterr().err


def test_an_arrangement_of_the_register_is_converted_and_its_notices_are_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export = Path(__file__).parents[1] / "data" / "register.xml"
    expected = load_arrangement(export, "9001")
    assert expected.origin.notices
    assert main(["convert", "--register", str(export), "9001", str(tmp_path / "region.yaml")]) == 0
    assert load(tmp_path / "region.yaml") == expected
    said = capsys.readouterr().err.splitlines()
    assert said == [notice.text.nl for notice in expected.origin.notices]
