//! Hidden checks leave no trace: whatever is asked about a lesson that has one, its canaries do not come back.

use crate::client;
use crate::server;
use libtest_mimic::{Failed, Trial};
use serde_json::json;

const LESSON: &str = "/api/v1/lessons/probe/greeting";
const JSON: [(&str, &str); 1] = [("content-type", "application/json")];

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        Trial::test("hidden/no_address_shows_a_canary", no_address_shows_a_canary),
        Trial::test("hidden/no_form_shows_a_canary", no_form_shows_a_canary),
        Trial::test("hidden/attempts_that_differ_only_for_it_differ_only_in_points", only_points_differ),
    ]
}

fn no_address_shows_a_canary() -> Result<(), Failed> {
    let pages = ["/api/v1/lessons", LESSON, "/lessons", "/lessons/probe/greeting"];
    for path in pages {
        for language in ["en", "ko"] {
            let headers = [("accept-language", language), ("accept", "text/html")];
            let answer = client::send(server::shared().address, "GET", path, &headers, b"");
            if answer.text().contains("canary") {
                return Err(format!("{path} shows a canary").into());
            }
        }
    }
    Ok(())
}

/// The page of an attempt that misses only the hidden check, with all hints.
fn no_form_shows_a_canary() -> Result<(), Failed> {
    let headers = [("content-type", "application/x-www-form-urlencoded"), ("accept", "text/html")];
    let form =
        "act=check&hints=3&text=apiVersion:+v1%0Akind:+ConfigMap%0Ametadata:+{name:+greeting}%0Adata:+{word:+hello}%0A";
    let path = "/lessons/probe/greeting";
    let answer = client::send(server::shared().address, "POST", path, &headers, form.as_bytes());
    match (answer.status, answer.text().contains("canary")) {
        (200, false) => Ok(()),
        other => Err(format!("{other:?}").into()),
    }
}

fn only_points_differ() -> Result<(), Failed> {
    let attempt = |key: &str| {
        let text = format!(
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: greeting}}\ndata: {{word: hello, {key}: canary-value}}\n"
        );
        let body = json!({"text": text}).to_string();
        client::send(server::shared().address, "POST", &format!("{LESSON}/check"), &JSON, body.as_bytes())
    };
    let (miss, hit) = (attempt("canary-kez"), attempt("canary-key"));
    let (mut one, mut two) = (miss.json(), hit.json());
    let status = (one["status"].clone(), two["status"].clone());
    for result in [&mut one, &mut two] {
        for points in ["score", "status"] {
            result.as_object_mut().map(|members| members.remove(points));
        }
    }
    if one != two || status != (json!("fail"), json!("pass")) || hit.text().contains("canary") {
        return Err(format!("{}\n{}", miss.text(), hit.text()).into());
    }
    Ok(())
}
