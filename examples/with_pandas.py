"""Make a partnership of data frames, diagnose it, and go on with findings and questions as frames."""

import pandas as pd

import regiokompas as rk

# What is missing is unknown, never "no": X say what it decides with, nobody asked who pays.
region = rk.from_frames(
    {
        "partnership": {"name": "Jeugdhulp Merwedal", "date": "2026-11-23"},
        "partners": pd.DataFrame(
            {
                "name": ["Waalbeek", "Lingeoord", "Maasdam"],
                "kind": ["municipality"] * 3,
                "population": [42000, 27000, 30000],
                "considers_leaving": [False, True, None],
            }
        ),
        "themes": pd.DataFrame({"name": ["Inkoop", "Wijkteams"], "participants": ["Waalbeek; Lingeoord; Maasdam"] * 2}),
        "funds": pd.DataFrame(
            {
                "name": ["Inkoopbudget", "Wijkbudget"],
                "owner": ["Waalbeek", "Lingeoord"],
                "theme": ["Inkoop", "Wijkteams"],
                "amount": [900000, 400000],
                "status": ["conditional", "conditional"],
                "waits for": ["all of these funds", "all of these funds"],
                "waits for: which funds": ["Wijkbudget", "Inkoopbudget"],
            }
        ),
    }
)
d = rk.diagnose(region, language="en")

findings = d.to_frame()
print(findings[["rank", "severity", "id", "about"]].to_string(index=False))
print("\nFindings by field and severity:")
print(pd.crosstab(findings["field"], findings["severity"]))

questions = d.to_frame(what="questions")
print("\nAsk first:")
print(questions[["rank", "ask", "text"]].head(5).to_string(index=False))
