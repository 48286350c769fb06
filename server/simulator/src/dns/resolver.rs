//! A pod's resolv.conf as the kubelet writes it (`pkg/kubelet/network/dns/dns.go`), and the ladder of names that glibc
//! climbs with it (`resolv/res_query.c`).

use super::Resolver;
use crate::cluster::Cluster;
use crate::value::Value;
use std::collections::BTreeMap;

/// Name servers and search domains that are used at most, characters of the search list, characters of one domain.
const NAMESERVERS: usize = 3;
const SEARCHES: usize = 32;
const SEARCH_CHARACTERS: usize = 2048;
const DOMAIN_CHARACTERS: usize = 253;
/// Dots that `ndots` counts at most.
const MOST_DOTS: usize = 15;

/// The resolver of a pod, from its `dnsPolicy` and `dnsConfig`. The node's own is `host`, without domains and options.
pub fn of_pod(cluster: &Cluster, namespace: &str, pod: &str) -> Resolver {
    static NOTHING: std::sync::LazyLock<Value> = std::sync::LazyLock::new(Value::map);
    let spec = cluster.get("Pod", namespace, pod).map_or(&*NOTHING, |pod| pod.value.get("spec"));
    let mut resolver = of_policy(cluster, namespace, spec);
    let config = spec.get("dnsConfig");
    append(&mut resolver.nameservers, config.get("nameservers").list());
    append(&mut resolver.search, config.get("searches").list());
    for option in config.get("options").list() {
        resolver.options.insert(option.get("name").str().to_owned(), option.get("value").str().to_owned());
    }
    limit(&mut resolver);
    resolver
}

/// Whether the resolver asks the cluster's DNS Service.
pub fn knows_cluster(cluster: &Cluster, resolver: &Resolver) -> bool {
    let server = cluster_dns(cluster);
    resolver.nameservers.contains(&server)
}

/// The full names that are asked for a name, in order, as long as none has an answer.
pub fn candidates<'a>(name: &'a str, resolver: &'a Resolver) -> impl Iterator<Item = String> + 'a {
    let dots = name.matches('.').count();
    let enough = resolver.options.get("ndots").map_or(1, |text| text.parse().unwrap_or(1)).min(MOST_DOTS);
    let is_full = name.ends_with('.');
    let as_is = move |wanted: bool| wanted.then(|| name.to_owned() + if is_full { "" } else { "." });
    let searched = resolver.search.iter().filter(move |_| !is_full).map(move |domain| match domain.as_str() {
        // A lone dot stands for the root.
        "." => format!("{name}."),
        domain => format!("{name}.{}.", domain.trim_end_matches('.')),
    });
    let first = is_full || dots >= enough;
    as_is(first).into_iter().chain(searched).chain(as_is(!first))
}

fn of_policy(cluster: &Cluster, namespace: &str, spec: &Value) -> Resolver {
    let host_network = spec.get("hostNetwork").is_true();
    match spec.get("dnsPolicy").str() {
        "None" => Resolver { nameservers: Vec::new(), search: Vec::new(), options: BTreeMap::new() },
        "ClusterFirstWithHostNet" => of_cluster(cluster, namespace),
        "ClusterFirst" | "" if !host_network => of_cluster(cluster, namespace),
        _ => Resolver { nameservers: vec!["host".to_owned()], search: Vec::new(), options: BTreeMap::new() },
    }
}

fn of_cluster(cluster: &Cluster, namespace: &str) -> Resolver {
    let domains =
        [format!("{namespace}.svc.cluster.local"), "svc.cluster.local".to_owned(), "cluster.local".to_owned()];
    Resolver {
        nameservers: vec![cluster_dns(cluster)],
        search: domains.into(),
        options: BTreeMap::from([("ndots".to_owned(), "5".to_owned())]),
    }
}

/// The address that the kubelets were started with: that of kube-dns, and fixed as long as nodes run.
fn cluster_dns(cluster: &Cluster) -> String {
    let service = cluster.get("Service", "kube-system", "kube-dns");
    service.map_or("10.96.0.10", |service| service.spec("clusterIP").str()).to_owned()
}

fn append(list: &mut Vec<String>, more: &[Value]) {
    for text in more.iter().map(|text| text.str().to_owned()) {
        if !list.contains(&text) {
            list.push(text);
        }
    }
}

/// Cuts a resolver down to what the kubelet writes.
fn limit(resolver: &mut Resolver) {
    resolver.nameservers.truncate(NAMESERVERS);
    resolver.search.truncate(SEARCHES);
    resolver.search.retain(|domain| domain.len() <= DOMAIN_CHARACTERS);
    let line = |search: &[String]| search.iter().map(|domain| domain.len() + 1).sum::<usize>().saturating_sub(1);
    while line(&resolver.search) > SEARCH_CHARACTERS {
        resolver.search.pop();
    }
}
