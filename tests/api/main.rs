//! The API over real HTTP: cases from files, the description, headers of every route, bounds, and bad input.

mod bounds;
mod case;
mod client;
mod description;
mod headers;
mod hidden;
mod nonsense;
mod server;

use libtest_mimic::{Arguments, Trial};

fn main() {
    let arguments = Arguments::from_args();
    let trials = [
        case::trials(),
        description::trials(),
        headers::trials(),
        hidden::trials(),
        bounds::trials(),
        nonsense::trials(),
    ];
    let trials: Vec<Trial> = trials.into_iter().flatten().collect();
    libtest_mimic::run(&arguments, trials).exit();
}
