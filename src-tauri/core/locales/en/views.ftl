### The sentences on pages and in toasts.

## Today

today-overdue = Overdue
today-today = Today
today-week = The next seven days
today-first-title = Nothing here yet
today-first-text = Enter an interview, before or after it. Afterword then tells you whom to thank this evening, and when to check in.
today-done-title = Nothing is due
today-done-text = No step is open. When the next interview comes, enter it here.
headline-first = Say the right thing, at the right time.
headline-quiet = Nothing for today.
headline-sentence = { $text }.
headline-thanks-evening = { $count ->
    [one] one thank-you this evening
   *[other] { $number } thank-yous this evening
  }
headline-thanks-late = { $count ->
    [one] one late thank-you
   *[other] { $number } late thank-yous
  }
headline-thanks = { $count ->
    [one] one thank-you today
   *[other] { $number } thank-yous today
  }
headline-calls = { $count ->
    [one] one call due
   *[other] { $number } calls due
  }
headline-letters = { $count ->
    [one] one message due
   *[other] { $number } messages due
  }
headline-cards = { $count ->
    [one] one interview without cards
   *[other] { $number } interviews without cards
  }
headline-prepare = { $count ->
    [one] one interview to prepare for
   *[other] { $number } interviews to prepare for
  }
list-comma = ,{" "}
list-and = { $first } and { $last }
number-1 = one
number-2 = two
number-3 = three
number-4 = four
number-5 = five
number-6 = six
number-7 = seven
number-8 = eight
number-9 = nine
number-10 = ten
subline-first = { $date }
subline-calm = { $date }. You’re on schedule.
subline-overdue = { $date }. { $count ->
    [one] One step is overdue; a late word is better than none.
   *[other] { $count } steps are overdue; a late word is better than none.
  }
today-more = { $count ->
    [one] One more moves up as you answer these.
   *[other] { $count } more move up as you answer these.
  }
today-sample = These people and companies are made up, so you won’t get reminders for them.
bundle-thanks = Thank { $number } people: { $place }
bundle-done = Done for all
waiting-promise = { $company } answers by { $by }; nothing before { $next }.
waiting-next = { $count ->
    [one] Nothing due for one application.
   *[other] Nothing due for { $count } applications.
  } Next: { $title } ({ $company }), { $date }.
waiting-then = After that: { $title } ({ $company }), { $date }.
waiting-then-nobody = After that: { $title }, { $date }.
waiting-next-nobody = { $count ->
    [one] Nothing due for one application.
   *[other] Nothing due for { $count } applications.
  } Next: { $title }, { $date }.
lapsed-on = Missed { $day }. Your next message will include the thank-you.
lapsed-on-other = Missed { $day }. If you still want to thank them, log it on the application’s page.
row-snoozed = Snoozed until { $until }
link-odd-email = This address looks incomplete
time-there = It is { $time } there
snooze-hour = In an hour, { $time }
snooze-evening = This evening, { $time }
snooze-tomorrow = Tomorrow, { $time }
snooze-three-days = In three days, { $date }
snooze-monday = Next Monday, { $date }
action-write = Write
action-call = Call
action-done = Done
action-enter-cards = Enter cards
action-thanked = Done
action-sent = Done
action-spoke = Spoke
action-voicemail = Voicemail
action-no-answer = No answer
when-today = today

## Interview form

form-title-new = New interview
form-title-further = One more interview
form-title-edit = Edit the interview
form-start = { $date }, { $from } to { $to }{ $abroad ->
    [1] {" "}({ $zone })
   *[other] {""}
  }
form-closing = Then every { $days } days, calling and writing in turn, until they answer.
form-closing-one-way = Then every { $days } days, until they answer.
touch-title = What did you do at { $company }?
reply-title = What did { $company } say?

## People

people-first-title = No cards yet
people-first-text = The people you meet in interviews appear here, with their cards.
people-none-title = Nobody matches “{ $query }”
people-none-text = Try part of a name, a company, an address or a number.
people-summary = { $count ->
    [one] One person
   *[other] { $count } people
  }
people-found = { $count } of { $total }
erase-title = Delete { $name } for good?
card-asked-email = E-mail only
card-asked-phone = Phone only
card-zone-and-asked = { $zone } · { $asked }
erased-name = Former contact
last-thanked = Thanked { $day }
last-called = Called { $day }
last-wrote = Wrote { $day }

