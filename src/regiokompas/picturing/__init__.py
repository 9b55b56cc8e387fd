"""What a picture shows and where: who is drawn, how they are tied, and places that do not overlap.

Renderers draw what stands here and work nothing out themselves. Places are in pixels with y downwards, as in SVG, and
follow from the partnership alone: no chance, and the order of the input does not matter.
"""

from __future__ import annotations
