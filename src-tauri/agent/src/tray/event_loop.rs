//! The event loop of the main thread on Windows and macOS (`tao`), with the tray icon in it (`tray-icon`). The agent runs
//! on a thread beside it.

use std::collections::HashMap;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::Duration;

use tao::event::{Event, StartCause};
use tao::event_loop::{ControlFlow, EventLoopBuilder, EventLoopProxy};
use tao::platform::run_return::EventLoopExtRunReturn;
use tokio::sync::mpsc::UnboundedSender;
use tokio::sync::oneshot;
use tray_icon::menu::{IsMenuItem, Menu, MenuEvent, MenuId, MenuItem, PredefinedMenuItem, Submenu};
use tray_icon::{Icon, MouseButton, MouseButtonState, TrayIcon, TrayIconBuilder, TrayIconEvent};

use super::view::{TrayCommand, TrayEntry, TrayView};

/// What is sent to the event loop.
pub(super) enum Request {
    /// Show the tray icon, and answer whether that worked.
    Start { commands: UnboundedSender<TrayCommand>, view: TrayView, answer: oneshot::Sender<Result<(), String>> },
    /// Show this view instead.
    Show(TrayView),
    /// Remove the icon.
    Remove,
    /// A line of the menu was chosen.
    Chosen(MenuId),
    /// The icon was clicked.
    Clicked,
    /// The agent has ended.
    End,
}

/// The way to send something to the loop, once it runs.
static PROXY: OnceLock<Mutex<EventLoopProxy<Request>>> = OnceLock::new();

/// Sends a request to the loop.
///
/// # Errors
/// When no loop runs.
pub(super) fn send(request: Request) -> Result<(), String> {
    let proxy = PROXY.get().ok_or("there is no event loop")?;
    let proxy = proxy.lock().unwrap_or_else(PoisonError::into_inner);
    proxy.send_event(request).map_err(|_| "the event loop has ended".to_owned())
}

/// Runs the agent on a thread of its own, and the event loop on this one, which must be the main thread, until the agent
/// ends. Returns what the agent returned; `None` if it panicked.
pub fn run<T: Send + 'static>(agent: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let mut events = EventLoopBuilder::<Request>::with_user_event().build();
    #[cfg(target_os = "macos")]
    {
        use tao::platform::macos::{ActivationPolicy, EventLoopExtMacOS};
        // An item in the menu bar, but nothing in the Dock.
        events.set_activation_policy(ActivationPolicy::Accessory);
    }
    let proxy = events.create_proxy();
    PROXY.get_or_init(|| Mutex::new(proxy.clone()));
    MenuEvent::set_event_handler(Some(|event: MenuEvent| drop(send(Request::Chosen(event.id)))));
    TrayIconEvent::set_event_handler(Some(|event: TrayIconEvent| {
        if let TrayIconEvent::Click { button: MouseButton::Left, button_state: MouseButtonState::Up, .. } = event {
            drop(send(Request::Clicked));
        }
    }));
    let mut agent = Some(agent);
    let mut thread = None;
    let mut shown = None;
    events.run_return(|event, _, flow| {
        *flow = ControlFlow::Wait;
        match event {
            // An icon can only be shown once the loop runs, so the agent starts here.
            Event::NewEvents(StartCause::Init) => {
                let Some(agent) = agent.take() else { return };
                let end = EndOnDrop(proxy.clone());
                thread = Some(std::thread::spawn(move || {
                    let _end = end;
                    agent()
                }));
            }
            #[cfg(target_os = "macos")]
            Event::Reopen { .. } => answer(Request::Clicked, &mut shown),
            Event::UserEvent(Request::End) => *flow = ControlFlow::Exit,
            Event::UserEvent(request) => answer(request, &mut shown),
            _ => {}
        }
    });
    drop(shown);
    thread.and_then(|thread| thread.join().ok())
}

/// Ends the loop when it is dropped, even by a panic.
struct EndOnDrop(EventLoopProxy<Request>);

impl Drop for EndOnDrop {
    fn drop(&mut self) {
        // The loop may have ended already.
        drop(self.0.send_event(Request::End));
        // A loop that hears nothing, as in a session without a screen, must not keep the process.
        std::thread::spawn(|| {
            std::thread::sleep(Duration::from_secs(3));
            tracing::error!("the event loop did not end");
            std::process::exit(1);
        });
    }
}

/// The icon on the screen, with its menu.
struct Shown {
    icon: TrayIcon,
    commands: UnboundedSender<TrayCommand>,
    /// The command of each line of the menu.
    meanings: HashMap<MenuId, TrayCommand>,
    due: bool,
}

