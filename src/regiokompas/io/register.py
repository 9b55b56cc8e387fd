"""The Dutch register of joint arrangements (gemeenschappelijke regelingen), in its own export format.

The register tells which organisations take part, in which legal form, since when, and for a few arrangements how the
costs are shared. Everything else about a partnership stays unknown. What is odd in the export is handled and said in a
notice; nothing is dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from regiokompas.errors import InputError, NotFoundError, Problem, Source, did_you_mean
from regiokompas.io.document import Document, Notice, Plain
from regiokompas.io.municipalities import Abolished, abolished_municipalities
from regiokompas.io.repairs import clean, slug
from regiokompas.texts import Bilingual

__all__ = ["find_arrangement", "read_register"]

#: Arrangements that an error lists when a name fits more than one.
MAX_LISTED = 10

_FORMS: Mapping[str, str] = {
    "openbaar lichaam": "public_body",
    "bedrijfsvoeringsorganisatie": "operations_organisation",
    "gemeenschappelijk orgaan": "joint_body",
    "regeling zonder meer": "bare_arrangement",
    "centrumregeling": "host_municipality",
}
_POWERS: Mapping[str, str] = {"attributie": "attribution", "delegatie": "delegation", "mandaat": "mandate"}
_KINDS: Mapping[str, str] = {
    "gemeente": "municipality",
    "provincie": "province",
    "waterschap": "water_authority",
    "ministerie": "ministry",
    "so": "joint_arrangement",
}
#: First words of names without an identifier, where they tell the kind for certain.
_FOREIGN = frozenset("Stadt Gemeinde Kreis Landkreis Samtgemeinde Landeshauptstadt Landschaftsverband Region".split())

#: Elements in which an arrangement is named.
_NAMES = ("titel", "citeertitel", "regionaalSamenwerkingsorgaan")


def read_register(path: Path, *, on: date | None = None) -> Iterator[Document]:
    """Read every arrangement of an export, one after the other.

    Parameters
    ----------
    path
        The export, in XML. A ``gemeenten.csv`` beside it, with the days on which municipalities were abolished, is used
        if it is there.
    on
        Date of the picture for arrangements in force; today if left out. Of an ended version it is its last day.

    Yields
    ------
    Document
        The partnership and its partners, in the form that :func:`regiokompas.model.read` takes.

    Raises
    ------
    InputError
        If the file does not exist, is no XML, or is no export of the register.

    Notes
    -----
    Memory does not grow with the file: each arrangement is freed when it has been read.
    """
    abolished = abolished_municipalities(path.with_name("gemeenten.csv"))
    picture = on or date.today()
    for element in _arrangements(path):
        yield _Arrangement(element, path.name, picture, abolished).document()


def find_arrangement(path: Path, wanted: str, *, on: date | None = None) -> Document:
    """Find one arrangement by its number in the register or by its name.

    A name is first taken literally, then as part of a title, in any case of letters. Of several versions of one
    arrangement the one in force is taken, or else the latest.

    Raises
    ------
    NotFoundError
        If nothing fits, with the nearest name; or if more than one arrangement does, with a list of them.
    """
    folded = wanted.strip().casefold()
    titles: dict[str, str] = {}
    found: dict[str, list[Element]] = {}
    for element in _arrangements(path, keep=True):
        number = _attribute(element, "systeemId")
        names = [clean(element.findtext(tag) or "")[0] for tag in _NAMES]
        titles.update({name.casefold(): name for name in names if name})
        fits = [name for name in names if folded in name.casefold()]
        if number == wanted.strip() or fits:
            exact = number == wanted.strip() or folded in [name.casefold() for name in names]
            found.setdefault(f"{0 if exact else 1}{names[0]}", []).append(element)
    exactly = {key: versions for key, versions in found.items() if key[0] == "0"}
    chosen = exactly or found
    if not chosen:
        hint = did_you_mean(wanted, titles.values())
        raise NotFoundError(f"the register has no arrangement {wanted!r}" + (f"; {hint}" if hint else ""))
    if len(chosen) > 1:
        raise NotFoundError(_ambiguous(wanted, chosen))
    (versions,) = chosen.values()
    element = max(versions, key=_latest)
    abolished = abolished_municipalities(path.with_name("gemeenten.csv"))
    arrangement = _Arrangement(element, path.name, on or date.today(), abolished)
    arrangement.note_versions(len(versions))
    return arrangement.document()


def _latest(element: Element) -> tuple[bool, str]:
    """Order versions: ended before in force, then by the day they came into force."""
    return not element.findtext("datumUitwerkingtreding"), element.findtext("datumInwerkingtreding") or ""


def _ambiguous(wanted: str, found: Mapping[str, list[Element]]) -> str:
    lines = [f"{wanted!r} fits {len(found)} arrangements; name one of them in full or by number:"]
    for key, versions in sorted(found.items())[:MAX_LISTED]:
        element = max(versions, key=_latest)
        state = "ended" if element.findtext("datumUitwerkingtreding") else "in force"
        lines.append(f"  {_attribute(element, 'systeemId')}  {key[1:]} ({state})")
    if len(found) > MAX_LISTED:
        lines.append(f"  and {len(found) - MAX_LISTED} more")
    return "\n".join(lines)


def _arrangements(path: Path, *, keep: bool = False) -> Iterator[Element]:
    """Yield the elements of the arrangements; each is emptied after use unless it is to be kept."""
    root: Element | None = None
    try:
        with path.open("rb") as stream:
            for event, element in iterparse(stream, events=("start", "end"), forbid_dtd=True):
                if root is None:
                    root = element
                    if element.tag != "overheidsorganisaties":
                        raise _unusable(path, f"this is XML, but no export of the register: it holds {element.tag}")
                if event == "end" and element.tag == "regeling":
                    yield element
                    if not keep:
                        element.clear()
    except FileNotFoundError:
        raise _unusable(path, "this file does not exist") from None
    except OSError as error:
        raise _unusable(path, f"this file cannot be read: {error.strerror}") from error
    except ParseError as error:
        line, column = error.position
        source = Source(str(path), line=line, column=column + 1)
        raise InputError([Problem(f"this is not XML: {error.msg}", source, hint="is the file whole?")]) from error
    except DefusedXmlException as error:
        raise _unusable(path, "a document type or entities, which an export does not need") from error


def _unusable(path: Path, message: str) -> InputError:
    return InputError([Problem(message, Source(str(path)), hint="the export of organisaties.overheid.nl, in XML")])


def _attribute(element: Element, name: str) -> str | None:
    """Return an attribute whatever its namespace: the namespace carries the version of the export."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


