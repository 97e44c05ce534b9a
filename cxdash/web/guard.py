"""Who may call: a page on the internet must not reach this app through a name it made up.

A browser sends the name it was told in the Host header. Streamlit refuses a foreign Origin but
serves any Host, so a foreign name that points at this machine (DNS rebinding) would be let in.
"""

import os
from collections.abc import Iterable

from starlette.types import ASGIApp, Receive, Scope, Send

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
"""The names of this machine to itself."""

HOSTS = "CXDASH_HOSTS"
"""The environment variable with more names, by comma: the app behind a proxy, or in an intranet."""

_REFUSAL = (
    "cxdash does not answer under this name. Open it as localhost, or add the name to the "
    f"environment variable {HOSTS} and start it again.\n"
).encode()

_POLICY_VIOLATION = 1008
"""The WebSocket close code for a call that is not allowed. Source: RFC 6455, 7.4.1."""


class Guard:
    """ASGI middleware that refuses every Host but this machine's own and those allowed.

    Args:
        app: What is guarded.
        hosts: Names allowed besides loopback, without port; by default those of `CXDASH_HOSTS`.
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[str] | None = None) -> None:
        named = os.environ.get(HOSTS, "").split(",") if hosts is None else hosts
        self._app = app
        self._allowed = LOOPBACK | {name.strip().lower() for name in named if name.strip()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the call on, or refuse it."""
        if scope["type"] == "lifespan" or host_of(scope) in self._allowed:
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
        else:
            plain = [(b"content-type", b"text/plain; charset=utf-8")]
            await send({"type": "http.response.start", "status": 421, "headers": plain})
            await send({"type": "http.response.body", "body": _REFUSAL})


def host_of(scope: Scope) -> str:
    """Return the name a call was made under, without its port; empty where it names none or two.

    Examples:
        >>> host_of({"headers": [(b"host", b"LOCALHOST:8501")]})
        'localhost'
        >>> host_of({"headers": [(b"host", b"[::1]:8501")]})
        '[::1]'
    """
    named = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
    if len(named) != 1:
        return ""
    host = named[0].strip().lower()
    if host.startswith("["):
        return host[: host.find("]") + 1]
    return host.partition(":")[0]
