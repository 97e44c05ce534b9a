"""What a mixed model needs to know of the rows: counts and sums, however many rows there were."""

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cxdash.stats.checks import Floats, row_of_numbers

Codes: TypeAlias = NDArray[np.intp]


class Levels(NamedTuple):
    """A column of names turned into numbers.

    Attributes:
        names: Every name once, sorted.
        codes: The place of each row's name in `names`.
    """

    names: tuple[object, ...]
    codes: Codes


class NormalEquations(NamedTuple):
    """Sums over rows of everything times everything, with the outcome measured from `origin`.

    Columns stand in the order factors (level by level), then design.

    Attributes:
        rows: How many rows there were.
        origin: What was taken off every outcome, so that squares stay small.
        square: Sum of squared outcomes, from the origin.
        cross: Sums of products of columns, (columns, columns).
        right: Sums of columns times the outcome, one a column.
        sizes: Levels of each factor, in order.
        names: Names of the levels of each factor, in order.
    """

    rows: float
    origin: float
    square: float
    cross: Floats
    right: Floats
    sizes: tuple[int, ...]
    names: tuple[tuple[object, ...], ...]


def levels(labels: ArrayLike) -> Levels:
    """Return names as numbers, so that rows in another order mean the same levels.

    Args:
        labels: One name or number a row.

    Raises:
        ValueError: If the labels have more than one dimension.

    Examples:
        >>> found = levels(["post", "shop", "post"])
        >>> found.names, found.codes.tolist()
        (('post', 'shop'), [0, 1, 0])
    """
    row = np.asarray(labels)
    if row.ndim != 1:
        raise ValueError(f"Labels have {row.ndim} dimensions; they must have one.")
    names, codes = np.unique(row, return_inverse=True)
    return Levels(tuple(names.tolist()), codes)


def sums_by(codes: Codes, values: Floats, size: int) -> Floats:
    """Return the sum of the values of each code, 0 for a code without any.

    Args:
        codes: The code of each value, from 0.
        values: What is summed.
        size: How many codes there are.

    Examples:
        >>> sums_by(np.array([0, 2, 0]), np.array([1.0, 2.0, 3.0]), 3).tolist()
        [4.0, 0.0, 2.0]
    """
    # Typed as counts, but with weights numpy returns floats.
    return np.asarray(np.bincount(codes, weights=values, minlength=size), dtype=np.float64)


def dummies(labels: ArrayLike) -> Floats:
    """Return one 0/1 column for each name but the first, to stand as fixed effects of a design.

    Args:
        labels: One name or number a row.

    Returns:
        (rows, names - 1), names in sorted order.

    Raises:
        ValueError: If the labels have more than one dimension.

    Examples:
        >>> dummies(["a", "b", "c", "a"]).tolist()
        [[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [0.0, 0.0]]
    """
    found = levels(labels)
    return np.eye(len(found.names))[found.codes][:, 1:]


def design_matrix(design: ArrayLike | None, *, rows: int) -> Floats:
    """Return the design with a leading column of ones.

    Args:
        design: (rows, columns) without an intercept, or None for the intercept alone.
        rows: How many rows it must have.

    Raises:
        ValueError: If it has another number of rows, a value that is no number, or columns that
            say the same as others.

    Examples:
        >>> design_matrix([[0.0], [1.0]], rows=2).tolist()
        [[1.0, 0.0], [1.0, 1.0]]
    """
    ones = np.ones((rows, 1))
    extra = np.empty((rows, 0)) if design is None else np.asarray(design, dtype=np.float64)
    if extra.ndim != 2 or len(extra) != rows:  # noqa: PLR2004 - rows and columns
        raise ValueError(f"design has shape {extra.shape}; it needs one row for each of {rows}.")
    if not np.all(np.isfinite(extra)):
        raise ValueError("The design holds a value that is no number.")
    matrix: Floats = np.column_stack([ones, extra])
    if np.linalg.matrix_rank(matrix.T @ matrix, hermitian=True) < matrix.shape[1]:
        raise ValueError("Columns of the design say the same: leave one of them out.")
    return matrix


