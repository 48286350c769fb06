//! Pod failure policy, success policy and pod replacement policy of jobs.

use crate::schema;
use crate::value::Value;
use crate::values::field::{Errors, Path, Shown};
use crate::values::name;

const MOST_RULES: usize = 20;
const MOST_EXIT_CODES: usize = 255;

/// Checks the three policies in upstream's order.
pub(super) fn validate(spec: &Value, path: &Path, errors: &mut Errors) {
    if !spec.get("podFailurePolicy").is_null() {
        validate_failure(spec, &path.child("podFailurePolicy").child("rules"), errors);
    }
    let success = spec.get("successPolicy");
    if !success.is_null() {
        let path = path.child("successPolicy");
        match spec.get("completionMode").str() {
            "Indexed" => validate_success(spec, &path.child("rules"), errors),
            _ => {
                let shown = schema::internal_json("batch.SuccessPolicy", success);
                errors.invalid(&path, Shown::Bare(shown), "requires indexed completion mode");
            }
        }
    }
    let replacement = spec.get("podReplacementPolicy");
    let supported: &[&str] = match spec.get("podFailurePolicy").is_null() {
        true => &["Failed", "TerminatingOrFailed"],
        false => &["Failed"],
    };
    if let Some(word) = replacement.as_str().filter(|word| !supported.contains(word)) {
        errors.not_supported(&path.child("podReplacementPolicy"), word, supported);
    }
}

fn validate_failure(spec: &Value, path: &Path, errors: &mut Errors) {
    const ACTIONS: &[&str] = &["Count", "FailIndex", "FailJob", "Ignore"];
    let rules = spec.at(&["podFailurePolicy", "rules"]).list();
    if rules.len() > MOST_RULES {
        errors.too_many(path, rules.len(), MOST_RULES);
    }
    for (index, rule) in rules.iter().enumerate() {
        let path = path.index(index);
        match rule.get("action").str() {
            "" => errors.required(&path.child("action"), &valid_values(ACTIONS)),
            "FailIndex" if spec.get("backoffLimitPerIndex").is_null() => {
                errors.invalid(&path.child("action"), "FailIndex", "requires the backoffLimitPerIndex to be set");
            }
            action if ACTIONS.contains(&action) => {}
            action => errors.not_supported(&path.child("action"), action, ACTIONS),
        }
        let (codes, conditions) = (rule.get("onExitCodes"), rule.get("onPodConditions"));
        if !codes.is_null() {
            validate_exit_codes(codes, spec, &path.child("onExitCodes"), errors);
        }
        validate_conditions(conditions, &path.child("onPodConditions"), errors);
        let message = match (codes.is_null(), conditions.is_empty()) {
            (false, false) => "specifying both OnExitCodes and OnPodConditions is not supported",
            (true, true) => "specifying one of OnExitCodes and OnPodConditions is required",
            _ => continue,
        };
        // Upstream leaves the value out here.
        errors.add("FieldValueInvalid", &path, format!("Invalid value: {message}"));
    }
}

/// `valid values: ["a" "b"]`, as Go prints a list.
fn valid_values(words: &[&str]) -> String {
    format!("valid values: [{}]", words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(" "))
}

fn validate_exit_codes(codes: &Value, spec: &Value, path: &Path, errors: &mut Errors) {
    const OPERATORS: &[&str] = &["In", "NotIn"];
    let operator = codes.get("operator").str();
    match operator {
        "" => errors.required(&path.child("operator"), &valid_values(OPERATORS)),
        word if OPERATORS.contains(&word) => {}
        word => errors.not_supported(&path.child("operator"), word, OPERATORS),
    }
    let pod = spec.at(&["template", "spec"]);
    let known = |name: &str| {
        pod.get("containers")
            .list()
            .iter()
            .chain(pod.get("initContainers").list())
            .any(|held| held.get("name").str() == name)
    };
    if let Some(name) = codes.get("containerName").as_str().filter(|name| !known(name)) {
        let why = "must be one of the container or initContainer names in the pod template";
        errors.invalid(&path.child("containerName"), name, why);
    }
    let (values, path) = (codes.get("values").list(), path.child("values"));
    match values.len() {
        0 => errors.invalid(&path, codes.get("values"), "at least one value is required"),
        count if count > MOST_EXIT_CODES => errors.too_many(&path, count, MOST_EXIT_CODES),
        _ => {}
    }
    for (index, value) in values.iter().enumerate() {
        if operator == "In" && value.int() == 0 {
            errors.invalid(&path.index(index), 0, "must not be 0 for the In operator");
        }
        if values.iter().take(index).any(|earlier| earlier == value) {
            errors.duplicate(&path.index(index), value.int());
        }
    }
    if !values.is_sorted_by_key(Value::int) {
        errors.invalid(&path, codes.get("values"), "must be ordered");
    }
}

