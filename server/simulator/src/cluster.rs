//! The state of a cluster: immutable objects by kind, events, and the counters that stand for randomness and time.

use crate::change::Event;
use crate::controllers::selected_pods::PodsByLabel;
use crate::environment::Seen;
use crate::kinds::service::pool::Taken;
use crate::object::{Name, Object};
use crate::scheduler;
use crate::traits::Traits;
use crate::value::Text;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

/// Namespace and name; objects of one kind are sorted by it.
pub type Key = (Text, Text);

/// Stands for a kind in [`Controller::reads`](crate::controllers::Controller::reads): pods but for their status, of
/// which only what decides where pods fit counts. Most writes to pods are of no matter to who reads this.
pub(crate) const POD_SPEC: &str = "spec of Pod";

/// All objects of one kind.
pub(crate) type Objects = Arc<BTreeMap<Key, Stored>>;

/// An object, and what is asked of it most.
#[derive(Debug, Clone)]
pub(crate) struct Stored {
    /// The object.
    pub(crate) object: Arc<Object>,
    traits: Traits,
}

/// A cluster. Cheap to clone: a copy shares every kind that does not change afterwards.
#[derive(Debug, Clone, Default)]
pub struct Cluster {
    objects: BTreeMap<&'static str, Objects>,
    /// The revision of the last write to a kind.
    changed: BTreeMap<&'static str, u64>,
    /// By what they are about; those about one object are sorted.
    events: Arc<BTreeMap<Name, Vec<Event>>>,
    /// Counts writes; stands for resourceVersion and, one second each, for time.
    pub(crate) revision: u64,
    /// Counts objects made; uids and generated names come from it.
    pub(crate) created: u64,
    /// What people said of pods' readiness, by pod.
    pub(crate) readiness: Arc<BTreeMap<Key, bool>>,
    /// Nodes that fell silent.
    pub(crate) silent: Arc<BTreeSet<Text>>,
    /// Addresses and node ports that the stored Services hold.
    services: Arc<Taken>,
    /// What the kubelets saw when they started the pods that run.
    started: Arc<BTreeMap<Key, Seen>>,
    /// The pods that can be endpoints, by label; made when somebody asks; anew after each change of a pod.
    by_label: OnceLock<Arc<PodsByLabel>>,
}

impl Cluster {
    /// Objects of a kind, sorted by namespace and name.
    pub fn list(&self, kind: &str) -> impl DoubleEndedIterator<Item = &Arc<Object>> {
        self.objects.get(kind).into_iter().flat_map(|objects| objects.values()).map(|stored| &stored.object)
    }

    /// Objects of a kind that have the traits, sorted by namespace and name.
    pub(crate) fn list_with(&self, kind: &str, traits: Traits) -> impl Iterator<Item = &Arc<Object>> {
        let stored = self.objects.get(kind).into_iter().flat_map(|objects| objects.values());
        stored.filter(move |stored| stored.traits.have(traits)).map(|stored| &stored.object)
    }

    /// Objects of a kind that lack one of the traits, sorted by namespace and name.
    pub(crate) fn list_without(&self, kind: &str, traits: Traits) -> impl Iterator<Item = &Arc<Object>> {
        let stored = self.objects.get(kind).into_iter().flat_map(|objects| objects.values());
        stored.filter(move |stored| !stored.traits.have(traits)).map(|stored| &stored.object)
    }

    /// Objects of a kind in a namespace, sorted by name.
    pub fn list_in<'a>(&'a self, kind: &str, namespace: &'a str) -> impl Iterator<Item = &'a Arc<Object>> {
        let from: Key = (namespace.into(), "".into());
        self.objects
            .get(kind)
            .into_iter()
            .flat_map(move |objects| objects.range(from.clone()..))
            .take_while(move |((held, _), _)| **held == *namespace)
            .map(|(_, stored)| &stored.object)
    }

    /// One object.
    pub fn get(&self, kind: &str, namespace: &str, name: &str) -> Option<&Arc<Object>> {
        self.objects.get(kind)?.get(&(namespace.into(), name.into())).map(|stored| &stored.object)
    }

