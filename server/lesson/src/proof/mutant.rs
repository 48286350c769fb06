//! Mutants of the solution: each thing that a check is about is dropped, renamed, or set to a neighbour's value.

use super::Mutants;
use super::neighbour::{neighbour, renamed};
use crate::check::{Expectation, Target};
use crate::grade::check_text;
use crate::language::Language;
use crate::lesson::Lesson;
use crate::object::ObjectRef;
use manifest::Budget;
use serde_json::{Map, Value};
use simulator::kinds::Kind;
use std::collections::BTreeSet;

/// A text and what is different in it.
struct Mutant {
    what: String,
    documents: Vec<Value>,
}

/// Makes all mutants and lets the checks look at them.
pub(super) fn run(lesson: &Lesson) -> Mutants {
    let solution = documents(&lesson.solution);
    let cluster = lesson.cluster.as_deref().map(documents).unwrap_or_default();
    let wanted = state(lesson, &solution);
    let mut tried = BTreeSet::from([text(&solution)]);
    let mut result = Mutants::default();
    for mutant in mutants(lesson, &solution, &cluster) {
        let text = text(&mutant.documents);
        if !tried.insert(text.clone()) {
            continue;
        }
        let report = check_text(lesson, &text, Language::En);
        // A mutant is written as JSON, so the number of edited lines says nothing about it.
        let counts =
            |id: &str| lesson.check(id).is_some_and(|check| !matches!(check.expectation, Expectation::Edits(_)));
        if report.checks.iter().any(|check| !check.is_met() && counts(&check.id)) {
            result.killed += 1;
        } else if state(lesson, &mutant.documents) == wanted {
            result.same += 1;
        } else {
            result.survivors.push(mutant.what);
        }
    }
    result
}

fn mutants(lesson: &Lesson, solution: &[Value], cluster: &[Value]) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    for check in &lesson.checks {
        for target in check.expectation.targets() {
            match target {
                Target::Part { object, pointers } => {
                    let Some(index) = solution.iter().position(|document| is(document, &object)) else { continue };
                    for pointer in &pointers {
                        part(solution, index, &object, pointer, cluster, &mut mutants);
                    }
                }
                Target::Every { kind, pointers } => {
                    for (index, object) in
                        solution.iter().enumerate().filter_map(|(at, held)| Some((at, of(held, kind)?)))
                    {
                        for pointer in &pointers {
                            part(solution, index, &object, pointer, cluster, &mut mutants);
                        }
                    }
                }
                Target::Guarded(object) => mutants.extend(guarded(solution, &object, cluster)),
            }
        }
    }
    mutants
}

/// Changes what stands at a pointer of one document.
fn part(
    solution: &[Value],
    index: usize,
    object: &ObjectRef,
    pointer: &str,
    cluster: &[Value],
    mutants: &mut Vec<Mutant>,
) {
    let Some(document) = solution.get(index) else { return };
    let with = |document: Value| {
        let mut documents = solution.to_vec();
        if let Some(place) = documents.get_mut(index) {
            *place = document;
        }
        documents
    };
    if pointer.is_empty() {
        let mut documents = solution.to_vec();
        documents.remove(index);
        mutants.push(Mutant { what: format!("{object} dropped"), documents });
        let mut other = document.clone();
        if let Some(name) = other.pointer_mut("/metadata/name") {
            *name = Value::String(format!("{}-x", object.name));
        }
        mutants.push(Mutant { what: format!("{object} renamed"), documents: with(other) });
        return;
    }
    for pointer in expand(document, pointer) {
        let Some((parent, key)) = pointer.rsplit_once('/') else { continue };
        let Some(value) = document.pointer(&pointer) else { continue };
        let mut push = |what: &str, change: &dyn Fn(&mut Value)| {
            let mut other = document.clone();
            if let Some(parent) = other.pointer_mut(parent) {
                change(parent);
                mutants.push(Mutant { what: format!("{object} {pointer} {what}"), documents: with(other) });
            }
        };
        push("dropped", &|parent| drop(take(parent, key)));
        // Labels are the author's own words: their keys can be mistaken as well as their values.
        if parent.ends_with("/selector") || parent.ends_with("/matchLabels") {
            push("renamed", &|parent| {
                if let (Some(value), Some(map)) = (take(parent, key), parent.as_object_mut()) {
                    map.insert(format!("{key}-x"), value);
                }
            });
        } else if let Some(other) = renamed(key, value) {
            push("renamed", &|parent| put(parent, key, other.clone()));
        }
        if let Some(other) = neighbour(key, value, solution, cluster) {
            push(&format!("set to {other}"), &|parent| put(parent, key, other.clone()));
        }
    }
}

