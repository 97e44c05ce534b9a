"""The tickets as ratings, reviews, public complaints, summed-up results and event logs."""

from datetime import timedelta

from story import RATED, TICKETS
from told import File, iso, zulu


def intercom_csat() -> File:
    """Ratings only, in the zone that the header names."""
    header = (
        "Conversation ID", "Updated at (America/New_York)", "Conversation rating remark",
        "Conversation rating", "User name", "Company name", "Agent rated type", "Last survey sent",
    )  # fmt: skip
    rows = [
        (t.number, iso(t.solved), t.comment, t.score, t.customer, "", "Teammate", iso(t.solved))
        for t in RATED
    ]
    return File("intercom_csat.csv", [header, *rows])


def chatwoot() -> File:
    """A blank line between rows, and the period at the end."""
    header = (
        "Agent Name", "Rating", "Feedback Comment", "Contact Name", "Contact Email Address",
        "Contact Phone Number", "Link to the conversation", "Recorded date",
    )  # fmt: skip
    rows: list[tuple[object, ...]] = []
    for t in RATED:
        link = f"https://chat.haldenbrook.example/app/accounts/1/conversations/{t.number}"
        agent = f"{t.agent} ({t.agent.split()[0].lower()}@haldenbrook.example)"
        rows += [(agent, t.score, t.comment, t.customer, t.email, "", link, iso(t.solved)), ()]
    footer = ("Reporting period 2026-01-01 to 2026-03-31",)
    return File("chatwoot_csat.csv", [header, *rows, footer])


def trustpilot() -> File:
    """Service reviews in UTC."""
    header = (
        "Domain Url", "Webshop Name", "Business Unit Id", "Review Id", "Review Created (UTC)",
        "Review Consumer User Id", "Review Username", "Review User Email", "Review Title",
        "Review Content", "Review Stars", "Source Of Review", "Reference Id", "Review Language",
    )  # fmt: skip
    rows = [
        (
            "haldenbrook.example", "Haldenbrook Home", "bu1", f"rv{t.number}", iso(t.solved),
            f"u{t.customer_number}", t.customer, "", t.subject, t.comment, t.score, "Invitation",
            t.number, "en",
        )
        for t in RATED
    ]  # fmt: skip
    return File("trustpilot.csv", [header, *rows])


def trustpilot_products() -> File:
    """Reviews of products."""
    header = ("review_id", "stars", "product_name", "product_sku", "content", "consumer_name",
              "created_at")  # fmt: skip
    rows = [
        (f"pr{t.number}", t.score, t.product, f"SKU-{len(t.product)}", t.comment, t.customer,
         zulu(t.solved))
        for t in RATED
    ]  # fmt: skip
    return File("trustpilot_products.csv", [header, *rows])


def google_play() -> File:
    """UTF-16, with a review's last update besides its submission."""
    header = (
        "Package Name", "App Version Code", "App Version Name", "Reviewer Language", "Device",
        "Review Submit Date and Time", "Review Submit Millis Since Epoch",
        "Review Last Update Date and Time", "Star Rating", "Review Title", "Review Text",
        "Developer Reply Date and Time", "Developer Reply Text", "Review Link",
    )  # fmt: skip
    rows = [
        (
            "example.haldenbrook.home", 42, "4.2", "en", "phone", zulu(t.solved)[:19] + "Z", "",
            zulu(t.solved)[:19] + "Z", t.score, "", t.comment, "", "",
            f"https://play.example/reviews?id={t.number}",
        )
        for t in RATED
    ]  # fmt: skip
    return File("google_play.csv", [header, *rows], encoding="utf-16")


_COMPLAINTS = tuple(t for t in TICKETS if t.kind == "Complaint")


def cfpb_older() -> File:
    """The older layout: 18 columns, American dates."""
    header = (
        "Date received", "Product", "Sub-product", "Issue", "Sub-issue",
        "Consumer complaint narrative", "Company public response", "Company", "State", "ZIP code",
        "Tags", "Consumer consent provided?", "Submitted via", "Date sent to company",
        "Company response to consumer", "Timely response?", "Consumer disputed?", "Complaint ID",
    )  # fmt: skip
    rows = [
        (
            t.opened.strftime("%m/%d/%Y"), t.product, "", t.cause, "", t.subject, "",
            "HALDENBROOK HOME", "NY", "100XX", "", "Consent provided", t.channel,
            t.opened.strftime("%m/%d/%Y"), "Closed with explanation" if t.solved else "In progress",
            "Yes" if (t.minutes_left or -1) > 0 else "No", "N/A", 9_000_000 + t.number,
        )
        for t in _COMPLAINTS
    ]  # fmt: skip
    return File("cfpb_older.csv", [header, *rows])


