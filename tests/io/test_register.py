"""The register of joint arrangements: what it tells, what is odd in it, and what is not told."""

import contextlib
import csv
import shutil
import tracemalloc
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regiokompas.api import diagnose
from regiokompas.errors import InputError, NotFoundError, Source
from regiokompas.io.document import Document
from regiokompas.io.register import MAX_LISTED, find_arrangement, read_register
from regiokompas.io.register_notices import NOTICES
from regiokompas.model import Partnership, read

DOCS = Path(__file__).parents[2] / "docs" / "register.md"
SMALL = Path(__file__).parent.parent / "data" / "register.xml"
TODAY = date(2026, 11, 23)


def number(document: Document) -> str:
    return str(document.data["partnership"]["register_id"])  # type: ignore[index, call-overload]


def documents(path: Path = SMALL) -> dict[str, Document]:
    found = {}
    for document in read_register(path, on=TODAY):
        found[number(document)] = document
    return found


def codes(document: Document) -> set[str]:
    return {notice.code for notice in document.notices}


def arrangement(number: str) -> Partnership:
    return read(documents()[number])


def test_what_the_register_tells_is_known_and_the_rest_is_not() -> None:
    region = arrangement("9001")
    about = region.about
    assert region.name == "Gemeenschappelijke regeling Jeugdhulp Wilgenstreek"
    assert (about.legal_form, about.powers) == ("public_body", ("mandate", "delegation"))
    assert (about.starts, about.ends, about.date) == (date(2020, 1, 1), None, TODAY)
    assert about.policy_fields == ("zorg en gezondheid | jeugdzorg",)
    assert region.partners is not None
    first = region.by_key["partner:gemeente-wilgenveen"]
    assert (first.kind, first.cost_share, first.joined) == ("municipality", 0.605, date(2020, 1, 1))  # type: ignore[attr-defined]
    assert first.bodies == ("College van burgemeester en wethouders",)  # type: ignore[attr-defined]
    assert [section for section in ("persons", "funds", "themes", "roles") if region.is_known(section)] == []


def test_the_oddities_of_the_small_export_are_said() -> None:
    found = documents()
    assert codes(found["9001"]) == {"invisible", "mojibake", "power-unknown", "no-joining-date", "abolished"}
    assert codes(found["9000"]) == {"joined-after-end"}
    assert codes(found["9002"]) == {
        "form-in-quotes", "host-by-title", "partner-twice", "bad-date", "bad-share", "no-joining-date", "kind-unknown",
        "cost-shares", "no-start",
    }  # fmt: skip
    assert codes(found["9003"]) == {"form-unknown", "ends-before-start", "one-partner", "joined-after-end"}


def test_texts_are_repaired_and_nothing_is_dropped() -> None:
    region = arrangement("9001")
    assert region.about.purpose is not None
    assert region.about.purpose.nl == "Jeugdhulp samen inkopen."
    assert region.by_key["partner:gemeente-braneburg"].name.nl == "Gemeente Brâneburg"  # type: ignore[attr-defined]
    merged = arrangement("9002").by_key["partner:gemeente-wilgenveen"]
    assert merged.bodies == ("Gemeenteraad", "Burgemeester")  # type: ignore[attr-defined]
    kinds = {
        key: getattr(p, "kind", None) for key, p in arrangement("9002").by_key.items() if key.startswith("partner:")
    }
    assert kinds["partner:gemeinde-weidenbach"] == "foreign_authority"
    assert kinds["partner:molenbeheer"] is None


def test_an_abolished_municipality_counts_only_while_the_version_was_in_force() -> None:
    assert arrangement("9001").by_key["partner:gemeente-oudmolen"].abolished == date(2023, 1, 1)  # type: ignore[attr-defined]
    assert arrangement("9000").by_key["partner:gemeente-oudmolen"].abolished is None  # type: ignore[attr-defined]