## Applications

applications-first-title = No applications yet
applications-first-text = Each interview you enter belongs to an application; they are listed here with what comes next.
applications-summary = { $count ->
    [one] One application
   *[other] { $count } applications
  }, { $open ->
    [0] none open
    [one] one open
   *[other] { $open } open
  }
application-summary = { $stage }.
application-summary-next = { $stage }. Next: { $next }
stage-applied = Applied
stage-interviewing = Interview coming
stage-waiting = Waiting
stage-next-round = Next round
stage-offer = Offer
stage-closed = Closed
next-step = { $when }: { $title }
move-interview = Add an interview
move-deciding = They are still deciding…
move-next-round = They invite you to a next round…
move-offer = They made an offer…
move-rejected = They said no…
move-let-rest = Pause follow-ups
move-reopen = Open it again
calendar-interview = Interview
calendar-entry = { $title } ({ $company })
calendar-entry-time = { $time }: { $title } ({ $company })
replies-none = Once an interview is over, this says how answers come.
replies-few = { $held ->
    [one] One interview
   *[other] { $held } interviews
  } so far, { $thanked } thanked for, { $answered } answered. From three answers on, this says how long they take.
replies-sentence = { $answered } of { $held } interviews were answered, half of them within { $days ->
    [0] a day
    [one] one day
   *[other] { $days } days
  }; you said thank you after { $thanked }.
replies-interviews = Interviews
replies-held = Held
replies-thanked = Thanked for
replies-answered = Answered
replies-waits = How long answers took
replies-three-days = Three days or less
replies-week = Up to a week
replies-fortnight = Up to two weeks
replies-longer = Longer
interview-named = They named { $date }
interview-promised = They answer by { $date }
interview-nobody = Nobody entered yet
note-shared = What I shared
note-wished = What I wish I had said
note-seeking = What they look for
note-strengths = How I fit
note-spoke-about = What you spoke about with { $name }
event-called = You called { $name }.
event-wrote = You wrote to { $name }.
event-applied = You applied.
event-other = You were in touch with { $name }.
event-thanked = You thanked { $name }.
event-thanked-phone = You thanked { $name } on the phone.
event-voicemail = You left { $name } a voicemail.
event-no-answer = You called { $name }; nobody picked up.
event-interview = Interview with: { $people }
event-interview-coming = Interview coming with: { $people }
event-interview-cancelled = Cancelled interview with: { $people }
event-named = They named { $date }.
event-promised = They answer by { $date }.
event-reopened = You opened the application again.
event-closed-offer = Closed with an offer.
event-closed-rejected = Closed: they said no.
event-closed-accepted = Closed: you accepted.
event-closed-withdrawn = Closed: withdrawn.
event-closed-let-rest = You paused follow-ups.
event-reply-deciding = They are still deciding.
event-reply-next-round = They want to meet again.
event-reply-offer = They made an offer.
event-reply-rejected = They said no.
event-reply-accepted = You accepted.
event-reply-withdrawn = Withdrawn.
event-skipped-prepare = You were prepared.
event-skipped-cards = You skipped entering cards.
event-skipped-thank-you = You skipped a thank-you.
event-skipped-check-in = You skipped a check-in.

## Toasts

toast-undone = Undone: { $text }
toast-redone = Redone: { $text }
toast-interview-saved = Interview at { $company } saved.
toast-interview-changed = Interview at { $company } changed.
toast-moved = Interview at { $company } moved: it is { $when }.
toast-cancelled = Interview at { $company } cancelled.
toast-restored = Interview at { $company } is on again.
toast-closed = { $company }, { $role }: closed.
toast-let-rest = { $company }, { $role }: follow-ups paused.
toast-reopened = { $company }, { $role }: open again.
toast-lead = Check-ins go to { $name } now.
toast-card-saved = Card of { $name } saved.
toast-application-deleted = { $company }, { $role }: deleted.
toast-anonymised = { $name } is only “{ $as }” now; what you did stays.
toast-person-removed = Removed { $name }.
toast-deleted-for-good = { $name } is deleted for good.
toast-sample-added = Here is a made-up job hunt to try things with.
toast-sample-removed = The sample data is gone.
toast-setting = Setting changed: { $label }
toast-holidays = { $count ->
    [one] One day off
   *[other] { $count } days off
  } read from { $file }, { $fresh ->
    [0] all of them known already
    [one] one of them new
   *[other] { $fresh } of them new
  }.
