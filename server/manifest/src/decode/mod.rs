//! A tree into values (go-yaml v2 `decode.go`: `decoder`): tags, aliases, merge keys, duplicate keys.
//!
//! go-yaml recurses; this keeps a stack of its own, so that nesting costs memory that the budget bounds.

mod frame;

use crate::Span;
use crate::chunk::Chunk;
use crate::compose::{Content, NodeId, Tree, TreeNode};
use crate::go_syntax::go_syntax;
use crate::limits::{Limit, Limits};
use crate::resolve::resolve;
use crate::value::{Duplicate, Key, Member, Members, Value, ValueData};
use frame::{Frame, Pairs};
use std::collections::BTreeSet;

/// Why a tree has no value.
#[derive(Debug)]
pub(crate) enum DecodeError {
    /// go-yaml's words behind `yaml: `, and where.
    Yaml { words: String, at: Span },
    /// One of our own bounds.
    Limit(Limit, Span),
}

/// The value of a tree, and the keys that were lost on the way.
pub(crate) fn decode<'a>(
    chunk: &Chunk<'_>,
    tree: &'a Tree<'_>,
    root: NodeId,
    limits: &mut Limits,
) -> Result<(Value<'a>, BTreeSet<Duplicate>), DecodeError> {
    let mut decoder = Decoder {
        chunk,
        tree,
        limits,
        stack: Vec::new(),
        maps: Vec::new(),
        aliases: BTreeSet::new(),
        decoded: 0,
        decoded_by_alias: 0,
        duplicates: BTreeSet::new(),
    };
    let value = decoder.decode(root)?;
    Ok((value, decoder.duplicates))
}

struct Decoder<'a, 'b> {
    chunk: &'b Chunk<'b>,
    tree: &'a Tree<'a>,
    limits: &'b mut Limits,
    /// What is not complete yet, the innermost last.
    stack: Vec<Frame<'a>>,
    /// The members of the mappings among these.
    maps: Vec<Members<'a>>,
    /// The aliases that are being expanded right now.
    aliases: BTreeSet<NodeId>,
    decoded: usize,
    decoded_by_alias: usize,
    /// Sorted, and each once, however often aliases repeat it.
    duplicates: BTreeSet<Duplicate>,
}

