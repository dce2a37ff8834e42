//! Texts on their way into the site's reply box. The content script puts them there, and asks first where the agent has
//! written already; which playbook a draft was of is kept once it is used.

use super::port::Outcome;
use super::{Frame, Msg, ToContent};
use crate::desk::Act;
use crate::reply::Draft;
use crate::wasm::pages::acts::{Pending, keep};
use crate::wasm::pages::app::{To, focus};
use crate::wasm::pages::{clipboard, words};

/// A text on its way.
#[derive(Clone)]
pub(super) struct Placing {
    pub(super) text: String,
    pub(super) of: Of,
    /// The reply box has text: the agent is asked whether this goes below it.
    pub(super) occupied: bool,
}

/// What a text is.
#[derive(Clone)]
pub(super) enum Of {
    /// A draft: its playbook, and which of its wordings.
    Draft { playbook: String, wording: usize },
    /// The agent's own reply with something mended.
    Fix,
    /// A link or a private way.
    Link,
}

impl Of {
    pub(super) fn draft(draft: &Draft) -> Self {
        Self::Draft {
            playbook: draft.template.clone(),
            wording: draft.wording,
        }
    }
}

impl Frame {
    /// A draft by its place on the screen: what it asks first, or into the reply box.
    pub(super) fn place(&mut self, at: usize) {
        let Some(draft) = self.drafts().get(at).cloned() else {
            return;
        };
        if draft.fields.is_empty() {
            self.prompting = None;
            self.put(draft.text.clone(), Of::draft(&draft), false);
        } else {
            self.prompt(draft, at);
        }
    }

    /// Asks for a text to be put into the reply box; `add` to what is there.
    pub(super) fn put(&mut self, text: String, of: Of, add: bool) {
        if matches!(of, Of::Draft { .. }) {
            self.took_draft = true;
        }
        self.placing = Some(Placing {
            text: text.clone(),
            of,
            occupied: false,
        });
        self.say(words::t("frame_placing"));
        self.tell(&ToContent::Place { text, add });
    }

    /// The agent agreed to add the text to what is in the reply box.
    pub(super) fn add(&mut self) {
        let Some(Placing {
            text,
            of,
            occupied: true,
        }) = self.placing.take()
        else {
            return;
        };
        self.put(text, of, true);
        focus("frame");
    }

    /// The agent would rather not.
    pub(super) fn cancel_add(&mut self) {
        self.placing = None;
        self.say(words::t("frame_add_cancelled"));
        focus("frame");
    }

    /// What became of it. A draft that waits for a reply box is told of twice; the content script keeps it meanwhile.
    pub(super) fn placed(&mut self, outcome: Outcome, copied: bool, to: &To<Msg>) {
        if matches!(outcome, Outcome::Occupied) {
            if let Some(placing) = &mut self.placing {
                placing.occupied = true;
                self.said = super::Said::default();
                focus("add");
            } else {
                // It waited, and the reply box that was opened held text.
                self.say_bad(words::t("toast_occupied"));
            }
            return;
        }
        let used = copied || !matches!(outcome, Outcome::Refused);
        // Whoever has the text in the reply box goes on there.
        let stays = !matches!(outcome, Outcome::Placed);
        match outcome {
            Outcome::Placed => self.say(words::t("frame_placed")),
            Outcome::Held => self.say(words::t("frame_held")),
            Outcome::Refused if copied => self.say_bad(words::t("frame_refused")),
            Outcome::Refused | Outcome::Occupied => {
                self.say_bad(words::t("frame_refused_uncopied"));
            }
        }
        if let Some(placing) = self.placing.take()
            && used
        {
            let asked = matches!(placing.of, Of::Draft { .. }) && self.prompting.take().is_some();
            if asked && stays {
                focus("frame");
            }
            self.note_used(placing.of, to);
        }
    }

    /// Copies a draft; one that asks something is asked first.
    pub(super) fn copy_draft(&mut self, at: usize, to: &To<Msg>) {
        let Some(draft) = self.drafts().get(at).cloned() else {
            return;
        };
        if draft.fields.is_empty() {
            self.copy_used(draft.text.clone(), Of::draft(&draft), to);
        } else {
            self.prompt(draft, at);
        }
    }

    /// Copies the text of a draft.
    pub(super) fn copy_used(&mut self, text: String, of: Of, to: &To<Msg>) {
        self.took_draft = true;
        self.note_used(of, to);
        to.later(async move { Msg::Copied(clipboard::copy(text).await) });
    }

    /// That a playbook's draft was chosen for the post: best effort, the agent goes on.
    fn note_used(&self, of: Of, to: &To<Msg>) {
        let (Of::Draft { playbook, wording }, Some(state)) = (of, self.state()) else {
            return;
        };
        let act = Act::Used { playbook, wording };
        let event = Pending::new(&state.post, act, None).event;
        to.later(async move {
            let _ = keep(event, None).await;
            Msg::Noted
        });
    }
}
