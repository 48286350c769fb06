//! PersistentVolumeClaimResize.

use super::Plugin;

/// This plugin.
pub const PLUGIN: Plugin = Plugin { name: "PersistentVolumeClaimResize", ..Plugin::NONE };
