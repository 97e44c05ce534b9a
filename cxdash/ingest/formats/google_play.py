"""Google Play reviews, as the console exports them each month (UTF-16, ISO times in UTC)."""

from typing import Final

from cxdash.ingest.formats.form import Form
from cxdash.ingest.formats.rating import Rated, Rating

FORM: Final = Form(
    name="google_play",
    label="Google Play reviews",
    need=("package name", "star rating", "review submit date and time"),
    bonus=("review text", "reviewer language", "app version name", "review link"),
    feeds=Rated(
        shared={
            "response_id": "review link or review submit millis since epoch",
            "occurred_at": "review submit date and time",
            "comment": "review text",
            "language": "reviewer language",
            "product": "package name",
        },
        ratings=(Rating("star rating", "Star rating", "rating"),),
    ),
    source="Google Play's monthly reviews file as remembered; not yet confirmed by a vendor page",
    zone="UTC",
)
