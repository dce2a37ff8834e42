//! Cheer in the answer to a complaint.

use super::read::Read;
use super::{Check, Finding};
use crate::span::Span;
use crate::text::token::{Kind, tokens};

const PHRASES: &[&str] = &[
    "^ ?oh ?that/this ?'s/is awesome/amazing/fantastic/brilliant/wonderful/excellent/fabulous/terrific/super/sweet",
    "yay/woohoo/yippee/hooray/hurray/woot/yeehaw/whoop",
    "super/so/very/really excited/happy/thrilled/delighted to help/hear/assist/see",
    "excited to",
    "thrilled ?that ?to",
    "happy monday/tuesday/wednesday/thursday/friday/saturday/sunday/weekend/holidays",
    "have a/an ?really ?absolutely amazing/awesome/fantastic/fabulous/super/wonderful/magical",
    "hey hey",
    "easy peasy",
    "love/loving it/this/that",
    "haha~/hehe~/lol",
    "what a great/fantastic/lovely/beautiful day",
    "^ genial/estupendo/fantastico/maravilloso/super/guay/perfecto",
    "^ super/genial/formidable/parfait/youpi/fantastique/chouette",
    "^ toll/super/prima/klasse/juhu/hurra/wunderbar",
];
/// Emoji of joy and party.
const JOY: &str = "🎉🥳🎊😂🤣😄😁😃😆🤩😜🥂🍾🙌💃🕺✨🎈😎😀";

#[derive(Debug)]
pub(super) struct FalseCheer;

impl Check for FalseCheer {
    fn code(&self) -> &'static str {
        "false_cheer"
    }

    fn find(&self, reply: &Read<'_>) -> Option<Finding> {
        if !reply.is_complaint() {
            return None;
        }
        let text = reply.out.text;
        let mut spans: Vec<Span> = reply.words.spans(PHRASES);
        let emoji = tokens(text).filter(|token| token.kind == Kind::Emoji);
        spans.extend(
            emoji
                .map(|token| token.span)
                .filter(|span| span.slice(text).chars().any(|c| JOY.contains(c))),
        );
        spans.sort_unstable();
        let first = spans.first()?.slice(text);
        Some(Finding::advises(spans.clone()).with(first))
    }
}
