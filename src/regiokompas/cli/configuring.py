"""What a configuration file settles: options that were left out, and what can only be said in a file."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from regiokompas.errors import RegiokompasError
from regiokompas.saying import Said

if TYPE_CHECKING:
    from regiokompas.configuration import Configuration

__all__ = ["settle"]

#: Options that a file may set too, where the command has them.
_SETTLED = ("language", "output_format", "fail_level", "fail_under", "baseline")

#: What options name as the input, the most telling first: of two moments the later.
_INPUTS = ("new", "file", "survey")


def settle(options: argparse.Namespace) -> None:
    """Give each option that was left out what the configuration says, which without a file is its default.

    The file is looked for from the folder of the input upwards; for standard input, the register, and commands without
    a single input, from the working directory.
    """
    from regiokompas.configuration import Configuration

    options.configuration = _chosen(options) if hasattr(options, "config") else Configuration()
    for name in _SETTLED:
        if getattr(options, name, ...) is None:
            setattr(options, name, getattr(options.configuration, name))


def _chosen(options: argparse.Namespace) -> Configuration:
    from regiokompas.configuration import Configuration

    if options.config is not None and options.no_config:
        raise RegiokompasError(Said("choose one of --config and --no-config"))
    if options.no_config:
        return Configuration()
    return Configuration.find(_folder(options)) if options.config is None else Configuration.load(options.config)


def _folder(options: argparse.Namespace) -> Path:
    inputs = [getattr(options, name) for name in _INPUTS if isinstance(getattr(options, name, None), str)]
    if not inputs or inputs[0] == "-" or getattr(options, "register", None) is not None:
        return Path()
    return Path(inputs[0]).parent
