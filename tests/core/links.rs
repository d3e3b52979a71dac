//! What may be opened from the page: letters, telephone numbers, and web addresses that stand in the records.

use afterword_core::domain::web;
use afterword_core::pages::links::allowed;
use serde_json::json;

use crate::app::TestApp;

#[test]
fn a_web_address_is_opened_by_https_or_not_at_all() {
    let check = |typed: &str, expect: Option<&str>| assert_eq!(web::address(typed).as_deref(), expect, "{typed:?}");
    check("acme.example", Some("https://acme.example"));
    check(" acme.example/team?x=1#y ", Some("https://acme.example/team?x=1#y"));
    check("https://acme.example", Some("https://acme.example"));
    check("http://acme.example", Some("https://acme.example"));
    check("HTTPS://Acme.example", Some("https://Acme.example"));
    check("acme.example:8443/x", Some("https://acme.example:8443/x"));
    for other in [
        "",
        "javascript:alert(1)",
        "javascript://acme.example/%0aalert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "mailto:a@b.example",
        "https://user@acme.example",
        "https://",
        "acme.example with words",
        "acme.example\nBcc: x",
        "\\\\server\\share",
    ] {
        check(other, None);
    }
}

#[test]
fn only_what_the_records_hold_is_opened() {
    let app = TestApp::new();
    app.enter(json!({"company": "ACME", "role": "Engineer", "start": "2026-11-23 15:00",
        "interviewers": [{"name": "Tan", "website": "http://acme.example/tan"}]}))
        .unwrap();
    let is_allowed = |link: &str| allowed(&app.store, app.moment(), link).is_ok();
    for link in [
        "mailto:a@b.example",
        "mailto:a@b.example?subject=Thank%20you&body=Dear%0D%0A",
        "tel:+6565550142",
        "https://acme.example/tan",
    ] {
        assert!(is_allowed(link), "{link}");
    }
    for link in [
        "",
        "acme.example",
        "https://acme.example",
        "https://acme.example/tan?names=everybody",
        "https://evil.example/acme.example/tan",
        "http://acme.example/tan",
        "mailto:",
        "mailto:?subject=x",
        "mailto:a@b.example?attach=/etc/passwd",
        "mailto:a@b.example?subject=x&bcc=c@d.example",
        "mailto:a@b.example?subject=x y",
        "tel:",
        "tel:+65\n",
        "tel:<script>",
        "TEL:1",
        "file:///etc/passwd",
        "javascript:alert(1)",
    ] {
        assert!(!is_allowed(link), "{link}");
    }
    assert!(!is_allowed(&format!("tel:{}", "1".repeat(70_000))), "nor anything endless");
}
