"""A questionnaire for one respondent, and what many of them say together."""

from regiokompas.questionnaires.adding import add_survey
from regiokompas.questionnaires.floors import DIVISION_FLOOR, FLOOR, SPREAD_FLOOR
from regiokompas.questionnaires.forms import write_questionnaire
from regiokompas.questionnaires.reading import Answers, read_answers
from regiokompas.questionnaires.tallying import Aggregate, Outcome, aggregate

__all__ = [
    "DIVISION_FLOOR",
    "FLOOR",
    "SPREAD_FLOOR",
    "Aggregate",
    "Answers",
    "Outcome",
    "add_survey",
    "aggregate",
    "read_answers",
    "write_questionnaire",
]
