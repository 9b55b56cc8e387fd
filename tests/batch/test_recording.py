"""Records: their form, their file, and a run that is taken up where it stopped, with the same bytes."""

import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import regiokompas as rk
from batch_work import region, regions
from regiokompas.batch.inputs import FileInput, Input, as_input
from regiokompas.batch.recording import NamingNobody, Recording, run_batch
from regiokompas.batch.records import FORMAT
from regiokompas.batch.sinks import Sink, read_records
from regiokompas.batch.sources import from_paths, from_register

DATA = Path(__file__).parent.parent / "data"


@pytest.fixture(scope="module")
def recording() -> Recording:
    return Recording(rk.Kompas().recipe("en"), "abc")


def inputs() -> Iterator[Input]:
    many: list[Any] = [*regions(3), {"partnership": {}}, region(7)]
    return (as_input(what, number) for number, what in enumerate(many, start=1))


def run(path: Path, recording: Recording, *, resume: bool = False, stop: int | None = None) -> int:
    """Run a batch, or let it be broken off after some records."""
    count = 0
    with Sink(path, resume=resume) as sink:
        for count, _ in enumerate(run_batch(inputs(), recording, sink), start=1):
            if count == stop:
                return count
        sink.finish()
    return count


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, recording: Recording) -> bytes:
    path = tmp_path_factory.mktemp("whole") / "all.ndjson"
    assert run(path, recording) == 5
    return path.read_bytes()


def test_every_input_is_one_record_and_a_bad_one_says_what_and_where(whole: bytes) -> None:
    records = [json.loads(line) for line in whole.splitlines()]
    assert {(record["format"], record["settings"]) for record in records} == {(FORMAT, "abc")}
    assert [record["source"] for record in records] == ["<1>", "<2>", "<3>", "<4>", "<5>"]
    good, bad = records[0], records[3]
    assert good["diagnosis"]["name"] == good["partnership"]["name"] == "Regio 0"
    assert [partner["name"] for partner in good["partners"]] == ["P0", "P1"]
    assert "diagnosis" not in bad
    assert {problem["message"] for problem in bad["error"]["problems"]} >= {"this partnership has no name"}
    assert all(problem["place"].startswith("<dict>:partnership") for problem in bad["error"]["problems"])


def test_no_person_stands_in_the_head_of_a_record(recording: Recording) -> None:
    data = {**region(1), "persons": [{"key": "person:x", "function": "programme manager", "name": "Q. Secret"}]}
    (record,) = run_batch(iter([as_input(data, 1)]), recording)
    assert set(record) == {"format", "source", "settings", "partnership", "partners", "diagnosis"}
    assert "Q. Secret" not in json.dumps({name: record[name] for name in ("partnership", "partners")})


@settings(max_examples=15)
@given(cut=st.data())
def test_a_run_that_stopped_anywhere_ends_with_the_same_bytes(
    cut: st.DataObject, whole: bytes, recording: Recording, tmp_path_factory: pytest.TempPathFactory
) -> None:
    edges = [0, 1, len(whole) - 1, len(whole), *(n for n, byte in enumerate(whole) if byte == 10)]
    size = cut.draw(st.sampled_from(edges) | st.integers(0, len(whole)))
    path = tmp_path_factory.mktemp("torn") / "all.ndjson"
    path.write_bytes(whole[:size])
    assert run(path, recording, resume=True) == 5
    assert path.read_bytes() == whole


def test_what_is_done_is_not_judged_again(whole: bytes, tmp_path: Path) -> None:
    def judge(partnership: rk.Partnership) -> rk.Diagnosis:
        raise AssertionError("all was judged before")

    path = tmp_path / "all.ndjson"
    path.write_bytes(whole)
    assert run(path, Recording(judge, "abc"), resume=True) == 5


