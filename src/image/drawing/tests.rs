use super::*;

/// A drawing on a grid of 16.
fn drawn(inside: &str) -> Option<Vec<[u8; 4]>> {
    let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 16 16\">{inside}</svg>");
    let bytes = square_png(&svg, 16, None)?;
    let picture = image::load_from_memory(&bytes).expect("a picture").into_rgba8();
    assert_eq!(picture.dimensions(), (16, 16));
    Some(picture.pixels().map(|pixel| pixel.0).collect())
}

/// The same as letters: `#` for what is opaque, `.` for nothing, `+` between.
fn letters(inside: &str) -> String {
    let pixels = drawn(inside).unwrap_or_else(|| panic!("not drawn: {inside}"));
    let letter = |pixel: &[u8; 4]| match pixel[3] {
        0 => '.',
        255 => '#',
        _ => '+',
    };
    pixels.iter().map(letter).collect()
}

const RED: [u8; 4] = [255, 0, 0, 255];

#[test]
fn the_same_shape_is_drawn_the_same_however_it_is_written() {
    let square = letters("<rect x=\"4\" y=\"4\" width=\"8\" height=\"8\"/>");
    assert_eq!(square.matches('#').count(), 64);
    assert_eq!(square.matches('.').count(), 192);
    for other in [
        "<path d=\"M4 4H12V12H4Z\"/>",
        "<path d=\"m4,4h8v8h-8z\"/>",
        "<path d=\"M4 4 12 4 12 12 4 12\"/>",
        "<path d=\"M4 4l8 0 0 8-8 0z\"/>",
        "<path d=\"M4 4C6 4 8 4 8 4S10 4 12 4V12H4Q4 10 4 8T4 4\"/>",
        "<polygon points=\"4,4 12,4 12,12 4,12\"/>",
        "<g transform=\"translate(4 4) scale(2)\"><rect width=\"4\" height=\"4\"/></g>",
        "<rect width=\"8\" height=\"8\" transform=\"matrix(1 0 0 1 4 4)\"/>",
        "<path d=\"M4 8H12\" stroke=\"#000\" stroke-width=\"8\"/>",
        "<line x1=\"4\" y1=\"8\" x2=\"12\" y2=\"8\" style=\"stroke: black; stroke-width: 8px\"/>",
        "<rect width=\"16\" height=\"16\" fill=\"none\"/><rect x=\"4\" y=\"4\" width=\"8\" height=\"8\"/>",
        "<title>Ô vuông</title><defs><rect width=\"16\" height=\"16\"/></defs><path d=\"M4 4h8v8h-8z\"/>",
    ] {
        assert_eq!(letters(other), square, "{other}");
    }
}

#[test]
fn a_circle_is_one_as_a_path_of_arcs_too() {
    let circle = drawn("<circle cx=\"8\" cy=\"8\" r=\"6\"/>").expect("drawn");
    for other in [
        "<ellipse cx=\"8\" cy=\"8\" rx=\"6\" ry=\"6\"/>",
        "<path d=\"M2 8A6 6 0 1 1 14 8 6 6 0 0 1 2 8Z\"/>",
        "<path d=\"M2 8a6 6 0 0012 0a6 6 0 00-12 0\"/>",
        "<rect x=\"2\" y=\"2\" width=\"12\" height=\"12\" rx=\"6\"/>",
    ] {
        let other_pixels = drawn(other).unwrap_or_else(|| panic!("not drawn: {other}"));
        let far = |(a, b): (&[u8; 4], &[u8; 4])| a[3].abs_diff(b[3]) > 40;
        assert_eq!(circle.iter().zip(&other_pixels).filter(|pair| far(*pair)).count(), 0, "{other}");
    }
}

#[test]
fn later_shapes_lie_over_earlier_ones_in_their_own_colours() {
    let pixels = drawn(
        "<rect width=\"16\" height=\"16\" fill=\"#00f\"/><g fill=\"#ff0000\"><rect width=\"8\" height=\"16\"/></g>",
    );
    let pixels = pixels.expect("drawn");
    assert_eq!((pixels[0], pixels[15]), (RED, [0, 0, 255, 255]));
    let half = drawn("<rect width=\"16\" height=\"16\" fill=\"#f00\" opacity=\".5\"/>").expect("drawn");
    assert_eq!(half[0], [255, 0, 0, 128]);
    let hole = letters("<path fill-rule=\"evenodd\" d=\"M0 0h16v16h-16zM4 4h8v8h-8z\"/>");
    assert_eq!(hole.matches('.').count(), 64);
}

#[test]
fn a_drawing_that_is_not_square_stands_in_the_middle_on_its_ground() {
    let svg = "<svg width=\"32\" height=\"16\"><rect width=\"32\" height=\"16\" fill=\"#f00\"/></svg>";
    let bytes = square_png(svg, 16, Some([0, 255, 0])).expect("drawn");
    let picture = image::load_from_memory(&bytes).expect("a picture").into_rgba8();
    let column: Vec<_> = (0..16).map(|y| picture.get_pixel(3, y).0).collect();
    assert_eq!(column[..4], [[0, 255, 0, 255]; 4]);
    assert_eq!(column[4..12], [RED; 8]);
    assert_eq!(column[12..], [[0, 255, 0, 255]; 4]);
}

#[test]
fn half_a_drawing_is_none() {
    let square = "<rect width=\"8\" height=\"8\"/>";
    for other in [
        "<text>Chữ</text>",
        "<image href=\"#a\"/>",
        "<use href=\"#a\"/>",
        "<style>rect { fill: red }</style>",
        "<rect width=\"8\" height=\"8\" class=\"a\"/>",
        "<rect width=\"8\" height=\"8\" fill=\"url(#a)\"/>",
        "<rect width=\"8\" height=\"8\" fill=\"rebeccapurple\"/>",
        "<rect width=\"8\" height=\"8\" clip-path=\"url(#a)\"/>",
        "<rect width=\"8\" height=\"8\" transform=\"skewX(9)\"/>",
        "<g opacity=\".5\"><rect width=\"8\" height=\"8\"/></g>",
        "<path d=\"M0 0L\"/>",
        "<path d=\"0 0 1 1\"/>",
        "<path d=\"M0 0zz9\"/>",
        "<path d=\"M0 0A1 1 0 2 0 3 3\"/>",
        "<polygon points=\"1 2 3\"/>",
        "<svg/>",
        "<g>",
    ] {
        assert_eq!(drawn(&format!("{square}{other}")), None, "{other}");
    }
    assert!(drawn(square).is_some());
    for (whole, why) in [
        ("", "empty"),
        ("<rect/>", "no svg"),
        ("<svg/>", "no size"),
        ("<svg viewBox=\"0 0 0 9\"/>", "no width"),
        ("<svg viewBox=\"0 0 9\"/>", "three numbers"),
        ("<svg viewBox=\"0 0 9 9\"/><svg viewBox=\"0 0 9 9\"/>", "two roots"),
    ] {
        assert_eq!(square_png(whole, 16, None), None, "{why}");
    }
}