fn validate_conditions(conditions: &Value, path: &Path, errors: &mut Errors) {
    const WORDS: &[&str] = &["False", "True", "Unknown"];
    let patterns = conditions.list();
    if patterns.len() > MOST_RULES {
        errors.too_many(path, patterns.len(), MOST_RULES);
    }
    for (index, pattern) in patterns.iter().enumerate() {
        let path = path.index(index);
        for message in name::qualified_name(pattern.get("type").str()) {
            errors.invalid(&path.child("type"), pattern.get("type").str(), &message);
        }
        match pattern.get("status").str() {
            "" => errors.required(&path.child("status"), &valid_values(WORDS)),
            word if WORDS.contains(&word) => {}
            word => errors.not_supported(&path.child("status"), word, WORDS),
        }
    }
}

fn validate_success(spec: &Value, path: &Path, errors: &mut Errors) {
    let rules = spec.at(&["successPolicy", "rules"]).list();
    if rules.is_empty() {
        errors.required(path, "at least one rules must be specified when the successPolicy is specified");
    }
    if rules.len() > MOST_RULES {
        errors.too_many(path, rules.len(), MOST_RULES);
    }
    let completions = spec.get("completions").int();
    for (index, rule) in rules.iter().enumerate() {
        let path = path.index(index);
        let (count, indexes) = (rule.get("succeededCount").as_int(), rule.get("succeededIndexes").as_str());
        if count.is_none() && indexes.is_none() {
            errors.required(&path, "at least one of succeededCount or succeededIndexes must be specified");
        }
        let listed = indexes.map(|text| count_indexes(text, completions));
        if let (Some(Err(why)), Some(text)) = (&listed, indexes) {
            let why = format!("error parsing succeededIndexes: {why}");
            errors.invalid(&path.child("succeededIndexes"), text, &why);
        }
        let Some(count) = count else { continue };
        let path = path.child("succeededCount");
        if count < 0 {
            errors.invalid(&path, count, "must be greater than or equal to 0");
        }
        if count > completions {
            let why = format!("must be less than or equal to {completions} (the number of specified completions)");
            errors.invalid(&path, count, &why);
        }
        if let Some(listed) = listed.map(|listed| listed.unwrap_or(0)).filter(|listed| count > *listed) {
            let why = format!(
                "must be less than or equal to {listed} (the number of indexes in the specified succeededIndexes field)"
            );
            errors.invalid(&path, count, &why);
        }
    }
}

/// `validateIndexesFormat`: `1,3-5`, ascending, below the number of completions.
fn count_indexes(text: &str, completions: i64) -> Result<i64, String> {
    if text.is_empty() {
        return Ok(0);
    }
    let (mut count, mut last) = (0, None);
    for part in text.split(',') {
        let ends: Vec<&str> = part.split('-').collect();
        if ends.len() > 2 {
            return Err(format!(
                "the fragment \"{part}\" violates the requirement that an index interval can have at most two parts separated by '-'"
            ));
        }
        let mut numbers = Vec::new();
        for end in &ends {
            let number: i64 =
                end.parse().map_err(|_| format!("cannot convert string to integer for index: \"{end}\""))?;
            if number >= completions {
                return Err(format!("too large index: \"{end}\""));
            }
            numbers.push(number);
        }
        let (Some(&first), Some(&end)) = (numbers.first(), numbers.last()) else { continue };
        if last.is_some_and(|last| first <= last) {
            return Err(format!("non-increasing order, previous: {}, current: {first}", last.unwrap_or_default()));
        }
        if ends.len() == 2 && end <= first {
            return Err(format!("non-increasing order, previous: {first}, current: {end}"));
        }
        last = Some(end);
        count += end - first + 1;
    }
    Ok(count)
}
