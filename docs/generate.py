"""Gather the source of the documentation site: the pages by hand, and those made from the library itself.

``python docs/generate.py FOLDER`` writes all of it to a folder; ``make docs`` lets Sphinx read that. Nothing that is
made here is kept under version control, so it cannot fall behind.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path

import regiokompas
from regiokompas.cli.main import parser
from regiokompas.facts import vocabulary
from regiokompas.facts.schema import Attribute, FactKind, Vocabulary
from regiokompas.measures.base import registered
from regiokompas.report.markup import escape
from regiokompas.report.rule_pages import rule_pages
from regiokompas.rules import FIELDS, Pack, load_packs
from regiokompas.texts import LANGUAGES, term

__all__ = ["cli_page", "commands", "facts_page", "generate"]

DOCS = Path(__file__).parent
LINK = re.compile(r"\[([^\]]+)\]\(((?!https?:|mailto:|#)[^)#\s]+)(#[^)\s]*)?\)")
TOCTREE = re.compile(r"^```{toctree}\n.*?^```\n", re.DOTALL | re.MULTILINE)

#: Classes that one meets as results, by the page's head; those of ``regiokompas.__all__`` go by their short name.
RESULTS: Mapping[str, tuple[str, ...]] = {
    "A diagnosis": (
        "results.findings.Finding",
        "results.findings.Undecided",
        "results.findings.FieldResult",
        "results.diagnosis.Stability",
        "results.diagnosis.Turn",
        "results.findings.RunInfo",
        "explain.explanations.Explanation",
        "explain.reasons.Reason",
        "explain.questions.Question",
    ),
    "Advice and plans": (
        "results.advice.Advice",
        "results.advice.Plan",
        "advising.meeting.Agenda",
        "advising.meeting.Point",
    ),
    "Comparisons": (
        "results.comparison.Difference",
        "results.comparison.LevelChange",
        "results.comparison.FactChange",
        "results.comparison.Loss",
    ),
    "Losses": ("results.resilience.StressTest", "results.resilience.Fall", "results.resilience.CurvePoint"),
    "Money that waits": ("advising.first_moves.FirstMoves", "advising.first_moves.Way"),
    "For one partner, or for the table": ("dossiers.partner_pages.PartnerPage", "dossiers.gathering.Dossier"),
    "Many partnerships": ("overviews.overview.Overview",),
    "Rules": ("rules.Rule",),
    "Places and problems": ("errors.Source", "errors.Problem"),
}


def generate(target: Path) -> None:
    """Write the whole source of the site to a folder, which is emptied first."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(DOCS, target, ignore=shutil.ignore_patterns("__pycache__", "generate.py"))
    for page in target.rglob("*.md"):
        page.write_text(_without_outside_links(page.read_text(encoding="utf-8"), page.parent, target), encoding="utf-8")
    reference = target / "reference"
    reference.mkdir(exist_ok=True)
    (reference / "cli.md").write_text(cli_page(), encoding="utf-8")
    kinds = vocabulary()
    (reference / "facts.md").write_text(facts_page(kinds), encoding="utf-8")
    (reference / "api.rst").write_text(api_page(), encoding="utf-8")
    (reference / "measures.rst").write_text(measures_page(), encoding="utf-8")
    (reference / "schemas.md").write_text(schemas_page(DOCS / "schema"), encoding="utf-8")
    write_rules(load_packs(["essay"], kinds), kinds, reference / "rules")


def write_rules(packs: Sequence[Pack], kinds: Vocabulary, folder: Path) -> None:
    """Write the catalogue of rules in both languages.

    The index links every rule by its table, so the hundreds of rules stay out of the sidebar of every page.
    """
    for language in LANGUAGES:
        for name, text in rule_pages(packs, kinds, language).items():
            path = folder / language / name
            path.parent.mkdir(parents=True, exist_ok=True)
            alone = TOCTREE.sub("", text) if name == "index.md" else f"---\norphan: true\n---\n\n{text}"
            path.write_text(alone, encoding="utf-8")


def _without_outside_links(text: str, folder: Path, root: Path) -> str:
    """Leave the words of links to what is no part of the site, such as the rules themselves."""

    def mend(found: re.Match[str]) -> str:
        outside = not (folder / found[2]).resolve().is_relative_to(root.resolve())
        return found[1] if outside or (folder / found[2]).is_dir() else found[0]

    return LINK.sub(mend, text)


def commands(top: argparse.ArgumentParser) -> Iterator[tuple[argparse.ArgumentParser, str | None]]:
    """Yield every command with its line in the list of commands, the commands of commands included."""
    for action in top._actions:
        if isinstance(action, argparse._SubParsersAction):
            lines = {choice.dest: choice.help for choice in action._choices_actions}
            for name, command in action.choices.items():
                yield command, lines.get(name)
                yield from commands(command)


def cli_page() -> str:
    """Return the page of the command line, made from its parser."""
    top = parser()
    lines = ["# The command line", "", f"{top.description}", ""]
    lines += [f"{top.epilog}", ""]
    lines += ["Before the command:", "", *_options(top)]
    lines += ["| command | does |", "|---|---|"]
    lines += [
        f"| [`{command.prog}`](#{_anchor(command)}) | {escape(help_ or '')} |" for command, help_ in commands(top)
    ]
    for command, _ in commands(top):
        lines += ["", f"({_anchor(command)})=", f"## {command.prog}", "", escape(command.description or ""), ""]
        lines += ["```text", _usage(command), "```", "", *_options(command)]
    return "\n".join(lines) + "\n"


