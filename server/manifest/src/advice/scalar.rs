//! Plain scalars that YAML 1.1 does not take for the text they look like.

use super::{Advice, Role, quoted};
use crate::Severity;
use crate::compose::TreeNode;
use crate::convert::json_number;
use crate::resolve::{Scalar, special};

/// Keys whose values are file modes: octal is meant.
const OCTAL_KEYS: [&str; 2] = ["defaultMode", "mode"];

impl Advice<'_> {
    /// Remarks on the type of a plain scalar. One with an anchor or over several lines differs from its raw text.
    pub(super) fn scalar(&mut self, node: &TreeNode<'_>, text: &str, role: Role<'_>) {
        if self.raw(&node.span) != text || node.tag.is_some() {
            return;
        }
        let Some(scalar) = special(text) else { return };
        let Some(meaning) = meaning(&scalar).filter(|meaning| meaning != text) else { return };
        if role == Role::Key {
            let message = format!("The key `{text}` is read as `{meaning}`: YAML 1.1 takes it for {}.", kind(&scalar));
            self.surprise(Severity::Warning, "yaml-key-converted", node, text, &meaning, message);
            return;
        }
        match scalar {
            // `True` and `FALSE` say what they mean.
            Scalar::Bool(_) if text.eq_ignore_ascii_case(&meaning) => {}
            Scalar::Bool(_) => {
                let message = format!(
                    "`{text}` is the boolean {meaning} here, not text: YAML 1.1 reads yes, no, on, off, y and n so. \
                     Put it in quotes if text is meant."
                );
                self.surprise(Severity::Warning, "yaml-boolean-word", node, text, &meaning, message);
            }
            _ if matches!(role, Role::Value(key) if OCTAL_KEYS.contains(&key)) => {}
            _ => self.number(node, text, &meaning),
        }
    }

    fn number(&mut self, node: &TreeNode<'_>, text: &str, meaning: &str) {
        let digits = text.trim_start_matches(['+', '-']);
        let (code, severity, why) = match digits.as_bytes() {
            _ if text.contains('_') => {
                ("yaml-number-underscore", Severity::Warning, "underscores between digits are dropped")
            }
            [b'0', b'x' | b'X' | b'o' | b'O' | b'b' | b'B', ..] => {
                ("yaml-number-base", Severity::Info, "the prefix gives the base")
            }
            [b'0', b'0'..=b'7', ..] if digits.bytes().all(|digit| matches!(digit, b'0'..=b'7')) => {
                ("yaml-octal", Severity::Warning, "a leading zero makes it octal")
            }
            [b'0', b'0'..=b'9', ..] => ("yaml-leading-zero", Severity::Warning, "leading zeros are dropped"),
            _ if digits.contains(['e', 'E']) => {
                ("yaml-exponent", Severity::Warning, "an `e` between digits makes it a power of ten")
            }
            _ if digits.len() > 15 => {
                ("yaml-number-rounded", Severity::Warning, "it has more digits than a number keeps")
            }
            _ => ("yaml-number-rewritten", Severity::Info, "it is a number, and numbers have one form only"),
        };
        let message = format!("`{text}` is the number {meaning}: {why}. Put it in quotes if text is meant.");
        self.surprise(severity, code, node, text, meaning, message);
    }

    fn surprise(
        &mut self,
        severity: Severity,
        code: &'static str,
        node: &TreeNode<'_>,
        text: &str,
        meaning: &str,
        message: String,
    ) {
        let fix = vec![self.edit(node.span.clone(), quoted(text))];
        self.say(severity, code, &node.span, message, &[("text", text), ("meaning", meaning)], fix);
    }
}

/// What arrives at the server; `None` for text, null, and what JSON lacks.
fn meaning(scalar: &Scalar<'_>) -> Option<String> {
    match scalar {
        Scalar::Bool(value) => Some(value.to_string()),
        Scalar::Int(value) => Some(value.to_string()),
        #[expect(clippy::cast_precision_loss, reason = "kubectl converts the same way")]
        Scalar::Uint(value) => Some(json_number(*value as f64)),
        Scalar::Float(value) if value.is_finite() => Some(json_number(*value)),
        Scalar::Float(_) | Scalar::String(_) | Scalar::Null => None,
    }
}

fn kind(scalar: &Scalar<'_>) -> &'static str {
    if matches!(scalar, Scalar::Bool(_)) { "a boolean" } else { "a number" }
}
