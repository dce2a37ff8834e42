//! Emoji of several characters, which X counts as one: those of Emoji 11, as `twitter-text` 3.1.0 knows them.
//!
//! A single emoji needs no table: whatever is not a letter of an old script weighs as much as an emoji anyway.

const JOINER: char = '\u{200d}';
/// Asks for the coloured picture.
const PICTURE: char = '\u{fe0f}';
const MAN: char = '\u{1f468}';
const WOMAN: char = '\u{1f469}';
const BOY: char = '\u{1f466}';
const GIRL: char = '\u{1f467}';
const HEART: char = '\u{2764}';
const BLACK_FLAG: char = '\u{1f3f4}';
/// The first of the letters that make flags.
const FLAG_A: u32 = 0x1f1e6;
/// Countries by their first letter, from A.
const COUNTRIES: [&str; 26] = [
    "CDEFGILMOQRSTUWXZ",
    "ABDEFGHIJLMNOQRSTVWYZ",
    "ACDFGHIKLMNOPRUVWXYZ",
    "EGJKMOZ",
    "ACEGHRSTU",
    "IJKMOR",
    "ABDEFGHILMNPQRSTUWY",
    "KMNRTU",
    "CDELMNOQRST",
    "EMOP",
    "EGHIMNPRWYZ",
    "ABCIKRSTUVY",
    "ACDEFGHKLMNOPQRSTUVWXYZ",
    "ACEFGILOPRUZ",
    "M",
    "AEFGHKLMNRSTWY",
    "A",
    "EOSUW",
    "ABCDEGHIJKLMNORSTVXYZ",
    "ACDFGHJKLMNORTVWZ",
    "AGMNSYZ",
    "ACEGINU",
    "FS",
    "K",
    "ET",
    "AMW",
];
/// England, Scotland and Wales, by the tags behind a black flag.
const REGIONS: [&str; 3] = ["gbeng", "gbsct", "gbwls"];

/// How many characters the emoji at the beginning of `text` takes, if more than one.
pub(super) fn sequence(text: &[char]) -> Option<usize> {
    let &[first, second, ..] = text else {
        return None;
    };
    // Nearly everything is decided here.
    if !matches!(second, JOINER | PICTURE | '\u{20e3}' | '\u{e0067}')
        && !is_tone(second)
        && !is_flag(second)
    {
        return None;
    }
    let family = || family(text).or_else(|| couple(text));
    working(text)
        .or_else(|| gendered(text))
        .or_else(family)
        .or_else(|| fixed(text))
        .or_else(|| keycap(text))
        .or_else(|| toned(text))
        .or_else(|| flag(text))
        .or_else(|| (second == PICTURE && (is_sign(first) || is_text_first(first))).then_some(2))
}

/// Men and women at work: a person, perhaps a tone, and what they work with.
fn working(text: &[char]) -> Option<usize> {
    text.first().filter(|&&c| c == MAN || c == WOMAN)?;
    let at = 1 + tone(text, 1);
    match text.get(at..)? {
        [JOINER, '\u{2695}' | '\u{2696}' | '\u{2708}', PICTURE, ..] => Some(at + 3),
        [JOINER, tool, ..] if is_tool(*tool) => Some(at + 2),
        _ => None,
    }
}

/// People doing something, as a man or as a woman.
fn gendered(text: &[char]) -> Option<usize> {
    let &[first, second, ..] = text else {
        return None;
    };
    let at = match first {
        // Without a tone these need to be asked for as pictures.
        '\u{1f3cb}' | '\u{1f3cc}' | '\u{1f574}' | '\u{1f575}' | '\u{26f9}' => {
            (second == PICTURE || is_tone(second)).then_some(2)?
        }
        // These have no tones.
        '\u{1f46f}' | '\u{1f93c}' | '\u{1f9de}' | '\u{1f9df}' => 1,
        _ if is_acting(first) => 1 + tone(text, 1),
        _ => return None,
    };
    let ends = matches!(
        text.get(at..)?,
        [JOINER, '\u{2640}' | '\u{2642}', PICTURE, ..]
    );
    ends.then_some(at + 3)
}

