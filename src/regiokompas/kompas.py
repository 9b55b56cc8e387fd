"""A compiled diagnosis: packs loaded once, run on as many partnerships as you like."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.metadata import version

from regiokompas.diagnosis import Case, find_rule
from regiokompas.engine.fragment import fragments
from regiokompas.engine.run import run
from regiokompas.engine.selection import make_proposers
from regiokompas.errors import NotFoundError, RegiokompasError, did_you_mean
from regiokompas.explain import Wording
from regiokompas.facts import build_facts, vocabulary
from regiokompas.facts.schema import Value
from regiokompas.model import Partnership
from regiokompas.results import Diagnosis, RunInfo
from regiokompas.rules import Rule, compile_rules, load_packs
from regiokompas.rules.language import Parameter
from regiokompas.texts import Language

__all__ = ["Kompas"]


class Kompas:
    """Rule packs, compiled for an engine.

    Parameters
    ----------
    packs
        Names of packs that come with the library, or folders.
    select, ignore
        Prefixes of rule ids to show or to leave out, such as ``"FIN"``. All rules run whatever is shown, so that
        what follows from something else stays right.
    parameters
        Thresholds to set otherwise, by rule and name: ``{"FIN01.min_amount": 50000}``.
    engine
        ``"auto"``, ``"durable"``, ``"clips"``, or ``"both"`` to have the one check the other.

    Raises
    ------
    PackError
        If a pack has mistakes; all of them are reported.
    NotFoundError
        If a pack, rule or parameter does not exist.

    Examples
    --------
    >>> kompas = Kompas(select=["FIN"])
    >>> sorted({rule.field for rule in kompas.rules})
    ['financing']
    """

    def __init__(
        self,
        packs: Sequence[str] = ("essay",),
        *,
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
        parameters: Mapping[str, Value] | None = None,
        engine: str = "auto",
    ) -> None:
        self._vocabulary = vocabulary()
        self._packs = load_packs(packs, self._vocabulary)
        every = [rule for pack in self._packs for rule in pack.rules]
        self._select, self._ignore = tuple(select), tuple(ignore)
        _refuse_empty_prefixes((*self._select, *self._ignore), every)
        defaults = compile_rules(every, self._vocabulary)
        self._parameters: dict[str, dict[str, Value]] = {}
        for name, value in (parameters or {}).items():
            rule, _, parameter = name.partition(".")
            chosen = find_rule(defaults, rule)
            self._parameters.setdefault(chosen.name, {})[parameter] = _checked(chosen, parameter, value)
        self._program = compile_rules(every, self._vocabulary, self._parameters)
        self._fragments, self._encoder = fragments(self._program)
        self._proposers = make_proposers(engine, self._fragments)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that are shown, by id."""
        chosen = (compiled.rule for compiled in self._program.rules.values() if self._chosen(compiled.rule))
        return tuple(sorted(chosen, key=lambda rule: rule.id))

    def rule(self, wanted: str) -> Rule:
        """Return a rule by id or name, shown or not.

        Raises
        ------
        NotFoundError
            If there is none; the message names the nearest.
        """
        return find_rule(self._program, wanted)

    def diagnose(self, partnership: Partnership, *, language: Language = "nl") -> Diagnosis:
        """Return how a partnership stands and what to do first.

        Parameters
        ----------
        partnership
            What is known of a region.
        language
            ``"nl"`` or ``"en"``: the language of every text in the result.
        """
        base = build_facts(partnership)
        result = run(self._program, self._encoder, self._fragments, base, self._proposers)
        case = Case(
            partnership,
            self._program,
            result,
            Wording(partnership, self._vocabulary, language),
            self._parameters,
            self._chosen,
        )
        return case.diagnosis(
            RunInfo(
                version=version("regiokompas"),
                engines=tuple(proposer.name for proposer in self._proposers),
                packs=tuple(pack.name for pack in self._packs),
                rules=len(self._program.rules),
                facts=len(base.facts),
                proposed=result.proposed,
                discarded=result.discarded,
            )
        )

    def close(self) -> None:
        """Free what the engine holds; the object cannot be used afterwards."""
        for proposer in self._proposers:
            proposer.close()

    def _chosen(self, rule: Rule) -> bool:
        selected = not self._select or rule.id.startswith(self._select)
        return selected and not (self._ignore and rule.id.startswith(self._ignore))


def _refuse_empty_prefixes(prefixes: Sequence[str], rules: Sequence[Rule]) -> None:
    for prefix in prefixes:
        if not any(rule.id.startswith(prefix) for rule in rules):
            hint = did_you_mean(prefix, {rule.id.rstrip("0123456789") for rule in rules})
            raise NotFoundError(f"no rule has an id that begins with {prefix}" + (f"; {hint}" if hint else ""))


def _checked(rule: Rule, name: str, value: Value) -> Value:
    """Refuse a parameter that does not exist, or a value outside its range or of another type."""
    if name not in rule.parameters:
        hint = did_you_mean(name, rule.parameters)
        raise NotFoundError(f"{rule.id} has no parameter {name}" + (f"; {hint}" if hint else ""))
    parameter = rule.parameters[name]
    if isinstance(value, bool) or isinstance(value, str) != isinstance(parameter.value, str):
        raise RegiokompasError(f"{rule.id}.{name} is {parameter.value!r} by default; {value!r} is of another type")
    if isinstance(value, int | float) and not _in_range(parameter, value):
        low = "any" if parameter.low is None else parameter.low
        high = "any" if parameter.high is None else parameter.high
        raise RegiokompasError(f"{rule.id}.{name} lies between {low} and {high}; {value} does not")
    return value


def _in_range(parameter: Parameter, value: float) -> bool:
    above = parameter.low is None or value >= parameter.low
    return above and (parameter.high is None or value <= parameter.high)
