"""What is said of mistakes, in Dutch: as whole answers to real mistakes, and as texts that go on being English texts."""

from __future__ import annotations

import copy
import json
import pickle
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import regiokompas as rk
from regiokompas.batch.inputs import FileInput
from regiokompas.batch.records import record
from regiokompas.batch.running import attempt
from regiokompas.cli import main
from regiokompas.errors import NotFoundError, PackError, Problem, Source
from regiokompas.saying import Quoted, Said
from regiokompas.texts import Bilingual

Capture = pytest.CaptureFixture[str]

HEAD = "partnership: {key: partnership:p, name: P, date: 2026-11-23}\n"


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def told(capsys: Capture, *arguments: str) -> str:
    """What a command prints that ends because of mistakes."""
    assert main(arguments) == 2
    return capsys.readouterr().err


def told_of(capsys: Capture, name: str, content: str) -> str:
    Path(name).write_text(content, encoding="utf-8")
    return told(capsys, "check", name)


def test_a_workbook_filled_in_wrongly_is_answered_in_dutch_from_end_to_end(capsys: Capture) -> None:
    assert main(["template", "regio.xlsx"]) == 0
    book = openpyxl.load_workbook("regio.xlsx")
    fill = {
        "Samenwerking": {"B6": "Jeugdregio", "B7": "23 nov"},
        "Partners": {"B5": "Gemeente Tiel", "C5": "gemeete", "D5": "veel", "B6": "Gemeente Buren", "G6": 7, "K6": "soms"},
        "Personen": {"B5": "wethouder", "D5": "Gemeente Burem"},
        "Opgaven": {"B5": "Jeugdhulp"},
        "Potjes": {"B5": "Reserve", "C5": "Gemeente Tiel", "D5": "Jeugdhulp", "E5": "1,250", "H5": "ten minste zoveel potjes", "B6": "Bijdrage"},
    }  # fmt: skip
    for sheet, cells in fill.items():
        for cell, value in cells.items():
            book[sheet][cell] = value
    book.save("regio.xlsx")
    capsys.readouterr()
    assert (
        told(capsys, "check", "regio.xlsx")
        == """\
regio.xlsx:Partners!C5: soort: 'gemeete' is geen van de keuzes
      verwacht: gemeente, provincie, waterschap, ministerie, gemeenschappelijke regeling, buitenlandse overheid, aanbieder, bedrijf, instituut, inwoners, anders
      hint: bedoelt u gemeente?
regio.xlsx:Partners!D5: inwoners: 'veel' is geen getal
      verwacht: een heel getal dat niet negatief is
regio.xlsx:Partners!G6: daadkracht (1–5): 7 past hier niet
      verwacht: een score van 1 (heel weinig) tot 5 (heel veel)
regio.xlsx:Partners!K6: overweegt uittreding: 'soms' is geen ja en geen nee
      verwacht: ja of nee; laat leeg wat onbekend is
regio.xlsx:Personen!D5: werkgever: 'Gemeente Burem' wordt hier genoemd, maar bestaat niet
      verwacht: een naam die op het blad Partners staat
      hint: bedoelt u Gemeente Buren?
regio.xlsx:Potjes!E5: bedrag: '1,250' is op twee manieren te lezen
      verwacht: een bedrag, zoals 1.250.000 of EUR 1.250.000
      hint: schrijf 1250, of twee decimalen
regio.xlsx:Potjes!H5: wacht op: er staat niet bij hoeveel potjes of hoeveel geld
      verwacht: een aantal of een bedrag in de kolom ernaast
regio.xlsx:Potjes!C6: eigenaar: leeg, maar een potje kan niet zonder
regio.xlsx:Potjes!D6: opgave: leeg, maar een potje kan niet zonder
regio.xlsx:Samenwerking!B7: datum van het beeld: '23 nov' is geen datum
      verwacht: een datum, zoals 23-11-2026 of 2026-11-23
10 problemen
"""
    )