def test_without_a_list_of_municipalities_nothing_is_said_of_them(tmp_path: Path) -> None:
    alone = tmp_path / "register.xml"
    shutil.copy(SMALL, alone)
    assert "abolished" not in codes(documents(alone)["9001"])
    (tmp_path / "gemeenten.csv").write_text("org_id,valid_until\n102,soon\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"gemeenten.csv:2:1"):
        documents(alone)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("9000", "9000"),
        ("Gemeenschappelijke regeling Jeugdhulp Wilgenstreek", "9001"),
        ("gr jeugdhulp wilgenstreek", "9001"),
        ("Jeugdhulp", "9001"),
        ("werk en inkomen", "9003"),
    ],
)
def test_an_arrangement_is_found_by_number_or_name_and_the_version_in_force_is_taken(
    wanted: str, expected: str
) -> None:
    assert number(find_arrangement(SMALL, wanted, on=TODAY)) == expected


def test_the_versions_are_listed_in_both_languages_and_it_is_said_which_this_is() -> None:
    found = find_arrangement(SMALL, "Jeugdhulp", on=TODAY)
    (notice,) = (notice for notice in found.notices if notice.code == "versions")
    assert notice.text == (
        "Het register bevat 2 versies van deze regeling: 9000 (vanaf 1 januari 2015 tot 1 januari 2020) en 9001 (vanaf "
        "1 januari 2020). Dit is 9001.",
        "The register holds 2 versions of this arrangement: 9000 (from 1 January 2015 until 1 January 2020) and 9001 (from "
        "1 January 2020). This is 9001.",
    )
    assert str(notice.source) == f"{SMALL}:4:5"
    asked = find_arrangement(SMALL, "9000", on=TODAY)
    assert asked.notices[-1].text.en.endswith("This is 9000.")
    assert "versions" not in codes(find_arrangement(SMALL, "9002", on=TODAY))


def test_a_near_miss_and_an_ambiguous_name_say_what_there_is() -> None:
    with pytest.raises(NotFoundError, match="did you mean Regeling Werk en Inkomen Molenland"):
        find_arrangement(SMALL, "Regeling Werk en Inkomsten Molenland")
    with pytest.raises(NotFoundError, match="fits 2 arrangements") as caught:
        find_arrangement(SMALL, "Molenland")
    assert "9002  Centrumregeling Beschermd wonen Molenland (in force)" in str(caught.value)


#: An export with nothing odd in it; each case below changes one thing.
SOUND = """<overheidsorganisaties xmlns:p="urn:export">
  <gemeenschappelijkeRegelingen>
    <regeling p:systeemId="1">
      <titel>Regeling Beekdal</titel>
      <samenwerkingsvorm>Openbaar lichaam</samenwerkingsvorm>
      <bevoegdheidsverkrijgingen>
        <bevoegdheidsverkrijging>Mandaat</bevoegdheidsverkrijging>
      </bevoegdheidsverkrijgingen>
      <deelnemendeOrganisaties>
        <deelnemendeOrganisatie p:systeemId="11" p:resourceIdentifierTOOI="https://example.org/tooi/id/gemeente/gm11">
          <naam>Gemeente Eikum</naam>
          <toetredingsDatum>2010-01-01</toetredingsDatum>
          <bestuursorganen>
            <bestuursorgaan>Gemeenteraad</bestuursorgaan>
          </bestuursorganen>
          <verdeelsleutel>40</verdeelsleutel>
        </deelnemendeOrganisatie>
        <deelnemendeOrganisatie p:systeemId="12" p:resourceIdentifierTOOI="https://example.org/tooi/id/gemeente/gm12">
          <naam>Gemeente Lindhout</naam>
          <toetredingsDatum>2011-01-01</toetredingsDatum>
          <verdeelsleutel>60,0%</verdeelsleutel>
        </deelnemendeOrganisatie>
      </deelnemendeOrganisaties>
      <datumInwerkingtreding>2015-01-01</datumInwerkingtreding>
    </regeling>
  </gemeenschappelijkeRegelingen>
</overheidsorganisaties>
"""
_FIRST = SOUND[
    SOUND.index('        <deelnemendeOrganisatie p:systeemId="11"') : SOUND.index(
        '        <deelnemendeOrganisatie p:systeemId="12"'
    )
]
_SECOND = SOUND[
    SOUND.index('        <deelnemendeOrganisatie p:systeemId="12"') : SOUND.index("      </deelnemendeOrganisaties>")
]
_START = "<datumInwerkingtreding>2015-01-01</datumInwerkingtreding>"
_FORM = "Openbaar lichaam"
_TOOI = ' p:resourceIdentifierTOOI="https://example.org/tooi/id/gemeente/gm12"'
_ABOUT, _ONE, _TWO = ("partnership",), ("partners", 0), ("partners", 1)


