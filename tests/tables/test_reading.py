"""What an adviser fills in, and what is said when it does not fit."""

from typing import Any

import pytest

from regiokompas.errors import InputError, Problem
from regiokompas.io.grid import Cell, Grid
from regiokompas.model import Partnership
from regiokompas.tables.reading import read_tables
from tables.grids import grid

ABOUT = grid("Samenwerking", ["naam", "datum van het beeld"], ["Regio", "23-11-2026"])


def load(*grids: Grid, about: Grid = ABOUT) -> Partnership:
    return read_tables([about, *grids], "region")


def problems(*grids: Grid, about: Grid = ABOUT) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as caught:
        load(*grids, about=about)
    return tuple(caught.value.problems)


def messages(*grids: Grid) -> list[str]:
    return [problem.message for problem in problems(*grids)]


def partners(*rows: list[Cell], head: tuple[str, ...] = ("Naam", "Soort")) -> Grid:
    return grid("Partners", list(head), *rows)


def test_headings_and_words_of_either_language_say_the_same() -> None:
    dutch = load(grid("Partners", ["NAAM ", "soort", "Kan het zelf"], ["Tiel", "Gemeente", "Ja"]))
    english = load(grid("partners", ["name", "Kind", "can_do_alone"], ["Tiel", "municipality", True]))
    assert dutch == english
    assert dutch.partners is not None
    assert (dutch.partners[0].kind, dutch.partners[0].can_do_alone) == ("municipality", True)


def test_the_partnership_may_have_its_headings_on_top_or_down_the_side() -> None:
    side = grid(
        "Partnership", ["Explanation"], ["name", "Regio"], ["purpose", None], ["date of the picture", "2026-11-23"]
    )
    assert load(about=side) == load()


@pytest.mark.parametrize(
    ("attribute", "heading", "cell", "value"),
    [
        ("population", "inwoners", 42000.0, 42000),
        ("population", "inwoners", "42.000", 42000),
        ("decisiveness", "daadkracht", "3,5", 3.5),
        ("cost_share", "aandeel in de kosten", "12,5%", 0.125),
        ("identifier", "identificatie", 363.0, "363"),
        ("province", "provincie", " Gelderland ", "Gelderland"),
        ("doubts_use", "twijfelt aan nut en noodzaak", "NEE", False),
        ("doubts_use", "twijfelt aan nut en noodzaak", "ONWAAR", False),
        ("strengths", "sterke punten", "inkoop; juristen", ("inkoop", "juristen")),
        ("strengths", "sterke punten", "geen", ()),
        ("strengths", "sterke punten", "onbekend", None),
        ("province", "provincie", "?", None),
        ("province", "provincie", "  ", None),
    ],
)
def test_cells_are_read_as_people_mean_them(attribute: str, heading: str, cell: Cell, value: Any) -> None:
    (partner,) = load(partners(["Tiel", cell], head=("naam", heading))).partners or ()
    assert getattr(partner, attribute) == value


def test_names_become_keys_and_references() -> None:
    region = load(
        partners(["Tiel", "gemeente"], ["Neder-Betuwe", "gemeente"]),
        grid(
            "Personen",
            ["functie", "naam", "werkgever", "vervangers"],
            ["wethouder", "A. Smit", "tiel", "Wethouder (Neder-Betuwe)"],
            ["wethouder", None, "neder betuwe", "A. Smit, secretaris"],
            ["secretaris", None, "geen", "geen"],
        ),
    )
    found = {person.key: (person.employer, person.deputies) for person in region.persons or ()}
    assert found == {
        "person:wethouder-tiel": ("partner:tiel", ("person:wethouder-neder-betuwe",)),
        "person:wethouder-neder-betuwe": ("partner:neder-betuwe", ("person:secretaris", "person:wethouder-tiel")),
        "person:secretaris": ("none", ()),
    }


def test_interests_are_named_by_whose_they_are_and_in_what() -> None:
    region = load(
        partners(["Tiel", None], ["Buren", None]),
        grid("Opgaven", ["naam"], ["Jeugd"]),
        grid(
            "Belangen", ["partner", "opgave", "botst met"], ["Tiel", "Jeugd", "Buren / Jeugd"], ["Buren", "Jeugd", None]
        ),
    )
    assert region.interests is not None
    assert region.interests[1].opposes == ("interest:partner:buren>theme:jeugd",)


FUND = ["naam", "eigenaar", "opgave", "wacht op", "wacht op: aantal of bedrag", "wacht op: welke potjes"]