fn answer(request: Request, shown: &mut Option<Shown>) {
    match (request, shown) {
        (Request::Start { commands, view, answer }, shown) => {
            // The old icon is removed first, so that there are never two.
            *shown = None;
            let started = Shown::new(commands, &view).map(|new| *shown = Some(new));
            // The agent may have stopped waiting.
            drop(answer.send(started.map_err(|error| error.to_string())));
        }
        (Request::Show(view), Some(shown)) => {
            if let Err(error) = shown.show(&view) {
                tracing::warn!(%error, "the tray icon was not brought up to date");
            }
        }
        (Request::Remove, shown) => *shown = None,
        (Request::Chosen(id), Some(shown)) => {
            if let Some(command) = shown.meanings.get(&id) {
                shown.send(command.clone());
            }
        }
        (Request::Clicked, Some(shown)) => shown.send(TrayCommand::Open),
        (Request::Show(_) | Request::Chosen(_) | Request::Clicked, None) | (Request::End, _) => {}
    }
}

type Failure = Box<dyn std::error::Error>;

impl Shown {
    fn new(commands: UnboundedSender<TrayCommand>, view: &TrayView) -> Result<Shown, Failure> {
        let (menu, meanings) = menu(&view.entries)?;
        let icon = TrayIconBuilder::new()
            .with_menu(Box::new(menu))
            // On Windows a click opens the window, and the right button opens the menu. On macOS a click opens the menu.
            .with_menu_on_left_click(cfg!(target_os = "macos"))
            .with_tooltip(view.tooltip.as_str())
            .with_icon(picture(view.due)?)
            .build()?;
        Ok(Shown { icon, commands, meanings, due: view.due })
    }

    fn show(&mut self, view: &TrayView) -> Result<(), Failure> {
        let (menu, meanings) = menu(&view.entries)?;
        self.icon.set_menu(Some(Box::new(menu)));
        self.meanings = meanings;
        self.icon.set_tooltip(Some(view.tooltip.as_str()))?;
        if self.due != view.due {
            self.icon.set_icon(Some(picture(view.due)?))?;
            self.due = view.due;
        }
        Ok(())
    }

    fn send(&self, command: TrayCommand) {
        if self.commands.send(command).is_err() {
            tracing::debug!("a tray command came while the agent ends");
        }
    }
}

/// The menu, and the command of each of its lines.
fn menu(entries: &[TrayEntry]) -> Result<(Menu, HashMap<MenuId, TrayCommand>), Failure> {
    let menu = Menu::new();
    let mut meanings = HashMap::new();
    for item in items(entries, &mut meanings)? {
        menu.append(&*item)?;
    }
    Ok((menu, meanings))
}

fn items(
    entries: &[TrayEntry],
    meanings: &mut HashMap<MenuId, TrayCommand>,
) -> Result<Vec<Box<dyn IsMenuItem>>, Failure> {
    let mut made: Vec<Box<dyn IsMenuItem>> = Vec::new();
    for entry in entries {
        match entry {
            TrayEntry::Text(text) => made.push(Box::new(MenuItem::new(label(text), false, None))),
            TrayEntry::Command { label: text, command } => {
                let item = MenuItem::new(label(text), true, None);
                meanings.insert(item.id().clone(), command.clone());
                made.push(Box::new(item));
            }
            TrayEntry::Menu { label: text, entries } => {
                let below = Submenu::new(label(text), true);
                for item in items(entries, meanings)? {
                    below.append(&*item)?;
                }
                made.push(Box::new(below));
            }
            TrayEntry::Separator => made.push(Box::new(PredefinedMenuItem::separator())),
        }
    }
    Ok(made)
}

/// Doubles ampersands: a single one would mark an access key and not be shown.
fn label(text: &str) -> String {
    text.replace('&', "&&")
}

fn picture(due: bool) -> Result<Icon, Failure> {
    let picture: &[u8] = match due {
        true => include_bytes!("../../../../icons/tray-due-44.png"),
        false => include_bytes!("../../../../icons/tray-44.png"),
    };
    let mut reader = png::Decoder::new(std::io::Cursor::new(picture)).read_info()?;
    let mut data = vec![0; reader.output_buffer_size().unwrap_or_default()];
    let frame = reader.next_frame(&mut data)?;
    data.truncate(frame.buffer_size());
    Ok(Icon::from_rgba(data, frame.width, frame.height)?)
}
