//! ResourceQuota.

use super::Plugin;

/// This plugin.
pub const PLUGIN: Plugin = Plugin { name: "ResourceQuota", ..Plugin::NONE };