def funds(*conditions: list[Cell]) -> tuple[Grid, Grid, Grid]:
    rows: list[list[Cell]] = [[f"Pot {n}", "Tiel", "Jeugd", *c] for n, c in enumerate(conditions, start=1)]
    return partners(["Tiel", None]), grid("Opgaven", ["naam"], ["Jeugd"]), grid("Potjes", [*FUND], *rows)


def test_a_condition_is_three_cells_that_read_as_a_sentence() -> None:
    region = load(
        *funds(
            [None, None, None],
            ["al deze potjes", None, "Pot 1"],
            ["een van deze potjes", None, "Pot 1; Pot 2"],
            ["ten minste zoveel potjes", 2.0, "Pot 1; Pot 2; Pot 3"],
            ["ten minste dit bedrag", "€ 1.250.000", None],
        )
    )
    conditions = [fund.condition and fund.condition.model_dump(exclude_none=True) for fund in region.funds or ()]
    assert conditions == [
        None,
        {"all_of": ("fund:pot-1",)},
        {"any_of": ("fund:pot-1", "fund:pot-2")},
        {"at_least_k": 2, "of": ("fund:pot-1", "fund:pot-2", "fund:pot-3")},
        {"at_least_amount": "EUR 1250000"},
    ]


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ([None, None, "Pot 2"], "wacht op: welke potjes: it says for what the fund waits, not how"),
        (["al deze potjes", 2.0, "Pot 2"], "wacht op: a number or amount does not go with this choice"),
        (["ten minste zoveel potjes", None, "Pot 2"], "wacht op: it does not say how many or how much"),
        (["ten minste zoveel potjes", 2.0, "Pot 2"], "at_least_k needs of, with at least k funds"),
        (["al deze potjes", None, "Pot 3"], "wacht op: 'Pot 3' is named here but does not exist"),
        (["al deze potjes", None, "Pot 1"], "a fund cannot wait for itself"),
    ],
)
def test_a_condition_that_makes_no_sense_is_refused(cells: list[Cell], message: str) -> None:
    assert messages(*funds(cells, [None, None, None])) == [message]


STATUSES = pytest.mark.parametrize(
    ("said", "rows", "known", "complete"),
    [
        (None, 0, False, False),
        (None, 1, True, True),
        ("er zijn er geen", 0, True, True),
        ("there are none", 0, True, True),
        ("er zijn er meer", 1, True, False),
        ("er zijn er meer", 0, True, False),
        ("dit zijn ze allemaal", 1, True, True),
        ("onbekend", 0, False, False),
    ],
)


@STATUSES
def test_an_empty_sheet_is_unknown_unless_the_start_sheet_says_otherwise(
    said: str | None, rows: int, known: bool, complete: bool
) -> None:
    start = grid("Start", ["Regiokompas"], ["Blad", "Is dit compleet?"], ["Partners", said])
    region = load(start, partners(*[["Tiel", None]] * rows))
    assert (region.is_known("partners"), region.is_complete("partners")) == (known, complete)


def test_a_start_sheet_that_contradicts_a_sheet_is_refused() -> None:
    start = grid("Start", ["Partners", "er zijn er geen"], ["Personen", "er zijn er gen"])
    found = problems(start, partners(["Tiel", None]))
    assert [problem.message for problem in found] == [
        "Partners is said to be empty, but has rows",
        "Personen: 'er zijn er gen' is none of the choices",
    ]
    assert found[1].hint == "did you mean er zijn er geen?"


