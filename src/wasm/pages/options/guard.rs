//! Leaving with unsaved changes: the browser asks first.

use std::cell::Cell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};

/// Asks before the page is left while something typed is not saved.
pub(super) struct Guard {
    changed: Rc<Cell<bool>>,
    _listener: Option<EventListener>,
}

impl Guard {
    pub(super) fn new() -> Self {
        let changed = Rc::new(Cell::new(false));
        let asked = Rc::clone(&changed);
        let listener = web_sys::window().map(|window| {
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&window, "beforeunload", options, move |event| {
                if asked.get() {
                    event.prevent_default();
                }
            })
        });
        Self {
            changed,
            _listener: listener,
        }
    }

    pub(super) fn set(&self, changed: bool) {
        self.changed.set(changed);
    }
}
