### Cards and applications from files.

error-import-too-large = { $name } is larger than 50 MB. Nothing was imported; split it, or choose a smaller file.
error-import-text-too-long = This text is longer than 5 MB. Nothing was imported; save it as a file and choose that.
error-import-text-no-card = This is much longer than a namecard or a signature. Nothing was read; paste only that part of it.
error-import-long-line = Line { $line } of { $name } is longer than 64 kB, so it is hardly a list of people. Nothing was imported.
error-import-too-many = { $name } holds { $count } entries; { $most } fit at once. Nothing was imported; split the file.
error-import-unknown = { $name } is no list of people that I can read. Nothing was imported; try a vCard (.vcf), a CSV file, or a picture of a QR code.
error-import-pdf = { $name } is a PDF. Nothing was imported; paste the text of the card instead.
error-import-spreadsheet = { $name } is a spreadsheet. Nothing was imported; save it as CSV there, and import that.
error-import-archive = { $name } is an archive. Nothing was imported; unpack it, and import the file in it.
error-import-compound = { $name } is a message of Outlook or an old spreadsheet. Nothing was imported; save it as vCard or CSV there, or paste the text of the card.
error-import-heic = { $name } is a photo in a format that cannot be read here (HEIC). Nothing was imported; save it as JPEG or PNG.
error-import-calendar = { $name } is a calendar, which holds no people. Nothing was imported; enter the interview with New interview. Holidays are read under Settings.
error-import-ldif = { $name } is an address book in LDIF. Nothing was imported; export it as vCard or CSV there.
error-import-mail = { $name } is an e-mail. Nothing was imported; paste the signature in it instead.
error-import-no-picture = The picture { $name } cannot be read. Nothing was imported; try a JPEG or PNG file.
error-import-many-codes = Too much in { $name } looks like a QR code. Nothing was imported; try a picture of one card.
error-import-no-code = There is no QR code to be seen in { $name }. Nothing was imported; try a sharper or closer picture.
error-import-code-without-card = The QR code in { $name } holds no card. It says: { $text }
error-import-no-table = Only a table has columns to choose. Nothing was changed.
error-import-no-column = There is no column { $id }. Nothing was changed.
error-import-none = There is no file open to import. Choose one first.
error-import-impossible = That cannot be done with entry { $entry }, so nothing was imported. With --dry-run --json each entry lists its choices.
error-import-too-long = With line { $line }, the card of { $name } would be longer than a card can hold ({ $fields }). Nothing was imported; leave that entry out.
error-import-no-record = There is no entry { $id } in this file.

import-done-none = Nothing was imported{ $unreadable ->
    [0] {""}
    [one] ; one entry cannot be read
   *[other] ; { $unreadable } entries cannot be read
}{ $left ->
    [0] {""}
    [one] ; one was left out
   *[other] ; { $left } were left out
}.
import-done-nothing = Nothing to import: everything is here already.
import-done-people = { $added ->
    [0] { $updated ->
        [one] Updated one card.
       *[other] Updated { $updated } cards.
    }
    [one] { $updated ->
        [0] Added one person.
        [one] Added one person, updated one card.
       *[other] Added one person, updated { $updated } cards.
    }
   *[other] { $updated ->
        [0] Added { $added } people.
        [one] Added { $added } people, updated one card.
       *[other] Added { $added } people, updated { $updated } cards.
    }
}
import-done-applications = { $applications ->
    [one] Added one application.
   *[other] Added { $applications } applications.
}
import-done-both = Added { $added } people and { $applications } applications, updated { $updated } cards.

import-kind-cards = { $count ->
    [one] One card
   *[other] { $count } cards
}
import-kind-picture = { $count ->
    [one] A QR code with a card
   *[other] QR codes with { $count } cards
}
import-kind-table = { $count ->
    [one] A table with one row
   *[other] A table with { $count } rows
}
import-kind-table-of = { $count ->
    [one] A table from { $program } with one row
   *[other] A table from { $program } with { $count } rows
}

import-action-people = { $count ->
    [one] Import one person
   *[other] Import { $count } people
}
import-action-applications = { $applications ->
    [one] Import one application
   *[other] Import { $applications } applications
}
import-action-entries = Import { $count } entries

