"""The tickets as service desks export them."""

from datetime import datetime

from story import TICKETS, Ticket
from told import File, american, clock, iso, seconds, zulu

STARS = {1: "Very Unhappy", 2: "Unhappy", 3: "Neutral", 4: "Happy", 5: "Very Happy"}


def zendesk() -> File:
    """Satisfaction in words, hand-offs as stations, resolution time in hours."""
    header = (
        "Summation column", "Id", "Requester", "Requester id", "Requester email", "Assignee",
        "Group", "Subject", "Status", "Priority", "Via", "Ticket type", "Created at", "Updated at",
        "Due date", "Solved at", "Resolution time", "Satisfaction Score", "Group stations",
        "Assignee stations", "Reopens", "Product [list]",
    )  # fmt: skip
    rows = [
        (
            1, t.number, t.customer, t.customer_number, t.email, t.agent, t.group, t.subject,
            "Closed" if t.solved else "Open", t.priority, t.channel, t.kind, iso(t.opened),
            iso(t.solved or t.opened), iso(t.promised), iso(t.solved),
            "" if t.hours is None else round(t.hours), _zendesk_word(t), min(t.stations, 2),
            t.stations, 0, t.product,
        )
        for t in TICKETS
    ]  # fmt: skip
    return File("zendesk.csv", [header, *rows])


def _zendesk_word(t: Ticket) -> str:
    if t.score is None:
        return "Offered" if t.solved else "Not Offered"
    return "Good" if t.is_satisfied else "Bad"


def freshdesk() -> File:
    """Durations are hours, minutes and seconds although the header says hours."""
    header = (
        "Ticket ID", "Subject", "Status", "Priority", "Source", "Type", "Agent", "Group",
        "Created time", "Due by Time", "Resolved time", "Closed time", "Last update time",
        "Initial response time", "First response time (in hrs)", "Resolution time (in hrs)",
        "Agent interactions", "Customer interactions", "Resolution status", "Tags",
        "Survey results", "Product", "Full name", "Email",
    )  # fmt: skip
    rows = [
        (
            t.number, t.subject, "Closed" if t.solved else "Open", t.priority, t.channel, t.kind,
            t.agent, t.group, seconds(t.opened), seconds(t.promised), seconds(t.solved),
            seconds(t.solved), seconds(t.solved or t.opened), "", "", clock(t.hours),
            t.stations, 1, _sla(t), "", STARS.get(t.score or 0, ""), t.product, t.customer, t.email,
        )
        for t in TICKETS
    ]  # fmt: skip
    return File("freshdesk.csv", [header, *rows])


def _sla(t: Ticket) -> str:
    if t.minutes_left is None:
        return ""
    return "Within SLA" if t.minutes_left >= 0 else "SLA Violated"


def freshservice() -> File:
    """An internal desk: the requesters are colleagues."""
    header = (
        "Ticket Id", "Subject", "Type", "Status", "Urgency", "Impact", "Priority", "Group", "Agent",
        "Category", "Sub-Category", "Source", "Requester Name", "Requester Email",
        "Requester Location", "Requester VIP", "Created Time", "Due by Time", "Resolved Time",
        "Closed Time", "First Response Time (in Hrs)", "Resolution Time (in Hrs)",
        "Resolution Status", "Survey Result", "Approval Status",
    )  # fmt: skip
    rows = [
        (
            t.number, t.subject, t.kind, "Closed" if t.solved else "Open", "Medium", "Low",
            t.priority, t.group, t.agent, t.product, "", t.channel, t.customer, t.email,
            "Haldenbrook", "No", seconds(t.opened), seconds(t.promised),
            seconds(t.solved), seconds(t.solved), "", clock(t.hours), _sla(t),
            STARS.get(t.score or 0, ""), "Not Requested",
        )
        for t in TICKETS
    ]  # fmt: skip
    return File("freshservice.csv", [header, *rows])


def jira() -> File:
    """Labels, components and comments repeat; what is left of an SLA is below zero when late."""
    header = (
        "Summary", "Issue key", "Issue id", "Issue Type", "Status", "Priority", "Assignee",
        "Assignee Id", "Reporter", "Reporter Id", "Created", "Updated", "Resolved", "Labels",
        "Labels", "Components", "Components", "Comment", "Comment", "Comment",
        "Custom field (Request Type)", "Custom field (Time to resolution)", "Satisfaction rating",
        "Custom field (Satisfaction date)", "Custom field (Root cause)", "Status Category",
    )  # fmt: skip
    rows = [
        (
            t.subject, f"HB-{t.number}", 10_000 + t.number, t.kind,
            "Closed" if t.solved else "Open", t.priority, t.agent,
            f"acc-{t.agent[:4].lower()}", t.customer, f"cus-{t.customer_number}",
            _jira(t.opened), _jira(t.solved or t.opened), _jira(t.solved), t.channel.lower(),
            "reviewed" if t.went_far else "", t.product, "",
            "05/Jan/26 9:30 AM;dana;Checked, asked back", "", "", f"{t.group} request", _left(t),
            t.score, _jira(t.solved if t.score else None), t.cause,
            "Done" if t.solved else "In Progress",
        )
        for t in TICKETS
    ]  # fmt: skip
    return File("jira_sm.csv", [header, *rows])


def _jira(moment: datetime | None) -> str:
    return moment.strftime("%d/%b/%y ") + american(moment).split(" ", 1)[1] if moment else ""


def _left(t: Ticket) -> str:
    if t.minutes_left is None:
        return ""
    hours, minutes = divmod(abs(t.minutes_left), 60)
    return f"{'-' if t.minutes_left < 0 else ''}{hours}:{minutes:02}"


