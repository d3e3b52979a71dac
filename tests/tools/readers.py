"""Reads exported files with independent readers, and compares the result with the records.

    readers.py FOLDER

FOLDER holds contacts.vcf, plan.ics, contacts.xlsx, activities.xlsx, activities.csv, expected.json, and corpus/ with pairs of
files NAME.in.vcf and NAME.out.vcf. Prints every disagreement; the exit status is 1 if there is one.
"""

import csv
import datetime
import json
import logging
import pathlib
import sys

import icalendar
import openpyxl
import vobject

faults = []


def check(found, expected, what):
    if found != expected:
        faults.append(f"{what}: {found!r} for {expected!r}")


def texts(card, name):
    """The texts of a property, one-line, in the order of the file."""
    found = []
    for line in card.contents.get(name, []):
        value = line.value
        if isinstance(value, list):  # the parts of an organisation
            value = value[0]
        found.append(" ".join(str(value).split()))
    return [text for text in found if text]


def number(text):
    """A telephone link (RFC 3966) as the plain number that vCard 3.0 uses."""
    if not text.startswith("tel:"):
        return text
    return text.removeprefix("tel:").replace(";ext=", " ext. ")


def contacts(folder, expected):
    with open(folder / "contacts.vcf", encoding="utf-8", newline="") as file:
        cards = list(vobject.readComponents(file.read()))
    check(len(cards), len(expected), "cards that vobject finds")
    for card, person in zip(cards, expected):
        check(card.version.value, "3.0", "the version")
        check(card.fn.value, person["name"], "FN")
        for name, key in (("email", "emails"), ("tel", "phones")):
            check(texts(card, name), person[key], f"{name} of {person['name']}")
        for name, key in (("org", "company"), ("title", "title"), ("url", "website")):
            check(texts(card, name), [person[key]] if person[key] else [], f"{name} of {person['name']}")


def plan(folder, expected):
    calendar = icalendar.Calendar.from_ical((folder / "plan.ics").read_bytes())
    events = calendar.walk("VEVENT")
    check(len(events), expected, "events that icalendar finds")
    check(len({str(event["UID"]) for event in events}), len(events), "UIDs that differ")
    for event in events:
        start, end = event.decoded("DTSTART"), event.decoded("DTEND")
        check(start.utcoffset(), datetime.timedelta(0), "the offset of a start")
        if not start < end:
            faults.append(f"{event['UID']} ends before it begins")
        check([part.name for part in event.subcomponents], ["VALARM"], f"parts of {event['UID']}")
        if event.errors:
            faults.append(f"{event['UID']}: {event.errors}")


def spreadsheet(folder, name, rows, dates):
    sheet = openpyxl.load_workbook(folder / name).active
    check(sheet.freeze_panes, "A2", f"what stays in view in {name}")
    check(sheet.max_row, rows + 1, f"rows of {name}")
    found = 0
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            if cell.data_type == "f":
                faults.append(f"a formula in {name}: {cell.value!r}")
            found += isinstance(cell.value, datetime.datetime)
            if cell.hyperlink and not cell.hyperlink.target.startswith(("mailto:", "https://", "http://")):
                faults.append(f"a link in {name}: {cell.hyperlink.target}")
    check(found, dates, f"dates of {name}")
    if not any(cell.hyperlink for row in sheet.iter_rows() for cell in row) and name == "contacts.xlsx":
        faults.append(f"no link in {name}")


def activities(folder, rows):
    with open(folder / "activities.csv", encoding="utf-8-sig", newline="") as file:
        table = list(csv.DictReader(file))
    check(len(table), rows, "rows of activities.csv")
    for row in table:
        datetime.date.fromisoformat(row["date"])


def corpus(folder):
    """Whatever vobject finds in an imported file must also be in the exported one."""
    seen = 0
    for file in sorted((folder / "corpus").glob("*.in.vcf")):
        text = file.read_bytes().decode("utf-8", "replace").lstrip("\ufeff")
        out = file.with_name(file.name.replace(".in.", ".out.")).read_text("utf-8")
        ours = list(vobject.readComponents(out))
        try:
            theirs = list(vobject.readComponents(text))
        except Exception:  # a file that vobject cannot read proves nothing
            continue
        for card in theirs:
            if card.name != "VCARD" or "fn" not in card.contents or not texts(card, "fn"):
                continue
            if any(line.value == "group" for line in card.contents.get("x-addressbookserver-kind", []) + card.contents.get("kind", [])):
                continue
            seen += 1
            name = texts(card, "fn")[0]
            if "\ufffd" in name:  # the file is in another encoding, which vobject does not guess
                continue
            # vobject cuts a name at a comma that the file does not escape.
            found = [other for other in ours if any(f"{text},".startswith(f"{name},") for text in texts(other, "fn"))]
            if not found:
                faults.append(f"{file.name}: {name} is lost")
                continue
            for key in ("email", "tel", "org", "title"):
                wanted = {number(text) if key == "tel" else text for text in texts(card, key)}
                if not any(wanted <= set(texts(other, key)) for other in found):
                    faults.append(f"{file.name}: {key} of {name}: {[texts(o, key) for o in found]} for {sorted(wanted)}")
    return seen


def main(folder):
    logging.disable(logging.CRITICAL)
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    contacts(folder, expected["people"])
    plan(folder, expected["events"])
    spreadsheet(folder, "contacts.xlsx", expected["rows"], expected["row_dates"])
    spreadsheet(folder, "activities.xlsx", expected["activities"], expected["activities"])
    activities(folder, expected["activities"])
    seen = corpus(folder)
    if seen < 500:
        faults.append(f"vobject found only {seen} cards in the corpus")
    print("\n".join(faults) or f"agreed, also on {seen} cards of the corpus")
    return 1 if faults else 0


sys.exit(main(pathlib.Path(sys.argv[1])))
