//! How people commit themselves.

use std::ops::Range;

use super::What;
use crate::reply::phrase::{END, Words};

/// Who of us speaks or is spoken of, up to the word before the verb.
const HEADS: &[&str] = &[
    "we/i/they/he/she will/shall",
    "we/i will both/all",
    "we/i/they are/am going to",
    "we/i/they ?do ?are/am aim/hope/plan/intend/promise/expect/aiming/hoping/planning/going to",
    "we/i should have/be/hear/know",
    "let us/me ?just",
    "someone/somebody/colleague/colleagues/team/staff/office/department/officer will",
    "someone/somebody/colleague/team/staff/office/department/manager/officer/engineer/engineers/depot * will/shall",
    "someone/somebody/colleague/team/office/department/manager/engineer/engineers is/are/'s going to",
    "engineer/engineers/technician/technicians/manager/supervisor/specialist/adviser/advisor/agent/advisers will",
    "engineer/engineers/technician/technicians/team should",
    "one of our/the/my * will",
    "member of * will",
    "team/office/department/we/engineers/colleague/depot promised to",
    "ben/she/he is going to",
];

/// Words that may stand before the verb.
const ADVERBS: &str = "also/then/now/still/just/definitely/certainly/personally/be/sure/to/make/try/do/our/my/best/happily/gladly/of/course/always/immediately/quickly/and/therefore/soon/shortly/both/all/get/have/you/someone/somebody/first/either/again/today/tomorrow/tonight/directly/at/able/that/this/it/your/line/case";

/// Verbs, those of several words first.
const VERBS: &[(&str, What)] = &[
    ("give you/u a call/ring/bell/buzz/shout", What::Call),
    ("get/have * call/ring/phone you", What::Call),
    (
        "call/ring/phone/telephone/calling/ringing you/u/him/her/back",
        What::Call,
    ),
    ("call/ring/phone/telephone", What::Call),
    ("get/come/circle/report/revert/be back", What::Write),
    ("get * to you", What::Write),
    ("have news/updates/answers/something/more", What::Write),
    ("hear back/from", What::Write),
    ("be/get/stay/keep in touch/contact", What::Write),
    ("let you/u/everyone know", What::Write),
    ("keep you/u/everyone posted/updated/informed", What::Write),
    ("drop you/u", What::Write),
    ("reach out", What::Write),
    ("follow up", What::Write),
    ("write again", What::Write),
    ("pick * up", What::Check),
    (
        "sort/sorted/fix/fixed/solved/resolved/mended/repaired",
        What::Fix,
    ),
    (
        "credit/refund/reimburse/compensate/refunded/credited",
        What::Refund,
    ),
    ("pay * back", What::Refund),
    ("send * refund/credit/money", What::Refund),
    ("look/dig into", What::Check),
    ("look/looking at", What::Check),
    ("find out", What::Check),
    ("take/have a ?closer ?quick look", What::Check),
    (
        "check/investigate/review/chase/examine/test/verify/ask/raise/escalate/see/look/pass/forward/feed",
        What::Check,
    ),
    (
        "reply/respond/response/answer/revert/write/e-mail/message/dm/contact/text/update/inform/advise/notify/confirm/tell/share/announce/revert/tweet/reach",
        What::Write,
    ),
    ("put * right/straight", What::Fix),
    ("take care", What::Fix),
    (
        "solve/resolve/repair/mend/restore/correct/replace/rectify/fixing",
        What::Fix,
    ),
    ("send/post/ship/deliver/dispatch/mail/provide", What::Send),
    (
        "cancel/change/remove/add/reset/restart/reboot/rebook/book/set/handle/process",
        What::Fix,
    ),
    (
        "work/help/ensure/arrange/visit/come/be/make/organise/organize/move/bring/have",
        What::Other,
    ),
];

