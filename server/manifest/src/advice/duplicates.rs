//! Keys that are there twice: kubectl keeps the last value and does not say so.

use super::diagnostic;
use crate::source::Source;
use crate::value::Duplicate;
use crate::{Diagnostic, Severity};

/// The remark on a key that takes the place of an earlier one.
pub(crate) fn duplicate(source: &Source<'_>, found: &Duplicate) -> Diagnostic {
    let line = source.line(found.earlier.start);
    let key = found.key.as_str();
    let (earlier, later) = (source.raw(found.earlier), source.raw(found.later));
    let (code, message) = if found.merge {
        let message = format!(
            "`{key}` of line {line} is overwritten here: kubectl lets a merge key `<<` win over keys before it. \
             Put `<<` first to keep your own value."
        );
        ("yaml-merge-overwrites", message)
    } else if earlier == later {
        let message = format!(
            "The key `{key}` is already on line {line}. kubectl keeps this one and drops the earlier value without a word."
        );
        ("yaml-duplicate-key", message)
    } else {
        let message = format!(
            "`{later}` and `{earlier}` on line {line} are the same key, `{key}`. kubectl keeps this one and drops the \
             earlier value without a word."
        );
        ("yaml-duplicate-key", message)
    };
    let arguments = [("key", key), ("line", line.as_str()), ("earlier", earlier), ("later", later)];
    diagnostic(Severity::Warning, code, found.later, message, &arguments, Vec::new())
}
