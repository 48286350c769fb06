//! The grammar of names in the cluster's zone (CoreDNS `plugin/kubernetes/parse.go`).

/// The zone of the cluster.
pub(super) const ZONE: &str = "cluster.local.";

/// What a name in the zone asks for; all in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Request {
    /// The zone itself, `svc` or `pod`: there, without data.
    Between,
    /// A single label in front of the zone that is neither: `dns-version`, or nothing.
    Label(String),
    /// A namespace below `svc` or `pod`.
    Namespace(String),
    /// Something below a namespace.
    Named {
        /// Whether it stands below `pod` rather than `svc`.
        pod: bool,
        namespace: String,
        /// A Service, or an address with dashes.
        name: String,
        /// One label in front, or two: port and protocol. Empty when not given.
        front: Front,
    },
    /// `ns.dns`, the name of the server itself.
    NameServer,
    /// Anything else.
    Nothing,
}

/// What stands in front of a Service.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Front {
    pub(super) endpoint: String,
    pub(super) port: String,
    pub(super) protocol: String,
}

impl Front {
    /// Whether only the bare name was asked for. A lone underscore counts as bare.
    pub(super) fn is_empty(&self) -> bool {
        *self == Front::default()
    }

    /// Whether a port of that name and protocol is asked for; an empty part fits everything.
    pub(super) fn fits_port(&self, name: &str, protocol: &str) -> bool {
        let fits = |asked: &str, found: &str| asked.is_empty() || asked.eq_ignore_ascii_case(found);
        fits(&self.port, name) && fits(&self.protocol, protocol)
    }
}

/// Reads a full name that lies in the zone.
pub(super) fn parse(name: &str) -> Request {
    let lower = name.to_ascii_lowercase();
    let head = lower.strip_suffix(ZONE).unwrap_or(&lower).trim_end_matches('.');
    let labels: Vec<&str> = head.split('.').filter(|label| !label.is_empty()).collect();
    let owned = |text: &str| text.to_owned();
    match labels.as_slice() {
        [] | ["svc" | "pod"] => Request::Between,
        ["ns", "dns"] => Request::NameServer,
        [label] => Request::Label(owned(label)),
        [namespace, "svc" | "pod"] => Request::Namespace(owned(namespace)),
        [front @ .., name, namespace, tree @ ("svc" | "pod")] => {
            let front = match front {
                [] => Front::default(),
                [endpoint] => Front { endpoint: owned(endpoint), ..Front::default() },
                [port, protocol] => {
                    let bare = |label: &str| owned(label.strip_prefix('_').unwrap_or(label));
                    Front { port: bare(port), protocol: bare(protocol), ..Front::default() }
                }
                _ => return Request::Nothing,
            };
            Request::Named { pod: *tree == "pod", namespace: owned(namespace), name: owned(name), front }
        }
        _ => Request::Nothing,
    }
}
