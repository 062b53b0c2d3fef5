//! Content lines and components (RFC 5545, 3.1 and 3.4), each with the line of the file on which it begins.

use crate::error::Invalid;

/// How deep components may lie in each other; a calendar's alarms are the third.
const DEEPEST: usize = 8;

/// A property: its name in capitals, its parameters, its value as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Property {
    /// The line in the file, from 1.
    pub(super) line: u32,
    /// Its name, in capitals.
    pub(super) name: String,
    /// Names in capitals, values without their quotes.
    parameters: Vec<(String, String)>,
    /// What stands after the colon.
    pub(super) value: String,
}

impl Property {
    /// The value of a parameter.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        let found = self.parameters.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Its value as text: escapes taken back (3.3.11), without control characters.
    pub(super) fn text(&self) -> String {
        let mut text = String::with_capacity(self.value.len());
        let mut characters = self.value.chars();
        while let Some(character) = characters.next() {
            match character {
                '\\' => match characters.next() {
                    Some('n' | 'N') => text.push('\n'),
                    Some(other) => text.push(other),
                    None => text.push('\\'),
                },
                other if other.is_control() && other != '\t' => {}
                other => text.push(other),
            }
        }
        text
    }
}

/// What stands between a BEGIN and its END.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Component {
    /// The line of its BEGIN.
    pub(super) line: u32,
    /// Its name, in capitals.
    pub(super) name: String,
    /// Its properties, in the file's order.
    pub(super) properties: Vec<Property>,
    /// The components in it.
    pub(super) parts: Vec<Component>,
}

impl Component {
    /// The first property of that name.
    pub(super) fn property(&self, name: &str) -> Option<&Property> {
        let named = |property: &&Property| property.name == name;
        self.properties.iter().find(named)
    }

    /// All properties of that name.
    pub(super) fn all<'c>(&'c self, name: &'c str) -> impl Iterator<Item = &'c Property> {
        let named = move |property: &&Property| property.name == name;
        self.properties.iter().filter(named)
    }

    /// All components of that name in it.
    pub(super) fn parts<'c>(&'c self, name: &'c str) -> impl Iterator<Item = &'c Component> {
        self.parts.iter().filter(move |part| part.name == name)
    }
}

/// Whether a file that begins so is a calendar.
pub(super) fn recognises(head: &[u8]) -> bool {
    const FIRST: &[u8] = b"BEGIN:VCALENDAR";
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let head = head.trim_ascii_start();
    head.get(..FIRST.len())
        .is_some_and(|first| first.eq_ignore_ascii_case(FIRST))
}

/// The same lines, none of them broken within a character: lines are folded by octets (3.1), and what was cut off of a character
/// goes back before the break.
pub(super) fn whole_characters(bytes: Vec<u8>) -> Vec<u8> {
    if std::str::from_utf8(&bytes).is_ok() {
        return bytes;
    }
    let mut whole: Vec<u8> = Vec::with_capacity(bytes.len());
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let Some((fold @ (b' ' | b'\t'), rest)) = line.split_first() else {
            whole.extend(line);
            continue;
        };
        let in_character = |byte: &&u8| (0x80..0xC0).contains(*byte);
        let cut = rest.iter().take_while(in_character).count();
        let (of_former, rest) = rest.split_at_checked(cut).unwrap_or((&[], rest));
        let ending = ending(&whole).to_vec();
        whole.truncate(whole.len() - ending.len());
        whole.extend(of_former);
        whole.extend(ending);
        whole.push(*fold);
        whole.extend(rest);
    }
    whole
}

/// The break at the end of `lines`.
fn ending(lines: &[u8]) -> &[u8] {
    [b"\r\n".as_slice(), b"\n"]
        .into_iter()
        .find(|ending| lines.ends_with(ending))
        .unwrap_or_default()
}