def cfpb_newer() -> File:
    """The newer layout: 16 columns, moments in UTC, the word None for no tag."""
    header = (
        "Date received", "Product", "Sub-product", "Issue", "Sub-issue",
        "Consumer complaint narrative", "Company public response", "Company", "State", "ZIP code",
        "Tags", "Submitted via", "Date sent to company", "Company response to consumer",
        "Timely response?", "Complaint ID",
    )  # fmt: skip
    rows = [
        (
            zulu(t.opened), t.product, "", t.cause, "", t.subject, "", "HALDENBROOK HOME", "NY",
            "100XX", "Older American" if t.number == 7104 else "None", t.channel, zulu(t.opened),  # noqa: PLR2004 - one of them
            "Closed with explanation" if t.solved else "In progress",
            "Yes" if (t.minutes_left or -1) > 0 else "No", 9_100_000 + t.number,
        )
        for t in _COMPLAINTS
    ]  # fmt: skip
    return File("cfpb_newer.csv", [header, *rows])


def hcahps() -> File:
    """Shares of patients by hospital, with what was not available."""
    header = (
        "Facility ID", "Facility Name", "State", "HCAHPS Measure ID", "HCAHPS Question",
        "HCAHPS Answer Description", "HCAHPS Answer Percent", "Number of Completed Surveys",
        "Start Date", "End Date",
    )  # fmt: skip
    asked = ("Nurses communicated well", "Nurses always communicated well")
    rows = [
        (f"9900{at}", name, "NY", "H_COMP_1_A_P", *asked, share, n, "01/01/2025", "12/31/2025")
        for at, (name, share, n) in enumerate(
            (("Oak Hill", 80, 412), ("Elm Park", 74, 280), ("Ash Field", "Not Available",
                                                            "Not Available"))
        )
    ]  # fmt: skip
    return File("hcahps.csv", [header, *rows])


def hcahps_releases() -> File:
    """The share of the best answers by release and state."""
    header = ("release_period", "state", "measure_id", "bottom_box_percentage",
              "middle_box_percentage", "top_box_percentage")  # fmt: skip
    rows = [
        (period, state, "H_RECMND", 5, 24, top)
        for period, state, top in (
            ("07_2024", "NY", 71), ("07_2024", "VT", 75), ("07_2025", "NY", 73),
            ("07_2025", "VT", 74),
        )
    ]  # fmt: skip
    return File("hcahps_releases.csv", [header, *rows])


_STEPS = ("Received", "Answered", "Solved")


def event_log() -> File:
    """XES columns; start and end of every step are logged, with an offset from UTC."""
    header = ("case:concept:name", "concept:name", "time:timestamp", "org:resource",
              "lifecycle:transition")  # fmt: skip
    rows = [
        (t.number, step, (t.opened + timedelta(minutes=30 * at + later)).isoformat() + "+01:00",
         t.agent, transition)
        for t in TICKETS
        for at, step in enumerate(_STEPS if t.solved else _STEPS[:2])
        for transition, later in (("start", 0), ("complete", 15))
    ]  # fmt: skip
    return File("event_log.csv", [header, *rows])


def event_log_disco() -> File:
    """The same as Disco writes it: one line for each completed step."""
    header = ("Case ID", "Activity", "Resource", "Complete Timestamp")
    rows = [
        (t.number, step, t.agent,
         (t.opened + timedelta(minutes=30 * at)).strftime("%Y/%m/%d %H:%M:%S.000"))
        for t in TICKETS
        for at, step in enumerate(_STEPS if t.solved else _STEPS[:2])
    ]  # fmt: skip
    return File("event_log_disco.csv", [header, *rows])


FILES = (
    intercom_csat, chatwoot, trustpilot, trustpilot_products, google_play, cfpb_older, cfpb_newer,
    hcahps, hcahps_releases, event_log, event_log_disco,
)  # fmt: skip
