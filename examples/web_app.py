"""Diagnose over HTTP. Serve it with any ASGI server, such as uvicorn: ``uvicorn --app-dir examples web_app:app``.

curl --data-binary @examples/rivierland.yaml -H "Content-Type: application/yaml" "localhost:8000/diagnosis?language=en"
"""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Literal

from fastapi import FastAPI, Header, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse

import regiokompas as rk

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SUFFIXES = {"application/json": ".json", "application/yaml": ".yaml", WORKBOOK: ".xlsx"}

app = FastAPI(title="regiokompas")
kompas = rk.Kompas()  # The rules are compiled once.
judging = Lock()  # Requests are answered in many threads; one kompas judges one partnership at a time.


@app.post("/diagnosis")
async def diagnosis(
    request: Request,
    content_type: str = Header("application/json"),
    accept: str = Header("application/json"),
    format: Literal["json", "html"] | None = None,
    language: Literal["nl", "en"] = "nl",
) -> Response:
    """Take a partnership as JSON, YAML or a workbook; give its diagnosis as JSON or as the HTML report."""
    html = format == "html" or (format is None and "text/html" in accept)
    suffix = SUFFIXES.get(content_type.partition(";")[0], ".unknown")
    report = await run_in_threadpool(judge, await request.body(), suffix, language, "html" if html else "json")
    return Response(report, media_type="text/html" if html else "application/json")


def judge(body: bytes, suffix: str, language: Literal["nl", "en"], format: str) -> str | bytes:
    """Return the report on what was sent; a file tells the line or the cell of every mistake."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "body").with_suffix(suffix)
        path.write_bytes(body)
        partnership = rk.load(path)
    with judging:
        return rk.render(kompas.diagnose(partnership, language=language), format)


@app.exception_handler(rk.RegiokompasError)
def refused(request: Request, error: Exception) -> JSONResponse:
    """Say every problem with its place: 422, as FastAPI does for what it refuses itself."""
    problems = [
        {
            "place": str(replace(problem.source, file=Path(problem.source.file).name)),
            "message": problem.message,
            "expected": problem.expected,
            "hint": problem.hint,
        }
        for problem in getattr(error, "problems", ())
    ]
    return JSONResponse({"problems": problems or [{"message": str(error)}]}, status_code=422)
