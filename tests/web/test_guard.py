"""Only this machine's own names, and those allowed, are answered."""

import asyncio
from typing import Any

import pytest

from cxdash.web.guard import Guard

REFUSED_PAGE = 421
REFUSED_SOCKET = 1008


async def _app(_scope: Any, _receive: Any, send: Any) -> None:  # noqa: ANN401 - ASGI
    await send({"type": "answered"})


def _answers(kind: str, host: str, allowed: tuple[str, ...] | None = ()) -> list[dict[str, Any]]:
    """Call the guarded app under a name, and return all it sends."""
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, str]:
        return {"type": f"{kind}.connect"}

    async def send(message: Any) -> None:  # noqa: ANN401 - ASGI
        sent.append(message)

    headers = [(b"host", host.encode())] if host else []
    asyncio.run(Guard(_app, allowed)({"type": kind, "headers": headers}, receive, send))
    return sent


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize("host", ["localhost:8501", "127.0.0.1", "[::1]:8501", "LOCALHOST"])
def test_this_machine_is_answered(kind: str, host: str) -> None:
    assert _answers(kind, host) == [{"type": "answered"}]


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.nip.io", ""])
def test_a_foreign_name_is_refused(host: str) -> None:
    assert _answers("http", host)[0]["status"] == REFUSED_PAGE
    assert _answers("websocket", host) == [{"type": "websocket.close", "code": REFUSED_SOCKET}]


def test_two_names_at_once_are_refused() -> None:
    sent: list[Any] = []

    async def call() -> None:
        async def send(message: Any) -> None:  # noqa: ANN401 - ASGI
            sent.append(message)

        headers = [(b"host", b"localhost"), (b"host", b"evil.example")]
        await Guard(_app, ())({"type": "http", "headers": headers}, send, send)

    asyncio.run(call())
    assert sent[0]["status"] == REFUSED_PAGE


def test_a_name_that_was_allowed_is_answered() -> None:
    assert _answers("http", "CX.Example:443", ("cx.example",)) == [{"type": "answered"}]


def test_the_names_allowed_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CXDASH_HOSTS", "one.example, two.example")
    assert _answers("http", "two.example", None) == [{"type": "answered"}]
    assert _answers("http", "three.example", None)[0]["status"] == REFUSED_PAGE
