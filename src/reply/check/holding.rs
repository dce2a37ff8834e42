//! Phrases that fill the time and say nothing: "we'll get back to you as soon as possible".

use super::read::Read;
use super::{Check, Finding};
use crate::reply::phrase::apart;
use crate::reply::promise::{What, When};
use crate::span::Span;

const PHRASES: &[&str] = &[
    "as soon as possible/practical/we/i ?can ?possibly",
    "in due course",
    "at the/our ?very earliest opportunity/convenience",
    "thank you/thanks for your ?continued ?ongoing patience",
    "appreciate your patience",
    "please be patient",
    "bear with us ?while ?for",
    "your feedback/call/message/opinion/business/custom is ?very important/valuable/valued",
    "value/values your feedback/custom/business",
    "has/have been ?duly passed/forwarded/escalated/logged/noted/raised/received/referred",
    "passed/forwarded/escalated/referred ?your * to the ?relevant/appropriate/right/correct department/team",
    "have forwarded/passed/escalated",
    "relevant/appropriate department/team/teams/departments",
    "high/unusually/large ?higher volume/volumes/demand/number",
    "higher than usual/normal",
    "take ?all ?these ?such ?this complaints/matters/feedback/this ?very ?extremely seriously",
    "rest assured",
    "be with you shortly/soon",
    "is/are being ?currently dealt/looked/investigated/handled/reviewed",
    "we are ?currently looking into",
    "bringing/bring this/it/that to our attention",
    "working ?very ?really hard to",
    "when we have/can more/reply/answer",
    "when we can",
    "once there 's/is an/any/more update/news/information",
    "any/an/more updates/update/news/information ?as ?when available",
    "keep you posted/updated/informed",
    "lo antes posible",
    "a la mayor brevedad",
    "tan pronto como sea",
    "en breve",
    "gracias por su/tu paciencia",
    "agradecemos su/tu paciencia",
    "des que possible",
    "dans les plus brefs",
    "merci de votre/ta patience",
    "dans les meilleurs delais",
    "a ete transmise/transmis/transmises",
    "so schnell wie moglich",
    "schnellstmoglich",
    "in kurze",
    "bitte haben sie ?noch",
    "etwas geduld",
    "um ?etwas geduld",
    "zustandige abteilung",
    "wurde weitergeleitet",
];

#[derive(Debug)]
pub(super) struct Holding;

impl Check for Holding {
    fn code(&self) -> &'static str {
        "holding"
    }

    fn find(&self, reply: &Read<'_>) -> Option<Finding> {
        let mut spans = reply.words.spans(PHRASES);
        // An answer promised with no time is one too, unless the customer has to do something first.
        let vague = reply.promises.iter().filter(|promise| {
            promise.what == What::Write && promise.when == When::Soon && !promise.waits
        });
        spans.extend(vague.map(|promise| promise.span));
        let spans = apart(spans);
        let first: Span = *spans.first()?;
        Some(Finding::advises(spans).with(first.slice(reply.out.text)))
    }
}
