"""Write docs/metrics.md and docs/formats.md from the catalogues, so that the guide cannot lag."""

from pathlib import Path

from cxdash.ingest.formats.templates import TEMPLATES
from cxdash.ingest.recognise import FORMATS
from cxdash.metrics.catalogue import METRICS
from cxdash.metrics.dimensions import DIMENSIONS

HERE = Path(__file__).resolve().parent

_BETTER = {"up": "higher is better", "down": "lower is better", "neither": "neither is better"}
_UNITS = {
    "share": "share, shown in %",
    "points": "points, -100 to 100",
    "score": "score on its question's scale",
    "per_1000": "for every 1,000",
    "count": "count",
    "days": "days",
}
_CHARTS = {
    "share": "p chart",
    "mean": "X-bar chart",
    "nps": "NPS chart",
    "rate": "u chart",
    "count": "c chart",
    "individuals": "XmR chart",
    "none": "none",
}


def metrics_guide() -> str:
    """Return docs/metrics.md."""
    parts = ["# Metrics", "", "Written from `cxdash/metrics/catalogue.py` by `make docs`.", ""]
    for metric in METRICS:
        parts += [
            f"## {metric.label}",
            "",
            metric.meaning,
            "",
            f"- **Name:** `{metric.name}`",
            f"- **Formula:** {metric.formula}",
            f"- **Reads as:** {_UNITS[metric.unit]}; {_BETTER[metric.direction]}",
            f"- **Control chart:** {_CHARTS[metric.chart]}",
            f"- **Shown from:** {metric.fewest} {metric.noun}",
            f"- **Source:** {metric.source}",
            "",
        ]
    parts += ["# Splits and filters", "", "| name | in a link | label |", "|---|---|---|"]
    parts += [f"| `{one.name}` | `{one.key}` | {one.label} |" for one in DIMENSIONS]
    return "\n".join([*parts, ""])


def formats_guide() -> str:
    """Return docs/formats.md."""
    parts = [
        "# Exports cxdash knows",
        "",
        (
            "Written from `cxdash/ingest/formats/` by `make docs`. A file is recognised when all "
            "these headers are there; between slashes stands a pattern. Any other file gets a "
            "proposal with its evidence. Examples of each are in `sample_data/formats/`."
        ),
        "",
    ]
    for one in FORMATS:
        if one not in TEMPLATES:
            parts += [
                f"## {one.label}",
                "",
                f"- **Name:** `{one.name}`",
                f"- **Recognised by:** {', '.join(f'`{name}`' for name in one.need)}",
                *([f"- **First column:** `{one.first}`"] if one.first else []),
                f"- **Known from:** {one.source}",
                *(f"- {note}" for note in one.notes),
                "",
            ]
    parts += ["# cxdash's own templates", "", "| name | template | columns |", "|---|---|---|"]
    for one in TEMPLATES:
        needs = ", ".join(f"`{name}`" for name in one.need)
        parts.append(f"| `{one.name}` | {one.label} | {needs} |")
    return "\n".join([*parts, ""])


GUIDES = {"metrics.md": metrics_guide, "formats.md": formats_guide}


def main() -> None:
    """Write both guides."""
    for name, guide in GUIDES.items():
        (HERE / name).write_text(guide(), encoding="utf-8")


if __name__ == "__main__":
    main()
