"""The database an import works in."""

from pathlib import Path

import pyarrow as pa
import pytest

from cxdash.store.scratch import Scratch


@pytest.mark.parametrize("there", ["taken", "counted", "given"])
def test_a_table_is_taken_whatever_other_tables_are_called(tmp_path: Path, there: str) -> None:
    with Scratch(tmp_path) as scratch:
        scratch.execute(f"CREATE TEMP TABLE {there} AS SELECT 1 AS n")
        for number in (2, 3):
            scratch.take("kept", pa.table({"n": [number]}))
            assert scratch.rows("SELECT n FROM kept") == [(number,)]
        assert scratch.rows(f"SELECT n FROM {there}") == [(1,)]
