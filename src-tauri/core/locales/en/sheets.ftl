### Exported tables.

sheet-contacts-title = Contacts
sheet-contacts-line = { $count ->
    [one] One person, as of { $date }
   *[other] { $count } people, as of { $date }
}
sheet-activity-title = Record of job search activities
sheet-activity-line = { $count ->
    [one] One activity, on { $from }
   *[other] { $count } activities, from { $from } to { $to }
}
sheet-activity-none = No activities in this time.

sheet-name = Name
sheet-title = Title
sheet-company = Company
sheet-emails = E-mail
sheet-phones = Phone
sheet-address = Address
sheet-website = Website
sheet-zone = Time zone
sheet-note = Note
sheet-application-company = Applied at
sheet-role = Role
sheet-stage = Stage
sheet-last-interview = Last interview
sheet-last-touch = Last contact
sheet-next-step = Next step
sheet-next-due = Due
sheet-address-as = Address as
sheet-only = Only by
sheet-language = Letters in
sheet-reach = E-mail, phone, website
sheet-application = Application
sheet-dates = So far, and next
sheet-dated = { $label }: { $date }

sheet-date = Date
sheet-employer = Employer
sheet-phone = Phone
sheet-person = Person contacted
sheet-method = Method
sheet-position = Position
sheet-contact = Contact
sheet-follow-up = Follow-up
sheet-result = Result
sheet-by-email = E-mail
sheet-by-phone = Phone
sheet-by-other = Other
sheet-by-web = Website
sheet-by-interview = Interview
sheet-applied = Applied
sheet-interview = Interview
sheet-thank-you = Thank-you
sheet-check-in = Check-in
sheet-other = Message
sheet-no-answer = Nobody picked up
sheet-voicemail = Left a voicemail
sheet-no-answer-yet = No answer yet
sheet-answer-deciding = { $date }: still deciding
sheet-answer-next-round = { $date }: invited to a further interview
sheet-answer-offer = { $date }: offer
sheet-answer-rejected = { $date }: declined
sheet-answer-accepted = { $date }: accepted
sheet-answer-withdrawn = { $date }: application withdrawn

sheet-next-call = Check in by phone
sheet-next-write = Check in by e-mail
sheet-next-prepare = Prepare
sheet-next-cards = Enter the cards

event-name-calendar = Afterword
event-name-interview = Interview: { $company }, { $role }

exported-people = { $count ->
    [one] One contact
   *[other] { $count } contacts
}
exported-activities = { $count ->
    [one] One activity
   *[other] { $count } activities
}
exported-events = { $count ->
    [one] One event
   *[other] { $count } events
}
exported-everything = { $count ->
    [one] Everything, with one contact,
   *[other] Everything, with { $count } contacts,
}
error-export-format = This cannot be written in that format. Nothing was written; choose another one.
error-import-newer = This file was written by a newer version of Afterword. Nothing was changed; please update Afterword.
error-import-damaged = This file does not hold together as records of Afterword. Nothing was changed; choose another copy of it.
error-import-not-empty = There are records here already, and a file of everything can only be read into an Afterword without any. Nothing was changed.
import-kind-everything = Every record of an Afterword
import-everything = { $people ->
    [one] One person
   *[other] { $people } people
}, { $applications ->
    [one] one application
   *[other] { $applications } applications
} and all that happened come back as they were.
import-action-everything = Bring everything back
import-done-everything = Brought everything back.

error-export-range = This day is before the first one. Nothing was written; turn the two around.
error-export-nobody = Nobody is found by “{ $query }”. Leave it empty for everybody.
export-contacts = Contacts
export-contacts-hint = Everybody with their card, where you met and what comes next.
export-activity = Record of activities
export-activity-hint = What employment offices ask for: date, employer, person, method, position and result.
export-plan = What is planned
export-plan-hint = Steps and interviews to come, for your calendar.
export-everything = Everything
export-everything-hint = Every record, to move to another computer. It can be read into an Afterword without records.
export-csv = CSV, for any spreadsheet
export-xlsx = Excel and LibreOffice (.xlsx)
export-vcard = vCard 3.0, for phones and address books
export-vcard4 = vCard 4.0
export-html = A page to print (.html)
export-ics = iCalendar (.ics)
export-json = JSON
export-all-applications = All applications
export-more = { $count ->
    [one] and one more row
   *[other] and { $count } more rows
}
ui-export-title = Export
ui-export-what = What
ui-export-format = Format
ui-export-application = Application
ui-export-people = People found by
ui-export-people-hint = Part of a name, company or address; everybody without it
ui-export-from = From
ui-export-from-hint = A day, such as 1 Nov; from the first without it
ui-export-to = To
ui-export-to-hint = Leave blank for no end date
ui-export-save = Save as…
ui-export-print = Print…
ui-export-preview = Preview
ui-people-export = Export…
save-name-activity = job-search-activities
save-name-plan = afterword-plan
save-name-everything = afterword-everything
error-print = The page cannot be printed from here. Save it as a page to print, and open that in a browser.

export-calendar-kept = Kept up to date in { $path }
error-setting-calendar = Give the whole path of a calendar file (.ics) in a folder that exists, or nothing.
error-setting-elsewhere = This is chosen where one exports what is planned.
setting-calendar-file = Calendar file
open-calendar-keep-title = Keep a calendar file up to date
ui-export-calendar = Keep a calendar file up to date…
ui-export-calendar-hint = In a folder that is synced, your phone has it too. The background agent rewrites it after each change.
ui-export-calendar-stop = Stop keeping it
error-export-everything = Everything cannot be narrowed down. Nothing was written; leave people, application and dates out.
