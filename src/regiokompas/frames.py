"""Columns to a data frame of pandas, polars or Arrow, through narwhals; none of them is needed otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from regiokompas.errors import NotFoundError, RegiokompasError, did_you_mean

__all__ = ["BACKENDS", "Backend", "frame"]

Backend = Literal["pandas", "polars", "pyarrow"]
BACKENDS: tuple[Backend, ...] = ("pandas", "polars", "pyarrow")


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
        raise NotFoundError(
            f"there is no kind of data frame {backend}; known are {', '.join(BACKENDS)}" + (f"; {hint}" if hint else "")
        )
    try:
        import narwhals as nw

        types: dict[type, Any] = {int: nw.Int64, float: nw.Float64, str: nw.String}
        schema = {name: types[type_] for name, (type_, _) in columns.items()}
        return nw.from_dict(
            {name: values for name, (_, values) in columns.items()}, schema, backend=backend
        ).to_native()
    except ImportError:
        extra = "" if backend == "pyarrow" else f" {backend}"
        raise RegiokompasError(
            f"data frames of {backend} need the extra frames: pip install regiokompas[frames]{extra}"
        ) from None
