//! From a document to the objects that kubectl works on (`cli-runtime/pkg/resource`: visitor, mapper, metadata decoder).

use super::error::Error;
use super::mapping::{self, Mapping};
use crate::kinds::Kind;
use crate::schema;
use crate::value::{Value, json};

/// An object that kubectl is about to apply.
#[derive(Debug, Clone)]
pub(super) struct Info {
    /// Its kind.
    pub(super) kind: &'static Kind,
    /// The object as it is sent, its namespace filled in.
    pub(super) object: Value,
    /// Where it goes; empty for cluster-scoped kinds.
    pub(super) namespace: String,
    /// Its name; may be empty.
    pub(super) name: String,
    /// The number of its document.
    pub(super) document: usize,
}

/// The checks before anything else (`kubectl/pkg/validation/schema.go`, getObjectKind); the error ends the reading.
pub(super) fn precheck(document: &Value) -> Result<(), Error> {
    let mut errors: Vec<String> = Vec::new();
    if document.as_map().is_none() {
        errors.push("invalid object to validate".to_owned());
    } else {
        for (member, unset, wrong) in [
            ("apiVersion", "apiVersion not set", "apiVersion isn't string type"),
            ("kind", "kind not set", "kind isn't string type"),
        ] {
            match document.get(member) {
                held if held.is_null() => errors.push(unset.to_owned()),
                held if held.as_str().is_none() => errors.push(wrong.to_owned()),
                held if member == "apiVersion" && held.str().matches('/').count() > 1 => {
                    errors.push(format!("unexpected GroupVersion string: {}", held.str()));
                }
                _ => {}
            }
        }
    }
    if errors.is_empty() {
        return Ok(());
    }
    let list = match errors.as_slice() {
        [one] => one.clone(),
        several => format!("[{}]", several.join(", ")),
    };
    Err(invalid_data(&list))
}

/// The words of a failed validation on the client.
pub(super) fn invalid_data(what: &str) -> Error {
    Error::Plain(format!(
        "error validating \"STDIN\": error validating data: {what}; if you choose to ignore these errors, turn validation off with --validate=false"
    ))
}

/// Makes the objects of a document: itself, or the items of a list.
pub(super) fn from_document(document: &Value, number: usize) -> Result<Vec<Info>, Error> {
    let (api_version, kind) = (document.get("apiVersion").str(), document.get("kind").str());
    if kind.is_empty() {
        let text = json::to_string(document);
        return Err(undecodable(&format!("Object 'Kind' is missing in '{text}'")));
    }
    if !document.get("items").is_null() {
        let mut infos = Vec::new();
        for item in document.get("items").list() {
            infos.extend(from_document(item, number)?);
        }
        return Ok(infos);
    }
    check_metadata(document)?;
    let metadata = document.get("metadata");
    let (name, namespace) = (metadata.get("name").str(), metadata.get("namespace").str());
    let Mapping::Resource(kind) = mapping::find(api_version, kind) else {
        return Err(Error::Plain(format!(
            "resource mapping not found for name: \"{name}\" namespace: \"{namespace}\" from \"STDIN\": no matches for kind \"{kind}\" in version \"{api_version}\"\nensure CRDs are installed first"
        )));
    };
    let mut object = document.clone();
    let namespace = match (kind.namespaced, namespace) {
        (false, _) => String::new(),
        (true, "") => {
            object.entry("metadata").set("namespace", "default");
            "default".to_owned()
        }
        (true, namespace) => namespace.to_owned(),
    };
    Ok(vec![Info { kind, object, namespace, name: name.to_owned(), document: number }])
}

/// kubectl decodes the metadata into its Go type (`metadata_decoder.go`); unknown fields are left to the server.
fn check_metadata(document: &Value) -> Result<(), Error> {
    match schema::decode_metadata(document) {
        Ok(()) => Ok(()),
        Err(words) => Err(undecodable(&words)),
    }
}

fn undecodable(why: &str) -> Error {
    Error::Plain(format!("unable to decode \"STDIN\": {why}"))
}
