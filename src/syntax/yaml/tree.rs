//! From the parser's events to one value. A loop over events: no text can make it recurse.

use super::anchors::Anchors;
use super::fault;
use super::leaf::Leaf;
use super::limits::{self, Budget, Weight};
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
    /// How deep it stands, itself counted.
    depth: usize,
    anchor: usize,
    open: Open,
}

enum Open {
    List(Vec<Node>),
    Map(Mapping),
}

impl Frame {
    /// How many keys a repair puts around the value that comes next.
    fn keys_left_out(&self) -> usize {
        match &self.open {
            Open::Map(mapping) => mapping.links(),
            Open::List(_) => 0,
        }
    }
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
        self.take_event(event, range.clone())
            .map_err(|error| error.at(&self.source.place(range)))
    }

    fn take_event(&mut self, event: Event, range: Range<usize>) -> Result<()> {
        let content = self.source.content();
        let start = span::behind_properties(content, range.clone());
        let opens = start..range.end;
        match event {
            Event::DocumentStart(_) => self.start(),
            Event::Scalar(text, style, anchor, tag) => {
                let tag = read_tag(tag.as_deref())?;
                let range = span::scalar(content, start, range.end, style, &text);
                let text = &text;
                self.leaf(
                    &Leaf {
                        text,
                        style,
                        tag,
                        range,
                    },
                    anchor,
                )
            }
            Event::SequenceStart(anchor, tag) => {
                fits(tag.as_deref(), Tag::List)?;
                self.open(opens, anchor, Open::List(Vec::new()))
            }
            Event::MappingStart(anchor, tag) => {
                fits(tag.as_deref(), Tag::Map)?;
                self.open(opens, anchor, Open::Map(Mapping::default()))
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(range.end),
            Event::Alias(anchor) => self.repeat(anchor, range),
            _ => Ok(()),
        }
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
        self.take_room(Weight::of(&node))?;
        self.anchors.define(anchor, &node, &mut self.budget)?;
        self.attach(node, leaf.range.clone())
    }

    /// How many lists and mappings are around the value that comes next.
    fn depth(&self) -> usize {
        match self.frames.last() {
            None => 0,
            Some(frame) => frame.depth + frame.keys_left_out(),
        }
    }

    /// Takes the room for a value of this weight, where it stands.
    fn take_room(&mut self, weight: Weight) -> Result<()> {
        match self.depth() + weight.depth > limits::DEPTH {
            true => Err(limits::too_deep()),
            false => self.budget.take(weight),
        }
    }

    /// Where the key stands whose value comes next.
    fn key_place(&self) -> Option<&Place> {
        match &self.frames.last()?.open {
            Open::Map(mapping) => mapping.key_place(),
            Open::List(_) => None,
        }
    }

    fn repeat(&mut self, anchor: usize, range: Range<usize>) -> Result<()> {
        let (anchored, weight) = self.anchors.get(anchor)?;
        let mut node = anchored.clone();
        self.take_room(weight)?;
        node.place = Some(self.source.place(range.clone()));
        self.attach(node, range)
    }

    /// Opens a list or mapping; `bracket` is empty unless it is written in brackets.
    fn open(&mut self, bracket: Range<usize>, anchor: usize, open: Open) -> Result<()> {
        self.take_room(Weight::LEVEL)?;
        let depth = self.depth() + 1;
        let start = span::next_word(self.source.content(), bracket.start);
        self.frames.push(Frame {
            range: start..start,
            flow: !bracket.is_empty(),
            depth,
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
            Open::Map(mapping) => mapping.take(node, self.source.keys(range.end))?,
        }
        Ok(())
    }

    /// Where the innermost bracket stands that is still open.
    fn open_flow(&self) -> Option<usize> {
        let frame = self.frames.iter().rev().find(|frame| frame.flow)?;
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
