### The words of the window: labels, buttons and short sentences that hold no data.

### Sidebar
ui-nav-label = Pages
ui-nav-today = Today
ui-nav-people = People
ui-nav-applications = Applications
ui-nav-settings = Settings
ui-nav-new = New interview

### Everywhere
ui-toast-undo = Undo
ui-toast-redo = Redo
ui-toast-close = Dismiss
ui-dialog-save = Save
ui-dialog-close = Close
ui-when-pick = Choose in a calendar
ui-empty-begin = Enter an interview
ui-empty-sample = Look around with sample data
ui-saved = Saved
ui-list-more = Show more

### Steps
ui-step-snooze = Snooze
ui-step-snooze-other = Another time…
ui-step-snooze-title = When shall this come back?
ui-step-snooze-until = When
ui-step-snooze-example = Friday 10:00, or in two weeks
ui-step-skip = Skip
ui-step-more = More

### Today
ui-today-sample-remove = Remove the sample data
ui-today-waiting = Waiting
ui-today-lapsed = Missed

### People
ui-people-title = People
ui-people-search = Search people

### A person
ui-person-edit = Edit card
ui-person-close = Close the card
ui-person-merge = Merge with…
ui-person-remove = Remove
ui-person-erase = Delete…
ui-picker-title = Merge with…
ui-picker-search = Search people
ui-picker-none = No one else was found.
ui-erase-text = The card goes, and with it what you noted about this person on calls, letters and answers. That you wrote or called stays, without the name, because the plan counts from it. Notes about an interview as a whole stay as they are.
ui-erase-undo = Neither can be undone, and nor can what you did before: the undo log is emptied with it.
ui-erase-anonymise-text = To keep the history readable, take only the person out of it: the card keeps the company and nothing else.
ui-erase-keep = Keep
ui-erase-anonymise = Anonymise
ui-erase-delete = Delete for good
ui-person-steps = To do
ui-person-applications = Applications
ui-person-timeline = What happened

### A card
ui-card-name = Name
ui-card-title = Title
ui-card-company = Company on the card
ui-card-company-hint = Only if it differs from where you applied
ui-card-email = E-mail
ui-card-email-more = Another e-mail
ui-card-email-add = Add another e-mail
ui-card-phone = Phone
ui-card-phone-more = Another phone
ui-card-phone-add = Add another phone
ui-card-more = More on the card
ui-card-address-as = Address as
ui-card-address-as-hint = How you begin a letter to them
ui-card-zone = Time zone
ui-card-zone-hint = So that you do not call at night
ui-card-only = They asked for
ui-card-only-any = E-mail or phone, either is fine
ui-card-only-email = E-mail only
ui-card-only-phone = Phone only
ui-card-website = Website
ui-card-address = Postal address
ui-card-note = Note

### Applications
ui-applications-title = Applications
ui-applications-look = Look at them as
ui-applications-list = List
ui-applications-board = Board
ui-applications-timeline = Timeline
ui-applications-calendar = Calendar
ui-applications-replies = Replies
ui-lanes-happened = What happened
ui-lanes-next = What comes next
ui-lanes-today = Today
ui-board-move = Move
ui-applications-open = Open
ui-applications-closed = Closed

### An application
ui-application-replied = They replied…
ui-application-log = Log a call or message…
ui-application-add-interview = Add an interview
ui-application-rest = Pause follow-ups
ui-application-reopen = Reopen
ui-application-more = More on this application
ui-application-delete = Delete this application
ui-application-steps = To do
ui-application-interviews = Interviews
ui-application-people = People
ui-application-timeline = What happened
ui-application-lead = Main contact
ui-application-make-lead = Make main contact
ui-event-remove = Remove

### An interview of an application
ui-interview-edit = Edit
ui-interview-cancel = Cancel this interview
ui-interview-restore = Restore this interview
ui-interview-cancelled = This interview is cancelled.

### The interview form
ui-form-interview = The interview
ui-form-company = Company
ui-form-role = Role
ui-form-when = When
ui-form-when-example = today 15:00
ui-form-minutes = Minutes
ui-form-zone = Time zone
ui-form-zone-example = Yours
ui-form-people = The people
ui-form-people-hint = One card for each person. A name is enough.
ui-form-card = Card
ui-form-card-add = Add a card
ui-form-card-read = Read a card
ui-form-card-read-hint = A .vcf file or a picture of a QR code can also be dropped anywhere in the window.
ui-form-card-known = Take the card that is here
ui-form-card-remove = Remove this card
ui-form-spoke-about = What you spoke about
ui-form-lead = Main contact
ui-form-follow-up = When may you follow up?
ui-form-follow-up-nothing = Nothing was said
ui-form-follow-up-date = They named a date
ui-form-follow-up-promise = They will get back by…
ui-form-follow-up-week = In a week
ui-form-follow-up-fortnight = In two weeks
ui-form-follow-up-day = Which day
ui-form-follow-up-day-example = 5 December, or next Friday
ui-form-notes = While it is fresh
ui-form-notes-hint = Drafts use these notes. Nothing is sent automatically.
ui-form-seeking = What they look for
ui-form-strengths = How you fit
ui-form-shared = What you shared
ui-form-wished = What you wish you had said
ui-form-plan = What will happen
ui-form-plan-empty = Once it is clear when you met, and whom, the plan appears here.
ui-form-save = Save
ui-form-discard = Discard
ui-form-restored = What you had typed is still here.
ui-form-afresh = Start over
ui-form-left = Not saved yet. What you typed waits for you in the form.
ui-form-discarded = Discarded.
ui-form-begun-afresh = What you had typed is set aside.
ui-form-card-removed = Card removed.

