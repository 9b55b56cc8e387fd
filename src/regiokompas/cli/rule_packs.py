"""The commands for who writes rules: a scaffold, a linter, a runner of their tests, and their pages."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from regiokompas.cli.ending import FINDINGS, SOUND, UNUSABLE
from regiokompas.cli.progress import progress_bar
from regiokompas.errors import RegiokompasError
from regiokompas.texts import LANGUAGES, Language

if TYPE_CHECKING:
    from collections.abc import Callable

    from regiokompas.facts.schema import Vocabulary
    from regiokompas.linting import LintResult
    from regiokompas.rules import Rule

__all__ = ["add_rule_packs"]

_PACKS = "names or folders of packs (this folder if it is a pack, or else essay)"


def add_rule_packs(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command ``rules`` with its own commands to the command line."""
    rules = commands.add_parser(
        "rules", help="write, lint, test and document rules", description="For who writes rules."
    )
    own = rules.add_subparsers(title="commands", required=True, metavar="COMMAND")

    new = own.add_parser(
        "new", help="write a scaffold of a rule", description="Write a rule with its tests, to be filled in."
    )
    new.add_argument("field", metavar="FIELD", help="content, scale, interests, financing, interplay or direction")
    new.add_argument("name", metavar="NAME", help="name of the rule: words with hyphens")
    new.add_argument("--pack", type=Path, metavar="FOLDER", help="folder of the pack (this folder if it is one)")
    new.add_argument("--id", metavar="ID", help="id of the rule (the first that is free)")
    new.set_defaults(run=_new)

    lint = own.add_parser("lint", help="say what is wrong with rules", description="Say what is wrong with rules.")
    lint.add_argument("packs", nargs="*", metavar="PACK", help=_PACKS)
    lint.add_argument(
        "--on",
        action="append",
        default=[],
        metavar="FILE",
        help="try remedies on this partnership too, beside the cases of the pack",
    )
    lint.add_argument(
        "--output-format", choices=("text", "json", "sarif"), default="text", help="how to show it (text)"
    )
    lint.add_argument("--notes", action="store_true", help="show notes too, which never make it fail")
    _add_engine(lint)
    lint.set_defaults(run=_lint)

    test = own.add_parser("test", help="run the tests in rules", description="Run the tests that rules bring along.")
    test.add_argument("packs", nargs="*", metavar="PACK", help=_PACKS)
    test.add_argument(
        "-k", dest="keyword", default="", metavar="WORDS", help="run only tests with these words in id, rule or test"
    )
    _add_engine(test)
    test.set_defaults(run=_test)

    docs = own.add_parser(
        "docs", help="write a page per rule", description="Write a Markdown page per rule, and an index."
    )
    docs.add_argument("packs", nargs="*", metavar="PACK", help=_PACKS)
    docs.add_argument("--output", type=Path, default=Path("rule-pages"), metavar="FOLDER", help="where to (rule-pages)")
    docs.add_argument("--language", dest="only", choices=LANGUAGES, help="one language only (both, a folder each)")
    docs.set_defaults(run=_docs)


def _add_engine(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--engine", choices=("auto", "durable", "clips", "both"), default="auto", help="inference engine (auto)"
    )


def _packs(options: argparse.Namespace) -> list[str]:
    from regiokompas.rules.descriptions import DESCRIPTION

    return options.packs or (["."] if Path(DESCRIPTION).is_file() else ["essay"])


def _new(options: argparse.Namespace) -> int:
    from regiokompas.facts import vocabulary
    from regiokompas.rules.descriptions import DESCRIPTION
    from regiokompas.rules.loader import read_pack
    from regiokompas.rules.scaffold import check_new, check_place, next_id, write_pack, write_rule

    folder = options.pack or Path()
    if options.pack is None and not Path(DESCRIPTION).is_file():
        raise RegiokompasError("this folder is no pack; name one with --pack FOLDER, which is made if it is not there")
    check_new(options.field, options.name, options.id)
    written = []
    if not (folder / DESCRIPTION).is_file():
        written.append(write_pack(folder, options.id))
    pack = read_pack(str(folder), vocabulary()).pack
    id_ = options.id or next_id(pack.rules, options.field, pack.about.prefixes if pack.about else ())
    check_place(pack, options.name, id_)
    written.append(write_rule(folder, options.field, options.name, id_))
    where = "" if options.pack is None else f" {folder}"
    for path in written:
        print(f"wrote {path}")
    print(f"next: fill in what it says TODO, then regiokompas rules lint{where} and regiokompas rules test{where}")
    return SOUND


def _lint(options: argparse.Namespace) -> int:
    from regiokompas.facts import vocabulary
    from regiokompas.linting import lint
    from regiokompas.linting.showing import lint_json, lint_sarif, lint_text

    with progress_bar("remedies") as progress:
        result = lint(_packs(options), vocabulary(), on=options.on, engine=options.engine, progress=progress)
    shown: dict[str, Callable[[LintResult], str]] = {"json": lint_json, "sarif": lint_sarif}
    if options.output_format == "text":
        print(lint_text(result, notes=options.notes))
    else:
        print(shown[options.output_format](result))
    return UNUSABLE if not result.usable else SOUND if result.sound else FINDINGS


def _test(options: argparse.Namespace) -> int:
    from regiokompas.facts import vocabulary
    from regiokompas.rule_tests import run_rule_tests, show_result

    kinds = vocabulary()
    rules = _chosen(_packs(options), options.keyword.casefold(), kinds)
    passed = failed = 0
    for rule in rules:
        for result in run_rule_tests(rule, kinds, engine=options.engine):
            passed += result.passed
            failed += not result.passed
            if not result.passed:
                print(show_result(result), end="\n\n")
    counts = f"{passed} passed" + (f", {failed} failed" if failed else "")
    print(f"{counts}, in {len(rules)} rule{'s' if len(rules) != 1 else ''}")
    return FINDINGS if failed else SOUND


def _chosen(names: list[str], keyword: str, kinds: Vocabulary) -> list[Rule]:
    """Return the rules of the packs with those of their tests that the keyword names."""
    from dataclasses import replace

    from regiokompas.rules import load_packs
    from regiokompas.rules.folders import find_folder

    asked = {find_folder(name).resolve() for name in names}
    packs = [pack for pack in load_packs(names, kinds) if pack.folder.resolve() in asked]
    rules = [rule for pack in packs for rule in sorted(pack.rules, key=lambda rule: rule.id)]
    words = keyword.split()
    chosen = [
        replace(
            rule,
            tests=tuple(t for t in rule.tests if all(w in f"{rule.id} {rule.name} {t.name}".casefold() for w in words)),
        )
        for rule in rules
    ]
    found = [rule for rule in chosen if rule.tests]
    if not found and keyword:
        raise RegiokompasError(f"no test has {keyword} in its id, rule or name")
    return found


def _docs(options: argparse.Namespace) -> int:
    from regiokompas.facts import vocabulary
    from regiokompas.io.replacing import make_folder, write_bytes
    from regiokompas.report.rule_pages import rule_pages
    from regiokompas.rules import load_packs

    kinds = vocabulary()
    packs = load_packs(_packs(options), kinds)
    languages: tuple[Language, ...] = (options.only,) if options.only else LANGUAGES
    number = 0
    for language in languages:
        folder = options.output if options.only else options.output / language
        for name, text in rule_pages(packs, kinds, language).items():
            path = folder / name
            make_folder(path.parent)
            write_bytes(path, text.encode())
            number += 1
    print(f"wrote {number} pages to {options.output}")
    return SOUND
