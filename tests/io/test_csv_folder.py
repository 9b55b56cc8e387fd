"""CSV: the same cells as the standard reader finds, each with its place; and nothing that a spreadsheet would run."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiokompas.errors import InputError
from regiokompas.io.csv_folder import read_csv, read_csv_folder, write_csv_folder

cells = st.text(st.sampled_from("ab;,\"'=\n \té-"), max_size=6)
tables = st.lists(st.lists(cells, min_size=2, max_size=4), min_size=1, max_size=5)


def written(rows: list[list[str]], delimiter: str) -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
    return stream.getvalue()


@given(st.lists(st.lists(st.text(st.sampled_from('ab;,"\n é'), max_size=6), min_size=2, max_size=4), max_size=5))
def test_the_standard_reader_finds_the_same_cells(rows: list[list[str]]) -> None:
    text = written([["a", "b", "c", "d"], *rows], ";")
    oracle = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    grid = read_csv(text, "x.csv", "x")
    assert [[cell or "" for cell in row] for row in grid.rows[: len(oracle)]] == oracle


@given(tables, st.sampled_from(";,"))
def test_every_cell_stands_where_it_is_said_to(rows: list[list[str]], delimiter: str) -> None:
    text = written([["a", "b", "c", "d"], *rows], delimiter)
    grid = read_csv(text, "x.csv", "x")
    lines = text.split("\n")
    for number, row in enumerate(grid.rows):
        for column in range(len(row)):
            place = grid.place(number, column)
            assert place.line is not None
            assert place.column is not None
            assert lines[place.line - 1][place.column - 1] == '"'


@given(tables, st.sampled_from(";,"))
def test_what_is_written_is_read_back_and_no_cell_begins_like_a_formula(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], delimiter: str
) -> None:
    folder = tmp_path_factory.mktemp("csv")
    head = ["kop", "kop"]
    write_csv_folder(folder, {"x": [head, *rows]}, delimiter)
    raw = (folder / "x.csv").read_bytes().decode("utf-8-sig")
    for row in csv.reader(io.StringIO(raw, newline=""), delimiter=delimiter):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)
    (grid,) = read_csv_folder(folder)
    assert [[cell or "" for cell in row] for row in grid.rows[: 1 + len(rows)]] == [head, *rows]


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_marks_delimiters_and_line_ends_of_all_spreadsheets(
    tmp_path: Path, mark: str, delimiter: str, end: str
) -> None:
    text = mark + end.join([delimiter.join(["naam", "inwoners"]), delimiter.join(["Tiel", "42000"]), ""])
    (tmp_path / "partners.csv").write_bytes(text.encode())
    (tmp_path / "LEESMIJ.md").write_text("not read", encoding="utf-8")
    (grid,) = read_csv_folder(tmp_path)
    assert grid.name == "partners"
    assert [list(row) for row in grid.rows[:2]] == [["naam", "inwoners"], ["Tiel", "42000"]]
    assert str(grid.place(1, 1)) == f"{tmp_path / 'partners.csv'}:2:6"


def test_a_mark_that_is_never_closed_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"x\.csv:2:3: this quotation mark is never closed"):
        read_csv('a;b\nx;"y\nz;', "x.csv", "x")


def test_a_folder_without_csv_and_a_file_of_another_alphabet_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no CSV file"):
        read_csv_folder(tmp_path)
    (tmp_path / "a.csv").write_bytes("naam\nCliëntenraad".encode("latin-1"))
    with pytest.raises(InputError, match=r"not UTF-8(.|\n)*saves it as CSV UTF-8"):
        read_csv_folder(tmp_path)
