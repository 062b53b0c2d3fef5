//! smoke
use vesper_tests::window::key;
#[test]
fn smoke() {
    let mut desk = vesper_tests::Desk::new();
    let window = vesper_tests::Window::open_watched(&mut desk, &["--open", "guide/x"]);
    println!("{}", window.text());
    println!("{:?}", window.names_of("heading"));
    println!("{:?}", window.names_of("button"));
    window.press(key::TAB);
    println!("focus {:?}", window.focus());
    println!(
        "{:?}",
        window.invoke("place_at_start", &serde_json::json!({}))
    );
    println!("{:?}", window.invoke("agent_state", &serde_json::json!({})));
    println!("{:?}", window.invoke("tonight", &serde_json::json!({})));
    println!("{:?}", window.invoke("nope", &serde_json::json!({})));
    println!(
        "{:?}",
        window.invoke("plugin:fs|read_file", &serde_json::json!({}))
    );
    window.take_picture("smoke");
    println!("{:?}", window.names_of("textbox"));
    window.tab_to("textbox", "Note");
    window.type_text("Hällo wörld");
    window.click("button", "Press me");
    println!("{}", window.text());
    println!("vesper procs {:?}", window.desk().processes("vesper"));
    vesper_tests::accessibility::assert_axe_finds_nothing(&window, "smoke");
    vesper_tests::sockets::assert_nothing_leaves_the_machine(window.desk());
}
