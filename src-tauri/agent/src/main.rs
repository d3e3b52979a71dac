//! The program `afterword`: the command line. Without a command, it starts the agent and usually opens the window.

use std::process::ExitCode;

use afterword_agent::cli;

fn main() -> ExitCode {
    cli::main()
}
