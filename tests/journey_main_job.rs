//! smoke

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail loudly"
)]
use vesper_tests::window::key;
#[test]
fn smoke() {
    let mut desk = vesper_tests::Desk::new();
    let window = vesper_tests::Window::open_watched(&mut desk, &[]);
    println!("{}", window.text());
    println!("{:?}", window.names_of("button"));
    for c in [
        "settings",
        "tonight",
        "routines",
        "raster",
        "articles",
        "reminders",
        "sessions",
    ] {
        println!(
            "{c} {:.200?}",
            window
                .invoke(c, &serde_json::json!({}))
                .map(|v| v.to_string())
        );
    }
    for p in [
        "Tonight", "Diary", "Patterns", "Massage", "Guide", "Settings",
    ] {
        window.click("button", p);
        std::thread::sleep(std::time::Duration::from_millis(700));
        window.take_picture(&format!("smoke-{p}"));
        println!("---{p}\n{}", window.text());
    }
    println!("vesper procs {:?}", window.desk().processes("vesper"));
    vesper_tests::accessibility::assert_axe_finds_nothing(&window, "smoke");
    vesper_tests::sockets::assert_nothing_leaves_the_machine(window.desk());
}
