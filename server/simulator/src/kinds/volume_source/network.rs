//! Sources that are reached over a storage network: NFS, iSCSI, Fibre Channel and others.

use super::Around;
use crate::value::Value;
use crate::values::field::{Errors, Path};
use crate::values::name::dns1123_label;

const INITIATOR_TOO_LONG: &str = "Total length of <volume name>:<iscsi.targetPortal> must be under 64 characters if iscsi.initiatorName is specified.";
const HOST_PORTS: &str = "must be a host:port pair or multiple pairs separated by commas";

pub(super) fn nfs(source: &Value, _: Around<'_>, path: &Path, errors: &mut Errors) {
    let text = source.get("path").str();
    if !text.starts_with('/') {
        errors.invalid(&path.child("path"), text, "must be an absolute path");
    }
}

/// A pod's iSCSI volume (`validateISCSIVolumeSource`).
pub(super) fn iscsi(source: &Value, _: Around<'_>, path: &Path, errors: &mut Errors) {
    let unknown = "must be valid format starting with iqn, eui, or naa";
    iscsi_target(source, unknown, path, errors);
    iscsi_initiator(source, unknown, path, errors);
}

/// A PersistentVolume's iSCSI source (`validateISCSIPersistentVolumeSource`).
pub(super) fn persistent_iscsi(source: &Value, around: Around<'_>, path: &Path, errors: &mut Errors) {
    if initiator_is_too_long(source, around) {
        errors.invalid(&path.child("targetportal"), source.get("targetPortal").str(), INITIATOR_TOO_LONG);
    }
    let unknown = "must be valid format";
    iscsi_target(source, unknown, path, errors);
    let secret = source.get("secretRef");
    if !secret.is_null() && secret.get("name").is_empty() {
        errors.required(&path.child("secretRef").child("name"), "");
    }
    iscsi_initiator(source, unknown, path, errors);
}

/// A pod's volume with an initiator has a bounded name; checked of a refused second source, too.
pub(super) fn iscsi_volume_name(source: &Value, around: Around<'_>, path: &Path, errors: &mut Errors) {
    if initiator_is_too_long(source, around) {
        errors.invalid(&path.child("name"), around.volume, INITIATOR_TOO_LONG);
    }
}

pub(super) fn fc(source: &Value, _: Around<'_>, path: &Path, errors: &mut Errors) {
    let (targets, ids) = (source.get("targetWWNs"), source.get("wwids"));
    let targets_path = path.child("targetWWNs");
    match (targets.is_empty(), ids.is_empty()) {
        (true, true) => errors.required(&targets_path, "must specify either targetWWNs or wwids, but not both"),
        (false, false) => {
            errors.invalid(&targets_path, targets, "targetWWNs and wwids can not be specified simultaneously")
        }
        _ => {}
    }
    if targets.is_empty() {
        return;
    }
    match source.get("lun").as_int() {
        None => errors.required(&path.child("lun"), "lun is required if targetWWNs is specified"),
        Some(lun) => lun_in_range(lun, path, errors),
    }
}

pub(super) fn flocker(source: &Value, _: Around<'_>, path: &Path, errors: &mut Errors) {
    let (name, id) = (source.get("datasetName").str(), source.get("datasetUUID"));
    match (name.is_empty(), id.is_empty()) {
        (true, true) => errors.required(path, "one of datasetName and datasetUUID is required"),
        (false, false) => {
            errors.invalid(path, "resource", "datasetName and datasetUUID can not be specified simultaneously")
        }
        _ => {}
    }
    if name.contains('/') {
        errors.invalid(&path.child("datasetName"), name, "must not contain '/'");
    }
}

pub(super) fn quobyte(source: &Value, _: Around<'_>, path: &Path, errors: &mut Errors) {
    let registry = source.get("registry").str();
    if registry.is_empty() {
        errors.required(&path.child("registry"), HOST_PORTS);
    } else if source.get("tenant").str().len() >= 65 {
        errors.required(&path.child("tenant"), "must be a UUID and may not exceed a length of 64 characters");
    } else {
        for _ in registry.split(',').filter(|pair| !is_host_port(pair)) {
            errors.invalid(&path.child("registry"), registry, HOST_PORTS);
        }
    }
    if source.get("volume").is_empty() {
        errors.required(&path.child("volume"), "");
    }
}

