"""The answers as survey tools export them."""

from story import RATED, TICKETS, Ticket
from told import File, american, iso, seconds, unix, zulu

HOW = "How satisfied are you with our service?"
WHY = "What could we have done better?"
WORDS = {1: "Very dissatisfied", 2: "Dissatisfied", 3: "Neither satisfied nor dissatisfied",
         4: "Satisfied", 5: "Very satisfied"}  # fmt: skip
GERMAN = {1: "Sehr unzufrieden", 2: "Unzufrieden", 3: "Teils, teils", 4: "Zufrieden",
          5: "Sehr zufrieden"}  # fmt: skip
LIKELY = {1: 2, 2: 4, 3: 7, 4: 9, 5: 10}
"""How likely somebody with a satisfaction of 1 to 5 is to recommend us, 0 to 10."""


WORD = {1: "Detractor", 2: "Detractor", 3: "Passive", 4: "Promoter", 5: "Promoter"}
"""What HubSpot calls somebody of that satisfaction, in every kind of survey."""


CSAT_OF = {"Detractor": 0, "Passive": 1, "Promoter": 2}
"""The satisfaction HubSpot keeps for the word, 0 to 2."""


def _word(t: Ticket) -> str:
    return WORD[t.score or 0]


def qualtrics() -> File:
    """Three header rows; previews among the answers; the NPS group beside the NPS."""
    asked = (
        ("StartDate", "Start Date", "startDate"), ("EndDate", "End Date", "endDate"),
        ("Status", "Response Type", "status"), ("IPAddress", "IP Address", "ipAddress"),
        ("Progress", "Progress", "progress"),
        ("Duration (in seconds)", "Duration (in seconds)", "duration"),
        ("Finished", "Finished", "finished"), ("RecordedDate", "Recorded Date", "recordedDate"),
        ("ResponseId", "Response ID", "_recordId"),
        ("ExternalReference", "External Data Reference", "externalDataReference"),
        ("DistributionChannel", "Distribution Channel", "distributionChannel"),
        ("UserLanguage", "User Language", "userLanguage"), ("Q1", HOW, "QID1"),
        ("Q2_NPS_GROUP", "How likely are you to recommend us? - Group", "QID2_NPS_GROUP"),
        ("Q2", "How likely are you to recommend us?", "QID2"), ("Q3", WHY, "QID3_TEXT"),
    )  # fmt: skip
    zoned = {"startDate", "endDate", "recordedDate"}
    ids = [
        f'{{"ImportId":"{one}"' + (',"timeZone":"Europe/Berlin"}' if one in zoned else "}")
        for _, _, one in asked
    ]
    rows = [
        (
            seconds(t.solved), seconds(t.solved), "IP Address", "192.0.2.7", 100, 80, "True",
            seconds(t.solved), f"R_{t.number}", t.customer_number, "email", "EN", t.score, _word(t),
            LIKELY[t.score or 0], t.comment,
        )
        for t in RATED
    ]  # fmt: skip
    first = RATED[0]
    preview = (
        iso(first.opened), iso(first.opened), "Survey Preview", "", 100, 12, "True",
        iso(first.opened), "R_preview", "", "preview", "EN", 1, "Detractor", 0, "Only a test",
    )  # fmt: skip
    return File("qualtrics.csv", [*zip(*((a, b) for a, b, _ in asked), strict=True), ids, preview,
                                  *rows])  # fmt: skip


def surveymonkey() -> File:
    """Two header rows; a block whose question stands only above its first column."""
    first = (
        "Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Email Address",
        "First Name", "Last Name", "Custom Data 1",
        HOW.replace("service", "company&apos;s service"), "How do you rate us?", "", WHY,
    )  # fmt: skip
    second = ("",) * 9 + ("Response", "Our speed", "Our friendliness", "Open-Ended Response")
    rows = [
        (
            118_000 + t.number, 443, _us(t), _us(t), "192.0.2.9", "", "", "", t.customer_number,
            WORDS[t.score or 0], max(1, (t.score or 0) - 1), t.score, t.comment,
        )
        for t in RATED
    ]  # fmt: skip
    return File("surveymonkey.csv", [first, second, *rows])


def _us(t: Ticket) -> str:
    return t.solved.strftime("%m/%d/%Y %I:%M:%S %p") if t.solved else ""


def typeform() -> File:
    """Times in UTC, as the headers say."""
    header = ("#", "How likely are you to recommend us to a friend?", HOW, WHY,
              "Start Date (UTC)", "Submit Date (UTC)", "Network ID")  # fmt: skip
    rows = [
        (f"tf{t.number}", LIKELY[t.score or 0], t.score, t.comment, seconds(t.opened),
         seconds(t.solved), "f00d")
        for t in RATED
    ]  # fmt: skip
    return File("typeform.csv", [header, *rows])


def google_forms() -> File:
    """A German form: the time comes first, answers are words, one of them "Weiß nicht"."""
    header = ("Zeitstempel", "Zufriedenheit mit unserem Service?",
              "Was hätten wir besser machen können?")  # fmt: skip
    rows = [
        (t.solved.strftime("%d.%m.%Y %H:%M:%S") if t.solved else "",
         GERMAN.get(t.score or 0, "Weiß nicht"), t.comment)
        for t in TICKETS
        if t.solved
    ]  # fmt: skip
    return File("google_forms.csv", [header, *rows])


def ms_forms() -> File:
    """Excel's American dates; nobody is signed in."""
    header = (
        "ID",
        "Start time",
        "Completion time",
        "Email",
        "Name",
        "Last modified time",
        HOW,
        WHY,
    )
    rows = [
        (at, american(t.opened), american(t.solved), "anonymous", "", "", t.score, t.comment)
        for at, t in enumerate(RATED, start=1)
    ]
    return File("ms_forms.csv", [header, *rows])


