"""Keep the file a person gave us, compressed, and give it back byte for byte."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import IO, Any, cast

from cxdash.errors import QuestionError
from cxdash.store.uploads import Upload

_CHUNK = 1 << 20
"""Bytes packed at a time, each piece for itself: a stream over all pieces takes a fifth longer."""

_LEVEL = 1


def keep_original(
    source: Path,
    staging: Path,
    *,
    suffix: str | None = None,
    seen: Callable[[bytes], object] | None = None,
) -> Path:
    """Compress a file into a staging folder as `source<suffix>.zst`, a megabyte at a time.

    Args:
        source: The file as it arrived.
        staging: The folder of the upload being prepared.
        suffix: Its ending, when the file stands under a temporary name.
        seen: Given each piece before it is packed, so that the file is read once.
    """
    kept = staging / f"source{source.suffix if suffix is None else suffix}.zst"
    pack = _arrow("Codec")("zstd", _LEVEL).compress
    with source.open("rb") as original, kept.open("wb") as packed:
        chunk = original.read(_CHUNK)
        while True:
            if seen is not None:
                seen(chunk)
            packed.write(pack(chunk))
            chunk = original.read(_CHUNK)
            if not chunk:
                return kept


def original(upload: Upload) -> Path:
    """Return the kept original of an upload.

    Raises:
        QuestionError: If it was not kept.
    """
    kept = next(upload.folder.glob("source*.zst"), None)
    if kept is None:
        raise QuestionError(
            f"The original of upload {upload.number}, {upload.facts.file_name}, was not kept.",
            next_step="Load the file again from where it came from.",
        )
    return kept


def open_original(upload: Upload) -> IO[bytes]:
    """Open the kept original for reading, uncompressed on the way.

    Raises:
        QuestionError: If it was not kept.
    """
    return cast("IO[bytes]", _arrow("CompressedInputStream")(str(original(upload)), "zstd"))


def _arrow(name: str) -> Callable[..., Any]:
    # Looked up when needed: pyarrow takes 0.2 s to import, and ships no types to check.
    return getattr(import_module("pyarrow"), name)
