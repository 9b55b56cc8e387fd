"""See that wheel and sdist hold what they should and nothing else: ``python benchmarks/distributions.py FOLDER``."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parents[1]
#: What is not in the sdist, though it is in the project: how its makers work on it.
OUTSIDE = (".ci/", ".vscode/", ".gitignore")


def tracked() -> set[str]:
    """Return the files of the project: those in version control and those that are not ignored."""
    command = ["git", "ls-files", "-co", "--exclude-standard"]
    return set(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines())


def expected_in_wheel() -> set[str]:
    """Return the modules with their templates, style and script, and the packs of rules inside the package."""
    moved = {"src/": "", "rules/": "regiokompas/packs/"}
    return {
        into + name.removeprefix(folder)
        for name in tracked()
        for folder, into in moved.items()
        if name.startswith(folder)
    }


def differences(wheel: Path, sdist: Path) -> list[str]:
    """Return what is missing or too much, as sentences."""
    with zipfile.ZipFile(wheel) as opened:
        names = {name for name in opened.namelist() if ".dist-info/" not in name}
        metadata = {PurePosixPath(name).name for name in opened.namelist() if ".dist-info/" in name}
    with tarfile.open(sdist) as opened_tar:
        unpacked = {member.name.partition("/")[2] for member in opened_tar.getmembers() if member.isfile()}
    wanted_sdist = {name for name in tracked() if not name.startswith(OUTSIDE)} | {"PKG-INFO"}
    found = []
    for what, wanted, held in (
        (wheel.name, expected_in_wheel(), names),
        (wheel.name, {"METADATA", "WHEEL", "RECORD", "LICENSE", "entry_points.txt"}, metadata),
        (sdist.name, wanted_sdist, unpacked - {".gitignore"}),  # hatchling adds it always
    ):
        found += [f"{what} lacks {name}" for name in sorted(wanted - held)]
        found += [f"{what} holds {name}, which does not belong there" for name in sorted(held - wanted)]
    return found


def main(folder: Path) -> int:
    (wheel,), (sdist,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
    found = differences(wheel, sdist)
    for line in found:
        print(line, file=sys.stderr)
    if not found:
        print(f"{wheel.name} and {sdist.name} hold what they should")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
