"""Reads a calendar as other programs do: prints each event's identity and start, and how its zones differ from the system's.

read-calendar.py FILE FROM TO: a line "UID START" an occurrence in FROM..TO (RFC 3339, UTC), then a line "zone NAME HOURS", HOURS being
the hours of the span at which the file's own VTIMEZONE tells another offset than the zone database.
"""

import sys
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events

path, begin, end = sys.argv[1:]
begin, end = (datetime.fromisoformat(text) for text in (begin, end))
with open(path, "rb") as file:
    calendar = icalendar.Calendar.from_ical(file.read())
for event in recurring_ical_events.of(calendar).between(begin, end):
    start = event["DTSTART"].dt.astimezone(timezone.utc)
    # What is under way at the beginning began before it.
    if begin <= start < end:
        print(event["UID"], start.isoformat())
for component in calendar.walk("VTIMEZONE"):
    name = str(component["TZID"])
    # Under its own name the library would take the zone database's.
    component["TZID"] = "Vesper/Test"
    own, known = component.to_tz(lookup_tzid=False), ZoneInfo(name)
    hours = int((end - begin).total_seconds() // 3600)
    instants = (begin + timedelta(hours=n) for n in range(hours))
    wrong = sum(at.astimezone(own).utcoffset() != at.astimezone(known).utcoffset() for at in instants)
    print("zone", name, wrong)
