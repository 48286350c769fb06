//! How the server finds out the kind of a body (apimachinery `pkg/runtime/serializer/json/meta.go`): with Go's standard
//! decoder, which ignores case, so that `apiversion` counts as well and the one that stands later in the text wins.

use crate::kinds::{self, Kind};
use crate::value::{Data, Value, json};
use crate::values::field::quote;

/// Bytes of the body that a refusal quotes.
const QUOTED: usize = 30;

/// Finds the kind of a body sent to where `expected` lives. The error is the refusal's whole message.
pub(super) fn of_body(expected: &Kind, body: &Value) -> Result<&'static Kind, String> {
    let (mut api_version, mut kind) = ("", "");
    let mut wrong = None;
    for (key, value) in body.members() {
        let (place, name) = match key.to_lowercase().as_str() {
            "apiversion" => (&mut api_version, "apiVersion"),
            "kind" => (&mut kind, "kind"),
            _ => continue,
        };
        match &value.data {
            Data::String(text) => *place = text,
            Data::Null => {}
            data => {
                let what = super::decode::kind_of(data);
                wrong.get_or_insert_with(|| {
                    format!("json: cannot unmarshal {what} into Go struct field .{name} of type string")
                });
            }
        }
    }
    if let Some(words) = wrong {
        return Err(unrecognized(expected, body, &format!("couldn't get version/kind; json parse error: {words}")));
    }
    if api_version.matches('/').count() > 1 {
        return Err(unrecognized(expected, body, &format!("unexpected GroupVersion string: {api_version}")));
    }
    let (group, version) = kinds::split_api_version(api_version);
    kinds::by_gvk(group, version, kind).ok_or_else(|| {
        let why = format!(
            "no kind {} is registered for version {} in scheme \"pkg/runtime/scheme.go:111\"",
            quote(kind),
            quote(api_version.strip_prefix('/').unwrap_or(api_version))
        );
        unhandled(kind, version, expected, &why)
    })
}

/// The words around an error of decoding (`transformDecodeError`).
pub(super) fn unhandled(kind: &str, version: &str, expected: &Kind, why: &str) -> String {
    let version = quote(version);
    format!("{kind} in version {version} cannot be handled as a {}: {why}", expected.kind)
}

fn unrecognized(expected: &Kind, body: &Value, why: &str) -> String {
    let text = json::to_string(body);
    let quoted = match text.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{} ...", &text[..end]),
        None => text,
    };
    format!("the object provided is unrecognized (must be of type {}): {why} ({quoted})", expected.kind)
}
