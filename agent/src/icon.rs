//! The tray's icons, compiled in.

use std::io::Cursor;

use crate::face::Look;

/// A picture: RGBA, eight bits a channel, rows from the top.
pub struct Picture {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Four bytes a pixel.
    pub rgba: Vec<u8>,
}

/// The icon for `look`, in every size it is drawn in.
#[must_use]
pub fn pictures(look: Look) -> Vec<Picture> {
    let drawn: [&[u8]; 4] = match look {
        Look::Active => [
            include_bytes!("../../icons/tray/active-22.png"),
            include_bytes!("../../icons/tray/active-24.png"),
            include_bytes!("../../icons/tray/active-32.png"),
            include_bytes!("../../icons/tray/active-44.png"),
        ],
        Look::Paused => [
            include_bytes!("../../icons/tray/paused-22.png"),
            include_bytes!("../../icons/tray/paused-24.png"),
            include_bytes!("../../icons/tray/paused-32.png"),
            include_bytes!("../../icons/tray/paused-44.png"),
        ],
        Look::Due => [
            include_bytes!("../../icons/tray/due-22.png"),
            include_bytes!("../../icons/tray/due-24.png"),
            include_bytes!("../../icons/tray/due-32.png"),
            include_bytes!("../../icons/tray/due-44.png"),
        ],
    };
    drawn.into_iter().filter_map(decode).collect()
}

fn decode(file: &'static [u8]) -> Option<Picture> {
    let mut reader = png::Decoder::new(Cursor::new(file)).read_info().ok()?;
    let mut rgba = vec![0; reader.output_buffer_size()?];
    let frame = reader.next_frame(&mut rgba).ok()?;
    Some(Picture {
        width: frame.width,
        height: frame.height,
        rgba,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_look_has_its_own_picture_in_every_size() {
        let of = |look| -> Vec<Vec<u8>> {
            let pictures = pictures(look);
            assert_eq!(
                pictures.len(),
                4,
                "{look:?}: a picture that cannot be read is left out"
            );
            for picture in &pictures {
                let pixels = picture.width * picture.height * 4;
                assert_eq!(
                    picture.rgba.len(),
                    pixels as usize,
                    "{look:?}: RGBA, eight bits"
                );
            }
            pictures.into_iter().map(|picture| picture.rgba).collect()
        };
        let (active, paused, due) = (of(Look::Active), of(Look::Paused), of(Look::Due));
        for size in 0..4 {
            assert_ne!(active[size], paused[size], "the states can be told apart");
            assert_ne!(active[size], due[size]);
            assert_ne!(paused[size], due[size]);
        }
    }
}
