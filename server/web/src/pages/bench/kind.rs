//! The look of a kind: its colour and its icon, fixed everywhere.

/// What a kind looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// The value of `data-kind`, which gives the colour; empty for kinds without one.
    pub kind: &'static str,
    /// The icon's id in the sprite.
    pub symbol: &'static str,
}

const LOOKS: &[(&str, Look)] = &[
    ("Pod", Look { kind: "pod", symbol: "k-pod" }),
    ("Service", Look { kind: "service", symbol: "k-service" }),
    ("EndpointSlice", Look { kind: "slice", symbol: "k-slice" }),
    ("Endpoints", Look { kind: "slice", symbol: "k-slice" }),
    ("PersistentVolumeClaim", Look { kind: "claim", symbol: "k-claim" }),
    ("PersistentVolume", Look { kind: "volume", symbol: "k-volume" }),
    ("StorageClass", Look { kind: "class", symbol: "k-class" }),
    ("NetworkPolicy", Look { kind: "policy", symbol: "k-policy" }),
    ("Node", Look { kind: "node", symbol: "k-node" }),
];

impl Look {
    /// The look of a kind such as `Service`; kinds without an icon of their own share a plain square.
    pub fn of(kind: &str) -> Look {
        LOOKS.iter().find(|(known, _)| *known == kind).map_or(Look { kind: "", symbol: "k-other" }, |(_, look)| *look)
    }
}
