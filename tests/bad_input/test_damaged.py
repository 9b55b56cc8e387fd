"""Whatever is read: it is understood, or refused with a place. Nothing else comes out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import regiokompas as rk
from bad_input.mutations import attempt, damaged, disturbed
from regiokompas.facts import vocabulary
from regiokompas.io.register import read_register
from regiokompas.model import read
from regiokompas.rules.loader import load_packs, packs_folder, read_pack

ROOT = Path(__file__).parents[2]
EXAMPLES = settings(max_examples=60)
DEMO = rk.load(ROOT / "src" / "regiokompas" / "tables" / "example.yaml")


def seeds(folder: Path) -> dict[str, bytes]:
    """Return a valid file of each format by its suffix, of a partnership that is small but has everything."""
    found = {}
    for suffix, format_ in ((".yaml", "yaml"), (".json", "json"), (".graphml", "graphml"), (".gexf", "gexf")):
        rk.save(DEMO, folder / f"demo{suffix}", format=format_)
        found[suffix] = (folder / f"demo{suffix}").read_bytes()
    rk.save(DEMO, folder / "node-link.json", format="node-link")
    found["-node-link.json"] = (folder / "node-link.json").read_bytes()
    rk.save(DEMO, folder / "demo.xlsx")
    found[".xlsx"] = (folder / "demo.xlsx").read_bytes()
    return found


@pytest.fixture(scope="module")
def valid(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return seeds(tmp_path_factory.mktemp("valid"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("damaged")


@pytest.mark.parametrize("suffix", [".yaml", ".json", ".graphml", ".gexf", "-node-link.json", ".xlsx"])
@EXAMPLES
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused(suffix: str, valid: dict[str, bytes], folder: Path, data: Any) -> None:
    path = folder / f"damaged{suffix}"
    path.write_bytes(data.draw(damaged(valid[suffix]) | st.binary(max_size=300)))
    attempt(lambda: rk.load(path))


@EXAMPLES
@given(data=st.data())
def test_a_damaged_workbook_that_is_a_whole_archive_is_read_or_refused(
    valid: dict[str, bytes], folder: Path, data: Any
) -> None:
    import io
    import zipfile

    path = folder / "inside.xlsx"
    with zipfile.ZipFile(io.BytesIO(valid[".xlsx"])) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = data.draw(st.sampled_from(sorted(parts)))
    parts[name] = data.draw(damaged(parts[name]))
    with zipfile.ZipFile(path, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    attempt(lambda: rk.load(path))


@EXAMPLES
@given(data=st.data())
def test_a_damaged_folder_of_tables_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, folder: Path, data: Any
) -> None:
    tables = folder / "tables"
    rk.save(DEMO, tables, format="csv")
    path = data.draw(st.sampled_from(sorted(tables.glob("*.csv"))))
    path.write_bytes(data.draw(damaged(path.read_bytes())))
    attempt(lambda: rk.load(tables))


@EXAMPLES
@given(data=st.data())
def test_a_damaged_register_is_read_or_refused(folder: Path, data: Any) -> None:
    path = folder / "register.xml"
    path.write_bytes(data.draw(damaged((ROOT / "tests" / "data" / "register.xml").read_bytes())))
    attempt(lambda: [attempt(lambda document=document: read(document)) for document in read_register(path)])


@settings(max_examples=300)
@given(data=disturbed(DEMO.to_dict()))
def test_a_mapping_with_odd_values_is_read_or_refused(data: Any) -> None:
    if isinstance(data, dict):
        found = attempt(lambda: rk.load(data))
        if found is not None:
            attempt(lambda: rk.load(found.to_dict()))


RULES = sorted(packs_folder().rglob("*.yaml"))
SMALL = [path for path in RULES if path.parent.name != "cases"]


@settings(max_examples=150)
@given(path=st.sampled_from(SMALL), data=st.data())
def test_a_damaged_rule_or_profile_is_read_or_refused(folder: Path, path: Path, data: Any) -> None:
    place = folder / "pack" / ("profiles" if path.parent.name == "profiles" else path.parent.name)
    if path.name in ("pack.yaml", "claims.yaml"):
        place = folder / "pack"
    for old in (folder / "pack").rglob("*.yaml"):
        old.unlink()
    place.mkdir(parents=True, exist_ok=True)
    content = path.read_bytes()
    if data.draw(st.booleans()):
        odd = data.draw(disturbed(yaml.safe_load(content)))
        try:
            content = yaml.safe_dump(odd, allow_unicode=True).encode()
        except (yaml.YAMLError, ValueError, TypeError):
            content = data.draw(damaged(content))
    else:
        content = data.draw(damaged(content))
    (place / path.name).write_bytes(content)
    reading = attempt(lambda: read_pack(str(folder / "pack"), vocabulary()))
    for problem in reading.problems if reading else ():
        assert problem.source.file
        str(problem)


PACKS = load_packs(["essay"], vocabulary())
CONFIGURATIONS: list[bytes] = [
    path.read_bytes() for path in sorted((ROOT / "examples" / "configuration").rglob("*.toml"))
]


@settings(max_examples=150)
@given(data=st.data())
def test_a_damaged_configuration_is_read_or_refused(folder: Path, data: Any) -> None:
    path = folder / "regiokompas.toml"
    path.write_bytes(data.draw(damaged(data.draw(st.sampled_from(CONFIGURATIONS))) | st.binary(max_size=200)))
    said = attempt(lambda: rk.Configuration.load(path))
    if said is not None:
        attempt(lambda: said.fit(PACKS))


NAMES: tuple[Callable[[], Any], ...] = (
    lambda: rk.load("region\x00.yaml"),
    lambda: rk.load("\ud800.yaml"),
    lambda: rk.load("x" * 5000 + ".yaml"),
    lambda: rk.load("/dev/null/region.yaml"),
    lambda: rk.load(""),
    lambda: rk.load_arrangement("export\x00.xml", "x"),
    lambda: rk.load_arrangement("/dev/null", "x"),
    lambda: rk.Kompas(packs=["a\x00b"]),
    lambda: rk.Kompas(packs=["x" * 5000]),
    lambda: rk.Kompas(parameters={"FIN01.min_amount": float("nan")}),
    lambda: rk.Kompas(parameters={"": 1}),
    lambda: rk.save(DEMO, "region\x00.yaml"),
    lambda: rk.save(DEMO, "region\x00.xlsx"),
    lambda: rk.save(DEMO, "region\x00", format="csv"),
    lambda: rk.save(DEMO, "x" * 5000 + ".json"),
)


@pytest.mark.parametrize("use", NAMES)
def test_an_odd_name_is_refused(use: Callable[[], Any]) -> None:
    with pytest.raises(rk.RegiokompasError):
        use()