def write(folder: Path, content: str) -> Path:
    file = folder / "export.xml"
    file.write_text(content, encoding="utf-8")
    (folder / "gemeenten.csv").write_text("org_id,valid_until\n13,2020-01-01\n", encoding="utf-8")
    return file


def value_at(document: Document, path: tuple[str | int, ...]) -> object:
    data: Any = document.data
    for step in path:
        data = data.get(step) if isinstance(data, dict) else data[step]
    return data


def test_a_sound_arrangement_has_nothing_odd(tmp_path: Path) -> None:
    (document,) = read_register(write(tmp_path, SOUND), on=TODAY)
    assert not document.notices
    assert read(document).name == "Regeling Beekdal"


#: Code; what is written otherwise; the tag at which the notice points; a value that tells what became of it.
ODDITIES: tuple[tuple[str, str, str, str, tuple[str | int, ...], object], ...] = (
    ("no-number", ' p:systeemId="1"', "", "<regeling>", (*_ABOUT, "key"), "partnership:regeling-beekdal"),
    ("no-title", "<titel>Regeling Beekdal</titel>", "", "<regeling ", (*_ABOUT, "name"), "1"),
    ("no-start", _START, "", "<regeling ", (*_ABOUT, "starts"), None),
    ("starts-later", _START, _START.replace("2015", "2030"), "<datumInw", (*_ABOUT, "starts"), "2030-01-01"),
    ("ends-before-start", _START, f"{_START}<datumUitwerkingtreding>2014-01-01</datumUitwerkingtreding>", "<datumUit", (*_ABOUT, "ends"), "2014-01-01"),
    ("bad-date", _START, f"{_START}<datumUitwerkingtreding>ooit</datumUitwerkingtreding>", "<datumUit", (*_ABOUT, "ends"), None),
    ("bad-date", _START, f"{_START}<datumUitwerkingtreding>2020-02-30</datumUitwerkingtreding>", "<datumUit", (*_ABOUT, "ends"), None),
    ("no-form", f"<samenwerkingsvorm>{_FORM}</samenwerkingsvorm>", "", "<regeling ", (*_ABOUT, "legal_form"), None),
    ("form-in-quotes", _FORM, f"'{_FORM}'", "<samenwerkingsvorm", (*_ABOUT, "legal_form"), "public_body"),
    ("form-unknown", _FORM, "Eedgenootschap", "<samenwerkingsvorm", (*_ABOUT, "legal_form"), None),
    ("host-by-title", f"Regeling Beekdal</titel>\n      <samenwerkingsvorm>{_FORM}", "Centrumregeling Beekdal</titel>\n      <samenwerkingsvorm>Regeling zonder meer", "<samenwerkingsvorm", (*_ABOUT, "legal_form"), "host_municipality"),
    ("host-by-title", f"Regeling Beekdal</titel>\n      <samenwerkingsvorm>{_FORM}", "Centrumgemeenteregeling Beekdal</titel>\n      <samenwerkingsvorm>Regeling zonder meer", "<samenwerkingsvorm", (*_ABOUT, "legal_form"), "host_municipality"),
    ("power-unknown", "Mandaat", "Overerving", "<bevoegdheidsverkrijging>", (*_ABOUT, "powers"), None),
    ("mojibake", "Regeling Beekdal", "Regeling BrÃ¢nebeek", "<titel", (*_ABOUT, "name"), "Regeling Brânebeek"),
    ("invisible", "Regeling Beekdal", "Regeling\u200b Beekdal", "<titel", (*_ABOUT, "name"), "Regeling Beekdal"),
    ("no-partners", _FIRST + _SECOND, "", "<regeling ", ("partners",), []),
    ("one-partner", _FIRST + _SECOND, _FIRST.replace("<verdeelsleutel>40", "<verdeelsleutel>100"), "<regeling ", (*_ONE, "name"), "Gemeente Eikum"),
    ("partner-twice", _SECOND, _SECOND + _SECOND.replace(">60,0%<", ">1<"), '<deelnemendeOrganisatie p:systeemId="12"', (*_TWO, "cost_share"), 0.6),
    ("same-name", "Gemeente Lindhout", "Gemeente Eikum", '<deelnemendeOrganisatie p:systeemId="12"', (*_TWO, "key"), "partner:gemeente-eikum-12"),
    ("no-name", "<naam>Gemeente Lindhout</naam>", "", '<deelnemendeOrganisatie p:systeemId="12"', (*_TWO, "name"), "12"),
    ("kind-unknown", _TOOI, "", '<deelnemendeOrganisatie p:systeemId="12"', (*_TWO, "kind"), None),
    ("no-joining-date", "<toetredingsDatum>2011-01-01</toetredingsDatum>", "", '<deelnemendeOrganisatie p:systeemId="12"', (*_TWO, "joined"), None),
    ("joined-early", "2010-01-01", "1899-12-31", "<toetredingsDatum", (*_ONE, "joined"), "1899-12-31"),
    ("joined-after-end", f"2010-01-01{SOUND.partition('2010-01-01')[2]}", f"2021-01-01{SOUND.partition('2010-01-01')[2]}".replace(_START, f"{_START}<datumUitwerkingtreding>2020-01-01</datumUitwerkingtreding>"), "<toetredingsDatum", (*_ONE, "joined"), "2021-01-01"),
    ("abolished", 'systeemId="12"', 'systeemId="13"', '<deelnemendeOrganisatie p:systeemId="13"', (*_TWO, "abolished"), "2020-01-01"),
    ("body-unknown", "Gemeenteraad", "Vroedschap", "<bestuursorgaan>", (*_ONE, "bodies"), ["Vroedschap"]),
    ("body-twice", "<bestuursorgaan>Gemeenteraad</bestuursorgaan>", "<bestuursorgaan>Gemeenteraad</bestuursorgaan>\n  <bestuursorgaan >Gemeenteraad</bestuursorgaan>", "<bestuursorgaan >", (*_ONE, "bodies"), ["Gemeenteraad"]),
    ("bad-share", "<verdeelsleutel>40</verdeelsleutel>", "<verdeelsleutel>veel</verdeelsleutel>", "<verdeelsleutel", (*_ONE, "cost_share"), None),
    ("bad-share", "<verdeelsleutel>40</verdeelsleutel>", "<verdeelsleutel>101</verdeelsleutel>", "<verdeelsleutel", (*_ONE, "cost_share"), None),
    ("cost-shares", "60,0%", "57,9", "<regeling ", (*_TWO, "cost_share"), 0.579),
)  # fmt: skip


