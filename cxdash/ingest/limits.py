"""What a child that reads a file may use: memory, processor time, wall time.

Linux holds the address space and the processor time itself. Elsewhere it cannot be relied on:
there DuckDB's own memory limit and the watching parent, which ends a child in time, hold.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import Final

GRACE_SECONDS: Final = 5
"""Processor seconds between the signal that tells the reason and the one that cannot be missed."""

ENVIRONMENT: Final = {
    "MALLOC_ARENA_MAX": "2",
    "MALLOC_MMAP_THRESHOLD_": str(32 * 1024**2),
    "MALLOC_TRIM_THRESHOLD_": str(64 * 1024**2),
    "ARROW_DEFAULT_MEMORY_POOL": "system",
}
"""Each thread's own heap would count against the address space. Memory of a block's size is kept
for the next block: to be given new pages for each took a third of the system's time."""


@dataclass(frozen=True)
class Limits:
    """What one child may use.

    Attributes:
        memory_bytes: Address space: DuckDB's share, Arrow's buffers, the interpreter, and room for
            mapped files.
        processor_seconds: Of all its threads together.
        wall_seconds: From its start. A file of 10 million rows takes minutes; what takes an hour
            hangs.
    """

    memory_bytes: int = 4 * 1024**3
    processor_seconds: int = 3600
    wall_seconds: float = 3600.0


USUAL: Final = Limits()


def child_environment() -> dict[str, str]:
    """Return this process's environment with what a child needs set."""
    return {**os.environ, **ENVIRONMENT}


def unheld(platform: str = sys.platform) -> str:
    """Return which limits the system does not hold here and why, as a sentence; "" for none."""
    if platform == "linux":
        return ""
    return (
        f"The system ({platform}) holds no limit of memory or processor time for a process: "
        "only the time a file may take, and DuckDB's own memory, are limited."
    )


def apply(held: Limits) -> None:
    """Limit this process; called before anything that reads files is loaded."""
    if unheld():
        return
    import resource  # noqa: PLC0415 (does not exist on Windows)

    seconds = held.processor_seconds
    resource.setrlimit(resource.RLIMIT_AS, (held.memory_bytes, held.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + GRACE_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