def test_yaml_with_mistakes_is_answered_in_dutch(capsys: Capture) -> None:
    text = """\
partners:
  - {key: partner:tiel, name: Tiel, populaton: 42000, kind: municipalty}
  - {key: partner:buren, name: Buren, helped: [partner:teil], votes: veel}
  - {key: partner:buren, name: Buren, decisiveness: 3}
  - {key: partner:ede}
"""
    assert (
        told_of(capsys, "region.yaml", HEAD + text)
        == """\
region.yaml:3:48: populaton is geen gegeven van een partner
    3 |   - {key: partner:tiel, name: Tiel, populaton: 42000, kind: municipalty}
      |                                                ^^^^^
      verwacht: key, note, name, kind, population, budget, province, decisiveness, control_stance, local_priority, involvement, considers_leaving, doubts_use, can_do_alone, votes, cost_share, joined, bodies, strengths, helped, abolished, identifier
      hint: bedoelt u population?
region.yaml:3:61: 'municipalty' past niet bij kind (soort)
    3 |   - {key: partner:tiel, name: Tiel, populaton: 42000, kind: municipalty}
      |                                                             ^^^^^^^^^^^
      verwacht: municipality, province, water_authority, ministry, joint_arrangement, foreign_authority, provider, company, institute, citizens of other
      hint: bedoelt u municipality?
region.yaml:4:70: votes (stemmen): 'veel' past hier niet
    4 |   - {key: partner:buren, name: Buren, helped: [partner:teil], votes: veel}
      |                                                                      ^^^^
      verwacht: een heel getal
region.yaml:5:11: partner:buren bestaat al, op region.yaml:4:5
    5 |   - {key: partner:buren, name: Buren, decisiveness: 3}
      |           ^^^^^^^^^^^^^
      hint: laat er één staan, of geef er één een andere naam
region.yaml:6:5: hier ontbreekt name (naam): een partner kan niet zonder
    6 |   - {key: partner:ede}
      |     ^^^^^^^^^^^^^^^^^^
      verwacht: name: ...
5 problemen
"""
    )


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("twice.yaml", HEAD + "partners: []\npartners: []\n", """\
twice.yaml:3:1: partners staat hier twee keer
    3 | partners: []
      | ^^^^^^^^
      hint: laat er één staan
1 probleem
"""),
        ("colon.yaml", "partnership: a: b\n", """\
colon.yaml:1:15: dit is geen YAML: een dubbele punt kan hier niet
    1 | partnership: a: b
      |               ^
      hint: kijk hier naar het inspringen, de dubbele punten en de aanhalingstekens
1 probleem
"""),
        ("comma.json", '{"partnership": {"name": "x"\n"date": 3}}', """\
comma.json:2:1: dit is geen JSON: hier ontbreekt een komma
    2 | "date": 3}}
      | ^
1 probleem
"""),
        ("region.pdf", "", """\
region.pdf: .pdf is geen formaat dat gelezen wordt
      verwacht: .yaml, .yml, .json, .xlsx, .xlsm, .graphml, .gexf
1 probleem
"""),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_answered_in_dutch(capsys: Capture, name: str, content: str, said: str) -> None:
    assert told_of(capsys, name, content) == said


def test_the_language_of_the_reports_is_that_of_the_mistakes(capsys: Capture) -> None:
    Path("twice.yaml").write_text(HEAD + "partners: []\npartners: []\n", encoding="utf-8")
    english = told(capsys, "check", "twice.yaml", "--language", "en")
    assert "partners stands here twice" in english
    assert english.endswith("hint: keep one of the two\n1 problem\n")
    Path("regiokompas.toml").write_text('language = "en"\n', encoding="utf-8")
    assert told(capsys, "check", "twice.yaml") == english
    assert "staat hier twee keer" in told(capsys, "check", "twice.yaml", "--language", "nl")


def test_a_change_and_a_setting_that_do_not_fit_are_answered_in_dutch(capsys: Capture) -> None:
    Path("region.yaml").write_text(HEAD, encoding="utf-8")
    assert (
        told(capsys, "whatif", "region.yaml", "--change", "meet:partner:a,fund:b,soms")
        == """\
meet:partner:a,fund:b,soms: 'soms' past niet bij frequency
      verwacht: yearly, quarterly, monthly, weekly of daily
meet:partner:a,fund:b,soms: second: 'fund:b' past hier niet
      verwacht: de sleutel van een persoon of partner
2 problemen
"""
    )
    said = told(capsys, "check", "region.yaml", "--parameter", "FIN01.min_amout=5")
    assert said == "regiokompas: FIN01 heeft geen drempel min_amout; wel: min_amount; bedoelt u min_amount?\n"


