//! The program `afterword-window`: one window, and the program ends when it is closed.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() -> std::process::ExitCode {
    afterword_window::run()
}
