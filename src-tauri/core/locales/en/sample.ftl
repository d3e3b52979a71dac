### Sample data: notes that a candidate might have made. Names, companies and dates are in the code.

sample-shared = How we moved the ledger to a new database without a night of downtime.
sample-wished = That I have run the on-call rota for two years.
sample-seeking = Somebody who writes things down, and who asks before they build.
sample-strengths = I keep the runbooks at my present job; two teams use them.
sample-spoke-about-1 = Maps without a network, and what it is like to work from Oslo.
sample-spoke-about-2 = Why their tests are slow.
sample-stands = The board meets before they decide.
sample-note-voicemail = Left my number, and that I am free on Thursday.
