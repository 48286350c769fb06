//! A tree into values (go-yaml v2 `decode.go`: `decoder`): tags, aliases, merge keys, duplicate keys.

use crate::Span;
use crate::chunk::Chunk;
use crate::compose::{Content, NodeId, Tree, TreeNode};
use crate::go_syntax::go_syntax;
use crate::limits::{Limit, Limits};
use crate::resolve::resolve;
use crate::value::{Duplicate, Key, Member, Members, Value, ValueData};
use std::collections::BTreeSet;
use std::ops::Range;

/// Why a tree has no value.
#[derive(Debug)]
pub(crate) enum DecodeError {
    /// go-yaml's words behind `yaml: `, and where, in bytes of the chunk.
    Yaml { words: String, at: Range<usize> },
    /// One of our own bounds.
    Limit(Limit, Range<usize>),
}

/// The value of a tree, and the keys that were lost on the way.
pub(crate) fn decode(
    chunk: &Chunk<'_>,
    tree: &Tree,
    root: NodeId,
    limits: &mut Limits,
) -> Result<(Value, BTreeSet<Duplicate>), DecodeError> {
    let mut decoder = Decoder {
        chunk,
        tree,
        limits,
        aliases: BTreeSet::new(),
        decoded: 0,
        decoded_by_alias: 0,
        depth: 0,
        duplicates: BTreeSet::new(),
    };
    let value = decoder.decode(root)?;
    Ok((value, decoder.duplicates))
}

struct Decoder<'a> {
    chunk: &'a Chunk<'a>,
    tree: &'a Tree,
    limits: &'a mut Limits,
    /// The aliases that are being expanded right now.
    aliases: BTreeSet<NodeId>,
    decoded: usize,
    decoded_by_alias: usize,
    depth: usize,
    /// Sorted, and each once, however often aliases repeat it.
    duplicates: BTreeSet<Duplicate>,
}

impl<'a> Decoder<'a> {
    /// Recursion is bounded by the depth budget.
    fn decode(&mut self, id: NodeId) -> Result<Value, DecodeError> {
        let Some(node) = self.enter(id)? else { return Ok(Value::default()) };
        let span = self.chunk.to_span(&node.span);
        let data = match &node.content {
            Content::Alias { name, target } => {
                return self.through_alias(id, node, name, |decoder| decoder.decode(*target));
            }
            Content::Scalar { value, plain } => {
                ValueData::from(resolve(value, *plain, node.tag.as_deref()).map_err(|words| yaml_error(words, node))?)
            }
            Content::Sequence(items) => self.deeper(node, |decoder| {
                let items = items.iter().map(|item| decoder.decode(*item)).collect::<Result<_, _>>()?;
                Ok(ValueData::List(items))
            })?,
            Content::Mapping(children) => self.deeper(node, |decoder| {
                let mut members = Members::default();
                decoder.members(children, &mut members, None)?;
                Ok(ValueData::Map(members.list))
            })?,
        };
        Ok(Value { span, data })
    }

