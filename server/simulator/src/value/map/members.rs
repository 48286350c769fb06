//! The list behind a map, and one byte of each key beside it: to see that a member is missing, which is what most looks
//! at an object find, takes one line of the processor's cache.

use crate::value::{Text, Value};
use std::cmp::Ordering;

/// Up to that many members are told apart by their marks; more are searched by halves.
const FEW: usize = WORDS * 8;

/// Marks are compared eight at a time.
const WORDS: usize = 3;

/// A word of eight equal bytes, times the byte.
const EACH: u64 = 0x0101_0101_0101_0101;

/// Members sorted by key.
#[derive(Debug, Clone, Default)]
pub(super) struct Members {
    /// [`mark`] of each of the first keys, the first one in the lowest byte.
    marks: [u64; WORDS],
    list: Vec<(Text, Value)>,
}

impl Members {
    /// From members that are sorted by key, each key once.
    pub(super) fn new(list: Vec<(Text, Value)>) -> Members {
        let mut members = Members { marks: [0; WORDS], list };
        members.mark_from(0);
        members
    }

    pub(super) fn list(&self) -> &[(Text, Value)] {
        &self.list
    }

    pub(super) fn into_list(self) -> Vec<(Text, Value)> {
        self.list
    }

    /// Where the member of that key stands. Inlined, so that the mark of a key that stands in the source is a constant.
    #[inline]
    pub(super) fn find(&self, key: &str) -> Option<usize> {
        self.find_marked(key, mark(key) * EACH)
    }

    #[inline(never)]
    fn find_marked(&self, key: &str, wanted: u64) -> Option<usize> {
        let list = self.list.as_slice();
        if list.len() > FEW {
            return list.binary_search_by(|(held, _)| order(held, key)).ok();
        }
        let mut first = 0;
        for marks in self.marks {
            // The lowest of the highest bits that are left belongs to a byte that is as wanted; further ones may.
            let differs = marks ^ wanted;
            let mut alike = differs.wrapping_sub(EACH) & !differs & (EACH << 7);
            while alike != 0 {
                let at = first + alike.trailing_zeros() as usize / 8;
                match list.get(at) {
                    Some((held, _)) if held.as_str() == key => return Some(at),
                    Some(_) => alike &= alike - 1,
                    None => return None,
                }
            }
            first += 8;
            if first >= list.len() {
                return None;
            }
        }
        None
    }

    pub(super) fn get(&self, key: &str) -> Option<&Value> {
        self.list.get(self.find(key)?).map(|(_, value)| value)
    }

    pub(super) fn value_mut(&mut self, at: usize) -> Option<&mut Value> {
        self.list.get_mut(at).map(|(_, value)| value)
    }

    pub(super) fn values_mut(&mut self) -> impl Iterator<Item = &mut Value> {
        self.list.iter_mut().map(|(_, value)| value)
    }

    /// Makes room for that many members more.
    pub(super) fn reserve(&mut self, more: usize) {
        self.list.reserve_exact(more);
    }

    /// Puts in a member that is not there yet; says where.
    pub(super) fn insert(&mut self, key: Text, value: Value) -> usize {
        let at = self.list.partition_point(|(held, _)| order(held, &key).is_lt());
        let mut pushed = mark(&key);
        self.list.insert(at, (key, value));
        let mut shift = at % 8 * 8;
        for word in self.marks.iter_mut().skip(at / 8) {
            let before = *word & ((1 << shift) - 1);
            let last = *word >> 56;
            *word = before | pushed << shift | (*word ^ before) << 8;
            (pushed, shift) = (last, 0);
        }
        at
    }

    pub(super) fn remove(&mut self, at: usize) -> Value {
        let (_, value) = self.list.remove(at);
        self.mark_from(at);
        value
    }

    pub(super) fn retain(&mut self, mut stays: impl FnMut(&Text, &mut Value) -> bool) {
        let before = self.list.len();
        self.list.retain_mut(|(key, value)| stays(key, value));
        if self.list.len() != before {
            self.mark_from(0);
        }
    }

    /// Marks the keys from a place on anew.
    fn mark_from(&mut self, at: usize) {
        for (place, (key, _)) in self.list.iter().enumerate().take(FEW).skip(at) {
            if let Some(word) = self.marks.get_mut(place / 8) {
                let shift = place % 8 * 8;
                *word = *word & !(0xff << shift) | mark(key) << shift;
            }
        }
    }
}

/// The order of strings; seen at once where two begin differently, as most keys do.
fn order(one: &str, other: &str) -> Ordering {
    let (first, others) = (one.as_bytes().first(), other.as_bytes().first());
    first.cmp(&others).then_with(|| one.cmp(other))
}

/// Tells most keys of one object apart: a byte of their lengths, first and last letters.
fn mark(key: &str) -> u64 {
    let (first, last) = match key.as_bytes() {
        [first, .., last] => (*first, *last),
        [only] => (*only, 0),
        [] => (0, 0),
    };
    u64::from((key.len() as u8).wrapping_mul(53) ^ first ^ last.rotate_left(3))
}
