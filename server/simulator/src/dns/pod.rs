//! Pod names under `pods insecure` (`findPods` of CoreDNS `plugin/kubernetes/kubernetes.go`): any address with dashes is
//! answered with itself, whether a pod has it or not.

use super::service::{Entry, Host};
use super::{Because, Why};
use crate::cluster::Cluster;

/// The entry of a dashed address below a namespace.
pub(super) fn entries(cluster: &Cluster, namespace: &str, label: &str) -> Result<Vec<Entry>, Why> {
    if cluster.get("Namespace", "", namespace).is_none() {
        return Err(Why::NoNamespace);
    }
    let is_v4 = label.matches('-').count() == 3 && !label.contains("--");
    let text = label.replace('-', if is_v4 { "." } else { ":" });
    let address = text.parse().map_err(|_| Why::NoAddress)?;
    let key = format!("{label}.{namespace}.pod");
    Ok(vec![Entry { host: Host::Address(address), port: Some(0), key, because: Because::default() }])
}
