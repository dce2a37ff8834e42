//! Domains in a text: where they end, which of their ends are top-level domains, and whether they could be looked up.
//!
//! The list (`domains.txt`) holds the top-level domains that X's own counter (`twitter-text` 3.1.0) knows: ICANN's of
//! 2020, and `onion`. It is sorted and searched where it lies.

use super::letters;

/// Lower-case names, a line each, in the order of their bytes.
const LIST: &str = include_str!("domains.txt");
/// Characters of the longest.
const LONGEST: usize = 18;
/// The longest a part of a domain may be once it is written in ASCII (RFC 1035).
const LABEL: usize = 63;

/// The end of the top-level domain that begins at `at`.
pub(super) fn top_level(chars: &[char], at: usize) -> Option<usize> {
    let rest = chars.get(at..)?;
    let latin = run(rest, |c| c.is_ascii_alphabetic());
    let end = if rest.get(latin).is_none_or(char::is_ascii) {
        Some(latin)
    } else {
        // Other scripts have no ends of words that could be seen: the longest name counts.
        (latin.max(1)..=LONGEST.min(rest.len()))
            .rev()
            .find(|&end| is_name(rest, end))
    };
    end.filter(|&end| is_name(rest, end))
        .or_else(|| encoded(rest))
        .map(|end| at + end)
}

/// Whether the first `end` characters are a top-level domain, and not part of something longer.
fn is_name(rest: &[char], end: usize) -> bool {
    (1..=LONGEST).contains(&end) && is_free(rest, end) && rest.get(..end).is_some_and(is_listed)
}

/// `xn--…`, whatever it stands for.
fn encoded(rest: &[char]) -> Option<usize> {
    let (head, body) = rest.split_at_checked(4)?;
    let is_head = head
        .iter()
        .zip("xn--".chars())
        .all(|(c, x)| c.eq_ignore_ascii_case(&x));
    let len = run(body, |c| c.is_ascii_alphanumeric() || c == '-');
    (is_head && len > 0).then_some(4 + len)
}

/// Whether a name that ends here is not part of something longer.
fn is_free(rest: &[char], end: usize) -> bool {
    rest.get(end)
        .is_none_or(|&c| !c.is_ascii_alphanumeric() && !matches!(c, '@' | '+' | '-'))
}

/// How many characters at the beginning satisfy `keep`.
pub(super) fn run(chars: &[char], keep: impl Fn(char) -> bool) -> usize {
    chars.iter().position(|&c| !keep(c)).unwrap_or(chars.len())
}

fn is_listed(name: &[char]) -> bool {
    let name: String = name.iter().flat_map(|c| c.to_lowercase()).collect();
    let mut list = LIST;
    while !list.is_empty() {
        let middle = list.len() / 2;
        let before = list.as_bytes().get(..middle).unwrap_or_default();
        let start = before
            .iter()
            .rposition(|&byte| byte == b'\n')
            .map_or(0, |at| at + 1);
        let (head, tail) = list.split_at_checked(start).unwrap_or_default();
        let (line, after) = tail.split_once('\n').unwrap_or((tail, ""));
        match name.as_str().cmp(line) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => list = head,
            std::cmp::Ordering::Greater => list = after,
        }
    }
    false
}

/// Whether every part of a domain is short enough, once it is written in ASCII.
pub(super) fn is_possible(domain: &[char]) -> bool {
    let starts_encoded = domain.starts_with(&['x', 'n', '-', '-']);
    if starts_encoded && plain(domain).is_empty() {
        return false;
    }
    domain
        .split(|&c| c == '.')
        .all(|label| (1..=LABEL).contains(&encoded_len(label)))
}

/// Bytes of a part of a domain in ASCII (RFC 3492); more than [`LABEL`] for everything that is too long.
pub(super) fn encoded_len(label: &[char]) -> usize {
    if label.len() > LABEL {
        return label.len();
    }
    // These stand for a full stop in domains.
    let parts = label.split(|c| matches!(c, '\u{3002}' | '\u{ff0e}' | '\u{ff61}'));
    let lens = parts.map(|part| {
        if part.iter().all(|c| (' '..='~').contains(c)) {
            part.len()
        } else {
            "xn--".len() + punycode_len(part)
        }
    });
    lens.map(|len| len + 1).sum::<usize>() - 1
}