@pytest.mark.parametrize(
    ("code", "old", "new", "at", "path", "kept"), ODDITIES, ids=[f"{n}-{case[0]}" for n, case in enumerate(ODDITIES)]
)
def test_each_oddity_is_handled_said_and_placed(
    tmp_path: Path, code: str, old: str, new: str, at: str, path: tuple[str | int, ...], kept: object
) -> None:
    content = SOUND.replace(old, new, 1)
    assert content != SOUND
    file = write(tmp_path, content)
    (document,) = read_register(file, on=TODAY)
    places = {notice.code: notice.source for notice in document.notices}
    expected = {"bad-share": {"bad-share", "cost-shares"}}.get(code, {code})
    assert set(places) == expected
    # Where a participant stands twice the notice points at the second.
    before = content[: content.rindex(at) if code == "partner-twice" else content.index(at)]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    assert str(places[code]) == f"{file}:{line}:{column}"
    assert value_at(document, path) == kept
    read(document)


def test_every_oddity_has_a_case_and_stands_in_the_documentation() -> None:
    assert {case[0] for case in ODDITIES} | {"versions"} == set(NOTICES)
    text = DOCS.read_text(encoding="utf-8")
    assert [code for code in NOTICES if f"`{code}`" not in text] == []


def test_shares_may_be_rounded(tmp_path: Path) -> None:
    (document,) = read_register(write(tmp_path, SOUND.replace("60,0%", "58,1")), on=TODAY)
    assert not document.notices


