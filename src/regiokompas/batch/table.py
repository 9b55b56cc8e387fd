"""Records as a Parquet table: one row per input, with findings, questions and partners nested in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from regiokompas.rules.reading import FIELDS

__all__ = ["SCHEMA", "row", "write_table"]

#: Rows that are in memory at a time, and in a row group.
_ROWS: Final = 200

_TEXTS = pa.list_(pa.string())


def _structs(**fields: pa.DataType) -> pa.DataType:
    return pa.list_(pa.struct(list(fields.items())))


_T, _I = pa.string(), pa.int32()
_FINDINGS = {
    "rank": _I, "id": _T, "rule": _T, "field": _T, "kind": _T, "severity": _T, "about": _T, "message": _T,
    "advice": _T, "effort": _T, "reach": _I, "subjects": _TEXTS, "fingerprint": _T, "source": _T,
}  # fmt: skip
_QUESTIONS = {"rank": _I, "ask": _T, "text": _T}
_PARTNERS = {
    "key": _T, "name": _T, "kind": _T, "identifier": _T, "joined": pa.date32(), "abolished": pa.date32(),
    "cost_share": pa.float64(), "population": pa.int64(),
}  # fmt: skip
_ABOUT = {
    "key": _T, "name": _T, "date": pa.date32(), "legal_form": _T, "starts": pa.date32(), "ends": pa.date32(),
    "register_id": _T,
}  # fmt: skip

#: The columns, in order. What is unknown is null.
SCHEMA: Final = pa.schema(
    {
        "source": _T,
        "settings": _T,
        "error": _T,
        "problems": _structs(place=_T, message=_T, expected=_T, hint=_T, text=_T),
        "more_problems": _I,
        **_ABOUT,
        "policy_fields": _TEXTS,
        "arrangement": _T,
        "version": _I,
        "versions": _I,
        "in_force": pa.bool_(),
        "partners": _structs(**_PARTNERS),
        **{f"{field}_{what}": kind for field in FIELDS for what, kind in
           (("level", _T), ("coverage", pa.float64()), ("risks", _I))},
        "findings": _structs(**_FINDINGS),
        "undecided": _I,
        "questions": _structs(**_QUESTIONS),
    }
)  # fmt: skip


def row(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record as a row."""
    top = {name: record.get(name) for name in ("source", "settings")}
    place = record.get("register") or {}
    top |= {name: place.get(name) for name in ("arrangement", "version", "versions", "in_force")}
    if "error" in record:
        error = record["error"]
        return {**top, "error": error["message"], "problems": error["problems"], "more_problems": error.get("more", 0)}
    about, diagnosis = record["partnership"], record["diagnosis"]
    top |= {name: _cell(about.get(name), kind) for name, kind in _ABOUT.items()} | {"name": diagnosis["name"]}
    for field in FIELDS:
        top |= {f"{field}_{what}": diagnosis["compass"][field][what] for what in ("level", "coverage", "risks")}
    return {
        **top,
        "policy_fields": about.get("policy_fields"),
        "partners": _nested(record.get("partners"), _PARTNERS),
        "findings": _nested(diagnosis["findings"], _FINDINGS),
        "undecided": len(diagnosis["undecided"]),
        "questions": _nested(diagnosis["questions"], _QUESTIONS),
    }


def _nested(items: Iterable[Mapping[str, Any]] | None, fields: Mapping[str, pa.DataType]) -> Any:
    if items is None:
        return None
    return [{name: _cell(item.get(name), kind) for name, kind in fields.items()} for item in items]


def _cell(value: Any, kind: pa.DataType) -> Any:
    if value is not None and kind == pa.date32():
        return date.fromisoformat(value)
    return value["nl"] if isinstance(value, Mapping) else value


def write_table(records: Iterable[Mapping[str, Any]], path: Path) -> None:
    """Write records to a Parquet file; equal records give equal bytes."""
    rows = map(row, records)
    with pq.ParquetWriter(path, SCHEMA, compression="zstd") as writer:
        while group := list(islice(rows, _ROWS)):
            writer.write_table(pa.Table.from_pylist(group, SCHEMA))
