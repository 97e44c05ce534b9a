"""Whatever is wrong with a file: it is read rightly, or a sentence says what is wrong and where."""

from pathlib import Path

import pytest

from tests.bad_files.cases import BadFile
from tests.bad_files.judging import judge
from tests.bad_files.make import FILES


def test_there_are_enough_bad_files_each_with_its_own_name() -> None:
    assert len(FILES) >= 120
    assert len({file.name for file in FILES}) == len(FILES)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_bad_file_is_read_rightly_or_refused_with_a_sentence(
    file: BadFile, tmp_path: Path
) -> None:
    assert judge(file, tmp_path).complaints() == []
