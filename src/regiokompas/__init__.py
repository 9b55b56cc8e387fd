"""regiokompas: how a regional partnership really stands, and what to do first.

>>> import regiokompas as rk
>>> partnership = rk.load({"partnership": {"key": "partnership:demo", "name": "Demo", "date": "2026-11-23"}})
>>> rk.diagnose(partnership).questions[0].rank
1
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from regiokompas.advising.first_moves import FirstMoves
    from regiokompas.advising.meeting import Agenda
    from regiokompas.api import (
        Baseline,
        Configuration,
        Kompas,
        Limits,
        add_survey,
        agenda,
        compare,
        diagnose,
        dossier,
        from_frames,
        load,
        load_arrangement,
        load_register,
        overview,
        partner_page,
        picture,
        pseudonymise,
        render,
        save,
        stress_test,
        to_graph,
        what_if,
        who_moves_first,
    )
    from regiokompas.batch.inputs import Failed
    from regiokompas.changes import (
        add,
        apply,
        appoint_deputy,
        assign,
        commit_unconditionally,
        leaves,
        loses_fund,
        loses_relation,
        meet,
        parse_change,
        read_changes,
        remove,
        schedule,
        set_value,
        split_roles,
        withdraws,
        write_agreement,
    )
    from regiokompas.dossiers.gathering import Dossier
    from regiokompas.dossiers.partner_pages import PartnerPage
    from regiokompas.errors import (
        ConfigurationError,
        EngineDisagreement,
        EngineError,
        InputError,
        NotFoundError,
        PackError,
        PluginError,
        Problem,
        RegiokompasError,
        Source,
    )
    from regiokompas.explain import Explanation, Question, Reason
    from regiokompas.model import Partnership
    from regiokompas.overviews.overview import Overview
    from regiokompas.results.advice import Advice, Plan
    from regiokompas.results.comparison import Comparison, Difference, WhatIf
    from regiokompas.results.diagnosis import Diagnosis, Stability
    from regiokompas.results.findings import FieldResult, Finding, RunInfo, Undecided
    from regiokompas.results.resilience import StressTest
    from regiokompas.rules import Rule

    __version__: str

#: Where each public name lives; imported when first used, so that `import regiokompas` costs next to nothing.
_HOMES = {
    "Advice": "regiokompas.results.advice",
    "Agenda": "regiokompas.advising.meeting",
    "Baseline": "regiokompas.judging.baseline",
    "Comparison": "regiokompas.results.comparison",
    "Configuration": "regiokompas.configuration",
    "ConfigurationError": "regiokompas.errors",
    "Diagnosis": "regiokompas.results.diagnosis",
    "Difference": "regiokompas.results.comparison",
    "Dossier": "regiokompas.dossiers.gathering",
    "EngineDisagreement": "regiokompas.errors",
    "EngineError": "regiokompas.errors",
    "Explanation": "regiokompas.explain",
    "Failed": "regiokompas.batch.inputs",
    "FieldResult": "regiokompas.results.findings",
    "Finding": "regiokompas.results.findings",
    "FirstMoves": "regiokompas.advising.first_moves",
    "InputError": "regiokompas.errors",
    "Kompas": "regiokompas.api",
    "Limits": "regiokompas.io.limits",
    "NotFoundError": "regiokompas.errors",
    "Overview": "regiokompas.overviews.overview",
    "PackError": "regiokompas.errors",
    "PartnerPage": "regiokompas.dossiers.partner_pages",
    "Partnership": "regiokompas.model",
    "Plan": "regiokompas.results.advice",
    "PluginError": "regiokompas.errors",
    "Problem": "regiokompas.errors",
    "Question": "regiokompas.explain",
    "Reason": "regiokompas.explain",
    "RegiokompasError": "regiokompas.errors",
    "Rule": "regiokompas.rules",
    "RunInfo": "regiokompas.results.findings",
    "Source": "regiokompas.errors",
    "Stability": "regiokompas.results.diagnosis",
    "StressTest": "regiokompas.results.resilience",
    "Undecided": "regiokompas.results.findings",
    "WhatIf": "regiokompas.results.comparison",
    "add": "regiokompas.changes",
    "add_survey": "regiokompas.api",
    "agenda": "regiokompas.api",
    "apply": "regiokompas.changes",
    "appoint_deputy": "regiokompas.changes",
    "assign": "regiokompas.changes",
    "commit_unconditionally": "regiokompas.changes",
    "compare": "regiokompas.api",
    "diagnose": "regiokompas.api",
    "dossier": "regiokompas.api",
    "from_frames": "regiokompas.api",
    "leaves": "regiokompas.changes",
    "load": "regiokompas.api",
    "load_arrangement": "regiokompas.api",
    "load_register": "regiokompas.api",
    "loses_fund": "regiokompas.changes",
    "loses_relation": "regiokompas.changes",
    "meet": "regiokompas.changes",
    "overview": "regiokompas.api",
    "parse_change": "regiokompas.changes",
    "partner_page": "regiokompas.api",
    "picture": "regiokompas.api",
    "pseudonymise": "regiokompas.api",
    "read_changes": "regiokompas.changes",
    "remove": "regiokompas.changes",
    "render": "regiokompas.api",
    "save": "regiokompas.api",
    "schedule": "regiokompas.changes",
    "set_value": "regiokompas.changes",
    "split_roles": "regiokompas.changes",
    "stress_test": "regiokompas.api",
    "to_graph": "regiokompas.api",
    "what_if": "regiokompas.api",
    "who_moves_first": "regiokompas.api",
    "withdraws": "regiokompas.changes",
    "write_agreement": "regiokompas.changes",
}

__all__ = [
    "Advice",
    "Agenda",
    "Baseline",
    "Comparison",
    "Configuration",
    "ConfigurationError",
    "Diagnosis",
    "Difference",
    "Dossier",
    "EngineDisagreement",
    "EngineError",
    "Explanation",
    "Failed",
    "FieldResult",
    "Finding",
    "FirstMoves",
    "InputError",
    "Kompas",
    "Limits",
    "NotFoundError",
    "Overview",
    "PackError",
    "PartnerPage",
    "Partnership",
    "Plan",
    "PluginError",
    "Problem",
    "Question",
    "Reason",
    "RegiokompasError",
    "Rule",
    "RunInfo",
    "Source",
    "Stability",
    "StressTest",
    "Undecided",
    "WhatIf",
    "__version__",
    "add",
    "add_survey",
    "agenda",
    "apply",
    "appoint_deputy",
    "assign",
    "commit_unconditionally",
    "compare",
    "diagnose",
    "dossier",
    "from_frames",
    "leaves",
    "load",
    "load_arrangement",
    "load_register",
    "loses_fund",
    "loses_relation",
    "meet",
    "overview",
    "parse_change",
    "partner_page",
    "picture",
    "pseudonymise",
    "read_changes",
    "remove",
    "render",
    "save",
    "schedule",
    "set_value",
    "split_roles",
    "stress_test",
    "to_graph",
    "what_if",
    "who_moves_first",
    "withdraws",
    "write_agreement",
]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return import_module("importlib.metadata").version("regiokompas")
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
