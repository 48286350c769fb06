//! The command line: cases from files against the real binary, and the server's whole life.

mod case;
mod life;

use libtest_mimic::{Arguments, Trial};

fn main() {
    let arguments = Arguments::from_args();
    let trials: Vec<Trial> = case::trials().into_iter().chain(life::trials()).collect();
    libtest_mimic::run(&arguments, trials).exit();
}
