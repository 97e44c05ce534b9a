"""Files with the same bytes: dropped again after a reload, or lying in the inbox too.

Sizes are compared first, and bytes are only read where sizes agree: an export may be gigabytes.
"""

import functools
from collections.abc import Iterable
from pathlib import Path

from cxdash.ingest.read import digest
from cxdash.web.intake_files import Arrived


def twin(one: Arrived, among: Iterable[Arrived]) -> Arrived | None:
    """Return the first of these files that holds the same bytes as a file, or None."""
    return next((other for other in among if _same_bytes(one.path, other.path)), None)


def each_once(arrived: Iterable[Arrived], known: Iterable[Arrived] = ()) -> list[Arrived]:
    """Return files without those whose bytes came before, in their order.

    Args:
        arrived: The files.
        known: Files that count as having come before.
    """
    known = list(known)
    kept: list[Arrived] = []
    for one in arrived:
        if twin(one, [*known, *kept]) is None:
            kept.append(one)
    return kept


def _same_bytes(one: Path, other: Path) -> bool:
    """Whether two files hold the same; one that is gone equals none."""
    try:
        sizes = [path.stat().st_size for path in (one, other)]
        return sizes[0] == sizes[1] and _digest(one) == _digest(other)
    except FileNotFoundError:
        return False


def _digest(path: Path) -> str:
    return _digest_of(path, path.stat().st_mtime_ns)


@functools.lru_cache(maxsize=512)
def _digest_of(path: Path, _changed_at: int) -> str:
    """Return the hash of a file's bytes, read once for each state of it: every click asks."""
    return digest(path)
