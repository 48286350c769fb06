//! The environment of a pod's containers: its own variables and those of Services, fixed when the containers start
//! (`makeEnvironmentVariables` of `pkg/kubelet/kubelet_pods.go`). What is created or changed later does not show.

mod expansion;
mod service_variables;
mod source;

use crate::cluster::{Cluster, Objects};
use crate::object::Object;
use crate::value::Value;
use crate::values::base64;
use crate::values::name::env_var_name;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Variables of one container, by name.
pub type Variables = BTreeMap<String, String>;

/// What a kubelet saw when it started a pod's containers. Shares the objects with the cluster of that moment.
#[derive(Debug, Clone)]
pub struct Seen {
    pod: Arc<Object>,
    services: Objects,
    config_maps: Objects,
    secrets: Objects,
    nodes: Objects,
}

impl Seen {
    /// What there is to see in a cluster for a pod that starts now.
    pub(crate) fn now(cluster: &Cluster, pod: &Arc<Object>) -> Seen {
        Seen {
            pod: pod.clone(),
            services: cluster.objects("Service"),
            config_maps: cluster.objects("ConfigMap"),
            secrets: cluster.objects("Secret"),
            nodes: cluster.objects("Node"),
        }
    }

    /// Whether this was seen for the very pod, and not for an earlier one of the same name.
    pub(crate) fn is_of(&self, pod: &Object) -> bool {
        self.pod.uid() == pod.uid()
    }

    fn find<'a>(&self, objects: &'a Objects, name: &str) -> Option<&'a Arc<Object>> {
        objects.get(&(self.pod.namespace().into(), name.into())).map(|stored| &stored.object)
    }
}

/// The environment of a pod (`namespace/name`) by container; nothing when its containers have not started.
pub fn of_pod(cluster: &Cluster, pod: &str) -> Option<BTreeMap<String, Variables>> {
    let (namespace, name) = pod.split_once('/').unwrap_or(("default", pod));
    let seen = cluster.seen_at_start(namespace, name)?;
    let services = service_variables::of(seen);
    let containers = seen.pod.spec("containers").list().iter();
    Some(containers.map(|held| (held.get("name").str().to_owned(), of_container(seen, held, &services))).collect())
}

/// The container's own variables come first; a Service's variable never takes the place of one of them.
fn of_container(seen: &Seen, container: &Value, services: &Variables) -> Variables {
    let mut own = Variables::new();
    for from in container.get("envFrom").list() {
        own.extend(from_object(seen, from));
    }
    for variable in container.get("env").list() {
        let text = variable.get("value").str();
        let value = match text {
            "" if variable.get("valueFrom").is_null() => Some(String::new()),
            "" => source::value(seen, container, variable.get("valueFrom")),
            text => Some(expansion::expand(text, |name| own.get(name).or_else(|| services.get(name)).cloned())),
        };
        if let Some(value) = value {
            own.insert(variable.get("name").str().to_owned(), value);
        }
    }
    for (name, value) in services {
        own.entry(name.clone()).or_insert_with(|| value.clone());
    }
    own
}

/// All keys of a ConfigMap or Secret that can be names of variables, with the prefix in front.
fn from_object(seen: &Seen, from: &Value) -> Variables {
    let prefix = from.get("prefix").str();
    let name = |reference: &str| from.get(reference).get("name").as_str().map(str::to_owned);
    let config_map = name("configMapRef").and_then(|name| seen.find(&seen.config_maps, &name));
    let secret = name("secretRef").and_then(|name| seen.find(&seen.secrets, &name));
    let texts = config_map.into_iter().flat_map(|held| held.value.get("data").members());
    let texts = texts.map(|(key, value)| (key, value.str().to_owned()));
    let decoded = secret.into_iter().flat_map(|held| held.value.get("data").members());
    let decoded = decoded.map(|(key, value)| (key, decode(value.str())));
    let named = texts.chain(decoded).map(|(key, value)| (format!("{prefix}{key}"), value));
    named.filter(|(name, _)| env_var_name(name).is_empty()).collect()
}

/// A Secret's value as the container gets it.
fn decode(text: &str) -> String {
    String::from_utf8_lossy(&base64::decode(text).unwrap_or_default()).into_owned()
}
