//! Cases from files: a request and what its answer has to have.

use crate::client::{self, Answer};
use crate::server;
use libtest_mimic::{Failed, Trial};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// One test per file of `cases/`.
pub(crate) fn trials() -> Vec<Trial> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/api/cases");
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("cases/ is there").map(|file| file.expect("it can be listed")).collect();
    files.sort_by_key(|file| file.file_name());
    let trial = |file: fs::DirEntry| {
        let name = file.file_name().to_string_lossy().into_owned();
        Trial::test(format!("case/{name}"), move || check(&fs::read_to_string(file.path())?))
    };
    files.into_iter().map(trial).collect()
}

fn check(text: &str) -> Result<(), Failed> {
    let (request, expected) = text.split_once("\n--- ").ok_or("a case has a line `--- STATUS`")?;
    let request = repeated(request);
    let (head, body) = request.split_once("\n\n").unwrap_or((&request, ""));
    let mut lines = head.lines();
    let (method, path) = lines.next().and_then(|line| line.split_once(' ')).ok_or("a case begins with METHOD PATH")?;
    let headers: Vec<(&str, &str)> = lines.filter_map(|line| line.split_once(": ")).collect();
    let answer = client::send(server::shared().address, method, path, &headers, body.as_bytes());

    let (head, body) = expected.trim_end().split_once("\n\n").unwrap_or((expected.trim_end(), ""));
    let mut lines = head.lines();
    let status = lines.next().unwrap_or_default();
    if answer.status.to_string() != status {
        return Err(format!("status {}, not {status}\n{:.600}", answer.status, answer.text()).into());
    }
    for (name, value) in lines.filter_map(|line| line.split_once(": ")) {
        header(&answer, name, value)?;
    }
    if body.is_empty() {
        return Ok(());
    }
    let expected: Value =
        serde_json::from_str(body).map_err(|error| format!("the case's body is not JSON: {error}"))?;
    compare(&expected, &answer.json(), "").map_err(Failed::from)
}

fn header(answer: &Answer, name: &str, expected: &str) -> Result<(), Failed> {
    let actual = answer.header(name);
    let agrees = match expected {
        "*" => actual.is_some(),
        "!" => actual.is_none(),
        expected => actual == Some(expected),
    };
    if agrees { Ok(()) } else { Err(format!("header {name}: {actual:?}, not {expected}").into()) }
}

/// Whether everything that is expected is there; otherwise the pointer and what is there instead.
fn compare(expected: &Value, actual: &Value, at: &str) -> Result<(), String> {
    match (expected, actual) {
        (Value::String(any), actual) if any == "..." && !actual.is_null() => Ok(()),
        (Value::Object(expected), Value::Object(actual)) => expected.iter().try_for_each(|(key, value)| {
            compare(value, actual.get(key).unwrap_or(&Value::Null), &format!("{at}/{key}"))
        }),
        (Value::Array(expected), Value::Array(actual)) if expected.len() == actual.len() => {
            let pairs = expected.iter().zip(actual).enumerate();
            pairs.into_iter().try_for_each(|(index, (one, two))| compare(one, two, &format!("{at}/{index}")))
        }
        (expected, actual) if expected == actual => Ok(()),
        _ => Err(format!("{at}: {:.300}, not {expected}", actual.to_string())),
    }
}

/// Writes `<<repeat N TEXT>>` out.
fn repeated(text: &str) -> String {
    let Some((before, rest)) = text.split_once("<<repeat ") else { return text.to_owned() };
    let Some((inside, after)) = rest.split_once(">>") else { return text.to_owned() };
    let (count, what) = inside.split_once(' ').unwrap_or((inside, ""));
    format!("{before}{}{}", what.repeat(count.parse().unwrap_or(0)), repeated(after))
}
