//! The checks of the baseline level, sorted by their upstream names (`policy/check_*.go`). Annotations about seccomp,
//! which versions before 1.19 look at, are not checked.

use super::check::{Check, Pod, Sorted, Violation, containers, named, plural, quoted, uses};
use crate::value::Value;
use crate::values::field::quote;

pub(super) static CHECKS: &[Check] = &[
    Check { since: 0, overridden: None, run: app_armor_profile },
    Check { since: 0, overridden: Some(22), run: capabilities },
    Check { since: 0, overridden: None, run: host_namespaces },
    Check { since: 0, overridden: Some(0), run: host_path_volumes },
    Check { since: 0, overridden: None, run: host_ports },
    Check { since: 34, overridden: None, run: host_probes_and_host_lifecycle },
    Check { since: 0, overridden: None, run: privileged },
    Check { since: 0, overridden: Some(35), run: proc_mount },
    Check { since: 0, overridden: None, run: se_linux_options },
    Check { since: 19, overridden: Some(19), run: explicit_seccomp },
    Check { since: 0, overridden: None, run: sysctls },
    Check { since: 0, overridden: None, run: windows_host_process },
];

const CAPABILITIES: [&str; 13] = [
    "AUDIT_WRITE",
    "CHOWN",
    "DAC_OVERRIDE",
    "FOWNER",
    "FSETID",
    "KILL",
    "MKNOD",
    "NET_BIND_SERVICE",
    "SETFCAP",
    "SETGID",
    "SETPCAP",
    "SETUID",
    "SYS_CHROOT",
];

/// Kernel parameters that belong to the pod alone, and since when they are allowed.
const SYSCTLS: [(&str, u32); 14] = [
    ("kernel.shm_rmid_forced", 0),
    ("net.ipv4.ip_local_port_range", 0),
    ("net.ipv4.tcp_syncookies", 0),
    ("net.ipv4.ping_group_range", 0),
    ("net.ipv4.ip_unprivileged_port_start", 0),
    ("net.ipv4.ip_local_reserved_ports", 27),
    ("net.ipv4.tcp_keepalive_time", 29),
    ("net.ipv4.tcp_fin_timeout", 29),
    ("net.ipv4.tcp_keepalive_intvl", 29),
    ("net.ipv4.tcp_keepalive_probes", 29),
    ("net.ipv4.tcp_rmem", 32),
    ("net.ipv4.tcp_wmem", 32),
    ("net.ipv4.tcp_slow_start_after_idle", 37),
    ("net.ipv4.tcp_notsent_lowat", 37),
];

/// SELinux types of containers, and since when they are allowed.
const SE_LINUX_TYPES: [(&str, u32); 5] =
    [("", 0), ("container_t", 0), ("container_init_t", 0), ("container_kvm_t", 0), ("container_engine_t", 31)];

/// Annotations that fields have replaced.
const APP_ARMOR: &str = "container.apparmor.security.beta.kubernetes.io/";

fn app_armor_profile(pod: &Pod<'_>) -> Option<Violation> {
    fn kind(context: &Value) -> Option<&str> {
        let kind = context.at(&["appArmorProfile", "type"]).as_str();
        kind.filter(|kind| !matches!(*kind, "RuntimeDefault" | "Localhost"))
    }
    let setters = pod.setters(|context| kind(context).is_some());
    let values: Sorted<'_> = pod.contexts().filter_map(kind).collect();
    let is_bad = |(key, value): &(&str, &Value)| {
        key.starts_with(APP_ARMOR)
            && !matches!(value.str(), "" | "runtime/default")
            && !value.str().starts_with("localhost/")
    };
    let annotations: Vec<String> =
        pod.annotations.members().filter(is_bad).map(|(key, value)| format!("{key}={}", quote(value.str()))).collect();
    let mut setters: Vec<String> = setters.into_iter().collect();
    if !annotations.is_empty() {
        setters.push(plural("annotation", annotations.len()));
    }
    let values: Vec<&str> = values.into_iter().chain(annotations.iter().map(String::as_str)).collect();
    (!setters.is_empty()).then(|| Violation {
        reason: if values.len() == 1 { "forbidden AppArmor profile" } else { "forbidden AppArmor profiles" },
        detail: format!("{} must not set AppArmor profile type to {}", setters.join(" and "), quoted(values)),
    })
}

