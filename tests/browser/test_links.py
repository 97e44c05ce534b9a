"""A link says where a reader is and what she looks at; these tests open some."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.visiting import ERRORS, Visit, newest

VIEW = "seg=Landlords+%26+housing&p=6m"

# Each page, the question at its head, and what its first sentence speaks of with that link.
PAGES = [
    ("/", "Which metrics changed for real?", "metric"),
    ("/satisfaction", "Is satisfaction really changing", "Satisfied customers"),
    ("/complaints", "What causes the complaints", "Late delivery leads"),
    ("/touchpoints", "Which processes and people touch each", "Landlords & housing"),
]


@pytest.mark.parametrize(("path", "question", "finding"), PAGES)
def test_a_link_opens_its_page_inside_the_frame(
    path: str, question: str, finding: str, visit: Visit
) -> None:
    visit.open(f"{path}?{VIEW}")

    page = visit.page
    expect(newest(page.locator("h1"))).to_contain_text(question)
    expect(newest(page.locator(".cx-verdict"))).to_contain_text(finding)
    expect(newest(page.locator(".st-key-seg [data-tag]"))).to_have_text("Landlords & housing")
    expect(newest(page.get_by_role("combobox", name="Period"))).to_have_value("Last 6 months")
    expect(page.locator(ERRORS)).to_have_count(0)


def test_a_link_to_the_data_page_keeps_the_filters_it_brings(visit: Visit) -> None:
    visit.open(f"/data?{VIEW}")

    expect(newest(visit.page.locator("h1"))).to_contain_text("What have we loaded")
    expect(newest(visit.page.locator(".st-key-seg [data-tag]"))).to_have_text("Landlords & housing")
    expect(visit.page.locator(ERRORS)).to_have_count(0)
    assert visit.asked("seg") == ["Landlords & housing"]


def test_a_finding_leads_to_the_page_that_shows_it(visit: Visit) -> None:
    visit.open("/")
    finding = visit.page.locator(".st-key-show_0").get_by_role("button")
    said = finding.inner_text()

    finding.click()

    visit.page.wait_for_url(re.compile(r"/(satisfaction|complaints|touchpoints)\?"))
    visit.settle()
    chosen = visit.page.locator("[data-testid=stSidebar] [data-tag]").first
    expect(chosen).to_be_visible()
    value = chosen.text_content() or ""
    assert value in said
    assert f"={value}" in visit.unquoted_address()
    expect(visit.page.locator(ERRORS)).to_have_count(0)


def test_a_link_judges_by_the_rules_it_names_and_keeps_them(visit: Visit) -> None:
    visit.open("/satisfaction?seg=Landlords+%26+housing&ru=nhs")

    said = newest(visit.page.locator(".cx-verdict"))
    expect(said).to_contain_text("That is of concern.")
    expect(said).to_contain_text("Judged by the 4 rules of “NHS Making Data Count”")
    visit.wait_for_address("ru", "NHS Making Data Count")
    visit.settle()
    newest(visit.page.get_by_role("button", name="Chart settings")).click()
    rules = newest(visit.page.get_by_role("combobox", name="What is a signal"))
    expect(rules).to_have_value("NHS Making Data Count")
    expect(visit.page.locator(ERRORS)).to_have_count(0)


def test_a_value_this_workspace_does_not_have_is_said_in_a_sentence(visit: Visit) -> None:
    visit.open("/satisfaction?seg=Astronauts&m=fame")

    said = visit.page.get_by_role("alert")
    expect(newest(said.filter(has_text="segment “Astronauts”"))).to_contain_text("does not have")
    expect(newest(said.filter(has_text="metric “fame”"))).to_contain_text("does not have")
    expect(newest(visit.page.locator(".cx-verdict"))).to_contain_text("Satisfied customers")