def _anchor(command: argparse.ArgumentParser) -> str:
    return command.prog.replace(" ", "-")


def _usage(command: argparse.ArgumentParser) -> str:
    formatter = argparse.HelpFormatter(command.prog, width=84)
    formatter.add_usage(command.usage, command._actions, command._mutually_exclusive_groups)
    return formatter.format_help().strip()


def _options(command: argparse.ArgumentParser) -> Iterator[str]:
    for action in command._actions:
        if isinstance(action, argparse._HelpAction | argparse._SubParsersAction):
            continue
        choices = [] if action.choices is None else [str(choice) for choice in action.choices]
        value = "" if action.nargs == 0 else str(action.metavar or " | ".join(choices))
        names = [f"{name} {value}".strip() for name in action.option_strings] or [str(action.metavar or action.dest)]
        said = (action.help or "") % {**vars(action), "prog": command.prog}
        if choices and (action.metavar or not action.option_strings):
            said += f": {', '.join(choices)}"
        yield from (", ".join(f"`{name}`" for name in names), f": {escape(said)}", "")


def facts_page(kinds: Vocabulary) -> str:
    """Return the page of all kinds of facts, made from the vocabulary."""
    lines = [
        "# Facts",
        "",
        "What rules can speak of: the entities of the input, the measures, and what rules conclude. What is not",
        "*always known* may be unknown, and then a test on it is undecided.",
    ]
    for kind in kinds.kinds.values():
        lines += ["", f"(fact-{kind.name.replace('_', '-')})=", f"## {kind.name}", ""]
        lines += [" · ".join(_kind_marks(kind)), ""]
        lines += ["| attribute | type | always known | in Dutch | in English |", "|---|---|---|---|---|"]
        lines += [_attribute_row(attribute) for attribute in kind.attributes.values()]
    return "\n".join(lines) + "\n"


def _kind_marks(kind: FactKind) -> Iterator[str]:
    yield escape(kind.label.nl)
    yield escape(kind.label.en)
    if kind.singleton:
        yield "one per partnership"
    if kind.sections:
        yield "from " + ", ".join(f"`{section}`" for section in kind.sections)


def _attribute_row(attribute: Attribute) -> str:
    type_ = str(attribute.type)
    if attribute.values:
        type_ += ": " + ", ".join(f"`{value}`" for value in attribute.values)
    labels = escape(attribute.label.nl), escape(attribute.label.en)
    return f"| `{attribute.name}` | {type_} | {'yes' if attribute.always else ''} | {labels[0]} | {labels[1]} |"


def schemas_page(folder: Path) -> str:
    """Return the page that links the JSON Schemas."""
    lines = [
        "# Schemas",
        "",
        "JSON Schema (2020-12) of all that is read and written. `python -m regiokompas.schemas FOLDER` writes them",
        "from an installed library; {doc}`/configuration` says how editors find them.",
        "",
    ]
    lines += [f"- [`{path.name}`](../schema/{path.name})" for path in sorted(folder.glob("*.json"))]
    return "\n".join(lines) + "\n"


def _head(text: str, sign: str = "-") -> list[str]:
    return ["", text, sign * len(text), ""]


def api_page() -> str:
    """Return the page of the public names and of the classes of results, for autodoc."""
    lines = [*_head("Python", "="), "``import regiokompas as rk`` gives all of these names.", ""]
    as_results = {path.rpartition(".")[2] for paths in RESULTS.values() for path in paths}
    names = [name for name in regiokompas.__all__ if name not in as_results and not name.startswith("_")]
    public = {name: getattr(regiokompas, name) for name in names}
    groups = {
        "Functions": [n for n, what in public.items() if not isinstance(what, type) and not _is_change(what)],
        "Classes": [n for n, what in public.items() if isinstance(what, type) and not issubclass(what, Exception)],
        "Changes": [n for n, what in public.items() if _is_change(what)],
        "Errors": [n for n, what in public.items() if isinstance(what, type) and issubclass(what, Exception)],
    }
    assert sum(map(len, groups.values())) == len(public)
    for head, names in groups.items():
        lines += _head(head)
        for name in names:
            lines += _directive(f"regiokompas.{name}", public[name])
    lines += _head("Results")
    for head, paths in RESULTS.items():
        lines += _head(head, "~")
        for path in paths:
            module, _, name = path.rpartition(".")
            shown = name if name in regiokompas.__all__ else path
            lines += _directive(f"regiokompas.{shown}", getattr(import_module(f"regiokompas.{module}"), name))
    return "\n".join(lines) + "\n"


def _is_change(what: object) -> bool:
    return not isinstance(what, type) and getattr(what, "__module__", "").startswith("regiokompas.changes")


def _directive(path: str, what: object) -> list[str]:
    if isinstance(what, type):
        return [f".. autoclass:: {path}", "   :members:", ""]
    return [f".. autofunction:: {path}", ""]


def measures_page() -> str:
    """Return the page of all measures, by tension field, for autodoc."""
    lines = [*_head("Measures", "=")]
    lines += ["What the graph says, one function each. Each row of a measure is a fact that rules can match.", ""]
    by_field: dict[str, list[str]] = {field: [] for field in FIELDS}
    for measure in registered().values():
        by_field[measure.field].append(f"{measure.function.__module__}.{measure.function.__name__}")
    for field, paths in by_field.items():
        lines += _head(term(field, "en").capitalize())
        for path in sorted(paths):
            lines += [f".. autofunction:: {path}", ""]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    generate(Path(sys.argv[1]))
