"""No output shows an aggregate below the floor, a single answer, or who answered.

Two surveys are held that differ in all of that and in nothing else: who fills in a form, in which language, under which
file name, and with which answers; only what may be told (medians, numbers of answers from the floor on, whether they are far
apart) is the same. If every output of the one is that of the other, none of it can be in there. And a third survey, of which
the medians differ, shows that outputs do follow the answers.
"""

import io
import re
import zipfile

import pytest

import regiokompas as rk
from questionnaires.respondents import REGION, answer
from regiokompas import report
from regiokompas.report.pictures import PICTURES
from regiokompas.writing import WRITERS

FUNCTIONS = ("Zandgrafkundige", "Molensteenwethouder")

#: Of each partner the scores of its respondents. Aa and Cee can be told of, Bee cannot; Aa is divided.
ONE = {"Aa": [1, 2, 3, 4, 5], "Bee": [1, 1], "Cee": [1, 1, 2, 5]}
OTHER = {"Aa": [2, 2, 3, 5, 5], "Bee": [5, 4], "Cee": [1, 1, 2, 2]}
ELSE = {"Aa": [1, 2, 2, 4, 5], "Bee": [1, 1], "Cee": [1, 1, 2, 5]}


def survey(folder, scores, language, function):
    folder.mkdir()
    names = {"Bee": "Bea" if language == "en" else "Bee"}
    for partner, given in scores.items():
        for n, score in enumerate(given):
            name = f"{function}-{partner}-{n}.xlsx".lower()
            answer(folder / name, names.get(partner, partner), score, language, function=f"{function} {n}")
    return rk.add_survey(rk.load(REGION), folder)


@pytest.fixture(scope="module")
def surveys(tmp_path_factory):
    folder = tmp_path_factory.mktemp("answers")
    return [
        survey(folder / "one", ONE, "nl", FUNCTIONS[0]),
        survey(folder / "other", OTHER, "en", FUNCTIONS[1]),
        survey(folder / "else", ELSE, "nl", FUNCTIONS[0]),
    ]


@pytest.fixture(scope="module")
def kompas():
    return rk.Kompas(select=["PLY"])


@pytest.fixture(scope="module")
def results(surveys, kompas):
    """The results of every kind that can be rendered, of the two surveys of which the same may be told."""

    def of(partnership):
        diagnosis = kompas.diagnose(partnership)
        made = [
            diagnosis,
            rk.overview([diagnosis]),
            rk.dossier(diagnosis),
            rk.partner_page(diagnosis, "partner:b"),
            rk.compare(rk.load(REGION), partnership, kompas=kompas),
            rk.what_if(partnership, rk.set_value("partner:b", "involvement", 4), kompas=kompas),
            diagnosis.stability,
            diagnosis.plan,
            rk.agenda(diagnosis),
            rk.who_moves_first(partnership),
            kompas.stress_test(partnership),
        ]
        return {type(result): result for result in made}

    return [of(partnership) for partnership in surveys[:2]]


def unpacked(content):
    """Return what is written, also what is packed in a workbook."""
    if isinstance(content, str):
        return content
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "\n".join(name + archive.read(name).decode(errors="replace") for name in archive.namelist())
    except zipfile.BadZipFile:
        return content.decode("latin-1")


def tells_who(text):
    return re.findall("|".join(FUNCTIONS), text, re.IGNORECASE)


def test_a_partnership_and_where_it_came_from_hold_nothing_more(surveys):
    one, other, different = surveys
    assert one == other != different
    assert one.origin == other.origin
    assert not tells_who(repr(one) + repr(one.origin))
    told = {statement.partner: (statement.score, statement.answers, statement.divided) for statement in one.statements}
    assert told == {
        "partner:a": (3, 5, True),
        "partner:b": (None, None, None),
        "partner:c": (1.5, 4, None),
    }
    assert {relation.from_ for relation in one.relations} == {"partner:a", "partner:c"}


@pytest.mark.parametrize(
    ("kind", "format"), [(kind, format) for kind, formats in report._RENDERERS.items() for format in formats]
)
def test_no_renderer_shows_more(kind, format, results):
    one, other = (unpacked(rk.render(made[kind], format)) for made in results)
    assert one == other
    assert not tells_who(one)


def test_what_is_rendered_follows_what_is_answered(surveys, results, kompas):
    """Else the test above could not fail."""
    assert rk.render(results[0][rk.Diagnosis], "json") != rk.render(kompas.diagnose(surveys[2]), "json")


@pytest.mark.parametrize("format", WRITERS)
def test_no_written_file_shows_more(format, surveys, tmp_path):
    written = []
    for name, partnership in zip(("one", "other"), surveys[:2], strict=True):
        out = tmp_path / name
        rk.save(partnership, out, format=format)
        files = [out] if out.is_file() else sorted(path for path in out.rglob("*") if path.is_file())
        written.append([unpacked(path.read_bytes()) for path in files])
    assert written[0] == written[1]
    assert not tells_who("".join(written[0]))


@pytest.mark.parametrize("kind", PICTURES)
def test_no_picture_shows_more(kind, results):
    one, other = (rk.picture(made[rk.Diagnosis], kind) for made in results)
    assert one == other
    assert not tells_who(one)


def test_graphs_show_no_more(surveys):
    one, other = (rk.to_graph(partnership) for partnership in surveys[:2])
    assert sorted(map(repr, one.nodes(data=True))) == sorted(map(repr, other.nodes(data=True)))
    assert sorted(map(repr, one.edges(data=True))) == sorted(map(repr, other.edges(data=True)))


def test_below_the_floor_a_region_is_as_it_was(tmp_path):
    (tmp_path / "few").mkdir()
    for n in (4, 5):
        answer(tmp_path / "few" / f"{n}.xlsx", "Aa", n)
    region = rk.load(REGION)
    added = rk.add_survey(region, tmp_path / "few")
    assert added == region
    assert [notice.text.en for notice in added.origin.notices if "fewer than 3" in notice.text.en]