def test_what_authors_meet_stays_english_down_to_the_number_of_problems(capsys: Capture) -> None:
    assert main(["rules", "lint", "nowhere/"]) == 2
    assert "nowhere" in capsys.readouterr().err
    error = PackError([Problem("no such fact", Source("a.yaml"), Said("a path"), Said("keep one of the two"))])
    assert error.say("nl") == str(error) == f"1 problem\n{error.problems[0]}"


def test_a_record_of_a_batch_has_both_languages(capsys: Capture) -> None:
    failed = record(attempt(FileInput("nowhere.yaml"), rk.diagnose))
    assert failed["error"] == {
        "message": "nowhere.yaml: this file does not exist",
        "nl": {"message": "nowhere.yaml: dit bestand bestaat niet"},
        "problems": [
            {
                "place": "nowhere.yaml",
                "message": "this file does not exist",
                "nl": {"message": "dit bestand bestaat niet"},
            }
        ],
        "more": 0,
    }
    Path("twice.yaml").write_text(HEAD + "partners: []\npartners: []\n", encoding="utf-8")
    assert main(["batch", "twice.yaml", "--summary", "-"]) == 1
    assert "partners staat hier twee keer" in capsys.readouterr().out


def test_a_failure_is_said_in_one_line_of_either_language() -> None:
    Path("wrong.yaml").write_text(
        "partnership: {}\npartners: []\npartners: []\nfunds: []\nfunds: []\n", encoding="utf-8"
    )
    failed = attempt(FileInput("wrong.yaml"), rk.diagnose)
    assert isinstance(failed, rk.Failed)
    assert failed.say("en") == failed.message == "wrong.yaml:3:1: partners stands here twice (and 1 more)"
    assert failed.say("nl") == "wrong.yaml:3:1: partners staat hier twee keer (en nog 1)"


def test_an_error_is_english_and_can_be_said_in_dutch() -> None:
    with pytest.raises(rk.InputError) as caught:
        rk.load("nowhere.yaml")
    assert str(caught.value) == "1 problem\nnowhere.yaml: this file does not exist"
    assert caught.value.say("nl") == "1 probleem\nnowhere.yaml: dit bestand bestaat niet"
    (problem,) = caught.value.problems
    for same in (pickle.loads(pickle.dumps(problem)), copy.deepcopy(problem)):
        assert (same, same.say("nl")) == (problem, problem.say("nl"))


@given(st.text(), st.text(min_size=1))
def test_what_is_said_is_a_text_like_any_other(name: str, hint: str) -> None:
    """Values may hold whatever a file holds, braces too."""
    said = Said("there is no partner {name}", name=name)
    assert said == str(said) == f"there is no partner {name}"
    assert type(str(said)) is type(said.say("nl")) is str
    assert json.loads(json.dumps(said)) == said
    assert hash(said) == hash(str(said))
    assert said.say("nl") == f"er is geen partner {name}"
    more = said.also(Said("did you mean {name}?", name=hint))
    assert more.say("nl") == f"er is geen partner {name}; bedoelt u {hint}?"
    for same in (pickle.loads(pickle.dumps(more)), copy.deepcopy(more)):
        assert (same, same.say("nl")) == (more, more.say("nl"))
    assert NotFoundError(more).say("nl") == more.say("nl")


@given(st.text())
def test_what_others_say_and_nobody_translated_is_quoted(text: str) -> None:
    said = Said("this is not YAML: {why}", why=Quoted(f"{text} of which nobody knows"))
    assert said.say("nl") == f"dit is geen YAML: {text} of which nobody knows"


def test_a_value_with_words_in_two_languages_is_said_in_each() -> None:
    said = Said("{key} is no {kind}", key="partner:a", kind=Bilingual("potje", "fund"))
    assert (said, said.say("nl")) == ("partner:a is no fund", "partner:a is geen potje")
