//! PodTopologyLabels.

use super::Plugin;

/// This plugin.
pub const PLUGIN: Plugin = Plugin { name: "PodTopologyLabels", ..Plugin::NONE };
