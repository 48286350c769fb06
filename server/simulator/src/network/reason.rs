//! Why a connection went on or ended, and why an endpoint may be chosen or not: stable codes with values, and their words
//! in English. Programs and translations go by the code.

use serde::{Serialize, Serializer};
use std::fmt;

/// A value as it stands in marked words.
trait Marked {
    fn marked(&self) -> String;
}

impl Marked for String {
    fn marked(&self) -> String {
        format!("`{self}`")
    }
}

/// Words and numbers are no code.
macro_rules! unmarked {
    ($($type:ty),*) => { $(impl Marked for $type { fn marked(&self) -> String { self.to_string() } })* };
}
unmarked!(&'static str, usize, i64, u16);

/// Declares an enum whose variants have a stable code and English words in which `{field}` stands for a value.
macro_rules! reasons {
    ($(#[$about:meta])* $kind:ident {
        $($variant:ident $({ $($field:ident: $type:ty),* })? = $code:literal, $words:literal;)*
    }) => {
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum $kind {
            $(
                #[doc = $words]
                $variant $({ $(
                    #[doc = concat!("Value of `{", stringify!($field), "}`.")]
                    $field: $type
                ),* })?
            ),*
        }

        impl $kind {
            /// Every code, in the order in which a connection can meet them.
            pub const CODES: &[&str] = &[$($code),*];

            /// Stable, in kebab case.
            pub fn code(&self) -> &'static str {
                match self {
                    $(Self::$variant $({ $($field: _),* })? => $code),*
                }
            }

            /// The values that the words hold, by name.
            pub fn arguments(&self) -> Vec<(&'static str, String)> {
                match self {
                    $(Self::$variant $({ $($field),* })? => vec![$($((stringify!($field), $field.to_string())),*)?]),*
                }
            }

            /// The English words with `` ` `` around names, addresses and ports, as Markdown marks code.
            pub fn marked(&self) -> String {
                match self {
                    $(Self::$variant $({ $($field),* })? => {
                        $($(let $field = Marked::marked($field);)*)?
                        format!($words)
                    }),*
                }
            }
        }

        impl fmt::Display for $kind {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    $(Self::$variant $({ $($field),* })? => write!(out, $words)),*
                }
            }
        }

        impl Serialize for $kind {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
    };
}

