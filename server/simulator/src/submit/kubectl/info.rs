//! From a document to the objects that kubectl works on (`cli-runtime/pkg/resource`: visitor, mapper, metadata decoder).

use super::error::Error;
use super::mapping;
use crate::kinds::Kind;
use crate::schema;
use crate::value::place::place;
use crate::value::{Data, Origin, Value, json};
use crate::values::field::quote;

/// An object that kubectl is about to apply.
#[derive(Debug, Clone)]
pub(super) struct Info {
    /// Its kind.
    pub(super) kind: &'static Kind,
    /// The object as it is sent, its namespace filled in.
    pub(super) object: Value,
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
}

/// Makes the objects of a document: itself, or the items of anything that has a member `items`
/// (`unstructuredJSONScheme`, FlattenListVisitor). An error about one item leaves the others.
pub(super) fn from_document(document: Value, number: usize) -> Vec<Result<Info, Unread>> {
    let kind = document.get("kind").str();
    if kind.is_empty() {
        let text = json::to_string(&document);
        let error = undecodable(&format!("Object 'Kind' is missing in '{text}'"));
        return vec![Err(Unread { error: Box::new(error), at: document.get("kind").origin })];
    }
    let is_list = !document.get("items").is_null();
    if !is_list && let Err(problem) = schema::decode_metadata(&document) {
        let at = problem.at().and_then(|at| place(&document, at));
        return vec![Err(Unread { error: Box::new(undecodable(&problem.words())), at })];
    }
    let is_mapped = kind == "List" || mapping::find(document.get("apiVersion").str(), kind).is_some();
    if !is_list || !is_mapped {
        return vec![from_object(document, number)];
    }
    match items(&document) {
        Ok(items) => items.into_iter().map(|item| from_object(item, number)).collect(),
        Err(words) => vec![Err(Unread { error: Box::new(undecodable(&words)), at: document.get("items").origin })],
    }
}

/// The items of a list, those of lists inside it in their place at the end.
fn items(list: &Value) -> Result<Vec<Value>, String> {
    let mut items = Vec::new();
    let Data::List(held) = &list.get("items").data else {
        let what = schema::json_word(list.get("items"));
        return Err(format!(
            "json: cannot unmarshal {what} into Go struct field decodeList.items of type []json.RawMessage"
        ));
    };
    let item_kind = list.get("kind").str().trim_end_matches("List");
    for item in held.iter() {
        let mut item = item.clone();
        if item.as_map().is_none() {
            let what = schema::json_word(&item);
            return Err(format!("json: cannot unmarshal {what} into Go value of type map[string]interface {{}}"));
        }
        if item.get("kind").is_empty() && item.get("apiVersion").is_empty() {
            item.set("kind", item_kind);
            item.set("apiVersion", list.get("apiVersion").clone());
        }
        if item.get("kind").is_empty() {
            return Err(format!("Object 'Kind' is missing in '{}'", json::to_string(&item)));
        }
        match item.get("items").is_null() {
            true => items.push(item),
            false => items.extend(self::items(&item)?),
        }
    }
    Ok(items)
}

fn from_object(mut object: Value, number: usize) -> Result<Info, Unread> {
    let (api_version, kind) = (object.get("apiVersion").str(), object.get("kind").str());
    let metadata = object.get("metadata");
    let (name, namespace) = (metadata.get("name").str().to_owned(), metadata.get("namespace").str().to_owned());
    let Some(mapped) = mapping::find(api_version, kind) else {
        let [name, namespace, kind, api_version] = [&name, &namespace, kind, api_version].map(quote);
        let error = Error::Plain(format!(
            "resource mapping not found for name: {name} namespace: {namespace} from \"STDIN\": no matches for kind {kind} in version {api_version}\nensure CRDs are installed first"
        ));
        return Err(Unread { error: Box::new(error), at: object.get("kind").origin });
    };
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
    Ok(Info { kind, object, versioned: mapped.versioned, namespace, name, document: number })
}

fn undecodable(why: &str) -> Error {
    Error::Plain(format!("unable to decode \"STDIN\": {why}"))
}
