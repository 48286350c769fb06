//! The `drydock` binary: reads the command line and does what it says.

use std::process::ExitCode;
use web::settings::{self, Command};
use web::{command, serve};

fn main() -> ExitCode {
    match settings::read() {
        Command::Serve(settings) => serve::serve(&settings),
        Command::Simulate(request) => command::simulate::run(&request),
        Command::CheckLesson(folder) => command::lesson::check(&folder),
    }
}
