"""What tests of the engines share."""

import locale
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def locale_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the Dutch locale, made here because a machine need not have it."""
    folder = tmp_path_factory.mktemp("locale")
    if shutil.which("localedef"):
        subprocess.run(["localedef", "-i", "nl_NL", "-f", "UTF-8", folder / "nl_NL.UTF-8"], capture_output=True)
    return folder


@pytest.fixture
def dutch(locale_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Write decimals with a comma, as any program on a Dutch machine may choose to."""
    if any(locale_folder.iterdir()):
        monkeypatch.setenv("LOCPATH", str(locale_folder))
    try:
        locale.setlocale(locale.LC_NUMERIC, "nl_NL.UTF-8")
    except locale.Error:
        pytest.skip("this machine does not know the Dutch locale")
    yield
    locale.setlocale(locale.LC_NUMERIC, "C")
