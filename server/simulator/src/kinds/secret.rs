//! Secret: defaults, validation, update rules (`pkg/apis/core/validation`).

use super::Rules;
use super::config_map::{MOST_BYTES, decoded_length, validate_frozen};
use crate::value::Value;
use crate::values::base64;
use crate::values::field::{Errors, Path};
use crate::values::metadata;
use crate::values::name::{config_map_key, dns1123_subdomain};

/// The rules of Secret.
pub static RULES: Rules = Rules { defaults, prepare, validate, validate_update, ..Rules::NONE };

/// `stringData` is only a way to write: its texts become `data`, encoded.
fn defaults(secret: &mut Value) {
    if let Some(texts) = secret.remove("stringData") {
        for (key, text) in texts.members() {
            let encoded = Value { data: Value::from(base64::encode(text.str().as_bytes())).data, origin: text.origin };
            secret.entry("data").set(key, encoded);
        }
    }
    if secret.get("type").is_empty() {
        secret.set("type", "Opaque");
    }
}

/// A type that an update leaves out stays.
fn prepare(new: &mut Value, old: Option<&Value>) {
    if let Some(old) = old.filter(|_| new.get("type").is_empty()) {
        new.set("type", old.get("type").clone());
    }
}

fn validate(secret: &Value, errors: &mut Errors) {
    metadata::validate(secret.get("metadata"), true, dns1123_subdomain, &Path::new("metadata"), errors);
    let (path, data) = (Path::new("data"), secret.get("data"));
    for (key, _) in data.members() {
        config_map_key(key).iter().for_each(|message| errors.invalid(&path.key(key), key, message));
    }
    if data.members().map(|(_, value)| decoded_length(value.str())).sum::<usize>() > MOST_BYTES {
        errors.too_long(&path, MOST_BYTES);
    }
    validate_type(secret, errors);
}

fn validate_update(new: &Value, old: &Value, errors: &mut Errors) {
    metadata::validate_update(new.get("metadata"), old.get("metadata"), &Path::new("metadata"), errors);
    if new.get("type") != old.get("type") {
        errors.invalid(&Path::new("type"), new.get("type"), "field is immutable");
    }
    validate_frozen(new, old, &["data"], errors);
    validate(new, errors);
}

/// What a Secret of a well-known type must hold.
fn validate_type(secret: &Value, errors: &mut Errors) {
    let (path, data) = (Path::new("data"), secret.get("data"));
    // Upstream wrote a format for a path by mistake.
    let odd = Path::new("data[%s]");
    match secret.get("type").str() {
        "kubernetes.io/service-account-token" => {
            let account = "kubernetes.io/service-account.name";
            if secret.at(&["metadata", "annotations", account]).is_empty() {
                errors.required(&Path::new("metadata").child("annotations").key(account), "");
            }
        }
        "kubernetes.io/dockercfg" => validate_json(data, ".dockercfg", errors),
        "kubernetes.io/dockerconfigjson" => validate_json(data, ".dockerconfigjson", errors),
        "kubernetes.io/basic-auth" if !data.has("username") && !data.has("password") => {
            errors.required(&odd.key("username"), "");
            errors.required(&odd.key("password"), "");
        }
        "kubernetes.io/ssh-auth" if data.get("ssh-privatekey").is_empty() => {
            errors.required(&odd.key("ssh-privatekey"), "");
        }
        "kubernetes.io/tls" => {
            for key in ["tls.crt", "tls.key"].into_iter().filter(|key| !data.has(key)) {
                errors.required(&path.key(key), "");
            }
        }
        _ => {}
    }
}

fn validate_json(data: &Value, key: &str, errors: &mut Errors) {
    let path = Path::new("data").key(key);
    if !data.has(key) {
        return errors.required(&path, "");
    }
    let bytes = base64::decode(data.get(key).str()).unwrap_or_default();
    if let Some(words) = json_trouble(&String::from_utf8_lossy(&bytes)) {
        errors.invalid(&path, "<secret contents redacted>", &words);
    }
}

/// What Go's decoder says of a text that is no JSON object; nothing when it is one.
fn json_trouble(text: &str) -> Option<String> {
    let kind = match serde_json::from_str::<serde_json::Value>(text) {
        Ok(serde_json::Value::Object(_) | serde_json::Value::Null) => return None,
        Ok(serde_json::Value::Array(_)) => "array",
        Ok(serde_json::Value::String(_)) => "string",
        Ok(serde_json::Value::Number(_)) => "number",
        Ok(serde_json::Value::Bool(_)) => "bool",
        Err(error) if error.is_eof() => return Some("unexpected end of JSON input".to_owned()),
        Err(error) => {
            let line = text.lines().nth(error.line().saturating_sub(1)).unwrap_or_default();
            let found = line.get(error.column().saturating_sub(1)..).and_then(|rest| rest.chars().next());
            let found = found.map_or_else(|| "'\\n'".to_owned(), |found| format!("'{found}'"));
            return Some(format!("invalid character {found} looking for beginning of value"));
        }
    };
    Some(format!("json: cannot unmarshal {kind} into Go value of type map[string]interface {{}}"))
}
