"""Compares the speed of Afterword with tools people would use instead, running both in turn.

    bench.py PROGRAM [--cards N] [--contacts N] [--rounds N]

PROGRAM is the command line, from a release build. Prints the medians of each pair and their ratio; the exit status is 1
when a promised ratio is missed. Times depend on the machine, the ratios hardly do.
"""

import argparse
import os
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile
import time

import vobject

GIVEN = "Anna Björn Chen Dewi Elif Farid Grace Hiroshi Inés Jan Kavya Lukas Mei Nuno Olga Priya Quinn Rosa Siti Tariq".split()
FAMILY = "Abe Berg Costa Dubois Eriksen Fischer García Hoang Ito Jensen Kaya Lim Müller Nguyễn Okafor Patel Rossi Tan Wong".split()
TITLES = ["Head of Hiring", "Engineering Manager", "Recruiter", "Director, Research", "Team Lead", "Personalleiterin"]


def card(number, choose):
    """A made-up person as a vCard, with about as much in it as an address book holds."""
    given, family = choose.choice(GIVEN), choose.choice(FAMILY)
    company = f"Company {choose.randrange(4000)} Ltd"
    note = " ".join(choose.choice(TITLES).lower() for _ in range(12))
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"UID:bench-{number}",
        f"N:{family} {number};{given};;;",
        f"FN:{given} {family} {number}",
        f"ORG:{company};Hiring",
        f"TITLE:{choose.choice(TITLES)}".replace(",", "\\,"),
        f"EMAIL;TYPE=INTERNET,WORK:{given.lower()}.{number}@company.example",
        f"EMAIL;TYPE=HOME:{family.lower()}{number}@home.example",
        f"TEL;TYPE=CELL:+65 8{number % 10_000_000:07d}",
        f"TEL;TYPE=WORK:+65 6{number * 7 % 10_000_000:07d}",
        f"ADR;TYPE=WORK:;;{number % 300} Station Road;Singapore;;0{number % 90000:05d};Singapore",
        f"URL:https://company.example/people/{number}",
        f"NOTE:{note[:70]}",
        f" {note[70:]}",
        "item1.X-ABDATE;type=pref:2019-05-04",
        "CATEGORIES:Work,Hiring",
        "REV:2026-01-01T00:00:00Z",
        "END:VCARD",
    ]
    return "\r\n".join(lines) + "\r\n"


def write_cards(path, first, end):
    choose = random.Random(first)
    with open(path, "w", encoding="utf-8", newline="") as file:
        for number in range(first, end):
            file.write(card(number, choose))


def seconds(command, output):
    """How long a program takes from its start to its end; what it prints goes to a file."""
    with open(output, "wb") as file:
        began = time.perf_counter()
        subprocess.run(command, check=True, stdout=file)
        return time.perf_counter() - began


def in_turn(rounds, ours, theirs):
    """The median times of two programs run in turn; the first run of each does not count."""
    ours(), theirs()
    pairs = [(ours(), theirs()) for _ in range(rounds)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


def shown(what, ours, theirs, their_name, needed):
    ratio = theirs / ours
    verdict = "as promised" if ratio >= needed else f"TOO SLOW: {needed} was promised"
    print(f"{what}\n  Afterword   {ours:8.3f} s\n  {their_name:<11} {theirs:8.3f} s\n  ratio       {ratio:8.2f}    {verdict}")
    return ratio >= needed


def import_of_cards(program, folder, count, rounds):
    """Importing a file of cards, from the start of the program to the committed database; vobject only parses it."""
    cards = folder / "cards.vcf"
    write_cards(cards, 0, count)
    turn = iter(range(1000))

    def ours():
        data = folder / f"import-{next(turn)}"
        return seconds([program, "--data-dir", data, "import", cards], os.devnull)

    def theirs():
        began = time.perf_counter()
        with open(cards, encoding="utf-8", newline="") as file:
            found = sum(1 for _ in vobject.readComponents(file))
        assert found == count, f"vobject found {found} cards of {count}"
        return time.perf_counter() - began

    return shown(f"import of {count} cards", *in_turn(rounds, ours, theirs), "vobject", 8)


def export_of_contacts(program, folder, count, rounds):
    """Contacts as CSV on standard output. Ours has everything known of each contact; the sqlite3 shell only writes the
    stored columns of the card."""
    data = folder / "export"
    for part in range(2):
        cards = folder / f"part-{part}.vcf"
        write_cards(cards, part * count // 2, (part + 1) * count // 2)
        subprocess.run([program, "--data-dir", data, "import", cards], check=True, stdout=subprocess.DEVNULL)
    columns = "name, title, company, emails, phones, address, website, zone, note, address_as, only_channel, language"
    query = f"SELECT {columns} FROM contact ORDER BY lower(name), id"

    def ours():
        return seconds([program, "--data-dir", data, "export", "csv", "-o", "-"], folder / "ours.csv")

    def theirs():
        shell = ["sqlite3", "-readonly", "-header", "-csv", data / "afterword.db", query]
        return seconds(shell, folder / "theirs.csv")

    result = in_turn(rounds, ours, theirs)
    for name in ("ours.csv", "theirs.csv"):
        rows = (folder / name).read_bytes().count(b"@home.example")
        assert rows == count, f"{name} holds {rows} of {count} contacts"
    return shown(f"CSV of {count} contacts", *result, "sqlite3", 1)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("program", type=pathlib.Path)
    arguments.add_argument("--cards", type=int, default=20_000)
    arguments.add_argument("--contacts", type=int, default=100_000)
    arguments.add_argument("--rounds", type=int, default=3)
    given = arguments.parse_args()
    program = given.program.resolve()
    os.environ["TZ"] = "UTC"
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        held = [
            import_of_cards(program, folder, given.cards, given.rounds),
            export_of_contacts(program, folder, given.contacts, given.rounds),
        ]
    sys.exit(0 if all(held) else 1)


if __name__ == "__main__":
    main()
