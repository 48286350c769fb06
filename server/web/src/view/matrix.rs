//! Who reaches what, all at once.

use serde::Serialize;
use simulator::network::connection::{Reach, Station};
use simulator::network::matrix;
use utoipa::ToSchema;

/// The reachability matrix of the last state.
#[derive(Debug, Serialize, ToSchema)]
pub struct Matrix<'a> {
    /// One per row: `namespace/name` of every running pod, then `outside`.
    pub sources: &'a [String],
    /// One per column: every port of every Service and of every pod.
    pub targets: Vec<MatrixTarget<'a>>,
    /// The answers, row by row.
    pub cells: Vec<Vec<MatrixCell>>,
}

/// A column.
#[derive(Debug, Serialize, ToSchema)]
pub struct MatrixTarget<'a> {
    /// As a question writes it: `service/namespace/name` or `namespace/name`.
    pub to: &'a str,
    /// Port number.
    pub port: i64,
    /// Protocol in upper case.
    pub protocol: &'a str,
}

/// An answer without its hops.
#[derive(Debug, Serialize, ToSchema)]
pub struct MatrixCell {
    /// What the client sees, as in the answers to single questions.
    #[schema(value_type = String)]
    pub outcome: Reach,
    /// Whether it connects on some ways only, as in the answers to single questions.
    pub partly: bool,
    /// The station that decided.
    #[schema(value_type = String)]
    pub station: Station,
    /// What decided: the code of that hop.
    pub code: &'static str,
    /// What decided, in one English sentence.
    pub rule: String,
}

impl<'a> From<&'a matrix::Matrix> for Matrix<'a> {
    fn from(matrix: &'a matrix::Matrix) -> Self {
        Matrix {
            sources: &matrix.sources,
            targets: matrix.targets.iter().map(MatrixTarget::from).collect(),
            cells: matrix.cells.iter().map(|row| row.iter().map(MatrixCell::from).collect()).collect(),
        }
    }
}

impl<'a> From<&'a matrix::Target> for MatrixTarget<'a> {
    fn from(target: &'a matrix::Target) -> Self {
        MatrixTarget { to: &target.to, port: target.port, protocol: &target.protocol }
    }
}

impl From<&matrix::Cell> for MatrixCell {
    fn from(cell: &matrix::Cell) -> Self {
        let matrix::Cell { outcome, partly, station, rule } = cell;
        MatrixCell { outcome: *outcome, partly: *partly, station: *station, code: rule.code(), rule: rule.to_string() }
    }
}