/// Adds a changed copy of an object that the learner should leave alone.
fn guarded(solution: &[Value], object: &ObjectRef, cluster: &[Value]) -> Option<Mutant> {
    let mut copy = cluster.iter().find(|document| is(document, object))?.clone();
    let metadata = copy.get_mut("metadata")?.as_object_mut()?;
    let labels = metadata.entry("labels").or_insert_with(|| Value::Object(Map::new()));
    labels.as_object_mut()?.insert("mutant".into(), Value::String("x".into()));
    let mut documents = solution.to_vec();
    documents.push(copy);
    Some(Mutant { what: format!("{object} changed"), documents })
}

fn take(parent: &mut Value, key: &str) -> Option<Value> {
    match parent {
        Value::Object(map) => map.remove(key),
        Value::Array(items) => {
            let index = key.parse::<usize>().ok().filter(|index| *index < items.len())?;
            Some(items.remove(index))
        }
        _ => None,
    }
}

fn put(parent: &mut Value, key: &str, value: Value) {
    let place = match parent {
        Value::Object(map) => map.get_mut(key),
        Value::Array(items) => key.parse::<usize>().ok().and_then(|index| items.get_mut(index)),
        _ => None,
    };
    if let Some(place) = place {
        *place = value;
    }
}

/// The pointers that exist when every `*` is each member or item.
fn expand(document: &Value, pointer: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    for part in pointer.split('/').skip(1) {
        let mut next = Vec::new();
        for base in found {
            let value = document.pointer(&base);
            let keys: Vec<String> = match (part, value) {
                ("*", Some(Value::Object(map))) => map.keys().map(|key| escape(key)).collect(),
                ("*", Some(Value::Array(items))) => (0..items.len()).map(|index| index.to_string()).collect(),
                _ => vec![part.to_owned()],
            };
            next.extend(
                keys.into_iter().map(|key| format!("{base}/{key}")).filter(|path| document.pointer(path).is_some()),
            );
        }
        found = next;
    }
    found
}

fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// The object of that kind which a document describes.
fn of(document: &Value, kind: &'static Kind) -> Option<ObjectRef> {
    let text = |pointer: &str| document.pointer(pointer).and_then(Value::as_str);
    let name = text("/metadata/name").filter(|_| text("/kind") == Some(kind.kind))?;
    let namespace = text("/metadata/namespace").unwrap_or("default");
    Some(ObjectRef::of(kind, &format!("{namespace}/{name}")))
}

fn is(document: &Value, object: &ObjectRef) -> bool {
    of(document, object.kind).as_ref() == Some(object)
}

fn documents(text: &str) -> Vec<Value> {
    let reading = manifest::read(text.as_bytes(), &Budget::default());
    let value = |document: &manifest::Document| {
        serde_json::to_value(simulator::value::Value::from_node(&document.root, 0)).unwrap_or_default()
    };
    reading.documents.iter().map(value).collect()
}

fn text(documents: &[Value]) -> String {
    documents.iter().map(Value::to_string).collect::<Vec<_>>().join("\n---\n")
}

/// The cluster at the end, without what tells two equal ones apart: identities, times and the applied text.
fn state(lesson: &Lesson, documents: &[Value]) -> Vec<Value> {
    let report = check_text(lesson, &text(documents), Language::En);
    let snapshot = simulator::snapshot(report.run.after());
    let mut objects: Vec<Value> =
        snapshot.objects.values().flatten().filter_map(|object| serde_json::to_value(object).ok()).collect();
    for object in &mut objects {
        let Some(metadata) = object.get_mut("metadata").and_then(Value::as_object_mut) else { continue };
        for member in ["uid", "resourceVersion", "creationTimestamp", "generation", "managedFields"] {
            metadata.remove(member);
        }
        if let Some(annotations) = metadata.get_mut("annotations").and_then(Value::as_object_mut) {
            annotations.remove("kubectl.kubernetes.io/last-applied-configuration");
        }
    }
    objects
}
