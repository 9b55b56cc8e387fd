"""The condition of a fund as three cells that read as a sentence: waits for *two* of *these funds*."""

from __future__ import annotations

from collections.abc import Mapping

from regiokompas.io.document import Plain
from regiokompas.io.grid import Cell
from regiokompas.model.means import Condition
from regiokompas.saying import Said
from regiokompas.tables.cells import Reader
from regiokompas.tables.columns import FORMS_OF_CONDITION, Column
from regiokompas.tables.numbers import Unfit

__all__ = ["form_of", "read_condition"]


def read_condition(reader: Reader, cells: Mapping[Column, Cell]) -> tuple[dict[str, Plain], dict[str, Column]]:
    """Return the condition of a fund, and the column that each of its attributes stands in.

    Raises
    ------
    Unfit
        If the three cells do not go together.
    """
    by_form = {column.form: (column, cell) for column, cell in cells.items()}
    if "condition" not in by_form:
        raise Unfit(Said("it says for what the fund waits, not how"), Said("a choice in the column before"))
    column, cell = by_form["condition"]
    form = str(reader.read(column, cell))
    measure, funds = by_form.get("condition_measure"), by_form.get("condition_funds")
    item: dict[str, Plain] = {}
    places = {form: column}
    if form in ("at_least_k", "at_least_amount"):
        if measure is None:
            raise Unfit(Said("it does not say how many or how much"), Said("a number or an amount in the next column"))
        number = measure[1]
        is_count = form == "at_least_k"
        item[form] = reader.whole(number, 1, 2**53, Said("how many funds")) if is_count else reader.money(number)
        places[form] = measure[0]
    elif measure is not None:
        raise Unfit(Said("a number or amount does not go with this choice"), Said("an empty cell in the next column"))
    if funds is not None:
        name = form if form in ("all_of", "any_of") else "of"
        item[name] = reader.read(*funds)
        places[name] = funds[0]
    return item, places


def form_of(condition: Condition) -> str:
    """Return which of the four forms a condition has."""
    return next(form for form in FORMS_OF_CONDITION if getattr(condition, form) is not None)
