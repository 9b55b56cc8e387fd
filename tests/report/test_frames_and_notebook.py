"""The diagnosis as a data frame and in a notebook."""

import subprocess
import sys
from html.parser import HTMLParser
from typing import Any

import pytest

from regiokompas.errors import NotFoundError, RegiokompasError
from report.regions import diagnosis, region


@pytest.mark.parametrize("backend", ["pandas", "polars", "pyarrow"])
def test_a_frame_has_a_row_for_each_finding(backend: Any) -> None:
    import narwhals as nw

    d = diagnosis(region())
    frame = nw.from_native(d.to_frame(backend))
    assert type(d.to_frame(backend)).__module__.split(".")[0] == backend
    assert frame["message"].to_list() == [finding.message for finding in d.findings]
    assert frame["rank"].to_list() == [finding.rank for finding in d.findings]
    assert frame["subjects"].to_list() == [" ".join(finding.subjects) for finding in d.findings]
    asked = nw.from_native(d.to_frame(backend, "questions"))
    assert asked["text"].to_list() == [question.text for question in d.questions]


@pytest.mark.parametrize("backend", ["pandas", "polars", "pyarrow"])
def test_a_frame_without_rows_has_its_columns(backend: Any) -> None:
    import narwhals as nw

    d = diagnosis({"partnership": {"key": "partnership:p", "name": "P", "date": "2026-11-23"}})
    frame = nw.from_native(d.to_frame(backend))
    assert not d.findings
    assert len(frame) == 0
    assert {"rank", "message", "margin"} <= set(frame.columns)


def test_what_is_unknown_is_named_with_what_there_is() -> None:
    d = diagnosis(region())
    with pytest.raises(NotFoundError, match="did you mean polars"):
        d.to_frame("polar")  # type: ignore[arg-type]
    with pytest.raises(NotFoundError, match="findings, questions"):
        d.to_frame(what="advice")  # type: ignore[arg-type]


def test_a_missing_backend_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "narwhals", None)
    with pytest.raises(RegiokompasError, match=r"pip install regiokompas\[frames\]"):
        diagnosis(region()).to_frame()


def test_a_result_needs_no_frames_to_be_imported() -> None:
    code = "import regiokompas.results.diagnosis, sys; print({'narwhals', 'pandas', 'polars', 'xlsxwriter'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize(
    "name", ["Alphen", "<script>alert(1)</script>", '"><img src=x onerror=y>', "a\u202eb", "\x1b[31m"]
)
def test_a_notebook_shows_a_small_table_in_which_names_are_only_text(name: str) -> None:
    d = diagnosis(region(name), "en")
    page = _Page()
    page.feed(d._repr_html_())
    assert page.open == []
    assert page.tags == {"div", "p", "strong", "br", "table", "caption", "thead", "tbody", "tr", "th", "td"}
    assert page.attributes == {"class", "lang"}
    assert "Tension field" in page.text
    assert d.risks[0].id in page.text
    assert not {"\u202e", "\x1b"} & set(page.text)
