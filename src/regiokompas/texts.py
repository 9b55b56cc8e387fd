"""Words and numbers as a Dutch or an English reader expects them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal, NamedTuple

from regiokompas.errors import RegiokompasError
from regiokompas.saying import LANGUAGES, Language, Said

__all__ = [
    "LANGUAGES",
    "Bilingual",
    "Language",
    "join_words",
    "language_of",
    "say_count",
    "say_date",
    "say_days",
    "say_money",
    "say_number",
    "say_share",
    "say_span",
    "say_threshold",
    "term",
]


def language_of(given: Any) -> Language:
    """Return a language as it was given.

    Raises
    ------
    RegiokompasError
        If there are no texts in it.

    Examples
    --------
    >>> language_of("en")
    'en'
    """
    for language in LANGUAGES:
        if given == language:
            return language
    raise RegiokompasError(
        Said("there are no texts in the language {given!r}; choose nl (Dutch) or en (English)", given=given)
    )


class Bilingual(NamedTuple):
    """One text in both languages.

    Examples
    --------
    >>> Bilingual("aandeel", "share").say("nl")
    'aandeel'
    """

    nl: str
    en: str

    def say(self, language: Language) -> str:
        """Return the text in the language."""
        return self.nl if language == "nl" else self.en


#: Days from which a span is said in months and in years, the days of a year, and what of one is not worth saying.
_FROM_MONTHS, _FROM_YEARS, _YEAR = 91, 548, 365.25
_NEXT_TO_NOTHING, _HALF = 0.05, 0.5

_MONTHS = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december".split(),
    "en": "January February March April May June July August September October November December".split(),
}

#: Words of the library's own, apart from the rule texts; the key is the English term used in code.
_TERMS: dict[str, tuple[str, str]] = {
    "content": ("inhoud", "content"),
    "scale": ("schaal", "scale"),
    "interests": ("belangen", "interests"),
    "financing": ("financiering", "financing"),
    "interplay": ("samenspel", "interplay"),
    "direction": ("regie", "direction"),
    "critical": ("kritiek", "critical"),
    "high": ("hoog", "high"),
    "medium": ("midden", "medium"),
    "low": ("laag", "low"),
    "risk": ("risico", "risk"),
    "strength": ("kracht", "strength"),
    "signal": ("signaal", "signal"),
    "sound": ("op orde", "sound"),
    "attention": ("aandacht", "attention"),
    "under-pressure": ("onder druk", "under pressure"),
    "not-looked-at": ("niet bekeken", "not looked at"),
    "known": ("bekend", "known"),
    "unknown": ("onbekend", "unknown"),
    "yes": ("ja", "yes"),
    "no": ("nee", "no"),
    "and": ("en", "and"),
    "or": ("of", "or"),
    "fires": ("gaat op", "fires"),
    "silent": ("gaat niet op", "does not fire"),
    "undecided": ("niet te beoordelen", "cannot be judged"),
    "none": ("geen", "none"),
    "today": ("vandaag", "today"),
    # legal forms
    "public_body": ("openbaar lichaam", "public body"),
    "operations_organisation": ("bedrijfsvoeringsorganisatie", "operations organisation"),
    "joint_body": ("gemeenschappelijk orgaan", "joint body"),
    "host_municipality": ("centrumregeling", "host-municipality scheme"),
    "bare_arrangement": ("regeling zonder meer", "bare arrangement"),
    "covenant": ("convenant", "covenant"),
    "network": ("netwerk", "network"),
    # how powers are received
    "attribution": ("attributie", "attribution"),
    "delegation": ("delegatie", "delegation"),
    # kinds of partners
    "municipality": ("gemeente", "municipality"),
    "province": ("provincie", "province"),
    "water_authority": ("waterschap", "water authority"),
    "ministry": ("ministerie", "ministry"),
    "joint_arrangement": ("gemeenschappelijke regeling", "joint arrangement"),
    "foreign_authority": ("buitenlandse overheid", "foreign authority"),
    "provider": ("aanbieder", "provider"),
    "company": ("bedrijf", "company"),
    "institute": ("instituut", "institute"),
    "citizens": ("inwoners", "citizens"),
    "other": ("anders", "other"),
    # what partners bring and get
    "money": ("geld", "money"),
    "staff": ("menskracht", "staff"),
    "knowledge": ("kennis", "knowledge"),
    "facilities": ("voorzieningen", "facilities"),
    # stances and states
    "willing": ("bereid", "willing"),
    "conditional": ("onder voorwaarde", "conditional"),
    "reluctant": ("terughoudend", "reluctant"),
    "promised": ("beloofd", "promised"),
    "measured": ("gemeten", "measured"),
    "local": ("lokaal", "local"),
    "regional": ("regionaal", "regional"),
    "open": ("open", "open"),
    "done": ("gereed", "done"),
    "committed": ("toegezegd", "committed"),
    "refused": ("geweigerd", "refused"),
    "planned": ("gepland", "planned"),
    "taken": ("genomen", "taken"),
    "postponed": ("uitgesteld", "postponed"),
    "own": ("eigen", "own"),
    "shared": ("gedeeld", "shared"),
    "opposed": ("botsend", "opposed"),
    "complementary": ("aanvullend", "complementary"),
    "partners": ("partners", "partners"),
    "persons": ("personen", "persons"),
    # roles
    "owner": ("eigenaar", "owner"),
    "client": ("opdrachtgever", "client"),
    "customer": ("klant", "customer"),
    "contractor": ("opdrachtnemer", "contractor"),
    "director": ("regisseur", "director"),
    "chair": ("voorzitter", "chair"),
    "initiator": ("trekker", "initiator"),
    # relations
    "work": ("werk", "work"),
    "formal": ("formeel", "formal"),
    "informal": ("informeel", "informal"),
    "never": ("nooit", "never"),
    "yearly": ("jaarlijks", "yearly"),
    "quarterly": ("elk kwartaal", "quarterly"),
    "monthly": ("maandelijks", "monthly"),
    "weekly": ("wekelijks", "weekly"),
    "daily": ("dagelijks", "daily"),
    # agreements
    "rules_of_the_game": ("spelregels", "rules of the game"),
    "governance": ("besturing", "governance"),
    "exit": ("uittreding", "exit"),
    "composition": ("samenstelling", "composition"),
    "evaluation": ("evaluatie", "evaluation"),
    "participation": ("participatie", "participation"),
    "views": ("zienswijze", "views"),
    "mandate": ("mandaat", "mandate"),
    # whom to ask
    "programme": ("de programmamanager of secretaris", "the programme manager or secretary"),
    "governors": ("de bestuurders", "the governors"),
    "controller": ("de controller", "the controller"),
    "legal": ("de griffier of jurist", "the clerk or legal officer"),
    "contacts": ("de contactpersoon van elke partner", "the contact of each partner"),
    # traits
    "courage": ("lef", "courage"),
    "enthusiasm": ("enthousiasme", "enthusiasm"),
    "openness": ("openheid", "openness"),
    "outside_in": ("van buiten naar binnen denken", "thinking from the outside in"),
    "give_and_take": ("geven en nemen", "give and take"),
    "innovation": ("vernieuwing", "innovation"),
    "flexibility": ("wendbaarheid", "flexibility"),
    "client_focus": ("klantgerichtheid", "client focus"),
}


def term(word: str, language: Language) -> str:
    """Return the reader's word for a term of the library.

    Examples
    --------
    >>> term("financing", "nl")
    'financiering'
    """
    pair = _TERMS.get(word)
    return word if pair is None else pair[LANGUAGES.index(language)]


def say_number(value: float, language: Language, decimals: int = 0) -> str:
    """Write a number with the thousands and decimal marks of the language.

    Examples
    --------
    >>> say_number(1234567.5, "nl", 1), say_number(1234567.5, "en", 1)
    ('1.234.567,5', '1,234,567.5')
    """
    text = f"{value:,.{decimals}f}"
    return text.translate(str.maketrans(",.", ".,")) if language == "nl" else text


def say_money(value: float, language: Language, currency: str = "EUR") -> str:
    """Write an amount of money in whole units.

    Examples
    --------
    >>> say_money(1250000, "nl"), say_money(1250000, "en")
    ('€ 1.250.000', 'EUR 1,250,000')
    """
    sign = "€" if currency == "EUR" and language == "nl" else currency
    return f"{sign} {say_number(value, language)}"


def say_share(value: float, language: Language) -> str:
    """Write a share between 0 and 1 as a whole percentage; more precision would only look exact.

    Examples
    --------
    >>> say_share(0.3333, "nl")
    '33%'
    """
    return f"{say_number(100 * value, language)}%"


def say_days(days: float, language: Language) -> str:
    """Write a number of days.

    Examples
    --------
    >>> say_days(1, "nl"), say_days(1149, "nl"), say_days(1, "en")
    ('1 dag', '1.149 dagen', '1 day')
    """
    one, more = ("dag", "dagen") if language == "nl" else ("day", "days")
    return f"{say_count(days, language)} {one if days == 1 else more}"


def say_span(days: float, language: Language) -> str:
    """Write a number of days as one speaks of it: from three months in months, from a year and a half in years.

    Examples
    --------
    >>> say_span(79, "nl"), say_span(129, "nl"), say_span(672, "nl"), say_span(1149, "nl"), say_span(365, "nl")
    ('79 dagen', 'ruim 4 maanden', 'bijna 2 jaar', 'ruim 3 jaar', '12 maanden')
    >>> say_span(1149, "en"), say_span(672, "en"), say_span(1461, "en")
    ('more than 3 years', 'nearly 2 years', '4 years')
    """
    if days < _FROM_MONTHS:
        return say_days(days, language)
    is_long = days >= _FROM_YEARS
    spans = days / (_YEAR if is_long else _YEAR / 12)
    whole, beyond = int(spans), spans % 1
    dutch, english = ("jaar", "years") if is_long else ("maanden", "months")
    if min(beyond, 1 - beyond) < _NEXT_TO_NOTHING:
        near, nl, en = round(spans), "", ""
    elif beyond < _HALF:
        near, nl, en = whole, "ruim ", "more than "
    else:
        near, nl, en = whole + 1, "bijna ", "nearly "
    return Bilingual(f"{nl}{near} {dutch}", f"{en}{near} {english}").say(language)


def say_threshold(value: str | bool | int | float | tuple[str, ...], unit: str, language: Language) -> str:
    """Write the value of a threshold by its unit, no more precise than it was set.

    Examples
    --------
    >>> say_threshold(0.33, "share", "nl"), say_threshold(365, "days", "en"), say_threshold(-28, "days", "nl")
    ('33%', '365 days', '28 dagen geleden')
    """
    if not isinstance(value, int | float):
        return str(value)
    match unit:
        case "share":
            return say_share(value, language)
        case "EUR":
            return say_money(value, language)
        case "days":
            days = say_days(abs(value), language)
            return days if value >= 0 else f"{days} {'geleden' if language == 'nl' else 'ago'}"
        case _:
            return say_number(value, language, decimals=len(f"{value:g}".partition(".")[2]))


def say_count(value: float, language: Language) -> str:
    """Write a count or a score, with one decimal where it is not whole.

    Examples
    --------
    >>> say_count(3.0, "nl"), say_count(2.25, "nl")
    ('3', '2,3')
    """
    whole = float(value).is_integer()
    return say_number(value if whole else value + 1e-9, language, 0 if whole else 1)


def say_date(value: date, language: Language) -> str:
    """Write a date in full.

    Examples
    --------
    >>> say_date(date(2026, 11, 3), "nl")
    '3 november 2026'
    """
    return f"{value.day} {_MONTHS[language][value.month - 1]} {value.year}"


def join_words(words: Sequence[str], language: Language, last: Literal["and", "or"] = "and") -> str:
    """Join words as a sentence does; ``last`` stands before the last one.

    Examples
    --------
    >>> join_words(["Tiel", "Buren", "Culemborg"], "nl"), join_words(["planned", "taken"], "en", "or")
    ('Tiel, Buren en Culemborg', 'planned or taken')
    """
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {term(last, language)} {words[-1]}"
