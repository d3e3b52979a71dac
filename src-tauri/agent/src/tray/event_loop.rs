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
use tray_icon::menu::{IsMenuItem, Menu, MenuEvent, MenuId, MenuItem, MenuItemKind, PredefinedMenuItem, Submenu};
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
pub fn with_event_loop<T: Send + 'static>(agent: impl FnOnce() -> T + Send + 'static) -> Option<T> {
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
    view: TrayView,
    lines: Lines,
}

/// The lines of the menu that have words, from top to bottom, and the command of each that can be chosen.
#[derive(Default)]
struct Lines {
    items: Vec<MenuItemKind>,
    commands: HashMap<MenuId, TrayCommand>,
}

fn answer(request: Request, shown: &mut Option<Shown>) {
    match (request, shown) {
        (Request::Start { commands, view, answer }, shown) => {
            // The old icon is removed first, so that there are never two.
            *shown = None;
            let started = Shown::new(commands, view).map(|new| *shown = Some(new));
            // The agent may have stopped waiting.
            drop(answer.send(started.map_err(|error| error.to_string())));
        }
        (Request::Show(view), Some(shown)) => {
            if let Err(error) = shown.show(view) {
                tracing::warn!(%error, "the tray icon was not brought up to date");
            }
        }
        (Request::Remove, shown) => *shown = None,
        (Request::Chosen(id), Some(shown)) => {
            if let Some(command) = shown.lines.commands.get(&id) {
                shown.send(command.clone());
            }
        }
        (Request::Clicked, Some(shown)) => shown.send(TrayCommand::Open),
        (Request::Show(_) | Request::Chosen(_) | Request::Clicked, None) | (Request::End, _) => {}
    }
}

type Failure = Box<dyn std::error::Error>;

impl Shown {
    fn new(commands: UnboundedSender<TrayCommand>, view: TrayView) -> Result<Shown, Failure> {
        #[cfg(windows)]
        if !has_taskbar() {
            return Err("the taskbar is not there".into());
        }
        let (menu, lines) = menu(&view.entries)?;
        let icon = TrayIconBuilder::new()
            .with_menu(Box::new(menu))
            // On Windows a click opens the window, and the right button opens the menu. On macOS a click opens the menu.
            .with_menu_on_left_click(cfg!(target_os = "macos"))
            .with_tooltip(view.tooltip.as_str())
            .with_icon(picture(view.due)?)
            .build()?;
        Ok(Shown { icon, commands, view, lines })
    }

    /// Brings the icon up to date. What did not change is left alone: a new menu would close one that is open, and Windows
    /// can number only 65,536 lines in the life of a process.
    fn show(&mut self, view: TrayView) -> Result<(), Failure> {
        if self.view.tooltip != view.tooltip {
            self.icon.set_tooltip(Some(view.tooltip.as_str()))?;
        }
        if self.view.due != view.due {
            self.icon.set_icon(Some(picture(view.due)?))?;
        }
        if self.view.entries != view.entries && !self.lines.take_words(&view.entries) {
            let (menu, lines) = menu(&view.entries)?;
            self.icon.set_menu(Some(Box::new(menu)));
            self.lines = lines;
        }
        self.view = view;
        Ok(())
    }

    fn send(&self, command: TrayCommand) {
        if self.commands.send(command).is_err() {
            tracing::debug!("a tray command came while the agent ends");
        }
    }
}

impl Lines {
    /// Gives the lines of the menu other words and commands. Returns false if the menu has another shape; then nothing
    /// was changed.
    fn take_words(&mut self, entries: &[TrayEntry]) -> bool {
        let words = words(entries);
        let fits = |item: &MenuItemKind, entry: &TrayEntry| match (item, entry) {
            (MenuItemKind::MenuItem(item), TrayEntry::Text(_)) => !item.is_enabled(),
            (MenuItemKind::MenuItem(item), TrayEntry::Command { .. }) => item.is_enabled(),
            (MenuItemKind::Submenu(menu), TrayEntry::Menu { entries, .. }) => menu.items().len() == entries.len(),
            (MenuItemKind::Predefined(_), TrayEntry::Separator) => true,
            _ => false,
        };
        if self.items.len() != words.len() || !self.items.iter().zip(&words).all(|(item, entry)| fits(item, entry)) {
            return false;
        }
        for (item, entry) in self.items.iter().zip(words) {
            match (item, entry) {
                (MenuItemKind::MenuItem(item), TrayEntry::Text(text)) => item.set_text(label(text)),
                (MenuItemKind::MenuItem(item), TrayEntry::Command { label: text, command }) => {
                    item.set_text(label(text));
                    self.commands.insert(item.id().clone(), command.clone());
                }
                (MenuItemKind::Submenu(menu), TrayEntry::Menu { label: text, .. }) => menu.set_text(label(text)),
                _ => {}
            }
        }
        true
    }
}

