//! The program `afterword`: the command line. Without a command, it starts the agent and usually opens the window.

use afterword_agent::cli;
use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main()
}
