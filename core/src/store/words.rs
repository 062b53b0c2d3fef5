//! Searching for words: what a person types as a query of FTS5, and what FTS5 marks as a person reads it.

use crate::guide::Fragment;

/// Stand around a hit in what `snippet()` and `highlight()` answer with; no text a person types holds them.
pub(super) const HIT: (char, char) = ('\u{2}', '\u{3}');

/// Turns typed words into a query: all of them, the last one perhaps unfinished. `None` where there is no word.
///
/// Every word is quoted, so that none is taken for FTS5's own syntax (<https://sqlite.org/fts5.html#full_text_query_syntax>).
pub(super) fn query(words: &str) -> Option<String> {
    let quoted: Vec<String> = words
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| format!("\"{word}\""))
        .collect();
    (!quoted.is_empty()).then(|| quoted.join(" ") + "*")
}

/// Cuts marked text into stretches that are hits and stretches that are not.
pub(super) fn fragments(marked: &str) -> Vec<Fragment> {
    let (open, close) = HIT;
    let fragment = |text: &str, hit| {
        (!text.is_empty()).then(|| Fragment {
            text: text.to_owned(),
            hit,
        })
    };
    marked
        .split(close)
        .flat_map(|part| match part.split_once(open) {
            Some((before, hit)) => [fragment(before, false), fragment(hit, true)],
            None => [fragment(part, false), None],
        })
        .flatten()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_words_are_never_syntax() {
        assert_eq!(query("  "), None, "nothing is looked for");
        assert_eq!(query("\"*-"), None, "signs are no words");
        assert_eq!(
            query("late NOT* \"tea (").as_deref(),
            Some("\"late\" \"NOT\" \"tea\"*"),
            "operators and quotes are words like any other"
        );
    }

    #[test]
    fn marked_text_is_cut_at_its_hits_and_loses_nothing() {
        let cut = fragments("late \u{2}tea\u{3} and \u{2}tea\u{3}");
        let hits: Vec<bool> = cut.iter().map(|fragment| fragment.hit).collect();
        assert_eq!(hits, [false, true, false, true], "in the text's order");
        let text: String = cut.iter().map(|fragment| fragment.text.as_str()).collect();
        assert_eq!(text, "late tea and tea", "only the marks go");
    }
}
