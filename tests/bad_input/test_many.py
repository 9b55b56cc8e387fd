"""Files of many, and what is read beside a partnership: baselines, answers, changes. Read, or refused with a place."""

from __future__ import annotations

import json
import random
import zipfile
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import regiokompas as rk
from bad_input.mutations import VALUES, attempt, damaged, disturbed
from regiokompas.batch.inputs import Unreadable
from regiokompas.batch.records import record, to_line
from regiokompas.batch.sources import from_paths
from regiokompas.changes import parse_change, read_changes
from regiokompas.questionnaires import write_questionnaire

ROOT = Path(__file__).parents[2]
EXAMPLES = settings(max_examples=60)
DEMO = rk.load(ROOT / "src" / "regiokompas" / "tables" / "example.yaml")
HEAD = {"key": "partnership:demo", "name": "Demo", "date": "2026-11-23"}
LONG = 10**5_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("many")


@pytest.fixture(scope="module")
def diagnosis() -> rk.Diagnosis:
    return rk.diagnose(DEMO)


def read_all(path: Path) -> list[Any]:
    return [attempt(given.load) for given in from_paths([str(path)])]


def table(**columns: Any) -> pa.Table:
    return pa.table({"partnership": [HEAD], **columns})


#: Columns that Arrow can hold and Python cannot.
ROWS = {
    "days": table(partners=pa.array([2**31 - 1], pa.int32()).view(pa.date32())),
    "moments": table(partners=pa.array([2**62], pa.timestamp("us"))),
    "far moments": table(partners=pa.array([2**62], pa.timestamp("ms"))),
    "bytes as texts": table(partners=pa.array([b"\xff\xfe"]).view(pa.string())),
    "two of a name": pa.table({"partnership": pa.StructArray.from_arrays([pa.array(["a"])] * 2, names=["key", "key"])}),
}


@pytest.mark.parametrize("name", ROWS)
def test_a_row_that_python_cannot_hold_is_told_and_the_next_is_read(name: str, tmp_path: Path) -> None:
    bad = ROWS[name]
    is_all_bad = bad.column_names == ["partnership"]  # what is wrong is wrong in every row
    both = bad if is_all_bad else pa.concat_tables([bad, table(partners=pa.nulls(1)).cast(bad.schema)])
    pq.write_table(both, tmp_path / "many.parquet")
    first, *others = from_paths([str(tmp_path / "many.parquet")])
    assert isinstance(first, Unreadable)
    with pytest.raises(rk.InputError, match=r"many\.parquet:1: this row cannot be read"):
        first.load()
    assert [given.load().name for given in others] == ([] if is_all_bad else ["Demo"])


def test_a_row_group_that_unpacks_to_more_than_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.parquet"
    notes = pa.array([letter * 1_000_000 for letter in "abcd"])
    pq.write_table(pa.table({"partnership": [HEAD] * 4, "note": notes}), path, compression="zstd", use_dictionary=False)
    assert path.stat().st_size < 20_000
    size = pq.ParquetFile(path).metadata.row_group(0).total_byte_size
    assert len(list(from_paths([str(path)], limits=rk.Limits(unpacked_bytes=size)))) == 4
    (refused,) = from_paths([str(path)], limits=rk.Limits(unpacked_bytes=size - 1))
    with pytest.raises(rk.InputError, match="a row group of this file unpacks to more than"):
        refused.load()


@EXAMPLES
@given(data=st.data())
def test_damaged_parquet_is_read_or_refused(folder: Path, data: Any) -> None:
    path = folder / "many.parquet"
    pq.write_table(pa.table({"partnership": [HEAD], "partners": [json.dumps(DEMO.to_dict()["partners"])]}), path)
    path.write_bytes(data.draw(damaged(path.read_bytes())))
    read_all(path)


@EXAMPLES
@given(data=st.data())
def test_damaged_lines_are_read_or_refused(folder: Path, data: Any) -> None:
    path = folder / "many.ndjson"
    path.write_bytes(data.draw(damaged(json.dumps(DEMO.to_dict()).encode() + b"\n") | st.binary(max_size=200)))
    read_all(path)


@EXAMPLES
@given(data=st.data())
def test_damaged_records_are_counted_or_refused(folder: Path, diagnosis: rk.Diagnosis, data: Any) -> None:
    path = folder / "records.ndjson"
    path.write_bytes(data.draw(damaged(to_line(record(diagnosis, "x")))))
    attempt(lambda: rk.overview(path))


@EXAMPLES
@given(data=st.data())
def test_records_with_odd_values_are_counted_or_refused(diagnosis: rk.Diagnosis, data: Any) -> None:
    odd = data.draw(disturbed(json.loads(to_line(record(diagnosis, "x")))))
    if isinstance(odd, dict):
        attempt(lambda: rk.overview([odd]))


