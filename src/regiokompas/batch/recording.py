"""A batch: inputs to records in a file, taken up where an earlier run stopped."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import asdict, dataclass
from typing import Any

from regiokompas.batch.executing import Lost, in_order
from regiokompas.batch.inputs import Failed, Input, RegisterInput
from regiokompas.batch.records import Record, record, to_line
from regiokompas.batch.running import Judge, attempt, given_up
from regiokompas.batch.sinks import Sink
from regiokompas.batch.withholding import without_words
from regiokompas.errors import RegiokompasError
from regiokompas.model import Partnership
from regiokompas.pseudonyms import place_without_names, pseudonymise
from regiokompas.results.diagnosis import Diagnosis
from regiokompas.saying import Said

__all__ = ["NamingNobody", "Recording", "run_batch"]


@dataclass(frozen=True, slots=True)
class NamingNobody:
    """A judge that takes the names of persons out of a partnership before it is judged."""

    judge: Judge

    def __call__(self, partnership: Partnership) -> Diagnosis:
        """Return how the partnership without names stands."""
        return self.judge(pseudonymise(partnership))


@dataclass(frozen=True, slots=True)
class Recording:
    """What a worker does in a batch: judge an input, and write its record.

    Parameters
    ----------
    judge
        What makes a diagnosis; it must pickle if the work is done by processes.
    settings
        Digest of the settings, which stands in each record.
    """

    judge: Judge
    settings: str

    def __call__(self, given: Input) -> bytes:
        """Return the line of an input."""
        if not self.names_nobody:
            return self.line(given, attempt(given, self.judge))
        source = given.source

        def judge(partnership: Partnership) -> Diagnosis:
            nonlocal source  # a file may be called after a person, who is only known once it is read
            source = place_without_names(partnership, source)
            return self.judge(partnership)

        result = attempt(given, judge)
        return self.line(given, result, source)

    @property
    def names_nobody(self) -> bool:
        """Whether no name of a person may stand in a record."""
        return isinstance(self.judge, NamingNobody)

    def line(self, given: Input, result: Diagnosis | Failed, source: str | None = None) -> bytes:
        """Return the line of an input, given what was made of it, and what its source is called if not as it is."""
        head: dict[str, Any] = {"settings": self.settings}
        read = given.digest()
        if read is not None:
            head["input"] = read
        if isinstance(given, RegisterInput):
            version = given.version
            gone = {name: day.isoformat() for name, day in sorted(version.abolished.items())}
            head["register"] = {**asdict(version), "on": version.on.isoformat(), "abolished": gone}
        if isinstance(result, Failed) and self.names_nobody:
            result = without_words(result)
        return to_line(record(result, source or given.source, **head))


def run_batch(
    inputs: Iterator[Input],
    recording: Recording,
    sink: Sink | None = None,
    executor: Executor | None = None,
    in_flight: int | None = None,
) -> Iterator[Record]:
    """Yield the record of each input, in their order, once it is written.

    Records that the sink holds already are yielded first, and as many inputs are not judged again.

    Parameters
    ----------
    inputs
        Taken one at a time.
    recording
        What to make of each.
    sink
        Where the records go; :meth:`Sink.finish` is left to the caller.
    executor, in_flight
        As for :func:`regiokompas.batch.executing.in_order`.

    Raises
    ------
    RegiokompasError
        If the sink holds records of other inputs, or made with other settings.
    """
    for earlier in sink.earlier() if sink is not None else ():
        _refuse_other(earlier, next(inputs, None), recording)
        yield earlier
    for result in in_order(recording, inputs, executor, in_flight=in_flight):
        line = recording.line(result.item, given_up(result)) if isinstance(result, Lost) else result
        if sink is not None:
            sink.write(line)
        yield json.loads(line)


def _refuse_other(earlier: Record, given: Input | None, recording: Recording) -> None:
    """A file with records of two kinds is worse than none."""
    if earlier.get("settings") != recording.settings:
        raise RegiokompasError(
            Said(
                "the output was begun with other rules, parameters, language or version; "
                "resume with the same options, or start anew without --resume"
            )
        )
    # Without names a source may be called otherwise; there only the digest tells, which is compared in any case.
    is_renamed = recording.names_nobody and "input" in earlier
    if given is None or (earlier.get("source") != given.source and not is_renamed):
        raise RegiokompasError(
            Said(
                "the output has a record of {earlier} where the input has {source}: "
                "the inputs have changed; start anew without --resume",
                earlier=earlier.get("source"),
                source=Said("nothing more") if given is None else given.source,
            )
        )
    if earlier.get("input") != given.digest():
        raise RegiokompasError(
            Said(
                "{source} is not what it was when the output was begun, or the picture is of another day; "
                "start anew without --resume",
                source=given.source,
            )
        )
