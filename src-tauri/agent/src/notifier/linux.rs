//! Notifications on the session bus.
//!
//! `notify-rust` posts and waits for the answer. A connection of our own adds what it lacks: a time limit on every
//! call, news of the server's coming and going, and the signals it misses (measured with a server that broadcasts its
//! signals: of five pop-ups closed at once it reported one, of five pressed before the reply to `Notify` none). Both
//! connections may receive the same signal, so only the first one counts. This file must not know what a notice is
//! about.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use afterword_core::use_cases::reminders;
use futures_util::StreamExt;
use notify_rust::{Hint, NotificationHandle, NotificationResponse as Response, Urgency};
use serde::de::DeserializeOwned;
use tokio::sync::mpsc::UnboundedSender;
use tokio::task::AbortHandle;
use tokio::time::{Instant, sleep, timeout};
use zbus::{Connection, Message, MessageStream, fdo};

use super::notice::{DEFAULT, Notice, NotifierEvent, NotifyError, PATIENCE, Permission, Posted, Server, error_name};
use super::popup::notification;

/// How far apart the two connections may receive the same signal.
const MOMENT: Duration = Duration::from_millis(100);

/// How long a signal from a sender that is not the server is remembered.
const STRAY: Duration = Duration::from_millis(300);

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";
const PROPERTIES: &str = "org.freedesktop.DBus.Properties";
const BUS: &str = "org.freedesktop.DBus";
const BUS_PATH: &str = "/org/freedesktop/DBus";

/// Stands for a server of which nothing is known yet, because the first notice starts it.
fn on_demand() -> Server {
    let [name, vendor, version, owner] = [reminders::ON_DEMAND, "", "", ""].map(str::to_owned);
    Server { name, vendor, version, owner, capabilities: Vec::new() }
}

/// The freedesktop services do not ask for permission, and need no registration.
#[must_use]
pub fn permission(_folder: &Path) -> Option<Permission> {
    None
}

/// Posts pop-ups and reports what happens to them. Needs a tokio runtime. Dropping it ends its tasks; some servers then
/// withdraw its pop-ups.
pub struct Notifier {
    open_label: String,
    screen: Arc<Screen>,
    watcher: Mutex<Option<AbortHandle>>,
}

impl Notifier {
    /// Starts nothing yet. `open_label` is the label of a click on the text itself, for servers that list it.
    pub fn new(events: UnboundedSender<NotifierEvent>, open_label: impl Into<String>, _folder: &Path) -> Notifier {
        let screen = Screen { events, board: Mutex::default(), connection: Mutex::default() };
        Notifier { open_label: open_label.into(), screen: Arc::new(screen), watcher: Mutex::default() }
    }

    /// Begins to follow the server. Returns once it listens (after five seconds at most), so that nothing posted
    /// afterwards goes unwatched; the server found at first is not reported as an event. A missing bus is tried again,
    /// at least once a minute.
    pub async fn watch(&self) {
        let found = timeout(PATIENCE, self.screen.subscribe()).await;
        let stream = found.ok().and_then(Result::ok).map(|(stream, owner)| {
            lock(&self.screen.board).owner = owner;
            stream
        });
        let watcher = tokio::spawn(Arc::clone(&self.screen).follow(stream)).abort_handle();
        if let Some(earlier) = lock(&self.watcher).replace(watcher) {
            earlier.abort();
        }
    }

    /// Posts a notice. A pop-up with the same tag is replaced.
    pub async fn post(&mut self, notice: &Notice) -> Result<Posted, NotifyError> {
        timeout(PATIENCE, self.try_post(notice)).await.unwrap_or(Err(NotifyError::TimedOut))
    }

    async fn try_post(&mut self, notice: &Notice) -> Result<Posted, NotifyError> {
        // Asking for the capabilities each time also shows whether the server answers at all. A server that hangs would
        // keep the call and show the pop-up when it wakes, long after we gave up and tried again.
        let server = self.screen.server_or_start().await?;
        let mut notification =
            notification(notice, &self.open_label, |word| server.capabilities.iter().any(|can| can == word));
        notification.hint(Hint::DesktopEntry("afterword".to_owned())).urgency(Urgency::Normal);
        if let Some(id) = lock(&self.screen.board).live_id(&notice.tag, &server.owner) {
            notification.id(id);
        }
        let _posting = Posting::begin(&self.screen);
        let handle = Arc::new(notification.show_async().await.map_err(refused)?);
        let id = self.screen.put(&notice.tag, server.owner.clone(), handle);
        Ok(Posted { id, server })
    }

