"""The examples do what they say: each is run as its reader would, from another folder where that can be."""

import json
import runpy
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import nbformat
import pytest
from fastapi.testclient import TestClient
from nbclient import NotebookClient

import regiokompas as rk

EXAMPLES = Path(__file__).parent.parent / "examples"
YAML = (EXAMPLES / "rivierland.yaml").read_bytes()
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def printed_by(name: str, capsys: pytest.CaptureFixture[str]) -> str:
    runpy.run_path(str(EXAMPLES / name))
    return capsys.readouterr().out


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(runpy.run_path(str(EXAMPLES / "web_app.py"))["app"])


def found_in(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [finding["fingerprint"] for finding in answer.json()["findings"]]


def asked(client: TestClient, body: bytes, kind: str, accept: str = "*/*", **query: str) -> Any:
    headers = {"content-type": kind, "accept": accept}
    return client.post("/diagnosis", content=body, headers=headers, params=query)


def test_every_file_in_the_folder_is_listed() -> None:
    told = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    files = [path.name for path in EXAMPLES.iterdir() if path.name not in {"README.md", "__pycache__"}]
    assert [name for name in files if f"`{name}" not in told] == []


def test_the_script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    printed = printed_by("script.py", capsys)
    assert "Financiering: critical" in printed
    assert "Vraag:" in printed


def test_frames_go_in_and_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    table, by_field, first = printed_by("with_pandas.py", capsys).split("\n\n")
    assert any("FIN01" in line and "Inkoopbudget and Wijkbudget" in line for line in table.splitlines())
    assert "financing" in by_field
    assert len(first.splitlines()) == 1 + 1 + 5


def test_the_notebook_runs_top_to_bottom_and_shows_what_it_says() -> None:
    notebook = nbformat.read(EXAMPLES / "notebook.ipynb", as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(not cell.outputs and cell.execution_count is None for cell in code), "clear the outputs"
    NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": EXAMPLES}}).execute()
    shown = ["".join(output.get("text") or str(output.data) for output in cell.outputs) for cell in code]
    diagnosis, picture, why, change, frame = shown
    assert "Jeugdregio Rivierland" in diagnosis
    assert "image/svg+xml" in picture
    assert "rivierland.yaml:" in why
    assert "WHAT FALLS APART" in change
    assert "financing" in frame


def test_the_web_app_says_what_the_library_says(client: TestClient) -> None:
    answer = asked(client, YAML, "application/yaml", language="en")
    assert answer.headers["content-type"].startswith("application/json")
    expected = rk.diagnose(rk.load(EXAMPLES / "rivierland.yaml"), language="en")
    assert found_in(answer) == [finding.fingerprint for finding in expected.findings]
    assert answer.json()["findings"][0]["message"] == expected.findings[0].message


def test_the_web_app_takes_json_and_a_workbook_alike(client: TestClient, tmp_path: Path) -> None:
    region = rk.load(EXAMPLES / "gezond.yaml")
    rk.save(region, tmp_path / "region.xlsx")
    rk.save(region, tmp_path / "region.json")
    sheet = found_in(asked(client, (tmp_path / "region.xlsx").read_bytes(), WORKBOOK))
    plain = found_in(asked(client, (tmp_path / "region.json").read_bytes(), "application/json; charset=utf-8"))
    assert sheet == plain != []


@pytest.mark.parametrize(("accept", "query"), [("text/html", {}), ("*/*", {"format": "html"})])
def test_the_web_app_gives_the_report_as_a_page(client: TestClient, accept: str, query: dict[str, str]) -> None:
    demo = json.dumps({"partnership": {"key": "partnership:demo", "name": "Demo", "date": "2026-11-23"}})
    answer = asked(client, demo.encode(), "application/json", accept, **query)
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.text.lower().startswith("<!doctype html>")
    assert "Demo" in answer.text


def test_the_web_app_names_every_problem_with_its_place(client: TestClient) -> None:
    wrong = b"partnership:\n  key: partnership:x\n  naam: X\n  date: gisteren\n"
    answer = asked(client, wrong, "application/yaml")
    assert answer.status_code == 422
    places = [problem["place"] for problem in answer.json()["problems"]]
    assert places == ["body.yaml:2:3", "body.yaml:3:9", "body.yaml:4:9"]


@pytest.mark.parametrize(
    ("body", "kind"), [(b"{", "application/json"), (b"no workbook", WORKBOOK), (YAML, "image/png"), (b"", WORKBOOK)]
)
def test_the_web_app_refuses_what_it_cannot_read(client: TestClient, body: bytes, kind: str) -> None:
    answer = asked(client, body, kind)
    assert answer.status_code == 422, answer.text
    assert "/tmp" not in answer.text


def test_the_web_app_answers_many_at_once_as_one_by_one(client: TestClient) -> None:
    names = ["gezond.yaml", "rivierland.yaml"] * 3
    bodies = [(EXAMPLES / name).read_bytes() for name in names]
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(lambda body: found_in(asked(client, body, "application/yaml")), bodies))
    alone = [found_in(asked(client, body, "application/yaml")) for body in bodies[:2]]
    assert together == alone * 3