class _Arrangement:
    """One arrangement on its way to a document."""

    def __init__(self, element: Element, file: str, picture: date, abolished: Abolished) -> None:
        self.element = element
        self.file = file
        self.picture = picture
        self.abolished = abolished
        self.number = _attribute(element, "systeemId") or ""
        self.notices: list[Notice] = []

    def document(self) -> Document:
        ends = self._day(self.element, "datumUitwerkingtreding")
        starts = self._day(self.element, "datumInwerkingtreding")
        if starts is None:
            self._notice(
                "no-start", "De datum van inwerkingtreding ontbreekt.", "The date of entry into force is missing."
            )
        elif ends is not None and ends < starts:
            self._notice(
                "ends-before-start", "De regeling eindigt voor zij begint.", "The arrangement ends before it begins."
            )
        if ends is not None and ends < self.picture:
            self.picture = ends
        about: dict[str, Plain] = {
            "key": f"partnership:{self.number or slug(self._text('titel') or 'zonder-nummer')}",
            "name": self._text("titel") or self._text("citeertitel") or "?",
            "purpose": self._text("doel"),
            "date": self.picture.isoformat(),
            "legal_form": self._form(),
            "powers": self._powers(),
            "policy_fields": self._list(self.element, "beleidsterreinen/beleidsterrein"),
            "starts": starts.isoformat() if starts else None,
            "ends": ends.isoformat() if ends else None,
            "register_id": self.number or None,
        }
        partners: list[Plain] = list(self._partners(starts, ends))
        if len(partners) < 2:
            self._notice(
                "few-partners",
                f"Het register noemt {len(partners)} deelnemer{'s' if len(partners) != 1 else ''}.",
                f"The register names {len(partners)} participant{'s' if len(partners) != 1 else ''}.",
            )
        known: Plain = {name: value for name, value in about.items() if value is not None}
        data: Plain = {"partnership": known, "partners": partners}
        return Document(data, f"{self.file}#{self.number}", notices=tuple(self.notices))

    def note_versions(self, count: int) -> None:
        if count > 1:
            self._notice(
                "versions",
                f"Het register bevat {count} versies van deze regeling; dit is de geldende of de laatste.",
                f"The register holds {count} versions of this arrangement; this is the one in force or the latest.",
            )

    def _partners(self, starts: date | None, ends: date | None) -> Iterator[dict[str, Plain]]:
        merged: dict[str, dict[str, Any]] = {}
        shares: list[float] = []
        for element in self.element.iterfind("deelnemendeOrganisaties/deelnemendeOrganisatie"):
            partner = self._partner(element)
            share = partner.get("cost_share")
            if share is not None:
                shares.append(share)
            if partner["key"] in merged:
                bodies = {*merged[partner["key"]].get("bodies", ()), *partner.get("bodies", ())}
                merged[partner["key"]]["bodies"] = sorted(bodies)
                self._notice(
                    "partner-twice",
                    f"{partner['name']} staat er twee keer in; samengevoegd.",
                    f"{partner['name']} stands in it twice; merged.",
                )
                continue
            merged[partner["key"]] = partner
            self._check_joined(partner, ends)
        if shares and abs(sum(shares) - 1) > 0.02:
            total = f"{100 * sum(shares):.0f}%"
            self._notice(
                "cost-shares", f"De kostenaandelen tellen op tot {total}.", f"The cost shares add up to {total}."
            )
        yield from merged.values()

    def _partner(self, element: Element) -> dict[str, Any]:
        name = self._tidy(element.findtext("naam") or "") or "?"
        identifier = _attribute(element, "resourceIdentifierTOOI")
        joined = self._day(element, "toetredingsDatum")
        if joined is None:
            self._notice(
                "no-joining-date",
                f"Van {name} ontbreekt de toetredingsdatum.",
                f"The joining date of {name} is missing.",
            )
        gone = self.abolished.get(_attribute(element, "systeemId") or "")
        if gone is not None and gone < self.picture:
            self._notice(
                "abolished",
                f"{name} is opgeheven per {gone.isoformat()} maar staat nog als deelnemer in deze versie.",
                f"{name} was abolished on {gone.isoformat()} but is still a participant in this version.",
            )
        values = {
            "key": f"partner:{slug(name)}",
            "name": name,
            "kind": self._kind(name, identifier),
            "joined": joined.isoformat() if joined else None,
            "bodies": self._list(element, "bestuursorganen/bestuursorgaan"),
            "cost_share": self._share(element.findtext("verdeelsleutel"), name),
            "identifier": identifier,
            "abolished": gone.isoformat() if gone is not None and gone < self.picture else None,
        }
        return {attribute: value for attribute, value in values.items() if value is not None}

    def _check_joined(self, partner: Mapping[str, Any], ends: date | None) -> None:
        joined = partner.get("joined")
        if joined is not None and ends is not None and joined > ends.isoformat():
            self._notice(
                "joined-after-end",
                f"{partner['name']} trad volgens het register toe na het einde van de regeling.",
                f"{partner['name']} joined after the end of the arrangement, says the register.",
            )

    def _kind(self, name: str, identifier: str | None) -> str | None:
        if identifier is not None:
            parts = identifier.rstrip("/").split("/")
            known = _KINDS.get(parts[-2]) if len(parts) > 1 else None
            if known is not None:
                return known
        if name.split(" ")[0] in _FOREIGN:
            return "foreign_authority"
        self._notice(
            "kind-unknown",
            f"{name} heeft geen identificatie waaruit blijkt wat voor organisatie het is; de soort blijft onbekend.",
            f"{name} has no identifier that tells what kind of organisation it is; its kind stays unknown.",
        )
        return None

    def _form(self) -> str | None:
        written = self._text("samenwerkingsvorm") or ""
        plain = written.strip("'\"‘’“” ")
        form = _FORMS.get(plain.casefold())
        if plain != written:
            self._notice(
                "form-in-quotes",
                f"De vorm staat tussen aanhalingstekens: {written}.",
                f"The form stands in quotes: {written}.",
            )
        if form is None:
            self._notice("form-unknown", f"Onbekende vorm: {written!r}.", f"Unknown form: {written!r}.")
        if form == "bare_arrangement" and "centrumregeling" in (self._text("titel") or "").casefold():
            self._notice(
                "host-by-title",
                "Volgens de titel is dit een centrumregeling; het register kent die vorm niet apart.",
                "By its title this is a host-municipality scheme; the register has no such form.",
            )
            return "host_municipality"
        return form

    def _powers(self) -> Plain:
        found: list[Plain] = []
        for element in self.element.iterfind("bevoegdheidsverkrijgingen/bevoegdheidsverkrijging"):
            word = self._tidy(element.text or "")
            power = _POWERS.get(word.casefold())
            if power is None:
                self._notice("power-unknown", f"Onbekende bevoegdheid: {word!r}.", f"Unknown power: {word!r}.")
            elif power not in found:
                found.append(power)
        return found or None

    def _share(self, text: str | None, name: str) -> float | None:
        if text is None or not text.strip():
            return None
        try:
            percent = float(text.strip().rstrip("%").replace(",", "."))
        except ValueError:
            percent = -1.0
        if not 0 <= percent <= 100:
            self._notice(
                "bad-share",
                f"Het kostenaandeel van {name} is onleesbaar: {text!r}.",
                f"The cost share of {name} cannot be read: {text!r}.",
            )
            return None
        return round(percent / 100, 6)

    def _day(self, element: Element, tag: str) -> date | None:
        text = (element.findtext(tag) or "").strip()
        if not text:
            return None
        try:
            return date.fromisoformat(text[:10])
        except ValueError:
            self._notice(
                "bad-date", f"Onleesbare datum bij {tag}: {text!r}.", f"A date that cannot be read, {tag}: {text!r}."
            )
            return None

    def _list(self, element: Element, path: str) -> list[Any] | None:
        return [self._tidy(item.text or "") for item in element.iterfind(path)] or None

    def _text(self, tag: str) -> str | None:
        return self._tidy(self.element.findtext(tag) or "") or None

    def _tidy(self, text: str) -> str:
        tidy, repairs = clean(text)
        for code, (nl, en) in _REPAIRS.items():
            if code in repairs:
                shown = tidy if len(tidy) <= 60 else f"{tidy[:57]}..."
                self._notice(code, f"{nl}: {shown}", f"{en}: {shown}")
        return tidy

    def _notice(self, code: str, nl: str, en: str) -> None:
        notice = Notice(code, Bilingual(nl, en), Source(self.file, path=f"regeling {self.number}"))
        if notice not in self.notices:
            self.notices.append(notice)


_REPAIRS: Mapping[str, tuple[str, str]] = {
    "mojibake": ("Verkeerd gecodeerde letters hersteld", "Wrongly encoded letters repaired"),
    "invisible": ("Onzichtbare tekens verwijderd", "Invisible characters removed"),
}