/// One or two parents with one or two children.
fn family(text: &[char]) -> Option<usize> {
    let parent = |at: usize| text.get(at).copied().filter(|&c| c == MAN || c == WOMAN);
    let joined = |at: usize| {
        text.get(at)
            .filter(|&&c| c == JOINER)
            .and(text.get(at + 1))
            .copied()
    };
    let first = parent(0)?;
    let two =
        parent(2).is_some_and(|second| (first, second) != (WOMAN, MAN)) && joined(1).is_some();
    let at = if two { 3 } else { 1 };
    let child = joined(at).filter(|&c| c == BOY || c == GIRL)?;
    let other = joined(at + 2).filter(|&c| c == BOY || c == GIRL && child == GIRL);
    Some(at + 2 + 2 * usize::from(other.is_some()))
}

/// Two people with a heart between them, or kissing.
fn couple(text: &[char]) -> Option<usize> {
    let (pair, len) = match text {
        [
            first,
            JOINER,
            HEART,
            PICTURE,
            JOINER,
            '\u{1f48b}',
            JOINER,
            second,
            ..,
        ] => ((*first, *second), 8),
        [first, JOINER, HEART, PICTURE, JOINER, second, ..] => ((*first, *second), 6),
        _ => return None,
    };
    matches!(pair, (MAN, MAN) | (WOMAN, MAN | WOMAN)).then_some(len)
}

/// The rainbow flag, the pirates' flag, the eye in a speech bubble.
fn fixed(text: &[char]) -> Option<usize> {
    match text {
        ['\u{1f3f3}', PICTURE, JOINER, '\u{1f308}', ..]
        | [BLACK_FLAG, JOINER, '\u{2620}', PICTURE, ..] => Some(4),
        ['\u{1f441}', JOINER, '\u{1f5e8}', ..] => Some(3),
        _ => None,
    }
}

fn keycap(text: &[char]) -> Option<usize> {
    text.first()
        .filter(|c| matches!(c, '#' | '*' | '0'..='9'))?;
    let at = 1 + usize::from(text.get(1) == Some(&PICTURE));
    (text.get(at) == Some(&'\u{20e3}')).then_some(at + 1)
}

/// Emoji that may have a skin tone, with it.
fn toned(text: &[char]) -> Option<usize> {
    let &[first, second, ..] = text else {
        return None;
    };
    let at = match first {
        '\u{261d}' | '\u{26f7}' | '\u{26f9}' | '\u{270c}' | '\u{270d}' | '\u{1f3cb}'
        | '\u{1f3cc}' | '\u{1f574}' | '\u{1f575}' | '\u{1f590}' => {
            1 + usize::from(second == PICTURE)
        }
        _ if is_person(first) => 1,
        _ => return None,
    };
    let len = at + tone(text, at);
    (len > 1).then_some(len)
}

/// Flags of countries and of parts of the United Kingdom.
fn flag(text: &[char]) -> Option<usize> {
    let letter = |at: usize| text.get(at).and_then(|&c| u32::from(c).checked_sub(FLAG_A));
    if text.first() == Some(&BLACK_FLAG) {
        let tag = |c: char| char::from_u32(0xe_0000 + u32::from(c));
        let is = |region: &str| {
            let tags = region.chars().chain(['\u{7f}']).map(tag);
            tags.eq(text.iter().skip(1).take(6).map(|&c| Some(c)))
        };
        return REGIONS.iter().any(|region| is(region)).then_some(7);
    }
    let seconds = COUNTRIES.get(usize::try_from(letter(0)?).ok()?)?;
    let second = u8::try_from(letter(1)?).ok()?.checked_add(b'A')?;
    seconds.as_bytes().contains(&second).then_some(2)
}

fn tone(text: &[char], at: usize) -> usize {
    usize::from(text.get(at).is_some_and(|&c| is_tone(c)))
}

fn is_tone(c: char) -> bool {
    matches!(c, '\u{1f3fb}'..='\u{1f3ff}')
}

fn is_flag(c: char) -> bool {
    matches!(c, '\u{1f1e6}'..='\u{1f1ff}')
}

/// What people work with.
fn is_tool(c: char) -> bool {
    matches!(
        c,
        '\u{1f33e}'
            | '\u{1f373}'
            | '\u{1f393}'
            | '\u{1f3a4}'
            | '\u{1f3a8}'
            | '\u{1f3eb}'
            | '\u{1f3ed}'
            | '\u{1f4bb}'
            | '\u{1f4bc}'
            | '\u{1f527}'
            | '\u{1f52c}'
            | '\u{1f680}'
            | '\u{1f692}'
            | '\u{1f9b0}'..='\u{1f9b3}'
    )
}

