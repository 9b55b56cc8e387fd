"""Questions: what to ask, whom, and what hangs on the answer.

A judgement is a rule about one subject. An answer *decides* it by itself if nothing else that it waits for is asked in
another question, or cannot be asked: whatever the answer is, the rule then fires or is silent. The answer is *needed*
for every judgement that waits for it, also for those that wait for other answers too.

A question comes before another if it decides more critical judgements; if as many, if it is needed for more of them;
then the same for high, medium and low ones; and last in the order of the words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import NamedTuple

from regiokompas.explain.inputs import can_be_asked_of
from regiokompas.explain.missing import Missing
from regiokompas.explain.wording import Wording
from regiokompas.model.questions import QUESTIONS, STAND_INS, Addressee, KindQuestions, Wanted
from regiokompas.rules.language import Severity
from regiokompas.texts import Bilingual, join_words, term

__all__ = ["Judgement", "Question", "questions"]

#: Subjects that a question names before it says how many more there are, and before it says *all*.
NAMED, NAMED_OF_ALL = 6, 3

_SEVERITIES = [str(severity) for severity in Severity]


class Judgement(NamedTuple):
    """A rule about one subject."""

    rule: str
    severity: str
    subject: str


@dataclass(frozen=True, slots=True)
class Question:
    """Something to ask a person, and the judgements that wait for the answer.

    Parameters
    ----------
    ask
        Whom to put it to, one of :data:`regiokompas.model.questions.ADDRESSEES`.
    kind, attributes, keys, subjects
        What is missing: these attributes of the entities with these keys, in words ``subjects``. Without attributes
        nothing, or not everything, is known of the section that ``keys`` names.
    blocks
        The number of judgements that wait for it, ``blocks_by_severity`` the same by severity.
    decides
        How many of those wait for nothing else, so that the answer decides them by itself, whatever it is; but for
        what the answer to a question for a whole section leaves or makes unknown itself. ``decides_by_severity`` is
        the same by severity, and ``could_change`` says both in words.
    severity
        The worst of those that wait for it.
    rules
        Their rules.
    """

    rank: int
    text: str
    ask: Addressee
    kind: str
    attributes: tuple[str, ...]
    keys: tuple[str, ...]
    subjects: tuple[str, ...]
    blocks: int
    blocks_by_severity: Mapping[str, int]
    decides: int
    decides_by_severity: Mapping[str, int]
    could_change: str
    severity: str
    rules: tuple[str, ...]


def questions(
    waiting: Mapping[Missing, AbstractSet[Judgement]],
    wording: Wording,
    beyond: AbstractSet[Judgement] = frozenset(),
) -> tuple[Question, ...]:
    """Put what is missing as questions, those that share their words together, the most valuable first.

    Parameters
    ----------
    waiting
        By what is missing, the judgements that wait for it.
    beyond
        The judgements that wait for something as well that cannot be asked.

    Examples
    --------
    >>> from regiokompas.facts import vocabulary
    >>> from regiokompas.io.document import Document
    >>> from regiokompas.model import read
    >>> about = {"key": "partnership:demo", "name": "Demo", "date": "2026-11-23"}
    >>> partners = [{"key": f"partner:{name.lower()}", "name": name} for name in ("Buren", "Tiel")]
    >>> demo = read(Document({"partnership": about, "partners": partners}, "<dict>"))
    >>> waiting = {
    ...     Missing("partner", partner.key, "votes"): {Judgement("some-rule", "high", partner.key)}
    ...     for partner in demo.partners
    ... }
    >>> [question] = questions(waiting, Wording(demo, vocabulary(), "en"))
    >>> question.text
    'For each partner (Buren and Tiel): how many votes does that partner have in the board?'
    >>> question.ask, question.could_change
    ('legal', 'decides 2 judgements by itself: high')
    """
    together: dict[tuple[str, Wanted | str], set[Missing]] = defaultdict(set)
    for item in waiting:
        together[item.kind, _wanted(item) or item.key].add(item)
    left: Counter[Judgement] = Counter(judgement for judgements in waiting.values() for judgement in judgements)
    found = []
    for items in together.values():
        here = Counter(judgement for item in items for judgement in waiting[item])
        alone = {judgement for judgement in here if here[judgement] == left[judgement] and judgement not in beyond}
        found.append(_question(sorted(items), here.keys(), alone, wording))
    found.sort(key=_order)
    return tuple(replace(question, rank=rank) for rank, question in enumerate(found, start=1))


def _order(question: Question) -> tuple[list[tuple[int, int]], str, str]:
    worth = [(-question.decides_by_severity[s], -question.blocks_by_severity[s]) for s in _SEVERITIES]
    return worth, question.text, question.kind


def _wanted(item: Missing) -> Wanted | None:
    return QUESTIONS[item.kind].attributes[item.attribute] if item.attribute else None


def _question(
    items: Sequence[Missing], judgements: AbstractSet[Judgement], alone: AbstractSet[Judgement], wording: Wording
) -> Question:
    first, wanted = items[0], _wanted(items[0])
    asking = QUESTIONS[first.kind]
    keys = tuple(sorted({item.key for item in items}))
    attributes = tuple(sorted({item.attribute for item in items if item.attribute}))
    by_severity, decides = _by_severity(judgements), _by_severity(alone)
    return Question(
        rank=0,
        text=_words(asking, wanted, attributes, keys, wording) if wanted else _section(asking, first.key, wording),
        ask=(wanted.whom if wanted else None) or asking.whom,
        kind=first.kind,
        attributes=attributes,
        keys=keys,
        subjects=tuple(sorted(wording.name(key) for key in keys)) if wanted else (),
        blocks=len(judgements),
        blocks_by_severity=by_severity,
        decides=len(alone),
        decides_by_severity=decides,
        could_change=_could_change(by_severity, len(alone), wording),
        severity=next(severity for severity in _SEVERITIES if by_severity[severity]),
        rules=tuple(sorted({judgement.rule for judgement in judgements})),
    )


def _by_severity(judgements: AbstractSet[Judgement]) -> Mapping[str, int]:
    counts = Counter(judgement.severity for judgement in judgements)
    return MappingProxyType({severity: counts[severity] for severity in _SEVERITIES})


def _section(asking: KindQuestions, section: str, wording: Wording) -> str:
    """Ask for a section: all of it, or the rest."""
    text = asking.section.say(wording.language)
    if not wording.partnership.is_known(section):
        return text
    rest = Bilingual("Naast wat al bekend is:", "Beside what is known already:").say(wording.language)
    return f"{rest} {text[:1].lower()}{text[1:]}"


def _words(
    asking: KindQuestions, wanted: Wanted, attributes: Sequence[str], keys: Sequence[str], wording: Wording
) -> str:
    """Ask for an attribute of one entity, or of several one after the other."""
    language = wording.language
    template = Bilingual(wanted.nl, wanted.en).say(language)
    kind = wording.partnership.by_key[keys[0]].KIND
    filling = {name: stand_in.say(language) for name, stand_in in STAND_INS.items()}
    filling |= {"subject": asking.that.say(language), "currency": _currency(wording)}
    declared = wording.kinds[kind].attributes.get(attributes[0])
    filling |= {"choices": _choices(declared.values if declared else (), wording)}
    if len(keys) == 1:
        filling |= dict(_own_words(keys[0], wording))
    text = template.format(**filling)
    if len(keys) == 1:
        return text[:1].upper() + text[1:]
    each = asking.each.say(language)
    head = Bilingual(f"Per {each}", f"For each {each}").say(language)
    return f"{head} ({_names(kind, keys, wording)}): {text[:1].lower()}{text[1:]}"


def _own_words(key: str, wording: Wording) -> Iterator[tuple[str, str]]:
    """Yield the words for an entity, and for what it names itself."""
    entity = wording.partnership.by_key[key]
    yield "subject", _name(key, wording)
    for name in STAND_INS:
        written = getattr(entity, "from_" if name == "from" else name, None)
        if isinstance(written, str):
            yield name, wording.name(written) if ":" in written else term(written, wording.language)


def _name(key: str, wording: Wording) -> str:
    name = wording.name(key)
    return f"‘{name}’" if QUESTIONS[wording.partnership.by_key[key].KIND].quoted else name


def _names(kind: str, keys: Sequence[str], wording: Wording) -> str:
    """Name the entities that a question is about; where they are all there are and many, say that instead."""
    everyone = len(can_be_asked_of(wording.partnership, kind))
    if len(keys) == everyone > NAMED_OF_ALL:
        return Bilingual(f"alle {everyone}", f"all {everyone}").say(wording.language)
    names = sorted(_name(key, wording) for key in keys)
    if len(names) <= NAMED:
        return join_words(names, wording.language)
    more = Bilingual(f"nog {len(names) - NAMED}", f"{len(names) - NAMED} more").say(wording.language)
    return join_words([*names[:NAMED], more], wording.language)


def _choices(words: Sequence[str], wording: Wording) -> str:
    if not words:
        return ""
    said = [term(word, wording.language) for word in words]
    either = Bilingual("of", "or").say(wording.language)
    return f"{', '.join(said[:-1])} {either} {said[-1]}"


def _currency(wording: Wording) -> str:
    code = wording.partnership.about.currency
    return Bilingual("euro", "euros").say(wording.language) if code == "EUR" else code


def _could_change(by_severity: Mapping[str, int], decides: int, wording: Wording) -> str:
    """Say how many judgements the answer decides by itself, how many need it, and how severe they are."""
    language, total = wording.language, sum(by_severity.values())
    said = [(count, term(severity, language)) for severity, count in by_severity.items() if count]
    severities = join_words([f"{count} {word}" if len(said) > 1 else word for count, word in said], language)
    nl, en = ("oordeel", "judgement") if total == 1 else ("oordelen", "judgements")
    if decides == total:
        words = Bilingual(f"beslist {total} {nl} zonder meer", f"decides {total} {en} by itself")
    else:
        some = Bilingual(f"beslist er {decides} zonder meer; ", f"decides {decides} by itself; ").say(language)
        needed = Bilingual(f"nodig voor {total} {nl}", f"needed for {total} {en}").say(language)
        words = Bilingual(*[f"{some if decides else ''}{needed}"] * 2)
    return f"{words.say(language)}: {severities}"
