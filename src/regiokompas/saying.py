"""What is said of mistakes: English where it stands in the code, and Dutch from the catalogue ``dutch.toml``.

The catalogue is keyed by the English template, so that one reads in the code what is said. It is read when something is
first said in Dutch.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Literal

__all__ = ["LANGUAGES", "Count", "Either", "Language", "Quoted", "Said", "catalogue", "sayable", "spoken"]

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = ("nl", "en")


class Said(str):
    """A text that is English to whoever takes it for a text, and can be said in Dutch.

    Parameters
    ----------
    template
        The English text, with names of values between braces: a key of the catalogue. Without words of its own it need
        not stand there.
    values
        What stands for the names. One that has a way of its own to be said in a language is said so.

    Examples
    --------
    >>> said = Said("{name} is no section", name="fundz")
    >>> said, said.say("nl")
    ('fundz is no section', 'fundz is geen onderdeel')
    """

    __slots__ = ("template", "values")

    template: str
    values: Mapping[str, Any]

    def __new__(cls, template: str, /, **values: Any) -> Said:
        """Fill the template in."""
        said = super().__new__(cls, _filled(template, values, "en"))
        said.template, said.values = template, values
        return said

    def say(self, language: Language) -> str:
        """Return the text in a language; a template that is not in the catalogue is said as it is."""
        if language == "en":
            return str(self)
        return _filled(catalogue().get(self.template, self.template), self.values, language)

    def also(self, more: str | None) -> Said:
        """Return the text with something more behind it, a hint for one, if there is more.

        Examples
        --------
        >>> Said("there is no partner {name}", name="partner:teil").also("did you mean partner:tiel?")
        'there is no partner partner:teil; did you mean partner:tiel?'
        """
        return self if more is None else Said("{said}; {more}", said=self, more=more)

    def with_values(self, change: Callable[[Any], Any]) -> Said:
        """Return the text with each of its values changed.

        Examples
        --------
        >>> Said("{name} is no section", name="fundz").with_values(lambda value: "…")
        '… is no section'
        """
        return Said(self.template, **{name: change(value) for name, value in self.values.items()})

    def __reduce__(self) -> tuple[Callable[..., Said], tuple[str, Mapping[str, Any]]]:
        return _again, (self.template, self.values)


class Quoted(str):
    """What another library says: in Dutch where the catalogue has it word for word, else as it is.

    Examples
    --------
    >>> Quoted("Permission denied").say("nl")
    'geen toegang'
    """

    __slots__ = ()

    def say(self, language: Language) -> str:
        """Return the text in a language."""
        return str(self) if language == "en" else catalogue().get(self, str(self))


class Count(int):
    """A number that may have more than three digits.

    Examples
    --------
    >>> Count(899_000).say("nl"), Count(899_000).say("en")
    ('899.000', '899,000')
    """

    __slots__ = ()

    def say(self, language: Language) -> str:
        """Return the number with the mark of a language between its thousands."""
        text = f"{self:,}"
        return text.replace(",", ".") if language == "nl" else text


class Either(tuple[Any, ...]):
    """Words of which one is meant.

    Examples
    --------
    >>> Either(["person", "partner"]).say("nl")
    'person of partner'
    """

    __slots__ = ()

    def say(self, language: Language) -> str:
        """Return them with *or* between them."""
        return (" of " if language == "nl" else " or ").join(spoken(word, language) for word in self)


def sayable(name: str) -> str:
    r"""Return the name of a file as a text that can be written: bytes that are no text are written out.

    Examples
    --------
    >>> sayable("regio-\udcff.yaml") == r"regio-\udcff.yaml"
    True
    """
    return name if name.isascii() else name.encode("utf-8", "backslashreplace").decode()


@cache
def catalogue() -> Mapping[str, str]:
    """Return the Dutch for each English template."""
    import tomllib  # with the next 10 ms, which every command would pay and few need
    from importlib.resources import files

    text = files("regiokompas").joinpath("dutch.toml").read_text(encoding="utf-8")
    return {english: dutch for table in tomllib.loads(text).values() for english, dutch in table.items()}


def spoken(value: Any, language: Language) -> Any:
    """Return a value as it is said in a language: itself, where it is no text of ours."""
    say = getattr(value, "say", None)
    return value if say is None else say(language)


def _filled(template: str, values: Mapping[str, Any], language: Language) -> str:
    return template.format(**{name: spoken(value, language) for name, value in values.items()}) if values else template


def _again(template: str, values: Mapping[str, Any]) -> Said:
    return Said(template, **values)
