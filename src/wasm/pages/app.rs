//! A page: its state, the messages that change it, and how it looks. One loop for all three pages.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::Future;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Document, Element, HtmlElement};

use super::view::{El, Live};

/// What a page is made of.
pub(crate) trait Page: Sized + 'static {
    /// Everything that can happen to it.
    type Msg: 'static;
    /// Takes one message. Work that takes time goes to [`To::later`].
    fn update(&mut self, msg: Self::Msg, to: &To<Self::Msg>);
    /// How the page should look now.
    fn view(&self, to: &To<Self::Msg>) -> El;
}

/// Where messages go.
pub(crate) struct To<M> {
    send: Rc<dyn Fn(M)>,
}

impl<M> Clone for To<M> {
    fn clone(&self) -> Self {
        Self {
            send: Rc::clone(&self.send),
        }
    }
}

impl<M: 'static> To<M> {
    /// Sends a message; the page is drawn again before this returns, unless it is at work already.
    pub(crate) fn send(&self, message: M) {
        (self.send)(message);
    }

    /// The same place for the messages of a part of the page.
    pub(crate) fn map<N: 'static>(&self, wrap: impl Fn(N) -> M + 'static) -> To<N> {
        let to = self.clone();
        To {
            send: Rc::new(move |message| to.send(wrap(message))),
        }
    }

    /// Sends what `work` comes to.
    pub(crate) fn later(&self, work: impl Future<Output = M> + 'static) {
        let to = self.clone();
        spawn_local(async move { to.send(work.await) });
    }
}

/// A page at work.
struct Stage<P: Page> {
    document: Document,
    queue: RefCell<VecDeque<P::Msg>>,
    running: RefCell<Option<(P, Live)>>,
}

impl<P: Page> Stage<P> {
    fn to(self: &Rc<Self>) -> To<P::Msg> {
        let stage = Rc::clone(self);
        To {
            send: Rc::new(move |message| {
                stage.queue.borrow_mut().push_back(message);
                stage.work();
            }),
        }
    }

    /// Takes what is in the queue and draws once. What arrives meanwhile (drawing may move the focus) is taken by the
    /// call that is at work.
    fn work(self: &Rc<Self>) {
        let Ok(mut running) = self.running.try_borrow_mut() else {
            return;
        };
        let Some((page, live)) = running.as_mut() else {
            return;
        };
        let to = self.to();
        loop {
            let mut changed = false;
            while let Some(message) = self.next() {
                page.update(message, &to);
                changed = true;
            }
            if !changed {
                return;
            }
            let focused = self.document.active_element();
            live.show(&self.document, page.view(&to));
            stay(&self.document, focused);
        }
    }

    fn next(&self) -> Option<P::Msg> {
        self.queue.borrow_mut().pop_front()
    }
}

/// Draws a page into the document's body and keeps it up to date. The page and its listeners hold one another: they
/// live as long as the document.
pub(crate) fn run<P: Page>(make: impl FnOnce(&To<P::Msg>) -> P) -> Option<To<P::Msg>> {
    let document = document()?;
    let stage = Rc::new(Stage::<P> {
        queue: RefCell::default(),
        running: RefCell::new(None),
        document,
    });
    let to = stage.to();
    let page = make(&to);
    let body = stage.document.body()?;
    let live = Live::mount(&stage.document, &body, page.view(&to))?;
    *stage.running.borrow_mut() = Some((page, live));
    stage.work();
    Some(to)
}

/// Gives the focus back to an element that lost it by being moved among its siblings.
fn stay(document: &Document, focused: Option<Element>) {
    let Some(focused) = focused.filter(|element| element.is_connected()) else {
        return;
    };
    if document.active_element().as_ref() != Some(&focused)
        && let Some(focused) = focused.dyn_ref::<HtmlElement>()
    {
        let _ = focused.focus();
    }
}

/// The page's document.
pub(crate) fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// Between the header and what is scrolled to, in pixels.
const GAP: i32 = 8;

/// Scrolls our own document so that the element of this id stands below the page's header, once what is being drawn is
/// there. The browser's own way of doing that may scroll the site around a frame too.
pub(crate) fn scroll_to(id: &'static str) {
    spawn_local(async move {
        let find = |selector: &str| -> Option<HtmlElement> {
            let found = document()?.query_selector(selector).ok()?;
            found?.dyn_into().ok()
        };
        let (element, header) = (find(&format!("#{id}")), find("header"));
        if let (Some(window), Some(element)) = (web_sys::window(), element) {
            let below = header.map_or(0, |header| header.offset_height());
            let top = f64::from(element.offset_top() - below - GAP);
            window.scroll_to_with_x_and_y(0.0, top);
        }
    });
}

/// Moves the focus to the element of this id, if the keyboard is in the document and no element of it has it: a frame that
/// is not shown yet could not give it to one.
pub(crate) fn focus_if_none(id: &'static str) {
    let lost = document().is_some_and(|document| {
        let body = document.body().map(Element::from);
        let active = document.active_element();
        document.has_focus().unwrap_or(false) && (active.is_none() || active == body)
    });
    if lost {
        focus(id);
    }
}

/// Moves the focus to the element of this id, once what is being drawn is there.
pub(crate) fn focus(id: impl Into<String>) {
    let id = id.into();
    spawn_local(async move {
        let found = document().and_then(|document| document.get_element_by_id(&id));
        if let Some(element) = found
            .as_ref()
            .and_then(|found| found.dyn_ref::<HtmlElement>())
        {
            let _ = element.focus();
        }
    });
}
