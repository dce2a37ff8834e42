//! Words of ours: what means the same, what says nothing, what tells two things apart.

/// Stems that mean the same beside numbers; each group becomes its first.
#[rustfmt::skip]
const SAME: &[&[&str]] = &[
    &["cost", "price", "fee", "charg", "pay", "kost", "prix", "precio", "cout", "cuest", "koste"],
    &["refund", "reimburs", "repay", "moneyback"],
    &["deliveri", "deliv", "ship", "shipment", "arriv", "dispatch", "postag", "lieferung", "livraison"],
    &["cancel", "termin", "cancell"],
    &["restart", "reboot"],
    &["phone", "call", "ring", "telephon", "helplin", "hotlin", "line"],
    &["open", "hour", "openinghour"],
    &["bill", "invoic"],
    &["parcel", "packag", "order"],
    &["email", "mail"],
    &["hold", "press", "keep"],
    &["last", "valid", "expir", "expiri", "run"],
    &["allow", "connect", "permit", "limit", "maximum", "max"],
    &["unplug", "disconnect"],
    &["month", "monthli"],
    &["year", "yearli", "annual"],
    &["late", "overdu"],
    &["log", "login", "sign", "signin"],
    &["password", "passcod"],
    &["speed", "fast"],
    &["instal", "setup"],
    &["tap", "click", "select", "choos", "hit"],
    &["return", "retur", "send"],
];

/// Stems and words that stand beside numbers of any kind.
#[rustfmt::skip]
const EMPTY: &[&str] = &[
    "die", "der", "das", "und", "ist", "sind", "ein", "eine", "mit", "von", "zu", "den", "dem", "sie", "ihr", "wir", "auf", "bei",
    "fur", "im", "es", "nach", "innerhalb", "le", "la", "les", "un", "une", "des", "du", "de", "et", "est", "sont", "vous", "votr",
    "votre", "dan", "pour", "sur", "en", "el", "lo", "los", "las", "una", "se", "su", "con", "por", "para", "al", "del", "y", "ou",
    "quot", "nbsp", "amp", "hi", "hello", "thank", "sorri", "pleas", "yes", "no", "ab", "up", "least", "within",
];
/// Stems that count for little.
#[rustfmt::skip]
const LIGHT: &[&str] = &[
    "usual", "normal", "typic", "general", "about", "around", "take", "need", "expect", "should", "onli", "just", "alway",
    "current", "total", "worth", "show", "see", "work", "busi", "day", "go", "make", "sure", "possibl", "custom", "new", "time",
    "period", "long", "date", "back", "then", "first", "abl", "help", "hope", "sometim", "between", "per", "everi", "set", "check",
    "day", "week", "month", "year", "hour", "minut", "second", "littl", "bit", "actual", "now", "come", "give", "let", "keep",
    "follow", "simpli", "start", "begin", "happen", "know", "look", "find", "page", "dauert", "dauern", "dure", "tarda", "standard",
    "account", "servic", "tap", "tell", "say", "wait", "maximum", "minimum", "allow", "further",
];

/// Words of which one and another are two things. Stems.
#[rustfmt::skip]
const APART: &[&[&str]] = &[
    &["standard", "express", "next", "economi", "premium", "prioriti", "basic", "plus", "pro", "lite", "starter", "ultra"],
    &["busi", "person", "consum", "home", "student", "famili", "individu"],
    &["prepaid", "contract"],
    &["month", "year", "week"],
    &["intern", "domest", "uk", "abroad", "oversea", "local", "eu"],
    &["android", "io", "iphon", "ipad", "window", "mac", "linux"],
    &["download", "upload"],
    &["minimum", "maximum"],
    &["open", "close", "shut"],
    &["withdraw", "deposit", "top"],
    &["card", "paypal", "bank", "cash", "chequ", "voucher", "debit", "credit"],
    &["adult", "child", "children", "infant", "senior"],
    &["upgrad", "downgrad", "cancel", "activ", "renew", "move", "join"],
    &["refund", "deliveri", "return", "exchang", "replac", "repair", "compens"],
    &["red", "green", "amber", "blue", "orang", "white", "yellow"],
    &["router", "hub", "modem", "phone", "tv", "app", "box", "extend"],
    &["late", "earli"],
    &["wire", "wireless", "wifi", "mobil", "landlin", "fibr"],
    &["hand", "cabin", "hold", "check"],
    &["sim", "esim"],
    &["small", "medium", "larg"],
    &["first", "second", "third", "final"],
    &["chat", "phone", "email", "shop", "store"],
    &["bronz", "silver", "gold", "platinum"],
];

/// The stem that stands for all that mean the same.
pub(super) fn same(stem: &str) -> Option<&'static str> {
    SAME.iter()
        .find(|group| group.contains(&stem))
        .and_then(|group| group.first().copied())
}

/// Whether the stem says nothing.
pub(super) fn is_empty(stem: &str) -> bool {
    EMPTY.contains(&stem)
}

/// Whether the stem says little.
pub(super) fn is_light(stem: &str) -> bool {
    LIGHT.contains(&stem) || stem.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether one text names one thing of a group and the other another.
pub(super) fn are_apart(one: &dyn Fn(&str) -> bool, other: &dyn Fn(&str) -> bool) -> bool {
    APART.iter().any(|group| {
        let ours = || group.iter().filter(|stem| one(stem));
        let theirs = || group.iter().filter(|stem| other(stem));
        ours().next().is_some() && theirs().next().is_some() && !ours().any(|stem| other(stem))
    })
}

/// Whether a clause may end at this word or mark.
pub(super) fn is_cut(text: &str) -> bool {
    matches!(
        text,
        "," | "|"
            | "("
            | ")"
            | "and"
            | "but"
            | "while"
            | "whereas"
            | "or"
            | "und"
            | "aber"
            | "et"
            | "mais"
            | "y"
            | "pero"
            | "/"
            | "•"
    )
}
