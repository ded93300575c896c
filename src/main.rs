//! The program `bantin`: arguments in, exit status out.
fn main() {}