    /// Takes the pop-up with this tag off the screen, if it is there.
    pub async fn withdraw(&mut self, tag: &str) {
        let taken = lock(&self.screen.board).take(|open| open.tag == tag);
        if let Some(open) = taken {
            close(open).await;
        }
    }

    /// Takes a pop-up of an earlier process off the screen, if the server is still `owner`. Another server numbers its
    /// pop-ups anew, so the id could be that of another program's pop-up.
    pub async fn withdraw_posted(&mut self, _tag: &str, id: u32, owner: &str) {
        let withdrawn = timeout(PATIENCE, async {
            let connection = self.screen.connection().await?;
            if name_owner(&connection).await?.as_deref() != Some(owner) {
                return Ok(());
            }
            let call = connection.call_method(Some(owner), PATH, Some(NAME), "CloseNotification", &id);
            call.await.map(drop).map_err(call_error)
        });
        match withdrawn.await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::debug!(%error, "an old notification was not withdrawn"),
            Err(_) => tracing::debug!("an old notification was not withdrawn in time"),
        }
    }

    /// The tags of the pop-ups still on the screen, as far as the server told us.
    pub fn open_tags(&self) -> Vec<String> {
        let board = lock(&self.screen.board);
        board.open.iter().filter(|open| !open.lines.is_empty()).map(|open| open.tag.clone()).collect()
    }

    /// Forgets all pop-ups but those of the server that runs now, and returns their tags. To be called on
    /// [`NotifierEvent::ServerGone`]; their handles were dropped before that was sent, so no late signal counts.
    pub fn forget_all(&mut self) -> Vec<String> {
        let mut board = lock(&self.screen.board);
        let current = board.owner.clone();
        let (gone, kept) =
            std::mem::take(&mut board.open).into_iter().partition(|open| Some(&open.owner) != current.as_ref());
        board.open = kept;
        Vec::into_iter(gone).map(|open| open.tag).collect()
    }

    /// The server that runs. Asking starts none. If none runs but the bus would start one when needed, the result is a
    /// placeholder for that one, without an owner.
    pub async fn server(&self) -> Result<Option<Server>, NotifyError> {
        let asked = async {
            match self.screen.server().await? {
                Some(server) => Ok(Some(server)),
                None => Ok(self.screen.starts_when_needed().await?.then(on_demand)),
            }
        };
        timeout(PATIENCE, asked).await.unwrap_or(Err(NotifyError::TimedOut))
    }

    /// Whether the server was told not to disturb: its property `Inhibited`, which KDE has. Waits two seconds at most;
    /// without an answer, false.
    pub async fn inhibited(&self) -> bool {
        let asked = timeout(Duration::from_secs(2), async {
            let connection = self.screen.connection().await.ok()?;
            let owner = name_owner(&connection).await.ok()??;
            let asked = (NAME, "Inhibited");
            let reply =
                connection.call_method(Some(owner.as_str()), PATH, Some(PROPERTIES), "Get", &asked).await.ok()?;
            let body = reply.body();
            bool::try_from(body.deserialize::<zbus::Variant<'_>>().ok()?).ok()
        });
        asked.await.ok().flatten().unwrap_or(false)
    }
}

impl Drop for Notifier {
    fn drop(&mut self) {
        if let Some(watcher) = lock(&self.watcher).take() {
            watcher.abort();
        }
        lock(&self.screen.board).open.clear();
    }
}

/// What is on the screen, shared with the tasks that listen for signals.
struct Screen {
    events: UnboundedSender<NotifierEvent>,
    board: Mutex<Board>,
    /// Our own connection, beside the one `notify-rust` opens for each pop-up.
    connection: Mutex<Option<Connection>>,
}

#[derive(Default)]
struct Board {
    /// The server's unique bus name, as far as the watcher knows.
    owner: Option<String>,
    open: Vec<Open>,
    /// While a post is under way: signals about unknown pop-ups. The new pop-up's own may come before its id.
    early: Option<Vec<(String, u32, Response)>>,
    /// The latest signals from senders that are not the server: of each pop-up's id, when the last one came. A server
    /// that lost the name also numbers its pop-ups from one, and `notify-rust` accepts signals from any sender.
    strays: HashMap<u32, Instant>,
}

