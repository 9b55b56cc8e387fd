"""Pictures as SVG: drawn from what a diagnosis or a stress test holds, and from the places that ``picturing`` gives.

Each function returns one complete ``<svg>`` element that can stand in a page or in a file of its own. There are no ids in
it, so that any number of pictures can share a page. Colours follow ``color-scheme`` of the page, light or dark.
"""

from __future__ import annotations

from regiokompas.report.pictures.compass import compass_svg
from regiokompas.report.pictures.exchange import exchange_svg
from regiokompas.report.pictures.funding import funding_svg
from regiokompas.report.pictures.network import network_svg
from regiokompas.report.pictures.resilience import resilience_svg

__all__ = ["compass_svg", "exchange_svg", "funding_svg", "network_svg", "resilience_svg"]
