"""What would turn a rule over: everything that stands between it and firing, said as one wish."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from regiokompas.engine.check import Entry, LeafResult
from regiokompas.explain.wording import Wording
from regiokompas.rules.language import Absent, Bind, Count, Operator
from regiokompas.texts import Bilingual, join_words

__all__ = ["change"]

#: So many things are named where there are more.
_NAMED = 3


def change(leaves: Sequence[LeafResult], wording: Wording) -> str | None:
    """Return the change that would make all conditions of a way to fire hold; ``None`` if they do.

    What is unknown is asked for by name as long as nothing is false; beside something false it would have to turn out
    as the rule asks.
    """
    open_ones = [leaf for leaf in leaves if leaf.truth is not True]
    is_false = any(leaf.truth is False for leaf in open_ones)
    said = [_wish(leaf, wording, is_false=is_false, is_subject=leaf is leaves[0]) for leaf in open_ones]
    return Bilingual("; en ", "; and ").say(wording.language).join(said) or None


def _wish(leaf: LeafResult, wording: Wording, *, is_false: bool, is_subject: bool) -> str:
    language = wording.language
    tests = list(_tests(leaf, wording, is_false=is_false))
    if tests:
        where = "" if is_subject else f"{wording.leaf(leaf)}: "
        said = Bilingual("als dit zo was: ", "if this were so: ")
        asked = Bilingual("als bekend was: ", "if this were known: ")
        return f"{(said if is_false else asked).say(language)}{where}{join_words(tests, language)}"
    if isinstance(leaf.leaf, Bind):
        return Bilingual("als er zo een gegeven was", "if there were such a fact").say(language)
    if isinstance(leaf.leaf, Absent):
        return f"{Bilingual('als dit er niet was: ', 'if this were not there: ').say(language)}{_names(leaf, wording)}"
    wanted, found = leaf.leaf.at_least, _number_found(leaf.leaf, leaf.witnesses)
    return Bilingual(
        f"als er ten minste {wanted} waren (gevonden: {found})", f"if there were at least {wanted} (found: {found})"
    ).say(language)


def _tests(leaf: LeafResult, wording: Wording, *, is_false: bool) -> Iterator[str]:
    """Yield what each test that does not hold asks of the fact that comes closest."""
    for test in leaf.tests:
        if leaf.entry is None or test.truth is True:
            continue
        declared = wording.attribute(leaf.entry.kind, test.test.attribute)
        name = declared.label.say(wording.language)
        if not is_false:
            yield name
        elif test.test.operator is Operator.EQ:
            yield f"{name}: {wording.value(declared, test.expected)}"
        else:
            yield f"{name} {wording.asked(leaf.entry.kind, test)}"


def _names(leaf: LeafResult, wording: Wording) -> str:
    names = [wording.subject(entry) for entry in leaf.witnesses]
    more = len(names) - _NAMED
    said = Bilingual(f" en nog {more}", f" and {more} more").say(wording.language) if more > 0 else ""
    return ", ".join(names[:_NAMED]) + said


def _number_found(leaf: Count, witnesses: Sequence[Entry]) -> int:
    """Return how many are there or may be, counted as the condition counts."""
    if leaf.distinct is None:
        return len(witnesses)
    return len({entry.get(leaf.distinct) for entry in witnesses})
