"""No output names a person, and everything else is as it was."""

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regiokompas import report
from regiokompas.api import (
    agenda,
    compare,
    dossier,
    load,
    overview,
    partner_page,
    pseudonymise,
    render,
    what_if,
    who_moves_first,
)
from regiokompas.changes import set_value
from regiokompas.cli import main
from regiokompas.errors import Source
from regiokompas.io.document import Document, Notice
from regiokompas.kompas import Kompas
from regiokompas.model import Origin, Partnership, read
from regiokompas.pseudonyms import pseudonymise_alike
from regiokompas.results.diagnosis import Diagnosis
from regiokompas.results.plain_data import plain
from regiokompas.texts import Bilingual
from regiokompas.writing import WRITERS, save
from strategies import documents

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.yaml"))
NAMES = ("Roelofke van den Quispel-Zwartsluis", "Ömer Xanthopoulos", "Wubbo Ijzendoorn")
TELLING = ("roelofke", "quispel", "zwartsluis", "ömer", "xanthopoulos", "wubbo", "ijzendoorn")


def told() -> dict[str, Any]:
    """A region in which names stand wherever one can write."""
    quispel, omer, wubbo = NAMES
    return {
        "partnership": {
            "key": "partnership:p",
            "name": {"nl": "Regio", "en": "Region"},
            "date": "2026-11-23",
            "purpose": f"Wat {quispel} wil",
            "note": "Zie https://regio.nl/wie/quispel en mail w.ijzendoorn@regio.nl.",
            "policy_fields": ["jeugd (Ijzendoorn)"],
            "overview": False,
        },
        "partners": [
            {"key": "partner:a", "name": "Alphen", "considers_leaving": True, "strengths": [f"{omer} zelf"]},
            {"key": "partner:b", "name": {"nl": "Beek", "en": "Brook"}, "province": "van Ijzendoorns land"},
        ],
        "persons": [
            {"key": "person:quispel", "name": quispel, "employer": "partner:a", "term_ends": "2027-01-01"}
            | {
                "function": {"nl": "wethouder", "en": "alderman"},
                "deputies": [],
                "only_knows": ["de lijn van Ijzendoorn"],
            },
            {"key": "person:omer-xanthopoulos", "name": omer, "function": "programmamanager", "deputies": []},
            {"key": "person:z", "name": wubbo, "function": f"plaatsvervanger van {quispel}", "note": wubbo.upper()},
        ],
        "themes": [{"key": "theme:t", "name": "Jeugd", "partners": ["partner:a", "partner:b"]}],
        "goals": [
            {"key": "goal:quispel-plan", "theme": "theme:t", "text": "Plan Van den Quispel", "owner": "person:quispel"},
            {
                "key": "goal:aa",
                "theme": "theme:t",
                "text": {"nl": "Quispel's plan", "en": "Zwartsluis"},
                "agreed": True,
            },
        ],
        "decisions": [
            {"key": "decision:d", "subject": "Besluit-Xanthopoulos", "concerns": "theme:t", "body": f"college ({omer})"}
            | {"prepared_by": "person:omer-xanthopoulos"}
        ],
        "roles": [
            {"role": "chair", "holder": "person:quispel", "concerns": "partnership:p"},
            {"role": "client", "holder": "person:z", "concerns": "theme:t"},
        ],
        "relations": [
            {"from": "person:quispel", "to": "person:z", "trust": 2, "note": "Wubbo belt Roelofke"},
            {"key": "relation:wubbo-omer", "from": "person:z", "to": "person:omer-xanthopoulos", "trust": 5},
        ],
        "funds": [
            {"key": f"fund:{own}", "name": f"Pot {own}", "owner": f"partner:{own}", "theme": "theme:t"}
            | {"amount": "EUR 50000", "status": "conditional", "condition": {"all_of": [f"fund:{other}"]}}
            | {"purpose": f"Voor {omer}"}
            for own, other in ("ab", "ba")
        ],
    }


def region() -> Partnership:
    partnership = read(Document(told(), "c:\\Quispel\\regio-ijzendoorn.yaml"))
    notice = Notice("odd", Bilingual(f"{NAMES[0]} hersteld", f"{NAMES[0]} repaired"), Source("x/wubbo.yaml", line=1))
    return partnership.with_origin(Origin(partnership.origin.sources, (notice,)))


@pytest.fixture(scope="module")
def kompas() -> Kompas:
    return Kompas()


def bytes_of(content: str | bytes) -> str:
    """Return everything that is written, also what is packed and what is escaped."""
    if isinstance(content, str):
        return re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), content).lower()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "\n".join(name + archive.read(name).decode(errors="replace") for name in archive.namelist()).lower()
    except zipfile.BadZipFile:
        return content.decode(errors="replace").lower()


def telling(content: str | bytes) -> set[str]:
    text = bytes_of(content)
    return {name for name in TELLING if name in text}


