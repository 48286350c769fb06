//! Do the tables of Go types say the same as the OpenAPI schema of the same Kubernetes? Field by field, for every
//! struct that a kind can reach.

mod roots;

use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// The tables, as the simulator reads them.
const TABLES: [&str; 2] = [
    include_str!("../../server/simulator/src/schema/go-types.tsv"),
    include_str!("../../server/simulator/src/schema/other-types.tsv"),
];

/// Definitions that decode themselves; the tables know them by name alone.
const SCALARS: &[&str] = &[
    "io.k8s.apimachinery.pkg.api.resource.Quantity",
    "io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1",
    "io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime",
    "io.k8s.apimachinery.pkg.apis.meta.v1.Time",
    "io.k8s.apimachinery.pkg.runtime.RawExtension",
    "io.k8s.apimachinery.pkg.util.intstr.IntOrString",
];

#[test]
fn the_tables_have_the_fields_of_the_published_api() {
    let structs = read();
    let definitions = roots::definitions();
    let mut differences = Vec::new();
    for (name, schema) in &definitions {
        let Some(properties) = schema["properties"].as_object() else { continue };
        if SCALARS.contains(&name.as_str()) {
            continue;
        }
        match structs.get(name) {
            None => differences.push(format!("{name}: not in the tables")),
            Some(_) => compare(name, properties, &members(&structs, name), &mut differences),
        }
    }
    assert!(definitions.len() > 300, "only {} definitions", definitions.len());
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

/// JSON members and what they take, by definition name; embedded structs still as `""`.
type Structs = BTreeMap<String, Vec<(String, String)>>;

fn read() -> Structs {
    let mut structs = Structs::new();
    let rows = TABLES.iter().flat_map(|table| table.lines().skip(1)).map(|line| line.split('\t').collect::<Vec<_>>());
    for row in rows.clone().filter(|row| row[0].starts_with("k8s.io/api") || row[0].starts_with("k8s.io/kube-")) {
        let json = row[3].split(',').next().unwrap_or_default();
        structs.entry(definition(row[0], row[1])).or_default().push((json.to_owned(), row[4].replace('*', "")));
    }
    structs
}

/// `io.k8s.api.core.v1.Container` for package `k8s.io/api/core/v1` and struct `v1.Container`.
fn definition(package: &str, name: &str) -> String {
    let package = package.replacen("k8s.io", "io.k8s", 1).replace('/', ".");
    format!("{package}.{}", name.rsplit('.').next().unwrap_or(name))
}

/// The members of a struct, those of embedded ones among them.
fn members(structs: &Structs, name: &str) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for (json, ty) in structs.get(name).into_iter().flatten() {
        match json.as_str() {
            "-" => {}
            "" => {
                let inner = ty.rsplit('.').next().unwrap_or(ty);
                let found = structs.keys().find(|held| held.rsplit('.').next() == Some(inner));
                all.extend(found.map(|found| members(structs, found)).unwrap_or_default());
            }
            json => {
                all.insert(json.to_owned(), ty.clone());
            }
        }
    }
    all
}

fn compare(name: &str, published: &Map<String, Value>, ours: &BTreeMap<String, String>, out: &mut Vec<String>) {
    let keys: BTreeSet<&str> = published.keys().chain(ours.keys()).map(String::as_str).collect();
    for key in keys {
        match (published.get(key), ours.get(key)) {
            (Some(schema), Some(ty)) if !fits(schema, ty) => {
                out.push(format!("{name}.{key}: {ty}, published as {schema}"))
            }
            (Some(_), None) => out.push(format!("{name}.{key}: not in the tables")),
            (None, Some(_)) => out.push(format!("{name}.{key}: not published")),
            _ => {}
        }
    }
}

/// Whether a Go type takes what the schema describes.
fn fits(schema: &Value, ty: &str) -> bool {
    if let Some(reference) = schema["$ref"].as_str().or_else(|| schema["allOf"][0]["$ref"].as_str()) {
        let name = reference.rsplit('.').next().unwrap_or(reference);
        return ty.rsplit('.').next() == Some(name) || ty == "runtime.RawExtension";
    }
    match schema["type"].as_str() {
        Some("boolean") => ty == "bool",
        Some("number") => ty == "float64",
        Some("integer") => schema["format"].as_str().is_none_or(|format| ty == format),
        Some("string") => match schema["format"].as_str() {
            Some("byte") => ty == "[]uint8",
            _ => !ty.starts_with('[') && !ty.starts_with("map[") && !["bool", "int32", "int64"].contains(&ty),
        },
        Some("array") => match ty {
            // The one list that has a name of its own in the tables.
            "v1.ExtraValue" => fits(&schema["items"], "string"),
            _ => ty.strip_prefix("[]").is_some_and(|item| fits(&schema["items"], item)),
        },
        Some("object") => match ty.strip_prefix("map[").and_then(|rest| rest.split_once(']')) {
            Some((_, item)) => fits(&schema["additionalProperties"], item),
            None => ty.ends_with("ResourceList") || ty == "runtime.RawExtension",
        },
        _ => ty == "runtime.RawExtension",
    }
}
