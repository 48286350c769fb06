//! `env`: a container's environment holds a variable with a value, or does not hold it. Read after the last step.

use super::placeholder::resolve;
use super::{Expect, Finding, Scene, Target};
use crate::format::Keys;
use crate::object::ObjectRef;
use crate::reason::Reason;
use simulator::kinds;

/// A variable of a container.
#[derive(Debug, Clone)]
pub struct Env {
    /// The pod.
    pub(crate) pod: ObjectRef,
    /// `None`: the pod's first container by name.
    container: Option<String>,
    variable: String,
    /// `None`: the variable must not be there.
    value: Option<String>,
}

impl Env {
    pub(super) fn read(keys: &mut Keys<'_>) -> Option<Env> {
        let pod: Option<String> = keys.required("pod");
        let container = keys.optional("container");
        let variable = keys.required("variable");
        let value: Option<String> = keys.optional("value");
        let unset = keys.optional::<bool>("unset").unwrap_or(false);
        if unset == value.is_some() {
            keys.note("give either `value` or `unset = true`");
        }
        let pod = ObjectRef::of(kinds::by_kind("Pod")?, &pod?);
        Some(Env { pod, container, variable: variable?, value })
    }

    /// How the simulator is asked for the environment of this pod.
    pub(crate) fn question(&self) -> String {
        format!("{}/{}", self.pod.namespace, self.pod.name)
    }
}

impl Expect for Env {
    fn look(&self, scene: &Scene<'_>) -> Finding {
        let Some(containers) = scene.outcome.env.get(&self.question()) else {
            return Finding::new(false, Reason::new("no-object").with("object", &self.pod));
        };
        let variables = match &self.container {
            Some(container) => containers.get(container),
            None => containers.values().next(),
        };
        let found = variables.and_then(|variables| variables.get(&self.variable));
        let wanted = self.value.as_ref().map(|value| resolve(value, scene.cluster));
        let reason = match (found, &wanted) {
            (None, _) => Reason::new("env-unset"),
            (Some(found), Some(wanted)) if found != wanted => {
                Reason::new("env-differs").with("value", found).with("wanted", wanted)
            }
            (Some(found), _) => Reason::new("env-set").with("value", found),
        };
        Finding::new(found == wanted.as_ref(), reason.with("variable", &self.variable))
            .compared(wanted.unwrap_or_default(), found.cloned().unwrap_or_default())
    }

    fn targets(&self) -> Vec<Target> {
        vec![Target::part(&self.pod, &["", "/spec/enableServiceLinks", "/spec/containers/*/env"])]
    }
}
