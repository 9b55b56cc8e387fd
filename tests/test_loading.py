"""Loading: every form of a partnership gives the same one, and what has no form is refused by name."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from regiokompas.errors import InputError
from regiokompas.graph import to_graph
from regiokompas.graph.files import gexf, graphml, node_link
from regiokompas.io.limits import Limits
from regiokompas.loading import READERS, load
from regiokompas.model import Partnership
from regiokompas.writing import save

DATA = {
    "partnership": {"key": "partnership:p", "name": "P", "date": "2026-11-23"},
    "partners": [{"key": "partner:a", "name": "A"}],
}
REGION = load(DATA)


def plain(path: Path) -> None:
    path.write_text(json.dumps(DATA), encoding="utf-8")  # YAML as well


def content(of: Callable[[Partnership], bytes]) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(of(REGION)) and None


def workbook(path: Path) -> None:
    pytest.importorskip("xlsxwriter")
    pytest.importorskip("python_calamine")
    save(REGION, path.with_suffix(".xlsx"))
    path.with_suffix(".xlsx").rename(path)


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("region.yaml", plain),
        ("region.yml", plain),
        ("region.json", plain),
        ("network.json", content(node_link)),
        ("region.graphml", content(graphml)),
        ("region.gexf", content(gexf)),
        ("region.xlsx", workbook),
        ("region.xlsm", workbook),
    ],
)
def test_every_form_gives_the_same_partnership_whatever_the_case_of_its_suffix(
    name: str, write: Callable[[Path], None], tmp_path: Path
) -> None:
    path = tmp_path / name
    write(path)
    assert load(path) == load(str(path)) == REGION
    loud = path.rename(path.with_suffix(path.suffix.upper()))
    assert load(loud) == REGION
    assert path.suffix in READERS


def test_a_folder_of_tables_is_a_form_too(tmp_path: Path) -> None:
    folder = tmp_path / "region"
    save(REGION, folder)
    assert load(folder) == REGION


def test_a_mapping_a_graph_and_standard_input_are_forms_too(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load(to_graph(REGION)) == REGION
    assert load(json.loads(node_link(REGION))) == REGION
    for text in (json.dumps(DATA), node_link(REGION).decode()):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        assert load("-") == REGION


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("region.docx", ".docx is no format that is read"),
        ("region", "a file without a suffix is no format that is read"),
    ],
)
def test_what_has_no_form_is_refused_and_the_forms_are_named(name: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        load(name)
    (problem,) = caught.value.problems
    assert problem.message == message
    assert problem.source.file == name
    assert problem.expected == ".yaml, .yml, .json, .xlsx, .xlsm, .graphml, .gexf"


@pytest.mark.parametrize(
    ("form", "limits", "said"),
    [
        ("region.yaml", Limits(text_values=3), "more than 3 values"),
        ("region.json", Limits(values=3), "more than 3 values"),
        ("region", Limits(cells=3), "more than 3 cells"),
        ("mapping", Limits(values=3), "more than 3 values"),
    ],
)
def test_the_limits_hold_for_every_form(form: str, limits: Limits, said: str, tmp_path: Path) -> None:
    source = DATA if form == "mapping" else tmp_path / form
    if isinstance(source, Path):
        save(REGION, source)
    assert load(source) == REGION
    with pytest.raises(InputError, match=said):
        load(source, limits=limits)


def test_what_is_no_source_is_told_what_would_be() -> None:
    with pytest.raises(InputError) as caught:
        load(3)  # type: ignore[arg-type]
    (problem,) = caught.value.problems
    assert problem.message == "an int cannot be used here"
    assert problem.expected == (
        "one path (of a folder of CSV files or a file: .yaml, .yml, .json, .xlsx, .xlsm, .graphml, .gexf), - for standard "
        "input, a mapping or a graph"
    )
