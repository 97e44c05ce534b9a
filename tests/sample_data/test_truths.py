"""Each planted truth of TRUTHS.md is in the files, and the noise beside it is only noise."""

from itertools import permutations
from math import factorial, sqrt
from pathlib import Path

import duckdb
import numpy as np
import pytest
from numpy.typing import NDArray

Files = duckdb.DuckDBPyConnection
Floats = NDArray[np.float64]

SAMPLE = Path(__file__).parents[2] / "sample_data"
OTHERS = ("Private households", "Retail partners", "Hotels & hospitality")


def charted(y: Floats, n: Floats, variance: float) -> tuple[Floats, int]:
    """Return each month in limit widths (3 is the limit) and the longest run on one side.

    Limits c ± 3·s·max(1, σz) with σz = mean|z_i − z_{i−1}| / 1.128.
    """
    centre = (y * n).sum() / n.sum()
    z = (y - centre) / np.sqrt(variance / n)
    widest = max(1.0, np.abs(np.diff(z)).mean() / 1.128)
    run = longest = 0
    for i, above in enumerate(y > centre):
        run = run + 1 if i and above == (y[i - 1] > centre) else 1
        longest = max(longest, run)
    return z / widest, longest


def monthly(files: Files, sql: str) -> list[Floats]:
    """Return the columns of a query of 24 rows as arrays."""
    rows = files.execute(sql).fetchall()
    columns = [np.array(column, dtype=float) for column in zip(*rows, strict=True)]
    assert len(columns[0]) == 24
    return columns


def csat_months(files: Files, segment: str) -> tuple[Floats, int, Floats, Floats]:
    """Return limit widths, longest run, monthly share and n of a segment's satisfaction."""
    y, n = monthly(
        files,
        "select avg(satisfied::int), count(*) from csat "
        f"where segment = '{segment}' or '{segment}' = 'all' group by month order by month",
    )
    mean = (y * n).sum() / n.sum()
    widths, run = charted(y, n, mean * (1 - mean))
    return widths, run, y, n


def wilson(hits: int, n: int) -> tuple[float, float]:
    """Return the 95 % Wilson interval."""
    z = 1.959963984540054
    share, scale = hits / n, 1 + z * z / n
    middle = (share + z * z / 2 / n) / scale
    half = z * sqrt(share * (1 - share) / n + z * z / 4 / n / n) / scale
    return middle - half, middle + half


def newcombe(now: tuple[int, int], before: tuple[int, int]) -> tuple[float, float]:
    """Return the 95 % Newcombe interval of the difference of two shares, in points."""
    p1, p0 = now[0] / now[1], before[0] / before[1]
    (low1, high1), (low0, high0) = wilson(*now), wilson(*before)
    low = p1 - p0 - sqrt((p1 - low1) ** 2 + (high0 - p0) ** 2)
    high = p1 - p0 + sqrt((high1 - p1) ** 2 + (p0 - low0) ** 2)
    return round(100 * low, 1), round(100 * high, 1)


# 1. A real shift


def test_landlords_fell_for_good_with_the_new_delivery_partner(files: Files) -> None:
    before, after = files.execute("""
        select count(*) filter (satisfied), count(*) from csat
        where segment = 'Landlords & housing'
        group by moment >= '2025-06-01' order by moment >= '2025-06-01'
    """).fetchall()
    assert (before, after) == ((521, 611), (786, 1209))
    assert newcombe(after, before) == (-24.0, -16.2)


def test_the_chart_of_landlords_shows_a_run_on_either_side_of_the_change(files: Files) -> None:
    _, _, share, n = csat_months(files, "Landlords & housing")
    centre = (share * n).sum() / n.sum()
    assert (share[:8] > centre).all()
    assert (share[-12:] < centre).all()


