### Steps, and why they are due.

place = { $company }, { $role }
somebody = somebody
title-prepare = Get ready for { $company }
title-cards = Whose cards did you get at { $company }?
title-thank = Thank { $name }
title-thank-phone = Call { $name } to say thank you
title-call = Call { $name }
title-write = Write to { $name }
title-check-in-nobody = Check in with { $company }

why-prepare = The interview starts { $when }. Ask for their cards, and when you may follow up; suggest a week or two.
why-cards = You spoke { $day }, and no card is entered yet.
why-cards-ahead = Enter their cards here after the interview.
why-thank-today = You spoke today until { $time }. A note this evening waits in their inbox tomorrow morning.
why-thank-today-several = You spoke today until { $time }. Send each interviewer their own note this evening.
why-thank-ahead = You meet { $day }. A note the same evening waits in their inbox the next morning.
why-thank-later = You spoke { $day }. A short note is still welcome.
why-thank-later-several = You spoke { $day }. Send each interviewer their own note.
why-named = { $date } is the date you were told or agreed on.
why-after-interview = { $days } days since your interview on { $day }.
why-after-promise = They promised an answer by { $day }.
why-since-call = { $days } days since your call on { $day }{ $unanswered ->
    [0] .
    [1] , unanswered.
   *[other] , { $unanswered } check-ins unanswered.
  }
why-since-message = { $days } days since your e-mail of { $day }{ $unanswered ->
    [0] .
    [1] , unanswered.
   *[other] , { $unanswered } check-ins unanswered.
  }
why-since-deciding = { $days } days since they said on { $day } that they are still deciding.
why-next-round = { $days } days since they asked for a next round on { $day }: arrange it.
why-since-skip = { $days } days since the check-in of { $day } that you skipped.
why-retry = Nobody picked up { $day }.
why-carries-thanks = Includes your thank-you if you haven’t sent one.
moved-promise = They promised an answer by { $day }, so not before.
moved-gap = Somebody there heard from you on { $day }, so leave some room.
moved-after-thanks = You said thank you there on { $day }, so leave a few days.
moved-shared-company = { $role } at the same company comes first, on { $day }.
way-wrote-last = You last wrote, so call this time.
way-called-last = You called last, so write.
way-asked-email = They asked for e-mail only.
way-asked-phone = They asked to be called only.
way-no-phone = The card has no phone number, so write.
way-no-email = The card has no e-mail address, so call.
way-no-address = The card has neither an e-mail address nor a phone number.
way-no-asked-address = The card has no address for the only way they asked for.
way-no-card = There is no card yet to write to.
way-call-again = Try once more by phone.
way-office-closed = Their office hours leave no moment for a call, so write.
way-office-closed-no-email = Their office may be closed, and the card has no e-mail address.
way-time-there = It will be { $time } there.
tone-patient = Be patient: two messages unanswered.
tone-rest = Try another contact, or pause follow-ups.
guard-phone = You spoke or called { $day } ({ $name }). The first good day for the next touch is { $good }.
guard-written = You wrote { $day } ({ $name }). The first good day for the next touch is { $good }.
