//! The person's own browser, for the one kind of address Vesper ever opens: a reference's DOI.

use std::io;

use tauri::Url;

/// Where DOIs are looked up (the DOI Foundation's resolver).
const RESOLVER: &str = "https://doi.org/";

/// Opens `doi` in the browser, without waiting for it.
///
/// # Errors
/// Where `doi` is none, or the desktop has no browser.
pub fn open_doi(doi: &str) -> io::Result<()> {
    let address = address(doi).ok_or(io::ErrorKind::InvalidInput)?;
    open::that_detached(address.as_str())
}

/// The address that a DOI resolves at; `None` where `doi` is not of a DOI's form (`10.registrant/suffix`).
fn address(doi: &str) -> Option<Url> {
    let (prefix, suffix) = doi.split_once('/')?;
    let registrant = prefix.strip_prefix("10.")?;
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !registrant.split('.').all(is_number) || suffix.is_empty() {
        return None;
    }
    let mut address = Url::parse(RESOLVER).ok()?;
    address.set_path(doi);
    Some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doi_leads_to_the_resolver_and_nowhere_else() {
        for (doi, expected) in [
            ("10.5665/sleep.1642", "https://doi.org/10.5665/sleep.1642"),
            (
                "10.1016/S0165-0327(96)00080-5",
                "https://doi.org/10.1016/S0165-0327(96)00080-5",
            ),
            ("10.1000/a?b#c", "https://doi.org/10.1000/a%3Fb%23c"),
        ] {
            assert_eq!(
                address(doi).map(String::from).as_deref(),
                Some(expected),
                "the whole DOI is the path"
            );
        }
    }

    #[test]
    fn what_is_no_doi_is_not_opened() {
        for text in [
            "",
            "10.5665",
            "10.5665/",
            "11.5665/x",
            "10./x",
            "https://x.y/z",
            "10.a/x",
        ] {
            assert_eq!(address(text), None, "{text:?} is not of a DOI's form");
        }
    }
}
