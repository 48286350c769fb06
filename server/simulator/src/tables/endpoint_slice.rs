//! Columns of EndpointSlice (`printEndpointSlice` of `pkg/printers/internalversion/printers.go`).

use super::Printer;
use crate::object::Object;
use crate::value::Value;

/// The printer of EndpointSlice.
pub const PRINTER: Printer = Printer {
    kind: "EndpointSlice",
    columns: &["Name", "AddressType", "Ports", "Endpoints"],
    cells: |slice, _| {
        vec![
            slice.name().into(),
            slice.value.get("addressType").str().into(),
            first_three(ports(slice)).into(),
            first_three(addresses(slice)).into(),
        ]
    },
};

fn ports(slice: &Object) -> Vec<String> {
    let text = |port: &Value| match (port.get("port").as_int(), port.get("name").as_str()) {
        (Some(number), _) => number.to_string(),
        (None, Some(name)) => name.to_owned(),
        (None, None) => "*".to_owned(),
    };
    slice.value.get("ports").list().iter().map(text).collect()
}

fn addresses(slice: &Object) -> Vec<String> {
    let endpoints = slice.value.get("endpoints").list().iter();
    endpoints.flat_map(|endpoint| endpoint.get("addresses").list()).map(|address| address.str().to_owned()).collect()
}

/// Three texts and how many more there are (`listWithMoreString`).
fn first_three(texts: Vec<String>) -> String {
    let shown = texts.iter().take(3).map(String::as_str).collect::<Vec<_>>().join(",");
    match texts.len().saturating_sub(3) {
        0 if shown.is_empty() => "<unset>".to_owned(),
        0 => shown,
        more => format!("{shown} + {more} more..."),
    }
}