fn capabilities(pod: &Pod<'_>) -> Option<Violation> {
    let added = |context: &Value| -> Vec<String> {
        let list = context.at(&["capabilities", "add"]).list().iter().map(Value::str);
        list.filter(|held| !CAPABILITIES.contains(held)).map(str::to_owned).collect()
    };
    let bad = pod.bad(|context| !added(context).is_empty());
    let all: Vec<String> = containers(pod.spec).flat_map(|held| added(held.get("securityContext"))).collect();
    let all: Sorted<'_> = all.iter().map(String::as_str).collect();
    (!bad.is_empty()).then(|| Violation {
        reason: "non-default capabilities",
        detail: format!(
            "{} must not include {} in securityContext.capabilities.add",
            named("container", &bad),
            quoted(all)
        ),
    })
}

fn host_namespaces(pod: &Pod<'_>) -> Option<Violation> {
    let used: Vec<String> = ["hostNetwork", "hostPID", "hostIPC"]
        .into_iter()
        .filter(|key| pod.spec.get(key).is_true())
        .map(|key| format!("{key}=true"))
        .collect();
    (!used.is_empty()).then(|| Violation { reason: "host namespaces", detail: used.join(", ") })
}

fn host_path_volumes(pod: &Pod<'_>) -> Option<Violation> {
    let volumes = pod.spec.get("volumes").list().iter().filter(|volume| !volume.get("hostPath").is_null());
    let names: Vec<&str> = volumes.map(|volume| volume.get("name").str()).collect();
    (!names.is_empty()).then(|| Violation { reason: "hostPath volumes", detail: named("volume", &names) })
}

fn host_ports(pod: &Pod<'_>) -> Option<Violation> {
    let of = |container: &Value| -> Vec<String> {
        let ports = container.get("ports").list().iter().map(|port| port.get("hostPort").int());
        ports.filter(|port| *port != 0).map(|port| port.to_string()).collect()
    };
    let bad: Vec<&str> =
        containers(pod.spec).filter(|held| !of(held).is_empty()).map(|held| held.get("name").str()).collect();
    let ports: Vec<String> = containers(pod.spec).flat_map(of).collect();
    let ports: Vec<&str> = ports.iter().map(String::as_str).collect::<Sorted<'_>>().into_iter().collect();
    (!bad.is_empty()).then(|| Violation {
        reason: "hostPort",
        detail: uses("container", &bad, "hostPort", ports.len(), &ports.join(", ")),
    })
}

fn host_probes_and_host_lifecycle(pod: &Pod<'_>) -> Option<Violation> {
    const HANDLERS: [&[&str]; 5] = [
        &["livenessProbe"],
        &["readinessProbe"],
        &["startupProbe"],
        &["lifecycle", "postStart"],
        &["lifecycle", "preStop"],
    ];
    fn hosts(container: &Value) -> impl Iterator<Item = &str> {
        let handlers = HANDLERS.into_iter().map(|way| container.at(way));
        let hosts = handlers.flat_map(|handler| ["httpGet", "tcpSocket"].map(|kind| handler.at(&[kind, "host"]).str()));
        hosts.filter(|host| !host.is_empty())
    }
    let bad: Sorted<'_> =
        containers(pod.spec).filter(|held| hosts(held).next().is_some()).map(|held| held.get("name").str()).collect();
    let bad: Vec<&str> = bad.into_iter().collect();
    let all: Sorted<'_> = containers(pod.spec).flat_map(hosts).collect();
    (!bad.is_empty()).then(|| Violation {
        reason: "probe or lifecycle host",
        detail: uses("container", &bad, "probe or lifecycle host", all.len(), &quoted(all)),
    })
}

