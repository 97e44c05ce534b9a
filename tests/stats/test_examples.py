"""Does every method show how it is used, and is what it shows true?"""

import doctest
import importlib
import inspect
import pkgutil
from types import ModuleType

import pytest

from cxdash import stats

MODULES = [
    importlib.import_module(f"{stats.__name__}.{found.name}")
    for found in pkgutil.iter_modules(stats.__path__)
]


PUBLIC = {
    name: inspect.getdoc(function) or ""
    for name in stats.__all__
    if inspect.isfunction(function := getattr(stats, name))
}
"""Docstrings of the functions that callers of the package see."""


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_the_examples_of_a_method_are_true(module: ModuleType) -> None:
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize("name", PUBLIC)
def test_every_method_has_an_example(name: str) -> None:
    assert ">>>" in PUBLIC[name]
