//! Drydock over HTTP and on the command line.
//!
//! Nothing is kept between requests: a page or a program sends all its steps each time, and the answer is a
//! function of them. Handlers extract, call and present; what happens in a cluster is the `simulator`'s business.
//!
//! | module | what |
//! |---|---|
//! | [`settings`] | the command line, read once into checked settings |
//! | [`serve`](mod@serve), [`connection`] | start, listen, stop |
//! | [`routes`] | every route in one table, and the layers around them |
//! | [`app`] | what handlers share |
//! | [`lessons`], [`language`] | lessons from files, and the language to answer in |
//! | [`engine`] | simulations on a bounded pool beside the async runtime |
//! | [`api`], [`pages`], [`assets`] | what programs, people and browsers ask for |
//! | [`view`] | a cluster's endpoints, bindings and places as tables |
//! | [`problem`] | the one error type that leaves a handler |
//! | [`context`], [`headers`] | what every request and every answer has |
//! | [`command`] | `drydock simulate` and `drydock lesson check` |

pub mod api;
pub mod app;
pub mod assets;
pub mod command;
pub mod connection;
pub mod context;
pub mod engine;
pub mod headers;
pub mod language;
pub mod lessons;
pub mod limits;
pub mod log;
pub mod pages;
pub mod problem;
pub mod routes;
pub mod serve;
pub mod settings;
pub mod view;

pub use app::App;
pub use problem::Problem;
pub use settings::Settings;
