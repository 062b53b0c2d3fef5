//! The guide.

use tauri::State;
use vesper_core::guide::{Article, ArticleSummary, Hit};
use vesper_core::vesper::{Changed, KeptOfGuide};

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

/// The bookmarks, and where reading stopped.
#[tauri::command(async)]
#[specta::specta]
pub fn kept_of_guide(diary: State<'_, Diary>) -> Answer<KeptOfGuide> {
    diary.ask(|vesper| vesper.kept_of_guide())
}

/// Marks an article, or takes its mark away.
#[tauri::command(async)]
#[specta::specta]
pub fn set_bookmark(diary: State<'_, Diary>, article: String, on: bool) -> Answer<Changed> {
    diary.ask(|vesper| vesper.set_bookmark(&article, on))
}

/// Keeps the block at which reading an article stopped; none once it was read to its end.
#[tauri::command(async)]
#[specta::specta]
pub fn keep_stopped(diary: State<'_, Diary>, article: String, block: Option<u32>) -> Answer<()> {
    diary.ask(|vesper| vesper.keep_stopped(&article, block))
}
