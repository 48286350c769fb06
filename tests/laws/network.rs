//! Laws of the network: what policies may and may not change, and what a Service's pods are.

use super::cluster;
use proptest::prelude::*;
use simulator::network::{ConnectQuestion, Network, Reach, matrix::matrix};
use simulator::values::label_selector;
use simulator::{Cluster, Questions, Step, base_cluster, simulate};

fn settled(text: &str, more: &[Step]) -> Cluster {
    let mut steps = vec![Step::Apply(text.to_owned())];
    steps.extend_from_slice(more);
    let mut outcome = simulate(base_cluster(), &steps, &Questions::default());
    outcome.steps.pop().map(|step| step.cluster).unwrap_or_default()
}

/// Cells of the matrix that connect.
fn connected(cluster: &Cluster) -> Vec<(String, String, i64)> {
    let found = matrix(cluster);
    let rows = found.sources.iter().zip(&found.cells);
    let cells = rows.flat_map(|(source, row)| {
        let row = row.iter().zip(&found.targets).filter(|(cell, _)| cell.outcome == Reach::Connected);
        row.map(move |(_, target)| (source.clone(), target.to.clone(), target.port))
    });
    cells.collect()
}

const DENY_ALL: &str =
    "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: deny-all}\nspec: {podSelector: {}}";

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    /// A policy without rules opens nothing: whatever connects with it, connects without it.
    #[test]
    fn a_policy_without_rules_only_takes_away(text in cluster::text()) {
        let open = connected(&settled(&text, &[]));
        for cell in connected(&settled(&text, &[Step::Apply(DENY_ALL.to_owned())])) {
            prop_assert!(open.contains(&cell), "{cell:?} connects only with the policy");
        }
    }

    /// A further policy on pods that are isolated already never takes a connection away: policies add up.
    #[test]
    fn a_policy_on_isolated_pods_only_adds(text in cluster::text(), port in 1u16..9) {
        let more = format!("apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {{name: more}}\nspec: {{podSelector: {{}}, ingress: [{{ports: [{{port: {port}}}]}}]}}");
        let deny = Step::Apply(DENY_ALL.to_owned());
        let wider = connected(&settled(&text, &[deny.clone(), Step::Apply(more)]));
        for cell in connected(&settled(&text, &[deny])) {
            prop_assert!(wider.contains(&cell), "{cell:?} connects no more");
        }
    }

    /// What a policy adds goes to pods that were isolated before it: an open pod has nothing to gain from a policy.
    #[test]
    fn a_policy_opens_isolated_pods_only(text in cluster::text(), label in cluster::name(), port in 1u16..9) {
        let more = format!("apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {{name: more}}\nspec: {{podSelector: {{matchLabels: {{app: {label}}}}}, ingress: [{{ports: [{{port: {port}}}]}}]}}");
        let before = settled(&text, &[]);
        let open = connected(&before);
        let isolated = |target: &str| {
            let labels = before.get("Pod", "default", target).map(|pod| pod.labels());
            before.list_in("NetworkPolicy", "default").any(|policy| {
                policy.spec("policyTypes").list().iter().any(|held| held.str() == "Ingress")
                    && labels.is_some_and(|labels| label_selector::matches(policy.spec("podSelector"), labels))
            })
        };
        for cell in connected(&settled(&text, &[Step::Apply(more)])).into_iter().filter(|cell| !open.contains(cell)) {
            let Some(pod) = cell.1.strip_prefix("default/") else { continue };
            prop_assert!(isolated(pod), "{cell:?} connects only with the policy, and nothing isolated the pod before");
        }
    }

    /// A cell of the matrix says what its question is answered.
    #[test]
    fn a_cell_says_what_its_question_is_answered(text in cluster::text()) {
        let cluster = settled(&text, &[]);
        let network = Network::of(&cluster);
        let found = matrix(&cluster);
        for (row, cells) in found.cells.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                let Some(question) = found.question(row, column) else { continue };
                let answer = network.connect(&question);
                prop_assert_eq!((answer.outcome, answer.partly), (cell.outcome, cell.partly), "{}", question);
                let decided = answer.decided().map(|hop| (hop.station, &hop.reason));
                prop_assert_eq!(decided, Some((cell.station, &cell.rule)), "{}", question);
            }
        }
    }

    /// Removing a policy gives the matrix back that was there before it.
    #[test]
    fn a_removed_policy_leaves_no_trace(text in cluster::text()) {
        let steps = [Step::Apply(DENY_ALL.to_owned()), Step::Delete("networkpolicy/default/deny-all".to_owned())];
        prop_assert_eq!(connected(&settled(&text, &[])), connected(&settled(&text, &steps)));
    }

    /// Without its policies a cluster connects what it would connect had they never been there. They come after
    /// everything else, for the names of pods depend on how much was created before.
    #[test]
    fn removing_all_policies_gives_the_unprotected_matrix(text in cluster::text()) {
        let documents = text.split("\n---\n");
        let (policies, others): (Vec<&str>, Vec<&str>) = documents.partition(|text| text.contains("kind: NetworkPolicy"));
        let name = |text: &&str| text.split_once("name: ").and_then(|(_, rest)| rest.split_once('}')).map(|(name, _)| name.to_owned());
        let delete = |name: String| Step::Delete(format!("networkpolicy/default/{name}"));
        let mut steps = vec![Step::Apply(policies.join("\n---\n"))];
        steps.extend(policies.iter().filter_map(name).map(delete));
        prop_assert_eq!(steps.len(), 1 + policies.len());
        let others = others.join("\n---\n");
        if !others.is_empty() && !policies.is_empty() {
            prop_assert_eq!(connected(&settled(&others, &steps)), connected(&settled(&others, &[])));
        }
    }

    /// Under policy Cluster and without NetworkPolicies the pods behind a Service are the ready endpoints that listen.
    #[test]
    fn a_services_pods_are_its_ready_endpoints(text in cluster::text()) {
        let cluster = settled(&text, &[]);
        if cluster.count("NetworkPolicy") > 0 {
            return Ok(());
        }
        let network = Network::of(&cluster);
        for service in cluster.list_in("Service", "default") {
            if service.spec("internalTrafficPolicy").str() == "Local" || service.spec("clusterIP").str() == "None" {
                continue;
            }
            let port = service.spec("ports").list()[0].get("port").int();
            let answer = network.connect(&ConnectQuestion {
                from: "node/node-a".to_owned(),
                to: format!("service/default/{}", service.name()),
                port: u16::try_from(port).unwrap_or_default(),
                protocol: None,
                host: None,
                path: None,
            });
            let mut ready: Vec<String> = Vec::new();
            for slice in cluster.list_in("EndpointSlice", "default") {
                if slice.labels().get("kubernetes.io/service-name").str() != service.name() {
                    continue;
                }
                let Some(port) = slice.value.get("ports").list().first() else { continue };
                for endpoint in slice.value.get("endpoints").list() {
                    let pod = endpoint.at(&["targetRef", "name"]).str();
                    let listens = cluster.get("Pod", "default", pod).is_some_and(|pod| {
                        let ports = pod.spec("containers").list().iter().flat_map(|c| c.get("ports").list());
                        ports.into_iter().any(|held| held.get("containerPort").int() == port.get("port").int())
                    });
                    if endpoint.at(&["conditions", "ready"]).is_true() && listens {
                        ready.push(format!("default/{pod}"));
                    }
                }
            }
            ready.sort();
            ready.dedup();
            prop_assert_eq!(answer.via, ready, "{}", service.name());
        }
    }

    /// localhost never leaves the pod: only the pod itself may answer.
    #[test]
    fn localhost_never_crosses_pods(text in cluster::text(), port in 1u16..9) {
        let cluster = settled(&text, &[]);
        let network = Network::of(&cluster);
        for pod in cluster.list_in("Pod", "default") {
            let id = format!("default/{}", pod.name());
            let to = "name/localhost".to_owned();
            let answer = network.connect(&ConnectQuestion { from: id.clone(), to, port, protocol: None, host: None, path: None });
            prop_assert!(answer.via.iter().all(|via| *via == id), "{id} reached {:?}", answer.via);
        }
    }
}
