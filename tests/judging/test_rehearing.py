"""What can differ is judged anew, and nothing else needs to be."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

import regiokompas as rk
from regiokompas.judging.rehearing import Rehearing, Reruns
from regiokompas.kompas import Kompas

RIVIERLAND = rk.load(Path(__file__).parents[2] / "examples" / "rivierland.yaml")

#: Of every sort one: what only adds, what only takes away, what changes a value, and what reaches many rules.
CHANGES = [
    "withdraws:partner:oeverhage",
    "leaves:person:programmamanager",
    "set:person:programmamanager.handover=true",
    "set:partnership:rivierland.overview=false",
    "commit:fund:waalbeek-verblijf",
]


@pytest.fixture(scope="module")
def judged() -> Rehearing:
    return Kompas(engine="clips")._rehearing(RIVIERLAND, "nl")


@pytest.fixture(scope="module")
def reruns(judged: Rehearing) -> Iterator[Reruns]:
    with closing(judged.knowledge()) as knowledge, closing(Reruns(judged, knowledge)) as reruns:
        yield reruns


@pytest.mark.parametrize("change", CHANGES)
def test_the_verdicts_are_those_of_all_rules(judged: Rehearing, reruns: Reruns, change: str) -> None:
    changed = rk.apply(RIVIERLAND, [rk.parse_change(change)])
    with closing(judged.knowledge()) as knowledge:
        assert reruns.verdicts(changed) == judged.verdicts(knowledge, changed)


def test_where_nothing_differs_nothing_is_judged_anew(judged: Rehearing) -> None:
    with closing(judged.knowledge()) as knowledge, closing(Reruns(judged, knowledge)) as reruns:
        assert reruns.verdicts(RIVIERLAND) == reruns.before
        assert not reruns._some