def salesforce() -> File:
    """A report: Latin-1, with lines about itself at the end."""
    header = (
        "Case Number", "Case Owner", "Subject", "Status", "Priority", "Case Origin", "Type",
        "Case Reason", "Account Name", "Date/Time Opened", "Date/Time Closed", "Age (Hours)",
        "Open", "Closed", "Escalated",
    )  # fmt: skip
    rows = [
        (
            f"{t.number:08}", t.agent, t.subject, "Closed" if t.solved else "New", t.priority,
            t.channel, t.kind, t.cause, t.customer.replace("Ola", "Åsa"), american(t.opened),
            american(t.solved), "" if t.hours is None else t.hours, int(not t.solved),
            int(bool(t.solved)), int(t.priority == "Urgent"),
        )
        for t in TICKETS
    ]  # fmt: skip
    footer = (
        (), (), ("Cases of the first quarter",), ("Copyright © Haldenbrook Home",),
        ("Confidential Information - Do Not Distribute",),
    )  # fmt: skip
    return File("salesforce.csv", [header, *rows, *footer], encoding="latin-1")


def salesforce_api() -> File:
    """The Data Loader: field names and UTC."""
    header = (
        "Id", "CaseNumber", "CreatedDate", "ClosedDate", "IsClosed", "IsEscalated", "Origin",
        "Reason", "Type", "Priority", "Status", "Subject", "OwnerId", "AccountId", "ContactId",
    )  # fmt: skip
    rows = [
        (
            f"5003X{t.number:010}AAA", f"{t.number:08}", zulu(t.opened), zulu(t.solved),
            str(bool(t.solved)).lower(), str(t.priority == "Urgent").lower(), t.channel, t.cause,
            t.kind, t.priority, "Closed" if t.solved else "New", t.subject,
            f"0053X{t.agent[:4]}", f"0013X{t.customer_number}", "",
        )
        for t in TICKETS
    ]  # fmt: skip
    return File("salesforce_api.csv", [header, *rows])


def hubspot_tickets() -> File:
    """Tickets of a pipeline."""
    header = (
        "Ticket ID", "Ticket name", "Pipeline", "Ticket status", "Create date", "Close date",
        "Ticket owner", "Source", "Priority", "Category", "Time to close (HH:mm:ss)",
        "Associated Contact",
    )  # fmt: skip
    rows = [
        (
            t.number, t.subject, f"{t.group} pipeline", "Closed" if t.solved else "New",
            iso(t.opened), iso(t.solved), t.agent, t.channel, t.priority, t.kind, clock(t.hours),
            t.email,
        )
        for t in TICKETS
    ]  # fmt: skip
    return File("hubspot_ticket.csv", [header, *rows])


def intercom() -> File:
    """Times in the zone that the header names."""
    header = (
        "Conversation ID", "Conversation started at (America/New_York)", "Started by",
        "Conversation source", "Channel", "Current conversation state", "Team currently assigned",
        "Teammate currently assigned", "Last teammate rated", "Agent rated type",
        "Conversation rating", "Conversation rating remark", "First response time (seconds)",
        "AI Topic", "AI Subtopic", "AI Issue summary", "Ticket type", "User email",
    )  # fmt: skip
    rows = [
        (
            t.number, iso(t.opened), "User", "Messenger", t.channel,
            "closed" if t.solved else "open", t.group, t.agent,
            t.agent if t.score else "", "Teammate" if t.score else "", t.score, t.comment, 300,
            t.cause or t.kind, "", t.subject, t.kind, t.email,
        )
        for t in TICKETS
    ]  # fmt: skip
    return File("intercom.csv", [header, *rows])


def odoo() -> File:
    """A rating of 0 means none; a second tag stands on a line of its own."""
    header = (
        "Ticket IDs Sequence", "Subject", "Ticket Creation Date", "Minimum Priority", "Customer",
        "Customer Email", "Ticket Deadline", "Closing Date", "Rating (1-5)", "Assigned To",
        "Stage", "Helpdesk Team", "Type", "Tags", "SLA Status Success",
    )  # fmt: skip
    rows: list[tuple[object, ...]] = []
    for t in TICKETS:
        in_time = "" if t.minutes_left is None else str(t.minutes_left >= 0)
        rows.append(
            (
                f"{t.number:05}", t.subject, seconds(t.opened), t.priority, t.customer, t.email,
                seconds(t.promised), seconds(t.solved), t.score or 0, t.agent,
                "Solved" if t.solved else "In Progress", t.group, t.kind, t.product, in_time,
            )
        )  # fmt: skip
        if t.went_far:
            rows.append(("",) * 13 + ("escalated", ""))
    return File("odoo_helpdesk.csv", [header, *rows])


def servicenow() -> File:
    """Incidents with column names."""
    header = (
        "number", "opened_at", "closed_at", "short_description", "caller_id", "priority", "state",
        "category", "assignment_group", "assigned_to", "reopen_count", "made_sla",
    )  # fmt: skip
    rows = [
        (
            f"INC{t.number:07}", seconds(t.opened), seconds(t.solved), t.subject, t.customer,
            f"3 - {t.priority}", "Closed" if t.solved else "In Progress", t.product, t.group,
            t.agent, 0, "" if t.minutes_left is None else str(t.minutes_left >= 0).lower(),
        )
        for t in TICKETS
    ]  # fmt: skip
    return File("servicenow.csv", [header, *rows])


FILES = (
    zendesk, freshdesk, freshservice, jira, salesforce, salesforce_api, hubspot_tickets, intercom,
    odoo, servicenow,
)  # fmt: skip
