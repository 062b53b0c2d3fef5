//! Draws every icon file from the drawings in `icons/`. The files are committed, so that a build needs no renderer;
//! this runs when a drawing changes. Needs `rsvg-convert` (Debian: librsvg2-bin).

use std::fs::{self, File};
use std::io::Cursor;

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

/// The states the tray can show; each is a drawing of its own, told apart by shape as well as by colour.
const TRAY_STATES: [&str; 3] = ["active", "paused", "due"];

/// Regenerates the application icons and the tray icons.
pub fn icons(sh: &Shell) -> Result<()> {
    let _icons = sh.push_dir("icons");
    for (name, pixels) in [
        ("32x32", 32),
        ("128x128", 128),
        ("128x128@2x", 256),
        ("icon", 512),
    ] {
        fs::write(
            sh.current_dir().join(format!("{name}.png")),
            draw(sh, pixels)?,
        )?;
    }
    windows_icon(sh)?;
    macos_icon(sh)?;
    for state in TRAY_STATES {
        tray_icon(sh, state)?;
    }
    Ok(())
}

/// The application's icon at `pixels` square, as a PNG: below 48 pixels from the drawing that is simplified for it.
fn draw(sh: &Shell, pixels: u32) -> Result<Vec<u8>> {
    let drawing = if pixels < 48 {
        "vesper-small.svg"
    } else {
        "vesper.svg"
    };
    let side = pixels.to_string();
    let png = cmd!(sh, "rsvg-convert --width {side} --height {side} {drawing}")
        .quiet()
        .output();
    Ok(png
        .context("icons are drawn by rsvg-convert (Debian: apt-get install librsvg2-bin)")?
        .stdout)
}

/// Below 256 pixels Windows' own resource compiler takes bitmaps only, hence the two encodings.
fn windows_icon(sh: &Shell) -> Result<()> {
    let mut icon = ico::IconDir::new(ico::ResourceType::Icon);
    for pixels in [16, 20, 24, 32, 40, 48, 64, 256] {
        let image = ico::IconImage::read_png(Cursor::new(draw(sh, pixels)?))?;
        icon.add_entry(if pixels < 256 {
            ico::IconDirEntry::encode_as_bmp(&image)?
        } else {
            ico::IconDirEntry::encode_as_png(&image)?
        });
    }
    icon.write(File::create(sh.current_dir().join("icon.ico"))?)?;
    Ok(())
}

/// An .icns file is a header and a list of named PNGs; lengths are big-endian and count their own eight bytes.
fn macos_icon(sh: &Shell) -> Result<()> {
    let sizes: [(&[u8; 4], u32); 9] = [
        (b"icp4", 16),
        (b"ic11", 32),
        (b"icp5", 32),
        (b"ic12", 64),
        (b"ic07", 128),
        (b"ic13", 256),
        (b"ic08", 256),
        (b"ic09", 512),
        (b"ic14", 512),
    ];
    let mut body = Vec::new();
    for (name, pixels) in sizes {
        let png = draw(sh, pixels)?;
        body.extend_from_slice(name);
        body.extend_from_slice(&u32::try_from(png.len() + 8)?.to_be_bytes());
        body.extend_from_slice(&png);
    }
    let mut file = b"icns".to_vec();
    file.extend_from_slice(&u32::try_from(body.len() + 8)?.to_be_bytes());
    file.extend_from_slice(&body);
    fs::write(sh.current_dir().join("icon.icns"), file)?;
    Ok(())
}

/// The drawings stand on a grid of 22; 24 pixels is the same picture with a pixel of air, so that its edges stay sharp.
fn tray_icon(sh: &Shell, state: &str) -> Result<()> {
    for (page, picture) in [(22, 22), (24, 22), (32, 32), (44, 44)] {
        let (page, picture, air) = (
            page.to_string(),
            picture.to_string(),
            ((page - picture) / 2).to_string(),
        );
        cmd!(
            sh,
            "rsvg-convert --width {picture} --height {picture} --page-width {page} --page-height {page} --left {air} --top {air} tray/{state}.svg --output tray/{state}-{page}.png"
        )
        .quiet()
        .run()?;
    }
    Ok(())
}
