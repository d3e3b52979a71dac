### Made-up notes that show what a template makes of them.

example-name = Kim Tan
example-address-as = Kim Tan
example-company = Example Works
example-role = Developer
example-spoke-about = Maps that work without a network
example-shared = How we moved the ledger to a new database without a night of downtime
example-wished = That I was on call for two years
example-seeking = Somebody who writes things down, and who asks before they build
example-strengths = At my present job I keep the runbooks that two teams work by
example-stands = The board meets next week
example-my-name = Alex Example

salutation-nobody = hiring team
