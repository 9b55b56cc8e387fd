"""Where packs lie: with the library, in an installed distribution, or in a folder of one's own."""

from __future__ import annotations

from importlib.metadata import EntryPoint
from importlib.util import find_spec
from pathlib import Path

from regiokompas.errors import NotFoundError, PluginError, did_you_mean
from regiokompas.io.files import is_folder
from regiokompas.plugins import PACKS, offered, origin, use
from regiokompas.saying import Said

__all__ = ["find_folder", "known_packs", "packs_folder"]


def packs_folder() -> Path:
    """Return the folder of the packs that come with the library.

    In a wheel they lie in the package; in a source tree, and so in an editable install, at its top.
    """
    package = Path(__file__).resolve().parent.parent
    installed = package / "packs"
    return installed if installed.is_dir() else package.parent.parent / "rules"


def known_packs() -> dict[str, str]:
    """Return the packs that can be asked for by name, each with the distribution it comes from.

    Raises
    ------
    PluginError
        If a distribution offers a pack under a name that is taken.
    """
    own = packs_folder()
    known = {path.name: "regiokompas" for path in sorted(own.iterdir()) if path.is_dir()} if own.is_dir() else {}
    for point in offered(PACKS):
        if point.name in known:
            raise PluginError(f"{origin(point)} offers a pack {point.name}, which comes with regiokompas already")
        known[point.name] = origin(point)
    return known


def find_folder(name: str) -> Path:
    """Return the folder of a pack by its name, or a path to it.

    Raises
    ------
    NotFoundError
        If there is none; the message names the nearest.
    PluginError
        If it belongs to a distribution that is broken.
    """
    known = known_packs()
    if known.get(name) == "regiokompas":
        return packs_folder() / name
    for point in offered(PACKS):
        if point.name == name:
            return use(point, _offered_folder)
    if name and is_folder(Path(name)):
        return Path(name)
    hint = did_you_mean(name, known)
    message = Said("there is no pack {name}; known are {known}", name=name, known=", ".join(known))
    raise NotFoundError(message.also(hint))


def _offered_folder(point: EntryPoint) -> Path:
    """Return the folder that ``package:folder`` stands for, without running the package; ``rules`` if none is named."""
    package, *inner = point.module.split(".")
    spec = find_spec(package)
    places = list(spec.submodule_search_locations or ()) if spec is not None else []
    if not places:
        raise PluginError(f"there is no package {package}")
    folder = Path(places[0]).joinpath(*inner, *(point.attr or "rules").split("."))
    if not folder.is_dir():
        raise PluginError(f"there is no folder {folder}")
    return folder