import-summary = { $added ->
    [0] Nobody new
    [one] One new person
   *[other] { $added } new people
}{ $updated ->
    [0] {""}
    [one] , one card changed
   *[other] , { $updated } cards changed
}{ $applications ->
    [0] {""}
    [one] , one application
   *[other] , { $applications } applications
}{ $unchanged ->
    [0] {""}
    [one] , one here already
   *[other] , { $unchanged } here already
}{ $left ->
    [0] {""}
    [one] , one left out
   *[other] , { $left } left out
}{ $unreadable ->
    [0] .
    [one] , one cannot be read.
   *[other] , { $unreadable } cannot be read.
}
import-summary-nothing = { $unreadable ->
    [0] { $left ->
        [0] Everything in this file is here already.
       *[other] Nothing would be imported as it is chosen now.
    }
    [one] Nothing would be imported as it is chosen now; one entry cannot be read.
   *[other] Nothing would be imported as it is chosen now; { $unreadable } entries cannot be read.
}

import-group-unreadable = { $count ->
    [one] One cannot be read
   *[other] { $count } cannot be read
}
import-group-alike = { $count ->
    [one] One may be somebody you have
   *[other] { $count } may be people you have
}
import-group-update = { $count ->
    [one] One changes
   *[other] { $count } change
}
import-group-new = { $count ->
    [one] One is new
   *[other] { $count } are new
}
import-group-unchanged = { $count ->
    [one] One is here already
   *[other] { $count } are here already
}
import-hint-unreadable = These are left in the file. Everything else can be imported without them.
import-hint-alike = Nothing is merged unless you choose.
import-more = { $count ->
    [one] and one more, done the same way
   *[other] and { $count } more, done the same way
}
import-line = Line { $line }
import-application = { $company }, { $role }
import-applied = Applied on { $date }
import-twice = The same card stands further up in this file.
import-own-kept = You changed this since the last import, so it stays as you have it: { $fields }.
import-update-typed = You typed this card here, and the file may be older: it stays as it is unless you choose otherwise.
import-update-besides = Only what Afterword keeps for other programs changes (a picture, a birthday or the like).

import-alike-name-email = Same name and e-mail address as { $name }{ $known ->
    [0] {""}
   *[other] {" "}({ $company })
}
import-alike-name-phone = Same name and phone number as { $name }{ $known ->
    [0] {""}
   *[other] {" "}({ $company })
}
import-alike-name = Same name as { $name }{ $known ->
    [0] {""}
   *[other] {" "}({ $company })
}
import-alike-email = Same e-mail address as { $name }{ $known ->
    [0] {""}
   *[other] {" "}({ $company })
}
import-alike-phone = Same phone number as { $name }{ $known ->
    [0] {""}
   *[other] {" "}({ $company })
}

import-choice-add = Add as a new person
import-choice-update = Change the card
import-choice-fill = Add to the card of { $name }
import-choice-leave-out = Leave out

import-remark-cut-short = The file ends in the middle of this card; its last line may be incomplete.
import-remark-too-long = { $field } is longer than a card can hold; the end is left out.
import-remark-too-many = { $field }: a card holds { $most }; the others are left out.
import-remark-odd = { $field } is not understood, and is left out.
import-remark-role-long = The role is longer than fits; the end is left out.
import-remark-link-long = The link to the job is longer than fits, and is left out.
import-remark-date-odd = The day you applied on is not understood, and is left out.
import-remark-photo-large = The picture is larger than 1 MB and is left out.
import-remark-photos-large = The pictures of this file are too large together; this one is left out.
import-remark-photo-unreadable = The picture cannot be read and is left out.
import-remark-large = Something besides the card (a sound, a logo) is larger than 64 kB and is left out.

import-card-damaged = This card is damaged.
import-card-nameless = This card names nobody: no name, company, e-mail address or number.
import-card-group = This is a group or a place, not a person.
import-row-quote = A quotation mark in this row is never closed, so the rest of the file cannot be told apart.
import-row-cells = This row has more cells than the first one: a separator in it is not between quotation marks.
import-row-nameless = This row names nobody. Is the column with the names chosen?
import-row-companyless = This row has a role, and no company.

