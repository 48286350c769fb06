//! Laws of the members of an object: they answer as a sorted map from the standard library does.

use proptest::prelude::*;
use simulator::value::{Map, Value};
use std::collections::BTreeMap;

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    /// After any members were put in and taken out, in small maps and in those that are searched by halves.
    #[test]
    fn a_map_holds_what_was_put_in(acts in prop::collection::vec((any::<bool>(), "[a-c]{0,3}", any::<i64>()), 0..120)) {
        let (mut map, mut expected) = (Map::new(), BTreeMap::new());
        for (takes, key, number) in acts {
            match takes {
                true => prop_assert_eq!(map.remove(&key), expected.remove(&key).map(Value::from)),
                false => {
                    let before = map.insert(key.as_str().into(), Value::from(number));
                    prop_assert_eq!(before, expected.insert(key, number).map(Value::from));
                }
            }
            prop_assert_eq!(map.len(), expected.len());
            prop_assert!(map.iter().map(|(key, value)| (key.as_str(), value.int())).eq(expected
                .iter()
                .map(|(key, number)| (key.as_str(), *number))));
            for (key, number) in &expected {
                prop_assert_eq!(map.get(key).and_then(Value::as_int), Some(*number));
            }
            prop_assert!(map.get("d").is_none() && map.get("ad").is_none());
        }
    }
}