### What you did
ui-touch-contact = With whom
ui-touch-contact-other = Somebody else there
ui-touch-channel = How
ui-touch-channel-email = E-mail
ui-touch-channel-phone = Phone
ui-touch-channel-other = Another way
ui-touch-outcome = How it went
ui-touch-outcome-sent = Sent
ui-touch-outcome-spoke = Spoke
ui-touch-outcome-voicemail = Voicemail
ui-touch-outcome-no-answer = No answer
ui-touch-kind = What it was
ui-touch-kind-thank-you = A thank-you
ui-touch-kind-check-in = A check-in
ui-touch-kind-other = Something else
ui-touch-when = When
ui-touch-when-example = today 15:00
ui-touch-named = If they named a date, which one
ui-touch-named-example = 5 December, or next Friday
ui-touch-note = Note

### What they answered
ui-reply-meaning = What they said
ui-reply-meaning-deciding = They are still deciding
ui-reply-meaning-next-round = They invite you to a next round
ui-reply-meaning-offer = They made an offer
ui-reply-meaning-rejected = They said no
ui-reply-meaning-accepted = You accepted
ui-reply-meaning-withdrawn = You withdrew
ui-reply-contact = Who answered
ui-reply-contact-other = Somebody else there
ui-reply-when = When
ui-reply-follow-up-on = The date they named for your next call or message
ui-reply-promised-by = The day by which they will get back to you
ui-reply-stands = Where it stands, in their words
ui-reply-note = Note

### Settings
ui-settings-title = Settings
ui-settings-holidays = From an .ics file…
ui-settings-facts = About this copy
ui-settings-testing = Sending…
ui-settings-test = Send a test reminder

### Keys
ui-keys-title = Keys
ui-keys-new = New interview
ui-keys-search = Search people
ui-keys-undo = Undo the last change
ui-keys-redo = Do it again after all
ui-keys-zoom = Larger, smaller
ui-keys-pages = Today, People, Applications, Settings
ui-keys-settings = Settings
ui-keys-rows = Move between rows
ui-keys-write = In a row: write, call
ui-keys-answer = In a row: done, snooze, they replied
ui-keys-save = Save the form you are in; open a draft in mail
ui-keys-close-dialog = Close a dialog or menu
ui-keys-close = Close the window
ui-keys-help = Show these keys

### Writing a letter
ui-write-template = Template
ui-write-templates = Change the templates
ui-write-to = To
ui-write-to-nobody = Nobody yet
ui-write-subject = Subject
ui-write-body = Letter
ui-write-mail = Open in mail
ui-write-copy = Copy
ui-write-file = Save .eml…
ui-write-chat = Copy for LinkedIn
ui-write-rest = Copy the rest
ui-write-afresh = Reset draft
ui-write-missing = Missing from this draft
ui-write-missing-fill = Fill in
ui-write-name = Name
ui-write-name-title = What is your name?
ui-write-sources = What it was made from
ui-write-sources-none = Nothing is noted yet.
ui-write-notes = Change the notes
ui-write-language = Change on the card
ui-write-sent-question = Did you send it?
ui-write-sent-hint = Nothing is recorded until you say so.
ui-write-sent-yes = Yes, sent
ui-write-sent-no = Not yet
ui-write-copied = Copied. Paste it where you want to send it from.
ui-write-copied-rest = Copied. Paste it below the beginning in your mail.
ui-write-not-copied = This could not be copied. Mark the text and press Ctrl+C.
ui-write-in-mail = Your mail program has the draft now.
ui-write-left = Not sent yet. The draft waits for you as you left it.
ui-write-back-today = Today

### Calling
ui-call-number = Number
ui-call-none = There is no phone number on the card.
ui-call-as-typed = On the card:
ui-call-script = What to say
ui-call-note = Notes on this call
ui-call-sources = What you know
ui-call-outcome = How did it go?
ui-call-named = They named a date…
ui-call-named-title = Which date did they name?
ui-call-named-day = The date
ui-call-write = Write instead

### Templates
ui-templates-title = Templates
ui-templates-hint = Letters and scripts are made of these and of your own notes. Nothing else is put in.
ui-templates-add = Add a template
ui-templates-add-title = What is the new template called?
ui-templates-add-name = Name
ui-templates-add-from = Begin with a copy of
ui-template-subject = Subject
ui-template-body = Template
ui-template-body-hint = Words between double braces are filled in. Text between if and endif stands only where something was noted.
ui-template-preview = What it makes
ui-template-about = Of
ui-template-variables = What can be filled in
ui-template-original = Back to the original
ui-template-remove = Remove this template
ui-settings-templates = Templates
ui-application-write = Write…
ui-application-call = Call…
ui-card-language = Language of letters
ui-card-language-own = As set in the settings
ui-card-language-en = English
ui-card-language-de = German