def test_other_settings_and_other_inputs_are_refused(whole: bytes, tmp_path: Path, recording: Recording) -> None:
    path = tmp_path / "all.ndjson"
    path.write_bytes(whole)
    with pytest.raises(rk.RegiokompasError, match="begun with other rules"):
        run(path, Recording(recording.judge, "other"), resume=True)
    path.write_bytes(whole.replace(b'"source":"<2>"', b'"source":"<9>"'))
    with pytest.raises(rk.RegiokompasError, match="the inputs have changed"):
        run(path, recording, resume=True)
    path.write_bytes(b"my thesis\nsecond line\n")
    with pytest.raises(rk.RegiokompasError, match=r"all\.ndjson:1: this is no record"):
        run(path, recording, resume=True)
    assert path.read_bytes() == b"my thesis\nsecond line\n"


def test_parquet_has_a_row_for_each_input_and_can_be_resumed(tmp_path: Path, recording: Recording) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    whole, torn = tmp_path / "whole.parquet", tmp_path / "torn.parquet"
    run(whole, recording)
    run(torn, recording, stop=2)
    assert not torn.exists()
    run(torn, recording, resume=True)
    assert torn.read_bytes() == whole.read_bytes()
    assert {path.name for path in tmp_path.iterdir()} == {"whole.parquet", "torn.parquet"}
    rows = pq.read_table(whole).to_pylist()
    assert [row["name"] for row in rows] == ["Regio 0", "Regio 1", "Regio 2", None, "Regio 7"]
    assert rows[3]["error"].startswith("<dict>:partnership")
    assert rows[3]["findings"] is None
    diagnosis = rk.diagnose(rk.load(region(7)), language="en")
    assert [found["id"] for found in rows[4]["findings"]] == [found.id for found in diagnosis.findings]
    assert rows[4]["scale_level"] == diagnosis.compass["scale"].level
    with pytest.raises(rk.RegiokompasError, match="nothing to resume"):
        Sink(whole, resume=True)


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(rk.RegiokompasError, match=r"\.xlsx; choose \.ndjson"):
        Sink(tmp_path / "all.xlsx")
    with pytest.raises(rk.RegiokompasError, match="cannot be written"):
        Sink(tmp_path / "no" / "such" / "all.ndjson")


def test_records_of_the_register_say_which_version_they_are_of(recording: Recording, tmp_path: Path) -> None:
    _, versions = from_register(DATA / "register.xml")
    path = tmp_path / "all.ndjson"
    with Sink(path) as sink:
        assert all("register" in record for record in run_batch(versions, recording, sink))
    for record in read_records(path):
        place = record["register"]
        assert 1 <= place["version"] <= place["versions"]
        assert record["partnership"].get("starts", "0") <= place["on"] or not place["in_force"]


def test_a_resumed_run_notices_that_an_input_holds_something_else(recording: Recording, tmp_path: Path) -> None:
    folder, path = tmp_path / "regions", tmp_path / "all.ndjson"
    folder.mkdir()
    for number in range(2):
        (folder / f"{number}.json").write_text(json.dumps(region(number)), encoding="utf-8")
    with Sink(path) as sink:
        next(run_batch(from_paths([str(folder)]), recording, sink))
    begun = path.read_bytes()
    (folder / "0.json").write_text(json.dumps(region(0, partners=4)), encoding="utf-8")
    with Sink(path, resume=True) as sink, pytest.raises(rk.RegiokompasError, match=r"0\.json is not what it was"):
        list(run_batch(from_paths([str(folder)]), recording, sink))
    assert path.read_bytes() == begun


def test_a_folder_of_tables_is_another_input_when_a_cell_is_another(tmp_path: Path) -> None:
    folder = tmp_path / "region"
    rk.save(rk.load(region(1)), folder)
    given = FileInput(str(folder))
    before = given.digest()
    assert before == FileInput(str(folder)).digest() is not None
    partners = folder / "partners.csv"
    partners.write_bytes(partners.read_bytes().replace(b"P1", b"P9"))
    assert given.digest() != before


