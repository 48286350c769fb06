//! A container's own restart policy and rules (`validateContainerRestartPolicy`).

use crate::value::Value;
use crate::values::field::{Errors, Path};

/// Checks `restartPolicy` and `restartPolicyRules` of a container.
pub(super) fn validate(container: &Value, path: &Path, errors: &mut Errors) {
    const POLICIES: &[&str] = &["Always", "Never", "OnFailure"];
    const MOST: usize = 20;
    let rules = container.get("restartPolicyRules").list();
    match container.get("restartPolicy").as_str() {
        None if !rules.is_empty() => {
            errors.required(&path.child("restartPolicy"), "must specify restartPolicy when restart rules are used");
        }
        Some(policy) if !POLICIES.contains(&policy) => {
            errors.not_supported(&path.child("restartPolicy"), policy, POLICIES);
        }
        _ => {}
    }
    let path = path.child("restartPolicyRules");
    if rules.len() > MOST {
        errors.too_many(&path, rules.len(), MOST);
    }
    for (index, rule) in rules.iter().enumerate() {
        validate_rule(rule, &path.index(index), errors);
    }
}

fn validate_rule(rule: &Value, path: &Path, errors: &mut Errors) {
    const ACTIONS: &[&str] = &["Restart", "RestartAllContainers"];
    const OPERATORS: &[&str] = &["In", "NotIn"];
    const MOST: usize = 255;
    let action = rule.get("action").str();
    if !ACTIONS.contains(&action) {
        errors.not_supported(&path.child("action"), action, ACTIONS);
    }
    let (codes, path) = (rule.get("exitCodes"), path.child("exitCodes"));
    if codes.is_null() {
        errors.required(&path, "must be specified");
        return;
    }
    let operator = codes.get("operator").str();
    if !OPERATORS.contains(&operator) {
        errors.not_supported(&path.child("operator"), operator, OPERATORS);
    }
    let values = codes.get("values").list();
    if values.len() > MOST {
        errors.too_many(&path.child("values"), values.len(), MOST);
    }
    for (index, value) in values.iter().enumerate() {
        if values.iter().take(index).any(|earlier| earlier == value) {
            errors.duplicate(&path.child("values").index(index), value.int());
        }
    }
}
