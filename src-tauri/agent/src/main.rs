//! The program `afterword`: the command line, and with no command the agent.

use std::process::ExitCode;

fn main() -> ExitCode {
    afterword_agent::cli::main()
}
