//! From a document to the objects that kubectl works on (`cli-runtime/pkg/resource`: visitor, mapper, metadata decoder).

use super::error::Error;
use super::last_applied;
use super::mapping::{self, Mapping};
use crate::kinds::{self, Kind};
use crate::schema;
use crate::value::place::place;
use crate::value::{Data, Origin, Value, json};
use crate::values::field::quote;

/// An object that kubectl is about to apply.
#[derive(Debug, Clone)]
pub(super) struct Info {
    /// Its kind.
    pub(super) kind: &'static Kind,
    /// The object of the text, its namespace filled in.
    pub(super) object: Value,
    /// The object as it is sent: with the annotation that remembers it.
    pub(super) sent: Value,
    /// Whether a member of it is null, at any depth.
    pub(super) holds_null: bool,
    /// Whether its apiVersion names a version.
    pub(super) versioned: bool,
    /// Where it goes; empty for cluster-scoped kinds.
    pub(super) namespace: String,
    /// Its name; may be empty.
    pub(super) name: String,
    /// The number of its document.
    pub(super) document: usize,
}

/// The checks before anything else (`kubectl/pkg/validation/schema.go`); the error ends the reading. Kinds that the
/// server validates itself need no more than apiVersion and kind; lists are checked here against the OpenAPI schema.
pub(super) fn precheck(document: &Value) -> Result<(), Error> {
    let mut errors = type_errors(document);
    if errors.is_empty() {
        let (api_version, kind) = (document.get("apiVersion").str(), document.get("kind").str());
        if (api_version, kind) == ("v1", "List") {
            errors = list_errors(document);
        } else {
            errors = schema::check_openapi(api_version, kind, document);
        }
    }
    match errors.as_slice() {
        [] => Ok(()),
        [one] => Err(invalid_data(one)),
        several => {
            let mut texts: Vec<&str> = Vec::new();
            for text in several {
                if !texts.contains(&text.as_str()) {
                    texts.push(text);
                }
            }
            match texts.as_slice() {
                [one] => Err(invalid_data(one)),
                texts => Err(invalid_data(&format!("[{}]", texts.join(", ")))),
            }
        }
    }
}

/// The apiVersion or kind that the checks before anything else stumble over, if it is there.
pub(super) fn culprit(document: &Value) -> Origin {
    let bad = |value: &&Value| !value.is_null() && value.as_str().is_none_or(|text| text.matches('/').count() > 1);
    let found = ["apiVersion", "kind"].map(|member| document.get(member)).into_iter().find(bad);
    found.and_then(|value| value.origin)
}

/// What is wrong with apiVersion and kind (`getObjectKind`).
fn type_errors(object: &Value) -> Vec<String> {
    if object.as_map().is_none() {
        return vec!["invalid object to validate".to_owned()];
    }
    let mut errors = Vec::new();
    for (member, unset, wrong) in [
        ("apiVersion", "apiVersion not set", "apiVersion isn't string type"),
        ("kind", "kind not set", "kind isn't string type"),
    ] {
        match object.get(member) {
            held if held.is_null() => errors.push(unset.to_owned()),
            held if held.as_str().is_none() => errors.push(wrong.to_owned()),
            held if member == "apiVersion" && held.str().matches('/').count() > 1 => {
                errors.push(format!("unexpected GroupVersion string: {}", held.str()));
            }
            _ => {}
        }
    }
    errors
}

/// A `v1 List`: each item against the schema of its own kind.
fn list_errors(list: &Value) -> Vec<String> {
    if !matches!(list.get("items").data, Data::List(_)) {
        return vec!["invalid object to validate".to_owned()];
    }
    let item = |item: &Value| match type_errors(item) {
        errors if errors.is_empty() => {
            schema::check_openapi_item(item.get("apiVersion").str(), item.get("kind").str(), item)
        }
        errors => errors,
    };
    list.get("items").list().iter().flat_map(item).collect()
}

/// The words of a failed validation on the client.
pub(super) fn invalid_data(what: &str) -> Error {
    Error::Plain(format!(
        "error validating \"STDIN\": error validating data: {what}; if you choose to ignore these errors, turn validation off with --validate=false"
    ))
}

/// Why a document, or an item of a list, gives no object.
#[derive(Debug)]
pub(super) struct Unread {
    /// kubectl's words.
    pub(super) error: Box<Error>,
    /// The value that is the matter, if one is.
    pub(super) at: Origin,
    /// Whether it is about an item: kubectl gathers the errors of a list's items.
    pub(super) is_item: bool,
}

impl Unread {
    fn new(words: String, at: Origin) -> Unread {
        Unread { error: Box::new(Error::Plain(words)), at, is_item: false }
    }

    fn of_item(words: String, at: Origin) -> Unread {
        Unread { is_item: true, ..Unread::new(words, at) }
    }
}

/// Makes the objects of a document: itself, or the items of anything that has a member `items`
/// (`unstructuredJSONScheme`, FlattenListVisitor). An error about one item leaves the others.
pub(super) fn from_document(document: Value, number: usize) -> Vec<Result<Info, Unread>> {
    match read(&document) {
        Err(unread) => vec![Err(unread)],
        Ok(Read::Object(mapped)) => vec![Ok(from_object(document, mapped, number))],
        Ok(Read::List(items)) => items.into_iter().map(|item| from_item(item, number)).collect(),
    }
}

