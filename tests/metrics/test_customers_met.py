"""Customers who were met are as many by their months as by their contacts."""

from datetime import date, timedelta
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from cxdash.metrics import query
from cxdash.metrics.customers import Touched, customers_touched
from cxdash.metrics.dimensions import NOT_RECORDED
from cxdash.metrics.filters import Filters, Where
from cxdash.metrics.periods import Period
from cxdash.metrics.reader import Reader, reader_of
from cxdash.store import summaries
from cxdash.store.workspace import Workspace
from tests.uploads_by_hand import keep

FIRST, NEWEST = date(2024, 11, 20), date(2026, 2, 11)

PERIODS = (
    None,
    Period(FIRST, NEWEST),
    Period(date(2025, 3, 1), date(2025, 5, 31)),  # whole months
    Period(date(2025, 3, 9), date(2025, 5, 8)),  # one whole month between two cut ones
    Period(date(2025, 3, 9), date(2025, 4, 20)),  # no whole month
    Period(date(2025, 8, 12), NEWEST),  # up to the newest contact, inside its month
    Period(date(2023, 1, 1), date(2025, 1, 31)),  # from before the first
    Period(date(2030, 1, 1), date(2030, 12, 31)),  # after all
)
WHERES: tuple[Where, ...] = (
    (),
    (("segment", ("Retail",)),),
    (("segment", ("Retail", NOT_RECORDED)), ("region", ("North",))),
    (("channel", ("Phone",)),),
)


def made(chance: np.random.Generator, *, changes: bool) -> dict[str, list[dict[str, object]]]:
    """Return customers and contacts; where they change, a customer has several segments."""

    def contact(place: int) -> dict[str, object]:
        customer = int(chance.integers(140))
        told = int(chance.integers(3)) if changes else customer % 3
        day = FIRST + timedelta(days=int(chance.integers((NEWEST - FIRST).days)))
        return {
            "touch_id": f"T{place}",
            "customer_id": None if customer > 135 else f"C{customer}",
            "occurred_at": None if chance.random() < 0.05 else day.isoformat(),
            "segment": ("Retail", "Trade", None)[told],
            "region": ("North", "South")[customer % 2],
            "channel": ("Phone", "Web")[int(chance.integers(2))],
        }

    newest = contact(0) | {"occurred_at": NEWEST.isoformat()}
    first = contact(1) | {"occurred_at": FIRST.isoformat()}
    listed = [{"customer_id": f"C{n}"} | ({} if changes else {"segment": ("Retail", "Trade", None)[
        n % 3]}) for n in range(0, 160, 2)]  # fmt: skip
    return {
        "customers": listed,
        "touches": [newest, first, *(contact(place) for place in range(2, 420))],
    }


@pytest.fixture(scope="module", params=[False, True], ids=["one segment", "several segments"])
def reader(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Reader:
    workspace = Workspace(tmp_path_factory.mktemp("met") / "home")
    keep(workspace, made(np.random.default_rng(7), changes=request.param))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(summaries, "QUICK_CELLS", 0)
        patch.setattr(summaries, "CELLS_PER_ROW", float("inf"))
        return reader_of(workspace)


def counted(reader: Reader, filters: Filters) -> Touched:
    """Return the same by a query of our own."""

    def fits(name: str, values: tuple[str, ...]) -> str:
        named = ", ".join(f"'{value}'" for value in values)
        return f"coalesce({name}, 'not recorded') in ({named})"

    days = filters.period
    inside = f"occurred_on between '{days.first}' and '{days.last}'" if days else "true"
    told = [fits(name, values) for name, values in filters.where]
    of_customers = [text for text in told if not text.startswith("coalesce(channel")]
    [(met,)] = reader.facts.rows(
        "select count(*) from (select distinct customer_id from touches semi join customers "
        f"using (customer_id) where {' and '.join([inside, *told])})"
    )
    known = f"select count(*) from customers where {' and '.join(['true', *of_customers])}"
    return Touched(met, reader.facts.rows(known)[0][0])


@pytest.mark.parametrize("read", ["held", "months, or copies", "months, or all contacts"])
@pytest.mark.parametrize(("period", "where"), [*product(PERIODS, WHERES)])
def test_months_tell_the_same_customers_as_contacts(
    reader: Reader,
    period: Period | None,
    where: Where,
    read: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if read != "held":
        monkeypatch.setattr(query, "MOST_ROWS", 0)
    if read == "months, or all contacts":
        monkeypatch.setattr(query, "excerpt_of", lambda *_: None)
    filters = Filters(period, where)
    by_hand = counted(reader, filters)
    assert customers_touched(reader, filters) == (by_hand if by_hand.known else None)


def test_months_are_noted_for_customers_of_the_list_alone(reader: Reader) -> None:
    [(first_month, newest, _)] = reader.facts.rows("select * from met")
    assert (first_month, newest) == (date(2024, 11, 1), NEWEST)
    noted = reader.facts.rows("select count(distinct customer_key) from customer_months")
    touched = (
        "select count(distinct customer_id) from touches semi join customers using (customer_id)"
    )
    assert noted == reader.facts.rows(touched)


def test_few_contacts_are_asked_themselves(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "home")
    keep(workspace, made(np.random.default_rng(7), changes=False))
    reader = reader_of(workspace)

    assert reader.facts.rows("select * from met") == []
    assert customers_touched(reader, Filters()) == counted(reader, Filters())