/// Length of the Punycode of a label (RFC 3492, section 6.3); the letters themselves are not needed.
fn punycode_len(label: &[char]) -> usize {
    const START: u32 = 0x80;
    let basic = label.iter().filter(|c| c.is_ascii()).count();
    let mut len = basic + usize::from(basic > 0);
    let mut done = u32::try_from(basic).unwrap_or_default();
    let (mut next, mut delta, mut bias) = (START, 0_u32, 72);
    let mut first = true;
    let more = |next: u32| {
        label
            .iter()
            .map(|&c| u32::from(c))
            .filter(move |&c| c >= next)
            .min()
    };
    while let Some(lowest) = more(next) {
        delta = delta.saturating_add((lowest - next).saturating_mul(done + 1));
        for c in label.iter().map(|&c| u32::from(c)) {
            if c < lowest {
                delta = delta.saturating_add(1);
            }
            if c == lowest {
                len += digits(delta, bias);
                bias = adapted(delta, done + 1, first);
                (delta, done, first) = (0, done + 1, false);
            }
        }
        delta = delta.saturating_add(1);
        next = lowest + 1;
    }
    len
}

const BASE: u32 = 36;

/// How many digits a number takes.
fn digits(mut number: u32, bias: u32) -> usize {
    let mut len = 1;
    for k in (BASE..).step_by(36) {
        let threshold = k.saturating_sub(bias).clamp(1, 26);
        if number < threshold {
            break;
        }
        number = (number - threshold) / (BASE - threshold);
        len += 1;
    }
    len
}

fn adapted(delta: u32, points: u32, first: bool) -> u32 {
    let mut delta = delta / if first { 700 } else { 2 };
    delta += delta / points;
    let mut k = 0;
    while delta > (BASE - 1) * 26 / 2 {
        delta /= BASE - 1;
        k += BASE;
    }
    k + BASE * delta / (delta + 38)
}

/// The domains in Latin letters within a domain, as start and end: what is a link without a scheme.
pub(super) fn plain(domain: &[char]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < domain.len() {
        let (end, next) = plain_from(domain, at);
        found.extend(end.map(|end| (at, end)));
        at = next;
    }
    found
}

/// The end of the plain domain that begins at `at`, and where to look on.
fn plain_from(domain: &[char], at: usize) -> (Option<usize>, usize) {
    let mut end = None;
    let mut label = at;
    loop {
        let rest = domain.get(label..).unwrap_or_default();
        let len = run(rest, letters::is_plain_domain);
        if len == 0 || rest.get(len) != Some(&'.') {
            return (end, end.unwrap_or((label + len).max(at + 1)));
        }
        label += len + 1;
        end = top_level(domain, label).or(end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn every_name_of_the_list_is_found_and_no_part_of_it() {
        assert!(LIST.lines().is_sorted());
        for name in LIST.lines() {
            let name = chars(name);
            assert!(name.len() <= LONGEST && is_listed(&name));
            assert_eq!(top_level(&name, 0), Some(name.len()));
        }
        for name in ["", "comm", "zzz", "a", "\n", "com\ncomcast"] {
            assert!(!is_listed(&chars(name)), "{name}");
        }
    }

    #[test]
    fn lengths_in_ascii_are_punycode() {
        for (label, encoded) in [
            ("example", "example"),
            ("bücher", "xn--bcher-kva"),
            ("mañana", "xn--maana-pta"),
            ("☃", "xn--n3h"),
            ("他们为什么不说中文", "xn--ihqwcrb4cv8a8dqg056pqjye"),
            (
                "почемужеонинеговорятпорусски",
                "xn--b1abfaaepdrnnbgefbadotcwatmq2g4l",
            ),
        ] {
            assert_eq!(encoded_len(&chars(label)), encoded.len(), "{label}");
        }
    }
}