fn privileged(pod: &Pod<'_>) -> Option<Violation> {
    let bad = pod.bad(|context| context.get("privileged").is_true());
    (!bad.is_empty()).then(|| Violation {
        reason: "privileged",
        detail: format!("{} must not set securityContext.privileged=true", named("container", &bad)),
    })
}

fn proc_mount(pod: &Pod<'_>) -> Option<Violation> {
    if pod.has_own_users() { None } else { masked_proc(pod) }
}

/// A `/proc` that hides less than the default one.
pub(super) fn masked_proc(pod: &Pod<'_>) -> Option<Violation> {
    let of = |context: &Value| context.get("procMount").as_str().is_some_and(|kind| kind != "Default");
    let bad = pod.bad(of);
    let kinds = containers(pod.spec).map(|held| held.get("securityContext")).filter(|context| of(context));
    let kinds: Sorted<'_> = kinds.map(|context| context.get("procMount").str()).collect();
    (!bad.is_empty()).then(|| Violation {
        reason: "procMount",
        detail: format!("{} must not set securityContext.procMount to {}", named("container", &bad), quoted(kinds)),
    })
}

fn se_linux_options(pod: &Pod<'_>) -> Option<Violation> {
    let is_allowed = |kind: &str| SE_LINUX_TYPES.iter().any(|(held, since)| *held == kind && *since <= pod.version);
    let set = |context: &Value, key: &str| !context.at(&["seLinuxOptions", key]).is_empty();
    let setters = pod.setters(|context| {
        !is_allowed(context.at(&["seLinuxOptions", "type"]).str()) || set(context, "user") || set(context, "role")
    })?;
    let kinds = pod.contexts().map(|context| context.at(&["seLinuxOptions", "type"]).str());
    let kinds: Sorted<'_> = kinds.filter(|kind| !is_allowed(kind)).collect();
    let mut bad = Vec::new();
    if !kinds.is_empty() {
        bad.push(format!("{} {}", plural("type", kinds.len()), quoted(kinds)));
    }
    for key in ["user", "role"] {
        if pod.contexts().any(|context| set(context, key)) {
            bad.push(format!("{key} may not be set"));
        }
    }
    Some(Violation {
        reason: "seLinuxOptions",
        detail: format!("{setters} set forbidden securityContext.seLinuxOptions: {}", bad.join("; ")),
    })
}

/// Profiles that are set to something else than the two that are allowed.
pub(super) fn explicit_seccomp(pod: &Pod<'_>) -> Option<Violation> {
    fn kind(context: &Value) -> Option<&str> {
        let kind = context.at(&["seccompProfile", "type"]).as_str();
        kind.filter(|kind| !matches!(*kind, "RuntimeDefault" | "Localhost"))
    }
    let setters = pod.setters(|context| kind(context).is_some())?;
    let kinds: Sorted<'_> = pod.contexts().filter_map(kind).collect();
    Some(Violation {
        reason: "seccompProfile",
        detail: format!("{setters} must not set securityContext.seccompProfile.type to {}", quoted(kinds)),
    })
}

fn sysctls(pod: &Pod<'_>) -> Option<Violation> {
    let is_allowed = |name: &str| SYSCTLS.iter().any(|(held, since)| *held == name && *since <= pod.version);
    let set = pod.context().get("sysctls").list().iter().map(|sysctl| sysctl.get("name").str());
    let bad: Vec<&str> = set.filter(|name| !is_allowed(name)).collect();
    (!bad.is_empty()).then(|| Violation { reason: "forbidden sysctls", detail: bad.join(", ") })
}

fn windows_host_process(pod: &Pod<'_>) -> Option<Violation> {
    let setters = pod.setters(|context| context.at(&["windowsOptions", "hostProcess"]).is_true())?;
    Some(Violation {
        reason: "hostProcess",
        detail: format!("{setters} must not set securityContext.windowsOptions.hostProcess=true"),
    })
}
