"""Columns to a data frame of pandas, polars or Arrow, through narwhals; none of them is needed otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from regiokompas.errors import NotFoundError, RegiokompasError, did_you_mean
from regiokompas.saying import Said

__all__ = ["BACKENDS", "Backend", "frame", "frame_of"]

Backend = Literal["pandas", "polars", "pyarrow"]
BACKENDS: tuple[Backend, ...] = ("pandas", "polars", "pyarrow")

#: Columns of the data frames of a diagnosis, with their types.
_COLUMNS: Mapping[str, Mapping[str, type]] = {
    "findings": {
        "rank": int,
        "rule": str,
        "id": str,
        "field": str,
        "kind": str,
        "severity": str,
        "about": str,
        "message": str,
        "advice": str,
        "effort": str,
        "reach": int,
        "consequences": int,
        "margin": float,
        "subjects": str,
        "follows_from": str,
        "fingerprint": str,
    },
    "questions": {
        "rank": int,
        "text": str,
        "ask": str,
        "kind": str,
        "attributes": str,
        "keys": str,
        "could_change": str,
        "severity": str,
        "rules": str,
    },
}


def frame(columns: Mapping[str, tuple[type, Sequence[Any]]], backend: Backend = "pandas") -> Any:
    """Return a data frame.

    Parameters
    ----------
    columns
        Type (``int``, ``float`` or ``str``) and values by name, each of one length; ``None`` is what is missing.
    backend
        ``pandas``, ``polars`` or ``pyarrow``.

    Raises
    ------
    NotFoundError
        If there is no such backend.
    RegiokompasError
        If narwhals or the backend is not installed.

    Examples
    --------
    >>> frame({"rank": (int, [1, 2])}, "pyarrow").num_rows
    2
    """
    if backend not in BACKENDS:
        hint = did_you_mean(backend, BACKENDS)
        known = ", ".join(BACKENDS)
        message = Said("there is no kind of data frame {name}; known are {known}", name=backend, known=known)
        raise NotFoundError(message.also(hint))
    try:
        import narwhals as nw

        types: dict[type, Any] = {int: nw.Int64, float: nw.Float64, str: nw.String}
        schema = {name: types[type_] for name, (type_, _) in columns.items()}
        return nw.from_dict(
            {name: values for name, (_, values) in columns.items()}, schema, backend=backend
        ).to_native()
    except ImportError:
        extra = "" if backend == "pyarrow" else f" {backend}"
        template = "data frames of {backend} need the extra frames: pip install regiokompas[frames]{extra}"
        raise RegiokompasError(Said(template, backend=backend, extra=extra)) from None


def frame_of(what: str, rows: Sequence[Any], backend: Backend = "pandas") -> Any:
    """Return the findings or the questions of a diagnosis as a data frame; several keys share a cell, with spaces.

    Raises
    ------
    NotFoundError
        If there are no columns for this.
    """
    if what not in _COLUMNS:
        known = ", ".join(_COLUMNS)
        raise NotFoundError(Said("there are no {what} to make a frame of; known are {known}", what=what, known=known))
    return frame(
        {
            name: (type_, [" ".join(cell) if isinstance(cell, tuple) else cell for cell in column])
            for name, type_ in _COLUMNS[what].items()
            for column in [[getattr(row, name) for row in rows]]
        },
        backend,
    )
