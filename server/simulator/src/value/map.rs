//! The members of an object: one flat list sorted by key, shared until it changes.
//!
//! Objects of Kubernetes have few members, so looking through a list that lies together in memory is faster than
//! walking a tree, and takes a tenth of its room.

mod members;

use super::{Text, Value};
use members::Members;
use std::sync::Arc;

/// Members of a JSON object, sorted by key as Go's encoder writes maps. A clone shares them.
#[derive(Debug, Clone, Default)]
pub struct Map {
    members: Arc<Members>,
}

impl Map {
    /// No members.
    pub fn new() -> Map {
        Map::default()
    }

    /// How many members there are.
    pub fn len(&self) -> usize {
        self.members.list().len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.members.list().is_empty()
    }

    /// The member of that name.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.members.get(key)
    }

    /// Whether there is a member of that name.
    pub fn contains_key(&self, key: &str) -> bool {
        self.members.find(key).is_some()
    }

    /// The member of that name to change.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Value> {
        let at = self.members.find(key)?;
        Arc::make_mut(&mut self.members).value_mut(at)
    }

    /// The member of that name to change; made as null when missing.
    pub fn entry(&mut self, key: &str) -> &mut Value {
        let found = self.members.find(key);
        let members = Arc::make_mut(&mut self.members);
        let at = found.unwrap_or_else(|| members.insert(Text::new(key), Value::default()));
        match members.value_mut(at) {
            Some(value) => value,
            None => unreachable!("was found or inserted above"),
        }
    }

    /// Sets a member; gives back what was there.
    pub fn insert(&mut self, key: Text, value: Value) -> Option<Value> {
        match self.get_mut(&key) {
            Some(held) => Some(std::mem::replace(held, value)),
            None => {
                Arc::make_mut(&mut self.members).insert(key, value);
                None
            }
        }
    }

    /// Makes room for members that are to come, so that the list does not grow one by one.
    pub(crate) fn reserve(&mut self, more: usize) {
        Arc::make_mut(&mut self.members).reserve(more);
    }

    /// Takes a member out.
    pub fn remove(&mut self, key: &str) -> Option<Value> {
        let at = self.members.find(key)?;
        Some(Arc::make_mut(&mut self.members).remove(at))
    }

    /// Takes all members out.
    pub fn clear(&mut self) {
        *self = Map::default();
    }

    /// Keeps the members that `stays` says.
    pub fn retain(&mut self, stays: impl FnMut(&Text, &mut Value) -> bool) {
        Arc::make_mut(&mut self.members).retain(stays);
    }

    /// The members, sorted by key.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&Text, &Value)> + Clone {
        self.members.list().iter().map(borrowed as Borrowed<'_>)
    }

    /// The keys, sorted.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = &Text> + Clone {
        self.members.list().iter().map(|(key, _)| key)
    }

    /// The values, sorted by key.
    pub fn values(&self) -> impl ExactSizeIterator<Item = &Value> + Clone {
        self.members.list().iter().map(|(_, value)| value)
    }

    /// The values to change, sorted by key.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut Value> {
        Arc::make_mut(&mut self.members).values_mut()
    }

    /// Whether both have their members in common, so that they are equal without a look at them.
    pub(crate) fn shares_all(&self, other: &Map) -> bool {
        Arc::ptr_eq(&self.members, &other.members)
    }

    /// Whether another map holds the same members.
    pub(crate) fn is_shared(&self) -> bool {
        Arc::strong_count(&self.members) > 1
    }

    /// A map of members that are sorted by key, each key once.
    pub(crate) fn sorted(members: Vec<(Text, Value)>) -> Map {
        debug_assert!(members.is_sorted_by(|(one, _), (two, _)| one < two), "members are sorted by key");
        Map { members: Arc::new(Members::new(members)) }
    }
}

impl PartialEq for Map {
    fn eq(&self, other: &Map) -> bool {
        self.shares_all(other) || self.members.list() == other.members.list()
    }
}

impl FromIterator<(Text, Value)> for Map {
    /// Of several members with the same key the last one counts.
    fn from_iter<I: IntoIterator<Item = (Text, Value)>>(members: I) -> Map {
        let mut members: Vec<(Text, Value)> = members.into_iter().collect();
        if !members.is_sorted_by(|(one, _), (two, _)| one < two) {
            members.reverse();
            members.sort_by(|(one, _), (two, _)| one.cmp(two));
            members.dedup_by(|(one, _), (two, _)| one == two);
        }
        Map { members: Arc::new(Members::new(members)) }
    }
}

impl<const N: usize> From<[(Text, Value); N]> for Map {
    fn from(members: [(Text, Value); N]) -> Map {
        members.into_iter().collect()
    }
}

impl Extend<(Text, Value)> for Map {
    fn extend<I: IntoIterator<Item = (Text, Value)>>(&mut self, members: I) {
        for (key, value) in members {
            self.insert(key, value);
        }
    }
}

impl IntoIterator for Map {
    type Item = (Text, Value);
    type IntoIter = std::vec::IntoIter<(Text, Value)>;

    fn into_iter(self) -> Self::IntoIter {
        Arc::unwrap_or_clone(self.members).into_list().into_iter()
    }
}

type Borrowed<'a> = fn(&'a (Text, Value)) -> (&'a Text, &'a Value);

fn borrowed((key, value): &(Text, Value)) -> (&Text, &Value) {
    (key, value)
}

impl<'a> IntoIterator for &'a Map {
    type Item = (&'a Text, &'a Value);
    type IntoIter = std::iter::Map<std::slice::Iter<'a, (Text, Value)>, Borrowed<'a>>;

    fn into_iter(self) -> Self::IntoIter {
        self.members.list().iter().map(borrowed as Borrowed<'a>)
    }
}
