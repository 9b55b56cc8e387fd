"""JSON Schemas (draft 2020-12) of everything that is read and written, each derived from what reads or writes it.

``python -m regiokompas.schemas FOLDER`` writes them all; ``make schema`` does so for ``docs/schema``.
"""

from regiokompas.schemas.published import published

__all__ = ["published"]