def test_the_fixture_tells_every_name_wherever_one_can_write(kompas: Kompas) -> None:
    """Else the tests below could not fail."""
    assert telling(json.dumps(region().to_dict(), ensure_ascii=False)) == set(TELLING)
    assert telling(render(kompas.diagnose(region()), "json"))


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    ("kind", "format"), [(kind, format) for kind, formats in report._RENDERERS.items() for format in formats]
)
def test_no_renderer_names_a_person(kind: type, format: str, language: Any, kompas: Kompas) -> None:
    hidden = pseudonymise(region())
    assert telling(render(result_of(kind, hidden, kompas, language), format)) == set()


def result_of(kind: type, hidden: Partnership, kompas: Kompas, language: Any) -> Any:
    """Return a result of a kind; a kind that is added to the renderers must be added here too."""
    diagnosis = kompas.diagnose(hidden, language=language)
    change = set_value("person:p01", "handover", True)
    makers: dict[str, Any] = {
        "Diagnosis": lambda: diagnosis,
        "Overview": lambda: overview([diagnosis], language=language),
        "Dossier": lambda: dossier(diagnosis),
        "PartnerPage": lambda: partner_page(
            diagnosis, next(key for key in hidden.by_key if key.startswith("partner:"))
        ),
        "Comparison": lambda: compare(hidden, hidden, kompas=kompas, language=language),
        "WhatIf": lambda: what_if(hidden, change, kompas=kompas, language=language),
        "Stability": lambda: diagnosis.stability,
        "Plan": lambda: diagnosis.plan,
        "Agenda": lambda: agenda(diagnosis),
        "FirstMoves": lambda: who_moves_first(hidden, language=language),
        "StressTest": lambda: kompas.stress_test(hidden, language=language),
    }
    assert kind.__name__ in makers, f"say here how a {kind.__name__} is made, so that its renderers are tested"
    return makers[kind.__name__]()


@pytest.mark.parametrize("format", WRITERS)
def test_no_writer_names_a_person(format: str, tmp_path: Path) -> None:
    out = tmp_path / "region"
    save(pseudonymise(region()), out, format=format)
    files = [out] if out.is_file() else [path for path in out.rglob("*") if path.is_file()]
    assert files
    for path in files:
        assert telling(path.read_bytes()) == set()
        assert telling(path.relative_to(tmp_path).as_posix()) == set()


def test_notebooks_and_explanations_name_nobody(kompas: Kompas) -> None:
    diagnosis = kompas.diagnose(pseudonymise(region()))
    explained = [plain(diagnosis.explain(rule.id)) for rule in kompas.rules if rule.kind != "signal"]
    assert telling(json.dumps(explained, ensure_ascii=False)) == set()
    assert telling(diagnosis._repr_html_()) == set()
    assert telling(repr(diagnosis.of) + repr(diagnosis.of.origin)) == set()


def shape(diagnosis: Diagnosis) -> Any:
    """What is judged, without keys and words."""
    return (
        [(f.rank, f.rule, f.severity, f.reach, f.consequences, f.margin, f.matches) for f in diagnosis.findings],
        {name: (field.level, field.coverage, field.total) for name, field in diagnosis.compass.items()},
        [(question.rank, question.attributes, question.rules) for question in diagnosis.questions],
        [(undecided.rule, undecided.missing) for undecided in diagnosis.undecided],
    )


def test_everything_else_is_as_it_was(kompas: Kompas) -> None:
    before, after = kompas.diagnose(region()), kompas.diagnose(pseudonymise(region()))
    assert len(before.findings) > 5
    assert shape(after) == shape(before)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_are_judged_alike(example: Path, kompas: Kompas) -> None:
    before, after = kompas.diagnose(load(example)), kompas.diagnose(pseudonymise(load(example)))
    assert shape(after) == shape(before)
    assert [f.message for f in after.findings] == [f.message for f in before.findings]
    assert [f.source for f in after.findings] == [f.source for f in before.findings]


def test_texts_keep_their_sense() -> None:
    hidden = pseudonymise(region())
    goals = {goal.text.nl: goal.text.en for goal in hidden.goals or ()}
    assert goals == {"Plan wethouder": "Plan alderman", "wethouder plan": "alderman"}
    assert [person.key for person in hidden.persons or ()] == ["person:p01", "person:p02", "person:p03"]
    assert [person.function.nl for person in hidden.persons or ()] == [
        "programmamanager",
        "wethouder",
        "plaatsvervanger van",
    ]


def test_twice_is_once() -> None:
    once = pseudonymise(region())
    assert pseudonymise(once) == once


def test_two_moments_have_one_pseudonym_for_one_person() -> None:
    later = told()
    later["persons"].insert(0, {"key": "person:a", "name": "Aagje Abcoude", "function": "clerk"})
    old, new = pseudonymise_alike([region(), read(Document(later, "<later>"))])
    assert [person.key for person in old.persons or ()] == ["person:p02", "person:p03", "person:p04"]
    assert [person.key for person in new.persons or ()] == ["person:p01", "person:p02", "person:p03", "person:p04"]
    assert compare(old, old).is_empty