def test_an_abolished_municipality_is_a_municipality_without_an_identifier(tmp_path: Path) -> None:
    content = SOUND.replace(_TOOI, "").replace('systeemId="12"', 'systeemId="13"')
    (document,) = read_register(write(tmp_path, content), on=TODAY)
    assert (codes(document), value_at(document, (*_TWO, "kind"))) == ({"abolished"}, "municipality")


def test_a_municipality_abolished_on_the_day_a_version_ends_is_nothing_odd(tmp_path: Path) -> None:
    content = SOUND.replace('systeemId="12"', 'systeemId="13"').replace(
        _START, f"{_START}<datumUitwerkingtreding>2020-01-01</datumUitwerkingtreding>"
    )
    (document,) = read_register(write(tmp_path, content), on=TODAY)
    assert not document.notices


def test_a_list_of_municipalities_may_lie_elsewhere(tmp_path: Path) -> None:
    file = write(tmp_path, SOUND)
    other = tmp_path / "other.csv"
    other.write_text("org_id,valid_until\n11,2021-01-01\n", encoding="utf-8")
    for document in (
        *read_register(file, on=TODAY, municipalities=other),
        find_arrangement(file, "1", on=TODAY, municipalities=other),
    ):
        assert value_at(document, (*_ONE, "abolished")) == "2021-01-01"
    with pytest.raises(InputError, match=r"no-such.csv: this file does not exist"):
        list(read_register(file, municipalities=tmp_path / "no-such.csv"))
    other.write_bytes("org_id,naam\n11,Brâneburg\n".encode("latin-1"))
    with pytest.raises(InputError, match="not UTF-8"):
        list(read_register(file, municipalities=other))


def export(folder: Path, *arrangements: str) -> Path:
    """Write an export of arrangements, each in one line: number, title, first day, last day, links."""
    parts = []
    for words in arrangements:
        own, title, starts, ends, *links = words.split("|")
        parts.append(
            f'<regeling p:systeemId="{own}"><titel>{title}</titel><citeertitel>Kort {own}</citeertitel>'
            f"<regionaalSamenwerkingsorgaan>Orgaan {own}</regionaalSamenwerkingsorgaan>"
            + (f"<datumInwerkingtreding>{starts}</datumInwerkingtreding>" if starts else "")
            + (f"<datumUitwerkingtreding>{ends}</datumUitwerkingtreding>" if ends else "")
            + "".join(f'<{link.split(":")[0]} p:systeemId="{link.split(":")[1]}"/>' for link in links)
            + "</regeling>"
        )
    return write(
        folder,
        '<overheidsorganisaties xmlns:p="urn:export"><gemeenschappelijkeRegelingen>'
        + "\n".join(parts)
        + "</gemeenschappelijkeRegelingen></overheidsorganisaties>",
    )


#: Three versions with a gap before the last and one link told from one side only, and an arrangement of the same title.
CHAIN = (
    "3|Regeling Beekdal|2020-01-01||previousVersion:2",
    "1|Regeling Oude Beek|2010-01-01|2012-01-01|nextVersion:2",
    "2|Regeling Beekdal|2012-01-01|2019-01-01",
    "4|Regeling Beekdal|2001-01-01|2005-01-01|previousVersion:99",
)


