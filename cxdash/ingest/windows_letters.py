"""The letters that Windows of Western Europe has for bytes beyond ASCII."""

from typing import Final

WINDOWS: Final = {
    byte: bytes([byte]).decode("cp1252", errors="ignore") or chr(byte)
    for byte in range(0x80, 0x100)
}
"""Windows-1252, and Latin-1 for the five bytes it has no letter for."""
