# Backups, and what to do if the database cannot be opened.

backup-last = { $when }: { $text }
backup-holds = { $people ->
        [one] One person
       *[other] { $people } people
    }, { $applications ->
        [one] one application
       *[other] { $applications } applications
    }, { $interviews ->
        [one] one interview
       *[other] { $interviews } interviews
    }
backup-unreadable = This file cannot be read.
backup-why-change = After a change
backup-why-migration = Before an update of Afterword
backup-why-import = Before an import
backup-why-restore = Before a backup was restored
backup-why-asked = Made by you
backup-why-file = A file
backup-summary = { $count ->
        [one] One backup, made { $when }.
       *[other] { $count } backups, the last made { $when }.
    }
backup-summary-none = There is no backup yet: the first is made once something is recorded.
backup-elsewhere = The folder you chose could not be used, so the backup is in the usual one. { $reason }
backup-none = No backup could be made. { $reason }

toast-backup = Backed up as { $name }
toast-backup-deleted = The backup made { $when } is deleted
toast-backup-folder = Backups go to { $path } from now on. { $left ->
        [0] {""}
        [one] One stays in { $before }, and is no longer listed.
       *[other] { $left } stay in { $before }, and are no longer listed.
    }
toast-backup-restored = Everything is as it was { $when }. What was here until now is kept as a backup.
toast-backup-file-restored = Everything is as it was in that file. What was here until now is kept as a backup.

# The report of `afterword doctor`.

health-unopened = The records cannot be opened. `afterword restore` lists the backups that can take their place.
problem-database = The records are damaged. Close Afterword, then put a backup in their place: `afterword restore latest`.
problem-network-drive = The records lie on a network drive. Use them from one machine at a time, or choose a folder of this machine with --data-dir.
problem-backups = The last backup did not go where it should, or could not be made. `afterword backup --list` says why.
problem-backups-late = What was recorded lately has no backup yet. Start Afterword, or run `afterword backup`.
problem-permissions = { $count ->
        [one] One file or folder of Afterword can
       *[other] { $count } files or folders of Afterword can
    } be read or replaced by others on this machine. Make the data folder private: chmod -R go= FOLDER.
problem-zone = This machine does not say in which time zone it is, so times are in UTC. Name yours: afterword settings zone Asia/Singapore.
problem-clock = The clock is behind what you did last. Set it, or reminders come late.
fact-registration = Known to the system
fact-registered = Yes
fact-registered-not = Not yet; starting Afterword registers it
fact-registered-not-bundled = No; only an app with a signature can notify
fact-permission = Notifications
fact-allowed = Allowed
fact-allowed-not = Switched off in the system’s settings
fact-allowed-unknown = Not known
fact-tray = Tray
fact-tray-there = There is one
fact-tray-none = None; starting Afterword again shows the window
fact-tray-unknown = Not known without a desktop session
fact-database = Records
fact-database-sound = Sound, { $size } kB
fact-database-damaged = Damaged ({ $detail })
fact-database-unseen = Not looked at ({ $detail })
fact-looked = Last close look
fact-backups = Backups
fact-backups-newest = { $count }, the last one: { $when }
fact-backups-count = { $count }
fact-files = Files
fact-files-private = Only you can read them
fact-files-open = Others can read some
fact-files-profile = In your user profile, which other users cannot open
fact-files-unknown = Not known: outside your user profile, the folder’s own rights decide
fact-folder-usual = The usual one
fact-folder-other = Another one
fact-zone = Time zone
fact-zone-other = { $zone } (the system's: { $system })
fact-clock = Clock
fact-clock-well = Plausible
fact-clock-behind = Behind
fact-system = System

rescue-restored = The backup of { $when } has taken the place of the records ({ $holds }). What was recorded after it is not in it.
rescue-anew = Afterword begins with nothing recorded.
rescue-aside = { $text } The old file lies in { $path }.

rescue-sound = The records are sound after all, and can be used again.
restore-back = To take this back: afterword restore { $name }

restore-hint = The backups there are: afterword restore
error-anew = The records are sound, so nothing was put aside. To look around with nothing recorded, use another folder: --data-dir.
error-no-backup = There is no backup { $id }. Nothing was changed; `afterword backup --list` names those there are.
error-backup-damaged = { $path } is damaged or holds no records of Afterword. Nothing was changed; please choose another backup.
error-no-sound-backup = None of the backups can be used. Nothing was changed; restore a file by its path, or begin with nothing: `afterword restore --anew`.
error-backup-import = { $path } is a file to import, not a backup: `afterword import`. Nothing was changed.
error-backup-folder-away = The folder { $path } is not there.
error-backup-folder-closed = Nothing can be written to { $path } ({ $detail }). Backups go where they went before.
error-backup-copy = What was written to { $path } does not read back as it was.
error-backup-folder = { $path } is no folder that exists. Backups go where they went before.

# The pages.

ui-backups-title = Backups
ui-backups-hint = A backup is made half an hour after a change at the latest, before every import and before every update. Kept are the latest twelve, one of each of ten days, and one of each of nine weeks.
ui-backups-make = Back up now
ui-backups-open = From a file…
ui-backups-folder = Folder
ui-backups-choose = Choose another folder…
ui-backups-usual = Back to the usual folder
ui-backups-restore = Restore
ui-backups-delete = Delete
ui-backups-delete-sure = Delete for good
ui-settings-backups = Backups
ui-settings-backups-open = All backups
ui-damaged-repair = See what can be done
ui-rescue-title = Your records cannot be opened
ui-rescue-newest = Restore the newest backup
ui-rescue-older = Older backups
ui-rescue-unreadable = None of the backups can be read.
ui-rescue-still = Looked again just now:
ui-rescue-open = Open Afterword
ui-rescue-done = Done
ui-rescue-none = There is no backup in the folder that Afterword knows of.
ui-rescue-file = Restore a file…
ui-rescue-again = Look again
ui-rescue-anew = Begin with nothing…
ui-rescue-anew-sure = Put the old records aside and begin with nothing
ui-rescue-kept = Whatever you choose, the old file is put aside and kept.
ui-rescue-folder = The records lie in
window-damaged = The records are damaged. They are left as they are; a backup can take their place.
rescue-open = Another window says already what can be done.
open-backup-folder-title = Choose a folder for the backups
open-backup-title = Choose a backup
open-backup-filter = Backups