toast-thanked = Thanked { $name }.
toast-thanked-all = Thanked { $names }.
toast-called = Spoke with { $name }.
toast-wrote = Wrote to { $name }.
toast-voicemail = Voicemail left for { $name }.
toast-no-answer = No answer from { $name }; the next try is on the list.
toast-prepared = Ready for the interview.
toast-snoozed = { $title }: you are reminded again { $when }.
toast-snoozed-all = { $count } steps: you are reminded again { $when }.
toast-skipped = Skipped: { $title }
toast-touch-removed = Taken out of the history.
toast-reply = Noted what { $company } said.
toast-reply-ended = Reply saved. No further follow-ups.
toast-reply-removed = Taken out of the history.
toast-exported = { $text } written to { $path }.

toast-start-declined = As you like. “{ $label }” is in the settings.
toast-tested = The notification service took the test reminder. Do you see it?
start-offer = Reminders end when you log out. Start Afterword when you log in?
start-offer-accept = Yes, start with the session
start-offer-decline = No

## Settings

setting-group-times = Times
setting-group-pace = Pace
setting-group-calendar = Calendar
setting-group-window = Window
setting-group-reminders = Reminders
setting-private-notifications = Leave out names in notifications
setting-private-notifications-hint = For a screen that others can see: what is due, but not with whom.
setting-start-at-login = Start at login
setting-start-at-login-hint = So that reminders come although you did not open Afterword.
setting-evening = Evening
setting-evening-hint = When you are first reminded of a thank-you.
setting-morning = Morning
setting-morning-hint = When you are reminded of a thank-you again, and of an interview to prepare for.
setting-check-in-time = Check-in time
setting-check-in-time-hint = When you write or call to ask how things stand.
setting-quiet-from = Quiet from
setting-quiet-to = Quiet until
setting-quiet-to-hint = No reminder comes in between; it waits until the end.
setting-first-check-in-days = Days to the first check-in
setting-first-check-in-days-hint = After the interview, when nothing was said.
setting-interval-days = Days between check-ins
setting-gap-days = Minimum days between contacts at one company
setting-after-thanks-days = Least days from a thank-you to a check-in
setting-zone = Time zone
setting-zone-hint = Now: { $zone }
setting-zone-system = As the system says
setting-working-days = Working days
setting-holidays = Holidays
setting-holidays-hint = Dates like 2026-12-25, separated by commas; or take the all-day events of a calendar file.
setting-office-from = Their office opens
setting-office-to = Their office closes
setting-office-to-hint = In the time zone of the person you call.
setting-group-letters = Letters
setting-name = My name
setting-name-hint = Used when you have no signature.
setting-signature = Signature
setting-signature-hint = What a letter ends with, below its “Kind regards”.
setting-email = My e-mail address
setting-email-hint = Stands in a draft that you save as a file.
setting-letter-language = Language of letters
setting-letter-language-hint = For people whose card names no other.
setting-appearance = Appearance
appearance-system = As the system
appearance-light = Light
appearance-dark = Dark
fact-version = Version
fact-folder = Data folder
fact-agent = In the background
fact-agent-running = Running
fact-agent-stopped = Not running
fact-capabilities = What it shows
fact-capability-body = text
fact-capability-actions = buttons
fact-capability-persistence = kept in a list
fact-capability-sound = sound
fact-capability-none = a title only
health-well = Reminders are working.
health-no-buttons = Reminders are working, without buttons: the notification service draws none. Answer them in the window.
health-paused = Reminders are paused; they come again { $until }.
health-stopped = Reminders do not come: the part of Afterword that waits in the background is not running. Start Afterword again.
health-no-server = Reminders cannot be shown: no notification service is running. They come as soon as there is one.
fact-last-delivery = Last reminder
fact-next-delivery = Next reminder
fact-none = None
fact-server = Notification service
fact-server-on-demand = Starts when it is needed
fact-server-none = None is running
fact-server-unknown = Not known while the reminders do not run
fact-session = Start at login
fact-session-on = On
fact-session-off = Off
fact-session-unknown = Not possible here
open-calendar-title = Choose a calendar of holidays
open-calendar-filter = Calendars
save-title = Export contacts
save-name = contacts

