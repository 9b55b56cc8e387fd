"""What the templates say: phrases, terms, numbers and thresholds in one language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from regiokompas.dossiers.grounds import Threshold
from regiokompas.report.html.words import say
from regiokompas.texts import Language, join_words, say_date, say_money, say_number, say_share, say_threshold, term

__all__ = ["Speaker"]


@dataclass(frozen=True)
class Speaker:
    """Words, numbers and dates in one language, for the templates."""

    language: Language

    def say(self, phrase: str, **values: object) -> str:
        """Return a sentence of the report."""
        return say(phrase, self.language, **values)

    def term(self, word: str) -> str:
        """Return the reader's word for a term."""
        return term(word, self.language)

    def terms(self, words: Iterable[str]) -> str:
        """Return the reader's words for several terms, as a list in a sentence."""
        return join_words(list(map(self.term, words)), self.language)

    def day(self, iso: str) -> str:
        """Return a date in full."""
        return say_date(date.fromisoformat(iso), self.language)

    def share(self, value: float) -> str:
        """Return a share as a whole percentage."""
        return say_share(value, self.language)

    def money(self, value: float, currency: str) -> str:
        """Return an amount of money."""
        return say_money(value, self.language, currency)

    def join(self, words: Iterable[str]) -> str:
        """Return words joined as in a sentence."""
        return join_words(list(words), self.language)

    def range_of(self, threshold: Threshold) -> str:
        """Return between what values a threshold makes sense."""
        low, high = (
            "…" if limit is None else say_threshold(limit, threshold.used.unit, self.language)
            for limit in (threshold.low, threshold.high)
        )
        return f"{low} – {high}"

    def value_of(self, threshold: Threshold) -> str:
        """Return a threshold as it was used."""
        used = threshold.used
        return self._value(used.value, used.unit)

    def set_by(self, threshold: Threshold) -> str:
        """Return who set a threshold, and what it is by default where that differs."""
        used = threshold.used
        return self.say(f"by_{used.origin}", default=self._value(used.default, used.unit))

    def _value(self, value: str | bool | int | float | tuple[str, ...], unit: str) -> str:
        if isinstance(value, bool):
            return self.term("yes" if value else "no")
        if isinstance(value, tuple):
            return self.join(self.term(word) for word in value)
        if isinstance(value, str):
            return self.term(value)
        if unit in ("share", "EUR", "days"):
            return say_threshold(value, unit, self.language)
        return say_number(value, self.language, decimals=len(f"{value:g}".partition(".")[2]))
