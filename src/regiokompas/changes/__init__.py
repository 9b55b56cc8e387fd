"""Changes as data: what happens to a partnership, written in YAML, on the command line or in Python."""

from regiokompas.changes.applying import apply
from regiokompas.changes.base import BaseChange
from regiokompas.changes.kinds import CHANGES, Change, read_change, read_changes
from regiokompas.changes.making import (
    add,
    appoint_deputy,
    assign,
    commit_unconditionally,
    leaves,
    loses_fund,
    loses_relation,
    meet,
    remove,
    schedule,
    set_value,
    split_roles,
    withdraws,
    without,
    write_agreement,
)
from regiokompas.changes.short_form import parse_change

__all__ = [
    "CHANGES",
    "BaseChange",
    "Change",
    "add",
    "apply",
    "appoint_deputy",
    "assign",
    "commit_unconditionally",
    "leaves",
    "loses_fund",
    "loses_relation",
    "meet",
    "parse_change",
    "read_change",
    "read_changes",
    "remove",
    "schedule",
    "set_value",
    "split_roles",
    "withdraws",
    "without",
    "write_agreement",
]
