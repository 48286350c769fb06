//! ServiceAccount: a pod runs as an account that exists, and finds its token mounted
//! (`plugin/pkg/admission/serviceaccount/admission.go`).

use super::{Attempt, Plugin};
use crate::cluster::Cluster;
use crate::submit::status::Status;
use crate::value::Value;
use serde_json::json;
use std::sync::LazyLock;

/// This plugin.
pub const PLUGIN: Plugin = Plugin { name: "ServiceAccount", mutate, ..Plugin::NONE };

/// Where a container finds the token.
const MOUNT_PATH: &str = "/var/run/secrets/kubernetes.io/serviceaccount";

/// The start of the volume's name.
const VOLUME_PREFIX: &str = "kube-api-access-";

static TOKEN_SOURCE: LazyLock<Value> = LazyLock::new(|| {
    json!({
        "defaultMode": 0o644,
        "sources": [
            {"serviceAccountToken": {"expirationSeconds": 3607, "path": "token"}},
            {"configMap": {"name": "kube-root-ca.crt", "items": [{"key": "ca.crt", "path": "ca.crt"}]}},
            {"downwardAPI": {"items": [{
                "path": "namespace",
                "fieldRef": {"apiVersion": "v1", "fieldPath": "metadata.namespace"},
            }]}},
        ],
    })
    .into()
});

/// Whether a projected source is the one that this plugin writes, which needs no check.
pub(crate) fn is_own_source(projected: &Value) -> bool {
    projected.is_shared_with(&TOKEN_SOURCE)
}

fn mutate(cluster: &Cluster, attempt: &Attempt<'_>, pod: &mut Value) -> Result<(), Status> {
    let is_mirror = pod.at(&["metadata", "annotations"]).has("kubernetes.io/config.mirror");
    if attempt.kind.kind != "Pod" || attempt.old.is_some() || is_mirror {
        return Ok(());
    }
    if pod.at(&["spec", "serviceAccountName"]).is_empty() {
        pod.entry("spec").set("serviceAccountName", "default");
    }
    let name = pod.at(&["spec", "serviceAccountName"]).str();
    let namespace = attempt.namespace;
    let account = cluster.get("ServiceAccount", namespace, name);
    // The plugin waits for the `default` account of a new namespace: the controller makes it in time.
    if account.is_none() && name != "default" {
        let why = format!("error looking up service account {namespace}/{name}: serviceaccount \"{name}\" not found");
        return Err(Status::forbidden(attempt.kind, attempt.name, &why));
    }
    let of_account = |member: &str| account.map(|account| account.value.get(member).clone()).unwrap_or_default();
    let wanted = pod.at(&["spec", "automountServiceAccountToken"]).as_bool();
    if wanted.or(of_account("automountServiceAccountToken").as_bool()) != Some(false) {
        mount(pod, || format!("{VOLUME_PREFIX}{}", cluster.next_suffix()));
    }
    let secrets = of_account("imagePullSecrets");
    if pod.at(&["spec", "imagePullSecrets"]).is_empty() && !secrets.is_empty() {
        pod.entry("spec").set("imagePullSecrets", secrets);
    }
    Ok(())
}

/// Mounts the token into every container that has nothing at its path yet.
fn mount(pod: &mut Value, new_name: impl Fn() -> String) {
    let spec = pod.entry("spec");
    let held = spec.get("volumes").list().iter().map(|volume| volume.get("name").str());
    let held = held.into_iter().find(|name| name.starts_with(VOLUME_PREFIX)).map(str::to_owned);
    let has_volume = held.is_some();
    let name = held.unwrap_or_else(new_name);
    let mut needs_volume = false;
    for list in ["initContainers", "containers"] {
        if spec.get(list).is_empty() {
            continue;
        }
        for container in spec.entry(list).list_mut() {
            let taken = |mount: &Value| mount.get("mountPath").str() == MOUNT_PATH;
            if container.as_map().is_some() && !container.get("volumeMounts").list().iter().any(taken) {
                let mount =
                    [("mountPath", MOUNT_PATH.into()), ("name", name.as_str().into()), ("readOnly", true.into())];
                container.entry("volumeMounts").list_mut().push(mount.into());
                needs_volume = true;
            }
        }
    }
    if needs_volume && !has_volume {
        let mut volume = Value::map();
        volume.set("name", name);
        volume.set("projected", TOKEN_SOURCE.clone());
        spec.entry("volumes").list_mut().push(volume);
    }
}
