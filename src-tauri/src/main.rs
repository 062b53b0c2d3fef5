//! Vesper's window: it converts, calls the core, and maps the error. It lives only while it is looked at.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod commands;
mod failure;

fn main() {}

#[cfg(test)]
mod bindings {
    //! The TypeScript bindings are written from the commands; a difference fails the test and mends the file.
    #[test]
    fn the_bindings_are_in_step_with_the_commands() {
        let path =
            std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/backend/bindings.ts");
        let before = std::fs::read_to_string(&path).unwrap_or_default();
        let written = tempfile::NamedTempFile::new().expect("a temporary file");
        crate::commands::builder()
            .export(specta_typescript::Typescript::default(), written.path())
            .expect("the bindings can be written");
        let after = std::fs::read_to_string(written.path()).expect("the bindings can be read");
        if before != after {
            std::fs::write(&path, &after).expect("the bindings can be put in place");
        }
        assert_eq!(
            before, after,
            "ui/src/backend/bindings.ts was out of step; it has been written anew: commit it"
        );
    }
}
