//! The agent waits for weeks, so it must not carry a browser engine: not even by linking to one.

use std::process::Command;

use crate::support::programs;

#[test]
fn the_agent_links_no_gtk_and_no_webkit() {
    let agent = libraries(&programs::afterword());
    for heavy in ["libgtk", "libwebkit", "libsoup", "libjavascriptcore"] {
        assert!(
            !agent.contains(heavy),
            "`afterword` must not link {heavy}: a process that does starts slowly and takes 47 MB before it does anything\n{agent}"
        );
    }
}

/// Proves that `ldd` works: otherwise the test above could pass because it named nothing.
#[test]
fn the_window_links_what_the_agent_must_not() {
    let window = libraries(&programs::window());
    assert!(window.contains("libwebkit"), "the window is drawn by WebKitGTK, and `ldd` must show it\n{window}");
}

/// What `ldd` says of a program, in lower case.
fn libraries(program: &std::path::Path) -> String {
    let output = Command::new("ldd").arg(program).output().unwrap();
    assert!(
        output.status.success(),
        "ldd must read {}: {}",
        program.display(),
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8_lossy(&output.stdout).to_lowercase()
}
