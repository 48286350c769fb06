//! DefaultIngressClass: a new Ingress without a class gets the default one
//! (`plugin/pkg/admission/network/defaultingressclass/admission.go`).

use super::{Attempt, Plugin};
use crate::cluster::Cluster;
use crate::object::Object;
use crate::submit::status::Status;
use crate::value::Value;

/// This plugin.
pub const PLUGIN: Plugin = Plugin { name: "DefaultIngressClass", mutate, ..Plugin::NONE };

const DEFAULT: &str = "ingressclass.kubernetes.io/is-default-class";
const OLD_ANNOTATION: &str = "kubernetes.io/ingress.class";

fn mutate(cluster: &Cluster, attempt: &Attempt<'_>, ingress: &mut Value) -> Result<(), Status> {
    let wanted = attempt.kind.kind == "Ingress" && attempt.old.is_none();
    let named = !ingress.at(&["spec", "ingressClassName"]).is_null()
        || !ingress.at(&["metadata", "annotations", OLD_ANNOTATION]).is_null();
    if wanted
        && !named
        && let Some(class) = default_class(cluster)
    {
        ingress.entry("spec").set("ingressClassName", class.name());
    }
    Ok(())
}

/// The newest class that says it is the default; of equally new ones the first by name.
fn default_class(cluster: &Cluster) -> Option<&Object> {
    let mut classes: Vec<&Object> = cluster
        .list("IngressClass")
        .map(AsRef::as_ref)
        .filter(|class: &&Object| class.annotation(DEFAULT) == "true")
        .collect();
    classes.sort_by(|one, two| {
        let made = |class: &Object| class.meta("creationTimestamp").str().to_owned();
        made(two).cmp(&made(one)).then_with(|| one.name().cmp(two.name()))
    });
    classes.first().copied()
}
