//! The guide.

use tauri::State;
use vesper_core::guide::{Article, ArticleSummary, Hit};

use crate::diary::Diary;
use crate::failure::Answer;

/// The contents.
#[tauri::command(async)]
#[specta::specta]
pub fn articles(diary: State<'_, Diary>) -> Answer<Vec<ArticleSummary>> {
    diary.ask(|vesper| Ok(vesper.articles()))
}

/// One article.
#[tauri::command(async)]
#[specta::specta]
pub fn article(diary: State<'_, Diary>, id: String) -> Answer<Article> {
    diary.ask(|vesper| vesper.article(&id))
}

/// Finds words in the guide.
#[tauri::command(async)]
#[specta::specta]
pub fn search_guide(diary: State<'_, Diary>, words: String) -> Answer<Vec<Hit>> {
    diary.ask(|vesper| vesper.search_guide(&words))
}
