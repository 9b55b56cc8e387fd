"""A small region in which everything is used by something."""

import pytest

from regiokompas.io.yaml import read_yaml
from regiokompas.model import Partnership, read

REGION = """
partnership: {key: partnership:p, name: P, date: 2026-11-23}
partners:
  - {key: partner:a, name: Aldam}
  - {key: partner:b, name: Beek}
  - {key: partner:c, name: Beek aan Zee}
persons:
  - {key: person:x, function: {nl: programmamanager, en: programme manager}, name: Jansen, employer: partner:a,
     deputies: [person:y], handover: false}
  - {key: person:y, function: adviseur, employer: partner:b, deputies: [person:x]}
themes:
  - {key: theme:t, name: Verblijf, partners: [partner:a, partner:b, partner:c]}
goals: [{key: goal:g, theme: theme:t, text: Doel, owner: person:x, endorsed_by: [partner:a, partner:b]}]
interests:
  - {key: interest:a, partner: partner:a, theme: theme:t, opposes: [interest:b], spoken: false, discussed: false}
  - {key: interest:b, partner: partner:b, theme: theme:t}
  - {key: interest:c, partner: partner:c, theme: theme:t, opposes: [interest:b], discussed: false}
funds:
  - {key: fund:a, name: A, owner: partner:a, theme: theme:t, amount: EUR 100, status: committed}
  - {key: fund:f, name: F, owner: partner:b, theme: theme:t, amount: EUR 50, status: conditional,
     condition: {all_of: [fund:a, fund:c]}}
  - {key: fund:c, name: C, owner: partner:c, theme: theme:t, amount: EUR 20, status: conditional,
     condition: {any_of: [fund:a, fund:f]}}
  - {key: fund:k, name: K, owner: partner:c, theme: theme:t, amount: EUR 20, status: conditional,
     condition: {at_least_k: 2, of: [fund:a, fund:c]}}
  - {key: fund:m, name: M, owner: partner:c, theme: theme:t, amount: EUR 20, status: conditional,
     condition: {at_least_amount: EUR 60, of: [fund:a, fund:f]}}
decisions:
  - {key: decision:d, subject: D, concerns: theme:t, body: raad van Beek, prepared_by: person:x, status: postponed,
     must_hear: [partner:a, partner:b], heard: [partner:a]}
  - {key: decision:z, subject: Z, concerns: theme:t, body: raad van Beek aan Zee, after: [decision:d]}
  - {key: decision:both, subject: Samen, concerns: theme:t, body: {nl: colleges van Aldam en Beek, en: executives}}
  - {key: decision:taken, subject: T, concerns: theme:t, body: bestuur, status: taken}
roles:
  - {role: initiator, holder: person:x, concerns: theme:t}
  - {role: client, holder: partner:a, concerns: theme:t}
  - {role: contractor, holder: person:y, concerns: theme:t}
relations: [{from: person:x, to: person:y, frequency: yearly}]
plans: [{key: plan:p, partner: partner:a, theme: theme:t, name: Plan}]
"""


@pytest.fixture(scope="session")
def region() -> Partnership:
    return read(read_yaml(REGION, "region.yaml"))