reasons! {
    /// What happened at a hop. Ports are written `80/TCP`, pods and Services `namespace/name`.
    HopReason {
        NoSource { from: String } = "no-source", "there is no running pod or node called {from}";
        NoTarget { kind: &'static str, name: String } = "no-target", "there is no {kind} called {name}";
        PodWithoutAddress { pod: String } = "pod-without-address", "pod {pod} has no address yet";

        Localhost = "localhost", "localhost never leaves the pod or node";
        Hosts { name: String, address: String } = "hosts-file", "the pod's /etc/hosts says that {name} is {address}; nobody is asked";
        OutsideAsksNoDns = "outside-asks-no-dns", "the world outside does not ask the cluster's DNS, so it knows no cluster name";
        NodeAsksNoDns { node: String } = "node-asks-no-dns", "node {node} does not ask the cluster's DNS, so it knows no cluster name";
        DnsClosed { policies: String } = "dns-closed", "the name cannot be looked up: NetworkPolicy {policies} closes what the pod sends, and no rule opens 53/UDP to the DNS pods in kube-system";
        DnsIsolated { policies: String } = "dns-isolated", "the name cannot be looked up: NetworkPolicy {policies} isolates the DNS pods in kube-system, and no rule lets this pod ask on 53/UDP";
        OtherDns { name: String } = "other-dns", "the pod's resolver does not ask the cluster's DNS for {name}";
        NoRecord { name: String, asked: String } = "no-record", "{name} has no address; asked for: {asked}";
        Tried { names: String } = "tried", "the pod's resolver first asks for {names}, which has no address";
        Resolved { name: String, asked: String, address: String } = "resolved", "{name} is {asked} and has the address {address}";
        ResolvedSeveral { name: String, asked: String, addresses: String } = "resolved-several", "{name} is {asked} and has the addresses {addresses}; the client takes one of them";

        OwnAddress { address: String } = "own-address", "{address} is the pod itself; no policy looks at that";
        OwnLoopback { address: String } = "own-loopback", "{address} never leaves the node";
        InsideOnly { address: String } = "inside-only", "{address} exists inside the cluster only; from outside there is no route to it";
        PodAddress { address: String, pod: String } = "pod-address", "{address} is pod {pod}";
        NobodysAddress { address: String } = "nobodys-address", "{address} belongs to no Service and no pod; packets to it get lost";
        OutsideAddress { address: String } = "outside-address", "{address} lies outside the cluster and is taken to answer";
        NothingOutside { port: String } = "nothing-outside", "nothing listens on {port} there";

        NoServicePort { service: String, port: String, open: String } = "no-service-port", "Service {service} has no port {port}, only {open}; packets to other ports of a cluster IP get lost";
        AnyEndpoint { service: String, port: String } = "any-endpoint", "Service {service} port {port}: any endpoint in the cluster may answer";
        InternalLocal { service: String, port: String } = "internal-local", "Service {service} port {port}: internalTrafficPolicy Local keeps traffic on the client's node";
        ExternalLocal { service: String, port: String } = "external-local", "Service {service} port {port}: externalTrafficPolicy Local keeps traffic on the node it entered";
        ExternalLocalExempt { service: String, port: String } = "external-local-exempt", "Service {service} port {port}: externalTrafficPolicy Local does not hold for the node's own traffic";
        Masqueraded { node: String } = "masqueraded", "kube-proxy sends the packet on with the address of {node}; policies on other nodes see the node, not who asked";
        NoBackendService { service: String, namespace: String } = "no-backend-service", "there is no Service {service} in namespace {namespace}";
        NoBackendPort { service: String, port: String } = "no-backend-port", "Service {service} has no port {port}";

        NoEndpoint = "no-endpoint", "there is no endpoint at all: refused";
        NoneUsable { all: usize } = "none-usable", "none of {all} endpoints can be used: refused";
        NoneLocal { node: String } = "none-local", "{node} has no endpoint of its own, others do: dropped";
        NotRefused { address: String } = "not-refused", "there is no endpoint, but kube-proxy does not refuse a node's own packets to an external IP: they leave for {address}";
        NoBackendEndpoint { service: String } = "no-backend-endpoint", "Service {service} has no endpoint that can be used";
        OneUsable = "one-usable", "one endpoint can be chosen";
        SomeUsable { kept: usize } = "some-usable", "any of {kept} endpoints can be chosen";
        Sticky { kept: usize, seconds: i64 } = "sticky", "any of {kept} endpoints can be chosen; sessionAffinity ClientIP then sends the same client to the same one until it is quiet for {seconds} seconds";

        NodePort { port: String, node: String, service: String } = "node-port", "port {port} of every node, so of {node}, leads to Service {service}";
        HealthCheck { node: String, answer: u16, ready: usize } = "health-check", "kube-proxy answers {answer}: {node} has {ready} ready endpoints of this Service";
        HostPort { port: String, node: String, pod: String } = "host-port", "host port {port} of {node} is mapped to pod {pod}";
        NothingOnNode { port: String, node: String } = "nothing-on-node", "nothing listens on {port} of {node}";

        NoIngressPort { port: u16 } = "no-ingress-port", "an ingress controller listens on 80 and 443, not on {port}";
        NoRule { url: String } = "no-rule", "no rule covers {url}, and there is no default backend";
        NoRuleOfServed { url: String, ignored: usize } = "no-rule-of-served", "no rule covers {url}, and there is no default backend; {ignored} of the Ingresses name no class that exists, so no controller serves them";
        Rule { url: String, ingress: String, service: String } = "rule", "{url} goes to Service {service} by a rule of Ingress {ingress}";
        DefaultBackend { url: String, ingress: String, service: String } = "default-backend", "no rule covers {url}; the default backend of Ingress {ingress} is Service {service}";
        ResourceBackend = "resource-backend", "a resource backend serves nothing here";

        DnsServer = "dns-server", "the cluster's DNS server answers";
        DnsPodsDenied { policies: String } = "dns-pods-denied", "NetworkPolicy {policies} isolates the DNS pods in kube-system for what they receive, and no rule allows this: dropped";

        EgressAllowed { pod: String, rule: usize, policy: String } = "egress-allowed", "pod {pod} is isolated for what it sends; rule {rule} of NetworkPolicy {policy} allows it";
        EgressDenied { pod: String, policies: String } = "egress-denied", "NetworkPolicy {policies} isolates pod {pod} for what it sends, and no rule allows this: dropped";
        IngressAllowed { pod: String, rule: usize, policy: String } = "ingress-allowed", "pod {pod} is isolated for what it receives; rule {rule} of NetworkPolicy {policy} allows it";
        IngressDenied { pod: String, policies: String } = "ingress-denied", "NetworkPolicy {policies} isolates pod {pod} for what it receives, and no rule allows this: dropped";
        OwnNode { pod: String, node: String } = "own-node", "pod {pod} is isolated for what it receives, but its own node {node} always reaches it";

        Listens { pod: String, port: String } = "listens", "pod {pod} listens on {port}";
        NothingListens { pod: String, port: String, open: String } = "nothing-listens", "nothing in pod {pod} listens on {port}; it declares {open}";
        DeclaresNothing { pod: String, port: String } = "declares-nothing", "nothing in pod {pod} listens on {port}; it declares no port at all";
    }
}

reasons! {
    /// Why an endpoint may be chosen, or not.
    CandidateReason {
        Ready = "ready", "ready";
        LastResort = "last-resort", "shutting down but still serving; no ready one is left";
        Record = "record", "one of the name's addresses";
        NotLocal { node: String } = "not-local", "on {node}, and the policy keeps traffic on its node";
        NoNode = "no-node", "on no known node, and the policy keeps traffic on its node";
        LeavingWhileOthersReady = "leaving-while-others-ready", "shutting down, and ready ones are left";
        LeavingUnready = "leaving-unready", "shutting down and not ready";
        NotReady = "not-ready", "not ready";
        HintedElsewhere { hints: String } = "hinted-elsewhere", "hinted for {hints}";
        SamePlace = "same-place", "the same address and port again";
        OtherPortName { held: String, wanted: String } = "other-port-name", "its slice calls the port {held}, the Service {wanted}";
    }
}
