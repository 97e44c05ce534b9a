"""What a child that reads a file may use: memory, processor time, wall time.

On Linux the address space is limited by the system. macOS and Windows have no limit to rely on:
there DuckDB's own memory limit and the watching parent hold.
"""

from __future__ import annotations

import os
import sys
from typing import Final

MEMORY_BYTES: Final = 4 * 1024**3
"""Address space: DuckDB's 1 GB, Arrow's buffers, the interpreter, and room for mapped files."""

PROCESSOR_SECONDS: Final = 3600
WALL_SECONDS: Final = 3600.0
"""A file of 3 million rows takes about two minutes; what takes an hour hangs."""

ENVIRONMENT: Final = {"MALLOC_ARENA_MAX": "2"}
"""Each thread's own heap would count against the address space."""


def child_environment() -> dict[str, str]:
    """Return this process's environment with what a child needs set."""
    return {**os.environ, **ENVIRONMENT}


def apply() -> None:
    """Limit this process; called first thing in a child."""
    if sys.platform != "linux":
        return
    import resource  # noqa: PLC0415 (does not exist on Windows)

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
