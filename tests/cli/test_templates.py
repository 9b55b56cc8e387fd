"""Writing templates from the command line."""

from pathlib import Path

import pytest

from regiokompas.cli import main

Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", ["region.xlsx", "region.yaml", "region/", "region"])
def test_a_template_is_written_and_nothing_is_written_over(
    tmp_path: Path, capsys: Capture, name: str, language: str
) -> None:
    target = f"{tmp_path}/{name}"
    assert main(["template", target, "--language", language]) == 0
    assert Path(target).exists()
    assert capsys.readouterr().out.strip() == str(Path(target))
    assert main(["template", target, "--language", language]) == 2
    assert {"nl": "bestaat al", "en": "exists already"}[language] in capsys.readouterr().err
    assert main(["template", target, "--force", "--language", language]) == 0


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    assert main(["template", str(tmp_path)]) == 0
    assert (tmp_path / "partners.csv").exists()


def test_another_format_is_refused(tmp_path: Path, capsys: Capture) -> None:
    assert main(["template", str(tmp_path / "region.pdf")]) == 2
    assert ".pdf is geen formaat voor een sjabloon" in capsys.readouterr().err


def test_a_yaml_template_can_be_checked_at_once(tmp_path: Path, capsys: Capture) -> None:
    main(["template", str(tmp_path / "region.yaml")])
    assert main(["check", str(tmp_path / "region.yaml"), "--fail-level", "never"]) == 0
    assert "Regio Lindewaard" in capsys.readouterr().out


def test_an_empty_workbook_says_where_to_begin(tmp_path: Path, capsys: Capture) -> None:
    main(["template", str(tmp_path / "region.xlsx")])
    assert main(["check", str(tmp_path / "region.xlsx")]) == 2
    assert "Samenwerking!B6" in capsys.readouterr().err