struct Open {
    tag: String,
    id: u32,
    owner: String,
    /// The server said that it is closed. A press may still be on its way, but no new notice may replace this id.
    closed: bool,
    /// Empty once the server is gone. More than one after a replacement: some servers tie a pop-up to the connection
    /// that first sent it and withdraw it when that closes; others answer to the latest.
    lines: Vec<Line>,
}

impl Open {
    /// Whether this pop-up belongs to that server and we still listen to it.
    fn is(&self, owner: &str) -> bool {
        self.owner == owner && !self.lines.is_empty()
    }
}

struct Line {
    handle: Arc<NotificationHandle>,
    waiter: AbortHandle,
}

impl Drop for Line {
    fn drop(&mut self) {
        self.waiter.abort();
    }
}

impl Board {
    fn take(&mut self, which: impl Fn(&Open) -> bool) -> Option<Open> {
        let place = self.open.iter().position(which)?;
        Some(self.open.swap_remove(place))
    }

    fn live_id(&self, tag: &str, owner: &str) -> Option<u32> {
        let mut live = self.open.iter().filter(|open| open.is(owner) && !open.closed);
        live.find(|open| open.tag == tag).map(|open| open.id)
    }
}

/// As long as this lives, early signals are kept.
struct Posting<'a>(&'a Screen);

impl Posting<'_> {
    fn begin(screen: &Screen) -> Posting<'_> {
        lock(&screen.board).early = Some(Vec::new());
        Posting(screen)
    }
}

impl Drop for Posting<'_> {
    fn drop(&mut self) {
        lock(&self.0.board).early = None;
    }
}

impl Screen {
    /// Records a pop-up, starts listening to it, and returns its id.
    fn put(self: &Arc<Self>, tag: &str, owner: String, handle: Arc<NotificationHandle>) -> u32 {
        let id = handle.id();
        let mut board = lock(&self.board);
        let (mut lines, mut stray) = (Vec::new(), None);
        match board.take(|open| open.tag == tag) {
            Some(mut open) if open.id == id && open.is(&owner) => lines.append(&mut open.lines),
            Some(open) if open.is(&owner) && !open.closed => stray = Some(open),
            _ => {}
        }
        let waiter = tokio::spawn(wait(Arc::clone(self), Arc::clone(&handle), owner.clone())).abort_handle();
        lines.push(Line { handle, waiter });
        board.open.push(Open { tag: tag.to_owned(), id, owner: owner.clone(), closed: false, lines });
        let early = board.early.take().unwrap_or_default();
        drop(board);
        // A server that gave a new id has left the old pop-up on the screen.
        if let Some(stray) = stray {
            tokio::spawn(close(stray));
        }
        for (_, _, response) in early.into_iter().filter(|(from, of, _)| *from == owner && *of == id) {
            self.report(&owner, id, response);
        }
        id
    }

    /// Acts on the first signal about a pop-up; for a second one, the pop-up is no longer known.
    fn report(&self, owner: &str, id: u32, response: Response) {
        let mut board = lock(&self.board);
        let Some(open) = board.take(|open| open.id == id && open.is(owner)) else {
            if let Some(early) = &mut board.early {
                early.push((owner.to_owned(), id, response));
            }
            return;
        };
        drop(board);
        let tag = open.tag.clone();
        let event = match response {
            Response::Closed(_) => NotifierEvent::Dismissed { tag },
            Response::Action(button) | Response::Reply(button) => NotifierEvent::Pressed { tag, button },
            Response::Default => NotifierEvent::Pressed { tag, button: DEFAULT.to_owned() },
        };
        if matches!(event, NotifierEvent::Pressed { .. }) {
            // Most servers have closed it by themselves. On one that has not, a second click would not be answered.
            tokio::spawn(close(open));
        }
        self.tell(event);
    }

    fn tell(&self, event: NotifierEvent) {
        if self.events.send(event).is_err() {
            tracing::debug!("a notification event came while the agent ends");
        }
    }

    /// Records who the server is now, as the bus says. The pop-ups of any other server are gone, and no longer listened
    /// to.
    fn owner_is(&self, owner: Option<String>) {
        let mut board = lock(&self.board);
        if board.owner == owner {
            return;
        }
        let gone = std::mem::replace(&mut board.owner, owner.clone()).is_some();
        for open in board.open.iter_mut().filter(|open| Some(&open.owner) != owner.as_ref()) {
            open.lines.clear();
        }
        drop(board);
        if gone {
            self.tell(NotifierEvent::ServerGone);
        }
        if owner.is_some() {
            self.tell(NotifierEvent::ServerCame);
        }
    }

