//! What the model leaves out, for learners.

use super::frame::Frame;
use super::reader::Reader;
use super::respond::page;
use super::words::Words;
use crate::context::Context;
use askama::Template;
use axum::response::Response;

/// A part of a real cluster that is simplified: the messages of its title, of what this model does, and of what a real
/// cluster does instead.
struct Simplified {
    title: &'static str,
    here: &'static str,
    there: &'static str,
}

/// Where the model ends, the most surprising first.
const SIMPLIFIED: &[Simplified] = &[
    Simplified { title: "model-listen", here: "model-listen-here", there: "model-listen-there" },
    Simplified { title: "model-run", here: "model-run-here", there: "model-run-there" },
    Simplified { title: "model-chance", here: "model-chance-here", there: "model-chance-there" },
    Simplified { title: "model-proxy", here: "model-proxy-here", there: "model-proxy-there" },
    Simplified { title: "model-policy", here: "model-policy-here", there: "model-policy-there" },
    Simplified { title: "model-names", here: "model-names-here", there: "model-names-there" },
    Simplified { title: "model-outside", here: "model-outside-here", there: "model-outside-there" },
    Simplified { title: "model-balancer", here: "model-balancer-here", there: "model-balancer-there" },
    Simplified { title: "model-ingress", here: "model-ingress-here", there: "model-ingress-there" },
    Simplified { title: "model-time", here: "model-time-here", there: "model-time-there" },
    Simplified { title: "model-family", here: "model-family-here", there: "model-family-there" },
    Simplified { title: "model-kinds", here: "model-kinds-here", there: "model-kinds-there" },
];

#[derive(Template)]
#[template(path = "pages/model.html")]
struct Page {
    frame: Frame,
    w: Words,
    simplified: &'static [Simplified],
}

/// `GET /model`.
pub async fn show(context: Context, reader: Reader) -> Response {
    page(Page { frame: Frame::new(&reader, &context, "/model"), w: reader.words, simplified: SIMPLIFIED })
}
