"""The report to put on the table: one HTML file that needs nothing beside it.

Everything is in the file, text, style, script and pictures, in both languages; the content security policy in its head
forbids it to load anything. Without a script all of it can be read; the script filters, unfolds and shows what was
worked out. Templates escape every text by themselves; only the pictures, which escape their own, pass as they are.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from regiokompas.errors import RegiokompasError
from regiokompas.report.html.drawing import lighten
from regiokompas.report.html.speaking import Speaker
from regiokompas.report.html.views import view
from regiokompas.report.partner import FINDINGS_SHOWN, SHOWN, words
from regiokompas.report.text import safe
from regiokompas.saying import Said

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

    from regiokompas.dossiers.gathering import Dossier
    from regiokompas.dossiers.partner_pages import PartnerPage

__all__ = ["render_dossier", "render_partner_page"]


def render_dossier(dossier: Dossier) -> str:
    """Return a dossier as one HTML file.

    Raises
    ------
    RegiokompasError
        If the extra ``report`` is not installed.
    """
    _environment()  # what is missing is told before anything is drawn
    views = [view(telling) for telling in dossier.tellings]
    drawn = lighten({f"{v.language}-{name}": svg for v in views for name, svg in v.drawn.items()})
    pictures = {name: _markup(svg) for name, svg in drawn.svgs.items()}
    return _render("report.html.jinja", views=views, own=views[0], pictures=pictures, drawn_style=_markup(drawn.style))


def render_partner_page(page: PartnerPage) -> str:
    """Return the page of one partner as one HTML file.

    Raises
    ------
    RegiokompasError
        If the extra ``report`` is not installed.
    """
    return _render(
        "partner.html.jinja",
        page=page,
        w=Speaker(page.language),
        words=words,
        findings_shown=FINDINGS_SHOWN,
        shown=SHOWN,
        drawn_style="",
    )


def _render(template: str, **values: Any) -> str:
    parts = {name: _part(f"report.{name}") for name in ("css", "js")}
    return _environment().get_template(template).render(**values, **parts) + "\n"


@cache
def _part(name: str) -> Markup:
    return _markup(files(__name__).joinpath(name).read_text(encoding="utf-8"))


def _markup(text: str) -> Markup:
    from markupsafe import Markup

    return Markup(text)


def _finalize(value: Any) -> Any:
    """Drop the characters by which a name from outside could turn the text around it; keep amounts on one line."""
    if not isinstance(value, str) or hasattr(value, "__html__"):
        return value
    return safe(value).replace("€ ", "€\N{NO-BREAK SPACE}")


@cache
def _environment() -> Environment:
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined
    except ImportError as error:
        raise RegiokompasError(
            Said("the HTML report needs jinja2; install it with: pip install 'regiokompas[report]'")
        ) from error
    return Environment(
        loader=PackageLoader(__name__),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
