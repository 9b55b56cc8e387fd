"""What all tests share: the folder of helpers on the path, and the real register where there is one."""

import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def register_path() -> Path:
    """Path of the real register, by the environment; without it the test is skipped."""
    path = os.environ.get("REGIOKOMPAS_REGISTER")
    if not path:
        pytest.skip("REGIOKOMPAS_REGISTER names no export of the register")
    return Path(path)
