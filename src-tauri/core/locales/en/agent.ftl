### Notifications and the tray.

notice-summary = { $title } · { $place }
notice-late = Planned for: { $when }
notice-without-buttons = Open Afterword to say what you did.
notice-private-body = The rest is in Afterword.
notice-test-summary = A test reminder
notice-test-body = If you can read this, reminders reach you.
private-prepare = An interview is coming
private-cards = Cards are to be entered
private-thank = A thank-you is due
private-call = A call is due
private-write = A message is due
digest-summary = { $count } things are due
digest-line = { $title } ({ $company }), { $when }
digest-line-private = { $title }, { $when }
digest-more = { $count ->
    [one] and one more
   *[other] and { $count } more
  }
button-done = Done
button-snooze = Snooze
button-snooze-all = Snooze all
button-open = Open
button-enter-cards = Enter cards
button-spoke = Spoke
button-no-answer = No answer
tray-title = Afterword
tray-nothing = Nothing is due
tray-due = { $count ->
    [one] One thing is due
   *[other] { $count } things are due
  }
tray-paused = Reminders are paused until tomorrow morning
tray-open = Open Afterword
tray-new = New interview
tray-pause = Pause until tomorrow
tray-resume = Resume reminders
tray-quit = Quit (reminders stop until you start it again)
tray-more = { $count ->
    [one] and one more…
   *[other] and { $count } more…
  }
