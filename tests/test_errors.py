"""Hints: the nearest spelling, and none where only what all names share is alike."""

import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import regiokompas as rk
from regiokompas.batch.inputs import Failed, Unreadable
from regiokompas.batch.records import record
from regiokompas.cli.main import main
from regiokompas.errors import MOST_PROBLEMS, Hints, InputError, Problem, Problems, Source, did_you_mean

NAMES = [
    *("Gemeente Tiel", "Gemeente Buren", "Gemeente West Betuwe", "Regio Rivierenland", "Regio Twente"),
    *("partner:tiel", "fund:lingeoord-verblijf", "circular-wait", "circle-without-a-puller", "FIN01", "min_amount"),
]


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("Gemeente Teil", "Gemeente Tiel"),
        ("gemeente buuren", "Gemeente Buren"),
        ("Gemeent Tiel", "Gemeente Tiel"),
        ("Gemeente Tiel-West", "Gemeente Tiel"),
        ("rivierenland", "Regio Rivierenland"),
        ("partnr:tiel", "partner:tiel"),
        ("circular-weight", "circular-wait"),
        ("FIN1", "FIN01"),
        ("min_amout", "min_amount"),
    ],
)
def test_a_slip_of_the_pen_is_understood(asked: str, meant: str) -> None:
    assert did_you_mean(asked, NAMES) == f"did you mean {meant}?"


@pytest.mark.parametrize(
    "asked",
    ["Gemeente Ermelo", "Gemeente Zeist", "Regio Utrecht", "Regio Achterhoek", "partner:ede", "fund:waalbeek-verblijf"],
)
def test_a_name_that_only_shares_what_many_share_is_not_guessed_at(asked: str) -> None:
    assert did_you_mean(asked, NAMES) is None


@given(st.text(min_size=1))
def test_a_known_name_is_the_nearest_to_itself(name: str) -> None:
    said = did_you_mean(name, [name, *NAMES])
    assert said is not None
    assert said.casefold() == f"did you mean {name}?".casefold()


ABOUT = "partnership: {key: 'partnership:demo', name: Demo, date: 2026-11-23}\n"


def problem(line: int) -> Problem:
    return Problem("odd", Source("region.yaml", line))


@given(st.lists(st.integers(0, 2 * MOST_PROBLEMS), max_size=5), st.integers(0, 3))
def test_no_problem_is_lost_however_they_are_gathered(parts: list[int], more: int) -> None:
    gathered = Problems(more=more)
    for size in parts:
        gathered.extend(Problems(map(problem, range(size))))
    assert len(gathered) + gathered.more == sum(parts) + more
    assert len(gathered) == min(MOST_PROBLEMS, sum(parts))
    kept = [line for size in parts for line in range(size)][:MOST_PROBLEMS]
    assert [each.source.line for each in gathered] == kept
    error = InputError(gathered)
    assert [each.source.line for each in error.problems] == sorted(kept)
    assert error.problems.more == gathered.more


def test_an_error_says_how_many_there_are_and_travels_whole() -> None:
    assert str(InputError([problem(1)])).startswith("1 problem\n")
    error = InputError(Problems(map(problem, range(1_000)), more=899_000))
    assert str(error).startswith("1,000 problems shown, and 899,000 more\n")
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.problems.more) == (str(error), 899_000)


def test_what_is_only_counted_gets_no_hint() -> None:
    problems = Problems(map(problem, range(MOST_PROBLEMS - 1)))
    hints = Hints(problems)
    assert hints.near("tiell", ["tiel"]) == "did you mean tiel?"
    problems.append(problem(1))
    assert hints.near("tiell", ["tiel"]) is None


def test_a_message_that_repeats_a_text_of_megabytes_is_cut() -> None:
    line = "x" * 5_000_000
    long = Problem(f"{line} is no kind", Source("region.yaml", 1, 4_000_000), line, line, line, 10)
    assert len(str(long)) < 10_000
    assert len(long.excerpt or "") == 200


def test_the_first_in_the_order_of_reading_are_told_and_the_rest_is_counted_everywhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "region.yaml"
    path.write_text(ABOUT + "partners:\n" + "- {key: 'partner:a', name: A, odd: 1}\n" * 1_500)
    with pytest.raises(rk.InputError) as refused:
        rk.load(path)
    error = refused.value
    assert [found.source.line for found in error.problems] == list(range(3, 1_003))
    assert error.problems.more == 500
    failed = Failed.of("region.yaml", error)
    assert failed.message.endswith("(and 1499 more)")
    said = record(failed)["error"]
    assert (len(said["problems"]), said["more"]) == (1_000, 500)
    with pytest.raises(rk.InputError) as again:
        Unreadable(failed).load()
    assert again.value.problems.more == 500
    assert main(["check", str(path), "--language", "en"]) == 2
    assert capsys.readouterr().err.endswith("\n1,000 problems shown, and 500 more\n")
    assert error.count("nl") == "1.000 problemen getoond, en er zijn er nog 500"


def test_of_cells_too_every_problem_is_told_or_counted_once(tmp_path: Path) -> None:
    (tmp_path / "partnership.csv").write_text("name;date\nDemo;2026-11-23\n")
    rows = "".join(f"P{number};odd;many\n" for number in range(900))
    (tmp_path / "partners.csv").write_text("name;kind;population\n" + rows)
    with pytest.raises(rk.InputError) as refused:
        rk.load(tmp_path)
    assert (len(refused.value.problems), refused.value.problems.more) == (1_000, 800)