column-left-out = Leave out
column-name = Name
column-prefix = Title before the name
column-given = First name
column-middle = Middle name
column-family = Last name
column-suffix = Suffix
column-address-as = Address as
column-title = Job title
column-company = Company
column-email = E-mail
column-phone = Phone
column-address = Address
column-street = Street
column-town = Town
column-region = State or region
column-postal-code = Postal code
column-country = Country
column-website = Website
column-zone = Time zone
column-only = Only by
column-language = Language of letters
column-note = Note
column-role = Role applied for
column-applied-on = Applied on
column-job-link = Link to the job

error-merge-too-long = Both together are longer than a card can hold ({ $fields }). Nothing was changed; choose one side there.
error-merge-same = These are one person already. Nothing was changed.
toast-merged = { $same ->
    [0] Put { $second } together with { $first }.
   *[other] Put the two cards of { $first } together.
}
toast-kept-apart = { $first } and { $second } stay two people.
toast-person-added = Added { $name }.

duplicates-summary = { $count ->
    [0] No duplicates found.
    [one] One pair of cards may be the same person.
   *[other] { $count } pairs of cards may be the same person.
}
duplicates-more = { $count ->
    [one] and one more pair
   *[other] and { $count } more pairs
}
duplicates-name-email = The same name and e-mail address
duplicates-name-phone = The same name and phone number
duplicates-name = The same name
duplicates-email = The same e-mail address
merge-text = Interviews, letters, calls and answers of both will be those of the one who stays. This can be undone.
merge-history = { $interviews ->
    [0] No interview
    [one] One interview
   *[other] { $interviews } interviews
}, { $touches ->
    [0] no letters, calls or answers
    [one] one letter, call or answer
   *[other] { $touches } letters, calls and answers
}
card-text-found = Please look at each field before you save the card.
card-text-nothing = I find no name, address or number in this text. Fill in what you know.
form-card-rest = Fitted nowhere: { $lines }
error-form-cards-none = { $name } holds no card of a person. Nothing was changed; try a vCard (.vcf), a picture of a QR code, or paste the text.
error-form-cards-many = { $name } holds { $count } cards, more than sit at an interview. Nothing was changed; import it on the page People.

import-all-leave-out = Leave all of them out
import-all-add = Add all of them as new people
import-all-fill = Add each to the card it is most like

open-import-title = Choose a file to import
open-cards-title = Choose a card
open-cards-filter = Cards and pictures
open-import-filter = Cards, tables and pictures
import-pasted = What you pasted

ui-import-title = Import
ui-import-lead = Bring in people from an address book, a spreadsheet or a namecard. Nothing is saved before you have seen it.
ui-import-drop = Drop a file here
ui-import-drop-hint = vCard (.vcf), CSV of Google, Outlook, Thunderbird or LinkedIn, your own table, or a picture of a QR code. A copied picture can be pasted.
ui-import-choose = Choose a file…
ui-import-paste = The text of a namecard or a signature
ui-import-paste-hint = Paste or type it here; you see each field before the card is saved.
ui-import-read = Read it
ui-import-card = What I read
ui-import-rest = These lines fitted nowhere
ui-import-save-card = Save the card
ui-import-drop-card = Discard
ui-import-close = Close without importing
ui-import-columns = What the columns mean
ui-import-columns-hint = We don’t recognise these columns. Please say what each one holds.
ui-import-now = now
ui-import-then = then
ui-import-choice = What to do with
ui-import-choice-all = What to do with all of these
ui-import-working = Importing…
ui-import-reading = Reading…
ui-people-import = Import…
ui-people-new = New person
ui-people-duplicates = Find duplicates
ui-duplicates-title = Possible duplicates
ui-duplicates-compare = Compare…
ui-duplicates-apart = Keep separate
ui-merge-title = One person or two?
ui-merge-stays = This one stays
ui-merge-goes = This one is put together with it
ui-merge-both = Both
ui-merge-save = Merge
ui-merge-swap = Keep the other one
ui-merge-back = Duplicates