    async fn follow(self: Arc<Self>, mut stream: Option<MessageStream>) {
        let mut pause = Duration::from_secs(1);
        loop {
            if let Some(mut stream) = stream.take() {
                pause = Duration::from_secs(1);
                while let Some(Ok(message)) = stream.next().await {
                    self.hear(&message);
                }
                self.owner_is(None);
            }
            sleep(pause).await;
            pause = (pause * 2).min(Duration::from_secs(60));
            if let Ok(Ok((found, owner))) = timeout(PATIENCE, self.subscribe()).await {
                self.owner_is(owner);
                stream = Some(found);
            }
        }
    }

    /// Asks the bus for the signals we want, all in one stream so that their order holds. Returns it and the server's
    /// owner.
    async fn subscribe(&self) -> Result<(MessageStream, Option<String>), NotifyError> {
        let connection = self.connection().await?;
        let stream = MessageStream::from(&connection);
        for rule in [
            format!("type='signal',sender='{BUS}',member='NameOwnerChanged',arg0='{NAME}'"),
            format!("type='signal',interface='{NAME}',path='{PATH}'"),
            format!("type='signal',interface='{PROPERTIES}',member='PropertiesChanged',path='{PATH}',arg0='{NAME}'"),
        ] {
            bus_call::<()>(&connection, "AddMatch", &rule).await?;
        }
        let owner = name_owner(&connection).await?;
        Ok((stream, owner))
    }

    /// Handles a signal. Signals about pop-ups arrive here only from servers that broadcast them.
    fn hear(self: &Arc<Self>, message: &Message) {
        let (header, body) = (message.header(), message.body());
        let (Some(sender), Some(member)) = (header.sender(), header.member()) else {
            return;
        };
        let owner = sender.to_string();
        let from_server = lock(&self.board).owner.as_ref() == Some(&owner);
        match member.as_str() {
            "NameOwnerChanged" if owner == BUS => {
                if let Ok((NAME, _, new)) = body.deserialize::<(&str, &str, &str)>() {
                    self.owner_is(Some(new.to_owned()).filter(|new| !new.is_empty()));
                }
            }
            "ActionInvoked" | "NotificationClosed" if !from_server => {
                let pressed = body.deserialize::<(u32, &str)>().map(|(id, _)| id);
                if let Ok(id) = pressed.or_else(|_| body.deserialize::<(u32, u32)>().map(|(id, _)| id)) {
                    let strays = &mut lock(&self.board).strays;
                    strays.retain(|_, at| at.elapsed() < STRAY);
                    strays.insert(id, Instant::now());
                }
            }
            "PropertiesChanged" if from_server => self.tell(NotifierEvent::Disturbance),
            "ActionInvoked" if from_server => {
                if let Ok((id, button)) = body.deserialize() {
                    self.report(&owner, id, Response::Action(button));
                }
            }
            "NotificationClosed" if from_server => {
                if let Ok((id, reason)) = body.deserialize::<(u32, u32)>() {
                    self.closed_soon(owner, id, Response::Closed(reason.into()));
                }
            }
            _ => {}
        }
    }

    /// Reports a closed pop-up after a moment: the press that closed it may still be on its way over the other
    /// connection.
    fn closed_soon(self: &Arc<Self>, owner: String, id: u32, response: Response) {
        let mut board = lock(&self.board);
        for open in board.open.iter_mut().filter(|open| open.id == id && open.owner == owner) {
            open.closed = true;
        }
        drop(board);
        let screen = Arc::clone(self);
        tokio::spawn(async move {
            sleep(Duration::from_millis(300)).await;
            screen.report(&owner, id, response);
        });
    }

    async fn connection(&self) -> Result<Connection, NotifyError> {
        if let Some(connection) = lock(&self.connection).clone().filter(|connection| !connection.is_closed()) {
            return Ok(connection);
        }
        let builder = zbus::connection::Builder::session().method_timeout(PATIENCE);
        let connection = builder.build().await.map_err(|error| NotifyError::NoBus(io_kind(&error)))?;
        *lock(&self.connection) = Some(connection.clone());
        Ok(connection)
    }

    async fn server(&self) -> Result<Option<Server>, NotifyError> {
        let connection = self.connection().await?;
        let Some(owner) = name_owner(&connection).await? else {
            return Ok(None);
        };
        let (name, vendor, version, _) =
            server_call::<(String, String, String, String)>(&connection, &owner, "GetServerInformation").await?;
        let capabilities = server_call(&connection, &owner, "GetCapabilities").await?;
        Ok(Some(Server { name, vendor, version, owner, capabilities }))
    }

