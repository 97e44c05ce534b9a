"""Who may be shown: the one policy for pages, rows, exports, tooltips and the command line."""

from dataclasses import dataclass, field

import pandas as pd

from cxdash.stats.people_guards import FEWEST_TO_SHOW, PeopleGuards

FEWEST_CASES = FEWEST_TO_SHOW
"""Cases a person needs, after all filters, before anything is said."""

EMPLOYEE = "employee"
SUPPRESSED = "suppressed"


@dataclass(frozen=True)
class PeoplePolicy:
    """What a reader may see about people.

    Codes or names is decided earlier, when the warehouse is built: where a workspace does not
    show names, no name is in it.

    Attributes:
        guards: What may be said about people in numbers: who is shown, who is compared, and by
            which word.
    """

    guards: PeopleGuards = field(default_factory=PeopleGuards)

    def guard(self, frame: pd.DataFrame, *, count: str, by: tuple[str, ...]) -> pd.DataFrame:
        """Return a frame of groups with every cell that says too much about a person emptied.

        A cell with fewer than ten cases is emptied. Where that leaves exactly one emptied cell
        in a row or column, their total would give it away, so the next smallest goes with it;
        and so on, until no total gives one away.

        Args:
            frame: One row for each group.
            count: The column with the cases behind a row.
            by: The grouping columns; `employee` among them when people are told apart.

        Returns:
            The same rows; numbers of emptied rows are NaN, and `suppressed` says which.
        """
        hidden = frame[count].fillna(0) < self.guards.fewest_to_show
        while not hidden.equals(wider := _widened(frame, hidden, count, by)):
            hidden = wider
        numbers = [name for name in frame.select_dtypes("number").columns if name not in by]
        guarded = frame.astype(dict.fromkeys(numbers, "float64"))
        guarded.loc[hidden, numbers] = float("nan")
        return guarded.assign(**{SUPPRESSED: hidden})

    def without_small_rest(
        self, frame: pd.DataFrame, whole: pd.DataFrame, *, count: str, by: tuple[str, ...]
    ) -> pd.DataFrame:
        """Return groups of some people with no case where they are all people but a few cases.

        Who knows the whole learns the few left out by subtracting; so the many are hidden, too.

        Args:
            frame: One row for each group of the people asked for.
            whole: The same groups of everyone.
            count: The column with the cases behind a row, in both.
            by: The grouping columns, in both.

        Returns:
            The frame; `count` is 0 where 1 to 9 cases of everyone are left over.
        """
        if by:
            beside = frame[list(by)].merge(whole[[*by, count]], on=list(by), how="left")
            everyone = beside[count].to_numpy("float64")
        else:
            everyone = whole[count].to_numpy("float64")
        left_over = everyone - frame[count].to_numpy("float64")
        gives_away = (left_over > 0) & (left_over < self.guards.fewest_to_show)
        return frame.assign(**{count: frame[count].astype("float64").mask(gives_away, 0.0)})


def _widened(
    frame: pd.DataFrame, hidden: "pd.Series[bool]", count: str, by: tuple[str, ...]
) -> "pd.Series[bool]":
    """Return the hidden rows, and one more wherever adding up along a column gives one away."""
    for added_up in by:
        within = [name for name in by if name != added_up]
        hidden = _with_one_more(frame, hidden, count, within)
    return hidden


def _with_one_more(
    frame: pd.DataFrame, hidden: "pd.Series[bool]", count: str, within: list[str]
) -> "pd.Series[bool]":
    """Return the hidden rows, with the smallest open one where a group hides exactly one."""
    groups = [frame[name] for name in within] or [pd.Series(0, index=frame.index)]
    is_alone = hidden.astype("int64").groupby(groups, dropna=False).transform("sum") == 1
    shown = frame[count].astype("float64").where(~hidden)
    smallest = shown.groupby(groups, dropna=False).transform("min")
    return hidden | (is_alone & (shown == smallest))
