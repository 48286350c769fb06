//! What the recordings do not show of Services: how zones share endpoints, and that addresses do not depend on order.

use simulator::{Cluster, Questions, Step, base_cluster, simulate};
use std::collections::BTreeMap;

fn settled(texts: &[String]) -> Cluster {
    let steps: Vec<Step> = texts.iter().cloned().map(Step::Apply).collect();
    let outcome = simulate(base_cluster(), &steps, &Questions::default());
    outcome.steps.last().map(|step| step.cluster.clone()).unwrap_or_default()
}

fn service(name: &str, more: &str) -> String {
    format!("apiVersion: v1\nkind: Service\nmetadata: {{name: {name}}}\nspec: {{ports: [{{port: 80}}], {more}}}\n")
}

/// Pods on node-a, node-b and node-c, and what becomes of them: hints by zone, or the reason why there are none.
#[test]
fn zones_share_endpoints() {
    let cases = [
        ([1, 1, 1], "zone-1: 1, zone-2: 1, zone-3: 1"),
        ([4, 1, 1], "zone-1: 2, zone-2: 2, zone-3: 2"),
        ([6, 0, 0], "zone-1: 2, zone-2: 2, zone-3: 2"),
        ([2, 0, 0], "Insufficient number of endpoints (2 endpoints, 3 zones), addressType: IPv4"),
        (
            [2, 1, 1],
            "Unable to allocate minimum required endpoints to each zone without exceeding overload threshold (4 endpoints, 3 zones), addressType: IPv4",
        ),
    ];
    for (pods, expected) in cases {
        let mut text = "apiVersion: v1\nkind: Service\nmetadata: {name: web, annotations: {service.kubernetes.io/topology-mode: Auto}}\nspec: {selector: {app: web}, ports: [{port: 80}]}\n".to_owned();
        for (node, count) in ["node-a", "node-b", "node-c"].iter().zip(pods) {
            for number in 0..count {
                text.push_str(&format!("---\napiVersion: v1\nkind: Pod\nmetadata: {{name: {node}-{number}, labels: {{app: web}}}}\nspec: {{nodeName: {node}, containers: [{{name: c, image: nginx}}]}}\n"));
            }
        }
        let cluster = settled(&[text]);
        let mut zones: BTreeMap<&str, usize> = BTreeMap::new();
        for slice in cluster.list_in("EndpointSlice", "default") {
            for endpoint in slice.value.get("endpoints").list() {
                for zone in endpoint.get("hints").get("forZones").list() {
                    *zones.entry(zone.get("name").str()).or_default() += 1;
                }
            }
        }
        let found = match zones.is_empty() {
            false => zones.iter().map(|(zone, count)| format!("{zone}: {count}")).collect::<Vec<_>>().join(", "),
            true => cluster
                .events()
                .find(|event| event.reason == "TopologyAwareHintsDisabled")
                .map_or_else(String::new, |event| event.message.to_string()),
        };
        assert_eq!(found, expected, "{pods:?}");
    }
}

#[test]
fn addresses_do_not_depend_on_order() {
    let names: Vec<String> = (0..60).map(|number| format!("s{number}")).collect();
    let texts: Vec<String> = names.iter().map(|name| service(name, "type: NodePort")).collect();
    let given = |texts: &[String]| {
        let cluster = settled(&[texts.join("---\n")]);
        let held = |name: &String| {
            let service = cluster.get("Service", "default", name)?;
            Some((
                service.spec("clusterIP").str().to_owned(),
                service.spec("ports").list().first()?.get("nodePort").int(),
            ))
        };
        names.iter().map(held).collect::<Option<Vec<_>>>()
    };
    let forwards = given(&texts);
    let backwards = given(&texts.iter().rev().cloned().collect::<Vec<_>>());
    assert!(forwards.is_some());
    let ip = |given: &Option<Vec<(String, i64)>>| given.iter().flatten().map(|held| held.0.clone()).collect::<Vec<_>>();
    assert_eq!(ip(&forwards), ip(&backwards));
    let ports: std::collections::BTreeSet<i64> = forwards.iter().flatten().map(|held| held.1).collect();
    assert_eq!(ports.len(), names.len(), "a node port belongs to one Service");
}

#[test]
fn a_deleted_service_gives_everything_back() {
    let text = service("web", "type: LoadBalancer, externalTrafficPolicy: Local, clusterIP: 10.96.7.7");
    let again = text.replace("name: web", "name: other");
    let steps = [Step::Apply(text), Step::Delete("service/default/web".into()), Step::Apply(again)];
    let outcome = simulate(base_cluster(), &steps, &Questions::default());
    let last = outcome.steps.last().and_then(|step| step.kubectl.as_ref()).map(|ran| ran.stdout.clone());
    assert_eq!(last, Some(vec!["service/other created".to_owned()]));
}