## Drafts

draft-language-card = In { $language }, as the card says.
draft-language-own = In { $language }.
language-en = English
language-de = German
draft-length = { $count ->
    [one] One word
   *[other] { $count } words
  }
draft-length-long = { $count } words; up to { $most } are read most readily
draft-mail-long = Many mail programs cut a link as long as this. The first { $taken ->
    [one] word goes
   *[other] { $taken } words go
  } along; copy the rest and paste it below.
draft-to = To: { $to }
draft-subject = Subject: { $subject }
draft-kept = As you left it { $when }.
draft-kept-before = As you left it { $when }: look at words like “today” again.
draft-mistake = The template “{ $name }” has a mistake, so the original stands in for it. { $mistake }
missing-address = There is no e-mail address on the card of { $name }: the draft is to nobody yet.
missing-contact = This application has no main contact: the draft is to nobody yet.
missing-odd-address = “{ $text }” is no address that mail can be sent to: the draft is to nobody yet.
missing-signature = Your name is not known yet: the draft ends without it.
missing-spoke-about = What you spoke about with { $name } is not noted.
missing-spoke-about-several = What you spoke about with { $name } is not noted; with it, no two letters would be alike.
missing-shared = What you shared is not noted.
missing-wished = What you wish you had said is not noted.
missing-seeking = What they look for is not noted.
missing-strengths = How you fit is not noted.
note-on-card = On the card of { $name }
notice-draft-saved = Draft written to { $path }.
call-now = This is a good time to call, until { $to }.
call-now-there = This is a good time to call: it is { $now } there. Best until { $to } ({ $there } there).
call-later = Best { $from }, when offices are open.
call-later-there = It is { $now } there. Best { $from } your time, when it is { $there } there.
call-never = It is { $now } there. Their office hours are your quiet hours; an e-mail may be kinder to both of you.
save-draft-title = Save the draft
save-draft-name = letter
save-draft-filter = E-mail

## Templates

template-own = Your own
template-changed = Changed by you
template-thank-you = Thank-you
template-thank-you-hint = The same evening: what was said, and how you fit.
template-quick-thank-you = Quick thank-you
template-quick-thank-you-hint = When there is time for three sentences only.
template-check-in-1 = Check-in: what they look for
template-check-in-1-hint = The first check-in, the fourth, and so on.
template-check-in-2 = Check-in: one thing to add
template-check-in-2-hint = The second check-in, the fifth, and so on.
template-check-in-3 = Check-in: easy to answer
template-check-in-3-hint = The third check-in, the sixth, and so on.
template-check-in-with-thanks = Check-in with late thanks
template-check-in-with-thanks-hint = When nobody was thanked in time.
template-next-round = Arrange the next round
template-next-round-hint = When they said that they want to meet again.
template-after-promise = After a promised day
template-after-promise-hint = When the day has passed by which they meant to answer.
template-rejection-reply = Reply to a no
template-rejection-reply-hint = When they said no.
template-plain = Empty letter
template-plain-hint = A salutation and your name, for everything else.
template-call = On the phone
template-call-hint = The two lines of the Call panel.
variable-address-as = How they like to be addressed, else their name
variable-name = Their name as on the card
variable-company = The company of the application
variable-role = The role
variable-met = The day of the interview, as “today” or “on Monday 23 November”
variable-spoke-about = What you spoke about with this person
variable-shared = What you shared
variable-wished = What you wish you had said
variable-seeking = What they look for
variable-strengths = How you fit
variable-purpose = thank_you, check_in, next_round or other
variable-last-way = How you were last in touch since the interview: message, call, voicemail, no_answer or nothing
variable-last-on = The day of that
variable-stands = Where it stands, in their words
variable-replied-on = The day they last replied
variable-named-on = The day they named to follow up
variable-promised-by = The day they promised to answer by
variable-my-name = Your name
variable-signature = Your signature, else your name
variable-interviewer = Their place among the interviewers: 1, 2, 3; “vary” goes by it
about-example = Made-up notes
about-bare = Nothing noted
about-step = { $title } ({ $place })
toast-template-saved = Template “{ $name }” ({ $language }) saved.
toast-template-added = Template “{ $name }” added.
toast-template-original = “{ $name }” is as it came.
toast-template-removed = Template “{ $name }” removed.
