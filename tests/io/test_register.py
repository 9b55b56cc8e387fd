"""The register of joint arrangements: what it tells, what is odd in it, and what is not told."""

import contextlib
import csv
import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regiokompas.errors import InputError, NotFoundError
from regiokompas.io.document import Document
from regiokompas.io.register import find_arrangement, read_register
from regiokompas.model import Partnership, read

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


def test_each_oddity_is_handled_and_said() -> None:
    found = documents()
    assert codes(found["9001"]) == {"invisible", "mojibake", "power-unknown", "no-joining-date", "abolished"}
    assert codes(found["9000"]) == {"joined-after-end"}
    assert codes(found["9002"]) == {
        "form-in-quotes", "host-by-title", "partner-twice", "bad-date", "bad-share", "no-joining-date", "kind-unknown",
        "cost-shares", "no-start",
    }  # fmt: skip
    assert codes(found["9003"]) == {"form-unknown", "ends-before-start", "few-partners", "joined-after-end"}
    for document in found.values():
        for notice in document.notices:
            assert notice.text.nl
            assert notice.text.en
            assert notice.source is not None


def test_texts_are_repaired_and_nothing_is_dropped() -> None:
    region = arrangement("9001")
    assert region.about.purpose is not None
    assert region.about.purpose.nl == "Jeugdhulp samen inkopen."
    assert region.by_key["partner:gemeente-braneburg"].name.nl == "Gemeente Brâneburg"  # type: ignore[attr-defined]
    merged = arrangement("9002").by_key["partner:gemeente-wilgenveen"]
    assert merged.bodies == ("Burgemeester", "Gemeenteraad")  # type: ignore[attr-defined]
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
def test_an_arrangement_is_found_by_number_or_name_and_the_version_in_force_is_taken(wanted: str, expected: str) -> None:
    assert number(find_arrangement(SMALL, wanted, on=TODAY)) == expected


def test_versions_are_mentioned() -> None:
    assert "versions" in codes(find_arrangement(SMALL, "Jeugdhulp", on=TODAY))
    assert "versions" not in codes(find_arrangement(SMALL, "9000", on=TODAY))


def test_a_near_miss_and_an_ambiguous_name_say_what_there_is() -> None:
    with pytest.raises(NotFoundError, match="did you mean Regeling Werk en Inkomen Molenland"):
        find_arrangement(SMALL, "Regeling Werk en Inkomsten Molenland")
    with pytest.raises(NotFoundError, match="fits 2 arrangements") as caught:
        find_arrangement(SMALL, "Molenland")
    assert "9002  Centrumregeling Beschermd wonen Molenland (in force)" in str(caught.value)


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
    ],
)
def test_what_is_no_export_is_refused(tmp_path: Path, content: str, message: str) -> None:
    file = tmp_path / "x.xml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        list(read_register(file))


def test_a_file_that_does_not_exist_is_said() -> None:
    with pytest.raises(InputError, match="does not exist"):
        list(read_register(Path("no-such.xml")))


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
