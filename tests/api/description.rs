//! The API's description: as it was last reviewed, and true.

use crate::client;
use crate::server;
use libtest_mimic::{Failed, Trial};
use serde_json::Value;
use std::fs;
use std::path::Path;

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        Trial::test("description/is_as_reviewed", is_as_reviewed),
        Trial::test("description/examples_work", examples_work),
        Trial::test("description/problems_have_pages", problems_have_pages),
    ]
}

fn description() -> Value {
    client::send(server::shared().address, "GET", "/api/v1/openapi.json", &[], b"").json()
}

fn is_as_reviewed() -> Result<(), Failed> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/api/openapi.json");
    let actual = format!("{:#}\n", description());
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&file, &actual)?;
    }
    let reviewed = fs::read_to_string(&file)?;
    let differs = actual.lines().zip(reviewed.lines()).position(|(one, two)| one != two);
    match (actual == reviewed, differs) {
        (true, _) => Ok(()),
        (false, Some(line)) => {
            let at = |text: &str| text.lines().nth(line).unwrap_or_default().to_owned();
            Err(format!("line {}: {} was {}; UPDATE=1 writes it", line + 1, at(&actual), at(&reviewed)).into())
        }
        (false, None) => Err("one of the two goes on; UPDATE=1 writes it".into()),
    }
}

/// Every example of a request's body is answered with 200.
fn examples_work() -> Result<(), Failed> {
    let document = description();
    let paths = document["paths"].as_object().ok_or("the description has paths")?;
    let mut tried = 0;
    for (path, operations) in paths {
        let body = &operations["post"]["requestBody"]["content"]["application/json"];
        if body.is_null() {
            continue;
        }
        let example = &body["example"];
        let path = filled(path, &operations["post"]["parameters"]);
        let headers = [("content-type", "application/json")];
        let answer = client::send(server::shared().address, "POST", &path, &headers, example.to_string().as_bytes());
        if answer.status != 200 {
            return Err(format!("{path} answers its example with {}: {}", answer.status, answer.text()).into());
        }
        tried += 1;
    }
    if tried == 0 { Err("no operation has an example".into()) } else { Ok(()) }
}

/// A path with the examples of its parameters.
fn filled(path: &str, parameters: &Value) -> String {
    let parameters = parameters.as_array().into_iter().flatten();
    parameters.fold(path.to_owned(), |path, parameter| {
        let name = parameter["name"].as_str().unwrap_or_default();
        path.replace(&format!("{{{name}}}"), parameter["example"].as_str().unwrap_or_default())
    })
}

fn problems_have_pages() -> Result<(), Failed> {
    for kind in web::problem::kind::ALL {
        let path = format!("/problems/{}", kind.slug);
        let answer = client::send(server::shared().address, "GET", &path, &[("accept", "text/html")], b"");
        if answer.status != 200 || answer.header("content-type") != Some("text/html; charset=utf-8") {
            return Err(format!("{path}: {}", answer.status).into());
        }
    }
    Ok(())
}
