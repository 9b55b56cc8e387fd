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
        set,
        split_roles,
        withdraws,
        write_agreement,
    )
    from regiokompas.comparison import Comparison, WhatIf
    from regiokompas.errors import (
        ConfigurationError,
        EngineDisagreement,
        EngineError,
        InputError,
        NotFoundError,
        PackError,
        PluginError,
        RegiokompasError,
    )
    from regiokompas.model import Partnership
    from regiokompas.results import Diagnosis

#: Where each public name lives; imported when first used, so that `import regiokompas` costs next to nothing.
_HOMES = {
    "Baseline": "regiokompas.baseline",
    "Comparison": "regiokompas.comparison",
    "Configuration": "regiokompas.configuration",
    "ConfigurationError": "regiokompas.errors",
    "Diagnosis": "regiokompas.results",
    "EngineDisagreement": "regiokompas.errors",
    "EngineError": "regiokompas.errors",
    "Failed": "regiokompas.batch.inputs",
    "InputError": "regiokompas.errors",
    "Kompas": "regiokompas.api",
    "Limits": "regiokompas.io.limits",
    "NotFoundError": "regiokompas.errors",
    "PackError": "regiokompas.errors",
    "PluginError": "regiokompas.errors",
    "Partnership": "regiokompas.model",
    "RegiokompasError": "regiokompas.errors",
    "WhatIf": "regiokompas.comparison",
    "add": "regiokompas.changes",
    "add_survey": "regiokompas.api",
    "apply": "regiokompas.changes",
    "appoint_deputy": "regiokompas.changes",
    "assign": "regiokompas.changes",
    "commit_unconditionally": "regiokompas.changes",
    "agenda": "regiokompas.api",
    "compare": "regiokompas.api",
    "diagnose": "regiokompas.api",
    "from_frames": "regiokompas.api",
    "dossier": "regiokompas.api",
    "leaves": "regiokompas.changes",
    "load": "regiokompas.api",
    "load_arrangement": "regiokompas.api",
    "load_register": "regiokompas.api",
    "overview": "regiokompas.api",
    "loses_fund": "regiokompas.changes",
    "loses_relation": "regiokompas.changes",
    "meet": "regiokompas.changes",
    "picture": "regiokompas.api",
    "parse_change": "regiokompas.changes",
    "pseudonymise": "regiokompas.api",
    "partner_page": "regiokompas.api",
    "read_changes": "regiokompas.changes",
    "remove": "regiokompas.changes",
    "render": "regiokompas.api",
    "save": "regiokompas.api",
    "schedule": "regiokompas.changes",
    "set": "regiokompas.changes",
    "split_roles": "regiokompas.changes",
    "stress_test": "regiokompas.api",
    "to_graph": "regiokompas.api",
    "what_if": "regiokompas.api",
    "who_moves_first": "regiokompas.api",
    "withdraws": "regiokompas.changes",
    "write_agreement": "regiokompas.changes",
}

__all__ = [
    "Baseline",
    "Comparison",
    "Configuration",
    "ConfigurationError",
    "Diagnosis",
    "EngineDisagreement",
    "EngineError",
    "Failed",
    "InputError",
    "Kompas",
    "Limits",
    "NotFoundError",
    "PackError",
    "Partnership",
    "PluginError",
    "RegiokompasError",
    "WhatIf",
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
    "set",
    "split_roles",
    "stress_test",
    "to_graph",
    "what_if",
    "who_moves_first",
    "withdraws",
    "write_agreement",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
