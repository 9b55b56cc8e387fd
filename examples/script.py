"""Diagnose a region and print what matters most, with what to do and what to ask first."""

from pathlib import Path

import regiokompas as rk

p = rk.load(Path(__file__).with_name("rivierland.yaml"))
d = rk.diagnose(p, language="nl")

for f in d.findings:
    print(f.rank, f.severity, f.rule, "-", f.message)

print("\nFinanciering:", d.compass["financing"].level)
for a in d.advice[:1]:
    print(f"Eerst doen (inspanning: {a.effort}):", a.text)
for q in d.questions[:3]:
    print("Vraag:", q.text)
