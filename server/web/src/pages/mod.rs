//! What people see: handlers that extract, call and render.
//!
//! Pages are complete without script: links and forms do everything. `static/js` only sends the same forms sooner.

pub mod bench;
mod diff;
pub mod frame;
pub mod highlight;
pub mod home;
pub mod lesson;
pub mod lessons;
mod mend;
pub mod model;
pub mod playground;
pub mod problem;
pub mod reader;
mod respond;
pub mod tracks;
pub mod words;

use crate::routes::Route;
use axum::routing::get;

/// The pages' routes.
pub fn table() -> Vec<Route> {
    vec![
        ("/", get(home::show)),
        ("/lessons", get(lessons::show)),
        ("/lessons/{track}/{slug}", get(lesson::show).post(lesson::act)),
        ("/model", get(model::show)),
        ("/playground", get(playground::show).post(playground::act)),
        ("/problems/{slug}", get(problem::about)),
    ]
}
