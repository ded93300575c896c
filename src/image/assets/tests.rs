use super::*;

const FOLDER: &str = "content/articles/2023";

/// Assets in which every picture is 4 × 3 pixels, except those named `hong…`, which are damaged.
fn assets(paths: &[&str]) -> Assets {
    let dir = tempfile::tempdir().expect("a folder");
    let loaded = paths.iter().enumerate().map(|(number, path)| {
        let disk = dir.path().join(format!("{number}.svg"));
        let svg = if path.contains("hong") { "<svg" } else { "<svg width='4' height='3'/>" };
        std::fs::write(&disk, svg).expect("written");
        ((*path).to_owned(), Asset { path: disk, size: 9 })
    });
    Assets::new(&loaded.collect())
}

fn place(assets: &Assets, file: &str) -> String {
    assets.file(FOLDER, "tin-tuc/a/", file).expect("it is there").path
}

#[test]
fn a_picture_beside_the_record_is_measured_and_copied_beside_the_page() {
    let assets = assets(&["content/articles/2023/Ảnh 1.JPG"]);
    let picture = assets.picture(FOLDER, "tin-tuc/a/", "./Ảnh 1.JPG").expect("it is there");
    assert_eq!((picture.width, picture.height), (4, 3));
    assert_eq!(picture.source, "content/articles/2023/Ảnh 1.JPG");
    assert!(
        picture.path.starts_with("tin-tuc/a/anh-1-") && picture.path.ends_with(".jpg"),
        "{}",
        picture.path
    );
}

#[test]
fn a_static_file_keeps_its_path() {
    let assets = assets(&["content/static/anh/Bìa 1.png"]);
    assert_eq!(place(&assets, "/anh/Bìa 1.png"), "anh/Bìa 1.png");
    assert_eq!(place(&assets, "../../static/anh/Bìa 1.png"), "anh/Bìa 1.png");
}

#[test]
fn a_name_that_the_system_wrote_decomposed_is_found() {
    let decomposed: String = "content/articles/2023/Ảnh.png".nfd().collect();
    let assets = assets(&[&decomposed]);
    let picture = assets.picture(FOLDER, "a/", "Ảnh.png").expect("it is there");
    assert_eq!(picture.source, decomposed);
}

#[test]
fn files_of_equal_names_go_to_different_places() {
    let paths = [
        "content/articles/2023/1/a.png",
        "content/articles/2023/1-a.png",
        "content/articles/2023/1-Á.png",
        "content/articles/2023/a.png",
        "content/articles/a.png",
        "content/models/a.png",
    ];
    let assets = assets(&paths);
    let names = ["1/a.png", "1-a.png", "1-Á.png", "a.png", "../a.png", "../../models/a.png"];
    let mut places: Vec<_> = names.iter().map(|name| place(&assets, name)).collect();
    assert_eq!(places[3], "tin-tuc/a/a.png");
    assert!(
        places.iter().all(|place| place.starts_with("tin-tuc/a/") && place.ends_with(".png")),
        "{places:?}"
    );
    places.sort();
    places.dedup();
    assert_eq!(places.len(), names.len());
}

#[test]
fn the_place_of_a_file_does_not_depend_on_other_files() {
    let alone = assets(&["content/articles/2023/anh-bai.png"]);
    let beside = assets(&[
        "content/articles/2023/Anh-bai.png",
        "content/articles/2023/anh/bai.png",
        "content/articles/2023/anh-bai.png",
    ]);
    assert_eq!(place(&alone, "anh-bai.png"), place(&beside, "anh-bai.png"));
}

#[test]
fn a_file_never_takes_the_place_of_the_page() {
    let assets = assets(&["content/articles/2023/index.html", "content/articles/2023/the-le"]);
    assert_ne!(place(&assets, "index.html"), "tin-tuc/a/index.html");
    assert_ne!(place(&assets, "the-le"), "tin-tuc/a/the-le");
}

#[test]
fn paths_that_climb_out_and_hidden_files_are_not_usable() {
    let assets = assets(&[]);
    for file in [
        "../../../secret.png",
        "../../../../../../etc/passwd",
        ".a.png",
        "_nhap/a.png",
        "/../../a.png",
        "/..",
    ] {
        let outside = Err(NotUsable::Outside { file: file.to_owned() });
        assert_eq!(assets.file(FOLDER, "a/", file), outside, "{file}");
    }
}

#[test]
fn a_missing_file_has_a_near_name() {
    let assets = assets(&["content/articles/2023/anh/bia.png", "content/articles/2024/anh/bia.png"]);
    let near = |file| match assets.file(FOLDER, "a/", file) {
        Err(NotUsable::Missing { near, .. }) => near,
        other => panic!("{other:?}"),
    };
    assert_eq!(near("anh/Bia.PNG"), Some("anh/bia.png".to_owned()));
    assert_eq!(near("anh\\bia.png"), Some("anh/bia.png".to_owned()));
    assert_eq!(near("khac.pdf"), None);
}

#[test]
fn a_damaged_picture_and_a_document_are_no_pictures() {
    let assets = assets(&["content/articles/2023/hong.png", "content/articles/2023/a.pdf"]);
    let picture = |file| assets.picture(FOLDER, "a/", file).map_err(|e| e.code(Code::MissingImage));
    assert_eq!(picture("hong.png"), Err(Code::DamagedImage));
    assert_eq!(picture("a.pdf"), Err(Code::MissingImage));
}

#[test]
fn the_folder_of_a_file_is_what_stands_before_its_name() {
    assert_eq!(folder_of("content/articles/a.md"), "content/articles");
}
