//! Every route, and the layers around them.

use crate::app::App;
use crate::{api, assets, context, headers, pages, problem};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn;
use axum::routing::{MethodRouter, get};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};
use tower_http::timeout::{RequestBodyDeadlineLayer, TimeoutLayer};

/// A path and its handlers.
pub type Route = (&'static str, MethodRouter<App>);

/// Routes outside the API, which lists its own in [`api::router`].
pub fn table() -> Vec<Route> {
    let mut table = vec![
        (assets::ROUTE, get(assets::send)),
        ("/healthz", get(api::health::alive)),
        ("/readyz", get(api::health::ready)),
        ("/version", get(api::health::version)),
    ];
    table.extend(pages::table());
    table
}

/// The whole server as one service.
pub fn router(app: App) -> Router {
    let limits = &app.limits;
    let worth_packing = SizeAbove::new(1024).and(NotForContentType::IMAGES);
    let routes = table().into_iter().fold(Router::new(), |router, (path, handlers)| router.route(path, handlers));
    routes
        .merge(api::router().0)
        .fallback(async || problem::Problem::not_found())
        // From the inside out: the body is bounded, then the time; what failed is presented; then packed; every
        // answer gets its headers; last the context, which the log line needs complete.
        .layer(DefaultBodyLimit::max(limits.body))
        .layer(RequestBodyDeadlineLayer::new(limits.body_time))
        .layer(CatchPanicLayer::custom(problem::from_panic))
        .layer(TimeoutLayer::with_status_code(axum::http::StatusCode::REQUEST_TIMEOUT, limits.request_time))
        .layer(from_fn(problem::present))
        .layer(CompressionLayer::new().compress_when(worth_packing))
        .layer(from_fn(headers::layer))
        .layer(from_fn(context::layer))
        .with_state(app)
}
