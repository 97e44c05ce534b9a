"""Small workspaces for the pages, and how a reader opens them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from cxdash.store.workspace import Workspace
from tests.uploads_by_hand import keep

ROOT = Path(__file__).resolve().parents[2]
MAIN = ROOT / "cxdash" / "web" / "main.py"

PAGES = ("overview", "satisfaction", "complaints", "touchpoints")

Row = dict[str, Any]
Tables = dict[str, list[Row]]

CSAT: Row = {
    "scale_low": 1,
    "scale_high": 5,
    "metric_kind": "csat",
    "survey": "After contact",
    "question": "Satisfied?",
}


def company(segments: tuple[str, ...] = ("Retail", "Corporate")) -> Tables:
    """Two years of a small company: answers, touches and complaints, no chance in it.

    From July 2025 on every second answer, those of the first of two segments, is much worse.
    """
    answers: list[Row] = []
    touches: list[Row] = []
    complaints: list[Row] = []
    for number in range(960):
        year, month = divmod(number // 40, 12)
        day = f"{2024 + year}-{month + 1:02d}-{number % 28 + 1:02d}"
        shared: Row = {
            "occurred_at": day,
            "case_id": f"K{number}",
            "segment": segments[number % len(segments)],
            "process": ("Delivery", "Billing", "Hotline")[number % 3],
        }
        fell = number >= 720 and number % 2 == 0
        score = 2 if number % 40 < (30 if fell else 10) else 5
        channel = ("Phone", "Web")[number // 2 % 2]
        answers.append(
            {"response_id": str(number), "score": score, "channel": channel, **shared, **CSAT}
        )
        touches.append(
            {"touch_id": str(number), "employee": f"P{number % 12}", "team": "Service", **shared}
        )
        if number % 4 == 0:
            cause = ("Late", "Late", "Damaged", "Rude")[number // 4 % 4]
            complaints.append(
                {
                    "complaint_id": str(number),
                    "cause": cause,
                    "resolved_at": f"{day} 12:00",
                    **shared,
                }
            )
    return {"responses": answers, "touches": touches, "complaints": complaints}


def without(tables: Tables, column: str) -> Tables:
    """Return the same company with a column nobody filled."""
    return {
        name: [{key: value for key, value in row.items() if key != column} for row in rows]
        for name, rows in tables.items()
    }


ONE_ANSWER: Tables = {
    "responses": [{"response_id": "1", "occurred_at": "2025-03-14", "score": 4, **CSAT}]
}


def kept(home: Path, tables: Tables) -> Workspace:
    """Keep a company as one upload and build its warehouse."""
    workspace = Workspace(home)
    keep(workspace, tables)
    workspace.snapshot()
    return workspace


def opened(page: str, link: Mapping[str, str | list[str]] | None = None) -> AppTest:
    """Open a page as a reader would, through the frame."""
    app = AppTest.from_file(str(MAIN), default_timeout=60)
    for key, value in (link or {}).items():
        app.query_params[key] = value
    if page != "overview":
        app.switch_page(f"../../pages/{page}.py")
    return app.run()


def is_framed(app: AppTest) -> bool:
    """Whether the frame ran around the page: only it draws the period filter."""
    return any(box.key == "p" for box in app.sidebar.selectbox)


def said(app: AppTest) -> str:
    """Return all the words of a page that tests look for."""
    drawn = (app.title, app.subheader, app.markdown, app.caption, app.info, app.warning, app.error)
    html = [str(one.proto.body) for one in app.get("html")]
    return "\n".join([str(one.value) for kind in drawn for one in kind] + html)
