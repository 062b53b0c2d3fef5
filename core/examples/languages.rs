//! How far each translation has come: a line a language, then each text that it lacks. `cargo xtask languages` runs it.

use vesper_core::guide::{Sources, check};
use vesper_core::language::Language;
use vesper_core::text;

fn main() {
    for language in Language::ALL {
        if language != Language::En {
            println!("{}", told(language));
        }
    }
}

fn told(language: Language) -> String {
    let code = language.code();
    let guide = check::progress(&Sources::embedded(), language);
    let ((english, _), (own, _)) = (
        text::check::files(Language::En),
        text::check::files(language),
    );
    let lacking = text::check::lacking(&own, &english);
    let all = text::check::count(&english);
    let mut lines = vec![format!(
        "{code}: catalogue {}/{all}, routines {}, safety screen {}, articles {}, claims {}",
        all - lacking.len(),
        guide.routines,
        guide.safety,
        guide.articles,
        guide.claims,
    )];
    let parts = [
        ("messages", lacking),
        ("routines", guide.routines.lacking),
        ("safety.toml", guide.safety.lacking),
        ("articles", guide.articles.lacking),
        ("claims.toml", guide.claims.lacking),
    ];
    for (part, lacking) in parts {
        lines.extend(
            lacking
                .iter()
                .map(|text| format!("  {part}, not translated: {text}")),
        );
    }
    let outdated = guide.outdated.iter();
    lines.extend(
        outdated.map(|file| format!("  guide/{file}: the English article was reviewed since")),
    );
    lines.join("\n")
}
