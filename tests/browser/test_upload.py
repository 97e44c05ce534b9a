"""A reader drops her first file, accepts it, and sees her own answers."""

import csv
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.visiting import CHARTS, Visit, newest

ANSWERS = 300
FIRST_DAY = date(2025, 3, 1)
DAYS = 425  # fourteen months


def survey(path: Path) -> Path:
    """Write a survey export of an unknown tool: 300 answers, three segments, scores 1 to 5."""
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(["Answer ID", "Answered on", "Customer ID", "Segment",
                        "How satisfied are you with our service? (1-5)"])  # fmt: skip
        for number in range(ANSWERS):
            day = FIRST_DAY + timedelta(days=number * DAYS // ANSWERS)
            segment = ("Bakeries", "Cafés", "Hotels")[number % 3]
            lines.writerow([f"A-{number}", day, f"C-{number % 90}", segment, 1 + number * 7 % 5])
    return path


def test_a_dropped_file_is_accepted_and_takes_the_place_of_the_sample(
    own_visit: Visit, tmp_path: Path
) -> None:
    page = own_visit.page
    own_visit.open("/data")
    expect(newest(page.locator(".st-key-sample_banner"))).to_be_visible()

    page.locator("[data-testid=stFileUploader] input[type=file]").set_input_files(
        survey(tmp_path / "answers.csv")
    )
    card = newest(page.locator("[class*=st-key-card_]"))
    expect(card).to_contain_text("300 rows")
    newest(card.get_by_role("button", name="Check every row")).click()
    newest(card.get_by_role("button", name="Accept")).click()

    loaded = newest(page.locator(".st-key-just_accepted"))
    expect(loaded).to_contain_text("300 rows kept, 0 lines refused")
    newest(loaded.get_by_role("link", name="See it on Satisfaction")).click()

    expect(newest(page.locator("h1"))).to_contain_text("Is satisfaction really changing")
    own_visit.settle()
    expect(newest(own_visit.panel("trend").locator(CHARTS).locator("svg"))).to_be_visible()
    expect(newest(page.locator(".st-key-data_line"))).to_contain_text("300 answers · 1 file")
    expect(page.locator(".st-key-sample_banner")).to_have_count(0)
    assert own_visit.errors == []
