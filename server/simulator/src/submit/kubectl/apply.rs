//! `kubectl apply --validate=strict -f -`, client-side (`kubectl/pkg/cmd/apply/apply.go`).

use super::error::{self, Error};
use super::info::Info;
use super::path::{self, url, url_without_version};
use super::visit::{Visited, visit};
use super::{last_applied, printed, request, warnings};
use crate::cluster::Cluster;
use crate::kinds::Kind;
use crate::object::Object;
use crate::outcome::Kubectl;
use crate::schema;
use crate::submit::merge;
use crate::submit::server;
use crate::submit::status::Status;
use crate::value::{Data, Map, Origin, Value, json};
use crate::values::field::quote;
use manifest::Reading;
use std::sync::Arc;

/// How often a patch is sent again after a conflict (`maxPatchRetry`).
const RETRIES: usize = 5;

/// What a run of `kubectl apply` did.
#[derive(Debug, Default)]
pub(crate) struct Applied {
    /// What it printed and sent.
    pub(crate) kubectl: Kubectl,
    /// What became of each object, in the order in which they were tried.
    pub(crate) objects: Vec<Tried>,
}

/// One object that was tried, or a document from which no object came.
#[derive(Debug)]
pub(crate) struct Tried {
    /// The number of its document.
    pub(crate) document: usize,
    /// Kind, namespace and name, once kubectl knows them.
    pub(crate) target: Option<(&'static Kind, String, String)>,
    /// The object as kubectl sent it; of one that is stored its place and kind alone.
    pub(crate) sent: Value,
    /// What came of it.
    pub(crate) end: End,
    /// The value that kubectl stumbled over, if it was one.
    pub(crate) at: Origin,
    /// Texts of warnings that the server sent.
    pub(crate) warnings: Vec<String>,
}

/// What came of one object.
#[derive(Debug)]
pub(crate) enum End {
    /// `created`, `configured` or `unchanged`, and the object as it is stored.
    Stored(&'static str, Arc<Object>),
    /// kubectl itself refused it.
    Client(String),
    /// The server refused it.
    Server(Status),
}

/// Applies a text as it is read. kubectl reads the whole text before it sends an object; what is read does not depend
/// on the cluster, so nobody sees the difference.
pub(crate) fn apply(cluster: &mut Cluster, text: &str, step: u32, budget: &manifest::Budget) -> (Applied, Reading) {
    let mut applied = Applied::default();
    let (mut found, mut refused) = (0, Vec::new());
    let Visited { reading, unread, errors } = visit(text, step, budget, &mut |info| {
        found += 1;
        refused.extend(one(cluster, info, &mut applied).err());
    });
    applied.objects.splice(0..0, unread);
    // `Infos()` gives one error for all that the reading met.
    let read = match errors.len() {
        0 if found == 0 => Some(Error::Plain("no objects passed to apply".to_owned())),
        0 | 1 => errors.into_iter().next(),
        _ => Some(Error::Several(errors)),
    };
    let errors: Vec<Error> = read.into_iter().chain(refused).collect();
    applied.kubectl.stderr.extend(error::print(&errors));
    applied.kubectl.exit = i32::from(!errors.is_empty());
    (applied, reading)
}

/// Applies one object.
fn one(cluster: &mut Cluster, mut info: Info, applied: &mut Applied) -> Result<(), Error> {
    let mut tried = Tried {
        document: info.document,
        target: Some((info.kind, info.namespace.clone(), info.name.clone())),
        sent: Value::default(),
        end: End::Client(String::new()),
        at: None,
        warnings: Vec::new(),
    };
    let sent = std::mem::take(&mut info.sent);
    let outcome = attempt(cluster, &info, sent, applied, &mut tried);
    let outcome = match outcome {
        Ok((verb, object)) => {
            applied.kubectl.stdout.push(format!("{} {verb}", printed(info.kind, &info.name)));
            tried.end = End::Stored(verb, object);
            Ok(())
        }
        Err(error) => {
            if let Error::Plain(words) = &error {
                tried.end = End::Client(words.clone());
            }
            Err(error)
        }
    };
    tried.sent = match outcome {
        Ok(()) => place_and_kind(&info.object),
        Err(_) => info.object,
    };
    applied.objects.push(tried);
    outcome
}

/// All that anybody asks of the text of an object that is stored: where it stands, and its kind.
fn place_and_kind(object: &Value) -> Value {
    Value { origin: object.origin, ..[("kind", object.get("kind").clone())].into() }
}

fn attempt(cluster: &mut Cluster, info: &Info, sent: Value, applied: &mut Applied, tried: &mut Tried) -> Stored {
    let kind = info.kind;
    if info.name.is_empty() {
        let prefix = info.object.at(&["metadata", "generateName"]).str();
        if !prefix.is_empty() {
            return Err(Error::Plain(format!("from {prefix}: cannot use generate name with apply")));
        }
    }
    if let Some(why) = path::refused(&info.namespace, &info.name) {
        return Err(unretrievable(info, &why));
    }
    warn(&server::deprecation(kind).into_iter().collect::<Vec<_>>(), applied, tried);
    if info.versioned && !kind.can("get") {
        let status = Status::method_not_allowed();
        tried.end = End::Server(status.clone());
        let verb = format!("retrieving current configuration of:\n{}\nfrom server for:", described(info));
        return Err(Error::refused(&verb, kind, &info.name, status));
    }
    match cluster.get(kind.kind, &info.namespace, &info.name).filter(|_| info.versioned).cloned() {
        None => create(cluster, info, sent, applied, tried),
        Some(current) => update(cluster, info, &sent, current, applied, tried),
    }
}

type Stored = Result<(&'static str, Arc<Object>), Error>;

fn create(cluster: &mut Cluster, info: &Info, mut sent: Value, applied: &mut Applied, tried: &mut Tried) -> Stored {
    let kind = info.kind;
    if info.holds_null {
        prune_nulls(&mut sent);
    }
    // `Helper.Create` takes a version out that the text may have from `kubectl get -o yaml`.
    sent.entry("metadata").remove("resourceVersion");
    let (path, answer) = match info.versioned {
        false => (url_without_version(kind, &info.namespace), Err(Status::no_such_resource())),
        true if !kind.can("create") => (url(kind, &info.namespace, None), Err(Status::method_not_allowed())),
        true => (url(kind, &info.namespace, None), server::create(cluster, kind, &info.namespace, sent)),
    };
    applied.kubectl.requests.push(request("POST", path, 201, kind, &answer));
    warn(&warnings(kind, &answer), applied, tried);
    match answer {
        Ok(written) => Ok(("created", written.object)),
        Err(status) => {
            tried.end = End::Server(status.clone());
            Err(Error::refused("creating", kind, &info.name, status))
        }
    }
}

fn update(
    cluster: &mut Cluster,
    info: &Info,
    sent: &Value,
    current: Arc<Object>,
    applied: &mut Applied,
    tried: &mut Tried,
) -> Stored {
    let kind = info.kind;
    if !current.meta("annotations").has(last_applied::ANNOTATION) {
        applied.kubectl.stderr.push(last_applied::missing(&format!("{}/{}", kind.plural, info.name)));
    }
    let patch = patch(info, sent, &current, applied)?;
    if current.is_terminating() {
        applied
            .kubectl
            .stderr
            .push(format!("Warning: Detected changes to resource {} which is currently being deleted.", info.name));
    }
    if patch.is_empty() {
        return Ok(("unchanged", current));
    }
    let path = url(kind, &info.namespace, Some(&info.name));
    let mut answer = Err(Status::no_such_resource());
    for _ in 0..=RETRIES {
        answer = server::patch(cluster, &current, patch.clone());
        applied.kubectl.requests.push(request("PATCH", path.clone(), 200, kind, &answer));
        warn(&warnings(kind, &answer), applied, tried);
        if !matches!(&answer, Err(status) if status.reason == "Conflict") {
            break;
        }
    }
    answer.map(|written| ("configured", written.object)).map_err(|status| {
        tried.end = End::Server(status.clone());
        let patch = json::to_string(&Value::from(patch));
        let verb = format!("applying patch:\n{patch}\nto:\n{}\nfor:", described(info));
        Error::refused_patch(&verb, kind, &info.name, status)
    })
}

/// The patch that kubectl sends. Nulls in it come from the text, or say that something goes.
fn patch(info: &Info, sent: &Value, current: &Object, applied: &mut Applied) -> Result<Map, Error> {
    let original = last_applied::read(current);
    let (nothing, map) = (Map::new(), |value: &Value| value.as_map().cloned());
    let original_map = map(&original).unwrap_or_else(|| nothing.clone());
    let modified = map(sent).unwrap_or_else(|| nothing.clone());
    let held = map(&current.value).unwrap_or(nothing);
    merge::three_way(schema::struct_of(info.kind), &original_map, &modified, &held).map_err(|words| {
        // The same work is tried with the types of both OpenAPI versions before the built-in ones.
        for version in ["openapi v3", "openapi"] {
            let line = format!("warning: error calculating patch from {version} spec: {words}");
            applied.kubectl.stderr.push(line);
        }
        let texts = [&original, sent, &current.value].map(json::to_string);
        let [original, modified, current] = texts;
        let verb = format!("applying patch:\n\nto:\n{}\nfor:", described(info));
        Error::Plain(format!(
            "error when {verb} \"STDIN\": error when patching \"STDIN\": creating patch with:\noriginal:\n{original}\nmodified:\n{modified}\ncurrent:\n{current}\nfor: {words}"
        ))
    })
}

/// Prints warnings, each text once in a run (`rest.NewWarningWriter` with Deduplicate).
fn warn(warnings: &[&str], applied: &mut Applied, tried: &mut Tried) {
    for text in warnings {
        let line = format!("Warning: {text}");
        if !applied.kubectl.stderr.contains(&line) {
            applied.kubectl.stderr.push(line);
        }
        if !tried.warnings.iter().any(|held| held == text) {
            tried.warnings.push((*text).to_owned());
        }
    }
}

fn unretrievable(info: &Info, why: &str) -> Error {
    Error::Plain(format!(
        "error when retrieving current configuration of:\n{}\nfrom server for: \"STDIN\": {why}",
        described(info)
    ))
}

/// `Info.String()`.
fn described(info: &Info) -> String {
    let Kind { group, version, plural, .. } = info.kind;
    let kind = info.object.get("kind").str();
    format!(
        "Resource: \"{group}/{version}, Resource={plural}\", GroupVersionKind: \"{group}/{version}, Kind={kind}\"\nName: {}, Namespace: {}",
        quote(&info.name),
        quote(&info.namespace)
    )
}

/// Drops members that are null, at every depth (`pruneNullsFromMap`).
fn prune_nulls(value: &mut Value) {
    match &mut value.data {
        Data::Map(members) => {
            members.retain(|_, member| !member.is_null());
            members.values_mut().for_each(prune_nulls);
        }
        Data::List(items) => Arc::make_mut(items).iter_mut().for_each(prune_nulls),
        _ => {}
    }
}
