"""What the questionnaire asks, and its words.

The names of the indicators are those of the model; here stands what each of them means in a sentence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from regiokompas.texts import Bilingual

__all__ = ["INDICATORS", "NO_ANSWER", "STATEMENTS", "WORDS", "Asked"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A sentence to agree or disagree with, and the claims of the essay that it is about."""

    text: Bilingual
    claims: tuple[str, ...]


#: The statement on each trait.
STATEMENTS: Mapping[str, Asked] = MappingProxyType(
    {
        "courage": Asked(
            Bilingual("Wij durven gebaande paden te verlaten.", "We dare to leave the beaten track."),
            ("E60",),
        ),
        "enthusiasm": Asked(
            Bilingual("Wij doen met plezier meer dan er gevraagd wordt.", "We gladly do more than is asked of us."),
            ("E59",),
        ),
        "openness": Asked(
            Bilingual("Wij delen op tijd wat we weten.", "We share in time what we know."),
            ("E40",),
        ),
        "outside_in": Asked(
            Bilingual("Wij luisteren naar mensen van buiten.", "We listen to people from outside."),
            ("E39",),
        ),
        "give_and_take": Asked(
            Bilingual(
                "Wij laten iets los als dat het gezamenlijke resultaat helpt.",
                "We let go of something when that helps the joint result.",
            ),
            ("E43", "E52"),
        ),
        "innovation": Asked(
            Bilingual("Wij proberen nieuwe werkwijzen uit.", "We try out new ways of working."),
            ("E40", "E60"),
        ),
        "flexibility": Asked(
            Bilingual("Wij passen afspraken aan als dat nodig is.", "We adapt agreements when needed."),
            ("E40",),
        ),
        "client_focus": Asked(
            Bilingual("Wij beginnen bij wat inwoners nodig hebben.", "We begin with what residents need."),
            ("E39", "E40"),
        ),
    }
)

#: The three indicators of trust and the three of value, each a sentence about another partner.
INDICATORS: Mapping[str, Asked] = MappingProxyType(
    {
        "trust_reliable": Asked(Bilingual("doet wat is afgesproken", "does what was agreed"), ("E22",)),
        "trust_open": Asked(Bilingual("zegt ons eerlijk wat er speelt", "tells us openly what goes on"), ("E22",)),
        "trust_same_purpose": Asked(Bilingual("wil hetzelfde als wij", "wants the same as we do"), ("E22",)),
        "value_influence": Asked(Bilingual("krijgt anderen mee", "gets others to join in"), ("E52",)),
        "value_resources": Asked(Bilingual("brengt geld, mensen of kennis", "brings money, people or skill"), ("E52",)),
        "value_involvement": Asked(Bilingual("zet zich in voor het geheel", "works for the whole"), ("E52",)),
    }
)

#: What people write where they have no answer, in either language; without its dots and dashes.
NO_ANSWER = frozenset(
    {
        *("", "?", "??", "nvt", "niet van toepassing", "weet niet", "weet ik niet", "ik weet het niet", "geen idee"),
        *("geen mening", "geen antwoord", "geen oordeel", "onbekend", "na", "n/a", "not applicable", "do not know"),
        *("don't know", "i don't know", "dont know", "no idea", "no opinion", "no answer", "unknown"),
    }
)

WORDS: Mapping[str, Bilingual] = MappingProxyType(
    {
        "sheet": Bilingual("Vragenlijst", "Questionnaire"),
        "title": Bilingual("Hoe werken wij samen?", "How do we work together?"),
        "purpose": Bilingual(
            "Met de uitkomst kiezen wij wat er het eerst beter moet. Geef een cijfer van 1 (helemaal oneens) tot 5 "
            "(helemaal eens). Weet u het niet, of hebt u met een partner niets te maken? Laat dan leeg.",
            "From the outcome we choose what to improve first. Give a score from 1 (disagree fully) to 5 (agree "
            "fully). You do not know, or have no dealings with a partner? Leave it empty.",
        ),
        "privacy": Bilingual(
            "Wij vragen geen naam. Alleen wie de antwoorden optelt, ziet deze vragenlijst. Naar buiten komt per "
            "partner het middelste antwoord, vanaf {floor} antwoorden, vanaf {division} ook of ze ver uiteenlopen, "
            "en vanaf {spread} hoe breed de middelste helft is.",
            "No name is asked. Only the one who adds up the answers sees this questionnaire. What is shown is the "
            "middle answer of each partner, from {floor} answers on, from {division} also whether they are far "
            "apart, and from {spread} how wide the middle half is.",
        ),
        "partner": Bilingual("Voor welke partner werkt u?", "Which partner do you work for?"),
        "function": Bilingual("Uw functie (hoeft niet)", "Your function (optional)"),
        "statements": Bilingual("Onze samenwerking", "Our cooperation"),
        "score": Bilingual("cijfer 1–5", "score 1–5"),
        "partners": Bilingual(
            "De andere partners, elk 1–5 (sla de eigen over)", "The other partners, each 1–5 (skip your own)"
        ),
        "refusal": Bilingual("Een heel getal van 1 tot 5, of leeg.", "A whole number from 1 to 5, or empty."),
    }
)
