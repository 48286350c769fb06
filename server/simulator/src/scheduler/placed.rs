//! Pods that have a node, by label, and Services by what they select: counting alike pods looks at few of them.

use crate::cluster::Cluster;
use crate::object::Object;
use crate::value::Value;
use crate::values::label_selector;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Value and key of a label, and the namespace: values differ most, so comparing them first is fastest.
type Label<'a> = (&'a str, &'a str, &'a str);

/// The index; it grows while pods are placed.
#[derive(Debug, Default)]
pub(crate) struct Placed<'a> {
    by_label: BTreeMap<Label<'a>, Vec<(usize, &'a Arc<Object>)>>,
    by_namespace: BTreeMap<&'a str, Vec<(usize, &'a Arc<Object>)>>,
    services: BTreeMap<Label<'a>, Vec<&'a Value>>,
}

impl<'a> Placed<'a> {
    /// No pods yet; the cluster's Services.
    pub(super) fn new(cluster: &'a Cluster) -> Placed<'a> {
        let mut placed = Placed::default();
        for service in cluster.list("Service") {
            let selector = service.spec("selector");
            if let Some((key, value)) = selector.members().next() {
                placed.services.entry((value.str(), key, service.namespace())).or_default().push(selector);
            }
        }
        placed
    }

    /// Notes that a pod has the node at an index.
    pub(super) fn add(&mut self, pod: &'a Arc<Object>, node: usize) {
        self.by_namespace.entry(pod.namespace()).or_default().push((node, pod));
        for (key, value) in pod.labels().members() {
            self.by_label.entry((value.str(), key, pod.namespace())).or_default().push((node, pod));
        }
    }

    /// Selectors of the Services that select a pod.
    pub(super) fn services_of(&self, pod: &'a Object) -> Vec<&'a Value> {
        let labels = pod.labels();
        let with_label =
            labels.members().filter_map(|(key, value)| self.services.get(&(value.str(), key, pod.namespace())));
        with_label.flatten().copied().filter(|selector| label_selector::matches_map(selector, labels)).collect()
    }

    /// How many pods of a namespace, none of them going, fulfil all conditions, by node. `pair` is a label that all
    /// of them have, if one is known.
    pub(super) fn count(
        &self,
        nodes: usize,
        namespace: &str,
        pair: Option<(&str, &str)>,
        fulfils: impl Fn(&Object) -> bool,
    ) -> Vec<i64> {
        let mut counts = vec![0; nodes];
        let candidates = match pair {
            Some((key, value)) => self.by_label.get(&(value, key, namespace)),
            None => self.by_namespace.get(namespace),
        };
        for (node, pod) in candidates.into_iter().flatten() {
            if !pod.is_terminating()
                && fulfils(pod)
                && let Some(count) = counts.get_mut(*node)
            {
                *count += 1;
            }
        }
        counts
    }
}
