//! Themes: templates, static files and interface texts, each found file by file.
//!
//! A theme is a folder `themes/<name>/` with `theme.yaml`, `templates/**.html`, `static/**` and `i18n/{vi,en}.ftl`.
//! A template is looked for in `content/templates/`, then in the site's `themes/<name>/templates/`, then among the
//! themes in the program; static files and texts in the latter two. A text in the site's `.ftl` file replaces the
//! message of the same name, the others stay.
//!
//! Templates are Tera 2, with two functions more:
//! - `t(key="…", count=…, …)`: an interface text in the language of the edition. `count` is a number, for plurals
//!   and printed as readers read it; every other argument is put in as text (so years stay `2023`).
//! - `asset(path="portal.css")`: the address of a static file, with the hash of its content in the name of
//!   stylesheets and scripts. `highlight.css`, for code, is there without being written.
//!
//! The engine itself asks for these texts, so every theme has them:
//! `title-home`, `title-news`, `title-models`, `title-contests`, `title-programmes`, `title-localities`,
//! `title-organizations`, `title-tags`, `title-statistics`, `title-search`, `title-rules`, `title-entries`,
//! `title-results`, `title-not-found`, `title-withdrawn-article`, `title-withdrawn-entry`;
//! `title-news-year` and `title-models-year` (`$year`), `title-tag` (`$name`), `title-numbered` (`$title`, `$page`:
//! page 2 and on of a list), `title-full` (`$title`, `$site`: for `<title>`); `feed-news` and `feed-models`
//! (`$site`), `feed-category` and `feed-contest` (`$name`); `by-field`, `by-locality`, `by-level`, `by-status`,
//! `by-year`, `by-category`, `by-genre`, `by-round`, `by-award` (titles of tables), `column-field` … `column-award`
//! (their first columns), `unit-models`, `unit-articles`, `unit-entries` (their second columns); and the labels of
//! words: `level-province` …, `status-registered` …, `record-kind-article` ….
