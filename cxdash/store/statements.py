"""The SQL whose shape is fixed, read from its numbered files; only our own names are put in.

What a person typed or a file holds is always bound, never part of the text.
"""

import re
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files

import duckdb

_FOLDER = files("cxdash.store") / "sql"
_PLACEHOLDER = re.compile(r"\$(\w+)")


def statement(file: str, /, **names: str) -> str:
    """Return the statement of that file with table and column names of ours put in."""
    return _template(file).format(**names)


def run(
    connection: duckdb.DuckDBPyConnection, text: str, bound: Mapping[str, object]
) -> list[tuple[object, ...]]:
    """Execute a statement with those of the bound values that it asks for."""
    wanted = {name: bound[name] for name in _PLACEHOLDER.findall(text)}
    result = connection.execute(text, wanted) if wanted else connection.execute(text)
    return result.fetchall()


def quoted(name: str) -> str:
    """Return a column name that may also be a word of SQL, such as count."""
    return f'"{name}"'


@cache
def layout_digest() -> str:
    """Return a hash of every statement: another text makes another warehouse."""
    digest = sha256()
    for file in sorted(_FOLDER.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".sql"):
            digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()


@cache
def _template(name: str) -> str:
    return (_FOLDER / f"{name}.sql").read_text(encoding="utf-8")
