//! Embeds the configuration, and lists the window's commands so that each one needs a permission.

fn main() {
    let commands = &[
        "boot",
        "show",
        "people_after",
        "applications_after",
        "when_read",
        "interview_preview",
        "interview_save",
        "interview_keep",
        "interview_cancel",
        "interview_restore",
        "application_close",
        "application_reopen",
        "application_lead",
        "application_delete",
        "step_done",
        "steps_done",
        "step_snooze",
        "step_skip",
        "undo",
        "import_open",
        "import_bytes",
        "import_text",
        "import_change",
        "import_close",
        "import_take",
        "person_add",
        "people_merge",
        "people_apart",
        "touch_form",
        "touch_save",
        "touch_remove",
        "reply_form",
        "reply_save",
        "reply_remove",
        "person_save",
        "person_erase",
        "sample_add",
        "sample_remove",
        "draft_measure",
        "draft_mail",
        "draft_file",
        "draft_keep",
        "draft_afresh",
        "call_keep",
        "template_preview",
        "draft_sent",
        "call_done",
        "template_save",
        "template_add",
        "template_remove",
        "setting_save",
        "holidays_import",
        "start_offer",
        "test_reminder",
        "export_contacts",
        "open_link",
    ];
    let manifest = tauri_build::AppManifest::new().commands(commands);
    // The capabilities stand in tauri.conf.json; the pattern keeps the build from watching a folder that is not there.
    let attributes =
        tauri_build::Attributes::new().app_manifest(manifest).capabilities_path_pattern("src-tauri/capabilities/*");
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo::error={error:#}");
    }
}