pub(super) fn glusterfs_namespace(source: &Value, _: Around<'_>, path: &Path, errors: &mut Errors) {
    let path = path.child("endpointsNamespace");
    match source.get("endpointsNamespace").as_str() {
        None => {}
        Some("") => errors.invalid(&path, "", "if the endpointnamespace is set, it must be a valid namespace name"),
        Some(name) => dns1123_label(name).iter().for_each(|message| errors.invalid(&path, name, message)),
    }
}

fn iscsi_target(source: &Value, unknown: &str, path: &Path, errors: &mut Errors) {
    let name = source.get("iqn").str();
    let name_path = path.child("iqn");
    if name.is_empty() {
        errors.required(&name_path, "");
    } else if !has_known_prefix(name) {
        errors.invalid(&name_path, name, unknown);
    } else if !is_iscsi_name(name) {
        errors.invalid(&name_path, name, "must be valid format");
    }
    lun_in_range(source.get("lun").int(), path, errors);
    let authenticates = source.get("chapAuthDiscovery").is_true() || source.get("chapAuthSession").is_true();
    if authenticates && source.get("secretRef").is_null() {
        errors.required(&path.child("secretRef"), "");
    }
}

fn iscsi_initiator(source: &Value, unknown: &str, path: &Path, errors: &mut Errors) {
    let Some(name) = source.get("initiatorName").as_str() else { return };
    let path = path.child("initiatorname");
    if !has_known_prefix(name) {
        errors.invalid(&path, name, unknown);
    } else if !is_iscsi_name(name) {
        errors.invalid(&path, name, "must be valid format");
    }
}

fn initiator_is_too_long(source: &Value, around: Around<'_>) -> bool {
    !source.get("initiatorName").is_null() && around.volume.len() + 1 + source.get("targetPortal").str().len() > 64
}

fn lun_in_range(lun: i64, path: &Path, errors: &mut Errors) {
    if !(0..=255).contains(&lun) {
        errors.invalid(&path.child("lun"), lun, "must be between 0 and 255, inclusive");
    }
}

fn has_known_prefix(name: &str) -> bool {
    ["iqn", "eui", "naa"].iter().any(|prefix| name.starts_with(prefix))
}

/// `iqn.yyyy-mm.domain:anything`, `eui.` and 16 or `naa.` and 32 letters and digits.
fn is_iscsi_name(name: &str) -> bool {
    let counted = |rest: &str, count: usize| {
        let mut rest = rest.chars();
        // Upstream's expression has an unescaped point: any character may stand there.
        rest.next().is_some() && rest.as_str().len() == count && rest.all(|c| c.is_ascii_alphanumeric())
    };
    match (name.strip_prefix("eui"), name.strip_prefix("naa")) {
        (Some(rest), _) => counted(rest, 16),
        (_, Some(rest)) => counted(rest, 32),
        _ => is_qualified_iscsi_name(name),
    }
}

/// `iqn\.\d{4}-\d{2}\.([[:alnum:]-.]+)(:[^,;*&$|\s]+)$`.
fn is_qualified_iscsi_name(name: &str) -> bool {
    let Some(rest) = name.strip_prefix("iqn.") else { return false };
    let bytes = rest.as_bytes();
    let date = bytes.len() > 8
        && bytes.iter().take(8).enumerate().all(|(at, byte)| match at {
            4 => *byte == b'-',
            7 => *byte == b'.',
            _ => byte.is_ascii_digit(),
        });
    let Some((domain, unique)) = rest.get(8..).and_then(|rest| rest.split_once(':')) else { return false };
    date && !domain.is_empty()
        && domain.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.')
        && !unique.is_empty()
        && !unique.chars().any(|c| ",;*&$|".contains(c) || c.is_ascii_whitespace())
}

/// Whether Go's `net.SplitHostPort` takes it apart.
fn is_host_port(text: &str) -> bool {
    let Some((host, _)) = text.rsplit_once(':') else { return false };
    match host.strip_prefix('[') {
        Some(inner) => inner.strip_suffix(']').is_some_and(|inner| !inner.contains(['[', ']'])),
        None => !host.contains([':', '[', ']']),
    }
}
