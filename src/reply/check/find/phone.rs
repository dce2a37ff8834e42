//! Telephone numbers, and whose they are.

use super::runs;
use crate::reply::check::Outgoing;
use crate::reply::check::read::is_whole;
use crate::reply::phrase::Words;
use crate::span::Span;

/// A telephone number in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::reply::check) struct Phone {
    pub(in crate::reply::check) span: Span,
    pub(in crate::reply::check) owner: Owner,
}

/// Whose a number is, by the words before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::reply::check) enum Owner {
    /// The customer's.
    Customer,
    /// One that customers are asked to call.
    Ours,
    /// One of ours that is for one person or team: "my direct line".
    Direct,
    /// Nothing tells.
    Unknown,
}

/// How many words before a number are looked at.
const BEFORE: usize = 8;
/// Digits that two ways of writing a number share, from the right.
const SHARED: usize = 9;

const DIRECT: &[&str] = &[
    "my/our direct line/number/dial",
    "my/our own/personal line/number",
    "my/our work/desk mobile/phone/number",
    "my/our mobile/cell/extension/ext/desk",
    "me ?back directly/direct",
    "directly/direct on/at",
    "manager/supervisor/supervisors/floor/back mobile/line/number/phone",
    "manager 's mobile/line/number/phone",
    "back/second/staff line",
    "llamame",
    "directamente al",
    "ma ligne",
    "ligne directe",
    "mon portable",
    "meine durchwahl",
    "durchwahl",
    "meine handynummer",
];
const THEIRS: &[&str] = &[
    "your ?own ?home ?work ?contact number/mobile/phone/cell/landline/tel",
    "call/called/rang/ring/reach/reached/tried/texted/text/phone/phoned/contact/calling/ringing/contacted you",
    "tried/texted/dialled/called/rang/ring",
    "number we have/hold",
    "left * voicemail/message",
    "still",
    "dich/sie/dir/ihnen/deine/ihre * unter",
    "vous/te/t' * au",
    "te/le/os * al",
    "votre/ton numero/portable",
    "tu/su numero/telefono/movil",
];
const OURS: &[&str] = &[
    "us",
    "our",
    "helpline",
    "hotline",
    "team",
    "support",
    "store",
    "shop",
    "branch",
    "office",
    "centre",
    "center",
    "customer",
    "care",
    "dept",
    "department",
    "desk",
    "service",
    "services",
    "police",
    "nous",
    "notre",
    "nos",
    "nuestro",
    "uns",
    "unsere",
    "atencion",
];
const MENTIONED: &[&str] = &[
    "call",
    "phone",
    "number",
    "mobile",
    "tel",
    "telephone",
    "dial",
    "ring",
    "rang",
    "text",
    "texted",
    "reach",
    "cell",
    "landline",
    "numero",
    "movil",
    "telefono",
    "portable",
    "nummer",
    "handy",
    "unter",
    "au",
    "al",
];

/// The telephone numbers of a text.
pub(in crate::reply::check) fn phones(text: &str) -> Vec<Phone> {
    let numbers = runs(text, " -./()\u{a0}").filter_map(|(span, _)| widened(text, span));
    let mut found: Vec<Phone> = Vec::new();
    for span in numbers {
        let before = text.get(..span.start).unwrap_or_default();
        let words = Words::new(before);
        let from = words.0.len().saturating_sub(BEFORE);
        let near = Words(words.0.get(from..).unwrap_or_default().to_vec());
        let says = |list: &[&str]| near.any(list).is_some();
        if is_number(span.slice(text), says(MENTIONED)) && is_whole(text, span) {
            let owner = if says(DIRECT) {
                Owner::Direct
            } else if says(THEIRS) && !is_free(&digits(span.slice(text))) {
                Owner::Customer
            } else if says(OURS) || is_free(&digits(span.slice(text))) {
                Owner::Ours
            } else {
                Owner::Unknown
            };
            found.push(Phone { span, owner });
        }
    }
    found
}

/// The number with "+" and brackets around its first group, and the groups behind double separators: "+44 (0)20 …".
fn widened(text: &str, span: Span) -> Option<Span> {
    let before = text.get(..span.start)?;
    let lead = before.len() - before.trim_end_matches(['+', '(']).len();
    let mut end = span.end;
    // ") " and similar: two joints where one is a bracket.
    while let Some(more) = behind_bracket(text.get(end..)?) {
        end += more;
    }
    Some(Span::new(span.start - lead, end))
}