/// Whole phrases that commit us, or say what a customer may expect from us.
const WHOLE: &[(&str, What)] = &[
    ("expect * refund/credit", What::Refund),
    ("expect * call/ring/phone", What::Call),
    (
        "expect * e-mail/reply/answer/response/message/update/dm/news/letter",
        What::Write,
    ),
    ("expect to hear", What::Write),
    ("you/u will/should/shall * hear from/back", What::Write),
    (
        "you/u will/should * get/receive/have/see * refund/credit/money",
        What::Refund,
    ),
    ("you/u will/should * get/receive/have * call", What::Call),
    (
        "you/u will/should/can * get/receive/have * e-mail/reply/answer/response/message/update/news/letter/decision",
        What::Write,
    ),
    (
        "you/u will/should * get/receive/have * router/parcel/replacement/it/them/order",
        What::Send,
    ),
    (
        "refund/credit/money will/should * reach/be/arrive/show/hit",
        What::Refund,
    ),
    (
        "it/this/that/request/issue/case/refund/credit/order/complaint/claim will/should ?then be applied/processed/resolved/reviewed/answered/updated/fixed/sorted/credited/refunded/paid/handled/restored",
        What::Fix,
    ),
    (
        "it/this/that/request/credit/shell will ?then apply",
        What::Fix,
    ),
    ("call/reply/answer/response will follow", What::Write),
    (
        "responderemos/respondere/contestaremos/contestare/escribiremos/escribire/informaremos/avisaremos/avisare/contactaremos/confirmaremos",
        What::Write,
    ),
    ("pondra/pondran/pondremos/pondre en contacto", What::Write),
    (
        "contactara/contactaran/escribira/respondera/responderan/informara",
        What::Write,
    ),
    ("llamaremos/llamare/llamara/llamaran", What::Call),
    ("te/le llamo/llamamos", What::Call),
    (
        "te/le escribo/escribimos/aviso/avisamos/respondo/respondemos",
        What::Write,
    ),
    (
        "recibira/recibiras/tendra/tendras * respuesta/correo/llamada/noticias/mensaje",
        What::Write,
    ),
    (
        "revisaremos/revisare/comprobaremos/miraremos/investigaremos",
        What::Check,
    ),
    (
        "solucionaremos/arreglaremos/resolveremos/repararemos",
        What::Fix,
    ),
    ("enviaremos/enviare/mandaremos", What::Send),
    ("devolveremos/reembolsaremos/abonaremos", What::Refund),
    ("vamos/voy a llamar~", What::Call),
    ("vamos/voy a responder~", What::Write),
    ("vamos/voy a revisar~/mirar~/comprobar~", What::Check),
    (
        "repondrons/repondrai/repondra/ecrirons/ecrirai/contacterons/contacterai/contactera/contacteront/recontacterons/informerons/tiendrons/tiendrai/confirmerons",
        What::Write,
    ),
    (
        "reviendrons/reviendrai/reviendra/reviens/revenons vers",
        What::Write,
    ),
    ("vous/t' ecris/ecrivons/recontacte", What::Write),
    (
        "rappellerons/rappellerai/rappellera/appellerons/appellerai/appellera/rappelle/rappelons",
        What::Call,
    ),
    (
        "recevrez/recevras/aurez/auras * reponse/message/mail/e-mail/appel/nouvelles",
        What::Write,
    ),
    (
        "verifierons/verifierai/examinerons/regarderons",
        What::Check,
    ),
    ("reparerons/resoudrons/corrigerons/reglerons", What::Fix),
    ("enverrons/enverrai/expedierons", What::Send),
    ("rembourserons/rembourserai/crediterons", What::Refund),
    ("allons/vais * rappeler/appeler", What::Call),
    ("allons/vais * repondre/recontacter/ecrire", What::Write),
    ("melden uns", What::Write),
    ("melde mich", What::Write),
    (
        "schreiben/schreibe/antworten/antworte dir/ihnen/euch",
        What::Write,
    ),
    ("rufen/rufe dich/sie/euch * an/zuruck", What::Call),
    ("wird/werden/werde * anrufen/zuruckrufen", What::Call),
    (
        "wird/werden/werde * melden/antworten/schreiben/kontaktieren/informieren/benachrichtigen",
        What::Write,
    ),
    (
        "erhalten/erhaltst/bekommst/bekommen * antwort/nachricht/ruckmeldung/e-mail",
        What::Write,
    ),
    (
        "wird/werden/werde * prufen/anschauen/nachsehen/klaren",
        What::Check,
    ),
    ("wird/werden/werde * beheben/reparieren/losen", What::Fix),
    ("wird/werden/werde * schicken/senden/versenden", What::Send),
    (
        "wird/werden/werde * erstatten/gutschreiben/zuruckzahlen",
        What::Refund,
    ),
];