    /// Counts a node as go-yaml does, which refuses documents made mostly of aliases, and as our budget does.
    fn enter(&mut self, id: NodeId) -> Result<Option<&'a TreeNode>, DecodeError> {
        let Some(node) = self.tree.node(id) else { return Ok(None) };
        self.decoded += 1;
        if !self.aliases.is_empty() {
            self.decoded_by_alias += 1;
        }
        if excessive(self.decoded_by_alias, self.decoded) {
            return Err(yaml_error("document contains excessive aliasing".to_owned(), node));
        }
        if !self.aliases.is_empty() {
            self.limits.alias_node().map_err(|limit| DecodeError::Limit(limit, node.span.clone()))?;
        }
        Ok(Some(node))
    }

    fn through_alias<T>(
        &mut self,
        id: NodeId,
        node: &TreeNode,
        name: &str,
        read: impl FnOnce(&mut Self) -> Result<T, DecodeError>,
    ) -> Result<T, DecodeError> {
        if !self.aliases.insert(id) {
            return Err(yaml_error(format!("anchor '{name}' value contains itself"), node));
        }
        let result = self.deeper(node, read);
        self.aliases.remove(&id);
        result
    }

    fn deeper<T>(
        &mut self,
        node: &TreeNode,
        read: impl FnOnce(&mut Self) -> Result<T, DecodeError>,
    ) -> Result<T, DecodeError> {
        self.depth += 1;
        self.limits.depth(self.depth).map_err(|limit| DecodeError::Limit(limit, node.span.clone()))?;
        let result = read(self);
        self.depth -= 1;
        result
    }

    /// Reads keys and values in the order of the text; a merge key acts where it stands. `merge`: the place of the
    /// merge key that these come through.
    fn members(&mut self, children: &[NodeId], members: &mut Members, merge: Option<Span>) -> Result<(), DecodeError> {
        for pair in children.chunks(2) {
            let &[key_id, value_id] = pair else { continue };
            let Some(key_node) = self.tree.node(key_id) else { continue };
            if is_merge(key_node) {
                let place = self.chunk.to_span(&key_node.span);
                self.merge(value_id, members, merge.unwrap_or(place))?;
                continue;
            }
            let key = self.decode(key_id)?;
            if matches!(key.data, ValueData::List(_) | ValueData::Map(_)) {
                let words = format!("invalid map key: {}", go_syntax(&key));
                return Err(yaml_error(words, key_node));
            }
            let value = self.decode(value_id)?;
            let member = Member { key: Key::from(key.data), key_span: key.span, value, merged: merge.is_some() };
            let later = merge.unwrap_or(member.key_span);
            let name = member.key.text().to_owned();
            if let Some(earlier) = members.set(member)
                && !earlier.merged
            {
                let earlier = earlier.key_span;
                self.duplicates.insert(Duplicate { later, earlier, key: name, merge: merge.is_some() });
            }
        }
        Ok(())
    }

    /// go-yaml's `merge`: a mapping, an alias of one, or a list of these, of which the earlier ones win.
    fn merge(&mut self, id: NodeId, members: &mut Members, place: Span) -> Result<(), DecodeError> {
        let Some(node) = self.tree.node(id) else { return Ok(()) };
        match &node.content {
            Content::Mapping(_) | Content::Alias { .. } => self.merge_one(id, members, place),
            Content::Sequence(items) => items.iter().rev().try_for_each(|item| self.merge_one(*item, members, place)),
            Content::Scalar { .. } => Err(not_a_map(node)),
        }
    }

    fn merge_one(&mut self, id: NodeId, members: &mut Members, place: Span) -> Result<(), DecodeError> {
        let Some(node) = self.tree.node(id) else { return Ok(()) };
        match &node.content {
            Content::Mapping(children) => {
                self.enter(id)?;
                self.deeper(node, |decoder| decoder.members(children, members, Some(place)))
            }
            Content::Alias { name, target } => {
                let target = *target;
                let is_map = |node: &TreeNode| matches!(node.content, Content::Mapping(_));
                if !self.tree.node(target).is_some_and(is_map) {
                    return Err(not_a_map(node));
                }
                self.enter(id)?;
                self.through_alias(id, node, name, |decoder| decoder.merge_one(target, members, place))
            }
            Content::Scalar { .. } | Content::Sequence(_) => Err(not_a_map(node)),
        }
    }
}

/// go-yaml's `isMerge`: a plain `<<`, or one tagged `!!merge`.
fn is_merge(node: &TreeNode) -> bool {
    let Content::Scalar { value, plain } = &node.content else { return false };
    value == "<<" && (*plain || node.tag.as_deref() == Some("tag:yaml.org,2002:merge"))
}

/// go-yaml's `allowedAliasRatio`: how much of the work aliases may cause.
fn excessive(by_alias: usize, all: usize) -> bool {
    const LOW: f64 = 400_000.0;
    const HIGH: f64 = 4_000_000.0;
    #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
    let (by_alias_share, all_count) = (by_alias as f64 / all as f64, all as f64);
    let allowed = 0.99 - 0.89 * ((all_count - LOW) / (HIGH - LOW)).clamp(0.0, 1.0);
    by_alias > 100 && all > 1000 && by_alias_share > allowed
}

fn yaml_error(words: String, node: &TreeNode) -> DecodeError {
    DecodeError::Yaml { words, at: node.span.clone() }
}

fn not_a_map(node: &TreeNode) -> DecodeError {
    yaml_error("map merge requires map or sequence of maps as the value".to_owned(), node)
}
