"""What is imported when: the face is light, and no command pays for what it does not use."""

import builtins
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

import regiokompas

HEAVY = {
    "pydantic",
    "networkx",
    "rich",
    "yaml",
    "clips",
    "durable_rules_engine",
    "defusedxml",
    "numpy",
    "pandas",
    "jinja2",
}


def modules_after(code: str) -> set[str]:
    script = f"{code}\nimport sys\nprint(' '.join(sorted({{name.split('.')[0] for name in sys.modules}})))"
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(result.stdout.splitlines()[-1].split())


def test_importing_the_library_imports_none_of_its_dependencies() -> None:
    assert modules_after("import regiokompas") & HEAVY == set()


def test_help_needs_neither_the_graph_nor_the_engine() -> None:
    code = "import contextlib, io\nfrom regiokompas.cli.main import parser\nparser().format_help()"
    assert modules_after(code) & HEAVY == set()


def test_a_diagnosis_needs_no_rich_and_no_second_engine() -> None:
    about = '{"partnership": {"key": "partnership:p", "name": "P", "date": "2026-11-23"}}'
    loaded = modules_after(f"import regiokompas as rk\nrk.diagnose(rk.load({about}))")
    assert "rich" not in loaded
    assert "jinja2" not in loaded
    assert not {"clips", "durable_rules_engine"} <= loaded


@pytest.mark.parametrize("name", regiokompas.__all__)
def test_every_public_name_is_there_and_documented(name: str) -> None:
    assert getattr(regiokompas, name).__doc__


def test_no_public_name_hides_one_of_python() -> None:
    assert not set(regiokompas.__all__) & set(dir(builtins)) - {"__doc__"}


def test_the_version_is_that_of_the_distribution() -> None:
    assert regiokompas.__version__ == version("regiokompas")


def test_what_a_diagnosis_hands_out_can_be_named() -> None:
    """Who annotates a function of their own needs no module of ours."""
    demo = {"partnership": {"key": "partnership:demo", "name": "Demo", "date": "2026-11-23"}}
    diagnosis = regiokompas.diagnose(regiokompas.load(demo))
    results = (*diagnosis.findings, *diagnosis.questions, *diagnosis.undecided, *diagnosis.compass.values())
    handed = {type(result) for result in (*results, diagnosis.info, diagnosis.plan, diagnosis.stability)}
    assert handed <= {getattr(regiokompas, name) for name in regiokompas.__all__ if name[0].isupper()}
    assert len(handed) >= 6


def test_a_name_that_does_not_exist_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'diagnoze'"):
        regiokompas.diagnoze  # noqa: B018


def test_no_module_shadows_a_public_name() -> None:
    """Importing a module sets it on the package, over a function of the same name."""
    modules = {path.stem for path in Path(regiokompas.__file__).parent.iterdir()}
    functions = {name for name in regiokompas.__all__ if name[0].islower()}
    assert not modules & functions
