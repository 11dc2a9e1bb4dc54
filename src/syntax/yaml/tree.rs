//! From the parser's events to one value. A loop over events: no text can make it recurse.

use super::anchors::Anchors;
use super::fault;
use super::leaf::Leaf;
use super::limits::{self, Budget};
use super::mapping::Mapping;
use super::offsets::Offsets;
use super::source::Source;
use super::span;
use super::tag::Tag;
use crate::error::{Error, Kind, Place, Result};
use crate::syntax::{Node, Value, Warning};
use saphyr_parser::{Event, Parser};
use std::ops::Range;

/// Reads the one document of a text. A text without any value is null.
pub(super) fn read(source: &Source) -> Result<(Node, Vec<Warning>)> {
    let offsets = Offsets::new(source.content());
    let mut tree = Tree::new(source);
    for event in Parser::new_from_str(source.content()) {
        match event {
            Ok((event, span)) => {
                let range = offsets.byte(span.start.index())..offsets.byte(span.end.index());
                tree.take(event, range)?;
            }
            Err(error) => {
                let at = offsets.byte(error.marker().index());
                return Err(fault::explain(error.info(), at, source, tree.open_flow()));
            }
        }
    }
    let root = tree.root.unwrap_or_else(|| Node::new(Value::Null));
    Ok((root, tree.warnings))
}

/// What is read so far.
struct Tree<'a> {
    source: &'a Source<'a>,
    frames: Vec<Frame>,
    anchors: Anchors,
    budget: Budget,
    root: Option<Node>,
    warnings: Vec<Warning>,
}

/// A list or mapping whose end has not come yet.
struct Frame {
    range: Range<usize>,
    /// Whether brackets enclose it.
    flow: bool,
    anchor: usize,
    open: Open,
}

enum Open {
    List(Vec<Node>),
    Map(Mapping),
}

impl<'a> Tree<'a> {
    fn new(source: &'a Source<'a>) -> Self {
        Tree {
            source,
            frames: Vec::new(),
            anchors: Anchors::default(),
            budget: Budget::whole(),
            root: None,
            warnings: Vec::new(),
        }
    }

    /// Takes one event and the bytes it stands at.
    fn take(&mut self, event: Event, range: Range<usize>) -> Result<()> {
        let whole = range.clone();
        let start = span::behind_properties(self.source.content(), range.clone());
        let opens = start..range.end;
        let taken = match event {
            Event::DocumentStart(_) => self.start(),
            Event::Scalar(text, style, anchor, tag) => read_tag(tag.as_deref()).and_then(|tag| {
                let range = span::scalar(self.source.content(), start, range.end, style, &text);
                let leaf = Leaf {
                    text: &text,
                    style,
                    tag,
                    range,
                };
                self.leaf(&leaf, anchor)
            }),
            Event::SequenceStart(anchor, tag) => {
                let open = Open::List(Vec::new());
                fits(tag.as_deref(), Tag::List).and_then(|()| self.open(opens, anchor, open))
            }
            Event::MappingStart(anchor, tag) => {
                let open = Open::Map(Mapping::default());
                fits(tag.as_deref(), Tag::Map).and_then(|()| self.open(opens, anchor, open))
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(range.end),
            Event::Alias(anchor) => self.repeat(anchor, range),
            _ => Ok(()),
        };
        taken.map_err(|error| error.at(&self.source.place(whole)))
    }

    fn start(&mut self) -> Result<()> {
        if self.root.is_none() {
            return Ok(());
        }
        let message = "a second document begins here, and a text holds one";
        Err(Error::new(Kind::Payload, message))
    }

    fn leaf(&mut self, leaf: &Leaf, anchor: usize) -> Result<()> {
        let node = leaf.read(self.source, self.key_place())?;
        self.warnings.extend(leaf.warning(self.source));
        self.budget.take_one()?;
        self.anchors.define(anchor, &node, &mut self.budget)?;
        self.attach(node, leaf.range.clone())
    }

    /// Where the key stands whose value comes next.
    fn key_place(&self) -> Option<&Place> {
        match &self.frames.last()?.open {
            Open::Map(mapping) => mapping.key_place(),
            Open::List(_) => None,
        }
    }

    fn repeat(&mut self, anchor: usize, range: Range<usize>) -> Result<()> {
        let depth = self.frames.len();
        let mut node = self.anchors.copy(anchor, depth, &mut self.budget)?;
        node.place = Some(self.source.place(range.clone()));
        self.attach(node, range)
    }

    /// Opens a list or mapping; `bracket` is empty unless it is written in brackets.
    fn open(&mut self, bracket: Range<usize>, anchor: usize, open: Open) -> Result<()> {
        if self.frames.len() == limits::DEPTH {
            return Err(limits::too_deep());
        }
        self.budget.take_one()?;
        let start = span::next_word(self.source.content(), bracket.start);
        self.frames.push(Frame {
            range: start..start,
            flow: !bracket.is_empty(),
            anchor,
            open,
        });
        Ok(())
    }

    fn close(&mut self, end: usize) -> Result<()> {
        let Some(mut frame) = self.frames.pop() else {
            return Ok(());
        };
        if frame.flow {
            frame.range.end = end;
        }
        let value = match frame.open {
            Open::List(items) => Value::List(items),
            Open::Map(mapping) => Value::Map(mapping.finish()?),
        };
        let node = Node::at(value, self.source.place(frame.range.clone()));
        self.anchors.define(frame.anchor, &node, &mut self.budget)?;
        self.attach(node, frame.range)
    }

    /// Puts a complete value where it belongs.
    fn attach(&mut self, node: Node, range: Range<usize>) -> Result<()> {
        let Some(frame) = self.frames.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        frame.range.end = frame.range.end.max(range.end);
        match &mut frame.open {
            Open::List(items) => items.push(node),
            Open::Map(mapping) => mapping.take(node)?,
        }
        Ok(())
    }

    /// Where the innermost bracket stands that is still open.
    fn open_flow(&self) -> Option<usize> {
        let frame = self.frames.last().filter(|frame| frame.flow)?;
        Some(frame.range.start)
    }
}

fn read_tag(tag: Option<&saphyr_parser::Tag>) -> Result<Option<Tag>> {
    let Some(tag) = tag else { return Ok(None) };
    let known = Tag::parse(&tag.handle, &tag.suffix);
    known.map(Some).map_err(|written| {
        let message = format!("the tag `{written}` has no meaning here");
        Error::new(Kind::Payload, message).hint("put text that begins with `!` in single quotes")
    })
}

fn fits(tag: Option<&saphyr_parser::Tag>, expected: Tag) -> Result<()> {
    match read_tag(tag)? {
        Some(tag) if tag != expected => {
            Err(Error::new(Kind::Payload, "this value does not fit its tag"))
        }
        _ => Ok(()),
    }
}
