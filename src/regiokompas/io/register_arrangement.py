"""One arrangement of the register on its way to a document; what is odd about it becomes a notice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from xml.etree.ElementTree import Element

from regiokompas.errors import Source
from regiokompas.io.document import Document, Mark, Notice, Path, Plain
from regiokompas.io.municipalities import Abolished
from regiokompas.io.register_notices import notice
from regiokompas.io.register_xml import attribute, mark
from regiokompas.io.repairs import clean, slug

__all__ = ["Arrangement", "parse_day"]

_FORMS: Mapping[str, str] = {
    "openbaar lichaam": "public_body",
    "bedrijfsvoeringsorganisatie": "operations_organisation",
    "gemeenschappelijk orgaan": "joint_body",
    "regeling zonder meer": "bare_arrangement",
    "centrumregeling": "host_municipality",
}
#: How the title of a bare arrangement tells that it is a host-municipality scheme.
_HOST_NAMES = ("centrumregeling", "centrumgemeente")
_POWERS: Mapping[str, str] = {"attributie": "attribution", "delegatie": "delegation", "mandaat": "mandate"}
_BODIES = frozenset(
    {
        "gemeenteraad", "college van burgemeester en wethouders", "burgemeester",
        "provinciale staten", "gedeputeerde staten", "commissaris van de koning", "commissaris van de koningin",
        "algemeen bestuur", "dagelijks bestuur", "dijkgraaf", "voorzitter",
        "minister", "staatssecretaris",
    }
)  # fmt: skip
#: Kinds of organisations, by the word in their TOOI identifier.
_KINDS: Mapping[str, str] = {
    "gemeente": "municipality",
    "provincie": "province",
    "waterschap": "water_authority",
    "ministerie": "ministry",
    "so": "joint_arrangement",
}
#: First words of names without an identifier, where they tell the kind for certain.
_FOREIGN = frozenset("Stadt Gemeinde Kreis Landkreis Samtgemeinde Landeshauptstadt Landschaftsverband Region".split())

#: Elements that the attributes are read from, for the place of each; the others stand in the element around them.
_PARTNERSHIP_TAGS: Mapping[str, str] = {
    "name": "titel",
    "purpose": "doel",
    "legal_form": "samenwerkingsvorm",
    "powers": "bevoegdheidsverkrijgingen",
    "policy_fields": "beleidsterreinen",
    "starts": "datumInwerkingtreding",
    "ends": "datumUitwerkingtreding",
}
_PARTNER_TAGS: Mapping[str, str] = {
    "name": "naam",
    "joined": "toetredingsDatum",
    "bodies": "bestuursorganen",
    "cost_share": "verdeelsleutel",
}

#: A day as XML writes it, with or without a time zone.
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(Z|[+-]\d{2}:\d{2})?\Z")
_PERCENTAGE = re.compile(r"(\d{1,3})(?:[.,](\d+))?\s*%?\Z")
#: No organisation joined an arrangement earlier; such days stand for "long ago".
_EARLIEST = date(1900, 1, 1)
#: The register rounds shares to a tenth of a per cent, or not at all.
_ROUNDING = 0.02
#: Longest text that a notice repeats.
_MAX_SHOWN = 60


class Arrangement:
    """One version of one arrangement, as the register tells it.

    Parameters
    ----------
    element
        Its element in the export.
    file
        Name of the export, for the place of each value.
    day
        Date of the picture, unless the version had ended by then.
    abolished
        When municipalities ceased to exist.
    """

    def __init__(self, element: Element, file: str, day: date, abolished: Abolished) -> None:
        self.element = element
        self.file = file
        self.abolished = abolished
        self.notices: list[Notice] = []
        self.number = attribute(element, "systeemId") or None
        self.starts = self._day(element, "datumInwerkingtreding")
        self.ends = self._day(element, "datumUitwerkingtreding")
        self.ended = self.ends is not None and self.ends <= day
        self.picture = self.ends if self.ends is not None and self.ended else day

    def document(self) -> Document:
        """Return the partnership and its partners, in the form that the model reads."""
        about = self._about()
        places: dict[Path, Mark] = {(): mark(self.element)}
        places.update({("partnership", *path): place for path, place in _marks(self.element, _PARTNERSHIP_TAGS)})
        partners: list[Plain] = []
        for number, (partner, element) in enumerate(self._partners()):
            partners.append(partner)
            places.update({("partners", number, *path): place for path, place in _marks(element, _PARTNER_TAGS)})
        data: Plain = {"partnership": about, "partners": partners}
        return Document(data, self.file, places, notices=tuple(self.notices))

    def _about(self) -> dict[str, Plain]:
        titles = [self._read(tag) for tag in ("titel", "citeertitel")]
        name = titles[0] or titles[1]
        if self.number is None:
            self._notice("no-number")
        if name is None:
            self._notice("no-title")
        self._check_days()
        return _known(
            key=f"partnership:{slug(self.number or name or '')}",
            name=name or self.number or "?",
            purpose=self._read("doel"),
            date=self.picture.isoformat(),
            legal_form=self._form(" ".join(filter(None, titles))),
            powers=self._powers(),
            policy_fields=[text for text, _ in self._words(self.element, "beleidsterreinen/beleidsterrein")],
            starts=self.starts and self.starts.isoformat(),
            ends=self.ends and self.ends.isoformat(),
            register_id=self.number,
        )

    def _check_days(self) -> None:
        if self.starts is None:
            self._notice("no-start")
        elif self.ends is not None and self.ends < self.starts:
            end = self.element.find("datumUitwerkingtreding")
            self._notice("ends-before-start", end, starts=self.starts, ends=self.ends)
        elif self.starts > self.picture:
            self._notice("starts-later", self.element.find("datumInwerkingtreding"), starts=self.starts)

    def _form(self, titles: str) -> str | None:
        written = self._read("samenwerkingsvorm")
        if written is None:
            self._notice("no-form")
            return None
        place = self.element.find("samenwerkingsvorm")
        word = written.strip("'\"‘’“” ")
        if word != written:
            self._notice("form-in-quotes", place, written=written)
        form = _FORMS.get(word.casefold())
        if form is None:
            self._notice("form-unknown", place, word=word)
        # The register has no form of its own for such schemes and files them under the bare arrangements.
        if form == "bare_arrangement" and any(name in titles.casefold() for name in _HOST_NAMES):
            self._notice("host-by-title", place)
            return "host_municipality"
        return form

    def _powers(self) -> list[Plain]:
        powers: list[Plain] = []
        for word, place in self._words(self.element, "bevoegdheidsverkrijgingen/bevoegdheidsverkrijging"):
            power = _POWERS.get(word.casefold())
            if power is None:
                self._notice("power-unknown", place, word=word)
            elif power not in powers:
                powers.append(power)
        return powers

    def _partners(self) -> list[tuple[dict[str, Any], Element]]:
        found: dict[str, tuple[dict[str, Any], Element]] = {}
        keys: set[str] = set()
        for element in self.element.iterfind("deelnemendeOrganisaties/deelnemendeOrganisatie"):
            partner = self._partner(element)
            organisation = attribute(element, "systeemId") or partner["key"]
            if organisation in found:
                self._notice("partner-twice", element, name=partner["name"])
                _merge(found[organisation][0], partner)
                continue
            if partner["key"] in keys:
                self._notice("same-name", element, name=partner["name"])
                partner["key"] += f"-{slug(organisation)}"
            keys.add(partner["key"])
            found[organisation] = (partner, element)
        self._check_partners([partner for partner, _ in found.values()])
        return list(found.values())

    def _check_partners(self, partners: list[dict[str, Any]]) -> None:
        if len(partners) < 2:
            self._notice("one-partner" if partners else "no-partners")
        shares = [partner["cost_share"] for partner in partners if "cost_share" in partner]
        if shares and abs(sum(shares) - 1) > _ROUNDING:
            self._notice("cost-shares", total=f"{100 * sum(shares):.0f}")

    def _partner(self, element: Element) -> dict[str, Any]:
        number = attribute(element, "systeemId")
        name = self._read("naam", element)
        if name is None:
            self._notice("no-name", element)
            name = number or "?"
        identifier = attribute(element, "resourceIdentifierTOOI")
        joined = self._joined(element, name)
        gone = self._gone(element, name, number)
        return _known(
            key=f"partner:{slug(name)}",
            name=name,
            kind=self._kind(element, name, number, identifier),
            joined=joined and joined.isoformat(),
            bodies=self._bodies(element, name),
            cost_share=self._share(element, name),
            identifier=identifier,
            abolished=gone and gone.isoformat(),
        )

    def _joined(self, element: Element, name: str) -> date | None:
        joined = self._day(element, "toetredingsDatum")
        if joined is None:
            self._notice("no-joining-date", element, name=name)
        elif joined < _EARLIEST:
            self._notice("joined-early", element.find("toetredingsDatum"), name=name, joined=joined)
        elif self.ends is not None and joined > self.ends:
            self._notice("joined-after-end", element.find("toetredingsDatum"), name=name)
        return joined

    def _gone(self, element: Element, name: str, number: str | None) -> date | None:
        """Return the day a municipality was abolished, if this version was still in force on it."""
        gone = self.abolished.get(number or "")
        # The day on which a version ends is the first on which it is no longer in force; often the same as this one.
        if gone is None or gone > self.picture or (self.ended and gone == self.picture):
            return None
        self._notice("abolished", element, name=name, gone=gone)
        return gone

    def _kind(self, element: Element, name: str, number: str | None, identifier: str | None) -> str | None:
        parts = (identifier or "").rstrip("/").split("/")
        if len(parts) > 1 and parts[-2] in _KINDS:
            return _KINDS[parts[-2]]
        if number in self.abolished:  # abolished before there were identifiers
            return "municipality"
        if name.split(" ")[0] in _FOREIGN:
            return "foreign_authority"
        self._notice("kind-unknown", element, name=name)
        return None

    def _bodies(self, element: Element, name: str) -> list[Plain]:
        bodies: list[Plain] = []
        for word, place in self._words(element, "bestuursorganen/bestuursorgaan"):
            if word in bodies:
                self._notice("body-twice", place, name=name, word=word)
                continue
            bodies.append(word)
            if word.casefold() not in _BODIES:
                self._notice("body-unknown", place, name=name, word=word)
        return bodies

    def _share(self, element: Element, name: str) -> float | None:
        written = self._read("verdeelsleutel", element)
        if written is None:
            return None
        match = _PERCENTAGE.match(written)
        percentage = float(f"{match[1]}.{match[2] or 0}") if match else None
        if percentage is None or percentage > 100:
            self._notice("bad-share", element.find("verdeelsleutel"), name=name, word=written)
            return None
        return round(percentage / 100, 6)

    def _day(self, element: Element, tag: str) -> date | None:
        written = self._read(tag, element)
        day = parse_day(written)
        if written is not None and day is None:
            self._notice("bad-date", element.find(tag), tag=tag, word=written)
        return day

    def _words(self, element: Element, path: str) -> Iterator[tuple[str, Element]]:
        for item in element.iterfind(path):
            word = self._tidy(item)
            if word is not None:
                yield word, item

    def _read(self, tag: str, element: Element | None = None) -> str | None:
        found = (self.element if element is None else element).find(tag)
        return None if found is None else self._tidy(found)

    def _tidy(self, element: Element) -> str | None:
        text, repairs = clean(element.text or "")
        shown = text if len(text) <= _MAX_SHOWN else f"{text[: _MAX_SHOWN - 1]}…"
        for repair in sorted(repairs):
            self._notice(repair, element, shown=shown)
        return text or None

    def _notice(self, code: str, element: Element | None = None, **words: str | date) -> None:
        place = mark(self.element if element is None else element)
        self.notices.append(notice(code, Source(self.file, line=place.line, column=place.column), **words))


def parse_day(text: str | None) -> date | None:
    """Return the day that an element tells, or ``None`` if it tells none.

    Examples
    --------
    >>> parse_day("2019-01-01"), parse_day("1 januari 2019")
    (datetime.date(2019, 1, 1), None)
    """
    match = _DAY.match(text or "")
    try:
        return date.fromisoformat(match[1]) if match else None
    except ValueError:
        return None


def _merge(first: dict[str, Any], second: Mapping[str, Any]) -> None:
    """Add to a participant what it says where it stands again."""
    for name, value in second.items():
        if name == "bodies" and name in first:
            first[name] += [body for body in value if body not in first[name]]
        else:
            first.setdefault(name, value)


def _known(**values: Any) -> dict[str, Any]:
    """Leave out what is unknown; the register never says that something is empty."""
    return {name: value for name, value in values.items() if value is not None and value != []}


def _marks(element: Element, tags: Mapping[str, str]) -> Iterator[tuple[Path, Mark]]:
    yield (), mark(element)
    for name, tag in tags.items():
        found = element.find(tag)
        if found is not None:
            yield (name,), mark(found)
