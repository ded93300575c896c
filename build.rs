//! Notes that the program is made of the files in `themes/` and of the sample site too: without it, a file that was added is missed.

fn main() {
    println!("cargo::rerun-if-changed=themes");
    println!("cargo::rerun-if-changed=src/scaffold/site");
}
