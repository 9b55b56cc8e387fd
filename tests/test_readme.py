"""The README promises what the library does: its output is real and its code runs. ``make readme`` renews the output."""

import contextlib
import io
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
SHOWN = 44
BLOCK = re.compile(r"(<!-- demo -->\n```text\n)(.*?)(```\n)", re.DOTALL)


def demo() -> str:
    """Return the first lines of what ``make demo`` prints."""
    from regiokompas.cli import main

    stream = io.StringIO()
    with contextlib.redirect_stdout(stream), contextlib.chdir(ROOT):
        main(["check", "examples/rivierland.yaml", "--fail-level", "never"])
    return "\n".join(stream.getvalue().splitlines()[:SHOWN]) + "\n...\n"


def test_the_output_shown_is_what_the_demo_prints() -> None:
    found = BLOCK.search(README.read_text(encoding="utf-8"))
    assert found is not None
    assert found[2] == demo(), "run: make readme"


def test_the_python_shown_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    (code,) = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    exec(compile(code, "README.md", "exec"), {})
    printed = capsys.readouterr().out
    assert "critical" in printed
    assert "# Jeugdregio Rivierland" in printed


@pytest.mark.parametrize("page", [README, *sorted((ROOT / "docs").rglob("*.md"))], ids=lambda page: page.name)
def test_links_to_files_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


if __name__ == "__main__":
    text = README.read_text(encoding="utf-8")
    README.write_text(BLOCK.sub(lambda found: found[1] + demo() + found[3], text), encoding="utf-8")
    sys.exit(0)
