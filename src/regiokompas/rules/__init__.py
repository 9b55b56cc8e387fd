"""Rules: the language, the packs written in it, and their compilation."""

from regiokompas.rules.claims import Claim
from regiokompas.rules.compiler import FINDING, Program, compile_rules
from regiokompas.rules.language import Rule, RuleKind, Severity
from regiokompas.rules.loader import Pack, load_pack, load_packs
from regiokompas.rules.profiles import DEFAULT_PROFILE, Profile, Weight, parameter_fault
from regiokompas.rules.reading import FIELDS

__all__ = [
    "DEFAULT_PROFILE",
    "FIELDS",
    "FINDING",
    "Claim",
    "Pack",
    "Profile",
    "Program",
    "Rule",
    "RuleKind",
    "Severity",
    "Weight",
    "compile_rules",
    "load_pack",
    "load_packs",
    "parameter_fault",
]
