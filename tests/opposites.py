"""Which risks say the opposite of a strength, so that no page may have both.

A strength and a risk may stand side by side where they are about two things: what was agreed and what was done, a level
and its trend, what partners say and what they do. Those that are about one thing may not.
"""

from regiokompas.results.diagnosis import Diagnosis

#: By strength: the risks that say the opposite of the same subject, or of a part of it where the strength is about the
#: partnership as a whole.
OPPOSITES = {
    "decisions-clear": ["who-decides-unclear", "decision-undated", "decision-overdue", "no-decision-structure"],
    "decisions-in-step": ["decisions-out-of-step", "money-decided-too-late", "money-overdue"],
    "equal-exchange": ["brings-without-getting", "gets-without-bringing"],
    "equal-footing": ["dominant-partner", "size-decides", "partner-on-the-side"],
    "conflict-on-the-table": [],  # by the pair of partners and the theme: the tests of the rule try it
    "culture-strong": ["culture-low", "courage-missing", "enthusiasm-gone", "give-and-take-missing", "inside-out"],
    "goal-held-in-common": ["goal-read-differently", "goal-carried-by-some", "agreed-but-not-worked-out"],
    "helps-without-return": ["nothing-for-each-other"],
    "initiator-present": ["nobody-starts", "few-pullers", "burden-on-few"],
    "interests-in-sight": ["interests-not-mapped"],
    "money-firm": ["money-decided-too-late", "money-overdue", "theme-short-of-firm-money", "duty-does-not-wait"],
    "more-than-asked": ["effort-missing"],
    "mutual-trust": ["low-trust", "two-camps", "trust-broken-at-the-core", "partner-in-low-trust"],
    "nobody-indispensable": [
        "partner-whose-exit-breaks-it",
        "theme-hangs-on-one-partner",
        "trust-broken-at-the-core",
        "one-funder-carries-it",
        "dominant-partner",
        "partner-out-of-touch",
    ],
    "overseeable-number": ["too-many-partners", "too-many-views-to-hold", "hard-to-steer"],
    "results-shown": ["progress-unknown", "results-not-shown", "no-early-result", "tempo-lost"],
    "right-scale": ["task-at-wrong-scale", "no-local-anchor"],
    "robust-to-any-loss": [
        "key-figure-dependence",
        "key-figure-leaves-soon",
        "puller-is-key-figure",
        "single-contact-per-partner",
        "partner-whose-exit-breaks-it",
        "trust-broken-at-the-core",
        "partner-out-of-touch",
    ],
    "shared-rules": ["no-rules-of-the-game", "rules-broken", "rules-not-shared", "rules-on-paper-only"],
    "sign-together-frees-it": ["money-that-no-signature-frees"],
    "something-new-begun": [],
    "strong-players": [],
    "synergy": ["interests-not-connected"],
    "transparent": [
        "black-box",
        "no-overview",
        "share-unclear",
        "goal-missing",
        "who-decides-unclear",
        "progress-unknown",
        "results-not-shown",
        "partner-on-the-side",
    ],
    "value-shown": ["no-early-result", "no-added-value", "value-unproven", "use-will-be-debated"],
    "win-win": ["only-collisions"],
    "money-drives": [],
    "plans-adapted": [],
}

#: Strengths about the partnership as a whole: a risk about any part of it contradicts them.
WHOLE = {
    "decisions-clear",
    "equal-exchange",
    "equal-footing",
    "culture-strong",
    "helps-without-return",
    "initiator-present",
    "mutual-trust",
    "nobody-indispensable",
    "overseeable-number",
    "robust-to-any-loss",
    "shared-rules",
    "sign-together-frees-it",
    "transparent",
}


def contradictions(diagnosis: Diagnosis) -> list[tuple[str, str]]:
    """Return what a diagnosis says in favour of something and against it, in pairs."""
    return [
        (strength.message, risk.message)
        for strength in diagnosis.strengths
        for risk in diagnosis.risks
        if risk.rule in OPPOSITES[strength.rule]
        and (strength.rule in WHOLE or set(strength.subjects) & set(risk.subjects))
    ]
