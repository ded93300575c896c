//! Measures the functions in which a build spends its time, on the site in `content/`.
//!
//! ```sh
//! cargo bench --bench hot
//! cargo bench --bench hot -- render
//! ```
//!
//! Each line counts the bytes that a function takes in or gives out, so that runs on other sites can be compared.

use std::path::Path;
use std::sync::Mutex;

use bantin::clock::Now;
use bantin::content::load::{Loaded, load};
use bantin::image::assets::Assets;
use bantin::pages::Pages;
use bantin::privacy::Gate;
use bantin::progress::Silent;
use bantin::render::Renderer;
use bantin::search::{documents, other_names};
use bantin::site::{Publication, link};
use bantin::workspace::state::State;
use bantin::workspace::{Options, Purpose, Workspace};
use bantin::yaml::{self, front_matter};
use bantin::{bodies, content, duplicates};
use bantin_text::fold::fold;
use divan::counter::BytesCount;
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn moment() -> jiff::Timestamp {
    "2026-12-01T00:00:00Z".parse().expect("a moment")
}

fn loaded() -> Loaded {
    load(root(), &mut Vec::new())
}

/// All texts of the site.
fn texts(loaded: &Loaded) -> Vec<&str> {
    loaded.texts.iter().map(|(id, _)| loaded.sources.get(*id).text.as_str()).collect()
}

fn total<T: AsRef<[u8]>>(texts: &[T]) -> BytesCount {
    BytesCount::new(texts.iter().map(|text| text.as_ref().len()).sum::<usize>())
}

fn state() -> std::sync::Arc<State> {
    let options = Options {
        root: root().to_owned(),
        output: root().join("public"),
        base_url: None,
        now: moment(),
        publication: Publication::default(),
        strict: false,
        clean: false,
        force: false,
        compress: false,
    };
    Workspace::new(options).state(Purpose::Check, &Silent)
}

/// All pages: path and HTML.
fn pages(renderer: &Renderer<'_>) -> Vec<(String, String)> {
    let pages = renderer.pages.pages().iter();
    pages.map(|page| (page.path.clone(), renderer.page(page).expect("a page"))).collect()
}

#[divan::bench]
fn read_files(bencher: Bencher<'_, '_>) {
    bencher.counter(total(&texts(&loaded()))).bench(loaded);
}

#[divan::bench]
fn front_matter_and_yaml(bencher: Bencher<'_, '_>) {
    let loaded = loaded();
    let yaml = |text| front_matter::split(text).map_or(text, |split| &text[split.yaml]);
    let texts: Vec<&str> = texts(&loaded).into_iter().map(yaml).collect();
    bencher.counter(total(&texts)).bench(|| texts.iter().for_each(|text| drop(black_box(yaml::parse(text)))));
}

#[divan::bench]
fn records(bencher: Bencher<'_, '_>) {
    let loaded = loaded();
    let parse = || content::parse::parse(&loaded, None, &mut Vec::new());
    bencher.counter(total(&texts(&loaded))).bench(parse);
}

#[divan::bench]
fn link_and_addresses(bencher: Bencher<'_, '_>) {
    let loaded = loaded();
    let catalog = content::parse::parse(&loaded, None, &mut Vec::new()).expect("the records");
    let assets = Assets::new(&loaded.assets);
    bencher.bench(|| {
        let (now, found) = (Now::new(moment()), &mut Vec::new());
        let site = link(&catalog, &loaded.sources, &assets, &now, Publication::default(), None, found);
        Pages::new(&site.expect("the site"), found).pages().len()
    });
}

#[divan::bench]
fn markdown(bencher: Bencher<'_, '_>) {
    let loaded = loaded();
    let catalog = content::parse::parse(&loaded, None, &mut Vec::new()).expect("the records");
    let (assets, now) = (Assets::new(&loaded.assets), Now::new(moment()));
    let found = &mut Vec::new();
    let site = link(&catalog, &loaded.sources, &assets, &now, Publication::default(), None, found);
    let site = site.expect("the site");
    let pages = Pages::new(&site, found);
    let read = || bodies::read(&site, &pages, &assets, bodies::Before::default(), &Silent);
    bencher.counter(total(&texts(&loaded))).bench(read);
}

#[divan::bench]
fn similar_entries(bencher: Bencher<'_, '_>) {
    let loaded = loaded();
    let catalog = content::parse::parse(&loaded, None, &mut Vec::new()).expect("the records");
    bencher.bench(|| duplicates::check(&catalog, &loaded.sources, &mut Vec::new()));
}

#[divan::bench]
fn folding(bencher: Bencher<'_, '_>) {
    let loaded = loaded();
    let texts = texts(&loaded);
    bencher.counter(total(&texts)).bench(|| texts.iter().for_each(|text| drop(black_box(fold(text)))));
}

#[divan::bench]
fn render_pages(bencher: Bencher<'_, '_>) {
    let state = state();
    let renderer = state.renderer().expect("a sound site");
    let made: Vec<_> = pages(&renderer).into_iter().map(|(_, html)| html).collect();
    bencher.counter(total(&made)).bench(|| pages(&renderer));
}

#[divan::bench]
fn privacy_gate(bencher: Bencher<'_, '_>) {
    let state = state();
    let renderer = state.renderer().expect("a sound site");
    let pages = pages(&renderer);
    let made: Vec<&str> = pages.iter().map(|(_, html)| html.as_str()).collect();
    bencher.counter(total(&made)).bench(|| {
        let gate = Gate::new(renderer.site, renderer.pages, &renderer.theme.fields);
        pages.iter().map(|(path, html)| gate.inspect(path, html.as_bytes()).len()).sum::<usize>()
    });
}

#[divan::bench]
fn search_index(bencher: Bencher<'_, '_>) {
    let state = state();
    let renderer = state.renderer().expect("a sound site");
    let (documents, names) = (documents(&renderer), other_names(renderer.site));
    bencher.bench(|| {
        let bytes = Mutex::new(0);
        bantin_search::build(&documents, &names, &renderer.site.config.search, &|file| {
            *bytes.lock().expect("no panic") += file.bytes.len();
        });
        bytes.into_inner()
    });
}

#[divan::bench]
fn whole_check(bencher: Bencher<'_, '_>) {
    bencher.bench(|| state().check(&Silent).report.entries().len());
}