@pytest.mark.parametrize(
    ("wanted", "on", "expected"),
    [
        ("oude beek", date(2011, 6, 1), "1"),
        ("oude beek", date(2012, 1, 1), "2"),  # the day on which a version ends is no longer its own
        ("kort 2", date(2018, 12, 31), "2"),
        ("ORGAAN 1", TODAY, "3"),
        ("oude beek", date(2019, 1, 1), "3"),  # in the gap, from its first day, none is in force
        ("oude beek", date(2000, 1, 1), "3"),
        ("1", TODAY, "1"),
        ("  2 ", TODAY, "2"),
        ("4", TODAY, "4"),
    ],
)
def test_any_version_names_the_arrangement_and_the_day_chooses(
    tmp_path: Path, wanted: str, on: date, expected: str
) -> None:
    assert number(find_arrangement(export(tmp_path, *CHAIN), wanted, on=on)) == expected


def test_versions_are_linked_and_not_taken_together_by_title(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError) as caught:
        find_arrangement(export(tmp_path, *CHAIN), "regeling beekdal", on=TODAY)
    assert str(caught.value).splitlines() == [
        "'regeling beekdal' fits 2 arrangements; name one of them in full or by number:",
        "  3  Regeling Beekdal (in force)",
        "  4  Regeling Beekdal (ended)",
    ]


def test_a_name_in_full_goes_before_a_part_of_a_name(tmp_path: Path) -> None:
    file = export(
        tmp_path, "1|Regeling Beek en Dal|2010-01-01|", "2|Regeling Beek|2010-01-01|", "20|Beek 2|2010-01-01|"
    )
    assert number(find_arrangement(file, "regeling  BEEK", on=TODAY)) == "2"
    assert number(find_arrangement(file, "beek en", on=TODAY)) == "1"
    assert number(find_arrangement(file, "2", on=TODAY)) == "2"


def test_of_two_versions_in_force_the_newer_holds(tmp_path: Path) -> None:
    overlap = ("2|B|2015-01-01||previousVersion:1", "1|A|2010-01-01|2020-01-01|nextVersion:2")
    assert number(find_arrangement(export(tmp_path, *overlap), "A", on=date(2016, 1, 1))) == "2"
    same_day = ("2|B|2015-01-01||previousVersion:1", "1|A|2015-01-01|2015-01-01|nextVersion:2")
    found = find_arrangement(export(tmp_path, *same_day), "A", on=date(2015, 1, 1))
    assert number(found) == "2"
    assert "1 (vanaf 1 januari 2015 tot 1 januari 2015) en 2 (vanaf 1 januari 2015)" in found.notices[-1].text.nl


def test_versions_without_days_or_numbers_are_listed_as_they_are(tmp_path: Path) -> None:
    found = find_arrangement(export(tmp_path, "|Naamloos|||nextVersion:2", "2|Beek|2015-01-01|"), "naamloos", on=TODAY)
    assert number(found) == "2"
    assert "een versie zonder nummer (zonder datum) en 2 (vanaf 1 januari 2015)" in found.notices[-1].text.nl
    assert "a version without a number (without a date) and 2 (from 1 January 2015)" in found.notices[-1].text.en


def test_an_ambiguous_name_lists_no_more_than_can_be_read(tmp_path: Path) -> None:
    file = export(tmp_path, *(f"{n}|Regeling Beek {n:02}|2030-01-01|" for n in range(1, 14)))
    with pytest.raises(NotFoundError) as caught:
        find_arrangement(file, "Beek", on=TODAY)
    lines = str(caught.value).splitlines()
    assert lines[0].startswith("'Beek' fits 13 arrangements")
    assert (lines[1], lines[-1]) == ("  1  Regeling Beek 01 (not yet in force)", "  and 3 more")
    assert len(lines) == MAX_LISTED + 2


def assert_placed(source: Source | None) -> None:
    """Hold that a place is the beginning of a tag in the small export."""
    assert source is not None
    assert source.file == str(SMALL)
    assert source.line is not None
    assert source.column is not None
    assert SMALL.read_text(encoding="utf-8").splitlines()[source.line - 1][source.column - 1] == "<"


def test_every_finding_names_its_line_in_the_export() -> None:
    findings = [finding for document in documents().values() for finding in diagnose(read(document)).findings]
    assert findings
    for finding in findings:
        assert_placed(finding.source)


def test_every_value_and_notice_names_its_line_in_the_export() -> None:
    for document in documents().values():
        region = read(document)
        for source in (*region.origin.sources.values(), *(notice.source for notice in document.notices)):
            assert_placed(source)