/// People who may be shown as men and as women, and with a tone.
fn is_acting(c: char) -> bool {
    matches!(c, '\u{1f3c3}' | '\u{1f3c4}' | '\u{1f3ca}' | '\u{1f46e}' | '\u{1f471}' | '\u{1f473}' | '\u{1f477}'
        | '\u{1f481}' | '\u{1f482}' | '\u{1f486}' | '\u{1f487}' | '\u{1f645}'..='\u{1f647}' | '\u{1f64b}'
        | '\u{1f64d}' | '\u{1f64e}' | '\u{1f6a3}' | '\u{1f6b4}'..='\u{1f6b6}' | '\u{1f926}' | '\u{1f935}'
        | '\u{1f937}'..='\u{1f939}' | '\u{1f93d}' | '\u{1f93e}' | '\u{1f9b8}' | '\u{1f9b9}' | '\u{1f9d6}'..='\u{1f9dd}')
}

/// People and hands that may have a tone and are always pictures.
fn is_person(c: char) -> bool {
    matches!(c, '\u{270a}' | '\u{270b}' | '\u{1f385}' | '\u{1f3c2}'..='\u{1f3c4}' | '\u{1f3c7}' | '\u{1f3ca}'
        | '\u{1f442}' | '\u{1f443}' | '\u{1f446}'..='\u{1f450}' | '\u{1f466}'..='\u{1f469}' | '\u{1f46e}'
        | '\u{1f470}'..='\u{1f478}' | '\u{1f47c}' | '\u{1f481}'..='\u{1f483}' | '\u{1f485}'..='\u{1f487}'
        | '\u{1f4aa}' | '\u{1f57a}' | '\u{1f595}' | '\u{1f596}' | '\u{1f645}'..='\u{1f647}'
        | '\u{1f64b}'..='\u{1f64f}' | '\u{1f6a3}' | '\u{1f6b4}'..='\u{1f6b6}' | '\u{1f6c0}' | '\u{1f6cc}'
        | '\u{1f918}'..='\u{1f91c}' | '\u{1f91e}' | '\u{1f91f}' | '\u{1f926}' | '\u{1f930}'..='\u{1f939}'
        | '\u{1f93d}' | '\u{1f93e}' | '\u{1f9b5}' | '\u{1f9b6}' | '\u{1f9b8}' | '\u{1f9b9}' | '\u{1f9d1}'..='\u{1f9dd}')
}

/// Signs that are pictures only where this is asked for.
fn is_sign(c: char) -> bool {
    matches!(c, '©' | '®' | '\u{2122}' | '\u{265f}')
}

