//! StorageObjectInUseProtection.

use super::Plugin;

/// This plugin.
pub const PLUGIN: Plugin = Plugin { name: "StorageObjectInUseProtection", ..Plugin::NONE };