def test_the_same_version_on_another_day_is_another_input(recording: Recording, tmp_path: Path) -> None:
    path = tmp_path / "all.ndjson"
    with Sink(path) as sink:
        next(run_batch(from_register(DATA / "register.xml", on=date(2024, 1, 1))[1], recording, sink))
    with Sink(path, resume=True) as sink, pytest.raises(rk.RegiokompasError, match="picture is of another day"):
        list(run_batch(from_register(DATA / "register.xml", on=date(2025, 1, 1))[1], recording, sink))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_records_are_kept_in_a_file_and_no_pipe_or_device(tmp_path: Path) -> None:
    pipe, device = tmp_path / "pipe.ndjson", tmp_path / "zero.ndjson"
    os.mkfifo(pipe)
    device.symlink_to("/dev/zero")
    for place in (pipe, device):
        with pytest.raises(rk.RegiokompasError, match="no file that records can be kept in"):
            Sink(place)


#: Inputs with a name where something is wrong, in every form that tells of it.
SECRETIVE = {
    "syntax.yaml": "persons: 'Zwanenburg' 'Zwanenburg'\n",
    "alias.yaml": "persons: *zwanenburg\n",
    "section.yaml": "zwanenburg: 1\n",
    "value.json": '{"partnership": {"key": "partnership:x", "name": "X", "date": "Zwanenburg"}}',
    "reference.json": json.dumps(
        {**region(1), "relations": [{"from": "person:zwanenburg", "to": "person:zwanenburg", "contact": "Zwanenburg"}]}
    ),
    "hint.json": json.dumps(
        {
            **region(1),
            "persons": [{"key": "person:zwanenburg", "function": "x"}],
            "relations": [{"from": "person:zwanenbur", "to": "person:zwanenburg"}],
        }
    ),
    "attribute.json": json.dumps({**region(1), "persons": [{"key": "person:a", "function": "b", "Zwanenburg": 1}]}),
    "profile.json": json.dumps(
        {"partnership": {"key": "partnership:x", "name": "X", "date": "2026-11-23", "profile": "zwanenburg"}}
    ),
    "line.ndjson": json.dumps({"zwanenburg": 1}),
}


@pytest.mark.parametrize("name", SECRETIVE)
def test_without_names_a_failure_repeats_nothing_of_its_input(name: str, recording: Recording, tmp_path: Path) -> None:
    (tmp_path / name).write_text(SECRETIVE[name], encoding="utf-8")
    (open_,) = run_batch(from_paths([str(tmp_path)]), recording)
    (closed,) = run_batch(from_paths([str(tmp_path)]), Recording(NamingNobody(recording.judge), "abc"))
    assert "zwanenburg" in json.dumps(open_).lower()
    assert "zwanenburg" not in json.dumps(closed).lower()
    places = [problem["place"].split(":", 1)[0] for problem in closed["error"]["problems"]]
    assert all(place.startswith(str(tmp_path)) for place in places)
    assert len(places) == len(open_["error"]["problems"])


def test_without_names_a_failure_still_says_what_is_wrong_and_where(recording: Recording, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"partnership": {"key": "partnership:x", "date": "2026-11-23"}}')
    (closed,) = run_batch(from_paths([str(tmp_path)]), Recording(NamingNobody(recording.judge), "abc"))
    assert closed["error"]["message"].endswith("a.json:1:17: this partnership has no name")


def test_without_names_a_file_is_not_called_after_a_person_and_the_run_can_be_resumed(
    recording: Recording, tmp_path: Path
) -> None:
    folder, path, whole = tmp_path / "regions", tmp_path / "all.ndjson", tmp_path / "whole.ndjson"
    folder.mkdir()
    person = {"key": "person:zwanenburg", "name": "Q. Zwanenburg", "function": "director"}
    for name in ("a", "zwanenburg"):
        (folder / f"{name}.json").write_text(json.dumps({**region(1), "persons": [person]}), encoding="utf-8")
    nameless = Recording(NamingNobody(recording.judge), "abc")
    with Sink(whole) as sink:
        sources = [record["source"] for record in run_batch(from_paths([str(folder)]), nameless, sink)]
    assert sources == [str(folder / "a.json"), str(folder / "p01.json")]
    assert b"zwanenburg" not in whole.read_bytes().lower()
    path.write_bytes(whole.read_bytes())
    with Sink(path, resume=True) as sink:
        assert len(list(run_batch(from_paths([str(folder)]), nameless, sink))) == 2
    assert path.read_bytes() == whole.read_bytes()
