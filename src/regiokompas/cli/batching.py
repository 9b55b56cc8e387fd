"""The command for many partnerships: files, folders or the whole register, in one go."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from regiokompas.cli.collecting import collect_rarely
from regiokompas.cli.ending import FINDINGS, SOUND
from regiokompas.cli.options import add_pseudonymise, add_rules, kompas_of, write
from regiokompas.errors import RegiokompasError
from regiokompas.io.paths import resolved
from regiokompas.saying import LANGUAGES, Count, Said

if TYPE_CHECKING:
    from collections.abc import Mapping
    from concurrent.futures import Executor

    from regiokompas.batch.inputs import Input
    from regiokompas.batch.recording import Recording
    from regiokompas.batch.sinks import Sink
    from regiokompas.overviews.overview import Overview
    from regiokompas.saying import Language

__all__ = ["add_batch"]

#: With so few inputs, starting processes takes longer than the work.
_FEW: Final = 8

#: Formats of the overview, by suffix.
_SUMMARIES: Final = {".html": "html", ".txt": "text", ".md": "markdown", ".json": "json"}

_SCREEN: Final = "-"


def add_batch(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command to the command line."""
    batch = commands.add_parser(
        "batch",
        help="diagnose many partnerships",
        description="Diagnose many partnerships, or the whole register. Exit with 1 if one could not be judged.",
    )
    batch.add_argument(
        "paths",
        metavar="PATH",
        nargs="*",
        help="files, folders, patterns, NDJSON or Parquet of many, or - for NDJSON on standard input",
    )
    batch.add_argument(
        "--register", type=Path, metavar="EXPORT", help="every version of every arrangement of the Dutch register"
    )
    batch.add_argument("--in-force", action="store_true", help="only what is in force; with --register")
    batch.add_argument("--on", type=_day, metavar="DATE", help="date of the picture; with --register (today)")
    batch.add_argument(
        "--output", type=Path, metavar="FILE", help="write records to .ndjson or .parquet (NDJSON on the screen)"
    )
    batch.add_argument(
        "--summary", metavar="FILE", help="write an overview to .html, .txt, .md or .json, or - for the screen"
    )
    batch.add_argument("--resume", action="store_true", help="go on where an earlier run with this output stopped")
    batch.add_argument("--jobs", type=_jobs, metavar="N", help="processes to work with (one for each core)")
    add_pseudonymise(batch)
    add_rules(batch)
    batch.set_defaults(run=_batch)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no day; write it as 2026-11-23") from None


