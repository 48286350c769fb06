//! The shapes of the API's objects: strict typed decoding in Go's words, and what Go's types know of each field.
//!
//! Follows `sigs.k8s.io/json` (a case-sensitive fork of `encoding/json` that keeps unknown fields apart as strict
//! errors) and apimachinery `pkg/runtime/serializer/json`.

mod base64;
mod convert;
mod decode;
mod encode;
mod gvk;
mod internal;
mod near;
mod openapi;
mod time;
mod types;

pub(crate) use decode::{Problem, decode_struct};
pub(crate) use encode::encode;
pub use internal::{internal_json, internal_json_list};
pub use near::nearest_member;
pub(crate) use openapi::{check as check_openapi, check_item as check_openapi_item};
pub(crate) use types::{Field, Shape, Struct, TYPES, Type};

use crate::kinds::{Kind, OfKinds, of_kinds};
use crate::submit::status::Status;
use crate::value::Value;
use std::sync::LazyLock;

/// Decodes what a client sent as an object of the kind, strictly (`fieldValidation=Strict`): quantities become
/// canonical, nulls go. The refusal is a 400 in Go's words.
pub fn decode(kind: &Kind, sent: Value) -> Result<Value, Status> {
    let found = gvk::of_body(kind, &sent).map_err(Status::bad_request)?;
    let Some(shape) = struct_of(found) else {
        return Ok(sent);
    };
    decode_struct(shape, sent)
        .map_err(|problem| Status::bad_request(gvk::unhandled(found.kind, found.version, kind, &problem.words())))
}

/// The same for an object that a patch made: another decoder with other words (apimachinery `pkg/runtime/converter.go`).
pub(crate) fn convert(kind: &Kind, mut patched: Value) -> Result<Value, Problem> {
    let Some(shape) = struct_of(kind) else {
        return Ok(patched);
    };
    convert::check(shape, &mut patched)?;
    decode_struct(shape, patched)
}

/// What kubectl checks of an object before it sends it: that the metadata has the types of `ObjectMeta`
/// (`cli-runtime/pkg/resource/metadata_decoder.go`). Unknown fields pass.
pub(crate) fn decode_metadata(object: &Value) -> Result<(), Problem> {
    match decode::metadata_only(object) {
        Err(problem @ Problem::Type { .. }) => Err(problem),
        _ => Ok(()),
    }
}

/// The path of the value whose type makes the server refuse an object of the kind, if one does.
pub(crate) fn mismatch(kind: &Kind, sent: &Value) -> Option<String> {
    match decode_struct(struct_of(kind)?, sent.clone()) {
        Err(Problem::Type { at, .. }) => Some(at),
        _ => None,
    }
}

/// Go's word for the JSON type of a value: `string`, `number`, `object`, …
pub(crate) fn json_word(value: &Value) -> &'static str {
    decode::kind_of(&value.data)
}

/// The Go struct of a kind, if its types are known.
pub(crate) fn struct_of(kind: &Kind) -> Option<&'static Struct> {
    static OF_KINDS: OfKinds<&Struct> = LazyLock::new(|| of_kinds(find_struct));
    kind.pick(&OF_KINDS)
}

fn find_struct(kind: &Kind) -> Option<&'static Struct> {
    let group = match kind.group {
        "" => "core",
        group => group.split('.').next().unwrap_or(group),
    };
    let domain = match group {
        "apiextensions" => "k8s.io/apiextensions-apiserver/pkg/apis",
        "apiregistration" => "k8s.io/kube-aggregator/pkg/apis",
        _ => "k8s.io/api",
    };
    TYPES.find(&format!("{domain}/{group}/{}", kind.version), &format!("{}.{}", kind.version, kind.kind))
}

/// Whether two values of a Go struct such as `v1.PodSpec` mean the same: members that hold nothing count as absent
/// (`apiequality.Semantic.DeepEqual`).
pub(crate) fn same(name: &str, one: &Value, two: &Value) -> bool {
    let plain = |value: &Value| {
        let mut value = value.clone();
        if let Some(shape) = TYPES.named(name) {
            encode(shape, &mut value, |_| false);
        }
        value
    };
    one == two || plain(one) == plain(two)
}
