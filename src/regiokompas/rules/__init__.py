"""Rules: the language, the packs written in it, and their compilation."""

from regiokompas.rules.compiler import FINDING, Program, compile_rules
from regiokompas.rules.language import Rule, RuleKind, Severity
from regiokompas.rules.loader import Pack, load_pack, load_packs
from regiokompas.rules.reading import FIELDS

__all__ = [
    "FIELDS",
    "FINDING",
    "Pack",
    "Program",
    "Rule",
    "RuleKind",
    "Severity",
    "compile_rules",
    "load_pack",
    "load_packs",
]
