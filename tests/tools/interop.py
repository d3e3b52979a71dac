"""Opens Afterword's CSV files in LibreOffice, and checks that no cell became a formula and no text was lost.

    interop.py PROGRAM

PROGRAM is the command line. LibreOffice converts each file to a flat OpenDocument spreadsheet, which marks formulas as
such. The exit status is 1 when a file differs.
"""

import csv
import json
import pathlib
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"

# Texts that spreadsheets are known to run as formulas, or to read as something other than text.
NAMES = [
    "=1+1", "+1+1", "-1+1", "@SUM(1+1)", "=HYPERLINK(\"http://evil.example\",\"x\")", "=cmd|' /C calc'!A0", "'=1+1",
    "\"=1+1", "=1+1,\"=2+2\"", "；=1+1", "＝1+1", "Tan; Mei, Ling", "Quote \" and 'quote'", "陈伟", "زينب", "Ann",
]
INTERVIEW = {"company": "=1+1", "role": "@SUM(1)", "start": "2025-03-03T10:00:00Z", "interviewers": [{"name": "-1+1"}]}


def sheet(path):
    """The rows of a flat spreadsheet: for each cell its text, and its formula if it is one."""
    rows = []
    for row in tree.parse(path).iter(f"{TABLE}table-row"):
        cells = []
        for cell in row.iter(f"{TABLE}table-cell"):
            text = "\n".join("".join(line.itertext()) for line in cell.iter(f"{TEXT}p"))
            repeated = int(cell.get(f"{TABLE}number-columns-repeated", "1"))
            cells += [(text, cell.get(f"{TABLE}formula"))] * min(repeated, 50)
        rows.append(cells)
    return rows


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        lines = []
        for name in NAMES:
            escaped = name.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
            lines += ["BEGIN:VCARD", "VERSION:3.0", f"FN:{escaped}", f"NOTE:{escaped}", "TEL:+65 6555 0142", "END:VCARD"]
        cards = folder / "cards.vcf"
        cards.write_text("\r\n".join(lines) + "\r\n", encoding="utf-8")
        data = folder / "data"
        run = [program, "--data-dir", data]
        subprocess.run([*run, "import", cards, "--alike", "add"], check=True, stdout=subprocess.DEVNULL)
        entry = json.dumps(INTERVIEW).encode()
        subprocess.run([*run, "interview", "add", "-"], check=True, input=entry, stdout=subprocess.DEVNULL)
        for what, count in (("contacts", len(NAMES) + 1), ("activity", 1)):
            file = folder / f"{what}.csv"
            subprocess.run([*run, "export", "csv", "--what", what, "-o", file], check=True, stdout=subprocess.DEVNULL)
            # 44 is the comma, 34 the quotation mark, 76 UTF-8. No column is declared as text, as when opened by hand.
            options = "--infilter=CSV:44,34,76,1"
            office = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", options]
            subprocess.run([*office, "--convert-to", "fods", "--outdir", folder, file], check=True, capture_output=True)
            rows = sheet(folder / f"{what}.fods")
            with open(file, encoding="utf-8-sig", newline="") as written:
                expected = list(csv.reader(written))
            for number, (found, wanted) in enumerate(zip(rows, expected, strict=False), 1):
                for (text, formula), cell in zip(found, wanted, strict=False):
                    if formula is not None:
                        faults.append(f"{what}.csv, line {number}: {cell!r} became the formula {formula}")
                    elif text.replace("\n", "") != cell.replace("\n", ""):
                        faults.append(f"{what}.csv, line {number}: {cell!r} became {text!r}")
            if len(rows) < len(expected):
                faults.append(f"{what}.csv: {len(expected)} rows became {len(rows)}")
            if len(expected) != count + 1:
                faults.append(f"{what}.csv holds {len(expected) - 1} rows where {count} were recorded")
            print(f"{what}.csv: {len(expected)} rows read by LibreOffice")
    print("\n".join(faults) or "no cell became a formula, and each says what it said")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
