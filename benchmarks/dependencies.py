"""What comes with regiokompas, in which versions and under which licence: ``python benchmarks/dependencies.py``.

Follows the requirements of the package and of its extras as they are installed, and writes a table to
``docs/measured/dependencies.md``.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PAGE = Path(__file__).parents[1] / "docs" / "measured" / "dependencies.md"
EXTRAS = ("", "excel", "report", "frames", "graph", "dask")


def required(name: str, extra: str) -> Iterator[Requirement]:
    """Yield what a distribution needs on this machine, with an extra or without one."""
    for line in metadata.requires(name) or ():
        requirement = Requirement(line)
        marker = requirement.marker
        always = marker is None or marker.evaluate({"extra": ""})
        if always if not extra else not always and marker is not None and marker.evaluate({"extra": extra}):
            yield requirement


def closure(extra: str) -> set[str]:
    """Return the names of all that comes with an extra, through all that it needs."""
    found: set[str] = set()
    pending = list(required("regiokompas", extra))
    while pending:
        requirement = pending.pop()
        name = canonicalize_name(requirement.name)
        if name in found:
            continue
        found.add(name)
        for inner in ("", *requirement.extras):
            pending += required(name, inner)
    return found


def licence(name: str) -> str:
    """Return the licence that a distribution declares, by the newest way of saying it that it uses."""
    declared = metadata.metadata(name)
    if expression := declared.get("License-Expression"):
        return expression
    classifiers = [line for line in declared.get_all("Classifier") or () if line.startswith("License :: ")]
    if classifiers:
        return ", ".join(line.rpartition(" :: ")[2] for line in classifiers)
    return (declared.get("License") or "not declared").splitlines()[0]


def main() -> None:
    wanted: dict[str, list[str]] = {}
    for extra in EXTRAS:
        for name in closure(extra):
            wanted.setdefault(name, []).append(extra or "always")
    rows = []
    for name, extras in sorted(wanted.items()):
        comes_with = "always" if "always" in extras else ", ".join(extras)
        rows.append(f"| {name} | {metadata.version(name)} | {licence(name)} | {comes_with} |")
    page = [
        "# Dependencies",
        "",
        "All that is installed with regiokompas and its extras, as `make dependencies` found it. Licences are those",
        "that the packages declare themselves.",
        "",
        "| Package | Version | Licence | Comes with |",
        "| --- | --- | --- | --- |",
        *rows,
        "",
    ]
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text("\n".join(page), encoding="utf-8")


if __name__ == "__main__":
    main()