def equations_of_cells(
    n: ArrayLike,
    total: ArrayLike,
    total_sq: ArrayLike,
    factors: Sequence[ArrayLike],
    design: ArrayLike | None = None,
) -> NormalEquations:
    """Return the normal equations of rows added up to cells in which all factors are the same.

    Args:
        n: Rows of each cell; above 0. A single row is a cell of 1.
        total: Sum of the outcome over the rows of each cell.
        total_sq: Sum of its squares.
        factors: For each random factor, the level of each cell.
        design: (cells, columns) of fixed effects without an intercept; None for the intercept
            alone.

    Raises:
        ValueError: If lengths differ, there is no factor, a cell is empty, or the design says the
            same twice.

    Examples:
        >>> sums = equations_of_cells([2, 1], [5.0, 4.0], [13.0, 16.0], [["ann", "bob"]])
        >>> sums.rows, sums.origin, sums.cross.tolist()
        (3.0, 3.0, [[2.0, 0.0, 2.0], [0.0, 1.0, 1.0], [2.0, 1.0, 3.0]])
    """
    count, sums = row_of_numbers("n", n), row_of_numbers("total", total)
    squares, fixed = row_of_numbers("total_sq", total_sq), design_matrix(design, rows=len(count))
    random = [levels(labels) for labels in factors]
    if not random or any(row.shape != count.shape for row in (sums, squares)):
        raise ValueError("Every cell needs n, total and total_sq, and there must be a factor.")
    if any(found.codes.shape != count.shape for found in random) or not np.all(count > 0):
        raise ValueError("Every cell needs a level of each factor, and at least one row.")
    origin = float(sums.sum() / count.sum())
    centred = sums - origin * count
    return NormalEquations(
        rows=float(count.sum()),
        origin=origin,
        square=float(np.sum(squares - 2 * origin * sums + origin * origin * count)),
        cross=_products(random, count, fixed),
        right=np.concatenate(
            [*(sums_by(each.codes, centred, len(each.names)) for each in random), fixed.T @ centred]
        ),
        sizes=tuple(len(found.names) for found in random),
        names=tuple(found.names for found in random),
    )


def equations_of_columns(
    outcome: ArrayLike,
    factors: Sequence[Any],
    names: Sequence[tuple[object, ...]],
    design: ArrayLike | None = None,
) -> NormalEquations:
    """Return the normal equations of rows whose factors are columns of weights, not one level each.

    Args:
        outcome: One number a row.
        factors: For each random factor, (rows, levels) of weights: an array of numpy, or a sparse
            one of scipy.
        names: Names of the levels of each factor.
        design: As for `equations_of_cells`.

    Raises:
        ValueError: If lengths differ, there is no factor, or the design says the same twice.

    Examples:
        >>> touches = np.array([[1.0, 1.0], [0.0, 2.0]])
        >>> equations_of_columns([4.0, 2.0], [touches], [("ann", "bob")]).right.tolist()
        [1.0, -1.0, 0.0]
    """
    y = row_of_numbers("outcome", outcome)
    shapes = [(len(y), len(of)) for of in names]
    if not shapes or [tuple(part.shape) for part in factors] != shapes:
        raise ValueError("Every row needs one weight for each level, and there must be a factor.")
    origin = float(y.mean())
    columns = [*factors, design_matrix(design, rows=len(y))]
    return NormalEquations(
        rows=float(len(y)),
        origin=origin,
        square=float(np.sum((y - origin) ** 2)),
        cross=np.block([[_dense(one.T @ other) for other in columns] for one in columns]),
        right=np.concatenate([_dense(each.T @ (y - origin)) for each in columns]),
        sizes=tuple(len(of) for of in names),
        names=tuple(names),
    )


def _dense(product: Any) -> Floats:  # noqa: ANN401 - scipy's sparse arrays or numpy's
    return np.asarray(product.toarray() if hasattr(product, "toarray") else product)


def _products(random: Sequence[Levels], count: Floats, fixed: Floats) -> Floats:
    """Return sums of products of all columns, without ever writing out a column of a factor."""
    beside = [
        np.column_stack([sums_by(each.codes, count * x, len(each.names)) for x in fixed.T])
        for each in random
    ]
    blocks = [
        [*(_together(first, second, count) for second in random), side]
        for first, side in zip(random, beside, strict=True)
    ]
    last = [*(side.T for side in beside), (fixed * count[:, None]).T @ fixed]
    return np.block([*blocks, last])


def _together(first: Levels, second: Levels, count: Floats) -> Floats:
    """Return how many rows have each pair of levels."""
    shape = (len(first.names), len(second.names))
    pair = first.codes * shape[1] + second.codes
    return sums_by(pair, count, shape[0] * shape[1]).reshape(shape)
