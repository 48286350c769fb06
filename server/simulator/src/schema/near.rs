//! The member that a misspelt one most likely means.

use super::types::{Shape, Struct, TYPES, Type};
use crate::kinds::Kind;

/// For the path of an unknown member as the server quotes it, such as `spec.ports[0].protocal`: the member of the same
/// object that is spelled most alike (`protocol`), if one is near enough to be meant.
pub fn nearest_member(kind: &Kind, path: &str) -> Option<&'static str> {
    let (parents, unknown) = path.rsplit_once('.').unwrap_or(("", path));
    let mut shape = super::struct_of(kind)?;
    for parent in parents.split('.').filter(|parent| !parent.is_empty()) {
        let name = parent.split('[').next().unwrap_or(parent);
        shape = struct_within(&shape.member(&TYPES, name)?.0.ty)?;
    }
    // A third of the letters may differ: "protocal" means protocol, "spec" does not mean name.
    let is_near = |(distance, name): &(usize, &str)| distance * 3 <= name.len().min(unknown.len());
    shape.members().map(|name| (distance(name, unknown), name)).filter(is_near).min().map(|(_, name)| name)
}

/// The struct of a type, or of its items or values.
fn struct_within(ty: &Type) -> Option<&'static Struct> {
    match &ty.shape {
        Shape::Struct(number) => TYPES.by_number(*number),
        Shape::List(inner) | Shape::Map(inner) => struct_within(inner),
        _ => None,
    }
}

/// How many letters to add, drop, change or swap with their neighbour; upper and lower case are alike.
fn distance(one: &str, other: &str) -> usize {
    let one: Vec<char> = one.chars().map(|letter| letter.to_ascii_lowercase()).collect();
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=one.len()).collect();
    let mut above = None;
    for (row, letter) in other.chars().map(|letter| letter.to_ascii_lowercase()).enumerate() {
        let mut next = vec![row + 1];
        for (column, held) in one.iter().enumerate() {
            let at = |line: &[usize], place: usize| line.get(place).copied().unwrap_or(usize::MAX / 2);
            let changed = at(&last, column) + usize::from(*held != letter);
            let mut best = changed.min(at(&last, column + 1) + 1).min(at(&next, column) + 1);
            let swapped = above == Some(*held) && column > 0 && one.get(column - 1) == Some(&letter);
            if swapped {
                best = best.min(at(&before, column - 1) + 1);
            }
            next.push(best);
        }
        above = Some(letter);
        before = std::mem::replace(&mut last, next);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{distance, nearest_member};
    use crate::kinds;

    fn check(kind: &str, path: &str, wanted: Option<&str>) {
        let kind = kinds::all().iter().find(|known| known.kind == kind).unwrap();
        assert_eq!(nearest_member(kind, path), wanted, "{path}");
    }

    #[test]
    fn a_misspelt_member_means_the_nearest_of_its_object() {
        check("Service", "spec.ports[0].protocal", Some("protocol"));
        check("Service", "spec.ports[0].targetport", Some("targetPort"));
        check("Service", "spec.ports[1].ports", Some("port"));
        check("Service", "sepc", Some("spec"));
        check("Pod", "spec.containers[0].imagePullPolicies", Some("imagePullPolicy"));
        check("PersistentVolume", "metadata.spec", None);
        check("Service", "spec.nonsense.protocal", None);
    }

    #[test]
    fn distances_count_letters() {
        assert_eq!(distance("protocol", "protocal"), 1);
        assert_eq!(distance("spec", "sepc"), 1);
        assert_eq!(distance("a", ""), 1);
        assert_eq!(distance("Port", "port"), 0);
    }
}
