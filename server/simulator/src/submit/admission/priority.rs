//! Priority.

use super::Plugin;

/// This plugin.
pub const PLUGIN: Plugin = Plugin { name: "Priority", ..Plugin::NONE };