def test_memory_does_not_grow_with_the_number_of_arrangements(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        file = export(tmp_path, *(f"{n}|Regeling {n}|2010-01-01|" for n in range(count)))
        tracemalloc.start()
        try:
            assert sum(1 for _ in read_register(file, on=TODAY)) == count
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    assert peak(4000) < 1.5 * peak(1000)


@given(st.integers(0, SMALL.stat().st_size))
@settings(max_examples=60, deadline=None)
def test_a_truncated_export_is_read_as_far_as_it_goes_or_refused(
    tmp_path_factory: pytest.TempPathFactory, size: int
) -> None:
    file = tmp_path_factory.getbasetemp() / "truncated.xml"
    file.write_bytes(SMALL.read_bytes()[:size])
    with contextlib.suppress(InputError):
        for document in read_register(file, on=TODAY):
            read(document)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("<html/>", "no export of the register: it holds html"),
        ("not xml", "this is not XML"),
        (
            '<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><overheidsorganisaties>&b;</overheidsorganisaties>',
            "entities",
        ),
        ('<!DOCTYPE x SYSTEM "file:///etc/passwd"><overheidsorganisaties/>', "document type"),
        ("<overheidsorganisaties/>", "without gemeenschappelijkeRegelingen"),
        ('<?xml version="1.0" encoding="klinkklaar"?><overheidsorganisaties/>', "klinkklaar"),
    ],
)
def test_what_is_no_export_is_refused(tmp_path: Path, content: str, message: str) -> None:
    file = tmp_path / "x.xml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        list(read_register(file))


def test_a_file_that_does_not_exist_is_said() -> None:
    with pytest.raises(InputError, match="does not exist"):
        list(read_register("no-such.xml"))
    with pytest.raises(InputError, match="cannot be read"):
        list(read_register(SMALL.parent))


@pytest.mark.register
def test_the_whole_register_loads_and_its_totals_are_those_of_its_extracts(register_path: Path) -> None:
    regions = [read(document) for document in read_register(register_path, on=TODAY)]
    assert (len(regions), sum(len(region.partners or ()) for region in regions)) == (1185, 9516)
    assert sum(region.about.ends is None for region in regions) == 451
    forms = Counter(region.about.legal_form for region in regions)
    assert forms["public_body"] == 829
    assert forms["bare_arrangement"] + forms["host_municipality"] == 137
    shared = [r for r in regions if any(p.cost_share is not None for p in r.partners or ())]
    assert len(shared) == 4
    for region in shared:
        assert sum(p.cost_share or 0 for p in region.partners or ()) == pytest.approx(1, abs=0.02)
    in_force = [region for region in regions if region.about.ends is None]
    assert sum(p.abolished is not None for region in in_force for p in region.partners or ()) == 16


@pytest.mark.register
def test_the_partners_are_those_of_the_extract_beside_the_export(register_path: Path) -> None:
    extract = register_path.with_name("deelnames.csv")
    if not extract.is_file():
        pytest.skip("no extract lies beside the export")
    expected: dict[str, set[str]] = {}
    with extract.open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            expected.setdefault(row["gr_id"], set()).add(row["toetreding"])
    for document in read_register(register_path, on=TODAY):
        region = read(document)
        joined = {p.joined.isoformat() for p in region.partners or () if p.joined}
        assert joined == expected[str(region.about.register_id)]


@pytest.mark.register
def test_the_versions_of_regio_rivierenland_are_those_that_the_register_links(register_path: Path) -> None:
    document = find_arrangement(register_path, "Regio Rivierenland", on=TODAY)
    assert number(document) == "30405547"
    text = document.notices[-1].text.nl
    assert text.startswith(
        "Het register bevat 7 versies van deze regeling: 23807688 (vanaf 4 maart 2016 tot 10 maart 2017), "
    )
    assert text.endswith("en 30405547 (vanaf 24 september 2025). Dit is 30405547.")
    assert number(find_arrangement(register_path, "Regio Rivierenland", on=date(2020, 6, 1))) == "28210092"
