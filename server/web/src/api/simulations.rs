//! `POST /api/v1/simulations`: steps and questions in, the outcome out.

use super::budget;
use super::json::Json;
use super::query::Query;
use super::steps::{QuestionsBody, StepBody};
use super::written::Written;
use crate::app::App;
use crate::problem::{Body, Problem};
use crate::view::outcome::{Outcome, States};
use crate::view::place::Texts;
use axum::extract::State;
use serde::Deserialize;
use simulator::base_cluster;
use simulator::simulate::simulate_within;
use utoipa::{IntoParams, ToSchema};

/// What to simulate.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Simulation {
    /// What a person does to a fresh cluster, in order.
    steps: Vec<StepBody>,
    /// What to read after the last step.
    #[serde(default)]
    #[schema(required = false)]
    questions: QuestionsBody,
}

/// What the answer should hold.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Options {
    /// Which settled states to send as whole objects.
    #[param(inline, required = false)]
    state: States,
}

/// Simulate steps on a fresh cluster.
///
/// Every step is carried out and the cluster settles after it. A text that kubectl cannot read is a result like any
/// other; only bounds end in 413 or 422. Nothing is stored, and the same request always has the same answer.
#[utoipa::path(
    post,
    path = "/api/v1/simulations",
    operation_id = "simulate",
    tag = "simulations",
    params(Options),
    request_body(content = Simulation, example = json!({
        "steps": [{"apply": "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec:\n  selector: {app: shop}\n  ports: [{port: 80}]\n"}],
        "questions": {"dns": [{"from": "default/client", "name": "web", "type": "A"}]}
    })),
    responses(
        (status = 200, description = "What happened.", body = Outcome<'_>),
        (status = "4XX", description = "The request cannot be answered.", body = Body, content_type = "application/problem+json"),
        (status = 503, description = "Too many requests are waiting.", body = Body, content_type = "application/problem+json"),
    )
)]
pub async fn create(
    State(app): State<App>,
    Query(options): Query<Options>,
    Json(simulation): Json<Simulation>,
) -> Result<Written, Problem> {
    let steps = budget::steps(simulation.steps, &app.limits)?;
    let questions = budget::questions(simulation.questions, &app.limits)?;
    let limits = app.limits.clone();
    let work = move || {
        let outcome = simulate_within(base_cluster(), &steps, &questions, &limits.simulation);
        let texts = Texts::of(&steps);
        match budget::over(&outcome, &texts, budget::pointer) {
            Some(problem) => Err(problem),
            None => Written::json(&Outcome::new(&outcome, base_cluster(), &texts, options.state), &limits),
        }
    };
    app.engine.run(work).await?
}