/// Reads a file into its outermost components.
///
/// # Errors
/// Names the line that is no content line, or whose BEGIN has no END, or that lies outside any component.
pub(super) fn parse(file: &str) -> Result<Vec<Component>, Invalid> {
    let mut whole = Vec::new();
    let mut open: Vec<Component> = Vec::new();
    for (line, content) in unfolded(file) {
        let refused = |key: &str, what: &str| {
            let args = [("line", line.to_string()), ("what", shortened(what))];
            let args = args.each_ref().map(|(name, value)| (*name, value.as_str()));
            Invalid::new("file", key, &args)
        };
        let property =
            property(line, &content).ok_or_else(|| refused("error_import_ics_line", &content))?;
        match property.name.as_str() {
            "BEGIN" if open.len() >= DEEPEST => {
                return Err(refused("error_import_ics_depth", &content));
            }
            "BEGIN" => open.push(Component {
                line,
                name: property.value.trim().to_ascii_uppercase(),
                properties: Vec::new(),
                parts: Vec::new(),
            }),
            "END" => {
                let ended = property.value.trim();
                let done = open
                    .pop_if(|component| component.name.eq_ignore_ascii_case(ended))
                    .ok_or_else(|| refused("error_import_ics_end", ended))?;
                match open.last_mut() {
                    Some(around) => around.parts.push(done),
                    None => whole.push(done),
                }
            }
            _ => open
                .last_mut()
                .ok_or_else(|| refused("error_import_ics_outside", &content))?
                .properties
                .push(property),
        }
    }
    match open.last() {
        None => Ok(whole),
        Some(Component { line, name, .. }) => Err(Invalid::new(
            "file",
            "error_import_ics_open",
            &[("line", &line.to_string()), ("what", &shortened(name))],
        )),
    }
}

/// As much of `content` as a message shows.
fn shortened(content: &str) -> String {
    const SHOWN: usize = 40;
    let mut short: String = content.chars().take(SHOWN).collect();
    if short.len() < content.len() {
        short.push('…');
    }
    short
}

/// The content lines, each with the line of the file on which it begins; empty ones are left out.
fn unfolded(file: &str) -> impl Iterator<Item = (u32, String)> {
    let mut lines = (1..).zip(file.lines()).peekable();
    std::iter::from_fn(move || {
        loop {
            let (line, content) = lines.next()?;
            let mut content = content.to_owned();
            while let Some((_, more)) = lines.next_if(|(_, next)| next.starts_with([' ', '\t'])) {
                content.extend(more.chars().skip(1));
            }
            if !content.trim().is_empty() {
                return Some((line, content));
            }
        }
    })
}

fn property(line: u32, content: &str) -> Option<Property> {
    let content = content.trim_start_matches('\u{feff}');
    let end = content.find([';', ':'])?;
    let (name, mut rest) = content.split_at_checked(end)?;
    let is_name = |name: &str| {
        let mut bytes = name.bytes();
        !name.is_empty() && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    if !is_name(name) {
        return None;
    }
    let mut parameters = Vec::new();
    while let Some(after) = rest.strip_prefix(';') {
        let (parameter, mut behind) = after.split_once('=')?;
        if !is_name(parameter) {
            return None;
        }
        let mut value = String::new();
        loop {
            if let Some(quoted) = behind.strip_prefix('"') {
                let (one, after) = quoted.split_once('"')?;
                value.push_str(one);
                behind = after;
            } else {
                let (one, after) = behind.split_at_checked(behind.find([';', ':', ','])?)?;
                value.push_str(one);
                behind = after;
            }
            let Some(more) = behind.strip_prefix(',') else {
                break;
            };
            value.push(',');
            behind = more;
        }
        parameters.push((parameter.to_ascii_uppercase(), value));
        rest = behind;
    }
    Some(Property {
        line,
        name: name.to_ascii_uppercase(),
        parameters,
        value: rest.strip_prefix(':')?.to_owned(),
    })
}