def test_the_shift_is_largest_in_the_delivery_process(files: Files) -> None:
    shares = files.execute("""
        select process = 'Delivery', round(100 * avg(satisfied::int), 1) from csat
        where segment = 'Landlords & housing'
        group by process = 'Delivery', moment >= '2025-06-01'
        order by process = 'Delivery', moment >= '2025-06-01'
    """).fetchall()
    assert shares == [(False, 82.2), (False, 73.4), (True, 90.4), (True, 50.6)]


def test_landlords_wait_more_often_than_before(files: Files) -> None:
    late = files.execute("""
        select round(100 * avg((delivered::date > promised)::int), 1) from orders
        where delivered is not null
        group by segment = 'Landlords & housing', promised >= '2025-06-01'
        order by segment = 'Landlords & housing', promised >= '2025-06-01'
    """).fetchall()
    assert late == [(8.6,), (8.1,), (8.6,), (22.0,)]


def test_landlords_recommend_less(files: Files) -> None:
    scores = files.execute("""
        select round(avg(points), 1), count(*) from nps where segment = 'Landlords & housing'
        group by moment >= '2025-07-01' order by moment >= '2025-07-01'
    """).fetchall()
    assert scores == [(32.1, 330), (1.3, 464)]


# 2. A low month that is noise


def test_retail_partners_in_may_2025_look_low_and_are_inside_the_limits(files: Files) -> None:
    widths, run, share, n = csat_months(files, "Retail partners")
    may = 7
    assert round(share[may], 3) == 0.590
    assert round(float((share * n).sum() / n.sum()), 3) == 0.684
    assert round(float(widths[may]), 1) == -1.8
    assert run < 8


def test_no_segment_differs_between_april_and_may_2025(files: Files) -> None:
    rows = files.execute("""
        select count(*) filter (satisfied and month = 7), count(*) filter (month = 7),
            count(*) filter (satisfied and month = 6), count(*) filter (month = 6)
        from csat group by segment order by segment
    """).fetchall()
    assert rows[3] == (69, 117, 82, 116)
    assert newcombe((69, 117), (82, 116)) == (-23.5, 0.5)
    intervals = [newcombe(row[:2], row[2:]) for row in rows]
    assert all(low < 0 < high for low, high in intervals)


@pytest.mark.parametrize("segment", OTHERS)
def test_no_other_segment_gives_a_signal(segment: str, files: Files) -> None:
    widths, run, _, _ = csat_months(files, segment)
    assert np.abs(widths).max() < 3
    assert run < 8


def test_the_overall_series_stays_inside_its_limits(files: Files) -> None:
    widths, run, _, _ = csat_months(files, "all")
    assert np.abs(widths).max() < 3
    assert run < 8


def test_the_overall_series_stays_inside_with_the_internal_customers_too(files: Files) -> None:
    y, n = monthly(
        files,
        """
        select avg(satisfied::int), count(*) from (
            select month, satisfied from csat
            union all
            select (year(moment) - 2024) * 12 + month(moment) - 10, satisfied from internal
        ) as answers (month, satisfied) group by month order by month
        """,
    )
    mean = (y * n).sum() / n.sum()
    widths, run = charted(y, n, mean * (1 - mean))
    assert np.abs(widths).max() < 3
    assert run < 8


@pytest.mark.parametrize("segment", OTHERS)
def test_no_other_segment_changes_its_recommendation(segment: str, files: Files) -> None:
    y, n, variance = monthly(
        files,
        f"select avg(points), count(*), (select var_pop(points) from nps where segment = "
        f"'{segment}') from nps where segment = '{segment}' "
        "group by date_trunc('month', moment) order by date_trunc('month', moment)",
    )
    widths, run = charted(y, n, variance[0])
    assert np.abs(widths).max() < 3
    assert run < 8


# 3. A fall that is only mix


