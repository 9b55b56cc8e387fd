"""The command line: reads arguments, calls the API, chooses an exit code."""

from regiokompas.cli.main import main

__all__ = ["main"]
