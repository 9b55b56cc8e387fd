"""A questionnaire for one respondent, and what many of them say together."""

from regiokompas.questionnaires.forms import write_questionnaire
from regiokompas.questionnaires.reading import Answers, read_answers
from regiokompas.questionnaires.tallying import Aggregate, Outcome, aggregate

__all__ = ["Aggregate", "Answers", "Outcome", "aggregate", "read_answers", "write_questionnaire"]
