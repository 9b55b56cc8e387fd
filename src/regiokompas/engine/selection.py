"""Which engines there are, and how one is chosen.

An engine is only imported when it is made: both are C extensions, and one of them is not there on every Python.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from types import MappingProxyType

from regiokompas.engine.fragment import Fragment
from regiokompas.engine.proposer import Proposer
from regiokompas.errors import EngineError, did_you_mean

__all__ = ["available_engines", "make_proposers"]


def _durable(fragments: Sequence[Fragment]) -> Proposer:
    from regiokompas.engine.durable import DurableProposer

    return DurableProposer(fragments)


def _clips(fragments: Sequence[Fragment]) -> Proposer:
    from regiokompas.engine.clips import ClipsProposer

    return ClipsProposer(fragments)


#: Engines by name, the preferred one first, with the module each of them needs.
_ENGINES: Mapping[str, tuple[str, Callable[[Sequence[Fragment]], Proposer]]] = MappingProxyType(
    {"durable": ("durable_rules_engine", _durable), "clips": ("clips", _clips)}
)


def _can_import(engine: str) -> bool:
    try:
        import_module(_ENGINES[engine][0])
    except ImportError:
        return False
    return True


def available_engines() -> tuple[str, ...]:
    """Return the names of the engines that this Python can import, the preferred one first."""
    return tuple(filter(_can_import, _ENGINES))


def make_proposers(name: str, fragments: Sequence[Fragment]) -> list[Proposer]:
    """Make the proposers that a choice of engine stands for.

    Parameters
    ----------
    name
        ``"durable"``, ``"clips"``, ``"both"`` to have one check the other, or ``"auto"``: durable-rules where it can be
        imported, else CLIPS.
    fragments
        The native rules to compile.

    Raises
    ------
    EngineError
        If there is no such choice, or an engine it stands for cannot be imported here.
    """
    if name == "auto":
        wanted: Sequence[str] = [next(filter(_can_import, _ENGINES), "clips")]
    elif name == "both":
        wanted = list(_ENGINES)
    else:
        wanted = [name]
    return [_make(engine, fragments) for engine in wanted]


def _make(engine: str, fragments: Sequence[Fragment]) -> Proposer:
    if engine not in _ENGINES:
        choices = ["auto", *_ENGINES, "both"]
        hint = did_you_mean(engine, choices)
        raise EngineError(
            f"there is no engine {engine!r}; choose one of {', '.join(choices)}" + (f" ({hint})" if hint else "")
        )
    if not _can_import(engine):
        raise EngineError(f"the engine {engine!r} cannot be imported; {_advice(engine)}")
    return _ENGINES[engine][1](fragments)


def _advice(engine: str) -> str:
    if engine == "durable" and sys.version_info >= (3, 13):
        return "durable-rules 2.0.28 needs Python 3.11 or 3.12, so choose 'clips', or 'auto' which does so by itself"
    package = {"durable": "durable-rules", "clips": "clipspy"}[engine]
    return f"install {package}, or choose 'auto' to take what is there"
