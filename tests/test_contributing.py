"""What the pages for contributors say exists: commands, targets, hooks, fragments and decisions."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

import regiokompas
from regiokompas.cli.main import parser

ROOT = Path(__file__).parent.parent
PAGES = [
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    ROOT / "changes" / "README.md",
    ROOT / "examples" / "README.md",
    ROOT / "docs" / "releasing.md",
    ROOT / "docs" / "stability-promise.md",
]
FRAGMENTS = sorted(path for path in (ROOT / "changes").iterdir() if path.name != "README.md")


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_the_next_changelog_tells_every_fragment() -> None:
    command = [sys.executable, "-m", "towncrier", "build", "--draft", "--version", "next"]
    draft = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True).stdout
    assert [path.name for path in FRAGMENTS if text(path).strip() not in draft] == []


def test_every_fragment_is_of_a_kind_that_is_known() -> None:
    kinds = {kind["directory"] for kind in tomllib.loads(text(ROOT / "pyproject.toml"))["tool"]["towncrier"]["type"]}
    assert [path.name for path in FRAGMENTS if path.name.split(".")[1:] not in [[kind, "md"] for kind in kinds]] == []
    assert set(re.findall(r"^\| `(\w+)`", text(ROOT / "changes" / "README.md"), re.MULTILINE)) == kinds


def test_a_release_finds_where_to_write() -> None:
    settings = tomllib.loads(text(ROOT / "pyproject.toml"))["tool"]["towncrier"]
    assert text(ROOT / settings["filename"]).count(settings["start_string"]) == 1


def test_every_decision_is_listed_under_its_title() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = re.findall(r"^\| (\d+) \| \[(.+)\]\((.+)\) \| .+ \|$", text(folder / "README.md"), re.MULTILINE)
    pages = [(path, text(path).splitlines()[0]) for path in sorted(folder.glob("[0-9]*.md"))]
    expected = [(str(int(path.name[:4])), head.removeprefix("# ").split(". ", 1)[1], path.name) for path, head in pages]
    assert listed == expected


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_targets_and_links_exist(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", text(ROOT / "Makefile"), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)`", text(page))) <= targets
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text(page))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_commands_for_rules_are_read(capsys: pytest.CaptureFixture[str]) -> None:
    told = re.findall(r"`regiokompas (rules [^`]+)`", text(ROOT / "CONTRIBUTING.md"))
    assert told
    for command in told:
        parser().parse_args(command.replace("FIELD", "content").split())


def test_every_make_target_for_people_is_told() -> None:
    phony = " ".join(re.findall(r"^\.PHONY: (.+)$", text(ROOT / "Makefile"), re.MULTILINE))
    told = re.findall(r"`make ([a-z]+)`", text(ROOT / "CONTRIBUTING.md"))
    assert set(phony.split()) - set(told) <= {"clean", "docs"}


def test_every_hook_runs_what_the_project_installs() -> None:
    (repo,) = yaml.safe_load(text(ROOT / ".pre-commit-config.yaml"))["repos"]
    assert repo["repo"] == "local"
    project = tomllib.loads(text(ROOT / "pyproject.toml"))["project"]
    installed = {re.split(r"[^\w-]", need)[0] for need in project["optional-dependencies"]["dev"]} | {
        *project["scripts"]
    }
    commands = {hook["entry"].split()[0] for hook in repo["hooks"]}
    assert commands <= installed


def test_everything_promised_is_there() -> None:
    assert [name for name in regiokompas.__all__ if not hasattr(regiokompas, name)] == []
    rule = text(ROOT / "docs" / "schema" / "rule.schema.json")
    assert all(f'"{word}"' in rule for word in ("formerly", "replaced_by", "preview", "deprecated"))
