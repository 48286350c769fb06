//! ServiceAccount: validation, update rules (`pkg/apis/core/validation`).

use super::Rules;
use crate::value::Value;
use crate::values::field::{Errors, Path};
use crate::values::metadata;
use crate::values::name::dns1123_subdomain;

/// The rules of ServiceAccount.
pub static RULES: Rules = Rules { validate, validate_update, ..Rules::NONE };

fn validate(account: &Value, errors: &mut Errors) {
    metadata::validate(account.get("metadata"), true, dns1123_subdomain, &Path::new("metadata"), errors);
}

fn validate_update(new: &Value, old: &Value, errors: &mut Errors) {
    metadata::validate_update(new.get("metadata"), old.get("metadata"), &Path::new("metadata"), errors);
    validate(new, errors);
}
