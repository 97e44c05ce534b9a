"""What a difference is worth: numbers in, numbers out; knows no table and no chart.

`__init__.pyi` says where each public name comes from; its module is loaded when one is first used,
for no page needs them all.
"""

import re
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Final

import numpy as np

_IMPORTS: Final = re.compile(r"^from (\S+) import (?:\(([^)]*)\)|(.+))$", re.MULTILINE)

_WHERE: Final = {
    name.strip(): module
    for module, several, alone in _IMPORTS.findall(
        Path(__file__).with_suffix(".pyi").read_text(encoding="utf-8")
    )
    for name in (several or alone).split(",")
    if name.strip()
}

__all__ = tuple(_WHERE)  # pyright: ignore[reportUnsupportedDunderAll] - the stub has the list


class _Public(ModuleType):
    """A package whose functions keep their names where their modules are called the same."""

    def __setattr__(self, name: str, value: object) -> None:
        """Set an attribute, but leave a public name alone when the module of that name is loaded.

        Importing `garwood.py` would otherwise put the module where the function `garwood` belongs.
        """
        if not (isinstance(value, ModuleType) and name in _WHERE):
            super().__setattr__(name, value)


def __getattr__(name: str) -> object:
    """Return a public name, importing its module on first use."""
    if name not in _WHERE:
        raise AttributeError(f"cxdash.stats has no public name {name!r}")
    found = getattr(import_module(_WHERE[name]), name)
    globals()[name] = found
    return found


def _load_special_functions() -> None:
    """Load SciPy's special functions without NumPy's Fortran front end, a third of what they take.

    SciPy copies every name that NumPy has, and to ask NumPy for `f2py` is to import it. Nothing
    here compiles Fortran; whoever asks for it afterwards gets it as ever.
    """
    names = np.__dict__
    if "f2py" in names:
        return
    names["f2py"] = None
    try:
        import_module("scipy.special")
    finally:
        names.pop("f2py", None)


sys.modules[__name__].__class__ = _Public
_load_special_functions()