/// How far a number goes on behind a bracket: ") 555-0143".
fn behind_bracket(rest: &str) -> Option<usize> {
    let digits = rest.find(|c: char| c.is_ascii_digit())?;
    let between = rest.get(..digits)?;
    let bracket = between.contains(['(', ')'])
        && between.len() <= 3
        && between.chars().all(|c| " ()-./".contains(c));
    let more = rest.get(digits..).filter(|_| bracket)?;
    let length = more
        .find(|c: char| !c.is_ascii_digit() && !" -./".contains(c))
        .unwrap_or(more.len());
    Some(
        digits
            + more
                .get(..length)?
                .trim_end_matches([' ', '-', '.', '/'])
                .len(),
    )
}

/// Whether this is written as a telephone number is; one without a sign of it needs a word before it.
fn is_number(number: &str, mentioned: bool) -> bool {
    let all = digits(number);
    if !(7..=15).contains(&all.len()) {
        return false;
    }
    let groups: Vec<usize> = number
        .split(|c: char| !c.is_ascii_digit())
        .map(str::len)
        .filter(|len| *len > 0)
        .collect();
    let date = matches!(
        groups.as_slice(),
        [1 | 2, 1 | 2, 4 | 2, ..] | [4, 1 | 2, 1 | 2, ..]
    ) && all.len() <= 8;
    let year = groups.len() == 2 && groups.iter().all(|len| *len == 4);
    let national = all.starts_with('0') && (10..=12).contains(&all.len()) && !all.starts_with("00");
    let abroad = number.starts_with('+') || (all.starts_with("00") && all.len() >= 11);
    let american = matches!(groups.as_slice(), [3, 3, 4] | [1, 3, 3, 4])
        && (groups.len() == 3 || number.starts_with('1') || number.starts_with('('));
    let spanish = groups.as_slice() == [3, 3, 3] && number.starts_with(['6', '7', '8', '9']);
    let bare = mentioned && all.len() >= 7 && groups.iter().all(|len| *len >= 2);
    !date && !number.contains('/') && (abroad || national || american || spanish || (bare && !year))
}

/// Numbers that cost the caller nothing or belong to companies: nobody's own.
fn is_free(digits: &str) -> bool {
    let national = digits
        .strip_prefix("1")
        .filter(|rest| rest.len() == 10)
        .unwrap_or(digits);
    let american = national.len() == 10
        && ["800", "833", "844", "855", "866", "877", "888"]
            .iter()
            .any(|code| national.starts_with(code));
    let british = ["0800", "0808", "03", "084", "087", "0180"]
        .iter()
        .any(|code| digits.starts_with(code));
    american
        || british
        || digits.starts_with("44800")
        || digits.starts_with("900") && digits.len() == 9
}

/// The digits of a number, without the 0 in brackets behind a country's code.
pub(in crate::reply::check) fn digits(number: &str) -> String {
    number
        .replace("(0)", "")
        .chars()
        .filter(char::is_ascii_digit)
        .collect()
}

/// Whether two ways of writing a number mean the same.
pub(in crate::reply::check) fn is_same_number(one: &str, other: &str) -> bool {
    let (one, other) = (digits(one), digits(other));
    let tail = |number: &str| {
        number
            .get(number.len().saturating_sub(SHARED)..)
            .map(str::to_owned)
    };
    one.len().min(other.len()) >= 6
        && (one == other || (one.len().min(other.len()) >= SHARED && tail(&one) == tail(&other)))
}

impl Phone {
    /// Whether the lead says that this number is public.
    pub(in crate::reply::check) fn is_public(self, text: &str, out: &Outgoing<'_>) -> bool {
        let number = self.span.slice(text);
        out.policy
            .public_numbers
            .iter()
            .any(|public| is_same_number(public, number))
    }

    /// Whether the lead says that it must not be public.
    pub(in crate::reply::check) fn is_direct(self, text: &str, out: &Outgoing<'_>) -> bool {
        let number = self.span.slice(text);
        out.policy
            .direct_lines
            .iter()
            .any(|direct| is_same_number(direct, number))
    }
}