def _jobs(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError("a whole number, 1 or more")
    return int(text)


def _batch(options: argparse.Namespace) -> int:
    _refuse(options)
    from regiokompas.batch.recording import run_batch
    from regiokompas.batch.records import to_line
    from regiokompas.overviews.surveying import Tally

    recording = _recording(options)
    tally = Tally(options.language) if options.summary else None
    done = failed = 0
    first: Mapping[str, Any] | None = None
    with ExitStack() as stack:
        sink = _sink(options, stack)
        count, inputs = _inputs(options, sink)
        executor, inputs = _executor(inputs, options.jobs or os.cpu_count() or 1, stack)
        stack.enter_context(_resumable(sink, options.language))
        advance = stack.enter_context(_progress(count))
        for record in run_batch(inputs, recording, sink, executor):
            done += 1
            if "error" in record:
                failed += 1
                first = first or record
            if tally is not None:
                tally.add(record)
            if sink is None and tally is None:
                _print(to_line(record))
            advance(failed)
        if sink is not None:
            sink.finish()
    if tally is not None:
        _summarise(tally.overview(), options.summary)
    _tell(done, failed, first, options.language)
    return FINDINGS if failed else SOUND


@contextmanager
def _resumable(sink: Sink | None, language: Language | None) -> Iterator[None]:
    """Say how to go on to whoever breaks off."""
    try:
        yield
    except KeyboardInterrupt:
        if sink is not None:
            said = Said("what was done is kept in {path}; go on with --resume", path=sink.journal)
            print(f"regiokompas: {said.say(language or LANGUAGES[0])}", file=sys.stderr)
        raise


def _recording(options: argparse.Namespace) -> Recording:
    """Return what to make of each input, with a digest of all that the outcome depends on besides it."""
    from regiokompas.batch.digests import digest, digest_of_files, files_below
    from regiokompas.batch.recording import NamingNobody, Recording

    kompas = kompas_of(options)
    recipe = kompas.recipe(options.language)
    rules = {
        name: digest_of_files(files_below(folder, ".yaml", ".yml"), folder) for name, folder in kompas.folders.items()
    }
    settings = {**recipe.settings, "rules": rules, "pseudonymise": options.pseudonymise}
    return Recording(NamingNobody(recipe) if options.pseudonymise else recipe, digest(settings))


def _print(line: bytes) -> None:
    """Put a record on standard output: as UTF-8, whatever a terminal speaks, since that is what NDJSON is."""
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(line.decode())
    else:
        buffer.write(line)


def _tell(done: int, failed: int, first: Mapping[str, Any] | None, language: Language | None) -> None:
    """Say on standard error why the exit code is not 0, or that there was nothing, which looks like all is well."""
    from regiokompas.report.markup import safe

    if first is not None:
        error = first["error"]
        words = language or LANGUAGES[0]
        why = error.get(words, {}).get("message", error["message"])
        if not why.startswith(first["source"]):
            why = f"{first['source']}: {why}"
        said = Said(
            "{failed} of {done} inputs could not be judged; the first: {why}",
            failed=Count(failed), done=Count(done), why=why,
        )  # fmt: skip
    elif not done:
        said, words = Said("the inputs hold no partnership"), language or LANGUAGES[0]
    else:
        return
    print(safe(f"regiokompas: {said.say(words)}"), file=sys.stderr)


def _refuse(options: argparse.Namespace) -> None:
    """Refuse what cannot be meant, before the work begins."""
    if options.register is None and not options.paths:
        raise RegiokompasError(Said("nothing to diagnose; name files or folders, or an export with --register"))
    if options.register is not None and options.paths:
        raise RegiokompasError(Said("either files or --register, not both"))
    if options.register is None and (options.in_force or options.on):
        raise RegiokompasError(Said("--in-force and --on go with --register"))
    if options.resume and options.output is None:
        raise RegiokompasError(Said("--resume goes with --output: the file that an earlier run wrote to"))
    if options.summary not in (None, _SCREEN):
        suffix = Path(options.summary).suffix.lower()
        if suffix not in _SUMMARIES:
            choices = ", ".join(_SUMMARIES)
            template = "an overview cannot be written to {path}; choose {known}, or -"
            raise RegiokompasError(Said(template, path=options.summary, known=choices))
        if options.output is not None and resolved(Path(options.summary)) == resolved(options.output):
            raise RegiokompasError(Said("--output and --summary are one file"))


def _sink(options: argparse.Namespace, stack: ExitStack) -> Sink | None:
    from regiokompas.batch.sinks import Sink

    if options.output is None:
        return None
    if options.register is None:  # a mistake in the paths must not cost what an earlier run wrote
        _inputs(options, None)
    return stack.enter_context(Sink(options.output, resume=options.resume))


def _inputs(options: argparse.Namespace, sink: Sink | None) -> tuple[int | None, Iterator[Input]]:
    """Return how many inputs there are, where that is known, and the inputs."""
    from regiokompas.batch.sinks import journal_of
    from regiokompas.batch.sources import from_paths, from_register

    limits = options.configuration.limits
    if options.register is not None:
        on = options.on or _begun_on(sink)
        return from_register(options.register, on=on, in_force=options.in_force, limits=limits)
    written = [] if options.output is None else [options.output, journal_of(options.output)]
    if options.summary not in (None, _SCREEN):
        written.append(Path(options.summary))
    return None, from_paths(options.paths, written, limits)


def _begun_on(sink: Sink | None) -> date | None:
    """Return the date of the picture of the run that is resumed, which may have been yesterday."""
    first: Mapping[str, Any] | None = sink.first() if sink is not None else None
    on = ((first or {}).get("register") or {}).get("on")
    return date.fromisoformat(on) if on else None


def _executor(inputs: Iterator[Input], jobs: int, stack: ExitStack) -> tuple[Executor | None, Iterator[Input]]:
    """Return processes to work with, unless there is little to do, and the inputs."""
    head = list(islice(inputs, _FEW)) if jobs > 1 else []
    inputs = chain(head, inputs)
    if len(head) < _FEW:
        return None, inputs
    from regiokompas.batch.processes import processes

    return stack.enter_context(processes(jobs, collect_rarely)), inputs


def _summarise(overview: Overview, where: str) -> None:
    from regiokompas.report import render

    if where == _SCREEN:
        from regiokompas.cli.options import show
        from regiokompas.report.outline import outline_text
        from regiokompas.report.overview import overview_outline

        show(outline_text(overview_outline(overview)))
        return
    path = Path(where)
    content = render(overview, _SUMMARIES[path.suffix.lower()])
    write(path, content if isinstance(content, bytes) else content.encode())


@contextmanager
def _progress(count: int | None) -> Iterator[Callable[[int], None]]:
    """Show how far the batch is, on a terminal; the bar goes to standard error, so that output can be piped."""
    if not sys.stderr.isatty():
        yield lambda failed: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("batch"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.fields[bad]}")
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        shown = bar.add_task("batch", total=count, bad="")
        yield lambda failed: bar.update(shown, advance=1, bad=f"{failed} could not be judged" if failed else "")