/// Pictures that may also be shown as text.
fn is_text_first(c: char) -> bool {
    matches!(c, '\u{203c}' | '\u{2049}' | '\u{2139}' | '\u{2194}'..='\u{2199}' | '\u{21a9}' | '\u{21aa}' | '\u{231a}'
        | '\u{231b}' | '\u{2328}' | '\u{23cf}' | '\u{23ed}'..='\u{23ef}' | '\u{23f1}' | '\u{23f2}'
        | '\u{23f8}'..='\u{23fa}' | '\u{24c2}' | '\u{25aa}' | '\u{25ab}' | '\u{25b6}' | '\u{25c0}'
        | '\u{25fb}'..='\u{25fe}' | '\u{2600}'..='\u{2604}' | '\u{260e}' | '\u{2611}' | '\u{2614}' | '\u{2615}'
        | '\u{2618}' | '\u{2620}' | '\u{2622}' | '\u{2623}' | '\u{2626}' | '\u{262a}' | '\u{262e}' | '\u{262f}'
        | '\u{2638}'..='\u{263a}' | '\u{2640}' | '\u{2642}' | '\u{2648}'..='\u{2653}' | '\u{2660}' | '\u{2663}'
        | '\u{2665}' | '\u{2666}' | '\u{2668}' | '\u{267b}' | '\u{267f}' | '\u{2692}'..='\u{2697}' | '\u{2699}'
        | '\u{269b}' | '\u{269c}' | '\u{26a0}' | '\u{26a1}' | '\u{26aa}' | '\u{26ab}' | '\u{26b0}' | '\u{26b1}'
        | '\u{26bd}' | '\u{26be}' | '\u{26c4}' | '\u{26c5}' | '\u{26c8}' | '\u{26cf}' | '\u{26d1}' | '\u{26d3}'
        | '\u{26d4}' | '\u{26e9}' | '\u{26ea}' | '\u{26f0}'..='\u{26f5}' | '\u{26f8}' | '\u{26fa}' | '\u{26fd}'
        | '\u{2702}' | '\u{2708}' | '\u{2709}' | '\u{270f}' | '\u{2712}' | '\u{2714}' | '\u{2716}' | '\u{271d}'
        | '\u{2721}' | '\u{2733}' | '\u{2734}' | '\u{2744}' | '\u{2747}' | '\u{2757}' | '\u{2763}' | '\u{2764}'
        | '\u{27a1}' | '\u{2934}' | '\u{2935}' | '\u{2b05}'..='\u{2b07}' | '\u{2b1b}' | '\u{2b1c}' | '\u{2b50}'
        | '\u{2b55}' | '\u{3030}' | '\u{303d}' | '\u{3297}' | '\u{3299}' | '\u{1f004}' | '\u{1f170}' | '\u{1f171}'
        | '\u{1f17e}' | '\u{1f17f}' | '\u{1f202}' | '\u{1f21a}' | '\u{1f22f}' | '\u{1f237}' | '\u{1f321}'
        | '\u{1f324}'..='\u{1f32c}' | '\u{1f336}' | '\u{1f37d}' | '\u{1f396}' | '\u{1f397}' | '\u{1f399}'..='\u{1f39b}'
        | '\u{1f39e}' | '\u{1f39f}' | '\u{1f3cd}' | '\u{1f3ce}' | '\u{1f3d4}'..='\u{1f3df}' | '\u{1f3f3}' | '\u{1f3f5}'
        | '\u{1f3f7}' | '\u{1f43f}' | '\u{1f441}' | '\u{1f4fd}' | '\u{1f549}' | '\u{1f54a}' | '\u{1f56f}' | '\u{1f570}'
        | '\u{1f573}' | '\u{1f576}'..='\u{1f579}' | '\u{1f587}' | '\u{1f58a}'..='\u{1f58d}' | '\u{1f5a5}' | '\u{1f5a8}'
        | '\u{1f5b1}' | '\u{1f5b2}' | '\u{1f5bc}' | '\u{1f5c2}'..='\u{1f5c4}' | '\u{1f5d1}'..='\u{1f5d3}'
        | '\u{1f5dc}'..='\u{1f5de}' | '\u{1f5e1}' | '\u{1f5e3}' | '\u{1f5e8}' | '\u{1f5ef}' | '\u{1f5f3}' | '\u{1f5fa}'
        | '\u{1f6cb}' | '\u{1f6cd}'..='\u{1f6cf}' | '\u{1f6e0}'..='\u{1f6e5}' | '\u{1f6e9}' | '\u{1f6f0}' | '\u{1f6f3}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_seen_as_one_is_one_if_it_was_known_in_2018() {
        for (text, expected) in [
            ("👍🏽!", Some(2)),
            ("☝️🏽", Some(3)),
            ("❤️", Some(2)),
            ("❤", None),
            ("5️⃣", Some(3)),
            ("5⃣", Some(2)),
            ("55", None),
            ("©️", Some(2)),
            ("🇬🇧🇫🇷", Some(2)),
            ("🇦🇦", None),
            ("🏴󠁧󠁢󠁷󠁬󠁳󠁿", Some(7)),
            ("🏴‍☠️", Some(4)),
            ("🏳️‍🌈", Some(4)),
            ("👩🏾‍🚒x", Some(4)),
            ("👨‍✈️", Some(4)),
            ("🕵🏻‍♀️", Some(5)),
            ("🕵️‍♂️", Some(5)),
            ("🕵‍♂️", None),
            ("🙋‍♀️", Some(4)),
            ("🧟‍♂️", Some(4)),
            ("👨‍👩‍👧‍👦", Some(7)),
            ("👩‍👩‍👦‍👧", Some(5)),
            ("👩‍👨‍👦", None),
            ("👩‍👧", Some(3)),
            ("👩‍❤️‍💋‍👨", Some(8)),
            ("👨‍❤️‍👩", None),
            ("🧑‍🚀", None),
        ] {
            let chars: Vec<char> = text.chars().collect();
            assert_eq!(sequence(&chars), expected, "{text}");
        }
    }
}
