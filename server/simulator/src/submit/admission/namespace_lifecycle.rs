//! NamespaceLifecycle.

use super::Plugin;

/// This plugin.
pub const PLUGIN: Plugin = Plugin { name: "NamespaceLifecycle", ..Plugin::NONE };
