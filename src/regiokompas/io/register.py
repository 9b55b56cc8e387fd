"""The Dutch register of joint arrangements (gemeenschappelijke regelingen), in its own export format.

The register tells which organisations take part, in which legal form, since when, and for a few arrangements how the
costs are shared. Everything else about a partnership stays unknown. What is odd in the export is handled and said in a
notice; nothing is dropped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path
from xml.etree.ElementTree import Element

from regiokompas.errors import InputError, NotFoundError, Problem, Source, did_you_mean
from regiokompas.io.document import Document, Notice
from regiokompas.io.limits import SAFE, Limits
from regiokompas.io.municipalities import Abolished, abolished_municipalities
from regiokompas.io.paths import path_of
from regiokompas.io.register_arrangement import Arrangement, parse_day
from regiokompas.io.register_notices import notice
from regiokompas.io.register_xml import arrangements, attribute
from regiokompas.io.repairs import clean
from regiokompas.saying import LANGUAGES, Said
from regiokompas.texts import Bilingual, Language, join_words, say_date

__all__ = ["VersionOf", "find_arrangement", "read_register", "read_versions"]

#: Arrangements that an error lists when a name fits more than one.
MAX_LISTED = 10

#: Elements in which an arrangement is named; the last is the organisation that carries it out.
_NAMES = ("titel", "citeertitel", "regionaalSamenwerkingsorgaan")
_EXPORT = Said("the path of an export of the register, in XML")
_LINKS = ("previousVersion", "nextVersion")


def read_register(
    path: str | Path,
    *,
    on: date | None = None,
    municipalities: str | Path | None = None,
    limits: Limits = SAFE,
) -> Iterator[Document]:
    """Read every arrangement of an export, one after the other, each version by itself.

    Parameters
    ----------
    path
        The export, in XML.
    on
        Date of the picture; today if left out. Of a version that had ended by then it is the day it ended.
    municipalities
        A CSV file that tells when municipalities were abolished (columns ``org_id`` and ``valid_until``). If left out,
        a ``gemeenten.csv`` beside the export is used where there is one; without either nothing is said of it.
    limits
        How large each arrangement may be; of all together there is no limit.

    Yields
    ------
    Document
        The partnership and its partners, in the form that :func:`regiokompas.model.read` takes.

    Raises
    ------
    InputError
        If a file does not exist or is not what it should be. A mistake in the XML is met only when the arrangements
        before it have been read.

    Notes
    -----
    Memory does not grow with the number of arrangements.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> xml = '''<overheidsorganisaties><gemeenschappelijkeRegelingen>
    ...   <regeling systeemId="1"><titel>Regeling Voorbeeld</titel></regeling>
    ... </gemeenschappelijkeRegelingen></overheidsorganisaties>'''
    >>> with TemporaryDirectory() as folder:
    ...     export = Path(folder, "export.xml")
    ...     _ = export.write_text(xml)
    ...     (document,) = read_register(export, on=date(2026, 11, 23))
    >>> document.data["partnership"]["name"], [notice.code for notice in document.notices]
    ('Regeling Voorbeeld', ['no-start', 'no-form', 'no-partners'])
    """
    file = path_of(path, _EXPORT)
    abolished = _abolished(file, municipalities, limits)
    for element in arrangements(file, limits):
        yield Arrangement(element, str(path), on or date.today(), abolished).document()


def find_arrangement(
    path: str | Path,
    wanted: str,
    *,
    on: date | None = None,
    municipalities: str | Path | None = None,
    limits: Limits = SAFE,
) -> Document:
    """Find one arrangement by its number in the register or by its name.

    A number means that version. A name is first taken in full, then as part of one, in any case of letters; it may be
    the title, the short title or the organisation of any version. The version in force is taken, or else the latest; a
    notice lists all of them.

    Parameters
    ----------
    path, municipalities, limits
        As for :func:`read_register`.
    wanted
        Number or name.
    on
        Date of the picture, on which the version is to be in force; today if left out.

    Raises
    ------
    InputError
        As :func:`read_register`.
    NotFoundError
        If nothing fits, with the nearest name; or if more than one arrangement does, with a list of them.
    """
    file, day = path_of(path, _EXPORT), on or date.today()
    versions = [_Version.of(element, position) for position, element in enumerate(arrangements(file, limits))]
    chains = _chains(_fitting(versions, wanted), versions)
    if not chains:
        hint = did_you_mean(wanted, [name for version in versions for name in version.names])
        raise NotFoundError(Said("the register has no arrangement {name!r}", name=wanted).also(hint))
    if len(chains) > 1:
        raise NotFoundError(_ambiguous(wanted, [_current(chain, day) for chain in chains], day))
    (chain,) = chains
    chosen = next((version for version in chain if version.number == wanted.strip()), None) or _current(chain, day)
    element = next(islice(arrangements(file, limits), chosen.position, None))
    document = Arrangement(element, str(path), day, _abolished(file, municipalities, limits)).document()
    if len(chain) == 1:
        return document
    return replace(document, notices=(*document.notices, _versions_notice(chain, chosen, document.source(()))))


@dataclass(frozen=True, slots=True)
class VersionOf:
    """Which version of which arrangement this is: the arrangement has the number of its first version.

    ``in_force`` says whether it is the one in force on ``on``, the date of the picture. ``abolished`` names the
    participants that ceased to exist, whether or not this version saw the day, which tells a merger from an exit.
    """

    arrangement: str
    version: int
    versions: int
    in_force: bool
    on: date
    abolished: Mapping[str, date]


def read_versions(
    path: str | Path,
    *,
    on: date | None = None,
    in_force: bool = False,
    municipalities: str | Path | None = None,
    limits: Limits = SAFE,
) -> tuple[int, Iterator[tuple[Document, VersionOf]]]:
    """Read an export as :func:`read_register` does, and say of each version which arrangement it belongs to.

    Parameters
    ----------
    path, on, municipalities, limits
        As for :func:`read_register`.
    in_force
        Only of each arrangement the version in force.

    Returns
    -------
    tuple
        How many there are, and these one after the other.

    Raises
    ------
    InputError
        As :func:`read_register`; the whole file is looked through first.
    """
    day = on or date.today()
    file = path_of(path, _EXPORT)
    abolished = _abolished(file, municipalities, limits)
    versions: list[_Version] = []
    gone: list[dict[str, date]] = []
    for position, element in enumerate(arrangements(file, limits)):
        versions.append(_Version.of(element, position))
        gone.append(dict(_gone(element, abolished)))
    places: dict[int, VersionOf] = {}
    for chain in _chains(versions, versions):
        current = _current(chain, day)
        for number, version in enumerate(chain, start=1):
            holds = version is current and version.state(day) == "in force"
            places[version.position] = VersionOf(chain[0].key, number, len(chain), holds, day, gone[version.position])
    if in_force:
        places = {position: place for position, place in places.items() if place.in_force}
    documents = enumerate(read_register(path, on=day, municipalities=municipalities, limits=limits))
    return len(places), ((doc, places[position]) for position, doc in documents if position in places)


def _gone(element: Element, abolished: Abolished) -> Iterator[tuple[str, date]]:
    """Yield the participants that ceased to exist, by name, and when."""
    for participant in element.iterfind("deelnemendeOrganisaties/deelnemendeOrganisatie"):
        gone = abolished.get(attribute(participant, "systeemId") or "")
        if gone is not None:
            yield _text(participant, "naam"), gone


def _abolished(export: Path, municipalities: str | Path | None, limits: Limits) -> Abolished:
    if municipalities is None:
        return abolished_municipalities(export.with_name("gemeenten.csv"), limits)
    if not Path(municipalities).is_file():
        expected = Said("a CSV file with the columns org_id and valid_until")
        raise InputError([Problem(Said("this file does not exist"), Source(str(municipalities)), expected=expected)])
    return abolished_municipalities(Path(municipalities), limits)


@dataclass(frozen=True, slots=True)
class _Version:
    """What it takes to find a version again, so that the file need not be kept in memory."""

    position: int
    number: str | None
    names: tuple[str, ...]
    starts: date | None
    ends: date | None
    links: tuple[str, ...]

    @classmethod
    def of(cls, element: Element, position: int) -> _Version:
        numbers = (attribute(link, "systeemId") for tag in _LINKS for link in element.iterfind(tag))
        return cls(
            position,
            attribute(element, "systeemId") or None,
            tuple(name for tag in _NAMES if (name := _text(element, tag))),
            parse_day(_text(element, "datumInwerkingtreding")),
            parse_day(_text(element, "datumUitwerkingtreding")),
            tuple(number for number in numbers if number),
        )

    @property
    def key(self) -> str:
        """The number, or the position where there is none; no number contains a space."""
        return self.number or f"at {self.position}"

    @property
    def folded(self) -> tuple[str, ...]:
        return tuple(name.casefold() for name in self.names)

    @property
    def order(self) -> tuple[date, date, int]:
        """Versions follow each other by the day they begin; of one day, the one that was replaced comes first."""
        return self.starts or date.min, self.ends or date.max, self.position

    def state(self, day: date) -> str:
        if self.ends is not None and self.ends <= day:
            return "ended"
        return "not yet in force" if self.starts is not None and self.starts > day else "in force"


def _text(element: Element, tag: str) -> str:
    return clean(element.findtext(tag) or "")[0]


def _fitting(versions: Sequence[_Version], wanted: str) -> list[_Version]:
    """Return the version with this number, or else those that bear the name, or else those with it in a name."""
    number, name = wanted.strip(), clean(wanted)[0].casefold()
    return (
        [version for version in versions if version.number == number]
        or [version for version in versions if name in version.folded]
        or [version for version in versions if any(name in own for own in version.folded)]
    )


def _chains(fitting: Sequence[_Version], versions: Sequence[_Version]) -> list[list[_Version]]:
    """Return the arrangements that these are versions of, each with all its versions in order."""
    by_key: defaultdict[str, list[_Version]] = defaultdict(list)
    links: defaultdict[str, set[str]] = defaultdict(set)
    for version in versions:
        by_key[version.key].append(version)
        for other in version.links:  # one of the two sides is enough
            links[version.key].add(other)
            links[other].add(version.key)
    chains: list[list[_Version]] = []
    met: set[str] = set()
    for version in fitting:
        if version.key not in met:
            keys = _linked(version.key, links)
            met |= keys
            chains.append(sorted((v for key in keys for v in by_key.get(key, ())), key=lambda v: v.order))
    return chains


def _linked(key: str, links: Mapping[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = {key}
    while waiting:
        reached |= waiting
        waiting = {other for key in waiting for other in links.get(key, ())} - reached
    return reached


def _current(chain: Sequence[_Version], day: date) -> _Version:
    """Return the version in force on a day, or else the latest; where two overlap, the newer one holds."""
    in_force = [version for version in chain if version.state(day) == "in force"]
    return (in_force or chain)[-1]


_STATES = {
    "ended": Bilingual("beëindigd", "ended"),
    "in force": Bilingual("van kracht", "in force"),
    "not yet in force": Bilingual("nog niet van kracht", "not yet in force"),
}


def _ambiguous(wanted: str, found: Sequence[_Version], day: date) -> Said:
    named = sorted((version.names[0] if version.names else "?", version.key, version.state(day)) for version in found)
    listed = Bilingual(*(_candidates(named[:MAX_LISTED], language) for language in LANGUAGES))
    message = Said(
        "{name!r} fits {count} arrangements; name one of them in full or by number:{listed}",
        name=wanted,
        count=len(found),
        listed=listed,
    )
    more = len(found) - MAX_LISTED
    return Said("{said}\n  and {count} more", said=message, count=more) if more > 0 else message


def _candidates(named: Sequence[tuple[str, str, str]], language: Language) -> str:
    return "".join(f"\n  {number}  {name} ({_STATES[state].say(language)})" for name, number, state in named)


def _versions_notice(chain: Sequence[_Version], chosen: _Version, source: Source) -> Notice:
    listed = Bilingual(_list(chain, "nl"), _list(chain, "en"))
    return notice("versions", source, count=str(len(chain)), versions=listed, number=_say_number(chosen))


def _list(chain: Sequence[_Version], language: Language) -> str:
    words = (f"{_say_number(version).say(language)} ({_say_period(version, language)})" for version in chain)
    return join_words(list(words), language)


def _say_number(version: _Version) -> Bilingual:
    if version.number is None:
        return Bilingual("een versie zonder nummer", "a version without a number")
    return Bilingual(version.number, version.number)


def _say_period(version: _Version, language: Language) -> str:
    since, until = ("vanaf", "tot") if language == "nl" else ("from", "until")
    starts = f"{since} {say_date(version.starts, language)}" if version.starts is not None else ""
    ends = f"{until} {say_date(version.ends, language)}" if version.ends is not None else ""
    return f"{starts} {ends}".strip() or ("zonder datum" if language == "nl" else "without a date")
