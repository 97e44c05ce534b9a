"""What can go wrong for a reader, said in two parts: what happened, and what to do next."""


class CxdashError(Exception):
    """A problem the reader can act on; anything else that is raised is a bug.

    Attributes:
        what: What happened, with the file, line, column and value where there are any.
        next_step: What to do about it, as an instruction.
    """

    def __init__(self, what: str, *, next_step: str) -> None:
        super().__init__(f"{what} {next_step}")
        self.what = what
        self.next_step = next_step


class UnreadableFileError(CxdashError):
    """A file that holds no table cxdash can read."""


class MappingError(CxdashError):
    """A mapping of columns that cannot be used as it stands."""


class RefusedUploadError(CxdashError):
    """An upload that was not kept, with the reason."""


class QuestionError(CxdashError):
    """A question that names a metric, dimension, value or date cxdash does not have."""


class WorkspaceError(CxdashError):
    """A workspace folder that cannot be opened, written or rebuilt."""
