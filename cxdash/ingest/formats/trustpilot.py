"""Trustpilot reviews of a business and of its products."""

from typing import Final

from cxdash.ingest.formats.form import Form
from cxdash.ingest.formats.rating import Rated, Rating

SERVICE: Final = Form(
    name="trustpilot",
    label="Trustpilot reviews",
    need=("review id", "review created (utc)", "review stars"),
    bonus=("review content", "/^domain ur[il]$/", "review language", "reference id"),
    feeds=Rated(
        shared={
            "response_id": "review id",
            "occurred_at": "review created (utc)",
            "case_id": "reference id",
            "customer_id": "review consumer user id or review user email",
            "comment": "review content or review title",
            "language": "review language",
            "channel": "source of review",
            "site": "location name or webshop name or domain url",
        },
        ratings=(Rating("review stars", "Review stars", "rating"),),
    ),
    source="Public exports of Trustpilot reviews",
)
PRODUCTS: Final = Form(
    name="trustpilot_products",
    label="Trustpilot product reviews",
    need=("review_id", "stars", "product_name", "consumer_name"),
    bonus=("product_sku", "content", "created_at"),
    feeds=Rated(
        shared={
            "response_id": "review_id",
            "occurred_at": "created_at",
            "customer_id": "consumer_name",
            "comment": "content",
            "product": "product_name or product_sku",
        },
        ratings=(Rating("stars", "Product stars", "rating"),),
    ),
    source="Public exports of Trustpilot product reviews",
)
