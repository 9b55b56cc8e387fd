"""Doctests are collected from modules, and one module cannot be imported where durable-rules does not run."""

from importlib.util import find_spec

#: Runs pytest inside a test; the plugin on rule tests is tried so.
pytest_plugins = ["pytester"]

collect_ignore = [] if find_spec("durable_rules_engine") else ["src/regiokompas/engine/durable.py"]