/// The lines of a menu and of those within it, from top to bottom.
fn words(entries: &[TrayEntry]) -> Vec<&TrayEntry> {
    let mut lines = Vec::new();
    for entry in entries {
        lines.push(entry);
        if let TrayEntry::Menu { entries, .. } = entry {
            lines.extend(words(entries));
        }
    }
    lines
}

/// The menu, and its lines in the order of [`words`].
fn menu(entries: &[TrayEntry]) -> Result<(Menu, Lines), Failure> {
    let menu = Menu::new();
    let mut lines = Lines::default();
    for item in items(entries, &mut lines)? {
        menu.append(as_item(&item))?;
    }
    Ok((menu, lines))
}

fn items(entries: &[TrayEntry], lines: &mut Lines) -> Result<Vec<MenuItemKind>, Failure> {
    let mut made = Vec::new();
    for entry in entries {
        let place = lines.items.len();
        let item = match entry {
            TrayEntry::Text(text) => MenuItemKind::MenuItem(MenuItem::new(label(text), false, None)),
            TrayEntry::Command { label: text, command } => {
                let item = MenuItem::new(label(text), true, None);
                lines.commands.insert(item.id().clone(), command.clone());
                MenuItemKind::MenuItem(item)
            }
            TrayEntry::Menu { label: text, entries } => {
                let below = Submenu::new(label(text), true);
                for item in items(entries, lines)? {
                    below.append(as_item(&item))?;
                }
                MenuItemKind::Submenu(below)
            }
            TrayEntry::Separator => MenuItemKind::Predefined(PredefinedMenuItem::separator()),
        };
        lines.items.insert(place, item.clone());
        made.push(item);
    }
    Ok(made)
}

/// Whether the taskbar runs. Soon after the login it may not, and the library does not tell that nobody took the icon.
#[cfg(windows)]
#[allow(unsafe_code, reason = "the function only reads its two arguments")]
fn has_taskbar() -> bool {
    use windows::Win32::UI::WindowsAndMessaging::FindWindowW;
    // SAFETY: both names are null or end with a zero.
    unsafe { FindWindowW(windows::core::w!("Shell_TrayWnd"), None) }.is_ok()
}

fn as_item(item: &MenuItemKind) -> &dyn IsMenuItem {
    match item {
        MenuItemKind::MenuItem(item) => item,
        MenuItemKind::Submenu(menu) => menu,
        MenuItemKind::Predefined(item) => item,
        MenuItemKind::Check(item) => item,
        MenuItemKind::Icon(item) => item,
    }
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

// On macOS, menus belong to the main thread, which tests do not run on.
#[cfg(all(test, windows))]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn entries(summary: &str, steps: &[&str]) -> Vec<TrayEntry> {
        let command = |label: &str, command| TrayEntry::Command { label: label.to_owned(), command };
        let step = |step: &&str| TrayEntry::Menu {
            label: format!("Thank {step}"),
            entries: vec![
                command("Done", TrayCommand::Done((*step).to_owned())),
                command("Snooze", TrayCommand::Snooze((*step).to_owned())),
            ],
        };
        let mut made = vec![TrayEntry::Text(summary.to_owned())];
        made.extend(steps.iter().map(step));
        made.extend([TrayEntry::Separator, command("Quit", TrayCommand::Quit)]);
        made
    }

    fn texts(lines: &Lines) -> Vec<String> {
        let text = |item: &MenuItemKind| match item {
            MenuItemKind::MenuItem(item) => item.text(),
            MenuItemKind::Submenu(menu) => menu.text(),
            _ => String::new(),
        };
        lines.items.iter().map(text).collect()
    }

    #[test]
    fn a_menu_of_the_same_shape_keeps_its_lines_and_takes_other_words() {
        let (_menu, mut lines) = menu(&entries("Two things to do", &["A & B", "C"])).unwrap();
        assert_eq!(
            texts(&lines),
            ["Two things to do", "Thank A && B", "Done", "Snooze", "Thank C", "Done", "Snooze", "", "Quit"]
        );
        let ids: Vec<_> = lines.commands.keys().cloned().collect();
        assert!(lines.take_words(&entries("2 things", &["C", "D"])));
        assert_eq!(texts(&lines), ["2 things", "Thank C", "Done", "Snooze", "Thank D", "Done", "Snooze", "", "Quit"]);
        assert!(ids.iter().all(|id| lines.commands.contains_key(id)) && ids.len() == lines.commands.len());
        let chosen = |place: usize| lines.commands[lines.items[place].id()].clone();
        assert_eq!(chosen(3), TrayCommand::Snooze("C".to_owned()));
        assert_eq!(chosen(5), TrayCommand::Done("D".to_owned()));
        assert_eq!(chosen(8), TrayCommand::Quit);
        assert!(!lines.take_words(&entries("one", &["C"])), "another shape");
        assert_eq!(texts(&lines)[0], "2 things");
    }
}
