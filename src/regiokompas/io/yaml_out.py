"""Plain data to YAML as a person writes it: block style, in the given order, with short lists on one line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

__all__ = ["write_yaml"]


#: Most characters of a list that stands on one line.
SHORT = 80


class _Dumper(yaml.SafeDumper):
    """Writes days without quotes, since they are texts to us, and indents the items of a list."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> Any:
        return super().increase_indent(flow, False)


def _list(dumper: yaml.SafeDumper, items: list[Any]) -> yaml.Node:
    short = sum(len(str(item)) + 2 for item in items) <= SHORT
    on_one_line = short and not any(isinstance(item, list | dict) for item in items)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=on_one_line)


_Dumper.add_representer(list, _list)
_Dumper.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
}


def write_yaml(data: Mapping[str, Any]) -> str:
    """Return data as YAML text, with an empty line between the items at the top.

    Examples
    --------
    >>> print(write_yaml({"partners": [{"key": "partner:tiel", "strengths": ["inkoop"], "joined": "2018-04-01"}]}))
    partners:
      - key: partner:tiel
        strengths: [inkoop]
        joined: 2018-04-01
    <BLANKLINE>
    """
    sections = (
        yaml.dump({name: value}, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120)
        for name, value in data.items()
    )
    return "\n".join(sections)
