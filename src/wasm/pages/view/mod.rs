//! A small view layer: a page says what it should look like now, and the document is changed where it differs.
//!
//! Elements are made by builder functions. Text only ever becomes text nodes and attribute values, so nothing that
//! comes from a post, an article or a file can become markup.
//!
//! ```ignore
//! button().class("primary").text("Handled").click(to, Msg::Handled)
//! ```
//!
//! [`live`] holds what is in the document and patches it: elements that stay keep their focus, caret and scroll
//! position, and screen readers hear changes of a live region.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

use crate::wasm::pages::app::To;

mod live;

pub(crate) use live::Live;

/// What an event calls.
pub(crate) type Handler = Rc<dyn Fn(&Event)>;

/// How an element should be.
pub(crate) struct El {
    tag: &'static str,
    key: Option<String>,
    attrs: Vec<(&'static str, String)>,
    value: Option<String>,
    checked: Option<bool>,
    children: Vec<Node>,
    on: Vec<(&'static str, Handler)>,
}

/// A child: text or an element.
pub(crate) enum Node {
    Text(String),
    El(El),
}

/// An element by its tag.
pub(crate) fn el(tag: &'static str) -> El {
    El {
        tag,
        key: None,
        attrs: Vec::new(),
        value: None,
        checked: None,
        children: Vec::new(),
        on: Vec::new(),
    }
}

/// A `div` of a class.
pub(crate) fn div(class: &str) -> El {
    el("div").class(class)
}

/// A `span` of a class, with text.
pub(crate) fn span(class: &str, text: &str) -> El {
    el("span").class(class).text(text)
}

/// A paragraph of a class, with text.
pub(crate) fn p(class: &str, text: &str) -> El {
    el("p").class(class).text(text)
}

/// A button that submits nothing.
pub(crate) fn button(class: &str) -> El {
    el("button").attr("type", "button").class(class)
}

impl El {
    /// Sets the class, if it is not empty.
    pub(crate) fn class(self, class: &str) -> Self {
        if class.is_empty() {
            self
        } else {
            self.attr("class", class)
        }
    }

    /// Sets an attribute. Addresses go through [`El::link`].
    pub(crate) fn attr(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attrs.push((name, value.into()));
        self
    }

    /// Sets an attribute that is there or not.
    pub(crate) fn flag(self, name: &'static str, on: bool) -> Self {
        if on { self.attr(name, "") } else { self }
    }

    /// Names the element among its siblings, so that it stays the same one when they change.
    pub(crate) fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Adds text.
    pub(crate) fn text(mut self, text: impl Into<String>) -> Self {
        self.children.push(Node::Text(text.into()));
        self
    }

    /// Adds an element.
    pub(crate) fn add(mut self, child: El) -> Self {
        self.children.push(Node::El(child));
        self
    }

    /// Adds an element, or none.
    pub(crate) fn maybe(self, child: Option<El>) -> Self {
        match child {
            Some(child) => self.add(child),
            None => self,
        }
    }

    /// Adds elements.
    pub(crate) fn all(mut self, children: impl IntoIterator<Item = El>) -> Self {
        self.children.extend(children.into_iter().map(Node::El));
        self
    }

    /// Text from people: its direction is its own.
    pub(crate) fn theirs(self, text: impl Into<String>) -> Self {
        self.attr("dir", "auto").text(text)
    }

    /// Makes it a link to another tab, if the address is one of the web; else it has no address.
    pub(crate) fn link(self, address: &str) -> Self {
        let web = address.starts_with("https://") || address.starts_with("http://");
        if web { self.own_link(address) } else { self }
    }

    /// A link to a page of the extension, in another tab.
    pub(crate) fn own_link(self, address: &str) -> Self {
        self.attr("href", address)
            .attr("target", "_blank")
            .attr("rel", "noopener noreferrer")
    }

    /// The current value of a form field; what the person typed stays while it is the same.
    pub(crate) fn value(mut self, value: impl Into<String>) -> Self {
        self.value = Some(value.into());
        self
    }

    /// Whether a checkbox is ticked.
    pub(crate) fn checked(mut self, checked: bool) -> Self {
        self.checked = Some(checked);
        self
    }

    /// Calls `handler` on an event.
    pub(crate) fn on(mut self, event: &'static str, handler: impl Fn(&Event) + 'static) -> Self {
        self.on.push((event, Rc::new(handler)));
        self
    }

    /// Sends a message on a click (or Enter, or Space).
    pub(crate) fn click<M: Clone + 'static>(self, to: &To<M>, message: M) -> Self {
        let to = to.clone();
        self.on("click", move |_| to.send(message.clone()))
    }

    /// Sends the field's value whenever it changes.
    pub(crate) fn input<M: 'static>(
        self,
        to: &To<M>,
        message: impl Fn(String) -> M + 'static,
    ) -> Self {
        let to = to.clone();
        self.on("input", move |event| to.send(message(value_of(event))))
    }
}

/// Whether the checkbox where an event happened is ticked now.
pub(crate) fn is_checked(event: &Event) -> bool {
    event
        .target()
        .and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
        .is_some_and(|field| field.checked())
}

/// The value of the form field where an event happened.
fn value_of(event: &Event) -> String {
    let Some(target) = event.target() else {
        return String::new();
    };
    if let Some(field) = target.dyn_ref::<HtmlInputElement>() {
        field.value()
    } else if let Some(field) = target.dyn_ref::<HtmlTextAreaElement>() {
        field.value()
    } else {
        target
            .dyn_ref::<HtmlSelectElement>()
            .map(HtmlSelectElement::value)
            .unwrap_or_default()
    }
}
