"""What is odd in a picture as a whole is judged as it stands, and said."""

from typing import Any

import pytest

import regiokompas as rk
from regiokompas.changes import apply, meet

TWO = [{"key": "partner:a", "name": "A"}, {"key": "partner:b", "name": "B"}]


def region(**parts: Any) -> rk.Partnership:
    about = {"key": "partnership:p", "name": "P", "date": "2026-11-23", **parts.pop("about", {})}
    return rk.load({"partnership": about, "partners": TWO, "themes": [{"key": "theme:t", "name": "T"}], **parts})


def codes(partnership: rk.Partnership) -> list[str]:
    return [notice.code for notice in partnership.origin.notices]


def test_an_ordinary_picture_has_nothing_odd() -> None:
    about = {"starts": "2026-11-23", "ends": "2026-11-23"}
    results = [{"key": "result:r", "theme": "theme:t", "name": "R", "date": "2026-11-23"}]
    rules = [{"key": "agreement:a", "kind": "governance", "last_used": "2026-11-23"}]
    assert codes(region(about=about, results=results, agreements=rules)) == []


@pytest.mark.parametrize(
    ("about", "code", "said"),
    [
        ({"ends": "2026-11-22"}, "ended", "ended on 22 November 2026"),
        ({"starts": "2026-11-24"}, "starts-later", "begins on 24 November 2026 only"),
    ],
)
def test_a_partnership_that_has_ended_or_is_still_to_begin_is_said_to(
    about: dict[str, str], code: str, said: str
) -> None:
    [notice] = region(about=about).origin.notices
    assert notice.code == code
    assert said in notice.text.en
    assert str(notice.source) == f"<dict>:partnership.{next(iter(about))}"


def test_what_is_said_to_have_happened_after_the_picture_was_taken_is_named() -> None:
    results = [{"key": "result:r", "theme": "theme:t", "name": {"nl": "Loket", "en": "Desk"}, "date": "2026-11-24"}]
    views = [{"key": "agreement:a", "kind": "views", "last_used": "2027-01-01"}]
    found = region(results=results, agreements=views)
    assert codes(found) == ["result-ahead", "used-ahead"]
    assert "‘Loket’" in found.origin.notices[0].text.nl
    assert "‘Desk’" in found.origin.notices[0].text.en
    assert "agreement on views" in found.origin.notices[1].text.en


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"partners": TWO[:1]}, ["one-partner"]),
        ({"partners": []}, ["no-partners"]),
        ({"partners": TWO[:1], "incomplete": ["partners"]}, []),
        ({"partners": None}, []),
    ],
)
def test_it_takes_two_to_cooperate(parts: dict[str, Any], said: list[str]) -> None:
    assert codes(region(**parts)) == said


def test_what_was_noticed_is_not_noticed_again() -> None:
    first = region(about={"ends": "2026-11-22"})
    assert codes(rk.load(rk.to_graph(first))) == ["ended"]
    assert codes(apply(first, [meet("partner:a", "partner:b")])) == ["ended"]
