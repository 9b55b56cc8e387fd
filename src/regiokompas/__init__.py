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
        Kompas,
        diagnose,
        load,
        load_arrangement,
        load_register,
        render,
        to_graph,
    )
    from regiokompas.errors import (
        EngineDisagreement,
        EngineError,
        InputError,
        NotFoundError,
        PackError,
        RegiokompasError,
    )
    from regiokompas.model import Partnership
    from regiokompas.results import Diagnosis

#: Where each public name lives; imported when first used, so that `import regiokompas` costs next to nothing.
_HOMES = {
    "Diagnosis": "regiokompas.results",
    "EngineDisagreement": "regiokompas.errors",
    "EngineError": "regiokompas.errors",
    "InputError": "regiokompas.errors",
    "Kompas": "regiokompas.api",
    "NotFoundError": "regiokompas.errors",
    "PackError": "regiokompas.errors",
    "Partnership": "regiokompas.model",
    "RegiokompasError": "regiokompas.errors",
    "diagnose": "regiokompas.api",
    "load": "regiokompas.api",
    "load_arrangement": "regiokompas.api",
    "load_register": "regiokompas.api",
    "render": "regiokompas.api",
    "to_graph": "regiokompas.api",
}

__all__ = [
    "Diagnosis",
    "EngineDisagreement",
    "EngineError",
    "InputError",
    "Kompas",
    "NotFoundError",
    "PackError",
    "Partnership",
    "RegiokompasError",
    "diagnose",
    "load",
    "load_arrangement",
    "load_register",
    "render",
    "to_graph",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