def test_the_fall_of_the_last_six_months_is_mix_alone(files: Files) -> None:
    rows = files.execute("""
        select channel, count(*) filter (satisfied and month < 18), count(*) filter (month < 18),
            count(*) filter (satisfied and month > 17), count(*) filter (month > 17)
        from csat where month > 11 group by channel order by channel
    """).fetchall()
    before = np.array([row[1:3] for row in rows], dtype=float)
    after = np.array([row[3:5] for row in rows], dtype=float)
    shares = [part[:, 1] / part[:, 1].sum() for part in (before, after)]
    rates = [part[:, 0] / part[:, 1] for part in (before, after)]
    mix = ((shares[1] - shares[0]) * (rates[0] + rates[1]) / 2).sum()
    within = ((rates[1] - rates[0]) * (shares[0] + shares[1]) / 2).sum()
    change = after[:, 0].sum() / after[:, 1].sum() - before[:, 0].sum() / before[:, 1].sum()
    assert round(100 * change, 2) == -3.94
    assert (round(100 * mix, 2), round(100 * within, 2)) == (-4.32, 0.38)


def test_the_fall_is_clear_and_no_channel_has_changed(files: Files) -> None:
    rows = files.execute("""
        select channel, count(*) filter (satisfied and month > 17), count(*) filter (month > 17),
            count(*) filter (satisfied and month < 18), count(*) filter (month < 18)
        from csat where month > 11 group by rollup (channel) order by channel nulls first
    """).fetchall()
    (_, *overall), *channels = rows
    assert newcombe(tuple(overall[:2]), tuple(overall[2:])) == (-6.0, -1.9)
    assert [name for name, *_ in channels] == ["E-mail", "Online chat", "Phone"]
    for _, hits, n, hits_before, n_before in channels:
        low, high = newcombe((hits, n), (hits_before, n_before))
        assert low < 0 < high


# 4. People


def by_segment(files: Files, employee: str) -> list[tuple[float, float]]:
    """Return, by segment, the difference between a person and the other agents as an interval."""
    rows = files.execute(f"""
        select count(*) filter (satisfied and employee = '{employee}'),
            count(*) filter (employee = '{employee}'),
            count(*) filter (satisfied and employee <> '{employee}' and employee <> 'HB-107'),
            count(*) filter (employee <> '{employee}' and employee <> 'HB-107')
        from csat join employees using (employee)
        where team = 'Call centre' group by segment order by segment
    """).fetchall()
    return [newcombe(row[:2], row[2:]) for row in rows]


def test_one_agent_is_low_only_because_of_a_hard_segment(files: Files) -> None:
    [(own, rest)] = files.execute("""
        select round(100 * avg(satisfied::int) filter (employee = 'HB-104'), 1),
            round(100 * avg(satisfied::int) filter (employee not in ('HB-104', 'HB-107')), 1)
        from csat join employees using (employee) where team = 'Call centre'
    """).fetchall()
    assert (own, rest) == (71.5, 80.9)
    assert all(low < 0 < high for low, high in by_segment(files, "HB-104"))


def test_one_agent_is_lower_in_every_segment(files: Files) -> None:
    assert all(high < 0 for _, high in by_segment(files, "HB-107"))


def test_two_people_have_too_few_rated_contacts_and_everyone_else_enough(files: Files) -> None:
    counts = files.execute(
        "select employee, count(*) from csat group by employee order by count(*), employee"
    ).fetchall()
    assert counts[:2] == [("HB-109", 6), ("HB-110", 7)]
    assert all(n >= 200 for _, n in counts[2:])


def test_nobody_else_is_clearly_lower_than_their_case_mix(files: Files) -> None:
    """Observed minus expected, from segment, channel and the time of the change."""
    rows = files.execute("""
        with expected as (
            select employee, satisfied::int as hit, avg(satisfied::int) over (
                partition by segment, channel, moment >= '2025-06-01') as chance
            from csat
        )
        select employee, sum(hit - chance) / sqrt(sum(chance * (1 - chance)))
        from expected group by employee having count(*) >= 30
    """).fetchall()
    scores = dict(rows)
    assert scores.pop("HB-107") < -9
    # With one clear case among 23, Benjamini and Hochberg at 10 % calls a second beyond 2.62.
    assert len(scores) == 22
    assert max(abs(z) for z in scores.values()) < 2.62


