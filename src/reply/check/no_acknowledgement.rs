//! The first answer to a complaint says nothing of what went wrong.

use super::read::Read;
use super::{Check, Finding, Speaker};
use crate::triage::Lang;

const PHRASES: &[&str] = &[
    "sorry/apolog~/regret/sry",
    "understand/appreciate/empathize/empathise/sympathise",
    "hear you/that/this",
    "hate ?to ?that",
    "never like",
    "not like to",
    "do not want",
    "thank/thanks/thx/cheers",
    "oh no",
    "yikes",
    "oops",
    "ouch",
    "uh oh",
    "not good ?enough",
    "not great/right/ideal/okay/ok/acceptable/what/how/cool/fun",
    "that/this should not",
    "should never",
    "frustrat~/annoying/inconvenien~/disappoint~/upset~/concern~/unfortunate~/trouble/bother",
    "you are right",
    "our fault/mistake/bad",
    "we let you down",
    "let down",
    "poor service/experience",
    "bear with",
    "would like to help",
    "love to help",
    "want to help",
    "want to make",
    "happy to help",
    "glad to help",
    "here to help",
    "here for you",
    "sentimos/siento/lament~/perdon~/disculp~/entiendo/entendemos/gracias/comprendemos",
    "desole~/excus~/pardon/comprends/comprenons/regrett~/navre~/merci",
    "leid/entschuld~/verzeih~/bedauer~/verstehen/verstehe/danke/arger~/schade/sorry",
    "dispiace/scusa/scusate/scusi/grazie",
    "desculp~/lament~/obrigado/obrigada",
    "excuses/spijt",
];

#[derive(Debug)]
pub(super) struct NoAcknowledgement;

impl Check for NoAcknowledgement {
    fn code(&self) -> &'static str {
        "no_acknowledgement"
    }

    fn find(&self, reply: &Read<'_>) -> Option<Finding> {
        let known = match Lang::from_tag(reply.out.lang.unwrap_or("en")) {
            Lang::English | Lang::Spanish | Lang::French | Lang::German => true,
            // Some words of these are known as well, but too few to miss one.
            _ => false,
        };
        let first = !reply.out.thread.iter().any(|said| said.who == Speaker::Us);
        let silent = reply.is_complaint() && known && first && reply.words.any(PHRASES).is_none();
        (silent && !reply.words.0.is_empty()).then(|| Finding::advises(Vec::new()))
    }
}