/// What a document turned out to be.
enum Read {
    /// An object of that kind.
    Object(Mapping),
    /// A list with these items.
    List(Vec<Value>),
}

/// Decodes a document and finds its kind (`mapper.infoForData`).
fn read(document: &Value) -> Result<Read, Unread> {
    let kind = document.get("kind");
    let undecodable = |why: &str, at: Origin| Unread::new(format!("unable to decode \"STDIN\": {why}"), at);
    let listed = document.get("items");
    let is_list = document.has("items");
    let items = match is_list {
        true => items(document).map_err(|words| undecodable(&words, listed.origin))?,
        false => Vec::new(),
    };
    if kind.is_empty() {
        let why = format!("Object 'Kind' is missing in '{}'", json::to_string(document));
        return Err(undecodable(&why, kind.origin));
    }
    if let Err(problem) = schema::decode_metadata(document) {
        let at = problem.at().and_then(|at| place(document, at));
        return Err(undecodable(&problem.words(), at));
    }
    let api_version = document.get("apiVersion").str();
    let mapped = mapping::find(api_version, kind.str());
    let known = mapped.is_some() || is_list && mapping::is_list(api_version, kind.str());
    if !known {
        // A list has no name.
        let metadata = document.get("metadata");
        let [name, namespace] = ["name", "namespace"].map(|member| metadata.get(member).str());
        let [name, namespace] = [name, namespace].map(|text| quote(if is_list { "" } else { text }));
        let why = mapping::unmatched(api_version, kind.str());
        let words = format!(
            "resource mapping not found for name: {name} namespace: {namespace} from \"STDIN\": {why}\nensure CRDs are installed first"
        );
        return Err(Unread::new(words, kind.origin));
    }
    match (mapped, items.iter().find(|item| matches!(item.get("items").data, Data::List(_)))) {
        (Some(mapped), _) if !is_list => Ok(Read::Object(mapped)),
        (_, Some(nested)) => {
            let words = "*unstructured.Unstructured is not a list: no Items field in this object".to_owned();
            Err(Unread::new(words, nested.get("items").origin))
        }
        (_, None) => Ok(Read::List(items)),
    }
}

/// The items of a list; those that say nothing of their kind are of the list's kind.
fn items(list: &Value) -> Result<Vec<Value>, String> {
    let held: &[Value] = match &list.get("items").data {
        Data::List(held) => held,
        Data::Null => &[],
        _ => {
            let what = schema::json_word(list.get("items"));
            return Err(format!(
                "json: cannot unmarshal {what} into Go struct field decodeList.items of type []json.RawMessage"
            ));
        }
    };
    let item_kind = list.get("kind").str().trim_end_matches("List");
    let mut items = Vec::with_capacity(held.len());
    for item in held {
        let mut item = item.clone();
        if item.as_map().is_none() && !item.is_null() {
            let what = schema::json_word(&item);
            return Err(format!("json: cannot unmarshal {what} into Go value of type map[string]interface {{}}"));
        }
        if item.get("kind").str().is_empty() && item.get("apiVersion").str().is_empty() {
            item.set("kind", item_kind);
            item.set("apiVersion", list.get("apiVersion").clone());
        }
        items.push(item);
    }
    Ok(items)
}

/// An item needs a kind and a version of its own (`unstructuredObjectTyper`).
fn from_item(item: Value, number: usize) -> Result<Info, Unread> {
    let untyped = |member: &str, what: &str| {
        let words = format!(
            "unable to get type info from the object \"*unstructured.Unstructured\": Object '{member}' is missing in '{what}'"
        );
        Err(Unread::of_item(words, item.origin))
    };
    let api_version = item.get("apiVersion").str();
    let (_, version) = kinds::split_api_version(api_version);
    // An apiVersion that cannot be read takes the kind with it.
    if item.get("kind").str().is_empty() || version.contains('/') {
        return untyped("Kind", "object has no kind field ");
    }
    if version.is_empty() {
        return untyped("apiVersion", "object has no apiVersion field");
    }
    match mapping::find(api_version, item.get("kind").str()) {
        Some(mapped) => Ok(from_object(item, mapped, number)),
        None => {
            let words = format!("unable to recognize {}", mapping::unmatched(api_version, item.get("kind").str()));
            Err(Unread::of_item(words, item.get("kind").origin))
        }
    }
}

fn from_object(mut object: Value, mapped: Mapping, number: usize) -> Info {
    let metadata = object.get("metadata");
    let (name, namespace) = (metadata.get("name").str().to_owned(), metadata.get("namespace").str().to_owned());
    let kind = mapped.kind;
    let namespace = match (kind.namespaced, namespace.as_str()) {
        (false, _) => String::new(),
        (true, "") => {
            // Metadata that is no map stays as it is; the server says so.
            if metadata.as_map().is_some() || metadata.is_null() {
                object.entry("metadata").set("namespace", "default");
            }
            "default".to_owned()
        }
        (true, _) => namespace,
    };
    let sent = last_applied::with_annotation(&object);
    Info {
        kind,
        object,
        holds_null: holds_null(&sent),
        sent,
        versioned: mapped.versioned,
        namespace,
        name,
        document: number,
    }
}

/// Whether a member is null at any depth.
fn holds_null(value: &Value) -> bool {
    match &value.data {
        Data::Map(members) => members.values().any(|member| member.is_null() || holds_null(member)),
        Data::List(items) => items.iter().any(holds_null),
        _ => false,
    }
}