    /// The object of that identity.
    pub fn find(&self, name: &Name) -> Option<&Arc<Object>> {
        self.objects.get(name.kind)?.get(&(name.namespace.clone(), name.name.clone())).map(|stored| &stored.object)
    }

    /// Kinds that have objects, sorted.
    pub fn kinds(&self) -> impl Iterator<Item = &'static str> {
        self.objects.iter().filter(|(_, objects)| !objects.is_empty()).map(|(kind, _)| *kind)
    }

    /// How many objects of a kind there are.
    pub fn count(&self, kind: &str) -> usize {
        self.objects.get(kind).map_or(0, |objects| objects.len())
    }

    /// All events, sorted.
    pub fn events(&self) -> impl Iterator<Item = &Event> {
        self.events.values().flatten()
    }

    /// The revision of the last write to a kind; 0 when it was never written.
    pub(crate) fn changed(&self, kind: &str) -> u64 {
        self.changed.get(kind).copied().unwrap_or(0)
    }

    /// What the stored Services hold of addresses and node ports.
    pub(crate) fn taken_by_services(&self) -> &Taken {
        &self.services
    }

    /// The pods that can be endpoints, by label.
    pub(crate) fn pods_by_label(&self) -> &PodsByLabel {
        self.by_label.get_or_init(|| Arc::new(PodsByLabel::of(self)))
    }

    /// Objects of a kind as they are now, shared.
    pub(crate) fn objects(&self, kind: &str) -> Objects {
        self.objects.get(kind).cloned().unwrap_or_default()
    }

    /// What the kubelet saw when it started the pod's containers.
    pub(crate) fn seen_at_start(&self, namespace: &str, name: &str) -> Option<&Seen> {
        self.started.get(&(namespace.into(), name.into()))
    }

    /// Stores an object in place of the one of its name.
    pub(crate) fn put(&mut self, object: Object) -> Arc<Object> {
        self.revision += 1;
        let key: Key = (object.namespace().into(), object.name().into());
        let kind = object.kind.kind;
        self.changed.insert(kind, self.revision);
        let object = Arc::new(object);
        let stored = Stored { traits: Traits::of(&object), object: object.clone() };
        let replaced = Arc::make_mut(self.objects.entry(kind).or_default()).insert(key, stored);
        self.follow(kind, replaced.map(|stored| stored.object).as_ref(), Some(&object));
        object
    }

    pub(crate) fn take(&mut self, name: &Name) -> Option<Arc<Object>> {
        self.revision += 1;
        let objects = self.objects.get_mut(name.kind)?;
        self.changed.insert(name.kind, self.revision);
        let gone = Arc::make_mut(objects).remove(&(name.namespace.clone(), name.name.clone()));
        let gone = gone.map(|stored| stored.object);
        self.follow(name.kind, gone.as_ref(), None);
        gone
    }

    /// Keeps what is derived from objects in step when one is stored, replaced or gone.
    fn follow(&mut self, kind: &str, gone: Option<&Arc<Object>>, stored: Option<&Arc<Object>>) {
        match kind {
            "Service" => {
                let held = Arc::make_mut(&mut self.services);
                gone.into_iter().for_each(|service| held.remove(service));
                stored.into_iter().for_each(|service| held.add(service));
            }
            "Pod" => {
                self.by_label.take();
                if !matches!((gone, stored), (Some(before), Some(after)) if scheduler::leaves_placement(before, after))
                {
                    self.changed.insert(POD_SPEC, self.revision);
                }
                self.follow_pod(gone, stored);
            }
            "Namespace" => {
                // Events live in the namespace of what they are about, and go with it.
                if let (Some(namespace), None) = (gone, stored) {
                    Arc::make_mut(&mut self.events).retain(|about, _| *about.namespace != *namespace.name());
                }
            }
            _ => {}
        }
    }

    /// Containers start when their pod becomes Running, and see the cluster of that moment for as long as they run.
    fn follow_pod(&mut self, gone: Option<&Arc<Object>>, stored: Option<&Arc<Object>>) {
        let key = |pod: &Object| -> Key { (pod.namespace().into(), pod.name().into()) };
        match (gone, stored) {
            (_, Some(pod)) if pod.status("phase").str() == "Running" => {
                let key = key(pod);
                if !self.started.get(&key).is_some_and(|seen| seen.is_of(pod)) {
                    let seen = Seen::now(self, pod);
                    Arc::make_mut(&mut self.started).insert(key, seen);
                }
            }
            (Some(pod), None) if self.started.contains_key(&key(pod)) => {
                Arc::make_mut(&mut self.started).remove(&key(pod));
            }
            _ => {}
        }
    }

    /// Events about one object, sorted.
    pub(crate) fn events_about<'a>(&'a self, about: &'a Name) -> impl Iterator<Item = &'a Event> {
        self.events.get(about).into_iter().flatten()
    }

    /// Adds an event; false when an equal one is there already. From the tenth on, events that differ in their message
    /// only become one (client-go `tools/record/events_cache.go`).
    pub(crate) fn record(&mut self, mut event: Event) -> bool {
        const ALONE: usize = 9;
        const COMBINED: &str = "(combined from similar events): ";
        let about_it = self.events.get(&event.about).map_or(&[][..], Vec::as_slice);
        let alike = |held: &&Event| (held.severity, held.reason, held.by) == (event.severity, event.reason, event.by);
        let (mut combined, mut single) = (0, 0);
        for held in about_it.iter().filter(alike) {
            if held.message == event.message {
                return false;
            }
            match held.message.starts_with(COMBINED) {
                true => combined += 1,
                false => single += 1,
            }
        }
        if single >= ALONE {
            if combined > 0 {
                return false;
            }
            event.message = format!("{COMBINED}{}", event.message).into();
        }
        let events = Arc::make_mut(&mut self.events);
        // Most objects have one event.
        let about_it = events.entry(event.about.clone()).or_insert_with(|| Vec::with_capacity(1));
        match about_it.binary_search(&event) {
            Ok(_) => false,
            Err(at) => {
                about_it.insert(at, event);
                true
            }
        }
    }

    /// A uid that no other object has.
    pub(crate) fn next_uid(&mut self) -> String {
        self.created += 1;
        let n = self.created;
        let z = mixed(n);
        let mut text = String::with_capacity(36);
        for (before, number, digits) in
            [("", z >> 32, 8), ("-", z >> 16, 4), ("-4", z, 3), ("-a", z >> 12, 3), ("-", n, 12)]
        {
            // As in `now`: without the formatting machinery.
            text.push_str(before);
            text.extend(
                (0..digits).rev().filter_map(|place| char::from_digit((number >> (place * 4) & 0xf) as u32, 16)),
            );
        }
        text
    }

    /// Five characters for a generated name, as apiserver `storage/names/generate.go` draws them.
    pub(crate) fn suffix(&mut self) -> String {
        self.created += 1;
        suffix(self.created)
    }

    /// Characters for a name that is made on the way to the next object.
    pub(crate) fn next_suffix(&self) -> String {
        suffix(self.created + 1)
    }

    /// How many objects of all kinds there are.
    pub(crate) fn objects_held(&self) -> usize {
        self.objects.values().map(|objects| objects.len()).sum()
    }

    /// Now, as RFC 3339: one second per write since the base cluster was made.
    pub(crate) fn now(&self) -> String {
        let seconds = self.revision;
        let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        let mut text = String::from("2026-01-");
        for (number, end) in [(1 + hours / 24 % 28, 'T'), (hours % 24, ':'), (minutes, ':'), (seconds, 'Z')] {
            // Two digits each; every write passes here, and the formatting machinery takes ten times as long.
            text.extend([number / 10, number % 10].map(|digit| char::from(b'0' + digit as u8)));
            text.push(end);
        }
        text
    }
}

fn suffix(counter: u64) -> String {
    const ALPHABET: &[u8; 27] = b"bcdfghjklmnpqrstvwxz2456789";
    let mut rest = mixed(counter);
    let mut draw = || {
        let letter = ALPHABET.get((rest % 27) as usize).copied().unwrap_or(b'x');
        rest /= 27;
        char::from(letter)
    };
    std::iter::repeat_with(&mut draw).take(5).collect()
}

/// Spreads a counter so that neighbours look unlike, as real uids do (splitmix64).
fn mixed(counter: u64) -> u64 {
    let mut z = counter.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