@pytest.mark.parametrize("line", [b"[" * 100_000, b"9" * 5_000, b"{}", b"null", b"{", b"\xff"])
def test_a_record_that_is_none_is_refused(line: bytes, tmp_path: Path) -> None:
    path = tmp_path / "records.ndjson"
    path.write_bytes(b'{"format": "regiokompas.batch/1", "error": ' + line + b"}\n")
    with pytest.raises(rk.RegiokompasError):
        rk.overview(path)


@EXAMPLES
@given(data=st.data())
def test_a_damaged_baseline_is_read_or_refused(folder: Path, diagnosis: rk.Diagnosis, data: Any) -> None:
    path = folder / "baseline.json"
    path.write_bytes(data.draw(damaged(json.dumps(rk.Baseline.of(diagnosis).to_dict()).encode())))
    baseline = attempt(lambda: rk.Baseline.load(path))
    if baseline is not None:
        attempt(lambda: rk.diagnose(DEMO, baseline=baseline, select="FIN01"))


@EXAMPLES
@given(data=st.data())
def test_a_damaged_questionnaire_is_read_or_refused(folder: Path, data: Any) -> None:
    path = folder / "answers.xlsx"
    write_questionnaire(DEMO, path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = data.draw(st.sampled_from(sorted(parts)))
    parts[name] = data.draw(damaged(parts[name]))
    with zipfile.ZipFile(path, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    attempt(lambda: rk.add_survey(DEMO, [path]))


CHANGES = [
    {"change": "leaves", "person": "person:a"},
    {"change": "set_value", "key": "partnership:demo", "attribute": "overview", "value": False},
    {"change": "add", "section": "partners", "attributes": {"key": "partner:a", "name": "A", "kind": "municipality"}},
    {"change": "schedule", "decision": "decision:a", "date": "2026-12-01"},
]


@EXAMPLES
@given(data=disturbed(CHANGES))
def test_changes_with_odd_values_are_made_or_refused(data: Any) -> None:
    if isinstance(data, list):
        changes = attempt(lambda: read_changes(data))
        for change in changes or ():
            attempt(lambda change=change: rk.apply(DEMO, [change]))


@EXAMPLES
@given(text=st.text(max_size=40) | st.sampled_from([str(change["change"]) for change in CHANGES]).flatmap(
    lambda name: st.text(max_size=40).map(lambda rest: f"{name}:{rest}")
))  # fmt: skip
def test_a_change_in_words_is_made_or_refused(text: str) -> None:
    change = attempt(lambda: parse_change(text))
    if change is not None:
        attempt(lambda: rk.apply(DEMO, [change]))


@pytest.mark.parametrize("place", ["population", "name", "key", "budget", "unknown"])
@pytest.mark.parametrize("value", [LONG, -LONG, [LONG], {LONG: 1}, {"a": {"b": LONG}}], ids=range(5))
def test_a_number_that_cannot_be_written_out_is_refused(place: str, value: Any) -> None:
    partner = {"key": "partner:a", "name": "A", "kind": "municipality", place: value}
    with pytest.raises(rk.InputError, match="a number of thousands of digits"):
        rk.load({"partnership": HEAD, "partners": [partner]})
    with pytest.raises(rk.InputError, match="a number of thousands of digits"):
        rk.load({"partnership": HEAD, LONG: 1})  # type: ignore[dict-item]


@pytest.mark.parametrize("number", ["9" * 5_000, "0x" + "f" * 6_000])
@pytest.mark.parametrize("line", ["language = {}", "[limits]\ndepth = {}", "[parameters]\n'FIN01.min_amount' = {}"])
def test_a_long_number_in_a_configuration_is_refused(number: str, line: str, tmp_path: Path) -> None:
    path = tmp_path / "regiokompas.toml"
    path.write_text(line.format(number))
    with pytest.raises(rk.RegiokompasError, match=r"4300 digits|thousands of digits"):
        rk.Configuration.load(path)


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_workbook_that_is_packed_otherwise_and_damaged_is_refused(packing: int, tmp_path: Path) -> None:
    whole, path = tmp_path / "whole.xlsx", tmp_path / "packed.xlsx"
    rk.save(DEMO, whole)
    with zipfile.ZipFile(whole) as archive, zipfile.ZipFile(path, "w", packing) as packed:
        for name in archive.namelist():
            packed.writestr(name, archive.read(name))
    assert rk.load(path) == DEMO
    content = path.read_bytes()
    chance = random.Random(3)
    for _ in range(100):
        broken = bytearray(content)
        for _ in range(3):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        path.write_bytes(broken)
        attempt(lambda: rk.load(path))


def test_every_odd_value_of_a_record_has_been_tried_for_its_failure(diagnosis: rk.Diagnosis) -> None:
    """What stands where a failure tells what was wrong can be anything."""
    for value in VALUES:
        attempt(lambda value=value: rk.overview([{"format": "regiokompas.batch/1", "error": value, "source": value}]))
