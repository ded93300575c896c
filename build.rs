//! Notes that the program is made of the files in `themes/` too: a file added there rebuilds it.

fn main() {
    println!("cargo::rerun-if-changed=themes");
}
