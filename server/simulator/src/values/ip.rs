//! IP addresses and CIDR blocks as the API server reads them, and what it says of those that it does not take.
//!
//! Follows apimachinery `pkg/util/validation/ip.go` with StrictIPCIDRValidation on (beta since 1.36): values that an
//! object holds already pass by the older, sloppy rules, which ignore zeros in front of a number.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// A block of addresses as it was typed: bits beyond the prefix may be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cidr {
    /// The address in front of the slash.
    pub address: IpAddr,
    /// Length of the prefix, in bits of the address as it was written.
    pub prefix: u8,
}

impl Cidr {
    /// The first address of the block.
    pub fn network(&self) -> IpAddr {
        match self.address {
            IpAddr::V4(address) => IpAddr::V4((address.to_bits() & mask(self.prefix.into(), 32) as u32).into()),
            IpAddr::V6(address) => IpAddr::V6((address.to_bits() & mask(self.prefix.into(), 128)).into()),
        }
    }

    /// Whether an address lies in the block; addresses of the other family never do.
    pub fn contains(&self, address: IpAddr) -> bool {
        Cidr { address: unmapped(address), prefix: self.prefix }.network() == self.network()
            && unmapped(address).is_ipv4() == self.address.is_ipv4()
    }
}

impl std::fmt::Display for Cidr {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}/{}", unmapped(self.network()), self.prefix)
    }
}

/// Reads an address, sloppily (`netutils.ParseIPSloppy`): zeros in front of a number carry no meaning.
pub fn parse(value: &str) -> Option<IpAddr> {
    if !value.contains(':') {
        return parse_v4(value).map(IpAddr::V4);
    }
    let groups: Option<Vec<String>> = value
        .split(':')
        .map(|group| match group.contains('.') {
            true => parse_v4(group).map(|address| address.to_string()),
            false => Some(without_zeros(group).to_owned()),
        })
        .collect();
    groups?.join(":").parse::<Ipv6Addr>().ok().map(IpAddr::V6)
}

/// Reads a block, sloppily (`netutils.ParseCIDRSloppy`).
pub fn parse_cidr(value: &str) -> Option<Cidr> {
    let (address, prefix) = value.split_once('/')?;
    let address = parse(address)?;
    let longest = if address.is_ipv4() { 32 } else { 128 };
    let is_number = !prefix.is_empty() && prefix.bytes().all(|b| b.is_ascii_digit());
    let prefix = without_zeros(prefix).parse().ok().filter(|length| is_number && *length <= longest)?;
    Some(Cidr { address, prefix })
}

/// Whether the address counts as IPv4: also when it is mapped into IPv6 (`net.IP.To4`).
pub fn is_ipv4(address: &IpAddr) -> bool {
    unmapped(*address).is_ipv4()
}

/// `IPv4` or `IPv6`, as `spec.ipFamilies` names them.
pub fn family(address: &IpAddr) -> &'static str {
    if is_ipv4(address) { "IPv4" } else { "IPv6" }
}

/// What is the matter with an address in a field; empty when it is fine.
pub fn ip_messages(value: &str) -> Vec<String> {
    let Some(_) = parse(value) else { return ip_messages_kept(value) };
    match value.parse::<IpAddr>() {
        Err(_) => vec!["must not have leading 0s".to_owned()],
        Ok(address) if is_mapped(&address) => vec!["must not be an IPv4-mapped IPv6 address".to_owned()],
        Ok(_) => Vec::new(),
    }
}

/// The same for a value that the stored object holds already.
pub fn ip_messages_kept(value: &str) -> Vec<String> {
    match parse(value) {
        Some(_) => Vec::new(),
        None => vec!["must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)".to_owned()],
    }
}

/// What is the matter with a block of addresses in a field; empty when it is fine.
pub fn cidr_messages(value: &str) -> Vec<String> {
    let Some(cidr) = parse_cidr(value) else { return cidr_messages_kept(value) };
    let message = if !is_strict_cidr(value) {
        "must not have leading 0s in IP or prefix length"
    } else if is_mapped(&cidr.address) {
        "must not have an IPv4-mapped IPv6 address"
    } else if cidr.network() != cidr.address {
        "must not have bits set beyond the prefix length"
    } else {
        return Vec::new();
    };
    vec![message.to_owned()]
}