/// Phrases that say how long answers take.
pub(super) const DELAYS: &[&str] = &[
    "response/reply/answer/answering/reponse/respuesta time/times is/are",
    "response/reply time/times",
    "respond/reply/replying/responding/answering/answer * within/in/inside",
    "replying/responding/answering * behind",
    "tiempo de respuesta",
    "delai de reponse",
    "antwortzeit",
    "allow/give * for a/our/us",
    "please allow ?us ?up",
    "give us ?about ?up ?to #/two/three/five/couple/few/day/week",
    "give us a couple/few/day/week",
    "we/i/they need about/around/up",
    "we/i/they will need",
    "bear with us for",
    "promised to",
    "asked to wait",
];

/// A customer's own step before it: nothing is owed until then.
const STEPS: &[&str] = &[
    "if/once/when/after/until/unless/as you/we/your/this/that/it/soon/they",
    "please/dm/pm/send/message/provide/click/drop/share/fill/give/tell/reply/follow/text/e-mail/call/contact/visit/confirm/pls/kindly/try/check/can/could/would/feel/let/join/use/meet/submit/shoot/reach",
    "envianos/envie/mandanos/escribenos/manda/si/cuando/facilitanos",
    "envoyez/envoie/contactez/merci/si/des/quand",
    "schick/schicke/schicken/senden/sende/schreib/schreiben/wenn/sobald/bitte",
];

/// Subordinate clauses in which nothing is promised, and questions.
const HYPOTHETICAL: &str = "if/when/whether/unless/until/before/once/why/how/while/that";

/// Whether a commitment begins at `at`: what it promises, and where its words end.
pub(super) fn commitment(
    words: &Words,
    at: usize,
    sentence: &Range<usize>,
) -> Option<(What, Range<usize>)> {
    let whole = WHOLE
        .iter()
        .find_map(|(phrase, what)| Some((*what, words.at(at, phrase)?)));
    let (what, end) = whole.or_else(|| headed(words, at))?;
    let before = at.checked_sub(1).filter(|&before| before >= sentence.start);
    let hypothetical = before.is_some_and(|before| words.at(before, HYPOTHETICAL).is_some());
    let denied = (at..end).any(|at| words.at(at, "not/never/nicht/pas/jamais/nunca").is_some())
        || before.is_some_and(|before| words.at(before, "not/no/never/cannot").is_some());
    (end <= sentence.end && !hypothetical && !denied).then_some((what, at..end))
}

fn headed(words: &Words, at: usize) -> Option<(What, usize)> {
    let verb = HEADS.iter().filter_map(|head| {
        let mut from = words.at(at, head)?;
        for _ in 0..5 {
            let verb = VERBS
                .iter()
                .find_map(|(phrase, what)| Some((*what, words.at(from, phrase)?)));
            if verb.is_some() && words.at(from, "be/have/get/make/do/try").is_none() {
                return verb;
            }
            // "be in touch" is a verb of its own; "be able to call" goes on.
            let further = words
                .at(from, ADVERBS)
                .filter(|_| verb.is_none_or(|(what, _)| what == What::Other));
            match further {
                Some(next) if words.get(from) != END => from = next,
                _ => return verb,
            }
        }
        None
    });
    verb.into_iter().next()
}

/// Whether the customer is asked for something first, or a condition stands beside the commitment.
pub(super) fn waits(words: &Words, said: &Range<usize>, sentence: &Range<usize>) -> bool {
    let step = |at: usize| {
        STEPS
            .iter()
            .skip(1)
            .any(|phrase| words.at(at, phrase).is_some())
    };
    let condition = |at: usize| {
        STEPS
            .first()
            .is_some_and(|phrase| words.at(at, phrase).is_some())
    };
    (sentence.start..said.start).any(|at| step(at) || condition(at))
        || (said.end..sentence.end).any(condition)
}
