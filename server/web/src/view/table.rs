//! Tables as kubectl prints them.

use serde::Serialize;
use simulator::tables;
use utoipa::ToSchema;

/// One kind's table.
#[derive(Debug, Serialize, ToSchema)]
pub struct Table<'a> {
    /// Column names; `Namespace` first for namespaced kinds.
    pub columns: &'a [&'a str],
    /// Rows of cells in the same order: strings, numbers or booleans.
    #[schema(value_type = Vec<Vec<Object>>)]
    pub rows: &'a [Vec<tables::Cell>],
}

impl<'a> From<&'a tables::Table> for Table<'a> {
    fn from(table: &'a tables::Table) -> Self {
        Table { columns: &table.columns, rows: &table.rows }
    }
}