def test_a_function_that_is_a_name_becomes_someone() -> None:
    data = told()
    data["persons"][2]["function"] = NAMES[2]
    persons = pseudonymise(read(Document(data, "<dict>"))).persons or ()
    assert (persons[2].function.nl, persons[2].function.en) == ("functionaris", "official")


_NAMES = st.lists(st.text("ķųżǿ", min_size=3, max_size=6).map(str.title), min_size=1, max_size=3).map(" ".join)


@given(data=documents(), names=st.lists(_NAMES, min_size=4, max_size=4, unique=True), where=st.randoms())
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
def test_no_name_is_left_whatever_the_region_and_the_diagnosis_is_equal(
    data: dict[str, Any], names: list[str], where: Any, kompas: Kompas
) -> None:
    for person, name in zip(data.get("persons", ()), names, strict=False):
        person["name"] = name
        texts = [item for section in data.values() if isinstance(section, list) for item in section if "note" in item]
        for item in texts:
            item["note"] = f"{where.choice(names)}: {name} zei het"
    used = [person["name"] for person in data.get("persons", ())]
    before = read(Document(data, "<test>"))
    after = pseudonymise(before)
    text = json.dumps(after.to_dict(), ensure_ascii=False)
    assert not [name for name in used if name in text]
    diagnosis = kompas.diagnose(after)
    assert shape(diagnosis) == shape(kompas.diagnose(before))
    for format in ("text", "markdown", "json", "sarif"):
        shown = bytes_of(render(diagnosis, format))
        assert not [name for name in used if name.lower() in shown]


# -- the command line -----------------------------------------------------------------------------------------------------

COMMANDS = (
    ["check"],
    ["check", "--output-format", "sarif"],
    ["explain", "DIR01"],
    ["agenda"],
    ["funding"],
    ["plan"],
    ["stability"],
    ["stress", "--output-format", "json"],
    ["whatif", "--without", "person:p01"],
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_names_nobody(command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "regio-ijzendoorn.yaml"
    save(region(), path)
    name, *options = command
    arguments = [str(path), *options] if name != "explain" else [str(path), "DIR01"]
    assert main([name, *arguments, "--pseudonymise"]) in (0, 1)
    assert telling(capsys.readouterr().out) == set()


def test_batch_and_questionnaires_name_nobody(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, out = tmp_path / "region.yaml", tmp_path / "out.xlsx"
    save(region(), path)
    assert main(["batch", str(path), "--pseudonymise"]) == 0
    hidden = capsys.readouterr().out
    assert telling(hidden) == set()
    assert main(["batch", str(path)]) == 0
    named = capsys.readouterr().out
    assert telling(named) != set()
    assert json.loads(hidden)["settings"] != json.loads(named)["settings"], "a run is not resumed with the other"
    assert main(["template", "--survey", str(path), str(out), "--pseudonymise"]) == 0
    assert telling(out.read_bytes()) == set()
    assert main(["template", str(tmp_path / "t.xlsx"), "--pseudonymise"]) == 2


@pytest.mark.parametrize(
    "said",
    [
        *("https://linkedin.com/in/marithoogland", "linkedin.com/in/marithoogland-4b2a91", "marithoogland@tiel.nl"),
        *("MaritHoogland", "marithoogland87", "x_marithoogland_x", "hooglandmarit@tiel.nl", "mhoogland@tiel.nl"),
    ],
)
def test_a_name_as_one_word_is_a_name(said: str) -> None:
    about = {"key": "partnership:p", "name": "P", "date": "2026-11-23", "note": said}
    marit = {"key": "person:m", "name": "Marit Hoogland", "function": "wethouder"}
    hidden = pseudonymise(load({"partnership": about, "persons": [marit]}))
    assert hidden.about.note is not None
    assert "hoogland" not in hidden.about.note.nl.lower()
    assert "wethouder" in hidden.about.note.nl


@pytest.mark.parametrize(
    ("name", "said"),
    [("Zoë de Vries", "zoedevries@tiel.nl"), ("Jan van der Berg", "janberg janvanderberg jvanderberg@x.nl")],
)
def test_accents_and_particles_may_be_left_out_of_it(name: str, said: str) -> None:
    about = {"key": "partnership:p", "name": "P", "date": "2026-11-23", "note": said}
    person = {"key": "person:m", "name": name, "function": "wethouder"}
    hidden = pseudonymise(load({"partnership": about, "persons": [person]}))
    assert hidden.about.note is not None
    assert not re.search("vries|berg", hidden.about.note.nl)


def test_compare_and_convert_name_nobody(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, out = tmp_path / "regio-ijzendoorn.yaml", tmp_path / "out.yaml"
    save(region(), path)
    assert main(["compare", str(path), str(path), "--pseudonymise"]) == 0
    assert telling(capsys.readouterr().out) == set()
    assert main(["convert", str(path), str(out), "--pseudonymise"]) == 0
    assert telling(out.read_bytes()) == set()