impl<'a> Decoder<'a, '_> {
    fn decode(&mut self, root: NodeId) -> Result<Value<'a>, DecodeError> {
        let mut complete = self.begin(root)?;
        loop {
            if let Some(value) = complete.take() {
                match self.stack.pop() {
                    None => return Ok(value),
                    Some(frame) => complete = self.deliver(frame, value)?,
                }
            } else if let Some(frame) = self.stack.pop() {
                complete = self.go_on(frame)?;
            } else {
                return Ok(Value::default());
            }
        }
    }

    /// Begins a node: a scalar is complete at once, anything else is a frame from now on.
    fn begin(&mut self, mut id: NodeId) -> Result<Option<Value<'a>>, DecodeError> {
        while let Some(node) = self.enter(id)? {
            let span = self.chunk.to_span(&node.span);
            match &node.content {
                Content::Scalar { value, plain } => {
                    let scalar = resolve(value, *plain, node.tag.as_deref());
                    let data = ValueData::from(scalar.map_err(|words| self.error(words, node))?);
                    return Ok(Some(Value { span, data }));
                }
                Content::Alias { name, target } => {
                    self.begin_alias(id, node, name)?;
                    id = *target;
                }
                Content::Sequence(items) => {
                    self.push(node, Frame::List { span, rest: items.iter(), items: Vec::new() })?;
                    return Ok(None);
                }
                Content::Mapping(children) => {
                    self.maps.push(Members::with_capacity(children.len() / 2));
                    self.push(node, Frame::Members { span, pairs: Pairs::new(children), merge: None })?;
                    return Ok(None);
                }
            }
        }
        Ok(None)
    }

    fn begin_alias(&mut self, id: NodeId, node: &TreeNode<'_>, name: &str) -> Result<(), DecodeError> {
        if !self.aliases.insert(id) {
            return Err(self.error(format!("anchor '{name}' value contains itself"), node));
        }
        self.push(node, Frame::Alias { id })
    }

    /// Counts a node as go-yaml does, which refuses documents made mostly of aliases, and as our budget does.
    fn enter(&mut self, id: NodeId) -> Result<Option<&'a TreeNode<'a>>, DecodeError> {
        let Some(node) = self.tree.node(id) else { return Ok(None) };
        self.decoded += 1;
        if !self.aliases.is_empty() {
            self.decoded_by_alias += 1;
        }
        if excessive(self.decoded_by_alias, self.decoded) {
            return Err(self.error("document contains excessive aliasing".to_owned(), node));
        }
        if !self.aliases.is_empty() {
            self.limits.alias_node().map_err(|limit| DecodeError::Limit(limit, self.chunk.to_span(&node.span)))?;
        }
        Ok(Some(node))
    }

    fn push(&mut self, node: &TreeNode<'_>, frame: Frame<'a>) -> Result<(), DecodeError> {
        self.stack.push(frame);
        self.limits.depth(self.stack.len()).map_err(|limit| DecodeError::Limit(limit, self.chunk.to_span(&node.span)))
    }

    /// The next child of a frame, or the frame's own value when there is none.
    fn go_on(&mut self, frame: Frame<'a>) -> Result<Option<Value<'a>>, DecodeError> {
        match frame {
            Frame::Alias { id } => {
                self.aliases.remove(&id);
                Ok(None)
            }
            Frame::List { span, mut rest, items } => match rest.next() {
                Some(item) => {
                    self.stack.push(Frame::List { span, rest, items });
                    self.begin(*item)
                }
                None => Ok(Some(Value { span, data: ValueData::List(items) })),
            },
            Frame::Members { span, pairs, merge } => self.next_member(span, pairs, merge),
            // Backwards: the earlier ones win.
            Frame::MergeList { mut rest, merge } => {
                if let Some(item) = rest.next_back() {
                    self.stack.push(Frame::MergeList { rest, merge });
                    self.begin_merge(*item, merge)?;
                }
                Ok(None)
            }
        }
    }

    /// Begins the key or the value that comes next in a mapping; a merge key acts where it stands.
    fn next_member(
        &mut self,
        span: Span,
        mut pairs: Pairs<'a>,
        merge: Option<Span>,
    ) -> Result<Option<Value<'a>>, DecodeError> {
        let Some(id) = pairs.next() else {
            if merge.is_some() {
                return Ok(None);
            }
            let members = self.maps.pop().unwrap_or_default();
            return Ok(Some(Value { span, data: ValueData::Map(members.list) }));
        };
        let merge_key = self.tree.node(id).filter(|node| pairs.key.is_none() && is_merge(node));
        let Some(merge_key) = merge_key else {
            self.stack.push(Frame::Members { span, pairs, merge });
            return self.begin(id);
        };
        let place = merge.unwrap_or(self.chunk.to_span(&merge_key.span));
        let value = pairs.next();
        self.stack.push(Frame::Members { span, pairs, merge });
        let Some(value) = value else { return Ok(None) };
        match self.tree.node(value).map(|node| &node.content) {
            Some(Content::Sequence(items)) => {
                self.stack.push(Frame::MergeList { rest: items.iter(), merge: place });
            }
            _ => self.begin_merge(value, place)?,
        }
        Ok(None)
    }

    /// go-yaml's `merge` of a mapping or an alias of one: its members go into the mapping that is open.
    fn begin_merge(&mut self, mut id: NodeId, merge: Span) -> Result<(), DecodeError> {
        while let Some(node) = self.tree.node(id) {
            match &node.content {
                Content::Mapping(children) => {
                    self.enter(id)?;
                    let span = self.chunk.to_span(&node.span);
                    return self.push(node, Frame::Members { span, pairs: Pairs::new(children), merge: Some(merge) });
                }
                Content::Alias { name, target } => {
                    let target_node = self.tree.node(*target);
                    if !target_node.is_some_and(|node| matches!(node.content, Content::Mapping(_))) {
                        return Err(self.not_a_map(node));
                    }
                    self.enter(id)?;
                    self.begin_alias(id, node, name)?;
                    id = *target;
                }
                Content::Scalar { .. } | Content::Sequence(_) => return Err(self.not_a_map(node)),
            }
        }
        Ok(())
    }

    /// Gives a complete value to the frame around it.
    fn deliver(&mut self, mut frame: Frame<'a>, value: Value<'a>) -> Result<Option<Value<'a>>, DecodeError> {
        match &mut frame {
            Frame::Alias { id } => {
                self.aliases.remove(id);
                return Ok(Some(value));
            }
            Frame::List { items, .. } => items.push(value),
            Frame::Members { pairs, merge, .. } => match pairs.key.take() {
                None => pairs.key = Some(self.key(value)?),
                Some((key, key_span)) => {
                    self.set(Member { key, key_span, value, merged: merge.is_some() }, merge.unwrap_or(key_span));
                }
            },
            Frame::MergeList { .. } => {}
        }
        self.stack.push(frame);
        Ok(None)
    }

    fn error(&self, words: String, node: &TreeNode<'_>) -> DecodeError {
        DecodeError::Yaml { words, at: self.chunk.to_span(&node.span) }
    }

    fn not_a_map(&self, node: &TreeNode<'_>) -> DecodeError {
        self.error("map merge requires map or sequence of maps as the value".to_owned(), node)
    }

    fn key(&self, value: Value<'a>) -> Result<(Key<'a>, Span), DecodeError> {
        if matches!(value.data, ValueData::List(_) | ValueData::Map(_)) {
            let words = format!("invalid map key: {}", go_syntax(&value));
            return Err(DecodeError::Yaml { words, at: value.span });
        }
        Ok((Key::from(value.data), value.span))
    }

    /// Puts a member into the innermost open mapping.
    fn set(&mut self, member: Member<'a>, later: Span) {
        let merge = member.merged;
        let earlier = self.maps.last_mut().and_then(|members| members.set(member));
        if let Some(earlier) = earlier.filter(|earlier| !earlier.merged) {
            let key = earlier.key.text().to_owned();
            self.duplicates.insert(Duplicate { later, earlier: earlier.key_span, key, merge });
        }
    }
}

/// go-yaml's `isMerge`: a plain `<<`, or one tagged `!!merge`.
fn is_merge(node: &TreeNode<'_>) -> bool {
    let Content::Scalar { value, plain } = &node.content else { return false };
    value == "<<" && (*plain || node.tag.as_deref() == Some("tag:yaml.org,2002:merge"))
}

/// go-yaml's `allowedAliasRatio`: how much of the work aliases may cause.
fn excessive(by_alias: usize, all: usize) -> bool {
    const LOW: f64 = 400_000.0;
    const HIGH: f64 = 4_000_000.0;
    #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
    let (share, all_count) = (by_alias as f64 / all as f64, all as f64);
    let allowed = 0.99 - 0.89 * ((all_count - LOW) / (HIGH - LOW)).clamp(0.0, 1.0);
    by_alias > 100 && all > 1000 && share > allowed
}
