"""What holds for a whole file: its source, its time zone, how dates are written, fixed values."""

# Streamlit types part of what its tables take as unknown.
# pyright: reportUnknownMemberType=false

from dataclasses import replace
from typing import Any, Final, cast
from zoneinfo import available_timezones

import pandas as pd
import streamlit as st

from cxdash.ingest.mapping import How, Mapping
from cxdash.web import intake_constants, intake_mapping, intake_zone

ORDERS: Final = {
    "": "As the values show",
    "dmy": "Day first (31.12.2024)",
    "mdy": "Month first (12/31/2024)",
    "ymd": "Year first (2024-12-31)",
}


def about_the_file(mapping: Mapping, key: str) -> Mapping:
    """Draw the name of the source, the time zone and fixed values; return the edited mapping."""
    left, middle, right = st.columns(3)
    with left:
        family = st.text_input(
            "Source",
            value=mapping.family,
            key=f"family_{key}",
            help="The tool or survey the file comes from, the same every month. A row with the "
            "same id from the same source replaces the older one; ids of different sources never "
            "mix.",
        )
    with middle:
        zone = _zone(mapping, key)
    with right:
        order = st.selectbox(
            "Dates are written",
            list(ORDERS),
            format_func=ORDERS.__getitem__,
            key=f"order_{key}",
            help="Used where the values themselves do not tell.",
        )
    mapping = _dated(mapping, order)
    mapping = replace(mapping, family=family.strip(), time_zone=zone)
    return _fixed_values(mapping, key)


def _zone(mapping: Mapping, key: str) -> str | None:
    here = intake_zone.proposed()
    as_the_workspace = f"Not stated: read as {here}"
    first = dict.fromkeys([as_the_workspace, *filter(None, (mapping.time_zone, here, "UTC"))])
    zones = [*first, *sorted(available_timezones() - set(first))]
    chosen = st.selectbox(
        "Time zone of its times",
        zones,
        index=zones.index(mapping.time_zone) if mapping.time_zone else 0,
        key=f"zone_{key}",
        help="With a zone, each moment counts on the day it has in your time zone.",
    )
    return None if chosen == as_the_workspace else chosen


def _dated(mapping: Mapping, order: str) -> Mapping:
    """Return the mapping with the order of date parts where none is decided yet."""
    if not order:
        return mapping
    feeds = tuple(
        replace(
            feed,
            fields={
                name: source.reading(How(date_order=order))
                if source.columns and feed.column(name).kind == "time"
                else source
                for name, source in feed.fields.items()
            },
        )
        for feed in mapping.feeds
    )
    return replace(mapping, feeds=feeds)


def _fixed_values(mapping: Mapping, key: str) -> Mapping:
    """Draw the values that hold for every row and return the mapping with them."""
    before = intake_constants.fixed_values(mapping)
    tables = list(dict.fromkeys(feed.table for feed in mapping.feeds))
    if not tables:
        return mapping
    fields = {
        shown: target
        for shown, target in intake_mapping.targets(tables).items()
        if target[0] in tables
    }
    st.markdown("**Values for every row of this file**")
    rows = pd.DataFrame(
        {
            "Field": pd.Series([intake_mapping.label(one) for one in before], dtype="str"),
            "Value": pd.Series(list(before.values()), dtype="str"),
        }
    )
    edited = st.data_editor(
        rows,
        key=f"fixed_{key}_{'_'.join(tables)}",
        num_rows="dynamic",
        hide_index=True,
        column_config={
            "Field": st.column_config.SelectboxColumn(options=list(fields), width="large"),
            "Value": st.column_config.TextColumn(width="large"),
        },
        alt="Values that hold for every row of the file",
    )
    after: dict[intake_mapping.Target, str] = {}
    for row in cast("list[dict[str, Any]]", edited.to_dict("records")):
        field, value = row["Field"], row["Value"]
        if isinstance(field, str) and isinstance(value, str) and value.strip():
            after[fields[field]] = value.strip()
    return intake_constants.with_fixed_values(mapping, after)
