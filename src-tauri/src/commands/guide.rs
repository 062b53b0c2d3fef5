//! The guide.

use tauri::State;
use vesper_core::guide::{Article, ArticleSummary, Hit};

use super::Diary;
use crate::failure::Answer;

/// The contents.
#[tauri::command(async)]
#[specta::specta]
pub fn articles(diary: State<'_, Diary>) -> Vec<ArticleSummary> {
    diary.open().articles()
}

/// One article.
#[tauri::command(async)]
#[specta::specta]
pub fn article(diary: State<'_, Diary>, id: String) -> Answer<Article> {
    Ok(diary.open().article(&id)?)
}

/// Finds words in the guide.
#[tauri::command(async)]
#[specta::specta]
pub fn search_guide(diary: State<'_, Diary>, words: String) -> Answer<Vec<Hit>> {
    Ok(diary.open().search_guide(&words)?)
}
