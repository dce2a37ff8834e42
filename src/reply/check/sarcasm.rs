//! The reply mocks, or plays down what the customer feels.

use super::read::Read;
use super::{Check, Finding};

const PHRASES: &[&str] = &[
    "calm/settle down",
    "chill/relax out",
    "^ ?just chill/relax",
    "cry me",
    "boo hoo",
    "it is/'s only/just a/the/an ?internet/game/phone/app/train/bus/parcel/delivery/joke/flight/bill",
    "get over it",
    "good luck with/finding/getting/trying",
    "how terrible/awful/tragic/sad/dreadful/shocking for you",
    "poor you/thing/baby",
    "did you ever/even survive/cope/manage",
    "what a surprise/shock",
    "surprise surprise",
    "big surprise",
    "congratulations/congrats on finding/breaking/losing/being/managing",
    "well done you/on breaking",
    "oh so",
    "^ oh dear how",
    "yeah right",
    "yeah sure",
    "^ sure because",
    "because we love/enjoy/like/just",
    "we love/enjoy breaking/making/annoying/keeping * ?on ?purpose",
    "another expert/genius/einstein",
    "thanks/thank for your ?oh ?so ?very constructive/kind/lovely/charming/helpful/polite words/feedback/comment/tone",
    "lol/lmao/rofl",
    "whatever",
    "if you say so",
    "^ wow # ?whole",
    "^ wow three/two/four/five/ten whole",
    "first world",
    "end of the world",
    "no one died",
    "nobody died",
    "sorry not sorry",
    "we are so sorry your majesty",
    "are we done",
    "happy now",
    "do not be so/dramatic",
    "drama",
    "tranquilizate",
    "calmate",
    "que pena",
    "vaya drama",
    "enhorabuena por",
    "calmez-vous",
    "calme-toi",
    "quel drame",
    "bravo pour",
    "pauvre de vous",
    "beruhige dich",
    "beruhigen sie sich",
    "wie schrecklich fur",
    "na toll",
    "herzlichen gluckwunsch zum",
];

#[derive(Debug)]
pub(super) struct Sarcasm;

impl Check for Sarcasm {
    fn code(&self) -> &'static str {
        "sarcasm"
    }

    fn find(&self, reply: &Read<'_>) -> Option<Finding> {
        let spans = reply.words.spans(PHRASES);
        let first = spans.first()?.slice(reply.out.text);
        Some(Finding::advises(spans.clone()).with(first))
    }
}
