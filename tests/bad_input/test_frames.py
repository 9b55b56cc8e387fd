"""Whatever a data frame holds: it is understood, or refused with a place."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings

import regiokompas as rk
from bad_input import frames
from bad_input.mutations import attempt


@settings(max_examples=100)
@given(data=frames.given())
def test_odd_frames_are_read_or_refused(data: dict[str, Any]) -> None:
    found = attempt(lambda: rk.from_frames(data))
    if found is not None:
        attempt(lambda: rk.load(found.to_dict()))
