### Erfundene Notizen, die zeigen, was eine Vorlage daraus macht.

example-name = Kim Berger
example-address-as = Kim Berger
example-company = Muster & Söhne
example-role = Entwicklung
example-spoke-about = Karten, die ohne Netz funktionieren
example-shared = Wie wir die Buchhaltung ohne eine Stunde Stillstand umgezogen haben
example-wished = Dass ich zwei Jahre lang Bereitschaft hatte
example-seeking = Jemanden, der aufschreibt, was er tut, und fragt, bevor er baut
example-strengths = Bei meiner jetzigen Stelle führe ich die Handbücher, nach denen zwei Teams arbeiten
example-stands = Nächste Woche tagt die Leitung
example-my-name = Alex Muster

salutation-nobody = zusammen
