"""A reader without a browser: speaks Streamlit's own language over its websocket.

It sends what a browser would send for a click and reads what a browser would draw, so it measures
the server alone: the script, and the messages on their way.
"""

from asyncio import timeout
from dataclasses import dataclass, field
from time import perf_counter
from types import TracebackType
from typing import Final, Self
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

DONE: Final = ForwardMsg.FINISHED_SUCCESSFULLY
PATIENCE: Final = 120
"""Seconds without a message after which a visitor gives up."""


@dataclass(frozen=True)
class Run:
    """One run of a page's script, as the visitor met it.

    Attributes:
        ms: Milliseconds from the click to the message that the script has finished.
        kilobytes: What came.
        faults: What the page showed as an error.
        texts: What its Markdown says.
    """

    ms: float
    kilobytes: float
    faults: tuple[str, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True)
class _Filter:
    """A select box or a choice of several, as the page last drew it."""

    id: str
    key: str
    is_many: bool


@dataclass
class _Heard:
    """What came of a run so far."""

    bytes: int = 0
    faults: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


class Visitor:
    """One session.

    Args:
        address: The server's address.
        page: The page's path; empty for the first.
        query: What the address holds after the question mark, by key.
    """

    def __init__(self, address: str, page: str = "", query: dict[str, str] | None = None) -> None:
        self._address = address
        self._page = page
        self._query = {key: [value] for key, value in (query or {}).items()}
        self._script_hash = ""
        self._filters: dict[str, _Filter] = {}
        self._chosen: dict[str, WidgetState] = {}
        self._socket: ClientConnection

    async def __aenter__(self) -> Self:
        """Connect; `open` then asks for the page."""
        # What it reads is unpacked at once, so compression would cost both sides for nothing.
        self._socket = await connect(
            f"{self._address.replace('http', 'ws', 1)}/_stcore/stream",
            subprotocols=["streamlit"],
            max_size=None,
            compression=None,
            ping_interval=None,
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave."""
        await self._socket.close()

    async def open(self) -> Run:
        """Ask for the page and wait until its script has finished."""
        return await self._run()

    async def go(self, page: str) -> Run:
        """Follow the navigation to another page of the same session."""
        self._page, self._script_hash = page, ""
        return await self._run()

    async def choose(self, label: str, *options: str) -> Run:
        """Set a filter to these options, none for all, and wait until the script has finished."""
        asked = self._filters[label]
        state = WidgetState(id=asked.id)
        if asked.is_many:
            state.string_array_value.data.extend(options)
        else:
            state.string_value = options[0]
        self._chosen[asked.id] = state
        if asked.key:
            self._query[asked.key] = list(options)
        return await self._run()

    async def _run(self) -> Run:
        message = BackMsg()
        client = message.rerun_script
        client.query_string = urlencode(self._query, doseq=True)
        client.page_script_hash = self._script_hash
        client.page_name = "" if self._script_hash else self._page
        client.widget_states.widgets.extend(self._chosen.values())
        client.context_info.timezone = "UTC"
        client.context_info.locale = "en-US"
        client.context_info.url = f"{self._address}/{self._page}"
        begun, heard = perf_counter(), _Heard()
        await self._socket.send(message.SerializeToString())
        while not await self._is_last(heard):
            pass
        ms = 1000 * (perf_counter() - begun)
        return Run(ms, heard.bytes / 1000, tuple(heard.faults), tuple(heard.texts))

    async def _is_last(self, heard: _Heard) -> bool:
        """Take the next message in; tell whether it says that the script has finished."""
        async with timeout(PATIENCE):
            raw = await self._socket.recv(decode=False)
        heard.bytes += len(raw)
        message = ForwardMsg.FromString(raw)
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._script_hash = message.new_session.page_script_hash
        elif kind == "navigation":
            self._script_hash = message.navigation.page_script_hash
        elif kind == "page_not_found":
            heard.faults.append("page not found")
        elif kind == "delta":
            self._look(message.delta, heard)
        return kind == "script_finished" and message.script_finished == DONE

    def _look(self, delta: Delta, heard: _Heard) -> None:
        element = delta.new_element
        kind = element.WhichOneof("type") if delta.HasField("new_element") else None
        if kind == "exception":
            heard.faults.append(f"{element.exception.type}: {element.exception.message}")
        elif kind == "alert" and element.alert.format == element.alert.ERROR:
            heard.faults.append(element.alert.body)
        elif kind == "markdown":
            heard.texts.append(element.markdown.body)
        elif kind in {"multiselect", "selectbox"}:
            drawn = getattr(element, kind)
            self._filters[drawn.label] = _Filter(
                drawn.id, drawn.query_param_key, is_many=kind == "multiselect"
            )
