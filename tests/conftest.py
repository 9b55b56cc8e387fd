"""What all tests share: the folder of helpers on the path, and the real register where there is one."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# The same examples on every run, so that what passed once passes again; HYPOTHESIS_PROFILE=explore looks further.
# Partnerships are large and their parts depend on each other, so drawing them is slow and sometimes in vain.
slow = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
settings.register_profile("same", derandomize=True, deadline=None, suppress_health_check=slow)
settings.register_profile("explore", deadline=None, suppress_health_check=slow)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def register_path() -> Path:
    """Path of the real register, by the environment; without it the test is skipped."""
    path = os.environ.get("REGIOKOMPAS_REGISTER")
    if not path:
        pytest.skip("REGIOKOMPAS_REGISTER names no export of the register")
    return Path(path)
