//! Columns of IngressClass.

use super::Printer;
use crate::object::Object;

/// The printer of IngressClass.
pub const PRINTER: Printer = Printer {
    kind: "IngressClass",
    columns: &["Name", "Controller", "Parameters"],
    cells: |class, _| vec![name(class).into(), class.spec("controller").str().into(), parameters(class).into()],
};

fn name(class: &Object) -> String {
    match class.annotation("ingressclass.kubernetes.io/is-default-class") {
        "true" => format!("{} (default)", class.name()),
        _ => class.name().to_owned(),
    }
}

/// `Kind.group/name`, the group left out when there is none.
fn parameters(class: &Object) -> String {
    let parameters = class.spec("parameters");
    if parameters.is_null() {
        return "<none>".to_owned();
    }
    let (kind, name) = (parameters.get("kind").str(), parameters.get("name").str());
    match parameters.get("apiGroup").str() {
        "" => format!("{kind}/{name}"),
        group => format!("{kind}.{group}/{name}"),
    }
}
