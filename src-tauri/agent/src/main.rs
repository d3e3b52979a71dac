//! The program `afterword`: the command line, and with no command the agent.

use afterword_agent::cli;
use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main()
}
