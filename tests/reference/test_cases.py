"""Do our methods give the numbers the literature prints?"""

import json
import math
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.reference.methods import METHODS

HERE = Path(__file__).parent


FILES = {path.stem: path for path in sorted((HERE / "cases").glob("*.json"))}
METHOD_OF = {
    name: json.loads(path.read_text(encoding="utf-8"))["method"] for name, path in FILES.items()
}
COVERED = [name for name, method in METHOD_OF.items() if method in METHODS]

MISSING = "missing"

NOT_YET: set[str] = set()
"""Cases that wait for a method of ours; a case leaves this list when it gets one."""


def differences(
    found: object, expected: object, tolerance: dict[str, float], where: str
) -> Iterator[str]:
    """Yield every place where `found` is not `expected`, in words."""
    if isinstance(expected, dict):
        ours = found if isinstance(found, dict) else {}
        for key, value in expected.items():
            yield from differences(ours.get(key, MISSING), value, tolerance, f"{where}.{key}")
    elif isinstance(expected, list) and isinstance(found, list) and len(found) == len(expected):
        exactly = {"abs": 0.0} if where.endswith("_1based") else tolerance
        for i, (ours, theirs) in enumerate(zip(found, expected, strict=True)):
            yield from differences(ours, theirs, exactly, f"{where}[{i}]")
    elif not is_same(found, expected, tolerance):
        yield f"{where} is {found}, not {expected}"


def is_same(found: object, expected: object, tolerance: dict[str, float]) -> bool:
    if expected is None:
        return found is None or (isinstance(found, float) and math.isnan(found))
    if isinstance(expected, bool | str) or not isinstance(expected, int | float):
        return found == expected
    return isinstance(found, int | float) and is_close(found, expected, tolerance)


def is_close(found: float, expected: float, tolerance: dict[str, float]) -> bool:
    """Either tolerance is enough; the relative one is a share of the expected number."""
    gap = abs(found - expected)
    return gap <= tolerance.get("abs", 0.0) or gap <= tolerance.get("rel", 0.0) * abs(expected)


@pytest.mark.parametrize("name", COVERED)
def test_a_method_gives_the_published_numbers(name: str) -> None:
    case = json.loads(FILES[name].read_text(encoding="utf-8"))

    found = METHODS[case["method"]](case["inputs"], case["options"])

    assert list(differences(found, case["expected"], case["tolerance"], name)) == []


def test_every_case_is_either_covered_or_named_as_waiting() -> None:
    """A case that lost its method, or a new file, must be seen."""
    assert set(COVERED) | NOT_YET == set(FILES)
    assert set(COVERED).isdisjoint(NOT_YET)


def test_every_adapter_has_a_case() -> None:
    assert set(METHODS) <= set(METHOD_OF.values())