# 5. Count and cost


def test_late_delivery_leads_by_count_and_transport_damage_by_cost(files: Files) -> None:
    by_count = files.execute("""
        select cause, count(*) from complaints group by cause order by count(*) desc limit 2
    """).fetchall()
    by_cost = files.execute("""
        select cause, sum(cost)::int from complaints group by cause order by sum(cost) desc limit 2
    """).fetchall()
    assert by_count == [("Late delivery", 1523), ("Product fault", 896)]
    assert by_cost == [("Transport damage", 230361), ("Product fault", 92417)]


# 6. Two corrective actions


@pytest.mark.parametrize(
    ("cause", "month", "counts", "ratio"),
    [
        ("Invoice error", 13, (372, 10743, 168, 9257), 0.524),
        ("Refund delay", 14, (340, 11546, 243, 8454), 0.976),
    ],
)
def test_one_action_halves_its_cause_and_the_other_does_nothing(
    cause: str, month: int, counts: tuple[int, int, int, int], ratio: float, files: Files
) -> None:
    """Complaints and orders before the action, then after it."""
    found = files.execute(f"""
        select (select count(*) from complaints where cause = '{cause}' and month < {month}),
            (select count(*) from orders where month < {month}),
            (select count(*) from complaints where cause = '{cause}' and month >= {month}),
            (select count(*) from orders where month >= {month})
    """).fetchall()
    assert found == [counts]
    before, orders_before, after, orders_after = counts
    assert round(after / orders_after / (before / orders_before), 3) == ratio


@pytest.mark.parametrize(
    "cause",
    [
        "Refund delay",
        "Transport damage",
        "Wrong or missing part",
        "Installation error",
        "Unclear or unfriendly answer",
        "Noise or appearance",
        "Other",
    ],
)
def test_no_cause_without_a_truth_gives_a_signal(cause: str, files: Files) -> None:
    n, orders = monthly(
        files,
        f"select (select count(*) from complaints c where cause = '{cause}' and "
        "c.month = o.month), count(*) from orders o group by month order by month",
    )
    widths, run = charted(n / orders, orders, n.sum() / orders.sum())
    assert np.abs(widths).max() < 3
    assert run < 8


# 7. A new theme


def test_the_app_theme_exists_in_the_last_two_months_only(files: Files) -> None:
    roots = files.execute("""
        select month, count(*) from complaints where root = 'App pairing after update 4.2'
        group by month order by month
    """).fetchall()
    words = files.execute("""
        select month, count(*) from complaints where regexp_matches(words, 'app |[Pp]airing')
        group by month order by month
    """).fetchall()
    assert roots == words == [(22, 39), (23, 46)]


# 8. Hand-overs


def test_one_hand_over_is_worse(files: Files) -> None:
    rows = files.execute("""
        select segment, process, count(*) filter (satisfied), count(*) from internal
        group by segment, process order by segment, process
    """).fetchall()
    assert rows == [
        ("Internal: Billing", "Delivery", 138, 163),
        ("Internal: Billing", "Returns handling", 127, 152),
        ("Internal: Billing", "Sales back office", 148, 265),
        ("Internal: Logistics", "Assembly", 177, 214),
        ("Internal: Logistics", "Final inspection", 195, 238),
        ("Internal: Logistics", "Sales back office", 167, 202),
    ]


# 9. Expectations exceeded


def test_hotels_alone_get_more_than_they_expected(files: Files) -> None:
    rows = files.execute("""
        select segment, round(100.0 * (count(*) filter (score > expected)
            - count(*) filter (score < expected)) / count(*), 1)
        from csat where expected is not null group by segment order by segment
    """).fetchall()
    assert rows == [
        ("Hotels & hospitality", 47.2),
        ("Landlords & housing", -14.6),
        ("Private households", -5.3),
        ("Retail partners", -14.4),
    ]