def limesurvey() -> File:
    """A byte-order mark, semicolons, and answers that were never submitted."""
    header = (
        "Response ID", "Date submitted", "Last page", "Start language", "Seed", "Date started",
        "Date last action", f"{HOW} (1 = very satisfied, 5 = very dissatisfied)", WHY,
        "Group time: Service",
    )  # fmt: skip
    rows = [
        (
            at, seconds(t.solved) if t.score else "", 2 if t.score else 1, "en", 17_000 + t.number,
            seconds(t.opened), seconds(t.solved or t.opened), 6 - t.score if t.score else "",
            t.comment, 31.5,
        )
        for at, t in enumerate(TICKETS, start=1)
    ]  # fmt: skip
    return File("limesurvey.csv", [header, *rows], encoding="utf-8-sig", delimiter=";")


def formbricks() -> File:
    """Numbered questions after the columns about the answer."""
    header = (
        "No.", "Response ID", "Timestamp", "Finished", "Survey ID", "Formbricks ID (internal)",
        "User ID", "Tags", "source", "url", "country", f"1. {HOW}", f"2. {WHY}",
    )  # fmt: skip
    rows = [
        (at, f"fb{t.number}", zulu(t.solved), "true", "service-2026", "x1", t.customer_number, "",
         t.channel, "https://haldenbrook.example/help", "DE", t.score, t.comment)
        for at, t in enumerate(RATED, start=1)
    ]  # fmt: skip
    return File("formbricks.csv", [header, *rows])


def formbricks_hub() -> File:
    """One row for each answer: three for each person."""
    header = (
        "submission_id", "collected_at", "source_type", "source_id", "source_name", "field_id",
        "field_type", "field_label", "value_text", "value_number", "language", "user_id",
    )  # fmt: skip
    rows = [
        (f"s{t.number}", zulu(t.solved), "survey", "sv1", "Service 2026", field, kind, label, text,
         number, "en", t.customer_number)
        for t in RATED
        for field, kind, label, text, number in (
            ("q1", "csat", HOW, "", t.score),
            ("q2", "nps", "How likely are you to recommend us?", "", LIKELY[t.score or 0]),
            ("q3", "text", WHY, t.comment, ""),
        )
    ]  # fmt: skip
    return File("formbricks_hub.csv", [header, *rows])


def delighted() -> File:
    """Seconds since 1970, and two kinds of survey in one file."""
    header = (
        "id", "person", "survey_type", "score", "comment", "permalink", "created_at", "tags",
        "Delighted Source", "Delighted Country",
    )  # fmt: skip
    rows = [
        (5_000_000 + t.number, t.customer_number, kind, score, t.comment, "", unix(t.solved), "",
         "email", "Germany")
        for t in RATED
        if t.solved
        for kind, score in (
            (("nps", LIKELY[t.score or 0]),) if t.number % 2 else (("csat", t.score),)
        )
    ]  # fmt: skip
    return File("delighted.csv", [header, *rows])


def hubspot_feedback() -> File:
    """Promoter, passive and detractor in surveys of satisfaction and of recommendation alike."""
    header = (
        "Record ID", "Date", "Survey name", "Survey type", "Rating", "Sentiment", "Response",
        "Email",
    )  # fmt: skip
    rows = [
        (88_000 + t.number, iso(t.solved), name, kind, rating, word, t.comment, t.email)
        for t in RATED
        for name, kind, rating, word in (
            (("After contact", "CSAT", CSAT_OF[_word(t)], _word(t)),)
            if t.number % 2
            else (("Relationship", "NPS", LIKELY[t.score or 0], _word(t)),)
        )
    ]  # fmt: skip
    return File("hubspot_feedback.csv", [header, *rows])


def medallia() -> File:
    """Every request that was sent; most came back."""
    header = (
        "request_id", "request_sent_at", "request_delivery_status", "response_received_at",
        "star_rating", "comments", "ext_interaction_id", "channel", "brand", "customer_name",
        "employee_custom_id", "employee_email", "team_leader",
    )  # fmt: skip
    rows = [
        (
            f"rq-{t.number}", iso(t.opened), "delivered",
            iso(t.solved if t.score else None), t.score, t.comment, t.number, t.channel.lower(),
            "Haldenbrook", t.customer,
            f"E{len(t.agent)}{t.agent[0]}", "", t.group,
        )
        for t in TICKETS
    ]  # fmt: skip
    return File("medallia_ac.csv", [header, *rows])


def touchpoints() -> File:
    """Thumbs up (1) or down (0), and the reasons ticked."""
    reasons = (
        "effectiveness",
        "ease",
        "efficiency",
        "transparency",
        "humanity",
        "employee",
        "other",
    )
    header = ("external_id", "question_1", *(f"positive_{one}" for one in reasons),
              *(f"negative_{one}" for one in reasons), "question_4")  # fmt: skip
    rows = [
        (
            f"tp{t.number}", int(t.is_satisfied),
            *(int(t.is_satisfied and at == t.number % 7) for at in range(7)),
            *(int(not t.is_satisfied and at == t.number % 7) for at in range(7)), t.comment,
        )
        for t in RATED
    ]  # fmt: skip
    return File("gsa_touchpoints.csv", [header, *rows])


FILES = (
    qualtrics, surveymonkey, typeform, google_forms, ms_forms, limesurvey, formbricks,
    formbricks_hub, delighted, hubspot_feedback, medallia, touchpoints,
)  # fmt: skip
