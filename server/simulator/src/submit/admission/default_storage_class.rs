//! DefaultStorageClass.

use super::Plugin;

/// This plugin.
pub const PLUGIN: Plugin = Plugin { name: "DefaultStorageClass", ..Plugin::NONE };
