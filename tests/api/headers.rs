//! The headers that every answer has, on every route and for every way to ask.

use crate::client::{self, Answer};
use crate::server;
use libtest_mimic::{Failed, Trial};
use std::collections::BTreeSet;

const METHODS: [&str; 5] = ["GET", "HEAD", "POST", "DELETE", "OPTIONS"];

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        Trial::test("headers/of_every_route", of_every_route),
        Trial::test("headers/a_nonce_is_used_once", a_nonce_is_used_once),
        Trial::test("headers/files_may_be_kept", files_may_be_kept),
    ]
}

/// Every route that there is, its parameters filled with something that exists or not, and one that there is not.
fn paths() -> BTreeSet<String> {
    let pages = web::routes::table().into_iter().map(|(path, _)| path.to_owned());
    let api = web::api::router().1.paths.paths.into_keys();
    let mut paths: BTreeSet<String> = pages.chain(api).map(|path| path.replace(['{', '}', '*'], "")).collect();
    paths.insert("/problems/busy".into());
    paths.insert("/lessons/probe/greeting".into());
    paths.insert("/api/v1/lessons/probe/greeting".into());
    paths.insert("/no/such/page".into());
    paths.insert("/%ff%00".into());
    paths
}

fn of_every_route() -> Result<(), Failed> {
    for path in paths() {
        for method in METHODS {
            for accept in ["text/html", "application/json"] {
                let answer = client::send(server::shared().address, method, &path, &[("accept", accept)], b"");
                check(&answer).map_err(|what| format!("{method} {path} ({accept}), {}: {what}", answer.status))?;
            }
        }
    }
    Ok(())
}

fn check(answer: &Answer) -> Result<(), String> {
    let has = |name: &str, value: &str| match answer.header(name) {
        Some(actual) if actual == value => Ok(()),
        actual => Err(format!("{name} is {actual:?}")),
    };
    has("x-content-type-options", "nosniff")?;
    has("referrer-policy", "same-origin")?;
    has("cross-origin-opener-policy", "same-origin")?;
    has("cross-origin-resource-policy", "same-origin")?;
    if answer.status == 0 || answer.status >= 500 {
        return Err("the server fails".into());
    }
    for absent in ["server", "x-powered-by", "access-control-allow-origin"] {
        if answer.header(absent).is_some() {
            return Err(format!("there is a {absent}"));
        }
    }
    for present in ["x-request-id", "cache-control", "permissions-policy"] {
        answer.header(present).ok_or_else(|| format!("there is no {present}"))?;
    }
    policy(answer)
}

fn policy(answer: &Answer) -> Result<(), String> {
    let policy = answer.header("content-security-policy").ok_or("there is no policy")?;
    for needed in ["default-src 'none'", "frame-ancestors 'none'"] {
        if !policy.contains(needed) {
            return Err(format!("the policy lacks {needed}"));
        }
    }
    for forbidden in ["unsafe", "*", "http:", "https:"] {
        if policy.contains(forbidden) {
            return Err(format!("the policy has {forbidden}"));
        }
    }
    let page = answer.header("content-type").is_some_and(|kind| kind.starts_with("text/html"));
    if page && !policy.contains("script-src 'self' 'nonce-") {
        return Err("a page has no nonce".into());
    }
    Ok(())
}

fn a_nonce_is_used_once() -> Result<(), Failed> {
    let ask = || client::send(server::shared().address, "GET", "/problems/busy", &[("accept", "text/html")], b"");
    let (one, two) = (ask(), ask());
    for name in ["content-security-policy", "x-request-id"] {
        if one.header(name) == two.header(name) {
            return Err(format!("{name} is the same twice").into());
        }
    }
    Ok(())
}

fn files_may_be_kept() -> Result<(), Failed> {
    for path in web::assets::paths() {
        let plain = client::send(server::shared().address, "GET", &web::assets::url(path), &[], b"");
        let packed = [("accept-encoding", "gzip, br")];
        let packed = client::send(server::shared().address, "GET", &web::assets::url(path), &packed, b"");
        let kept = packed.header("cache-control") == Some("public, max-age=31536000, immutable");
        if plain.status != 200 || !kept || packed.header("content-encoding") != Some("br") {
            return Err(format!("{path}: {packed:?}").into());
        }
        let old = client::send(server::shared().address, "GET", &format!("/static/0/{path}"), &[], b"");
        if old.body != plain.body || old.header("cache-control") != Some("no-store") {
            return Err(format!("{path} of another version may be kept").into());
        }
    }
    Ok(())
}
