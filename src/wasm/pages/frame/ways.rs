//! Where the customer can go on in private: the ways where somebody is there now, and when the others open.

use super::place::Of;
use super::{Assisted, Frame, Msg};
use crate::protocol::Assist;
use crate::reply::way::{ClosedWay, OpenWay, WayKind};
use crate::wasm::pages::app::To;
use crate::wasm::pages::parts::{Icon, icon};
use crate::wasm::pages::view::{El, button, div, span};
use crate::wasm::pages::words;

impl Frame {
    /// Puts a way into the reply, below what is there.
    pub(super) fn way(&mut self, at: usize) {
        let Assisted::Ready(assist) = &self.assist else {
            return;
        };
        if let Some(way) = assist.ways.get(at) {
            let text = way.text.clone();
            self.put(text, Of::Link, true);
        }
    }
}

/// One line; none where the brand has no private way.
pub(super) fn draw(assist: &Assist, to: &To<Msg>) -> Option<El> {
    if assist.ways.is_empty() && assist.closed_ways.is_empty() {
        return None;
    }
    let open = assist.ways.iter().enumerate();
    Some(
        div("ways")
            .key("ways")
            .attr("role", "group")
            .attr("aria-label", words::t("frame_ways"))
            .add(span("hint", &words::t("frame_ways")).attr("aria-hidden", "true"))
            .all(open.map(|(at, way)| open_way(at, way, to)))
            .all(assist.closed_ways.iter().map(closed_way)),
    )
}

fn open_way(at: usize, way: &OpenWay, to: &To<Msg>) -> El {
    let name = name(way.kind);
    let until = way
        .until
        .map(|until| words::with("frame_way_until", &[&words::moment(until)]));
    let about = until.map_or_else(
        || way.text.clone(),
        |until| format!("{}, {until}", way.text),
    );
    button("chip")
        .key(format!("open:{at}"))
        .attr("title", &*about)
        .attr(
            "aria-label",
            words::with("frame_way_insert", &[&name, &about]),
        )
        .add(icon(Icon::Plus))
        .text(name)
        .click(to, Msg::Way(at))
}

fn closed_way(way: &ClosedWay) -> El {
    let name = name(way.kind);
    let said = match way.opens {
        Some(opens) => words::with("frame_way_opens", &[&name, &words::moment(opens)]),
        None => words::with("frame_way_closed", &[&name]),
    };
    span("hint closed", &said)
}

fn name(kind: WayKind) -> String {
    words::t(match kind {
        WayKind::Message => "frame_way_message",
        WayKind::Chat => "frame_way_chat",
        WayKind::Phone => "frame_way_phone",
    })
}
