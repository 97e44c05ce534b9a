"""cxdash stays on this machine: it asks nobody, and answers nobody under a foreign name."""

import http.client
from urllib.parse import urlsplit

import pytest

from tests.browser.visiting import Visit

LOOPBACK = {"localhost", "127.0.0.1", "::1"}


def test_no_page_asks_another_host_or_notes_an_error(visit: Visit) -> None:
    visit.open("/?seg=Retail+partners")
    for title in ("Satisfaction", "Complaints", "Touchpoints", "Data"):
        visit.go(title)

    assert visit.hosts <= LOOPBACK
    assert visit.errors == []


@pytest.mark.parametrize(
    ("host", "status"), [("evil.example", 421), ("localhost.evil.example", 421), ("localhost", 200)]
)
def test_the_app_answers_under_its_own_name_only(host: str, status: int, app: str) -> None:
    port = urlsplit(app).port
    connection = http.client.HTTPConnection("localhost", port, timeout=30)
    try:
        connection.request("GET", "/", headers={"Host": f"{host}:{port}"})
        assert connection.getresponse().status == status
    finally:
        connection.close()
