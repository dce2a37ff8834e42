//! The reply blames the customer.

use super::read::Read;
use super::{Check, Finding};

const PHRASES: &[&str] = &[
    "you/u should/could have ?simply ?just ?really read/checked/called/known/told/asked/looked/contacted/listened/done/paid/cancelled/updated/tried/noticed/thought/followed",
    "you should not have",
    "you ought to have",
    "you need to read",
    "you must have ?done/entered/pressed/deleted/changed/missed/forgotten",
    "you did not read/follow/listen/pay/cancel/check/bother/answer/tell",
    "you failed/forgot/neglected to",
    "you ?have failed/forgotten/ignored",
    "you were told/warned/informed",
    "you obviously/clearly/simply/evidently ?have entered/did/do/made/make/forgot/forgotten/missed/pressed/chose/typed/ignored/need/are/can/never/gave/used/were",
    "you agreed to/when",
    "your ?own fault/mistake/responsibility/problem/negligence",
    "not our fault/problem/mistake/responsibility",
    "nothing to do with us",
    "if you had only/actually/bothered/read/checked/called/told/listened/followed/asked/looked/paid",
    "had you ?only ?actually read/checked/called/told/followed",
    "as we/i ?have already/previously/repeatedly ?told/said/explained/stated/mentioned",
    "we/i ?have already told/explained",
    "as ?already stated/explained/mentioned/advised ?already before/earlier/previously/already",
    "next time ?please make/read/check/follow/try/be",
    "can not help you if you do not/refuse",
    "something you did",
    "nobody/no one else ?has",
    "you are wrong/mistaken/lying/imagining",
    "you are the one/only",
    "that/this is on you",
    "user error",
    "like/as i said",
    "read the terms/instructions/manual/e-mail/small",
    "deberia/deberias/debia/debio/debiste haber~",
    "tendria/tendrias que haber~",
    "es culpa tuya",
    "culpa suya",
    "es su culpa",
    "no es culpa nuestra",
    "no es nuestra culpa",
    "auriez/aurais ?du du",
    "auriez/aurais du",
    "il fallait",
    "c'est votre faute",
    "de votre faute",
    "n'est pas notre faute",
    "hatten/hattest sie/du * mussen/sollen",
    "mussen/sollen sie/du vorher",
    "hatten sie * mussen/sollen/konnen",
    "selbst schuld",
    "ihr/dein eigener fehler",
    "nicht unsere schuld",
    "nicht unser fehler",
    "ihre/deine ?eigene schuld",
];

#[derive(Debug)]
pub(super) struct Blame;

impl Check for Blame {
    fn code(&self) -> &'static str {
        "blame"
    }

    fn find(&self, reply: &Read<'_>) -> Option<Finding> {
        let spans = reply.words.spans(PHRASES);
        let first = spans.first()?.slice(reply.out.text);
        Some(Finding::advises(spans.clone()).with(first))
    }
}
