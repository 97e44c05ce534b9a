"""From a mark of a chart to the rows behind it, and to a view of those rows alone."""

from playwright.sync_api import expect

from tests.browser.visiting import Visit, newest


def test_a_click_on_a_cause_shows_its_rows_and_can_filter_by_it(visit: Visit) -> None:
    page = visit.page
    visit.open("/complaints")

    visit.click_mark("pareto", "Late delivery:")
    picked = newest(page.locator(".st-key-picked_pareto"))
    expect(picked).to_contain_text("Rows behind “Late delivery”")
    expect(visit.columns("pareto")).to_contain_text(["File", "Line", "Cause"])

    newest(page.get_by_role("button", name="Filter by this")).click()
    visit.wait_for_address("cause", "Late delivery")
    visit.settle()
    only = newest(page.locator(".cx-verdict"))
    expect(only).to_contain_text("Late delivery")

    page.reload()
    expect(newest(page.locator(".st-key-cause [data-tag]"))).to_have_text("Late delivery")
    visit.settle()
    assert visit.asked("cause") == ["Late delivery"]
    expect(only).to_contain_text("Late delivery")


def test_a_click_on_a_month_shows_the_answers_of_that_month(visit: Visit) -> None:
    page = visit.page
    visit.open("/satisfaction")

    visit.click_mark("trend", "Aug 2026")

    picked = newest(page.locator(".st-key-picked_trend"))
    expect(picked).to_contain_text("533 rows")
    expect(visit.columns("trend")).to_contain_text(["File", "Line", "Score"])
