"""Inputs as a stream: every kind of source, in a fixed order, and clear errors before anything is read."""

import io
import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from batch_work import region
from regiokompas.batch.inputs import Failed, Input
from regiokompas.batch.running import attempt
from regiokompas.batch.sources import from_paths, from_register
from regiokompas.errors import InputError
from regiokompas.io.files import read_dict
from regiokompas.model import read
from regiokompas.tables import write_folder

DATA = Path(__file__).parent.parent / "data"


def write(path: Path, *numbers: int) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".json":
        path.write_text(json.dumps(region(*numbers)), encoding="utf-8")
    else:
        path.write_text("".join(json.dumps(region(number)) + "\n" for number in numbers), encoding="utf-8")
    return path


def names(inputs: list[Input]) -> list[str]:
    return [found.load().name for found in inputs]


def test_a_folder_is_read_by_name_and_without_what_is_hidden_or_written(tmp_path: Path) -> None:
    for name, number in (
        ("b.json", 2),
        ("a/z.json", 1),
        ("c.json", 3),
        (".git/x.json", 9),
        (".hidden.json", 9),
        ("~$b.xlsx", 9),
    ):
        write(tmp_path / name, number)
    (tmp_path / "notes.txt").write_text("no format")
    out = write(tmp_path / "out.ndjson", 9)
    found = list(from_paths([str(tmp_path)], [out]))
    assert names(found) == ["Regio 2", "Regio 3", "Regio 1"]
    assert [Path(entry.source).name for entry in found] == ["b.json", "c.json", "z.json"]


def test_a_folder_of_csv_files_is_one_partnership_by_itself_and_among_others(tmp_path: Path) -> None:
    write(tmp_path / "regions/z.json", 2)
    tables = tmp_path / "regions/deep/by-csv"
    write_folder(read(read_dict(region(1))), tables)
    write(tables / "beside.json", 3)
    assert names(list(from_paths([str(tables)]))) == ["Regio 1", "Regio 3"]
    assert names(list(from_paths([str(tmp_path / "regions")]))) == ["Regio 2", "Regio 1", "Regio 3"]


def test_patterns_lines_and_files_in_the_order_given(tmp_path: Path) -> None:
    write(tmp_path / "x" / "2.json", 2)
    write(tmp_path / "x" / "1.json", 1)
    many = write(tmp_path / "many.ndjson", 5, 4)
    found = list(from_paths([str(many), str(tmp_path / "**" / "[12].json")]))
    assert names(found) == ["Regio 5", "Regio 4", "Regio 1", "Regio 2"]
    assert found[1].source == f"{many}:2"


def test_everything_wrong_with_the_paths_is_said_at_once(tmp_path: Path) -> None:
    one = write(tmp_path / "one.json", 1)
    (tmp_path / "empty").mkdir()
    (tmp_path / "x.docx").touch()
    paths = [one, one, tmp_path / "none.yaml", tmp_path / "empty", tmp_path / "x.docx", tmp_path / "*.yml", tmp_path]
    with pytest.raises(InputError) as caught:
        from_paths(list(map(str, paths)))
    messages = " / ".join(problem.message for problem in caught.value.problems)
    for said in ("named twice", "does not exist", "holds nothing", ".docx is no format", "fits this pattern"):
        assert said in messages


def test_a_file_that_is_written_to_is_not_read(tmp_path: Path) -> None:
    one = write(tmp_path / "one.ndjson", 1)
    with pytest.raises(InputError, match="read and written at once"):
        from_paths([str(one)], [one])


def test_a_bad_line_names_its_place_and_spares_the_others(tmp_path: Path) -> None:
    many = tmp_path / "many.ndjson"
    lines = [json.dumps(region(1)), "{torn", "", '{"partnership": {"nam": 1}}', "ÿ", json.dumps(region(2))]
    many.write_bytes("\n".join(lines).encode("latin-1"))
    results = [attempt(found, lambda partnership: partnership.name) for found in from_paths([str(many)])]
    assert [result for result in results if isinstance(result, str)] == ["Regio 1", "Regio 2"]
    torn, wrong, latin = (result for result in results if isinstance(result, Failed))
    assert torn.message.startswith(f"{many}:2:2: this is not JSON")
    assert str(wrong.problems[0].source).startswith(f"{many}:4:partnership")
    assert len(wrong.problems) > 1
    assert f"{many}:5:1: this line is not UTF-8" in latin.message


def test_standard_input_holds_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = SimpleNamespace(buffer=io.BytesIO((json.dumps(region(1)) + "\n").encode()))
    monkeypatch.setattr("sys.stdin", stdin)
    (found,) = from_paths(["-"])
    assert (found.source, found.load().name) == ("<stdin>:1", "Regio 1")


def test_parquet_rows_hold_sections_nested_or_as_text_and_null_is_unknown(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    rows = [region(1), {"partnership": json.dumps(region(2)["partnership"]), "partners": None}]
    nested, text = tmp_path / "nested.parquet", tmp_path / "text.parquet"
    parquet.write_table(pa.Table.from_pylist(rows[:1]), nested)
    parquet.write_table(pa.Table.from_pylist(rows[1:]), text)
    first, second = from_paths([str(nested), str(text)])
    assert len(first.load().partners or ()) == 3
    assert second.load().name == "Regio 2"
    assert not second.load().is_known("partners")
    assert first.source == f"{nested}:1"


def test_a_parquet_file_that_is_none_is_one_failure(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    bad = tmp_path / "bad.parquet"
    bad.write_bytes(b"PAR1 no")
    good = write(tmp_path / "good.json", 1)
    results = [attempt(found, lambda partnership: partnership.name) for found in from_paths([str(bad), str(good)])]
    assert isinstance(results[0], Failed)
    assert "no Parquet that can be read" in results[0].message
    assert results[1] == "Regio 1"


def test_the_register_tells_which_version_of_what_each_is() -> None:
    count, versions = from_register(DATA / "register.xml")
    found = list(versions)
    assert len(found) == count
    chains: dict[str, list[int]] = {}
    for entry in found:
        chains.setdefault(entry.version.arrangement, []).append(entry.version.version)  # type: ignore[attr-defined]
    assert all(sorted(numbers) == list(range(1, len(numbers) + 1)) for numbers in chains.values())
    count_in_force, in_force = from_register(DATA / "register.xml", in_force=True)
    assert [entry.source for entry in in_force] == [e.source for e in found if e.version.in_force]  # type: ignore[attr-defined]
    assert 0 < count_in_force < count


@pytest.mark.register
def test_the_real_register_has_one_version_in_force_of_each_arrangement(register_path: Path) -> None:
    count, versions = from_register(register_path, in_force=True)
    arrangements = [found.version.arrangement for found in versions]  # type: ignore[attr-defined]
    assert count == len(arrangements) == len(set(arrangements))
