//! ConfigMap: validation, update rules (`pkg/apis/core/validation`).

use super::Rules;
use crate::value::Value;
use crate::values::field::{Errors, Path};
use crate::values::metadata;
use crate::values::name::{config_map_key, dns1123_subdomain};

/// The rules of ConfigMap.
pub static RULES: Rules = Rules { validate, validate_update, ..Rules::NONE };

/// Bytes that the data of a ConfigMap or Secret may have (`MaxSecretSize`).
pub(super) const MOST_BYTES: usize = 1024 * 1024;
const FROZEN: &str = "field is immutable when `immutable` is set";

fn validate(config_map: &Value, errors: &mut Errors) {
    metadata::validate(config_map.get("metadata"), true, dns1123_subdomain, &Path::new("metadata"), errors);
    let (data, binary) = (config_map.get("data"), config_map.get("binaryData"));
    for (key, _) in data.members() {
        let path = Path::new("data").key(key);
        config_map_key(key).iter().for_each(|message| errors.invalid(&path, key, message));
        if binary.has(key) {
            errors.invalid(&path, key, "duplicate of key present in binaryData");
        }
    }
    for (key, _) in binary.members() {
        config_map_key(key).iter().for_each(|message| errors.invalid(&Path::new("binaryData").key(key), key, message));
    }
    let text: usize = data.members().map(|(_, value)| value.str().len()).sum();
    let bytes: usize = binary.members().map(|(_, value)| decoded_length(value.str())).sum();
    if text + bytes > MOST_BYTES {
        // The error is about the whole object, which has no path.
        errors.too_long(&Path::new(""), MOST_BYTES);
    }
}

fn validate_update(new: &Value, old: &Value, errors: &mut Errors) {
    metadata::validate_update(new.get("metadata"), old.get("metadata"), &Path::new("metadata"), errors);
    validate_frozen(new, old, &["data", "binaryData"], errors);
    validate(new, errors);
}

/// What an object that was once made immutable must not change.
pub(super) fn validate_frozen(new: &Value, old: &Value, members: &[&'static str], errors: &mut Errors) {
    if !old.get("immutable").is_true() {
        return;
    }
    if !new.get("immutable").is_true() {
        errors.forbidden(&Path::new("immutable"), FROZEN);
    }
    for member in members {
        let (new, old) = (new.get(member), old.get(member));
        if new != old && !(new.is_empty() && old.is_empty()) {
            errors.forbidden(&Path::new(member), FROZEN);
        }
    }
}

/// Bytes that a base64 text stands for.
pub(super) fn decoded_length(base64: &str) -> usize {
    base64.bytes().filter(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/')).count() * 3 / 4
}
