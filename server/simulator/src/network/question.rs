//! What is asked of the network.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Can `from` reach `to` on that port? The same shape as in the conformance cases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConnectQuestion {
    /// A pod (`namespace/name`), `node/NAME`, or `outside`: a public address that routes to nodes only.
    pub from: String,
    /// A pod (`namespace/name`), `service/NAMESPACE/NAME`, `node/NAME`, `name/HOST`, `ip/ADDRESS`, or `ingress`.
    pub to: String,
    /// Port number.
    pub port: u16,
    /// `TCP` when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub protocol: Option<String>,
    /// The Host header, for `ingress`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host: Option<String>,
    /// The path of the request, for `ingress`; `/` when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
}

impl ConnectQuestion {
    /// The protocol in upper case.
    pub fn protocol(&self) -> &str {
        self.protocol.as_deref().unwrap_or("TCP")
    }

    /// Reads `FROM -> TO:PORT[/PROTOCOL]`, as the command line and people write it.
    ///
    /// # Errors
    /// Says which part is missing.
    pub fn parse(text: &str) -> Result<ConnectQuestion, String> {
        let form = "write it as 'default/client -> service/default/web:80' (add /UDP for another protocol)";
        let (from, rest) = text.split_once("->").ok_or_else(|| format!("there is no '->' in '{text}': {form}"))?;
        let (to, port) = rest.trim().rsplit_once(':').ok_or_else(|| format!("there is no port in '{text}': {form}"))?;
        let (port, protocol) = port.split_once('/').map_or((port, None), |(port, protocol)| (port, Some(protocol)));
        let port = port.parse().map_err(|_| format!("'{port}' is not a port number from 1 to 65535: {form}"))?;
        let (host, path, to) = match to.strip_prefix("ingress/") {
            Some(url) => {
                let (host, path) = url.split_once('/').map_or((url, "/".to_owned()), |(h, p)| (h, format!("/{p}")));
                (Some(host.to_owned()), Some(path), "ingress")
            }
            None => (None, None, to),
        };
        let protocol = protocol.map(str::to_uppercase);
        Ok(ConnectQuestion { from: from.trim().to_owned(), to: to.to_owned(), port, protocol, host, path })
    }
}

impl fmt::Display for ConnectQuestion {
    /// As [`ConnectQuestion::parse`] reads it.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} -> {}", self.from, self.to)?;
        if let Some(host) = &self.host {
            write!(out, "/{host}{}", self.path.as_deref().unwrap_or_default())?;
        }
        write!(out, ":{}", self.port)?;
        match self.protocol() {
            "TCP" => Ok(()),
            protocol => write!(out, "/{protocol}"),
        }
    }
}