# 10. What drives satisfaction

ASPECTS = ("delivery", "product", "reaching", "friendliness", "invoice")


def shared_out(files: Files, where: str = "true") -> tuple[int, float, dict[str, float]]:
    """Return n, R² and each aspect's percent of it: the mean of what it adds over all orders."""
    columns = ", ".join(("overall", *ASPECTS))
    rows = files.execute(
        f"select {columns} from aspects where {where} and {' + '.join(ASPECTS)} is not null"
    ).fetchall()
    table = np.array(rows, dtype=float)
    overall = table[:, 0]

    def explained(chosen: tuple[int, ...]) -> float:
        design = np.column_stack([np.ones(len(table)), *(table[:, 1 + i] for i in chosen)])
        return float((design @ np.linalg.lstsq(design, overall)[0]).var() / overall.var())

    added = dict.fromkeys(range(len(ASPECTS)), 0.0)
    for order in permutations(added):
        for place, aspect in enumerate(order):
            added[aspect] += explained(order[: place + 1]) - explained(order[:place])
    whole = sum(added.values())
    shares = {ASPECTS[i]: round(100 * added[i] / whole, 1) for i in added}
    return len(table), round(whole / factorial(len(ASPECTS)), 3), shares


def test_the_promised_day_drives_satisfaction(files: Files) -> None:
    [[asked]] = files.execute("select count(*) from aspects").fetchall()
    assert asked == 1_685
    assert shared_out(files) == (
        1_429,
        0.556,
        {
            "delivery": 40.0, "product": 23.9, "reaching": 21.8, "friendliness": 9.2,
            "invoice": 5.2,
        },
    )  # fmt: skip


def test_being_reached_drives_the_satisfaction_of_hotels(files: Files) -> None:
    n, explained, shares = shared_out(files, "segment = 'Hotels & hospitality'")
    assert (n, explained) == (316, 0.576)
    assert (shares["reaching"], shares["product"], shares["delivery"]) == (50.2, 21.9, 15.0)


def test_delivery_and_the_invoice_are_rated_worst(files: Files) -> None:
    rated = files.execute(
        "select "
        + ", ".join(f"count(*) filter ({name} >= 4), count({name})" for name in ASPECTS)
        + " from aspects"
    ).fetchall()
    assert rated == [(874, 1_646, 1_256, 1_658, 939, 1_644, 1_335, 1_655, 781, 1_546)]


# Rows to refuse, and the page that tells


@pytest.mark.parametrize(
    ("line", "value"),
    [(1_502, "9"), (4_203, "31/02/2025"), (7_325, "0"), (9_055, "last Tuesday"), (11_117, "9")],
)
def test_the_rows_to_refuse_stand_where_truths_md_says(line: int, value: str) -> None:
    survey = next((SAMPLE / "surveys").glob("csat_*.csv"))
    text = survey.read_text(encoding="utf-8").splitlines()[line - 1]
    assert text.split(",")[0].endswith("-X")
    assert f",{value}," in text
    assert f"| {line:,} |" in (SAMPLE / "TRUTHS.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "figure",
    [
        "85.3 %", "65.0 %", "50.6 %", "59.0 %", "78.1 %", "74.2 %", "−3.9", "−4.3", "+0.4",
        "71.5 %", "66.8 %", "1,523", "230,361", "0.52", "0.98", "39 and 46", "55.8 %", "+47.2",
        "40.0 %", "0.556", "50.2 %", "53.1 %", "80.7 %",
    ],
)  # fmt: skip
def test_truths_md_tells_the_realised_figures(figure: str) -> None:
    """The same figures as above, as a reader meets them."""
    assert figure in (SAMPLE / "TRUTHS.md").read_text(encoding="utf-8")