def test_every_problem_is_told_at_once_with_its_cell_and_only_once() -> None:
    found = problems(
        partners(["Tiel", "gemeete"], [None, "gemeente"], ["Tiel", None]),
        grid("Personen", ["functie", "werkgever", "uren per week"], ["wethouder", "Tiell", "veel"]),
        grid("Rollen", ["rol", "bekleed door", "betreft"], ["trekker", "wethouder", "Regioo"]),
    )
    assert [(str(problem.source).removeprefix("region:"), problem.message) for problem in found] == [
        ("Partners[1][1]", "Soort: 'gemeete' is none of the choices".replace("Soort", "soort")),
        ("Partners[2][0]", "naam: empty, but every partner needs one"),
        ("Partners[3][0]", "partner:tiel exists already, at region:Partners[1][0]"),
        ("Personen[1][1]", "werkgever: 'Tiell' is named here but does not exist"),
        ("Personen[1][2]", "uren per week: 'veel' is no number"),
        ("Rollen[1][2]", "betreft: 'Regioo' is named here but does not exist"),
    ]
    hints = [problem.hint for problem in found if problem.hint]
    assert {"did you mean gemeente?", "did you mean Tiel?", "did you mean Regio?"} <= set(hints)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (grid("Partnerss", ["naam"], ["x"]), "the sheet Partnerss is none that is known here"),
        (grid("Partners", ["naamm", "soort"], ["x", None]), "'naamm' heads no column that is known here"),
        (grid("Partners", ["naam", "name"], ["x", "y"]), "name heads a column a second time"),
        (grid("Partners", ["x"], ["y"]), "there is no row with headings on this sheet"),
        (grid("Partners", ["soort"], ["gemeente"]), "there is no column naam on the sheet Partners"),
    ],
)
def test_sheets_and_headings_that_are_not_known(table: Grid, message: str) -> None:
    assert any(found.startswith(message) for found in messages(table))


def test_two_sheets_about_the_same_are_refused() -> None:
    (message,) = messages(grid("Personen", ["functie"], ["x"]), grid("Persons", ["function"], ["x"]))
    assert message == "the sheet Persons is about the same as the sheet Personen"


def test_what_is_one_s_own_is_left_alone_but_not_in_silence() -> None:
    own = grid("Contactgegevens", ["telefoon"], ["0344"])
    region = load(
        partners(["Tiel", None, "bellen"], [None, None, None], ["Buren", None, None], head=("naam", "soort", "actie")),
        own,
    )
    assert [partner.name.nl for partner in region.partners or ()] == ["Buren", "Tiel"]
    assert [notice.code for notice in region.origin.notices] == ["sheet-not-read", "column-not-read"]


def test_a_formula_without_an_outcome_is_no_empty_cell() -> None:
    table = Grid("Partners", [["naam", "inwoners"], ["Tiel", None]], ABOUT.place, frozenset({(1, 1)}))
    assert messages(table) == ["inwoners: the formula in this cell has no outcome"]


def test_values_know_their_cells() -> None:
    region = load(*funds(["ten minste dit bedrag", "5", None]))
    assert str(region.source("fund:pot-1", "condition")) == "region:funds[fund:pot-1].condition"


def test_an_amount_is_in_the_currency_of_the_partnership() -> None:
    about = grid("Samenwerking", ["naam", "datum van het beeld", "valuta"], ["Regio", "2026-11-23", "usd"])
    with pytest.raises(InputError, match="currency"):
        load(about=about)  # the model wants capitals
    capitals = grid("Samenwerking", ["naam", "datum van het beeld", "valuta"], ["Regio", "2026-11-23", "USD"])
    region = load(partners(["Tiel", 5.0], head=("naam", "begroting voor deze opgaven")), about=capitals)
    assert region.partners is not None
    assert str(region.partners[0].model_dump()["budget"]) == "USD 5"


def test_a_text_of_two_languages_stands_in_two_columns() -> None:
    (dutch,) = load(partners(["Provincie", "Province"], head=("naam", "naam (Engels)"))).partners or ()
    (english,) = load(partners(["Province", "Provincie"], head=("name", "name (Dutch)"))).partners or ()
    assert dutch.name == english.name
    assert dutch.name.say("en") == "Province"


def test_without_a_partnership_there_is_nothing_to_read() -> None:
    with pytest.raises(InputError, match="there is no sheet Samenwerking or Partnership"):
        read_tables([partners(["Tiel", None])], "region")
    empty = grid("Samenwerking", ["naam", "datum van het beeld"])
    assert [p.message for p in problems(about=empty)] == ["the partnership itself is not filled in"]


@pytest.mark.parametrize(
    ("said", "complete"), [(None, False), ("dit zijn ze allemaal", True), ("there are more", False)]
)
def test_relations_are_complete_only_if_that_is_said_and_a_notice_tells_so(said: str | None, complete: bool) -> None:
    start = grid("Start", ["Relaties", said])
    persons = grid("Personen", ["functie"], ["a"], ["b"])
    region = load(start, persons, grid("Relaties", ["van", "naar"], ["a", "b"]))
    assert (region.is_known("relations"), region.is_complete("relations")) == (True, complete)
    notices = [notice.text.en for notice in region.origin.notices]
    assumed = "The sheet Relaties was taken as not complete, since the sheet Start does not say that these are all"
    assert notices == ([assumed] if said is None else [])
