"""What a process of this machine has used: its memory and its processor time (Linux)."""

import os
from pathlib import Path
from typing import Literal

_UTIME, _STIME = 11, 12
"""Places in /proc/PID/stat after the name in brackets. Source: proc_pid_stat(5)."""


def memory(pid: int | str, kind: Literal["VmRSS", "VmHWM"] = "VmRSS") -> float:
    """Return a process's resident memory in MB, now (VmRSS) or at its highest (VmHWM)."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    line = next(line for line in status.splitlines() if line.startswith(kind))
    return int(line.split()[1]) / 1024


def cpu_seconds(pid: int) -> float:
    """Return the processor time a process has used in all its threads, those that ended too."""
    stat = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    fields = stat.rpartition(")")[2].split()
    return (int(fields[_UTIME]) + int(fields[_STIME])) / os.sysconf("SC_CLK_TCK")


def children(pid: int) -> list[int]:
    """Return the processes that a process's first thread has started and that still run."""
    said = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(child) for child in said.split()]
