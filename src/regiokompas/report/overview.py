"""The overview of many as an outline: what a province or a ministry would read, calmly and without a grade."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from regiokompas.overviews.boundaries import Boundaries, Pair
from regiokompas.overviews.overview import LEVELS, FieldOverview, Overview
from regiokompas.texts import Bilingual, join_words, say_count, say_date, say_number, say_share, term

if TYPE_CHECKING:
    from regiokompas.report.outline import Row

__all__ = ["overview_outline"]

#: Rules, and policy fields, that are shown; the JSON has them all.
RULES, POLICY_FIELDS = 15, 15
#: Municipalities that are named on one side of a pair.
NAMED = 6
#: Pairs that are told for each policy field.
PAIRS = 2

_SAID: dict[str, Bilingual] = {
    "title": Bilingual("Overzicht van {count} samenwerkingsverbanden", "Overview of {count} partnerships"),
    "register": Bilingual(
        "Uit het register van gemeenschappelijke regelingen: {records} versies van {arrangements} regelingen, beeld "
        "van {on}. Hieronder tellen de {count} die op die dag van kracht zijn.",
        "From the register of joint arrangements: {records} versions of {arrangements} arrangements, picture of {on}. "
        "What follows counts the {count} in force on that day.",
    ),
    "files": Bilingual("{records} bestanden of regels gelezen.", "{records} files or lines read."),
    "failed": Bilingual(
        "{count} daarvan konden niet worden beoordeeld; zij staan onderaan.",
        "{count} of these could not be judged; they stand at the end.",
    ),
    "reading": Bilingual("Hoe dit te lezen", "How to read this"),
    "reading_register": Bilingual(
        "Het register zegt wie meedoen, in welke vorm, sinds wanneer en een enkele keer hoe de kosten zijn verdeeld. Over "
        "belangen, vertrouwen, geld dat wacht en wie de regie heeft, zegt het niets. ‘Niet bekeken’ is daarom goed "
        "nieuws noch slecht nieuws: daar is nog niets over te zeggen.",
        "The register tells who takes part, in which form, since when and now and then how costs are shared. Of "
        "interests, trust, money that waits and who directs it says nothing. ‘Not looked at’ is therefore neither good "
        "news nor bad: nothing can be said of it yet.",
    ),
    "reading_all": Bilingual(
        "Dit is geen ranglijst en er is geen totaalcijfer. Wat opvalt is een kenmerk dat om een gesprek vraagt, geen "
        "oordeel over wie het werk doet; een kenmerk kan ook een goede reden hebben, of aan de papieren liggen.",
        "This is no ranking and there is no overall grade. What stands out is a trait that calls for a conversation, "
        "no judgement of those who do the work; it may have a good reason, or lie in the papers.",
    ),
    "glance": Bilingual("In één oogopslag", "At a glance"),
    "form": Bilingual("Rechtsvorm", "Legal form"),
    "unknown_form": Bilingual("onbekend", "unknown"),
    "sizes": Bilingual("Deelnemers", "Participants"),
    "spread": Bilingual(
        "van {least} tot {most} per verband, de middelste {median}",
        "from {least} to {most} each, the middle one {median}",
    ),
    "shares": Bilingual("Kostenaandelen", "Cost shares"),
    "shares_said": Bilingual(
        "bij {count} van {all} bekend; bij {whole} tellen zij op tot 100%",
        "known for {count} of {all}; for {whole} they add up to 100%",
    ),
    "municipalities": Bilingual("Gemeenten", "Municipalities"),
    "served": Bilingual(
        "{count}; elk doet mee in {least} tot {most} verbanden, de middelste in {median}",
        "{count}; each takes part in {least} to {most} partnerships, the middle one in {median}",
    ),
    "compass": Bilingual("Kompas: hoeveel verbanden per stand", "Compass: how many partnerships at each level"),
    "field": Bilingual("Spanningsveld", "Tension field"),
    "known": Bilingual("Bekeken", "Judged"),
    "held_back": Bilingual(
        "{field}: bij {count} verbanden staat ‘aandacht’ terwijl er hooguit een laag risico is gevonden; wat er het "
        "zwaarst zou wegen, is daar nog niet te beoordelen.",
        "{field}: {count} partnerships are at ‘attention’ with no more than a low risk found; what would weigh most "
        "there cannot be judged yet.",
    ),
    "held_back_one": Bilingual(
        "{field}: bij één verband staat ‘aandacht’ terwijl er hooguit een laag risico is gevonden; wat er het zwaarst "
        "zou wegen, is daar nog niet te beoordelen.",
        "{field}: one partnership is at ‘attention’ with no more than a low risk found; what would weigh most there "
        "cannot be judged yet.",
    ),
    "nothing": Bilingual("Waar niets opvalt", "Where nothing stands out"),
    "nothing_said": Bilingual(
        "Hier is bij geen enkel verband een risico gevonden in wat bekend is. Daarachter staat welk deel gemiddeld te "
        "beoordelen was; hoe minder dat is, hoe minder het zegt.",
        "Here no risk was found for any partnership in what is known. Behind each stands what share could be judged on "
        "average; the less that is, the less it means.",
    ),
    "stands_out": Bilingual("Wat opvalt: {field}", "What stands out: {field}"),
    "of_all": Bilingual(
        "{count} verbanden hebben hier een risico; de ernstigste, en daarvan de verbanden waar de meeste deelnemers "
        "ermee te maken hebben:",
        "{count} partnerships have a risk here; the most severe, and of these where most participants are concerned:",
    ),
    "of_all_one": Bilingual("Eén verband heeft hier een risico:", "One partnership has a risk here:"),
    "rules": Bilingual("Hoe vaak elke regel opgaat", "How often each rule fires"),
    "rule": Bilingual("Regel", "Rule"),
    "example": Bilingual("Bijvoorbeeld", "For example"),
    "severity": Bilingual("Ernst", "Severity"),
    "partnerships": Bilingual("Verbanden", "Partnerships"),
    "undecided": Bilingual("Onbeslist", "Undecided"),
    "more_rules": Bilingual("En nog {count} regels.", "And {count} more rules."),
    "no_rules": Bilingual("Geen enkele regel gaat op bij wat bekend is.", "No rule fires in what is known."),
    "never": Bilingual(
        "{count} regels waren bij geen enkel verband te beoordelen: daarvoor is nodig wat alleen de regio zelf weet.",
        "{count} rules could not be judged for a single partnership: they need what only the region itself knows.",
    ),
    "serving": Bilingual(
        "In hoeveel verbanden elke gemeente meedoet", "In how many partnerships each municipality takes part"
    ),
    "serving_said": Bilingual(
        "Elk verband vraagt een vertegenwoordiger, zienswijzen op begroting en rekening, en tijd van de raad. Veel is "
        "niet fout en weinig niet beter; het zegt hoeveel tafels een gemeente moet bezetten.",
        "Each partnership asks for a representative, views on budget and accounts, and time of the council. Many is not "
        "wrong and few not right; it says how many tables a municipality has to sit at.",
    ),
    "abolished": Bilingual("Opgeheven en nog vermeld: {names}.", "Abolished and still listed: {names}."),
    "boundaries": Bilingual("Grenzen per beleidsterrein", "Boundaries by policy field"),
    "boundaries_said": Bilingual(
        "Vergeleken zijn verbanden op één beleidsterrein die ten minste één gemeente delen. Overlap is wat twee "
        "verbanden delen, als deel van wat zij samen hebben (Jaccard), gemiddeld: 100% als alle grenzen samenvallen. "
        "Kruisende grenzen dwingen een gemeente om over hetzelfde onderwerp met verschillende buren aan verschillende "
        "tafels te zitten. Een verband kan op meer beleidsterreinen werken.",
        "Compared are partnerships on one policy field that share at least one municipality. Overlap is what two share "
        "as part of what they have together (Jaccard), on average: 100% if all boundaries coincide. Crossing boundaries "
        "make a municipality sit with different neighbours at different tables on the same subject. A partnership may "
        "work on more than one policy field.",
    ),
    "without": Bilingual(
        "Van {count} van de {all} verbanden is geen beleidsterrein bekend; zij tellen hier niet mee.",
        "Of {count} of the {all} partnerships no policy field is known; they do not count here.",
    ),
    "policy_field": Bilingual("Beleidsterrein", "Policy field"),
    "pairs": Bilingual("Paren", "Pairs"),
    "same": Bilingual("Gelijk", "Same"),
    "nested": Bilingual("Binnen", "Within"),
    "crossing": Bilingual("Kruisend", "Crossing"),
    "overlap": Bilingual("Overlap", "Overlap"),
    "more_fields": Bilingual("En nog {count} kleinere beleidsterreinen.", "And {count} smaller policy fields."),
    "telling": Bilingual("Grenzen die elkaar kruisen en het meest delen", "Boundaries that cross and share most"),
    "pair": Bilingual(
        "{first} en {second} delen {shared} gemeenten (overlap {jaccard}). Alleen in de eerste: {only_first}. Alleen "
        "in de tweede: {only_second}.",
        "{first} and {second} share {shared} municipalities (overlap {jaccard}). Only in the former: {only_first}. Only "
        "in the latter: {only_second}.",
    ),
    "pair_one": Bilingual(
        "{first} en {second} delen 1 gemeente (overlap {jaccard}). Alleen in de eerste: {only_first}. Alleen in de "
        "tweede: {only_second}.",
        "{first} and {second} share 1 municipality (overlap {jaccard}). Only in the former: {only_first}. Only in the "
        "latter: {only_second}.",
    ),
    "more_names": Bilingual("nog {count}", "{count} more"),
    "turnover": Bilingual("Wie erbij kwam en wie ging", "Who joined and who left"),
    "turnover_said": Bilingual(
        "Tussen opeenvolgende versies van een regeling, naar het jaar waarin de nieuwe begon. Wie ging door herindeling, "
        "is opgeheven; wie ‘anders’ ging, kan zijn uitgetreden, of de regeling is anders opgezet. Van de eerste jaren "
        "staat er weinig in het register.",
        "Between successive versions of an arrangement, by the year in which the new one began. Who left by merger was "
        "abolished; who left ‘otherwise’ may have withdrawn, or the arrangement was set up anew. Of the first years the "
        "register holds little.",
    ),
    "year": Bilingual("Jaar", "Year"),
    "versions": Bilingual("Nieuwe versies", "New versions"),
    "joined": Bilingual("Erbij", "Joined"),
    "merged": Bilingual("Weg door herindeling", "Left by merger"),
    "left": Bilingual("Anders weg", "Left otherwise"),
    "failures": Bilingual("Wat niet beoordeeld kon worden", "What could not be judged"),
    "more_failures": Bilingual("En nog {count}.", "And {count} more."),
}


def overview_outline(o: Overview) -> Iterator[tuple[str, list[Row]]]:
    """Yield heads with their rows; what the records do not tell has no head."""
    yield _say(o, "title", count=say_number(o.partnerships, o.language)), list(_origin(o))
    yield _say(o, "reading"), list(_reading(o))
    yield _say(o, "glance"), list(_glance(o))
    if o.fields:
        yield _say(o, "compass"), list(_compass(o))
    for field in o.fields:
        if field.standing_out:
            yield _say(o, "stands_out", field=term(field.field, o.language)), list(_standing_out(o, field))
    silent = [field for field in o.fields if not field.standing_out]
    if silent:
        shares = [f"{term(field.field, o.language)} {say_share(field.coverage, o.language)}" for field in silent]
        yield _say(o, "nothing"), [("", _say(o, "nothing_said")), ("", f"{join_words(shares, o.language)}.")]
    if o.partnerships:
        yield _say(o, "rules"), list(_rules(o))
    if o.municipalities:
        yield _say(o, "serving"), list(_serving(o))
    if any(boundaries.pairs for boundaries in o.boundaries):
        yield _say(o, "boundaries"), list(_boundaries(o))
        telling = list(_telling(o))
        if telling:
            yield _say(o, "telling"), telling
    if o.turnover:
        yield _say(o, "turnover"), list(_turnover(o))
    if o.failures:
        yield _say(o, "failures"), list(_failures(o))


def _say(o: Overview, phrase: str, **words: object) -> str:
    return _SAID[phrase].say(o.language).format(**words)


def _number(o: Overview, value: float) -> str:
    return say_count(value, o.language)


def _origin(o: Overview) -> Iterator[Row]:
    words = {"records": _number(o, o.records), "count": _number(o, o.partnerships)}
    if o.on is not None:
        on = say_date(date.fromisoformat(o.on), o.language)
        text = _say(o, "register", arrangements=_number(o, o.arrangements), on=on, **words)
    else:
        text = _say(o, "files", **words)
    yield "", f"{text} {_say(o, 'failed', count=_number(o, o.failed))}" if o.failed else text


def _reading(o: Overview) -> Iterator[Row]:
    if o.on is not None:
        yield "", _say(o, "reading_register")
    yield "", _say(o, "reading_all")


def _glance(o: Overview) -> Iterator[Row]:
    forms = (f"{_form(o, form)} {_number(o, count)}" for form, count in o.forms)
    yield _say(o, "form"), ", ".join(forms) or term("none", o.language)
    if o.sizes is not None:
        spread = {name: _number(o, getattr(o.sizes, name)) for name in ("least", "median", "most")}
        yield _say(o, "sizes"), _say(o, "spread", **spread)
    numbers = {"count": o.with_shares, "all": o.partnerships, "whole": o.with_whole_shares}
    yield _say(o, "shares"), _say(o, "shares_said", **{name: _number(o, n) for name, n in numbers.items()})
    if o.served is not None:
        spread = {name: _number(o, getattr(o.served, name)) for name in ("least", "median", "most")}
        yield _say(o, "municipalities"), _say(o, "served", count=_number(o, len(o.municipalities)), **spread)


def _form(o: Overview, form: str) -> str:
    return _say(o, "unknown_form") if form == "unknown" else term(form, o.language)


def _compass(o: Overview) -> Iterator[Row]:
    yield _say(o, "field"), *(term(level, o.language) for level in LEVELS), _say(o, "known")
    for field in o.fields:
        levels = (_number(o, field.levels.get(level, 0)) for level in LEVELS)
        yield term(field.field, o.language), *levels, say_share(field.coverage, o.language)
    for field in o.fields:
        if field.held_back:
            words = {"field": term(field.field, o.language), "count": _number(o, field.held_back)}
            yield "", _say(o, "held_back_one" if field.held_back == 1 else "held_back", **words)


def _standing_out(o: Overview, field: FieldOverview) -> Iterator[Row]:
    yield "", _say(o, "of_all_one" if field.with_risks == 1 else "of_all", count=_number(o, field.with_risks))
    for found in field.standing_out:
        named = found.message if found.name in found.message else f"{found.name}: {found.message}"
        yield ", ".join(found.rules), named


def _rules(o: Overview) -> Iterator[Row]:
    if o.rules:
        heads = ("rule", "example", "field", "severity", "partnerships", "undecided")
        yield tuple(_say(o, head) for head in heads)
        for count in o.rules[:RULES]:
            severity = count.severity if count.kind == "risk" else count.kind
            words = (term(word, o.language) for word in (count.field, severity))
            numbers = (_number(o, number) for number in (count.partnerships, count.undecided))
            yield count.id, count.example, *words, *numbers
    else:
        yield "", _say(o, "no_rules")
    if len(o.rules) > RULES:
        yield "", _say(o, "more_rules", count=len(o.rules) - RULES)
    if o.never_decided:
        yield "", _say(o, "never", count=o.never_decided)


def _serving(o: Overview) -> Iterator[Row]:
    yield "", _say(o, "serving_said")
    for count, served in groupby(o.municipalities, key=lambda municipality: municipality.partnerships):
        yield _number(o, count), ", ".join(municipality.name for municipality in served)
    if o.abolished:
        yield "", _say(o, "abolished", names=join_words(o.abolished, o.language))


def _boundaries(o: Overview) -> Iterator[Row]:
    yield "", _say(o, "boundaries_said")
    if o.without_policy_field:
        numbers = {"count": o.without_policy_field, "all": o.partnerships}
        yield "", _say(o, "without", **{name: _number(o, number) for name, number in numbers.items()})
    heads = ("policy_field", "partnerships", "pairs", "same", "nested", "crossing", "overlap")
    yield tuple(_say(o, head) for head in heads)
    compared = _compared(o)
    for b in compared[:POLICY_FIELDS]:
        numbers_ = (b.compared, b.pairs, b.same, b.nested, b.crossing)
        share = "" if b.jaccard is None else say_share(b.jaccard, o.language)
        yield b.policy_field, *(_number(o, number) for number in numbers_), share
    if len(compared) > POLICY_FIELDS:
        yield "", _say(o, "more_fields", count=len(compared) - POLICY_FIELDS)


def _compared(o: Overview) -> Sequence[Boundaries]:
    return [boundaries for boundaries in o.boundaries if boundaries.pairs]


def _telling(o: Overview) -> Iterator[Row]:
    """Yield telling pairs by policy field; a pair that works on more than one stands under the first."""
    seen: set[tuple[str, str]] = set()
    for boundaries in _compared(o)[:POLICY_FIELDS]:
        for pair in boundaries.telling[:PAIRS]:
            if (pair.first, pair.second) not in seen:
                seen.add((pair.first, pair.second))
                yield f"{len(seen):>2}", f"{boundaries.policy_field}: {_pair(o, pair)}"


def _pair(o: Overview, pair: Pair) -> str:
    return _say(
        o,
        "pair_one" if pair.shared == 1 else "pair",
        first=pair.first,
        second=pair.second,
        shared=pair.shared,
        jaccard=say_share(pair.jaccard, o.language),
        only_first=_names(o, pair.only_first),
        only_second=_names(o, pair.only_second),
    )


def _names(o: Overview, names: Sequence[str]) -> str:
    if len(names) <= NAMED:
        return join_words(names, o.language)
    more = _say(o, "more_names", count=len(names) - NAMED + 1)
    return join_words([*names[: NAMED - 1], more], o.language)


def _turnover(o: Overview) -> Iterator[Row]:
    yield "", _say(o, "turnover_said")
    yield tuple(_say(o, head) for head in ("year", "versions", "joined", "merged", "left"))
    for year in o.turnover:
        numbers = (year.versions, year.joined, year.left_by_merger, year.left)
        yield str(year.year), *(_number(o, number) for number in numbers)


def _failures(o: Overview) -> Iterator[Row]:
    for source, message in o.failures:
        yield "", message if message.startswith(source) else f"{source}: {message}"
    if o.failed > len(o.failures):
        yield "", _say(o, "more_failures", count=o.failed - len(o.failures))