/// The same for a value that the stored object holds already.
pub fn cidr_messages_kept(value: &str) -> Vec<String> {
    match parse_cidr(value) {
        Some(_) => Vec::new(),
        None => vec!["must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)".to_owned()],
    }
}

/// Why traffic cannot be sent to an address (`ValidateNonSpecialIP`); empty when it can.
pub fn special_messages(address: &IpAddr) -> Vec<String> {
    let (unspecified, loopback, link_local, link_local_multicast) = match unmapped(*address) {
        IpAddr::V4(v4) => {
            (v4.is_unspecified(), v4.is_loopback(), v4.is_link_local(), matches!(v4.octets(), [224, 0, 0, _]))
        }
        IpAddr::V6(v6) => {
            (v6.is_unspecified(), v6.is_loopback(), v6.is_unicast_link_local(), v6.segments()[0] & 0xff0f == 0xff02)
        }
    };
    [
        (unspecified, "may not be unspecified (0.0.0.0)"),
        (loopback, "may not be in the loopback range (127.0.0.0/8, ::1/128)"),
        (link_local, "may not be in the link-local range (169.254.0.0/16, fe80::/10)"),
        (link_local_multicast, "may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)"),
    ]
    .iter()
    .filter(|(applies, _)| *applies)
    .map(|(_, message)| (*message).to_owned())
    .collect()
}

/// The Warning text for an address that is taken but not written as it should be.
pub fn ip_warning(path: &str, value: &str) -> Option<String> {
    let address = parse(value)?;
    match value.parse::<IpAddr>() {
        Ok(strict) if !is_mapped(&strict) => (strict.is_ipv6() && strict.to_string() != value)
            .then(|| format!("{path}: IPv6 address \"{value}\" should be in RFC 5952 canonical format (\"{strict}\")")),
        _ => Some(format!(
            "{path}: non-standard IP address \"{value}\" will be considered invalid in a future Kubernetes release: use \"{}\"",
            unmapped(address)
        )),
    }
}

/// The Warning texts for a block that is taken but not written as it should be.
pub fn cidr_warnings(path: &str, value: &str) -> Vec<String> {
    let Some(cidr) = parse_cidr(value) else { return Vec::new() };
    let mut warnings = Vec::new();
    if cidr.network() != cidr.address {
        let whole = if cidr.address.is_ipv4() { 32 } else { 128 };
        let single = format!("{}/{whole}", unmapped(cidr.address));
        warnings.push(format!(
            "{path}: CIDR value \"{value}\" is ambiguous in this context (should be \"{cidr}\" or \"{single}\"?)"
        ));
    }
    if !is_strict_cidr(value) || is_mapped(&cidr.address) {
        warnings.push(format!(
            "{path}: non-standard CIDR value \"{value}\" will be considered invalid in a future Kubernetes release: use \"{cidr}\""
        ));
    }
    let canonical = format!("{}/{}", cidr.address, cidr.prefix);
    if warnings.is_empty() && cidr.address.is_ipv6() && canonical != value {
        warnings.push(format!(
            "{path}: IPv6 CIDR value \"{value}\" should be in RFC 5952 canonical format (\"{canonical}\")"
        ));
    }
    warnings
}

/// An address mapped into IPv6 as the IPv4 address that it stands for; any other as it is.
pub fn unmapped(address: IpAddr) -> IpAddr {
    address.to_canonical()
}

fn is_mapped(address: &IpAddr) -> bool {
    matches!(address, IpAddr::V6(v6) if v6.to_ipv4_mapped().is_some())
}

fn is_strict_cidr(value: &str) -> bool {
    value.split_once('/').is_some_and(|(address, prefix)| {
        address.parse::<IpAddr>().is_ok() && (prefix == "0" || !prefix.starts_with('0'))
    })
}

fn parse_v4(value: &str) -> Option<Ipv4Addr> {
    value.split('.').map(without_zeros).collect::<Vec<_>>().join(".").parse().ok()
}

/// Drops zeros in front of a number, keeping the last digit.
fn without_zeros(number: &str) -> &str {
    let zeros = number.bytes().take_while(|b| *b == b'0').count();
    number.get(zeros.min(number.len().saturating_sub(1))..).unwrap_or(number)
}

/// The upper `prefix` of `bits` bits set.
fn mask(prefix: u32, bits: u32) -> u128 {
    let whole = u128::MAX >> (128 - bits);
    whole ^ whole.checked_shr(prefix).unwrap_or(0)
}
