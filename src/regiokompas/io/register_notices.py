"""What is odd in the register, in words; every reader of the export says it through here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from regiokompas.errors import Source
from regiokompas.io.document import Notice
from regiokompas.texts import Bilingual, Language, say_date

__all__ = ["NOTICES", "notice"]

#: What is said of each oddity, by its code.
NOTICES: Mapping[str, Bilingual] = {
    "no-number": Bilingual("De regeling heeft geen nummer.", "The arrangement has no number."),
    "no-title": Bilingual("De regeling heeft geen titel.", "The arrangement has no title."),
    "no-start": Bilingual("De datum van inwerkingtreding ontbreekt.", "The date of entry into force is missing."),
    "starts-later": Bilingual(
        "De regeling treedt pas op {starts} in werking, na de datum van het beeld.",
        "The arrangement enters into force on {starts} only, after the date of the picture.",
    ),
    "ends-before-start": Bilingual(
        "De regeling eindigt op {ends}, voordat zij op {starts} begint.",
        "The arrangement ends on {ends}, before it begins on {starts}.",
    ),
    "no-form": Bilingual("De vorm ontbreekt.", "The form is missing."),
    "form-in-quotes": Bilingual(
        "De vorm staat tussen aanhalingstekens: {written}.", "The form stands in quotes: {written}."
    ),
    "form-unknown": Bilingual('Onbekende vorm: "{word}".', 'Unknown form: "{word}".'),
    "host-by-title": Bilingual(
        "Volgens de titel is dit een centrumregeling; het register kent die vorm niet apart.",
        "By its title this is a host-municipality scheme; the register has no such form.",
    ),
    "power-unknown": Bilingual('Onbekende bevoegdheid: "{word}".', 'Unknown power: "{word}".'),
    "body-unknown": Bilingual(
        'Onbekend bestuursorgaan van {name}: "{word}".', 'Unknown organ of {name}: "{word}".'
    ),
    "body-twice": Bilingual(
        "Van {name} staat het bestuursorgaan {word} er twee keer in; het telt één keer.",
        "Of {name} the organ {word} stands in it twice; it counts once.",
    ),
    "no-partners": Bilingual("Het register noemt geen deelnemers.", "The register names no participants."),
    "one-partner": Bilingual("Het register noemt maar één deelnemer.", "The register names only one participant."),
    "partner-twice": Bilingual(
        "{name} staat er twee keer in; samengevoegd, en waar ze verschillen geldt de eerste.",
        "{name} stands in it twice; merged, and where they differ the first holds.",
    ),
    "same-name": Bilingual(
        "Twee verschillende deelnemers heten {name}; beide zijn gehouden.",
        "Two different participants are called {name}; both are kept.",
    ),
    "no-name": Bilingual("Een deelnemer heeft geen naam.", "A participant has no name."),
    "kind-unknown": Bilingual(
        "{name} heeft geen identificatie waaruit blijkt wat voor organisatie het is; de soort blijft onbekend.",
        "{name} has no identifier that tells what kind of organisation it is; its kind stays unknown.",
    ),
    "no-joining-date": Bilingual(
        "Van {name} ontbreekt de toetredingsdatum.", "The joining date of {name} is missing."
    ),
    "joined-early": Bilingual(
        "{name} trad volgens het register al op {joined} toe.", "{name} joined as early as {joined}, says the register."
    ),
    "joined-after-end": Bilingual(
        "{name} trad volgens het register toe na het einde van de regeling.",
        "{name} joined after the end of the arrangement, says the register.",
    ),
    "abolished": Bilingual(
        "{name} is opgeheven per {gone} maar staat nog als deelnemer in deze versie.",
        "{name} was abolished on {gone} but is still a participant in this version.",
    ),
    "bad-date": Bilingual('Onleesbare datum in {tag}: "{word}".', 'A date that cannot be read in {tag}: "{word}".'),
    "bad-share": Bilingual(
        'Het kostenaandeel van {name} is onleesbaar: "{word}".', 'The cost share of {name} cannot be read: "{word}".'
    ),
    "cost-shares": Bilingual(
        "De kostenaandelen die het register noemt tellen op tot {total}%.",
        "The cost shares that the register names add up to {total}%.",
    ),
    "versions": Bilingual(
        "Het register bevat {count} versies van deze regeling: {versions}. Dit is {number}.",
        "The register holds {count} versions of this arrangement: {versions}. This is {number}.",
    ),
    "mojibake": Bilingual("Verkeerd gecodeerde letters hersteld: {shown}", "Wrongly encoded letters repaired: {shown}"),
    "invisible": Bilingual("Onzichtbare tekens verwijderd: {shown}", "Invisible characters removed: {shown}"),
}  # fmt: skip


def notice(code: str, source: Source, **words: str | date | Bilingual) -> Notice:
    """Return the notice with a code, its words filled in as each language writes them.

    Examples
    --------
    >>> notice("starts-later", Source("export.xml", line=4), starts=date(2027, 1, 1)).text.en
    'The arrangement enters into force on 1 January 2027 only, after the date of the picture.'
    """
    return Notice(code, Bilingual(_fill(code, "nl", words), _fill(code, "en", words)), source)


def _fill(code: str, language: Language, words: Mapping[str, str | date | Bilingual]) -> str:
    return NOTICES[code].say(language).format_map({name: _say(word, language) for name, word in words.items()})


def _say(word: str | date | Bilingual, language: Language) -> str:
    if isinstance(word, Bilingual):
        return word.say(language)
    return say_date(word, language) if isinstance(word, date) else word
