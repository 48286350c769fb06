//! Three-way patches and what comes of applying them, as data.

use super::{apply, three_way};
use crate::schema::TYPES;
use crate::value::{Map, Value, json};

#[test]
fn patches_and_their_results() {
    let cases: serde_json::Value = serde_json::from_str(include_str!("cases.json")).expect("cases.json is JSON");
    for case in Value::from(cases).list() {
        let why = case.get("why").str();
        let shape = TYPES.named(case.get("kind").str());
        assert!(shape.is_some(), "{why}: no such kind");
        let map = |name: &str| case.get(name).as_map().cloned().unwrap_or_default();
        match three_way(shape, &map("original"), &map("modified"), &map("current")) {
            Err(words) => assert_eq!(words, case.get("error").str(), "{why}"),
            Ok(patch) => {
                assert_eq!(text(&patch), json::to_string(case.get("patch")), "{why}: the patch");
                let (mut object, mut patch) = (map("current"), patch);
                apply(&mut object, &mut patch, shape).expect(why);
                assert_eq!(text(&object), json::to_string(case.get("result")), "{why}: the result");
            }
        }
    }
}

fn text(map: &Map) -> String {
    json::to_string(&Value::from(map.clone()))
}