    /// Whether the bus can start a server when one is needed.
    async fn starts_when_needed(&self) -> Result<bool, NotifyError> {
        let connection = self.connection().await?;
        let names: Vec<String> = bus_call(&connection, "ListActivatableNames", &()).await?;
        Ok(names.iter().any(|name| name == NAME))
    }

    async fn server_or_start(&self) -> Result<Server, NotifyError> {
        if let Some(server) = self.server().await? {
            return Ok(server);
        }
        let connection = self.connection().await?;
        bus_call::<u32>(&connection, "StartServiceByName", &(NAME, 0_u32)).await?;
        self.server().await?.ok_or(NotifyError::NoServer)
    }
}

/// Waits for the signal that `notify-rust` receives about a pop-up. One from another sender than the server does not
/// count. Our own connection may learn the sender a moment later, so this waits a moment before it decides.
async fn wait(screen: Arc<Screen>, handle: Arc<NotificationHandle>, owner: String) {
    loop {
        let mut heard = None;
        handle.wait_for_action_async(|response| heard = Some(response.clone())).await;
        let Some(response) = heard else { return };
        sleep(MOMENT).await;
        let is_stray = lock(&screen.board).strays.get(&handle.id()).is_some_and(|at| at.elapsed() < STRAY);
        if !is_stray {
            return screen.report(&owner, handle.id(), response);
        }
    }
}

async fn close(open: Open) {
    if let Some(line) = open.lines.first()
        && timeout(PATIENCE, line.handle.close_async()).await.is_err()
    {
        tracing::debug!("a notification was not withdrawn in time");
    }
}

async fn name_owner(connection: &Connection) -> Result<Option<String>, NotifyError> {
    match bus_call::<String>(connection, "GetNameOwner", &NAME).await {
        Ok(owner) => Ok(Some(owner)),
        Err(NotifyError::NoServer) => Ok(None),
        Err(error) => Err(error),
    }
}

async fn bus_call<T: DeserializeOwned + zbus::Type>(
    connection: &Connection,
    method: &str,
    arguments: &(impl serde::Serialize + zbus::Type + Sync),
) -> Result<T, NotifyError> {
    let reply = connection.call_method(Some(BUS), BUS_PATH, Some(BUS), method, arguments).await;
    reply.and_then(|reply| reply.body().deserialize()).map_err(call_error)
}

async fn server_call<T: DeserializeOwned + zbus::Type>(
    connection: &Connection,
    owner: &str,
    method: &str,
) -> Result<T, NotifyError> {
    let reply = connection.call_method(Some(owner), PATH, Some(NAME), method, &()).await;
    reply.and_then(|reply| reply.body().deserialize()).map_err(call_error)
}

fn call_error(error: zbus::Error) -> NotifyError {
    match &error {
        zbus::Error::FDO(known) if matches!(**known, fdo::Error::TimedOut(_) | fdo::Error::NoReply(_)) => {
            NotifyError::TimedOut
        }
        zbus::Error::FDO(_) if is_no_server(&error_name(&error)) => NotifyError::NoServer,
        zbus::Error::InputOutput(_) | zbus::Error::Connection(..) => match io_kind(&error) {
            std::io::ErrorKind::TimedOut => NotifyError::TimedOut,
            kind => NotifyError::NoBus(kind),
        },
        _ => NotifyError::Refused(error_name(&error)),
    }
}

/// `notify-rust` gives the bus's error only as text.
fn refused(error: notify_rust::error::Error) -> NotifyError {
    let name = error_name(&error);
    if is_no_server(&name) { NotifyError::NoServer } else { NotifyError::Refused(name) }
}

/// Whether an error of the bus says that a name has no owner, or that no owner can be started.
fn is_no_server(name: &str) -> bool {
    name.strip_prefix("org.freedesktop.DBus.Error.").is_some_and(|error| {
        matches!(error, "ServiceUnknown" | "NameHasNoOwner" | "UnknownObject") || error.starts_with("Spawn.")
    })
}

fn io_kind(error: &zbus::Error) -> std::io::ErrorKind {
    match error {
        zbus::Error::InputOutput(error) | zbus::Error::Connection(error, _) => error.kind(),
        _ => std::io::ErrorKind::Other,
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
