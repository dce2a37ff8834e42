//! What is in the document, and how it is changed into what should be there.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, Text};

use super::{El, Handler, Node};

/// The namespace of icons.
const SVG: &str = "http://www.w3.org/2000/svg";

/// A node in the document.
pub(crate) enum Live {
    Text(Text, String),
    El(Box<LiveEl>),
}

/// An element in the document, with what was last asked of it.
pub(crate) struct LiveEl {
    element: Element,
    asked: Asked,
    children: Vec<Live>,
    on: Vec<Listening>,
}

struct Asked {
    tag: &'static str,
    key: Option<String>,
    attrs: Vec<(&'static str, String)>,
}

/// One listener an event: its handler is exchanged, and it goes when this is dropped.
struct Listening {
    event: &'static str,
    handler: Rc<RefCell<Handler>>,
    _listener: EventListener,
}

impl Live {
    /// Puts `el` into the document as the last child of `parent`.
    pub(crate) fn mount(document: &Document, parent: &Element, el: El) -> Option<Self> {
        let live = Self::create(document, Node::El(el))?;
        parent.append_child(live.node()).ok()?;
        Some(live)
    }

    /// Changes the document where `el` differs from what it shows.
    pub(crate) fn show(&mut self, document: &Document, el: El) {
        self.patch(document, Node::El(el));
    }

    fn node(&self) -> &web_sys::Node {
        match self {
            Self::Text(node, _) => node,
            Self::El(live) => &live.element,
        }
    }

    /// Whether this can become `wanted` without being replaced.
    fn fits(&self, wanted: &Node) -> bool {
        match (self, wanted) {
            (Self::Text(..), Node::Text(_)) => true,
            (Self::El(live), Node::El(el)) => live.asked.tag == el.tag && live.asked.key == el.key,
            _ => false,
        }
    }

    fn create(document: &Document, wanted: Node) -> Option<Self> {
        let el = match wanted {
            Node::Text(text) => {
                return Some(Self::Text(document.create_text_node(&text), text));
            }
            Node::El(el) => el,
        };
        let element = if matches!(el.tag, "svg" | "path") {
            document.create_element_ns(Some(SVG), el.tag).ok()?
        } else {
            document.create_element(el.tag).ok()?
        };
        let mut live = LiveEl {
            element,
            asked: Asked {
                tag: el.tag,
                key: None,
                attrs: Vec::new(),
            },
            children: Vec::new(),
            on: Vec::new(),
        };
        live.patch(document, el);
        Some(Self::El(Box::new(live)))
    }

    fn patch(&mut self, document: &Document, wanted: Node) {
        match (self, wanted) {
            (Self::Text(node, shown), Node::Text(text)) if *shown != text => {
                node.set_data(&text);
                *shown = text;
            }
            (Self::El(live), Node::El(el)) => live.patch(document, el),
            // The same text: `fits` was asked before.
            _ => {}
        }
    }
}

impl LiveEl {
    fn patch(&mut self, document: &Document, el: El) {
        self.patch_attrs(&el.attrs);
        self.patch_children(document, el.children);
        if let Some(value) = &el.value {
            set_value(&self.element, value);
        }
        if let Some(checked) = el.checked
            && let Some(field) = self.element.dyn_ref::<HtmlInputElement>()
            && field.checked() != checked
        {
            field.set_checked(checked);
        }
        self.patch_handlers(el.on);
        self.asked.key = el.key;
        self.asked.attrs = el.attrs;
    }

    fn patch_attrs(&self, wanted: &[(&'static str, String)]) {
        for (name, _) in &self.asked.attrs {
            if !wanted.iter().any(|(other, _)| other == name) {
                let _ = self.element.remove_attribute(name);
            }
        }
        for attr in wanted {
            if !self.asked.attrs.contains(attr) {
                let _ = self.element.set_attribute(attr.0, &attr.1);
            }
        }
    }

    /// Keeps children that fit (in order, by key), makes the others, and moves only what is out of place.
    fn patch_children(&mut self, document: &Document, wanted: Vec<Node>) {
        let mut old: Vec<Option<Live>> = self.children.drain(..).map(Some).collect();
        let mut first = 0;
        let mut kept = Vec::with_capacity(wanted.len());
        for node in &wanted {
            while first < old.len() && old.get(first).is_some_and(Option::is_none) {
                first += 1;
            }
            let found = old
                .iter_mut()
                .skip(first)
                .find(|live| live.as_ref().is_some_and(|live| live.fits(node)));
            kept.push(found.and_then(Option::take));
        }
        for gone in old.into_iter().flatten() {
            let _ = self.element.remove_child(gone.node());
        }
        let mut place = self.element.first_child();
        for (node, kept) in wanted.into_iter().zip(kept) {
            let live = match kept {
                Some(mut live) => {
                    live.patch(document, node);
                    Some(live)
                }
                None => Live::create(document, node),
            };
            let Some(live) = live else { continue };
            if place.as_ref() == Some(live.node()) {
                place = live.node().next_sibling();
            } else {
                let _ = self.element.insert_before(live.node(), place.as_ref());
            }
            self.children.push(live);
        }
    }

    fn patch_handlers(&mut self, wanted: Vec<(&'static str, Handler)>) {
        self.on
            .retain(|listening| wanted.iter().any(|(event, _)| *event == listening.event));
        for (event, handler) in wanted {
            match self.on.iter().find(|listening| listening.event == event) {
                Some(listening) => *listening.handler.borrow_mut() = handler,
                None => self.on.push(Listening::new(&self.element, event, handler)),
            }
        }
    }
}

impl Listening {
    fn new(element: &Element, event: &'static str, handler: Handler) -> Self {
        let handler = Rc::new(RefCell::new(handler));
        let current = Rc::clone(&handler);
        let options = EventListenerOptions::enable_prevent_default();
        let listener = EventListener::new_with_options(element, event, options, move |event| {
            // Cloned first: the handler may cause the patch that exchanges it.
            let handler = Rc::clone(&*current.borrow());
            handler(event);
        });
        Self {
            event,
            handler,
            _listener: listener,
        }
    }
}

/// Sets a field's value only where it differs, so that the caret stays.
fn set_value(element: &Element, value: &str) {
    if let Some(field) = element.dyn_ref::<HtmlInputElement>() {
        if field.value() != value {
            field.set_value(value);
        }
    } else if let Some(field) = element.dyn_ref::<HtmlTextAreaElement>() {
        if field.value() != value {
            field.set_value(value);
        }
    } else if let Some(field) = element.dyn_ref::<HtmlSelectElement>()
        && field.value() != value
    {
        field.set_value(value);
    }
}
